"""Entries that people made by the dozen: what is hidden with the people behind it, and what is worked out again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.frames import Audience, Finding
from workbench.sharing import release
from workbench.sharing.disclosure import cells
from workbench.sharing.profile import DEFAULT

PLACE = Audience(scale="place", system="tidewell", name="the place Tidewell", wide=True)
TEAM = Audience(scale="team", system="harbour", name="the team Harbour caseworkers", wide=False)


@dataclass(frozen=True, kw_only=True)
class Calls(Finding):
    """Calls to each service, the people who made them, and what they cost."""

    counts: ClassVar[tuple[str, ...]] = ("n", "n_people")
    total_rows: ClassVar[Mapping[str, str | None]] = {"service": ""}
    people_behind: ClassVar[Mapping[str, str]] = {"n": "n_people"}
    amounts: ClassVar[Mapping[str, tuple[str, str | None]]] = {"cost_pounds": ("n_people", None)}
    worked_out: ClassVar[Mapping[str, Callable[[pd.DataFrame], pd.Series[Any]]]] = {
        "a_person": lambda table: table["n"] / table["n_people"]
    }


def calls(*rows: tuple[int, int], who: Audience = PLACE) -> Calls:
    """Rows of n and n_people, and last their total, whose people are some of them twice."""
    told = [(f"s{at}", n, people, n * 10.0) for at, (n, people) in enumerate(rows)]
    n = sum(row[0] for row in rows)
    told.append(("", n, max((row[1] for row in rows), default=0), n * 10.0))
    table = pd.DataFrame(told, columns=["service", "n", "n_people", "cost_pounds"])
    return Calls(audience=who, table=table.assign(a_person=table["n"] / table["n_people"]))


def test_many_calls_of_few_people_are_hidden_and_a_total_has_no_people_and_no_pounds() -> None:
    table = release(calls((60, 20), (200, 2), (0, 0))).table
    assert table[["service", "n_shown", "n_people_shown", "cost_pounds_shown"]].to_numpy().tolist() == [
        ["s0", "60", "20", "600"],
        ["s1", "*", "*", ".."],
        ["s2", "0", "0", "0"],
        ["", "60", "", ".."],
    ]


def test_what_is_worked_out_is_worked_out_again_of_what_is_shown() -> None:
    table = release(calls((61, 18), (200, 2))).table
    assert table["a_person"].tolist()[0] == 60 / 20
    assert table["a_person"].isna().tolist() == [False, True, True]


def test_a_team_sees_its_own_numbers_as_they_are() -> None:
    table = release(calls((61, 18), (200, 2), who=TEAM)).table
    assert table[["n", "n_people", "cost_pounds"]].to_numpy().tolist() == [
        [61, 18, 610],
        [200, 2, 2000],
        [261, 18, 2610],
    ]


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), min_size=1, max_size=6))
def test_no_number_leaves_that_few_people_made_and_totals_add_up_what_does(drawn: list[tuple[int, int]]) -> None:
    rows = [(calls_each * people, people if calls_each else 0) for calls_each, people in drawn]
    table = release(calls(*rows)).table
    for (n, people), row in zip(rows, table.to_dict("records")[:-1], strict=True):
        if 0 < people <= DEFAULT.hide_to:
            assert (row["n_shown"], row["n_people_shown"], row["cost_pounds_shown"]) == ("*", "*", "..")
        else:
            assert row["n"] == cells(pd.Series([n]), profile=DEFAULT).iloc[0]
    total = table.iloc[-1]
    assert pd.isna(total["n"]) or total["n"] == table["n"][:-1].sum()
    assert pd.isna(total["n_people"])


def test_a_finding_that_forgets_to_count_the_people_is_an_error() -> None:
    class Forgetful(Calls):
        counts = ("n",)

    with pytest.raises(ValueError, match="n_people"):
        release(Forgetful(audience=PLACE, table=calls((60, 20)).table))
