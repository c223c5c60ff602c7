"""What became usual, what was enabled, who learns from whom and how it is looked after, as a reader meets it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from workbench.desk import Desk
from workbench.reports.learning_report import LearningReport

if TYPE_CHECKING:
    from conftest import Told

pytestmark = pytest.mark.slow


def test_a_team_reads_what_became_usual_and_how_that_is_known(desk: Desk, told: Told) -> None:
    said = told(LearningReport(desk, system="harbour-caseworkers").embedded())
    assert "Each caseworker carries a payment card and buys what is needed the same day" in said
    assert "Business as usual since: 13 October 2025" in said
    assert "Countermeasures that end with it: The team leader signs every purchase" in said


def test_what_changed_in_one_life_is_told_there_and_to_its_team_and_to_nobody_wider(desk: Desk, told: Told) -> None:
    change = "Nell may fill a cupboard on the first day"
    assert change in told(LearningReport(desk, system="life-marlow").embedded())
    assert change in told(LearningReport(desk, system="harbour-caseworkers").embedded())
    for system in ("tidewell-council", "tidewell", "northmere"):
        assert change not in told(LearningReport(desk, system=system).embedded())


def test_those_below_say_whether_what_was_enabled_helped(desk: Desk, told: Told) -> None:
    team = told(LearningReport(desk, system="harbour-caseworkers").enabled())
    assert "What others made possible for us" in team
    assert "Those it was done for say: it helped. In their words: She asks better questions than the form did." in team
    council = told(LearningReport(desk, system="tidewell-council").enabled())
    assert "What we made possible for others" in council
    assert "Petty cash took up to nine working days" in council


def test_a_wider_circle_reads_no_names_of_those_who_reviewed_or_meet(desk: Desk, told: Told) -> None:
    for system in ("tidewell", "northmere"):
        report = LearningReport(desk, system=system)
        said = told(report.reviews()) + told(report.groups())
        assert not re.search(r"\b(?:Odile|Bram|Leonie|Signe|Rowan|Petra|Gwenda|Mateus)\b", said)
    assert "One table" in told(LearningReport(desk, system="tidewell").groups())


def test_the_stack_names_no_life_to_a_wider_circle(desk: Desk, told: Told) -> None:
    report = LearningReport(desk, system="tidewell-council")
    said = told(report.stack()) + told(report.passed_on())
    assert "one person’s life" in said
    assert "Marlow" not in said
    assert "Getting through the winter" not in said


def test_one_life_is_told_of_in_words_for_one_life(desk: Desk, told: Told) -> None:
    report = LearningReport(desk, system="life-marlow")
    front = re.sub(r"<[^>]+>", " ", report.front()._repr_html_())
    assert "written for the person whose life it is and those who work beside them" in front
    assert "the person Marlow" not in front
    assert "What was tried in this life" in told(report.experiments())
    # nothing is counted in one life
    assert "<figure" not in (report.experiments()._repr_html_() + report.issues()._repr_html_())
    assert (report.changes(), report.stack(), report.tasks(), report.reviews(), report.groups()) == (None,) * 5


def test_a_country_reads_first_what_those_within_asked_of_it(desk: Desk, told: Told) -> None:
    said = told(LearningReport(desk, system="northmere").passed_on())
    assert "What those within asked of us Benefits worked out wrong for a year" in said
    assert said.index("What those within asked of us") < said.index("Passed on between those within")


def test_it_is_left_out_of_a_report_that_ends_earlier(desk: Desk, told: Told) -> None:
    early = LearningReport(desk, system="tidewell", until="2026-03-31")
    for section in (early.embedded(), early.enabled(), early.stack(), early.reviews(), early.groups()):
        assert "it is left out of a report that ends on an earlier day" in told(section)
