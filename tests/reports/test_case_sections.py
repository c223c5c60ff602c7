"""Case files, the forum and grants as a reader of the report meets them, on the sample."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from workbench.desk import Desk
from workbench.reports.learning_report import LearningReport

if TYPE_CHECKING:
    from conftest import Told

pytestmark = pytest.mark.slow


def test_a_teams_report_tells_cost_with_what_it_may_and_may_not_claim(desk: Desk, told: Told) -> None:
    said = told(LearningReport(desk, system="harbour-caseworkers").case_files())
    assert "What services did around people, and what it cost" in said
    assert "What they may not be read as Money saved." in said
    assert "Proof of what caused what." in said
    assert "197 before" in said
    assert "45.2% fewer" in said


def test_people_picked_at_their_worst_are_told_of_with_regression_to_the_mean(desk: Desk, told: Told) -> None:
    picked = told(LearningReport(desk, system="street-outreach").case_files())
    as_they_came = told(LearningReport(desk, system="harbour-caseworkers").case_files())
    assert "this is called regression to the mean" in picked
    assert "this is called regression to the mean" not in as_they_came


def test_a_places_report_of_the_forum_hides_small_numbers_and_names_nobody(desk: Desk, told: Told) -> None:
    report = LearningReport(desk, system="tidewell")
    said = told(report.forum())
    pseudonyms = set(desk.cases()["pseudonym"])
    assert not [name for name in pseudonyms if re.search(rf"\b{re.escape(name)}\b", said)]
    # 52 people, of whom touch was lost with five: rounded to 50, and five is hidden
    assert "50" in said
    assert not re.search(r"\b52\b", said)
    assert "A local connection is asked for before anybody asks what happened" in said
    assert "Adapted, 7 May 2026: From May nobody the forum brings is asked for it." in said


def test_a_report_of_grants_tells_outcomes_and_the_local_multiplier(desk: Desk, told: Told) -> None:
    said = told(LearningReport(desk, system="fellbeck").grants())
    assert "People who came to eat now cook" in said
    assert "Forty meals a week Grant: A lunch that finds people · set aside" in said
    assert "2.14" in said
    assert "2.39" in said
    assert "A shed with a stove" not in said


def test_the_report_of_one_life_holds_no_case_files_and_a_team_without_any_says_so(desk: Desk, told: Told) -> None:
    life = LearningReport(desk, system="life-marlow")
    assert (life.case_files(), life.forum(), life.grants()) == (None, None, None)
    quiet = LearningReport(desk, system="valley-nurses")
    assert "No case files have been kept that may be shown here." in told(quiet.case_files())
    assert "Nobody has been brought to a forum yet" in told(quiet.forum())
    assert "No grants have been written down" in told(quiet.grants())


def test_case_files_are_left_out_of_a_report_that_ends_earlier(desk: Desk, told: Told) -> None:
    said = told(LearningReport(desk, system="harbour-caseworkers", until="2026-03-31").case_files())
    assert "it is left out of a report that ends on an earlier day" in said
