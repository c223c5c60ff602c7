"""The explorer of what tellers say their stories mean, in a real browser: a pick in one picture shows in all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from workbench.model import Comparison, Cycle, Scale, Signification, Signifier, SignifierSet, Story, System
from workbench.store import Step, Store

pytestmark = pytest.mark.browser

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
MOVED, HEARD = "What moved it <b>?", "How much were you heard?"
QUESTIONS = (
    Signifier(key="moved", signifier_kind="triad", title=MOVED, labels=("trust", "time", "a place")),
    Signifier(key="heard", signifier_kind="dyad", title=HEARD, labels=("not", "fully")),
    Signifier(key="who", signifier_kind="choice", title="You are", labels=("helped", "worker"), of_teller=True),
)
#: Story → its balance of trust, time and a place (None: it does not apply), how much was heard, who told it.
STORIES: dict[str, tuple[tuple[float, float, float] | None, float, str]] = {
    "The red door": ((1, 0, 0), 0.9, "helped"),
    "The same door": ((1, 0, 0), 0.9, "helped"),
    "The open door": ((0.8, 0.1, 0.1), 0.2, "worker"),
    "The long letter": ((0, 1, 0), 0.1, "worker"),
    "The garden <i>": ((0, 0, 1), 0.5, "helped"),
    "מכתב 😀": ((0.34, 0.33, 0.33), 0.5, "worker"),
    "The kettle": (None, 1, "helped"),
}


def _fill(step: Step, *, with_stories: bool) -> None:
    step.add(Scale(id="team", name="Team", position=10))
    step.add(System(id="quay", name="Quay team", scale="team"))
    step.add(Cycle(id="quay-1", system="quay", name="First round", opened_on=date(2026, 1, 1)))
    if not with_stories:
        return
    step.add(SignifierSet(id="set", cycle="quay-1", name="What it means", signifiers=QUESTIONS))
    for n, (title, (balance, heard, who)) in enumerate(STORIES.items()):
        told = {"title": title, "text": "I went there.", "teller": f"T{n // 2}", "told_on": date(2026, 3, 20 - n)}
        step.add(Story.model_validate({"id": f"s{n}", "cycle": "quay-1", "scope": "team", **told}))
        given: list[dict[str, Any]] = [{"signifier": "heard", "x": heard}, {"signifier": "who", "chosen": (who,)}]
        if balance is None:
            given.append({"signifier": "moved", "placing": "not_applicable"})
        else:
            given.append({"signifier": "moved", **dict(zip(("top", "left", "right"), balance, strict=True))})
        for one in given:
            begun = {"cycle": "quay-1", "story": f"s{n}", "signifier_set": "set", "placing": "placed"}
            step.add(Signification.model_validate({**begun, **one}))


@pytest.fixture
def explore(tmp_path: Path, server_on: Callable[[Path, Path], Any]) -> Callable[..., Page]:
    """Opens the room in a window; ``with_stories=False`` before anything was told."""

    def _explore(page: Page, *, with_stories: bool = True) -> Page:
        store = tmp_path / "stories.db"
        with Store.open(store) as opened, opened.step("The scene", by="Test") as step:
            _fill(step, with_stories=with_stories)
        server = server_on(NOTEBOOKS, store)
        server.open(page, "stories", system="quay", cycle="quay-1", room="what_stories_say")
        return page

    return _explore


def _said(page: Page) -> Locator:
    return page.locator(".wb-told-said").get_by_role("status")


def _view(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True).and_(page.locator(".wb-told-view"))


def _picture(page: Page, name: str) -> Locator:
    picture = _view(page, name).locator("canvas.over")
    picture.scroll_into_view_if_needed(timeout=60_000)
    page.wait_for_function("(c) => c.width > 100", arg=picture.element_handle())
    return picture


def _spots(picture: Locator, balances: Sequence[tuple[float, float, float]]) -> list[tuple[float, float]]:
    """Where on the screen balances of a triad are drawn: a triangle with room around it, an 18th of the width."""
    box = picture.bounding_box()
    assert box is not None
    edge = max(22.0, box["width"] / 18)
    side = box["width"] - 2 * edge
    return [
        (box["x"] + edge + (right + top / 2) * side, box["y"] + box["height"] - edge - top * side * 3**0.5 / 2)
        for top, _, right in balances
    ]


def _draw_round(page: Page, corners: Sequence[tuple[float, float]]) -> None:
    page.mouse.move(*corners[0])
    page.mouse.down()
    for corner in corners[1:]:
        page.mouse.move(*corner, steps=4)
    page.mouse.up()


def _ringed(page: Page) -> list[str]:
    """The questions in whose pictures anything is drawn over the points."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('.wb-told-view')].filter((view) => {
          const canvas = view.querySelector('canvas.over');
          if (!canvas) return false;
          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
          return data.some((value, at) => at % 4 === 3 && value > 0);
        }).map((view) => view.getAttribute('aria-label'))"""
    )
    return found


#: Round the upper part of the triangle, where trust is more than a half.
UPPER = ((1.03, 0.03, -0.06), (0.5, 0.54, -0.04), (0.5, -0.04, 0.54), (1.03, -0.06, 0.03))


def test_a_line_drawn_round_points_picks_their_stories_in_every_picture(
    explore: Callable[..., Page], projector: Page, axe: Callable[[Page], list[str]], requests_outside: list[str]
) -> None:
    page = explore(projector)
    picture = _picture(page, MOVED)
    expect(_said(page)).to_have_text("7 stories; none is picked yet.")
    assert axe(page) == []

    _draw_round(page, _spots(picture, UPPER))
    expect(_said(page)).to_have_text("3 of 7 stories picked, told by 2 people")
    titles = page.get_by_role("region", name="The stories picked").locator(".wb-told-title")
    expect(titles).to_have_text(["The red door", "The same door", "The open door"])
    expect(_view(page, "You are").get_by_role("button", name="helped: 4 stories, 2 of them are picked")).to_be_visible()
    expect(_view(page, HEARD).get_by_role("button", name="Does not apply: 0 stories")).to_be_disabled()
    assert axe(page) == []

    # and back: pointing at a title rings its story wherever it was placed, and nowhere else
    page.get_by_role("button", name="Pick none").click()
    assert _ringed(page) == []
    page.get_by_role("button", name="The kettle", exact=True).focus()
    assert _ringed(page) == [HEARD]
    page.get_by_role("button", name="The red door", exact=True).focus()
    assert _ringed(page) == [MOVED, HEARD]
    page.get_by_role("button", name="Undo the last pick").click()
    expect(_said(page)).to_have_text("3 of 7 stories picked, told by 2 people")

    # a click on the left corner with Shift held adds; the way back leads to what was picked before
    [(x, y)] = _spots(picture, [(0, 1, 0)])
    page.keyboard.down("Shift")
    page.mouse.click(x, y)
    page.keyboard.up("Shift")
    expect(_said(page)).to_have_text("4 of 7 stories picked, told by 2 people")
    page.get_by_role("button", name="Undo the last pick").click()
    expect(_said(page)).to_have_text("3 of 7 stories picked, told by 2 people")
    page.get_by_role("button", name="Take out of what is picked: The open door").click()
    expect(titles).to_have_text(["The red door", "The same door"])

    # shown as zones, a click anywhere in one picks it; as counts, a cell
    page.get_by_role("button", name="Zones", exact=True).click()
    [middle, top] = _spots(picture, [(0.4, 0.3, 0.3), (0.99, 0.005, 0.005)])
    page.mouse.click(*middle)
    expect(titles).to_have_text(["מכתב 😀"])
    page.get_by_role("button", name="Counts", exact=True).click()
    page.mouse.click(*top)
    expect(titles).to_have_text(["The red door", "The same door"])
    assert axe(page) == []
    assert page.errors == []  # type: ignore[attr-defined]  # kept by the window fixture
    assert requests_outside == []


def test_everything_can_be_picked_by_keyboard_and_read_in_the_room_of_stories(
    explore: Callable[..., Page], projector: Page
) -> None:
    page = explore(projector)
    _picture(page, MOVED)
    view = _view(page, MOVED)
    # from point to point: the first is the two that lie on the very same place
    view.get_by_role("application").focus()
    page.keyboard.press("Home")
    expect(page.get_by_role("status").filter(has_text="2 stories here, among them “The red door”")).to_be_attached()
    page.keyboard.press("Space")
    expect(_said(page)).to_have_text("2 of 7 stories picked, told by 1 person")
    # the next one downwards comes to it
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+Space")
    expect(_said(page)).to_have_text("3 of 7 stories picked, told by 2 people")
    # a zone, and those to whom it does not apply
    view.get_by_text("Zones and their counts").press("Enter")
    view.get_by_role("button", name="Near “time”: 1 story").press("Enter")
    expect(_said(page)).to_have_text("1 of 7 stories picked, told by 1 person")
    page.get_by_role("button", name="adds").press("Enter")
    view.get_by_role("button", name="Does not apply: 1 story").press("Enter")
    expect(_said(page)).to_have_text("2 of 7 stories picked, told by 2 people")

    page.get_by_role("button", name="Read these 2 stories").press("Enter")
    expect(page.get_by_role("tab", name="Stories", exact=True)).to_have_attribute("aria-selected", "true")
    expect(page.get_by_text("The long letter").locator("visible=true").first).to_be_visible(timeout=30_000)
    expect(page.get_by_text("The kettle").locator("visible=true").first).to_be_visible()
    expect(page.get_by_text("The red door").locator("visible=true")).to_have_count(0)


def test_honest_numbers_stand_beside_every_comparison_and_it_is_counted(
    explore: Callable[..., Page], projector: Page, axe: Callable[[Page], list[str]], tmp_path: Path
) -> None:
    page = explore(projector)
    _picture(page, MOVED)
    page.get_by_role("button", name="Compare", exact=True).click()
    form = page.locator("form.wb-told-ask")
    form.get_by_label("Groups by").select_option(label="You are")
    form.get_by_role("button", name="Compare", exact=True).click()
    honest = page.get_by_role("region", name="Honest numbers")
    expect(honest).to_contain_text("Too few to say anything: in the smaller group there are 2 people.", timeout=30_000)
    # helped: two doors and the garden placed, the kettle does not apply; workers: three stories
    expect(honest.get_by_role("row", name="Stories placed")).to_have_text("Stories placed33")
    expect(honest.get_by_role("row", name="People who told them")).to_have_text("People who told them22")
    expect(honest.get_by_role("row", name="Does not apply")).to_have_text("Does not apply10")
    expect(honest).to_contain_text("This is the first comparison looked at today.")
    expect(honest).to_contain_text("Nothing here is a claim about people who did not.")
    expect(page.locator(".wb-told-side")).to_have_count(2)
    assert axe(page) == []

    # all questions but the one that makes the groups: each counts, and the list of what was looked at says so
    form.get_by_role("button", name="Compare on every question").click()
    expect(page.get_by_text("2 comparisons looked at today")).to_be_visible(timeout=30_000)
    expect(page.locator(".wb-told-looked tbody tr")).to_have_count(2)
    expect(form.get_by_role("button", name="Compare", exact=True)).to_be_enabled(timeout=30_000)
    form.get_by_role("button", name="Compare", exact=True).click()
    expect(honest).to_contain_text("2 comparisons were looked at today, this one among them.", timeout=30_000)

    # a pick in one of the two pictures, and what was noticed goes on with it
    side = page.get_by_role("region", name="helped", exact=True)
    side.get_by_text("Zones and their counts").click()
    side.get_by_role("button", name="Near “trust”: 2 stories").click()
    expect(_said(page)).to_have_text("2 of 7 stories picked, told by 1 person")
    page.evaluate("() => addEventListener('workbench-noticed', (e) => { window.noticed = e.detail; })")
    page.get_by_role("button", name=f"We noticed … {MOVED}").click()
    page.wait_for_function("() => window.noticed")
    noticed = page.evaluate("() => window.noticed")
    assert noticed["beside"] == [["story", "s0"], ["story", "s1"]]
    assert noticed["looked_at"].startswith(f"{MOVED} · 2 of 7 stories picked, told by 1 person · helped ↔ worker:")
    with Store.open(tmp_path / "stories.db") as store:
        [kept, *others] = sorted(store.all(Comparison), key=lambda one: one.compared != MOVED)
    assert len(others) == 1
    assert (kept.compared, kept.split_by, kept.n_first, kept.n_second, kept.p) == (MOVED, "You are", 3, 3, None)


def test_on_a_phone_a_finger_taps_a_point_or_draws_round_some(
    explore: Callable[..., Page], phone: Page, axe: Callable[[Page], list[str]]
) -> None:
    page = explore(phone)
    picture = _picture(page, MOVED)
    expect(page.locator(".wb-told-view")).to_have_count(1)
    [(x, y)] = _spots(picture, [(0, 1, 0)])
    page.touchscreen.tap(x, y)
    expect(_said(page)).to_have_text("1 of 7 stories picked, told by 1 person")

    page.get_by_role("button", name="Draw with a finger").tap()
    picture = _picture(page, MOVED)
    fingers = page.context.new_cdp_session(page)
    corners = _spots(picture, UPPER)
    for kind, (x, y) in zip(("touchStart", *("touchMove",) * 3), corners, strict=True):
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(_said(page)).to_have_text("3 of 7 stories picked, told by 2 people")
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert axe(page) == []


def test_before_there_are_stories_the_way_leads_to_them(
    explore: Callable[..., Page], browser_page: Page, axe: Callable[[Page], list[str]]
) -> None:
    page = explore(browser_page, with_stories=False)
    expect(page.get_by_text("No story here has been placed by its teller yet.")).to_be_visible(timeout=60_000)
    assert axe(page) == []
    page.get_by_role("button", name="Open the stories").click()
    expect(page.get_by_role("tab", name="Stories", exact=True)).to_have_attribute("aria-selected", "true")
