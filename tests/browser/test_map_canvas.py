"""The map canvas in a real Chromium, on a plain Voilà page over a store of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import nbformat
import psutil
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from workbench.model import Cycle, Link, Map, MapItem, Scale, System, Thing
from workbench.store import Store

pytestmark = [pytest.mark.browser, pytest.mark.slow]

_CELL = """
import os, urllib.parse
from datetime import date
from workbench.frames import Audience
from workbench.model.prompts import words
from workbench.panels.map_canvas import MapCanvas
from workbench.patterns.loops import loops
from workbench.sharing import release
from workbench.store import Store
asked = dict(urllib.parse.parse_qsl(os.environ.get("QUERY_STRING", "")))
store = Store.open(r"{store}")
team = Audience(scale="team", system="harbour", name="the team", wide=False)
found = lambda: release(loops(store.read(audience=team, on=date(2026, 11, 21)), asked["map"], words=words()))
rows = lambda: found().table.to_dict("records")
MapCanvas(store, asked["map"], by=asked.get("by", "Ada"), may_edit="look" not in asked, loops=rows)
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, str, subprocess.Popen[bytes]]]:
    """A store with a team, and the address of a Voilà that shows its maps."""
    folder = tmp_path_factory.mktemp("house")
    store = Store.open(folder / "maps.db")
    with store.step("Began", by="set-up") as step:
        step.add(Scale(id="team", name="Team", position=20))
        step.add(System(id="harbour", name="Harbour", scale="team"))
        step.add(Cycle(id="round1", system="harbour", name="Round 1"))
    cell = nbformat.v4.new_code_cell(_CELL.format(store=folder / "maps.db"))
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=[cell], metadata=kernel), folder / "map.ipynb")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    root = str(Path(__file__).resolve().parents[2])
    with (folder / "voila.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "voila", "map.ipynb", "--no-browser", f"--port={port}", "--Voila.ip=127.0.0.1"],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": root},
            stdout=log,
            stderr=log,
        )
    address = f"http://127.0.0.1:{port}/"
    for _ in range(240):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                break
        except OSError:
            assert server.poll() is None, (folder / "voila.log").read_text()
            time.sleep(0.25)
    yield store, address, server
    family = [*psutil.Process(server.pid).children(recursive=True), psutil.Process(server.pid)]
    for one in family:
        one.terminate()
    _, left = psutil.wait_procs(family, timeout=5)
    for one in left:
        one.kill()
    server.wait()
    store.close()


@pytest.fixture
def contexts(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    made: list[BrowserContext] = []

    def make(**more: Any) -> BrowserContext:
        made.append(browser.new_context(**{"viewport": {"width": 1920, "height": 1080}, **more}))
        return made[-1]

    yield make
    for context in made:
        context.close()


class Canvas:
    """One browser tab that looks at a map."""

    def __init__(self, page: Page, address: str, query: str) -> None:
        self.page = page
        self.troubles: list[str] = []
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.goto(f"{address}?{query}")
        self.ready()

    def ready(self) -> None:
        self.page.wait_for_function("() => document.querySelector('.wb-map-box')?.__map", timeout=90_000)
        self.page.wait_for_timeout(700)

    def things(self) -> dict[str, dict[str, Any]]:
        """By name: where on the page, how wide there, and where on the map."""
        found: list[dict[str, Any]] = self.page.evaluate(
            """() => {
            const el = document.querySelector('.wb-map-box'), { net, book } = el.__map, r = el.getBoundingClientRect();
            return [...book.things.values()].map((t) => {
              const d = net.toPage(net.at(t.id)), s = net.net.getScale(), shape = net.net.body.nodes[t.id].shape;
              return { name: t.name, x: r.x + d.x, y: r.y + d.y, wide: shape.width * s, high: shape.height * s,
                at: [t.x, t.y], picked: book.picked.things.has(t.id) }; }); }"""
        )
        return {thing["name"]: thing for thing in found}

    def links(self) -> list[tuple[str, str, str, bool, int]]:
        found = self.page.evaluate(
            """() => { const { book } = document.querySelector('.wb-map-box').__map;
            return [...book.links.values()].map((l) =>
              [book.nameOf(l.source), book.nameOf(l.target), l.polarity, l.delay, l.strength]); }"""
        )
        return sorted(tuple(link) for link in found)

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        mouse = self.page.mouse
        mouse.move(*start)
        mouse.down()
        mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2, steps=4)
        mouse.move(*end, steps=4)
        mouse.up()

    def middle(self, name: str) -> tuple[float, float]:
        thing = self.things()[name]
        return thing["x"], thing["y"]

    def add(self, names: str) -> None:
        line = self.page.get_by_label("Names of what to add")
        line.fill(names)
        line.press("Enter")
        expect(line).to_have_value("")

    def wait(self, script: str, *, seconds: float = 20) -> None:
        """Until the script, which knows `net` and `book`, is true."""
        self.page.wait_for_function(
            f"() => {{ const {{ net, book }} = document.querySelector('.wb-map-box').__map; return {script}; }}",
            timeout=seconds * 1000,
        )


@pytest.fixture
def new_map(house: tuple[Store, str, subprocess.Popen[bytes]]) -> Callable[..., str]:
    store = house[0]

    def make(*names: str, links: tuple[tuple[str, str], ...] = (), kind: str = "factor") -> str:
        with store.step("A map", by="set-up", page="set-up") as step:
            made = step.add(Map(cycle="round1", name="What keeps people stuck", map_kind=kind))
            ids = {}
            for n, name in enumerate(names):
                thing = step.add(Thing(cycle="round1", name=name, thing_kind=kind))
                ids[name] = thing.id
                step.add(MapItem(map=made.id, thing=thing.id, x=(n % 4) * 300, y=(n // 4) * 220))
            for source, target in links:
                step.add(Link(map=made.id, source=ids[source], target=ids[target], link_kind="drives", polarity="same"))
        return made.id

    return make


@pytest.fixture
def opened(
    house: tuple[Store, str, subprocess.Popen[bytes]], contexts: Callable[..., BrowserContext]
) -> Iterator[Callable[..., Canvas]]:
    made: list[Canvas] = []

    def make(map_id: str, query: str = "", **more: Any) -> Canvas:
        made.append(Canvas(contexts(**more).new_page(), house[1], f"map={map_id}&{query}"))
        return made[-1]

    yield make
    assert [trouble for canvas in made for trouble in canvas.troubles] == []


def test_three_factors_become_a_named_loop_and_a_reload_restores_everything(
    opened: Callable[..., Canvas], new_map: Callable[..., str]
) -> None:
    canvas = opened(new_map())
    page = canvas.page
    expect(page.get_by_text("Double-click anywhere, or type names above.")).to_be_visible()
    canvas.add("rent arrears, loneliness; sleeping badly")
    canvas.wait("book.things.size === 3")

    page.keyboard.down("Shift")  # Shift and drag
    canvas.drag(canvas.middle("rent arrears"), canvas.middle("loneliness"))
    page.keyboard.up("Shift")
    canvas.wait("book.links.size === 1")
    page.keyboard.press("+")

    thing = canvas.things()["loneliness"]  # the round handle at its corner, which is there under the pointer
    page.mouse.move(thing["x"] - 9, thing["y"])
    page.mouse.move(thing["x"], thing["y"], steps=3)
    canvas.wait("Object.keys(net.net.selectionHandler.hoverObj.nodes).length === 1")
    handle = (thing["x"] + thing["wide"] / 2 + 5, thing["y"] - thing["high"] / 2 - 5)
    canvas.drag(handle, canvas.middle("sleeping badly"))
    canvas.wait("book.links.size === 2")
    for key in ("+", "d", "3"):
        page.keyboard.press(key)

    page.get_by_role("button", name="Draw links").click()  # the mode
    canvas.drag(canvas.middle("sleeping badly"), canvas.middle("rent arrears"))
    canvas.wait("book.links.size === 3")
    page.keyboard.press("+")
    canvas.wait("[...book.links.values()].every((l) => l.polarity === 'same')")

    page.get_by_role("tab", name="Loops").click()
    loop = page.locator(".wb-map-loops .wb-map-go")
    expect(loop).to_contain_text("so it feeds itself")
    loop.click()
    page.get_by_label("What do you call this loop?").fill("The arrears spiral")
    page.keyboard.press("Enter")
    expect(loop).to_contain_text("The arrears spiral")

    expected = [
        ("loneliness", "sleeping badly", "same", True, 3),
        ("rent arrears", "loneliness", "same", False, 2),
        ("sleeping badly", "rent arrears", "same", False, 2),
    ]
    places = {name: thing["at"] for name, thing in canvas.things().items()}
    assert canvas.links() == expected
    page.reload()
    canvas.ready()
    assert (canvas.links(), {n: t["at"] for n, t in canvas.things().items()}) == (expected, places)
    page.get_by_role("tab", name="Loops").click()
    expect(loop).to_contain_text("The arrears spiral")


def test_add_by_double_click_rename_in_place_drag_delete_and_undo(
    opened: Callable[..., Canvas], new_map: Callable[..., str], until: Callable[..., None]
) -> None:
    canvas = opened(new_map("debt"))
    page = canvas.page
    page.mouse.dblclick(500, 700)
    page.keyboard.type("hope, mostly")
    page.keyboard.press("Enter")
    canvas.wait("book.things.size === 2")
    assert canvas.middle("hope, mostly") == pytest.approx((500, 700), abs=3)

    page.mouse.dblclick(*canvas.middle("debt"))
    page.keyboard.type("old debts")
    page.keyboard.press("Enter")
    canvas.wait("[...book.things.values()].some((t) => t.name === 'old debts')")

    canvas.drag((500, 700), (620, 640))
    until(lambda: canvas.middle("hope, mostly"), pytest.approx((620, 640), abs=12))

    page.keyboard.press("Delete")
    canvas.wait("book.things.size === 1")
    page.locator(".wb-toast").get_by_role("button", name="Undo").click()
    canvas.wait("book.things.size === 2")
    page.locator(".wb-map-box").focus()
    page.keyboard.press("Control+z")
    until(lambda: canvas.middle("hope, mostly"), pytest.approx((500, 700), abs=3))
    page.keyboard.press("Control+y")
    until(lambda: canvas.middle("hope, mostly"), pytest.approx((620, 640), abs=12))


def test_two_browsers_converge_without_losing_typing_selection_or_view(
    opened: Callable[..., Canvas], new_map: Callable[..., str]
) -> None:
    map_id = new_map("debt", "trust", links=(("debt", "trust"),))
    ada, ben = opened(map_id, "by=Ada"), opened(map_id, "by=Ben")
    ben.page.mouse.click(*ben.middle("trust"))
    note = ben.page.get_by_label("Note")
    note.fill("Ben is still wri")
    ben.page.evaluate("() => document.querySelector('.wb-map-box').__map.net.net.moveTo({ scale: 0.61 })")

    for name in ("shame", "rent", "sleep", "work", "food"):
        ada.add(name)
        ben.wait(f"[...book.things.values()].some((t) => t.name === '{name}')", seconds=15)

    ada.page.mouse.click(*ada.middle("trust"))
    theirs = ada.page.get_by_label("Note")
    theirs.fill("Ada's note")
    theirs.blur()
    expect(ben.page.locator(".wb-clash q")).to_have_text("Ada's note", timeout=15_000)
    expect(note).to_have_value("Ben is still wri")
    assert ben.things()["trust"]["picked"]
    scale = ben.page.evaluate("() => document.querySelector('.wb-map-box').__map.net.net.getScale()")
    assert scale == pytest.approx(0.61)

    ben.page.get_by_role("button", name="Keep mine").click()
    expect(theirs).to_have_value("Ben is still wri", timeout=15_000)


def test_everything_works_by_keyboard(opened: Callable[..., Canvas], new_map: Callable[..., str]) -> None:
    canvas = opened(new_map("debt", "trust"))
    page = canvas.page
    box = page.locator(".wb-map-box")
    box.focus()
    page.keyboard.press("n")
    page.keyboard.type("hope")
    page.keyboard.press("Enter")
    canvas.wait("book.things.size === 3")

    page.get_by_role("tab", name="Things").click()
    page.get_by_role("button", name="debt Factor").press("Enter")
    box.focus()
    page.keyboard.press("l")
    page.keyboard.press("ArrowRight")
    canvas.wait("[...book.picked.things].some((id) => book.nameOf(id) !== 'debt')")
    (to,) = [name for name, thing in canvas.things().items() if thing["picked"]]
    page.keyboard.press("Enter")
    canvas.wait("book.links.size === 1")
    page.keyboard.press("-")
    page.keyboard.press("d")
    page.keyboard.press("1")
    canvas.wait("[...book.links.values()][0].strength === 1")
    assert canvas.links() == [("debt", to, "opposite", True, 1)]

    page.keyboard.press("Escape")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("F2")
    page.keyboard.type("renamed")
    page.keyboard.press("Enter")
    canvas.wait("[...book.things.values()].some((t) => t.name === 'renamed')")
    was = canvas.things()["renamed"]["at"]
    page.keyboard.press("Alt+ArrowDown")
    canvas.wait(f"[...book.things.values()].some((t) => t.name === 'renamed' && Math.abs(t.y - {was[1] + 20}) < 0.01)")
    assert canvas.things()["renamed"]["at"] == pytest.approx([was[0], was[1] + 20])
    page.keyboard.press("Delete")
    canvas.wait("book.things.size === 2")
    page.keyboard.press("Control+z")
    canvas.wait("book.things.size === 3")


def test_the_lists_beside_it_do_the_same_without_the_canvas(
    opened: Callable[..., Canvas], new_map: Callable[..., str]
) -> None:
    canvas = opened(new_map("debt", "trust"))
    page = canvas.page
    page.get_by_role("tab", name="Links").click()
    page.get_by_label("From", exact=True).select_option(label="debt")
    page.get_by_label("To", exact=True).select_option(label="trust")
    page.get_by_label("Sign", exact=True).select_option(label="More leads to less")
    page.get_by_role("button", name="Draw the link").click()
    canvas.wait("book.links.size === 1")
    assert canvas.links() == [("debt", "trust", "opposite", False, 2)]

    page.get_by_role("tab", name="Things").click()
    page.get_by_role("button", name="debt Factor").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("button", name="trust Factor")).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("tab", name="Picked").click()
    page.get_by_label("Name", exact=True).fill("trust in workers")
    page.keyboard.press("Enter")
    page.get_by_label("For the purpose").select_option(label="Helps")
    canvas.wait("[...book.things.values()].some((t) => t.name === 'trust in workers' && t.effect === 'helps')")

    page.get_by_label("Name", exact=True).fill("debt")
    page.keyboard.press("Enter")
    expect(page.get_by_text("“debt” is on this map already").first).to_be_attached()
    page.keyboard.press("Escape")
    page.get_by_role("tab", name="Things").click()
    page.get_by_role("button", name="Take “debt” off the map").click()
    canvas.wait("book.things.size === 1")


def test_search_filter_and_neighbourhood(opened: Callable[..., Canvas], new_map: Callable[..., str]) -> None:
    canvas = opened(new_map("debt", "trust", "hope", "shame", links=(("debt", "trust"), ("trust", "hope"))))
    page = canvas.page
    page.get_by_role("searchbox", name="Search", exact=True).fill("sha")
    canvas.wait("[...book.things.values()].filter((t) => !book.dimmed(t.id)).length === 1")
    page.get_by_role("button", name="Show everything").click()
    page.mouse.click(*canvas.middle("debt"))
    page.get_by_role("button", name="Show only what is near").click()
    near = """() => { const { book } = document.querySelector('.wb-map-box').__map;
        return [...book.things.values()].filter((t) => !book.hidden(t.id)).map((t) => t.name).sort(); }"""
    assert page.evaluate(near) == ["debt", "trust"]
    page.get_by_role("button", name="One step further").click()
    assert page.evaluate(near) == ["debt", "hope", "trust"]
    page.get_by_role("button", name="Show everything").click()
    page.get_by_label("Show which kind").select_option(label="Only actors")
    assert page.evaluate(near) == []


def test_a_map_without_places_is_laid_out_once_and_kept(
    opened: Callable[..., Canvas],
    house: tuple[Store, str, subprocess.Popen[bytes]],
    new_map: Callable[..., str],
    until: Callable[..., None],
) -> None:
    store, map_id = house[0], new_map()
    with store.step("Imported", by="set-up", page="set-up") as step:
        ids = [step.add(Thing(cycle="round1", name=f"factor {n}", thing_kind="factor")).id for n in range(12)]
        for each in ids:
            step.add(MapItem(map=map_id, thing=each))
        for a, b in pairwise(ids):
            step.add(Link(map=map_id, source=a, target=b, link_kind="drives"))
    canvas = opened(map_id)
    canvas.wait("[...book.things.values()].every((t) => t.x !== null)", seconds=15)
    until(lambda: [i for i in store.all("map_item", map=map_id) if i.x is None], [])
    kept = [(i.x, i.y) for i in store.all("map_item", map=map_id)]
    assert all(abs(a[0] - b[0]) > 90 or abs(a[1] - b[1]) > 40 for a in kept for b in kept if a is not b)


def test_touch_on_a_phone(opened: Callable[..., Canvas], new_map: Callable[..., str]) -> None:
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    canvas = opened(new_map("debt", "trust"), **phone)
    page = canvas.page
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="Draw links").tap()
    page.locator(".wb-map-box").scroll_into_view_if_needed()
    for name in ("debt", "trust"):
        page.touchscreen.tap(*canvas.middle(name))
        page.wait_for_timeout(400)
    canvas.wait("book.links.size === 1")
    assert canvas.links() == [("debt", "trust", "unknown", False, 2)]

    spot = page.locator(".wb-map-box").bounding_box()
    assert spot is not None
    cdp = page.context.new_cdp_session(page)
    point = {"x": spot["x"] + 60, "y": spot["y"] + spot["height"] - 40}
    cdp.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
    page.wait_for_timeout(900)
    cdp.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.locator(".wb-map-typing input").fill("hope")
    page.keyboard.press("Enter")
    canvas.wait("book.things.size === 3")


def test_whoever_may_only_look_sees_everything_and_no_way_to_change_it(
    opened: Callable[..., Canvas], new_map: Callable[..., str]
) -> None:
    canvas = opened(new_map("debt", "trust", links=(("debt", "trust"),)), "look=1")
    page = canvas.page
    expect(page.get_by_text("You can look at this map")).to_be_visible()
    for name in ("Add", "Draw links", "Undo"):
        expect(page.get_by_role("button", name=name, exact=True)).to_have_count(0)
    page.mouse.dblclick(300, 800)
    page.mouse.click(*canvas.middle("debt"))
    page.keyboard.press("Delete")
    page.wait_for_timeout(400)
    assert sorted(canvas.things()) == ["debt", "trust"]
    expect(page.get_by_label("Name", exact=True)).to_have_attribute("readonly", "")


def test_when_nothing_answers_what_was_typed_is_kept_and_saved_once(
    opened: Callable[..., Canvas],
    house: tuple[Store, str, subprocess.Popen[bytes]],
    new_map: Callable[..., str],
) -> None:
    store, _, server = house
    before = {p.pid for p in psutil.Process(server.pid).children(recursive=True)}
    canvas = opened(new_map())
    kernels = [p for p in psutil.Process(server.pid).children(recursive=True) if p.pid not in before]
    for kernel in kernels:
        kernel.send_signal(signal.SIGSTOP)
    try:
        line = canvas.page.get_by_label("Names of what to add")
        line.fill("hope")
        line.press("Enter")
        expect(canvas.page.get_by_text("Not saved yet, trying again")).to_be_visible(timeout=9000)
        expect(line).to_have_value("hope")
    finally:
        for kernel in kernels:
            kernel.send_signal(signal.SIGCONT)
    canvas.wait("book.things.size === 1", seconds=10)
    expect(canvas.page.get_by_text("Not saved yet, trying again")).to_have_count(0, timeout=9000)
    assert [t.name for t in store.all("thing", name="hope")].count("hope") >= 1
    assert list(canvas.things()) == ["hope"]


@pytest.mark.parametrize("size", [{"width": 1920, "height": 1080}, {"width": 390, "height": 844}])
def test_no_accessibility_rule_is_broken(
    opened: Callable[..., Canvas], new_map: Callable[..., str], size: dict[str, int]
) -> None:
    loop = (("debt", "trust"), ("trust", "debt"))
    canvas = opened(new_map("debt", "trust", links=loop), viewport=size)
    broken: dict[str, list[str]] = {}
    for tab in ("Picked", "Things", "Links", "Loops"):
        canvas.page.get_by_role("tab", name=tab).click()
        canvas.page.wait_for_timeout(250)
        for violation in Axe().run(canvas.page, context=".wb").response["violations"]:
            broken.setdefault(tab, []).extend(
                f"{violation['id']}: {node['html'][:160]} {node['failureSummary']}" for node in violation["nodes"]
            )
    assert broken == {}
