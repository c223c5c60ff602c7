"""What comes again in the cycles below: systems are counted, nearly the same words are one, small numbers are kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from workbench.frames import Audience, Evidence
from workbench.model import (
    Coding,
    CodingRound,
    CodingState,
    Experiment,
    ExperimentKind,
    Interpretation,
    Issue,
    Level,
    Observation,
    Owner,
    Record,
    Story,
    Theme,
)
from workbench.patterns.across_cycles import across_cycles
from workbench.sharing import release

PLACE = Audience(scale="place", system="tidewell", name="the place Tidewell", wide=True)
OURS = Audience(scale="place", system="tidewell", name="the place Tidewell", wide=False)
Make = Callable[..., Evidence]


def issue(id: str, cycle: str, description: str) -> Issue:
    return Issue(id=id, cycle=cycle, description=description, level=Level.system, owner=Owner.team)


def story(id: str, cycle: str) -> Story:
    return Story(id=id, cycle=cycle, title=id, text="They wrote again and again.", teller=id)


def tagged(theme: str, story: str, *, round: str | None = None) -> Coding:
    return Coding(
        id=f"{theme}-{story}", cycle="p", theme=theme, coder="Joss", of_kind="story", of=story, coding_round=round
    )


@pytest.fixture
def told() -> list[Record]:
    """An issue in two systems in other words, a theme in ten stories of two systems, and a kind of experiment."""
    return [
        issue("i1", "c", "Petty cash takes nine days"),
        issue("i2", "d", "petty cash is taking nine days!"),
        issue("i3", "c", "No key to the hall"),
        Theme(id="t", cycle="p", name="Letters"),
        *(story(f"s{n}", "c" if n < 7 else "d") for n in range(10)),
        *(tagged("t", f"s{n}") for n in range(10)),
        Experiment(id="e", cycle="d", title="Cards", question="?", experiment_kind=ExperimentKind.probe),
    ]


def rows(found: Any) -> list[tuple[Any, ...]]:
    wanted = ["kind", "wording", "n_cycles", "n_systems", "of_systems", "only_system"]
    return list(found.table[wanted].itertuples(index=False, name=None))


def test_nearly_the_same_issue_in_two_systems_comes_again_and_another_is_only_in_one(
    make_evidence: Make, told: list[Record]
) -> None:
    found = across_cycles(make_evidence(*told, audience=OURS), system="tidewell")
    assert rows(found) == [
        ("theme", "Letters", 2, 2, 2, ""),
        ("issue", "Petty cash takes nine days", 2, 2, 2, ""),
        ("issue", "No key to the hall", 1, 1, 2, "Harbour"),
        ("experiment", "probe", 1, 1, 1, "Market"),
    ]
    assert found.table["n"].tolist() == [10, 2, 1, 1]


def test_a_theme_is_where_the_tagged_texts_are_and_not_where_it_was_written_down(
    make_evidence: Make, told: list[Record]
) -> None:
    found = across_cycles(make_evidence(*told, audience=OURS), system="tidewell")
    [theme] = found.table.loc[found.table["kind"] == "theme", "item"]
    assert found.where.loc[found.where["item"] == theme, "name"].tolist() == ["Harbour", "Market"]


def test_what_was_tagged_blind_is_not_counted_before_it_is_revealed(make_evidence: Make, told: list[Record]) -> None:
    blind = CodingRound(id="r", cycle="p", name="May", state=CodingState.blind)
    told = [record for record in told if not isinstance(record, Coding)]
    told += [blind, *(tagged("t", f"s{n}", round="r") for n in range(10))]
    found = across_cycles(make_evidence(*told, audience=OURS), system="tidewell")
    assert "theme" not in set(found.table["kind"])
    open_ = [
        record if record is not blind else blind.model_copy(update={"state": CodingState.revealed}) for record in told
    ]
    found = across_cycles(make_evidence(*open_, audience=OURS), system="tidewell")
    assert "theme" in set(found.table["kind"])


def test_a_wide_audience_is_not_told_of_a_theme_in_fewer_than_eight_texts(
    make_evidence: Make, told: list[Record]
) -> None:
    few = [record for record in told if record.id not in {"t-s0", "t-s1", "t-s2"}]
    found = release(across_cycles(make_evidence(*few, audience=PLACE), system="tidewell"))
    assert set(found.table["kind"]) == {"issue", "experiment"}
    assert found.finding.n_left_out == 1
    assert "n" not in found.table
    assert found.finding.records.empty
    enough = release(across_cycles(make_evidence(*told, audience=PLACE), system="tidewell"))
    assert enough.table["wording"].tolist()[0] == "Letters"


def test_an_observation_counts_as_a_pattern_from_two_competing_readings_on(make_evidence: Make) -> None:
    seen = [
        Observation(id=f"o{n}", cycle=cycle, title="Fridays are when it breaks", noticed_on=date(2026, 4, n))
        for n, cycle in ((1, "c"), (2, "d"), (3, "p"))
    ]
    readings = [
        Interpretation(id=f"i{n}{m}", cycle=seen[n - 1].cycle, observation=f"o{n}", text=text, written_by="Joss")
        for n in (1, 2)
        for m, text in enumerate(("Systems close their week", "We only look on Fridays, for we dread them"))
    ]
    found = across_cycles(make_evidence(*seen, *readings, audience=OURS), system="tidewell")
    assert rows(found) == [("pattern", "Fridays are when it breaks", 2, 2, 2, "")]
    assert found.records[["kind", "id"]].values.tolist() == [["observation", "o1"], ["observation", "o2"]]


def test_only_what_lies_within_the_system_is_looked_at(make_evidence: Make, told: list[Record]) -> None:
    found = across_cycles(make_evidence(*told, audience=OURS), system="market")
    assert rows(found) == [
        ("theme", "Letters", 1, 1, 1, "Market"),
        ("issue", "petty cash is taking nine days!", 1, 1, 1, "Market"),
        ("experiment", "probe", 1, 1, 1, "Market"),
    ]


def test_nothing_to_look_at_gives_no_rows(make_evidence: Make) -> None:
    found = across_cycles(make_evidence(audience=PLACE))
    assert (len(found.table), len(found.spread), len(found.where), found.n_left_out) == (0, 0, 0, 0)
