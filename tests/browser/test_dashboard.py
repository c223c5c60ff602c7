"""The leadership dashboard in a real browser: twelve systems, by keyboard and by hand, and nothing hidden is sent."""

from __future__ import annotations

import base64
import re
import shutil
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from workbench.model import Case, Contact, Cycle, Story, System
from workbench.store import Store

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SYSTEMS = (
    *("northmere", "tidewell", "fellbeck", "tidewell-council", "northshore-health", "open-door"),
    *("fellbeck-health", "valley-together", "harbour-caseworkers", "north-quay", "street-outreach", "hospice-at-home"),
)
#: So many pages are open at once: as many kernels start beside each other.
TOGETHER = 3
SLOW = 120_000
BROKEN = ("could not be made", "stopped working", "Traceback", "went wrong")
#: What three people cost, and each of them: no audience wider than their team may see either.
HIDDEN_AMOUNTS = ("23,331", "23331.39", "2333139", "7,777", "7777.13", "777713")
MARKS = re.compile(r"(?:Pseudo|Teller|Held)\d{3}x")


def _mark_everybody(store: Path) -> None:
    """Give each person, teller and story that may not leave a mark that stands nowhere else, and three people a sum."""
    with Store.open(store) as opened, opened.step("Marks", by="Test") as step:
        for n, case in enumerate(opened.all(Case)):
            step.revise(case.model_copy(update={"pseudonym": f"Pseudo{n:03}x"}))
        for n, story in enumerate(opened.all(Story)):
            free = story.may_quote and story.may_leave
            text = story.text if free else f"{story.text} Held{n:03}x"
            step.revise(story.model_copy(update={"teller": f"Teller{n:03}x", "text": text}))
        lives = {one.id: one for one in opened.all(System) if one.scale == "person"}
        for n, life in enumerate(lives.values(), start=500):
            step.revise(life.model_copy(update={"name": f"Life of Pseudo{n:03}x"}))
        for n, cycle in enumerate(opened.all(Cycle), start=600):
            if cycle.system in lives:
                step.revise(cycle.model_copy(update={"name": f"A year with Pseudo{n:03}x"}))
        here = next(cycle.id for cycle in opened.all(Cycle) if cycle.system == "good-company")
        for n in range(3):
            observed = {"observed_from": date(2024, 1, 1), "observed_until": date(2026, 1, 1)}
            case = Case(
                id=f"dear-{n}", cycle=here, pseudonym=f"Pseudo{n + 700}x", scope="organisation",
                way_from=date(2025, 1, 1), **observed,
            )  # fmt: skip
            step.add(case)
            cost = {"happened_on": date(2025, 2, 1), "agency": "NHS", "activity": "Stay", "cost_pence": 777_713}
            step.add(Contact(id=f"dear-contact-{n}", cycle=here, case=case.id, **cost))


@pytest.fixture
def marked(sample_store: Path, tmp_path: Path, server_on: Callable[[Path, Path], Any]) -> Any:
    """A workbench on the sample with marks."""
    store = Path(shutil.copyfile(sample_store, tmp_path / "workbench.db"))
    _mark_everybody(store)
    return server_on(Path(__file__).resolve().parents[2] / "notebooks", store)


class Heard:
    """Everything that came to one page: its source, its messages with the pictures in them, and its errors."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.parts: list[str] = []
        self.errors: list[str] = []
        page.on("response", self._response)
        page.on("websocket", lambda socket: socket.on("framereceived", self._frame))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)

    def _response(self, response: Any) -> None:
        if "/voila/render/" in response.url and response.ok:
            self.parts.append(response.text())

    def _frame(self, payload: str | bytes) -> None:
        text = payload if isinstance(payload, str) else payload.decode("utf-8", errors="ignore")
        self.parts.append(text)
        for picture in re.findall(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)", text):
            self.parts.append(base64.b64decode(picture).decode("utf-8"))

    def all(self) -> str:
        return "\n".join([*self.parts, self.page.content()])


def ready(page: Page) -> Page:
    expect(page.get_by_text(re.compile(r"^All \d+ figures are here\.$"))).to_be_attached(timeout=SLOW)
    return page


def figure(page: Page, title: str) -> Any:
    return page.get_by_role("region", name=title, exact=True).first


def test_it_opens_for_twelve_systems_and_sends_nobody_and_no_hidden_number(
    marked: Any, browser_page: Page, requests_outside: list[str]
) -> None:
    told: dict[str, str] = {}
    tables: dict[str, list[str]] = {}
    for first in range(0, len(SYSTEMS), TOGETHER):
        opened = {system: Heard(browser_page.context.new_page()) for system in SYSTEMS[first : first + TOGETHER]}
        for system, heard in opened.items():
            heard.page.goto(marked.url("leadership_dashboard", system=system), wait_until="commit", timeout=SLOW)
        for system, heard in opened.items():
            ready(heard.page)
            body = heard.page.locator("main#wb-main").inner_text()
            assert [words for words in BROKEN if words in body] == [], system
            assert heard.errors == [], system
            told[system] = heard.all()
            tables[system] = heard.page.locator(".wb-dash-cumulative_cost tbody tr").all_text_contents()
            heard.page.goto("about:blank")
            heard.page.close()
    assert {system: sorted(set(MARKS.findall(sent))) for system, sent in told.items()} == {one: [] for one in SYSTEMS}
    assert [one for one in HIDDEN_AMOUNTS for sent in told.values() if one in sent] == []
    # the three were counted all the same: their numbers stand there as hidden, and not as none
    assert [row for row in tables["valley-together"] if row.startswith("afterYr1 Q1*..")]
    assert requests_outside == []


def test_it_is_narrowed_by_keyboard_and_a_reload_opens_the_same_view(
    workbench_server: Any, projector: Page, axe: Callable[[Page], list[str]]
) -> None:
    page = ready(workbench_server.open(projector, "leadership_dashboard", system="tidewell"))
    learnt = figure(page, "What are the groups here learning?")
    expect(learnt).to_contain_text("Tidewell: A home in Tidewell")
    page.get_by_label("Theme").focus()
    page.keyboard.type("Telling it again")
    expect(page).to_have_url(re.compile(r"theme=Telling\+it\+again"))
    expect(learnt).to_contain_text("Narrowed to: theme “Telling it again”.", timeout=SLOW)
    expect(learnt).not_to_contain_text("It breaks on Fridays")
    asked = figure(page, "What do they ask of us?")
    expect(asked).to_contain_text("This figure cannot follow the theme", timeout=SLOW)

    page.keyboard.press("Tab")
    expect(page.get_by_label("From", exact=True)).to_be_focused()
    page.keyboard.type("02172026")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("since=2026-02-17"))
    expect(asked).to_contain_text("Narrowed to: from 1 February 2026.", timeout=SLOW)
    expect(asked).not_to_contain_text("Charities bid against each other")
    ready(page)
    assert axe(page) == []
    assert "token" not in page.url

    before = page.locator(".wb-dash-figures").inner_text()
    page.reload()
    expect(ready(page).locator(".wb-dash-figures")).to_have_text(re.compile("Narrowed to"), timeout=SLOW)
    assert page.locator(".wb-dash-figures").inner_text() == before
    page.get_by_role("button", name="Show everything").click()
    expect(asked).to_contain_text("Charities bid against each other", timeout=SLOW)
    assert not re.search("theme=|since=", page.url)


def test_a_figure_opens_its_working_and_the_page_goes_on_paper(
    workbench_server: Any, projector: Page, axe: Callable[[Page], list[str]], sheet_printed: Callable[[Page, str], str]
) -> None:
    projector.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = ready(workbench_server.open(projector, "leadership_dashboard", system="tidewell-council"))
    costs = figure(page, "What does it add up to, before and after?")
    costs.get_by_text("How this was made").click()
    for words in ("Question", "Method", "5 cycles were looked at", "Numbers are rounded.", "people"):
        expect(costs).to_contain_text(words)
    expect(costs.get_by_role("table")).to_contain_text("*")
    with page.expect_download() as saving:
        costs.get_by_role("button", name="Save this table as a file (CSV)").click()
    rows = Path(saving.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) - 1 == costs.locator("tbody tr").count()
    assert axe(page) == []

    page.get_by_role("button", name="Copy the address of this view").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "system=tidewell-council" in copied
    assert "token" not in copied
    sheet_printed(page, "Print, or save as PDF")
    pages = PdfReader(BytesIO(page.pdf(format="A4", tagged=True)))
    text = " ".join(" ".join(one.extract_text().split()) for one in pages.pages)
    for words in ("For a meeting about Tidewell Council", "One van, one driver", "Numbers are rounded"):
        assert words in text
    assert "Copy the address" not in text


def test_two_others_are_heard_and_a_phone_shows_one_figure_below_the_other(
    workbench_server: Any, phone: Page, axe: Callable[[Page], list[str]]
) -> None:
    page = ready(workbench_server.open(phone, "leadership_dashboard", system="tidewell"))
    stories = figure(page, "Two stories")
    first = stories.locator(".wb-dash-text").all_inner_texts()
    assert len(first) == 2
    stories.get_by_role("button", name="Two others").tap()
    expect(stories).not_to_contain_text(first[0], timeout=SLOW)
    assert len(set(stories.locator(".wb-dash-text").all_inner_texts()) - set(first)) == 2
    page.get_by_label("Place or group").select_option(label="Open Door Tidewell")
    expect(stories).to_contain_text("Narrowed to: Open Door Tidewell.", timeout=SLOW)
    ready(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    lefts = {round(one.bounding_box()["x"]) for one in page.locator(".wb-dash-figure").all()}  # type: ignore[index]
    assert len(lefts) == 1
    assert axe(page) == []


def test_a_life_says_that_it_has_no_dashboard(workbench_server: Any, browser_page: Page) -> None:
    page = workbench_server.open(browser_page, "leadership_dashboard", system="life-wren")
    expect(page.get_by_text("There is no dashboard of a life.")).to_be_visible(timeout=SLOW)
    expect(page.locator(".wb-dash-figure")).to_have_count(0)
