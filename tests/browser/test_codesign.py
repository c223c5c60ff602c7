"""A group designs an experiment in a real Chromium: picks on the map, prints one page, and writes with four hands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from workbench.model import (
    Countermeasure,
    Cycle,
    DataPlan,
    EvidenceLink,
    Experiment,
    FrameNote,
    Issue,
    Link,
    Map,
    MapItem,
    Rule,
    System,
    Thing,
)
from workbench.model.form import form
from workbench.store import Store

pytestmark = [pytest.mark.browser, pytest.mark.slow]

_LINK = (
    "This experiment tests the link loneliness → crisis calls, in this direction: more of the one, more of the other."
)


def _label(kind: str, field: str) -> str:
    """What the form calls a field; users may reword it."""
    question = form(kind).question(field)
    assert question is not None
    return question.label


@pytest.fixture
def store(own_workbench_server: Any) -> Iterator[Store]:
    """The running server's store, with a team of its own: a map loneliness → crisis calls, and a prototype."""
    with Store.open(own_workbench_server.store) as opened:
        with opened.step("Begin", by="Test") as step:
            step.add(System(id="pier", name="Pier team", scale="team", part_of="tidewell"))
            step.add(Cycle(id="pier-1", system="pier", name="First round"))
            step.add(Map(id="pier-map", cycle="pier-1", name="Nights", map_kind="factor"))
            for id, name, x in (("lonely", "loneliness", -200.0), ("calls", "crisis calls", 200.0)):
                step.add(Thing(id=id, cycle="pier-1", name=name, thing_kind="factor"))
                step.add(MapItem(map="pier-map", thing=id, x=x, y=0.0))
            step.add(
                Link(id="pl", map="pier-map", source="lonely", target="calls", link_kind="drives", polarity="same")
            )
            step.add(Rule(id="pr", cycle="pier-1", wording="Nobody is harmed", rule_kind="rule"))
            step.add(Experiment(id="pe", cycle="pier-1", title="Ring first", end_point="unknown", works_on="citizens"))
        yield opened


@pytest.fixture
def opened(own_workbench_server: Any, store: Store) -> Callable[..., Page]:
    """Open a room of the Pier team's co-design page in a window."""

    def _opened(page: Page, room: str = "experiments") -> Page:
        own_workbench_server.open(page, "codesign_experiments", system="pier", cycle="pier-1", room=room)
        return page

    return _opened


def _card(page: Page) -> Page:
    expect(page.get_by_role("article", name="Ring first")).to_be_visible(timeout=30_000)
    return page


def test_a_link_is_picked_on_the_canvas_and_let_go_in_the_list(
    opened: Callable[..., Page], store: Store, projector: Page
) -> None:
    page = _card(opened(projector))
    page.get_by_role("button", name="Pick on the map").click()
    canvas = page.locator(".wb-pick-canvas canvas")
    expect(canvas).to_be_visible()
    page.wait_for_timeout(1200)  # the view moves to its place
    box = canvas.bounding_box()
    assert box is not None
    link = page.get_by_role("checkbox", name="loneliness → crisis calls")
    for dy in range(-60, 61, 6):  # the line is bent a little; somewhere over the middle lies the link
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2 + dy)
        page.wait_for_timeout(350)
        if link.is_checked():
            break
    expect(link).to_be_checked()
    assert store.get(Experiment, "pe").touches == ("pl",)
    page.get_by_label("Find a thing or a link").fill("crisis")
    expect(page.get_by_role("checkbox", name="loneliness", exact=True)).to_have_count(0)
    page.get_by_role("checkbox", name="crisis calls", exact=True).press("Space")
    page.get_by_role("button", name="Done").click()
    lines = page.get_by_role("list", name="What of the map it acts on").get_by_role("listitem")
    expect(lines).to_contain_text([_LINK, "This experiment acts on “crisis calls”."])
    page.get_by_role("button", name=f"No longer: {_LINK}").click()
    expect(lines).to_have_count(1)
    assert store.get(Experiment, "pe").touches == ("calls",)
    assert page.errors == []  # type: ignore[attr-defined]


def test_an_experiment_is_started_and_its_kind_chosen_with_one_click(
    opened: Callable[..., Page], store: Store, projector: Page
) -> None:
    page = _card(opened(projector))
    page.get_by_role("button", name="Start an experiment").click()
    page.keyboard.type("Tea before forms")
    page.keyboard.press("Enter")
    page.keyboard.type("What do people tell us over tea?")
    page.get_by_role("button", name="Start it").click()
    expect(page.get_by_role("article", name="Tea before forms")).to_be_visible()
    page.get_by_role("button", name="Enquiry").click()
    expect(page.get_by_role("button", name="Enquiry")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("checkbox", name="Nobody is harmed").check()
    page.get_by_role("button", name="Running", exact=True).click()
    expect(page.get_by_role("button", name="Running", exact=True)).to_have_attribute("aria-pressed", "true")
    [made] = [x for x in store.all(Experiment, cycle="pier-1") if x.title == "Tea before forms"]
    assert (made.question, str(made.shape), made.rules) == ("What do people tell us over tea?", "enquiry", ("pr",))
    assert (made.status, made.started_on is not None) == ("running", True)


def test_a_form_of_our_own_is_made_with_its_line(opened: Callable[..., Page], store: Store, projector: Page) -> None:
    page = _card(opened(projector))
    page.get_by_role("button", name="Add a line to the data plan").click()
    page.keyboard.type("What the night was like")
    page.get_by_label("Written on which form").select_option(label="A form of our own, made now …")
    page.get_by_label("What the new form is called").fill("After each night")
    page.get_by_role("textbox", name="Question 1").fill("Who rang first?")
    page.get_by_role("button", name="Add a line to the data plan").click()
    expect(page.get_by_role("list", name="What will be gathered")).to_contain_text("After each night")
    [plan] = store.all(DataPlan, experiment="pe")
    [form] = store.all("capture_form", experiment="pe")
    assert (plan.what, plan.form, plan.capture_form) == ("What the night was like", "capture_entry", form.id)


def test_a_condition_becomes_an_issue_in_one_action(opened: Callable[..., Page], store: Store, projector: Page) -> None:
    page = opened(projector, "prototype_frame")
    page.get_by_role("button", name="Add to: Procedures").click()
    page.keyboard.type("Every visit needs two signatures")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("button", name="Every visit needs two signatures", exact=True)).to_be_visible()
    page.get_by_role("button", name="Make an issue of: Every visit needs two signatures").click()
    procedures = page.get_by_role("region", name="System conditions: Procedures")
    expect(procedures).to_contain_text("Issue: Every visit needs two signatures")
    [issue] = store.all(Issue, cycle="pier-1")
    [note] = store.all(FrameNote, experiment="pe")
    [link] = store.all(EvidenceLink, source=note.id)
    assert (issue.description, link.target, link.stance) == (note.text, issue.id, "led_to")
    page.get_by_role("button", name="Undo").first.click()
    expect(procedures).not_to_contain_text("Issue:")
    assert store.all(Issue, cycle="pier-1") == []


def test_a_note_moves_to_another_region_and_comes_back_when_taken_off(
    opened: Callable[..., Page], store: Store, phone: Page
) -> None:
    page = opened(phone, "prototype_frame")
    page.get_by_role("button", name="Add to: Core team").tap()
    expect(page.locator(":is(input, textarea):focus")).to_be_visible()
    page.keyboard.type("Ash and Wren")
    page.get_by_role("button", name="Add", exact=True).tap()
    note = page.get_by_role("button", name="Ash and Wren", exact=True)
    note.tap()
    page.get_by_role("dialog").get_by_label(_label("frame_note", "region")).select_option("leader")
    expect(page.get_by_role("region", name="Leaders and operational lead")).to_contain_text("Ash and Wren")
    page.get_by_role("button", name="Take the note off").tap()
    expect(note).to_have_count(0)
    page.get_by_role("button", name="Undo").last.tap()
    expect(page.get_by_role("region", name="Leaders and operational lead")).to_contain_text("Ash and Wren")


def _full(store: Store) -> None:
    """A card on which every question is answered at some length."""
    said = "Every other Thursday the table meets, and whoever is there says what they could do themselves. "
    texts = (
        *("question", "whose_question", "hypothesis", "actions", "why_these", "elsewhere", "people", "permissions"),
        *("timescale", "needs", "skills", "how_we_know", "sense_making", "sharing", "links_note", "what_happened"),
    )
    with store.step("Filled", by="Test") as step:
        old = store.get(Experiment, "pe")
        step.revise(
            Experiment.model_validate(
                {**old.model_dump(), **dict.fromkeys(texts, said * 2), "touches": ("pl", "calls"), "rules": ("pr",)}
            )
        )
        for n in range(3):
            step.add(DataPlan(cycle="pier-1", experiment="pe", what=f"Line {n}", gathers="Ash", analyses="Wren"))
            step.add(Countermeasure(cycle="pier-1", what=f"Shield {n}", shields_from=said, experiment="pe"))


@pytest.mark.parametrize("size", [(1920, 1080), (390, 844)])
def test_a_full_card_prints_on_one_page_alone(
    opened: Callable[..., Page], store: Store, window: Callable[..., Page], tmp_path: Path, size: tuple[int, int]
) -> None:
    _full(store)
    page = _card(opened(window(*size)))
    page.evaluate("window.print = () => {}")
    page.get_by_role("button", name="Print this card").click()
    page.pdf(path=tmp_path / "card.pdf", prefer_css_page_size=True)
    printed = PdfReader(tmp_path / "card.pdf").pages
    assert len(printed) == 1
    text = printed[0].extract_text()
    assert "Ring first" in text
    assert "Shield 2" in text
    assert "Start an experiment" not in text
    assert (round(printed[0].mediabox.width), round(printed[0].mediabox.height)) == (595, 842)
    expect(page.locator(".wb-sheet")).to_have_count(0)  # the screen is as it was


def test_the_frame_prints_on_one_wide_page(
    opened: Callable[..., Page], store: Store, projector: Page, tmp_path: Path
) -> None:
    with store.step("Notes", by="Test") as step:
        for region in ("request", "core_team", "purpose", "condition", "leader"):
            for n in range(3):
                step.add(FrameNote(cycle="pier-1", experiment="pe", region=region, text=f"{region} note {n}"))
    page = opened(projector, "prototype_frame")
    expect(page.get_by_role("button", name="condition note 2", exact=True)).to_be_visible(timeout=30_000)
    page.evaluate("window.print = () => {}")
    page.get_by_role("button", name="Print this frame").click()
    page.pdf(path=tmp_path / "frame.pdf", prefer_css_page_size=True)
    [printed] = PdfReader(tmp_path / "frame.pdf").pages
    assert printed.mediabox.width > printed.mediabox.height
    assert "leader note 2" in printed.extract_text()


def test_two_people_write_on_one_card_and_neither_loses_words(
    opened: Callable[..., Page], store: Store, window: Callable[..., Page]
) -> None:
    ours, theirs = _card(opened(window())), _card(opened(window()))
    ours.get_by_label(_label("experiment", "elsewhere")).fill("A forum in another town")
    ours.get_by_label(_label("experiment", "why_these")).focus()
    expect(theirs.get_by_label(_label("experiment", "elsewhere"))).to_have_value("A forum in another town")
    # both write the same answer at the same time: whoever comes second is shown the other's words and chooses
    theirs.get_by_label(_label("experiment", "why_these")).fill("Because of the nights")
    ours.get_by_label(_label("experiment", "why_these")).fill("Because people asked")
    ours.get_by_label(_label("experiment", "elsewhere")).focus()
    clash = theirs.get_by_role("alert").filter(has_text="Because people asked")
    expect(clash).to_be_visible()
    expect(theirs.get_by_label(_label("experiment", "why_these"))).to_have_value("Because of the nights")
    clash.get_by_role("button", name="Keep mine").click()
    expect(ours.get_by_label(_label("experiment", "why_these"))).to_have_value("Because of the nights")
    assert store.get(Experiment, "pe").why_these == "Because of the nights"
    assert ours.errors == theirs.errors == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("room", ["experiments", "portfolio", "prototype_frame", "principles"])
def test_each_room_is_accessible_and_fits_a_phone(
    opened: Callable[..., Page],
    store: Store,
    window: Callable[..., Page],
    axe: Callable[[Page], list[str]],
    requests_outside: list[str],
    room: str,
) -> None:
    _full(store)
    shown = {"experiments": ".wb-xcard", "portfolio": ".wb-folio", "prototype_frame": ".wb-frame"}
    for size in ((1920, 1080), (390, 844)):
        page = opened(window(*size), room)
        expect(page.locator(shown.get(room, ".wb-principles"))).to_be_visible(timeout=30_000)
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        assert page.errors == []  # type: ignore[attr-defined]
    assert requests_outside == []


def test_the_portfolio_filters_and_opens_a_card_in_words(
    opened: Callable[..., Page], store: Store, projector: Page
) -> None:
    with store.step("One more", by="Test") as step:
        step.add(Experiment(cycle="pier-1", title="Tea first", status="ended"))
    page = opened(projector, "portfolio")
    expect(page.get_by_role("region", name="Prototype")).to_contain_text("Ring first", timeout=30_000)
    expect(page.get_by_role("region", name="Not chosen yet")).to_contain_text("Tea first")
    page.get_by_role("checkbox", name="Ended (1)").uncheck()
    expect(page.get_by_text("Tea first")).to_have_count(0)
    page.get_by_role("button", name="Ring first").click()
    card = page.get_by_role("region", name="Ring first")
    expect(card).to_contain_text("Prototype")
    card.get_by_role("button", name="Work on this card").click()
    expect(page.get_by_role("article", name="Ring first")).to_be_visible(timeout=60_000)
