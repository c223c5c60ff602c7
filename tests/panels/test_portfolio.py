"""The portfolio, spoken to as its page does."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from workbench.desk import Desk
from workbench.model import Experiment
from workbench.panels.portfolio import PortfolioPanel
from workbench.store import Store


def _ask(panel: PortfolioPanel, do: str, n: int, **given: Any) -> dict[str, Any]:
    return panel.hear({"do": do, "n": str(n), "page": "tab", "since": 0, "with": given})


@pytest.fixture
def panel(quay_desk: Desk, quay_store: Store) -> PortfolioPanel:
    """A prototype that ran this round, one of the next round, and one of another team in the same bay."""
    later = quay_desk.add_cycle("quay", "Second round")
    with quay_store.step("Experiments", by="Test") as step:
        step.add(
            Experiment(
                id="a", cycle="quay-1", title="Ring first", question="Who calls?", status="ended", end_point="unknown",
                works_on="citizens", started_on=date(2026, 2, 2), ended_on=date(2026, 3, 3), people="Ash",
            )
        )  # fmt: skip
        step.add(Experiment(id="b", cycle=later.id, title="Tea first"))
    return PortfolioPanel(quay_desk, system="quay", cycle="quay-1")


def test_experiments_of_this_round_stand_in_their_cells(panel: PortfolioPanel) -> None:
    [one] = _ask(panel, "load", 1)["ok"]["state"]["experiments"]
    assert one == {
        "id": "a",
        "title": "Ring first",
        "shape": "prototype",
        "experiment_kind": "probe",
        "status": "ended",
        "when": "2 February 2026 – 3 March 2026",
        "whose": "",
    }


def test_other_rounds_come_with_the_name_of_theirs(panel: PortfolioPanel) -> None:
    wide = _ask(panel, "reach", 1, reach="within")["ok"]
    assert [(x["title"], x["shape"], x["whose"]) for x in wide["experiments"]] == [
        ("Ring first", "prototype", ""),
        ("Tea first", "undecided", "Quay team, Second round"),
    ]
    assert len(_ask(panel, "reach", 2, reach="round")["ok"]["experiments"]) == 1


def test_a_card_is_read_in_words_and_opened_where_it_lives(panel: PortfolioPanel) -> None:
    card = _ask(panel, "card", 1, experiment="a")["ok"]
    assert (card["title"], card["here"], card["where"]) == ("Ring first", True, "Quay team · First round")
    assert ["people", "Ash"] in [[row["key"], row["text"]] for row in card["rows"]]
    _ask(panel, "reach", 2, reach="within")
    assert _ask(panel, "card", 3, experiment="b")["ok"]["here"] is False


def test_a_card_that_is_not_in_the_list_is_not_told(panel: PortfolioPanel) -> None:
    assert "refused" in _ask(panel, "card", 1, experiment="b")
    assert "refused" in _ask(panel, "card", 2, experiment="nothing")


def test_only_experiments_bring_news(panel: PortfolioPanel, quay_desk: Desk, quay_store: Store) -> None:
    since = panel.revision()
    quay_desk.work_on_cycle("quay-1").propose_purpose("People live well.")
    assert panel.poll(since) is None
    with quay_store.step("One more", by="Test") as step:
        step.add(Experiment(id="c", cycle="quay-1", title="Open door"))
    news = panel.poll(since)
    assert news is not None
    assert [x["title"] for x in news["state"]["experiments"]] == ["Ring first", "Open door"]
