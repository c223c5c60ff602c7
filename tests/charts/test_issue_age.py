from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from workbench.charts import Figure, issue_age
from workbench.frames import Audience
from workbench.model import Level
from workbench.model.prompts import Words
from workbench.patterns import IssueAge
from workbench.patterns.issue_age import AgeBand
from workbench.sharing import release


def ages(who: Audience, **n: int) -> IssueAge:
    """Open issues at system level by age; none at the other levels."""
    rows = [
        {"level": level.value, "age_band": band.value, "n": n.get(band.value, 0) if level is Level.system else 0}
        for level in Level
        for band in AgeBand
    ]
    return IssueAge(audience=who, table=pd.DataFrame(rows))


def test_each_level_is_told_with_its_ages(english: Words, team: Audience) -> None:
    figure = issue_age(release(ages(team, under_a_month=2, over_a_year=1)), words=english)
    assert figure.title == "How long have issues been open?"
    assert figure.description == (
        "individual level: none open.\nsystem level: up to a month: 2; over a year: 1.\nmacro level: none open."
    )
    assert figure.table.to_numpy().tolist()[5] == ["system", "up to a month", "2"]


@pytest.mark.parametrize(("n", "drawn"), [(0, False), (1, True)])
def test_undated_issues_have_a_bar_only_where_there_are_some(
    english: Words, team: Audience, n: int, drawn: bool
) -> None:
    figure = issue_age(release(ages(team, over_a_year=3, unknown=n)), words=english)
    [bars] = figure.chart.to_dict()["datasets"].values()
    assert ("nobody wrote down when" in {bar["age"] for bar in bars}) is drawn


def test_a_hidden_number_makes_no_difference_to_what_is_sent(
    sent: Callable[[Figure], str], english: Words, team: Audience, place: Audience
) -> None:
    def drawn(who: Audience) -> set[str]:
        return {sent(issue_age(release(ages(who, over_a_year=23, unknown=n)), words=english)) for n in (1, 3, 6)}

    assert (len(drawn(place)), len(drawn(team))) == (1, 3)


def test_no_open_issues_say_so(english: Words, team: Audience) -> None:
    assert issue_age(release(ages(team)), words=english).empty == (
        "No issues are open. They can be added in any debrief or learning pod."
    )


def test_where_every_number_is_hidden_a_sentence_and_the_table_stand_and_no_axes(
    english: Words, team: Audience, place: Audience
) -> None:
    def page(who: Audience, **n: int) -> str:
        return issue_age(release(ages(who, **n)), words=english).to_html()

    hidden = page(place, under_a_month=2, over_a_year=7)
    assert "Every number here is too small to show, so there is nothing to draw." in hidden
    assert "<svg" not in hidden
    assert hidden.count("<td>*</td>") == 2
    # one number that may be told, or the group's own look, is a picture
    assert all("<svg" in one for one in (page(place, under_a_month=2, over_a_year=23), page(team, over_a_year=7)))
