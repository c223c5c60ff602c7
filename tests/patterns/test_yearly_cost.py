"""Cost by calendar year, and which years may be compared."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from workbench.frames import Audience, Evidence
from workbench.model import Record
from workbench.patterns import yearly_cost
from workbench.sharing import release

Life = Callable[..., list[Record]]
Make = Callable[..., Evidence]


def on(day: str, **more: Any) -> dict[str, Any]:
    return {"day": 0, "happened_on": date.fromisoformat(day), **more}


def test_one_persons_460_thousand_pounds_become_two_thousand(make_evidence: Make, make_life: Life) -> None:
    stays = [on(f"2022-{month:02}-10", cost_pence=3_833_333) for month in range(1, 13)]
    visits = [on("2024-02-01", cost_pence=80_000), on("2024-07-01", cost_pence=120_000)]
    evidence = make_evidence(*make_life("wren", *stays, *visits, observed_from="2022-01-01"))
    table = yearly_cost(evidence).table
    assert [(row["year"], row["n"], round(row["cost_pounds"], -3)) for row in table.to_dict("records")] == [
        (2022, 12, 460_000),
        (2023, 0, 0),
        (2024, 2, 2_000),
    ]
    assert table["wholly_observed"].tolist() == [True, True, True]


def test_a_year_somebody_was_observed_in_for_a_part_only_is_not_whole(make_evidence: Make, make_life: Life) -> None:
    lives = [
        *make_life("wren", on("2023-05-01"), on("2025-05-01"), observed_from="2023-01-01", observed_until="2025-06-30"),
        *make_life("ash", observed_from="2024-01-01", observed_until=None, way_from=None),
    ]
    found = yearly_cost(make_evidence(*lives))
    told = found.table[["year", "n_observed", "n_partly", "wholly_observed"]]
    assert told.to_numpy().tolist() == [[2023, 1, 0, False], [2024, 2, 0, True], [2025, 1, 1, False]]
    assert found.n_people == 2


def test_this_year_is_not_over_and_so_not_whole(make_evidence: Make, make_life: Life) -> None:
    evidence = make_evidence(*make_life("wren", on("2026-02-01", cost_pence=100), observed_until=None))
    [row] = yearly_cost(evidence).table.to_dict("records")
    assert (row["year"], row["n_partly"], row["wholly_observed"]) == (evidence.on.year, 1, False)


def test_a_year_nobody_was_observed_in_has_no_numbers(make_evidence: Make, make_life: Life) -> None:
    lives = [
        *make_life("wren", on("2022-05-01"), observed_from="2022-01-01", observed_until="2022-12-31"),
        *make_life("ash", on("2024-05-01"), observed_from="2024-01-01", observed_until="2024-12-31"),
    ]
    table = yearly_cost(make_evidence(*lives)).table
    assert table["n"].isna().tolist() == [False, True, False]


def test_a_year_that_two_people_nearly_make_up_is_hidden_from_a_wider_audience(
    make_evidence: Make, make_life: Life, place: Audience
) -> None:
    dear = [record for n in range(2) for record in make_life(f"d{n}", on("2024-05-01", cost_pence=10_000_000))]
    cheap = [record for n in range(20) for record in make_life(f"c{n}", on("2024-05-01", cost_pence=1_000))]
    table = release(yearly_cost(make_evidence(*dear, *cheap, audience=place))).table
    assert table[["n_shown", "cost_pounds_shown"]].to_numpy().tolist() == [["20", ".."]]
    assert "200200" not in table.to_json()


def test_no_contacts_give_no_years(make_evidence: Make, make_life: Life) -> None:
    assert len(yearly_cost(make_evidence(*make_life("wren"))).table) == 0
