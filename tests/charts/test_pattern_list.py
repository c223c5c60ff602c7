"""Patterns told in words, as a report prints them; and what comes up again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import pytest

from workbench.charts import observations_by_theme, pattern_list
from workbench.frames import Audience, Evidence, table
from workbench.model import RECORDS, Interpretation, Observation, Record, Theme
from workbench.model.prompts import Words
from workbench.patterns import observations_by_theme as by_theme
from workbench.patterns import pattern_list as listed
from workbench.sharing import release

SEEN = Observation(id="o", cycle="c", title="Letters <b>cross</b> 📬", noticed_on=date(2026, 5, 1), theme="t")
READ = tuple(
    Interpretation(id=id, cycle="c", observation="o", text=text)
    for id, text in (("a", "Nobody reads"), ("b", "Too late"))
)
THEME = Theme(id="t", cycle="c", name="Waiting")


@pytest.fixture
def team_evidence(team: Audience, today: date) -> Callable[..., Evidence]:
    def made(*records: Record) -> Evidence:
        kinds: Mapping[str, list[Record]] = {kind: [r for r in records if type(r).kind == kind] for kind in RECORDS}
        return Evidence(audience=team, tables={kind: table(kind, rows) for kind, rows in kinds.items()}, on=today)

    return made


def test_a_pattern_is_told_with_the_readings_that_compete(
    team_evidence: Callable[..., Evidence], english: Words
) -> None:
    figure = pattern_list(release(listed(team_evidence(SEEN, THEME, *READ))), words=english)
    assert figure.description == (
        "“Letters <b>cross</b> 📬” could mean: Nobody reads / Too late (evidence: for 0, against 0)"
    )
    assert figure.table.to_numpy().tolist() == [
        ["Letters <b>cross</b> 📬", "Waiting", "1 May 2026", "", "0", "0", "Nobody reads / Too late", ""]
    ]
    assert "<b>cross" not in figure.to_html()


@pytest.mark.parametrize(
    ("records", "empty"),
    [
        ((), "Nothing has been noticed yet, so there is no pattern."),
        (
            (SEEN, READ[0]),
            "One thing was noticed; it was not read in two competing ways, so it is no pattern yet.",
        ),
    ],
)
def test_no_pattern_is_a_result_and_is_said(
    team_evidence: Callable[..., Evidence], english: Words, records: Sequence[Record], empty: str
) -> None:
    assert pattern_list(release(listed(team_evidence(*records))), words=english).empty == empty


def test_what_comes_up_again_is_drawn_and_told_by_theme(team_evidence: Callable[..., Evidence], english: Words) -> None:
    second = Observation(id="p", cycle="c", title="No key")
    figure = observations_by_theme(release(by_theme(team_evidence(SEEN, THEME, *READ, second))), words=english)
    assert figure.description == (
        "Waiting: observations 1, of them patterns 1; under no theme: observations 1, of them patterns 0."
    )
    assert figure.table.to_numpy().tolist() == [["Waiting", "1", "1"], ["under no theme", "1", "0"]]


def test_nothing_noticed_is_said(team_evidence: Callable[..., Evidence], english: Words) -> None:
    assert (
        observations_by_theme(release(by_theme(team_evidence())), words=english).empty
        == "Nothing has been noticed yet."
    )
