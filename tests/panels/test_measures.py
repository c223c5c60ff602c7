"""The measures framework panel, spoken to as its page does."""

from __future__ import annotations

from typing import Any

import pytest

from workbench.desk import Desk
from workbench.model import Cycle, Debrief, DebriefEntry, EvidenceLink, Measure, Series, Stance
from workbench.panels.measures import MeasuresPanel


class Page:
    """A page before a panel: each question gets a number of its own."""

    def __init__(self, desk: Desk) -> None:
        self.panel = MeasuresPanel(desk, system="quay", cycle="quay-1")
        self.n = 0

    def ask(self, do: str, **given: Any) -> dict[str, Any]:
        self.n += 1
        return self.panel.hear({"do": do, "n": str(self.n), "page": "tab", "since": 0, "with": given})

    def state(self) -> dict[str, Any]:
        state: dict[str, Any] = self.ask("load")["ok"]["state"]
        return state


@pytest.fixture
def page(quay_desk: Desk) -> Page:
    with quay_desk.store.step("Measures", by="Test") as step:
        step.add(Measure(id="beds", cycle="quay-1", name="Bed days", reader="leadership", theme="cost"))
        step.add(Series(id="s", cycle="quay-1", name="Bed days", unit="days"))
        step.add(Debrief(id="d", cycle="quay-1", held_on="2026-05-04"))
        step.add(DebriefEntry(id="e", cycle="quay-1", debrief="d", slice="reflective", text="Fewer nights in hospital"))
        ends = {"source_kind": "debrief_entry", "source": "e", "target_kind": "measure", "target": "beds"}
        step.add(EvidenceLink(id="l", cycle="quay-1", stance=Stance.led_to, **ends))
        step.add(Cycle(id="bay-1", system="bay", name="First round"))
        step.add(Series(id="theirs", cycle="bay-1", name="Theirs", unit="days"))
    return Page(quay_desk)


def test_a_measure_shows_what_speaks_to_it(page: Page) -> None:
    [measure] = page.state()["measures"]
    assert (measure["name"], measure["series"]) == ("Bed days", [])
    assert measure["beside"] == [
        {"kind": "debrief_entry", "id": "e", "stance": "led_to", "title": "Fewer nights in hospital", "note": ""}
    ]


def test_a_series_is_linked_and_taken_off_again(page: Page) -> None:
    page.ask("link", series="s", measure="beds")
    state = page.state()
    assert ([one["id"] for one in state["measures"][0]["series"]], state["loose"]) == (["s"], [])
    page.ask("link", series="s", measure="")
    assert [one["id"] for one in page.state()["loose"]] == ["s"]


def test_another_groups_series_is_neither_linked_nor_shown(page: Page) -> None:
    assert "not in this cycle" in page.ask("link", series="theirs", measure="beds")["refused"]
    assert "not in this cycle" in page.ask("picture", series="theirs")["refused"]
    assert "Theirs" not in str(page.state())
