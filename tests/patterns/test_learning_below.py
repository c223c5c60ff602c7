"""What groups are learning: their patterns, by name and never by rank, and no life by its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pandas as pd

from workbench.frames import Audience, Evidence
from workbench.model import Interpretation, Observation
from workbench.patterns import learning_below
from workbench.patterns.told_as import cycles_told_as, told_as
from workbench.sharing import release

PLACE = Audience(scale="place", system="tidewell", name="the place Tidewell", wide=True)


def pattern(id: str, cycle: str, on: date, *, readings: int = 2) -> list[Observation | Interpretation]:
    said = ("Nobody reads them", "They come too late")[:readings]
    seen = Observation(id=id, cycle=cycle, title=id, noticed_on=on)
    return [
        seen,
        *(Interpretation(id=f"{id}{n}", cycle=cycle, observation=id, text=text) for n, text in enumerate(said)),
    ]


def test_patterns_stand_by_the_names_of_groups_and_the_newest_first_within(
    make_evidence: Callable[..., Evidence],
) -> None:
    records = [
        *pattern("of-the-market", "d", date(2026, 4, 1)),
        *pattern("older", "c", date(2026, 1, 1)),
        *pattern("newer", "c", date(2026, 2, 1)),
        *pattern("one-reading", "c", date(2026, 3, 1), readings=1),
    ]
    found = learning_below(make_evidence(*records), system="council")
    assert found.table[["system", "title"]].to_numpy().tolist() == [
        ["Harbour", "newer"],
        ["Harbour", "older"],
        ["Market", "of-the-market"],
    ]
    assert found.n_cycles == 2


def test_a_wider_audience_gets_no_small_number_of_what_lies_beside(make_evidence: Callable[..., Evidence]) -> None:
    found = learning_below(make_evidence(*pattern("seen", "c", date(2026, 4, 1)), audience=PLACE))
    assert "noticed_by" not in release(found).table
    assert [*release(found).table["n_supports_shown"]] == ["0"]


def test_nothing_noticed_gives_no_rows(make_evidence: Callable[..., Evidence]) -> None:
    found = learning_below(make_evidence())
    assert (len(found.table), found.n_cycles) == (0, 0)


def test_a_life_is_told_as_the_team_round_it_and_its_cycle_not_at_all(make_evidence: Callable[..., Evidence]) -> None:
    evidence = make_evidence()
    life = pd.DataFrame(
        [["life", "Marlow's life", "person", "harbour"], ["alone", "Somebody's life", "person", None]],
        columns=["id", "name", "scale", "part_of"],
    )
    systems = pd.concat([evidence["system"], life], ignore_index=True)
    assert told_as(systems)["life"] == "Harbour"
    assert told_as(systems)["alone"] == ""
    cycles = pd.concat(
        [evidence["cycle"], pd.DataFrame([{"id": "m", "name": "Marlow, a year", "system": "life"}])], ignore_index=True
    )
    with_life = replace(evidence, tables={**evidence.tables, "system": systems, "cycle": cycles})
    assert cycles_told_as(with_life)["m"] == ""
    assert cycles_told_as(with_life)["c"] == "Harbour, first round"
