"""The learning stack at a desk: whose eyes it is seen with, and what is looked at."""

from __future__ import annotations

from pathlib import Path

from workbench.desk import Desk


def test_a_cycles_own_group_sees_true_numbers_of_whatever_it_looks_at(sample_store: Path) -> None:
    desk = Desk.open(sample_store)
    own = desk.learning_stack(cycle="harbour-caseworkers-1")
    assert (own.finding.focus, own.audience.name) == ("harbour-caseworkers", "the team Harbour caseworkers")
    sent = own.table.set_index("flow")["sent_shown"]
    assert sent["harbour-caseworkers-1>tidewell-council-1"] == "6"  # as data/sample/influence.csv has them
    other = desk.learning_stack(system="fellbeck", cycle="harbour-caseworkers-1")
    assert (other.finding.focus, other.audience.name) == ("fellbeck", "the team Harbour caseworkers")
    assert desk.learning_stack(system="", cycle="harbour-caseworkers-1").finding.focus is None


def test_a_larger_system_without_a_cycle_is_shown_released_numbers(sample_store: Path) -> None:
    place = Desk.open(sample_store).learning_stack(system="tidewell")
    shown = set(place.table["sent_shown"])
    assert shown == {"0", "*"}
    assert "longest_days" not in place.table and place.finding.sendings.empty
    assert not place.finding.systems["name"].str.contains("life").any()


def test_everything_passed_on_is_told_in_words_as_far_as_the_group_may_see_it(sample_store: Path) -> None:
    table = Desk.open(sample_store).everything_passed_on(cycle="tidewell-2").table.set_index("id")
    assert table.loc["sent-tidewell-2-05", "text"] == "Released on a Friday while housing is closed until Monday"
    assert "sent-harbour-caseworkers-1-02" not in table.index  # shared within the council only
