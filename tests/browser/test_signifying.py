"""Tellers say what a story means, in a real browser: by touch, by keys, by numbers; and nothing is lost."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import nbformat
import pytest
from playwright.sync_api import Locator, Page, expect

from workbench.model import (
    Cycle,
    Scale,
    Signification,
    SignifiedBy,
    Signifier,
    SignifierKind,
    SignifierSet,
    Story,
    System,
)
from workbench.patterns.balance import dyad_balance, triad_balance
from workbench.patterns.triangle import from_point, to_point
from workbench.store import Store

pytestmark = pytest.mark.browser

STATIC = Path(__file__).resolve().parents[2] / "workbench" / "panels" / "static"
NOTEBOOKS = STATIC.parents[2] / "notebooks"
CELL = '''from workbench.desk import Desk
from workbench.panels.form_panel import FormPanel
from workbench.panels.library import script, style
from workbench.panels.signifying import SIGNIFY_SCRIPTS, SIGNIFY_STYLES, WithSignifying

VIEW = """const panel = (kit) => {
  const { SignifyStory } = makeSignify(kit);
  return ({ state, act, say }) => kit.html`<div><h2>What it means</h2>
    <${SignifyStory} signifying=${state.signifying} story="letter" act=${act} say=${say} /></div>`;
};
export default"""

class Placing(WithSignifying, FormPanel):
    _esm = script(*SIGNIFY_SCRIPTS).replace("export default", VIEW, 1)
    _css = style(*SIGNIFY_STYLES)
    sections = ("signifying",)

    def load(self):
        return {"signifying": self.signifying_state(["letter"])}

Placing(Desk.open(), system="quay", cycle="quay-1")'''
#: How many of the words under an element are wider or taller than their own box.
CUT = """(e) => [...e.querySelectorAll(".wb-pole, .wb-stone-said, .wb-choose-one")]
  .filter((p) => p.scrollWidth > p.clientWidth + 1 || p.scrollHeight > p.clientHeight + 1).length"""
#: A set that came with an import: long words, words that run from right to left, an emoji.
LONG = "what people who had never met me before had written about me in a letter that I was not allowed to see "
HARD = (
    Signifier(
        key="hard", signifier_kind=SignifierKind.triad, title="السؤال 🌊", labels=("الثقة والوقت", LONG, "x" * 120)
    ),
    Signifier(
        key="many",
        signifier_kind=SignifierKind.stones,
        title="Twelve stones",
        labels=tuple(f"{LONG[:50]} {n}" for n in range(12)),
        axes=(LONG, LONG, "أصعب", LONG),
    ),
    Signifier(key="pick", signifier_kind=SignifierKind.several, title="Pick", labels=(LONG, "🌊", "لا")),
)


def _scene(step: Any, *, hard: bool) -> None:
    step.add(Scale(id="team", name="Team", position=10))
    step.add(System(id="quay", name="Quay team", scale="team"))
    step.add(Cycle(id="quay-1", system="quay", name="First round", opened_on=date(2026, 1, 5)))
    step.add(Story(id="letter", cycle="quay-1", scope="team", title="The letter", text="I waited.", teller="Wren"))
    if hard:
        made = SignifierSet(id="hard", cycle="quay-1", scope="team", name="Hard", template="other", signifiers=HARD)
        step.add(made)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Where the store of the test is."""
    return tmp_path / "stories.db"


@pytest.fixture
def ask(tmp_path: Path, store: Path, server_on: Callable[[Path, Path], Any]) -> Callable[..., Page]:
    """Opens the questions about one story in a window."""

    def _ask(page: Page, *, hard: bool = False) -> Page:
        notebooks = tmp_path / "notebooks"
        notebooks.mkdir()
        with Store.open(store) as opened, opened.step("The scene", by="Test") as step:
            _scene(step, hard=hard)
        made = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_markdown_cell("# Stories"), nbformat.v4.new_code_cell(CELL)]
        )
        made.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
        nbformat.write(made, notebooks / "stories.ipynb")
        server_on(notebooks, store).open(page, "stories")
        expect(page.locator(".wb-signifier")).to_be_visible(timeout=60_000)
        return page

    return _ask


def rows(store: Path, key: str) -> list[Signification]:
    """Where the story lies on a question, as the store has it."""
    with Store.open(store) as opened:
        return sorted(opened.all(Signification, signifier=key), key=lambda row: row.item)


def kept(store: Path, key: str, wanted: Callable[[list[Signification]], bool]) -> list[Signification]:
    """The rows of a question once they are as wanted; the page shows them before they are written."""
    end = time.monotonic() + 5
    while not wanted(found := rows(store, key)) and time.monotonic() < end:
        time.sleep(0.05)
    assert wanted(found), found
    return found


def point(triad: Locator, x: float, y: float) -> tuple[float, float]:
    """Where a point of the triangle (sides of 1) is in the window."""
    face = triad.locator(".wb-triad-face").bounding_box()
    assert face is not None
    line = 8 * face["width"] / 1008  # the outline is drawn half outside
    side = face["width"] - line
    return face["x"] + line / 2 + x * side, face["y"] + face["height"] - line / 2 - y * side


class Finger:
    """A finger on the glass of a phone."""

    def __init__(self, page: Page) -> None:
        self._line = page.context.new_cdp_session(page)

    def put(self, at: tuple[float, float]) -> None:
        self._tell("touchStart", at)

    def slide(self, to: tuple[float, float]) -> None:
        self._tell("touchMove", to)

    def lift(self) -> None:
        self._tell("touchEnd")

    def _tell(self, kind: str, *at: tuple[float, float]) -> None:
        points = [{"x": x, "y": y} for x, y in at]
        self._line.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def go(page: Page, question: str) -> Locator:
    """Leave questions out until this one is asked."""
    heading = page.get_by_role("heading", name=question, exact=True)
    for _ in range(12):
        if heading.is_visible():
            break
        at = page.locator(".wb-signify-at").inner_text()
        page.locator(".wb-signify-go .main").click()
        expect(page.locator(".wb-signify-at")).not_to_have_text(at)
    expect(heading).to_be_visible()
    return page.locator(".wb-signifier")


# -- the triangle ------------------------------------------------------------------------------------------------------


def test_a_triad_is_placed_by_touch_and_the_page_stays_where_it_is(
    ask: Callable[..., Page], phone: Page, store: Path, axe: Callable[[Page], list[str]]
) -> None:
    page = ask(phone)
    triad = page.get_by_role("slider", name="In this story, what made a difference was …")
    expect(triad).to_have_attribute("aria-valuetext", "not placed yet")
    # 0.7 of the top, 0.25 of the left, 0.05 of the right
    page.touchscreen.tap(*point(triad, *to_point(0.7, 0.25, 0.05)))
    said = "mostly somebody who stayed with me, some the right thing at the right time"
    expect(triad).to_have_attribute("aria-valuetext", said)
    expect(page.get_by_role("status").filter(has_text="Kept.")).to_be_visible()
    (row,) = kept(store, "what_helped", bool)
    assert (row.top, row.left, row.right) == pytest.approx((0.7, 0.25, 0.05), abs=0.02)
    assert row.outside is False

    # a finger that slides carries the point, and never the page
    before = page.evaluate("scrollY")
    finger = Finger(page)
    finger.put(point(triad, *to_point(0.7, 0.25, 0.05)))
    for shares in ((0.6, 0.1, 0.3), (0.4, 0.1, 0.5), (0.15, 0.15, 0.7)):
        finger.slide(point(triad, *to_point(*shares)))
    said = "mostly my own strength, a little somebody who stayed with me and the right thing at the right time"
    expect(triad).to_have_attribute("aria-valuetext", f"{said}, not placed yet")
    finger.slide(point(triad, *to_point(0.0, 0.0, 1.0)))
    finger.lift()
    expect(triad).to_have_attribute("aria-valuetext", "only my own strength")
    assert page.evaluate("scrollY") == before
    (row,) = kept(store, "what_helped", lambda found: found[0].version == 2)
    assert (row.top, row.left, row.right) == pytest.approx((0, 0, 1), abs=0.02)

    # a tap beside the triangle lies on its edge, and says so
    page.touchscreen.tap(*point(triad, 0.2, 0.6))
    (row,) = kept(store, "what_helped", lambda found: found[0].version == 3)
    assert (row.right, row.outside) == (0, True)
    assert axe(page) == []
    assert page.errors == []  # type: ignore[attr-defined]  # kept by the window fixture


def test_a_triad_is_placed_by_keys_read_out_put_aside_and_taken_back(
    ask: Callable[..., Page], projector: Page, store: Path, axe: Callable[[Page], list[str]]
) -> None:
    page = ask(projector)
    triad = page.get_by_role("slider", name="In this story, what made a difference was …")
    triad.focus()
    triad.press("1")
    expect(triad).to_have_attribute("aria-valuetext", "only somebody who stayed with me, not placed yet")
    assert rows(store, "what_helped") == []
    # from the top 0.3 of the height down, along nothing but the y axis: both others grow alike
    for _ in range(3):
        triad.press("Shift+ArrowDown")
    triad.press("Shift+ArrowLeft")
    triad.press("ArrowRight")
    triad.press("Enter")
    top = 1 - 0.3 / (3**0.5 / 2)
    right = (0.5 - 0.1 + 0.02) - top / 2
    expect(page.locator(".wb-signify-saved")).to_contain_text("Kept.")
    (row,) = kept(store, "what_helped", bool)
    assert (row.top, row.left, row.right) == pytest.approx((top, 1 - top - right, right), abs=1e-9)
    said = "mostly somebody who stayed with me, some the right thing at the right time"
    expect(triad).to_have_attribute("aria-valuetext", said)
    expect(page.locator(".wb-balance")).to_have_text(said)

    triad.press("n")
    expect(page.get_by_role("button", name="This does not apply")).to_have_attribute("aria-pressed", "true")
    expect(triad).to_have_attribute("aria-valuetext", "not placed yet")
    (row,) = kept(store, "what_helped", lambda found: found[0].version == 2)
    assert (row.placing, row.top) == ("not_applicable", None)
    page.get_by_role("button", name="Undo").click()
    expect(triad).to_have_attribute("aria-valuetext", said)
    triad.press("Delete")
    expect(triad).to_have_attribute("aria-valuetext", "not placed yet")
    kept(store, "what_helped", lambda found: found == [])
    triad.press("c")
    triad.press("Escape")
    expect(triad).to_have_attribute("aria-valuetext", "not placed yet")
    assert axe(page) == []
    assert page.errors == []  # type: ignore[attr-defined]  # the same


def test_a_triad_is_placed_by_numbers_and_what_is_no_number_is_told(
    ask: Callable[..., Page], browser_page: Page, store: Path
) -> None:
    page = ask(browser_page)
    page.get_by_text("By numbers", exact=True).click()
    boxes = page.get_by_role("spinbutton")
    boxes.nth(0).fill("150")
    page.get_by_role("button", name="Put there").click()
    expect(page.get_by_role("alert")).to_have_text("Write a number from 0 to 100 in each box.")
    for n, share in enumerate(("10", "10", "20")):
        boxes.nth(n).fill(share)
    page.get_by_role("button", name="Put there").click()
    expect(page.locator(".wb-signify-saved")).to_contain_text("Kept.")
    (row,) = kept(store, "what_helped", bool)
    assert (row.top, row.left, row.right) == (0.25, 0.25, 0.5)


# -- all of a story ----------------------------------------------------------------------------------------------------


def test_a_whole_set_is_answered_by_keys_and_read_back(
    ask: Callable[..., Page], browser_page: Page, store: Path, axe: Callable[[Page], list[str]]
) -> None:
    page = ask(browser_page)
    page.get_by_label("Who answers?").select_option("listener")
    pace = go(page, "Things went …").get_by_role("slider")
    expect(pace).to_have_attribute("aria-valuetext", "not placed yet")
    expect(page.locator(".wb-dyad-knob")).to_have_count(0)
    pace.press("End")
    pace.press("Shift+ArrowLeft")
    expect(pace).to_have_attribute("aria-valuetext", "mostly too fast, not placed yet")
    assert axe(page) == []
    page.get_by_role("button", name="Put it here and go on").click()
    expect(page.get_by_role("heading", name="Those who were there to help looked at …")).to_be_focused()
    (row,) = rows(store, "pace")
    assert row.x == pytest.approx(0.9)
    assert row.signified_by is SignifiedBy.listener

    there = go(page, "Who was there, and what did it do?")
    stone = there.get_by_role("slider", name="Stone: Family and friends")
    stone.focus()
    for key in ("c", "Shift+ArrowUp", "Enter"):
        page.keyboard.press(key)
    # it lies on the field now, and the keyboard is still with it
    expect(there.locator(".wb-field-box").get_by_role("slider", name="Stone: Family and friends")).to_be_focused()
    kept(store, "who_was_there", bool)
    # and one by its name and a click on the field
    there.get_by_role("button", name="A worker I know").click()
    box = there.locator(".wb-field-box").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] * 0.9, box["y"] + box["height"] * 0.3)
    laid = there.get_by_role("slider", name="Stone: A worker I know")
    expect(laid).to_have_attribute("aria-valuetext", "mostly close to my daily life; rather made it easier")
    # and one dragged there; a click on it places nothing
    loose = there.get_by_role("slider", name="Stone: Services and offices")
    loose.click()
    expect(loose).to_have_attribute("aria-valuetext", "not placed yet")
    there.locator(".wb-field-box").scroll_into_view_if_needed()
    loose.drag_to(there.locator(".wb-field-box"), target_position={"x": box["width"] * 0.1, "y": box["height"] * 0.5})
    found = kept(store, "who_was_there", lambda found: sum(row.placing == "placed" for row in found) == 3)
    assert {row.item: (row.placing, row.x and round(row.x, 1), row.y and round(row.y, 1)) for row in found} == {
        "Family and friends": ("placed", 0.5, 0.6),
        "Neighbours and local groups": ("skipped", None, None),
        "A worker I know": ("placed", 0.9, 0.7),
        "Services and offices": ("placed", 0.1, 0.5),
    }
    laid.press("Delete")
    kept(
        store,
        "who_was_there",
        lambda found: (
            [row.item for row in found if row.placing == "placed"] == ["Family and friends", "Services and offices"]
        ),
    )
    assert axe(page) == []

    go(page, "When you think of this story now, you feel …")
    page.get_by_role("checkbox", name="Tired").check()
    page.get_by_role("checkbox", name="Proud").check()
    expect(page.locator(".wb-signify-saved")).to_contain_text("Kept.")
    page.get_by_role("button", name="Next").click()
    page.get_by_role("radio", name="Often").check()
    # two quick ticks are both there
    kept(store, "feeling", lambda found: found[0].chosen == ("Proud", "Tired"))
    page.get_by_role("button", name="See all answers").click()
    read = page.locator(".wb-signified")
    expect(read.locator("> div")).to_have_count(11)
    expect(read.locator("> div").nth(0)).to_contain_text("was asked, and not answered")
    expect(read.locator("> div").nth(3)).to_contain_text("mostly too fast")
    expect(read.locator("> div").nth(6)).to_contain_text("Proud, Tired")
    expect(read.locator("> div").nth(10)).to_contain_text("was not asked")
    assert axe(page) == []
    read.get_by_role("button", name="Change: Things went …").click()
    expect(page.get_by_role("slider", name="Things went …")).to_have_attribute("aria-valuetext", "mostly too fast")
    assert page.errors == []  # type: ignore[attr-defined]  # the same


def test_a_point_on_its_way_and_the_question_one_is_at_outlive_a_reload(
    ask: Callable[..., Page], browser_page: Page, store: Path
) -> None:
    page = ask(browser_page)
    slider = go(page, "What happened was shaped by …").get_by_role("slider")
    slider.press("3")
    page.reload()
    slider = page.get_by_role("slider", name="What happened was shaped by …")
    expect(slider).to_have_attribute("aria-valuetext", "only rules and procedures, not placed yet", timeout=60_000)
    page.get_by_role("button", name="Put it here", exact=True).click()
    expect(slider).to_have_attribute("aria-valuetext", "only rules and procedures")
    (row,) = kept(store, "who_decided", bool)
    assert row.right == 1
    assert [row.placing for row in rows(store, "what_helped")] == ["skipped"]


@pytest.mark.parametrize("size", [(1920, 1080), (390, 844)])
def test_long_words_and_words_from_right_to_left_are_never_cut(
    ask: Callable[..., Page], window: Callable[..., Page], size: tuple[int, int], axe: Callable[[Page], list[str]]
) -> None:
    page = ask(window(*size), hard=True)
    for key in ("hard", "many", "pick"):
        asked = page.locator(".wb-signifier")
        expect(asked).to_be_visible()
        assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"), key
        assert asked.evaluate(CUT) == 0, key
        assert axe(page) == [], key
        page.locator(".wb-signify-go .main").click()
        expect(page.locator(f".wb-signify-at:has-text('{key}')")).to_have_count(0)
        page.wait_for_timeout(300)


def test_stones_are_dragged_by_touch_and_the_page_stays(ask: Callable[..., Page], phone: Page, store: Path) -> None:
    page = ask(phone)
    there = go(page, "Who was there, and what did it do?")
    stone, field = there.get_by_role("slider", name="Stone: Services and offices"), there.locator(".wb-field-box")
    field.scroll_into_view_if_needed()
    at, box, before = stone.bounding_box(), field.bounding_box(), page.evaluate("scrollY")
    assert at is not None and box is not None
    finger = Finger(page)
    finger.put((at["x"] + 20, at["y"] + 20))
    for share in (0.9, 0.5, 0.25):
        finger.slide((box["x"] + box["width"] * share, box["y"] + box["height"] * 0.25))
    finger.lift()
    rows_now = kept(store, "who_was_there", bool)
    assert page.evaluate("scrollY") == before
    (laid,) = (row for row in rows_now if row.placing == "placed")
    assert laid.item == "Services and offices"
    assert (laid.x, laid.y) == pytest.approx((0.25, 0.75), abs=0.03)
    # let go far away from the field, it stays where it was
    other = there.get_by_role("slider", name="Stone: Family and friends")
    at = other.bounding_box()
    assert at is not None
    finger.put((at["x"] + 20, at["y"] + 20))
    finger.slide((at["x"] + 60, at["y"] + 20))
    finger.lift()
    expect(other).to_have_attribute("aria-valuetext", "not placed yet")
    assert rows(store, "who_was_there") == rows_now


def test_a_group_that_has_several_sets_chooses_before_the_first_answer(
    ask: Callable[..., Page], browser_page: Page, store: Path
) -> None:
    page = ask(browser_page, hard=True)
    sets = page.get_by_label("Which questions?")
    expect(sets).to_have_value("hard")
    sets.select_option("Help and services")
    slider = page.get_by_role("slider", name="In this story, what made a difference was …")
    slider.press("c")
    slider.press("Enter")
    (row,) = kept(store, "what_helped", bool)
    with Store.open(store) as opened:
        assert opened.get(SignifierSet, row.signifier_set).template == "help_and_services"
        assert opened.get(SignifierSet, "hard").closed_on is not None


def test_on_the_page_of_stories_the_teller_places_what_was_told(
    store: Path, server_on: Callable[[Path, Path], Any], projector: Page
) -> None:
    with Store.open(store) as opened, opened.step("The scene", by="Test") as step:
        _scene(step, hard=False)
    page: Page = server_on(NOTEBOOKS, store).open(projector, "stories", system="quay", cycle="quay-1", room="stories")
    page.get_by_text("The letter").first.click(timeout=60_000)
    page.get_by_role("button", name="Let the teller place it").click()
    slider = page.get_by_role("slider", name="In this story, what made a difference was …")
    # all of a question is in sight at once
    expect(slider).to_be_in_viewport(ratio=1)
    slider.press("3")
    slider.press("Enter")
    (row,) = kept(store, "what_helped", bool)
    assert (row.story, row.top, row.left, row.right) == ("letter", 0, 0, 1)
    expect(slider).to_have_attribute("aria-valuetext", "only my own strength")
    assert page.errors == []  # type: ignore[attr-defined]  # the same


# -- what is worked out twice ------------------------------------------------------------------------------------------


def test_the_page_and_python_say_the_same_of_every_place(browser_page: Page) -> None:
    source = "".join((STATIC / name).read_text(encoding="utf-8") for name in ("kit_balance.js", "kit_triad.js"))
    grid = [(t / 50, s / 50, (50 - t - s) / 50) for t in range(51) for s in range(51 - t)]
    line = [n / 200 for n in range(201)]
    points = [(x / 20 - 0.2, y / 20 - 0.2) for x in range(30) for y in range(30)]
    browser_page.goto("about:blank")
    found = browser_page.evaluate(
        f"""([grid, line, points]) => {{ {source}
        const told = ({{ key, poles }}) => [key, poles];
        return {{ triads: grid.map((s) => told(balance.triad(...s))), dyads: line.map((x) => told(balance.dyad(x))),
          at: grid.map((s) => triangle.toPoint(...s)),
          from: points.map((p) => Object.values(triangle.fromPoint(...p))) }}; }}""",
        [grid, line, points],
    )
    assert found["triads"] == [[b.key, list(b.poles)] for b in (triad_balance(*shares) for shares in grid)]
    assert found["dyads"] == [[b.key, list(b.poles)] for b in (dyad_balance(x) for x in line)]
    assert [tuple(at) for at in found["at"]] == [pytest.approx(to_point(*shares), abs=1e-12) for shares in grid]
    for here, place in zip(found["from"], points, strict=True):
        there = from_point(*place)
        assert here[:3] == pytest.approx(there[:3], abs=1e-9)
        assert here[3] == there.outside
