"""Barriers and enablements, as those who look may see them."""

from __future__ import annotations

from pathlib import Path

from workbench.desk import Desk


def test_a_wide_audience_gets_no_issue_in_words_and_no_name(sample_store: Path) -> None:
    desk = Desk.open(sample_store, audience="place")
    about = {"system": "tidewell", "cycle": "tidewell-2"}
    shown = desk.barriers_raised(**about).to_html() + desk.enabled(**about).to_html()
    assert "One table, and a day a week" in shown
    for hidden in ("Nobody answers after six", "Odile", "Charities bid against each other", "Released on a Friday"):
        assert hidden not in shown


def test_asked_about_a_system_it_takes_in_those_inside_it(sample_store: Path) -> None:
    desk = Desk.open(sample_store)
    texts = desk.enabled(system="tidewell").finding.told["what"].tolist()
    assert {
        "One table, and a day a week of seven chief officers’ time",
        "Six payment cards, up to £50 without asking",
    } <= {*texts}
    of_cycle, of_system = desk.barriers_raised(cycle="tidewell-2"), desk.barriers_raised(system="tidewell")
    assert of_cycle.finding.n_below == of_system.finding.n_below
    assert len(desk.barriers_raised().table) == len(of_system.table)
