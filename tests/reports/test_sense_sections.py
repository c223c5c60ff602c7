"""What stories say, themes, opinions, patterns and what comes again, as a reader of the report meets them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from workbench.desk import Desk
from workbench.reports.learning_report import LearningReport

if TYPE_CHECKING:
    from conftest import Told

pytestmark = pytest.mark.slow


def test_only_what_was_read_in_two_ways_is_printed_as_a_pattern(desk: Desk, told: Told) -> None:
    said = told(LearningReport(desk, system="harbour-caseworkers").patterns())
    assert "People stop answering the telephone before they stop paying" in said
    assert "A ringing telephone means a demand, so not answering is a way of staying calm." in said
    assert "They do answer, only not numbers they cannot see; it is our withheld number." in said
    assert "Ring from a number people can ring back" in said
    # one reading, and none
    assert "Those who come back say nothing until they are sure of us" not in said
    assert "Nobody writes down a good week" not in said


def test_a_report_that_ends_before_a_pattern_was_noticed_does_not_hold_it(desk: Desk, told: Told) -> None:
    said = told(LearningReport(desk, system="harbour-caseworkers", until="2026-09-13").patterns())
    assert "telephone" not in said
    assert "There is no pattern yet that may be shown here." in said


def test_a_place_reads_what_tellers_said_of_their_stories_and_what_came_again(desk: Desk, told: Told) -> None:
    report = LearningReport(desk, system="tidewell")
    for section in (report.what_stories_say(), report.themes(), report.opinions(), report.across_cycles()):
        said = told(section)
        assert section is not None
        assert "<svg" in section._repr_html_()
        assert not re.search(r"\bvoter \d", said)
    assert "Seen as a person: in 9 of 9 systems" in told(report.across_cycles())
    assert "nobody did it for them" in told(report.what_stories_say())


def test_no_teller_coder_or_voter_is_named_in_what_many_said(desk: Desk, told: Told) -> None:
    report = LearningReport(desk, system="tidewell")
    drawn = (report.what_stories_say(), report.themes(), report.opinions(), report.across_cycles())
    said = " ".join(told(section) for section in drawn)
    tellers = set(desk.stories()["teller"]) - {"Sunday", "Hawke"}
    assert [name for name in tellers if re.search(rf"\b{re.escape(name)}\b(?!'s life)", said)] == []


def test_the_report_of_one_life_is_not_laid_beside_others(desk: Desk) -> None:
    life = LearningReport(desk, system="life-marlow")
    assert (life.what_stories_say(), life.themes(), life.opinions(), life.across_cycles()) == (None,) * 4


def test_a_team_without_any_says_so_in_a_kind_sentence(desk: Desk, told: Told) -> None:
    quiet = LearningReport(desk, system="valley-nurses")
    assert "No conversation that may be counted here has been answered yet." in told(quiet.opinions())
    assert "There is no pattern yet that may be shown here." in told(quiet.patterns())


def test_pictures_are_left_out_of_a_report_that_ends_earlier(desk: Desk, told: Told) -> None:
    early = LearningReport(desk, system="tidewell", until="2026-03-31")
    assert "it is left out of a report that ends on an earlier day" in told(early.opinions())
