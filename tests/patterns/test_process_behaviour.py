"""A series with the limits of its own noise; every expected number is worked out by hand beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pandas as pd
import pytest

from workbench.errors import Gone
from workbench.frames import Audience, Evidence
from workbench.model import Point, Series, SeriesChange
from workbench.patterns import ProcessBehaviour, process_behaviour
from workbench.sharing import release

Make = Callable[..., Evidence]
DAYS = [date(2025 + n // 12, n % 12 + 1, 1) for n in range(48)]


@pytest.fixture
def asked(make_evidence: Make) -> Callable[..., ProcessBehaviour]:
    """The finding for a series with these monthly values, and changes as (month, recalculate)."""

    def ask(
        values: Sequence[float],
        *,
        changes: Sequence[tuple[int, bool]] = (),
        audience: Audience | None = None,
        **more: object,
    ) -> ProcessBehaviour:
        points = [
            Point(id=f"p{n:02}", cycle="c", series="s", happened_on=DAYS[n], value=v) for n, v in enumerate(values)
        ]
        marked = [
            SeriesChange(id=f"x{n}", cycle="c", series="s", changed_on=DAYS[at], what=f"Change {n}", recalculate=anew)
            for n, (at, anew) in enumerate(changes)
        ]
        told = {"audience": audience} if audience else {}
        evidence = make_evidence(
            Series(id="s", cycle="c", name="Bed days", unit="bed days"), *reversed(points), *marked, **told
        )
        return process_behaviour(evidence, "s", **more)

    return ask


Ask = Callable[..., ProcessBehaviour]


def test_a_small_series_worked_by_hand(asked: Ask) -> None:
    # Sum 72, mean 12. Distances 2 1 2 1 2, mean 1.6. 2.66 × 1.6 = 4.256; 3.268 × 1.6 = 5.2288.
    table = asked([10, 12, 11, 13, 12, 14]).table
    assert table["moving_range"].fillna(-1).tolist() == [-1, 2, 1, 2, 1, 2]
    first = table.iloc[0][["mean", "lower", "upper", "upper_range"]].astype(float).round(6).tolist()
    assert first == [12.0, 7.744, 16.256, 5.2288]
    assert (set(table["signal"]), table["range_signal"].any(), set(table["part"])) == ({""}, False, {1})


def test_a_point_beyond_the_limits_is_a_signal_and_so_is_its_distance(asked: Ask) -> None:
    # Sum 140, mean 14. Nine values of 10 and one of 50: distances 0 ×4, 40, 40, 0 ×3, mean 80 / 9 = 8.889.
    # Upper limit 14 + 2.66 × 8.889 = 37.64 < 50; upper range limit 29.05 < 40. No side has eight in a row.
    table = asked([10, 10, 10, 10, 10, 50, 10, 10, 10, 10]).table
    assert table["signal"].tolist() == ["", "", "", "", "", "outside", "", "", "", ""]
    assert table["range_signal"].tolist() == [False] * 5 + [True, True] + [False] * 3


def test_eight_in_a_row_on_one_side_are_a_signal_seven_are_not(asked: Ask) -> None:
    # Eight of 11 and eight of 9: mean 10; distances 0 but one 2 between: the mean 2 / 15 puts the limits at 10 ± 0.355,
    # so the points are outside as well. With 10 ± 1 in turn the limits are wide: 8 above, then 9, 11, 9 …
    assert set(asked([11] * 8 + [9] * 8).table["signal"]) == {"both"}
    above, below = [11.0, 13.0] * 4, [9.0, 7.0] * 4  # mean 10; distances 2 ×7, 4, 2 ×7: mean 32 / 15; limits ± 5.67
    assert asked([*above, *below]).table["signal"].tolist() == ["run"] * 16
    seven = [11.0, 13.0, 11.0, 13.0, 11.0, 13.0, 11.0, 9.0, 7.0, 9.0, 7.0, 9.0, 7.0, 9.0]
    assert set(asked(seven).table["signal"]) == {""}


def test_a_point_on_the_mean_is_on_neither_side(asked: Ask) -> None:
    # Mean 10 by symmetry; the 10 in the middle of nine points above breaks them into four and five.
    values = [11.0, 13.0, 11.0, 13.0, 10.0, 11.0, 13.0, 11.0, 13.0, 9.0, 7.0, 9.0, 7.0, 10.0, 9.0, 7.0, 9.0, 7.0]
    assert set(asked(values).table["signal"]) == {""}


def test_a_constant_series_has_no_signal(asked: Ask) -> None:
    # The mean of ten 0.1 is not 0.1 to the last digit; that is no signal.
    table = asked([0.1] * 10).table
    assert (set(table["signal"]), table["range_signal"].any()) == ({""}, False)
    assert table["upper"].iloc[0] == pytest.approx(0.1)
    assert table["lower"].iloc[0] == pytest.approx(0.1)


@pytest.mark.parametrize("n", [0, 1, 5])
def test_few_points_have_no_limits(asked: Ask, n: int) -> None:
    found = asked([10.0, 90.0, 10.0, 90.0, 10.0][:n])
    assert len(found.table) == n
    assert found.table[["mean", "lower", "upper", "upper_range"]].isna().all(axis=None)
    assert found.parts[["n_points", "limits"]].to_numpy().tolist() == ([[n, False]] if n else [])
    assert release(found).table["signal"].tolist() == [""] * n


def test_limits_begin_anew_only_where_a_person_says_so(asked: Ask) -> None:
    before, after = [10.0, 12.0] * 3, [40.0, 42.0] * 3
    one = asked([*before, *after], changes=[(6, False)])
    assert one.parts[["part", "n_points"]].to_numpy().tolist() == [[1, 12]]
    two = asked([*before, *after], changes=[(6, True)])
    assert two.parts[["part", "n_points", "limits"]].to_numpy().tolist() == [[1, 6, True], [2, 6, True]]
    # Within each part: mean 11 or 41, distances 2: limits ± 5.32. The jump of 28 between them is in no distance.
    assert two.table["mean"].tolist() == [11.0] * 6 + [41.0] * 6
    assert two.table["upper"].round(2).tolist() == [16.32] * 6 + [46.32] * 6
    assert pd.isna(two.table["moving_range"].iloc[6])
    assert set(two.table["signal"]) == {""}


def test_changes_without_a_point_between_them_begin_one_part(asked: Ask) -> None:
    found = asked([1.0] * 6, changes=[(2, True), (2, True), (40, True)])
    assert found.table["part"].tolist() == [1, 1, 2, 2, 2, 2]
    assert found.changes["what"].tolist() == ["Change 0", "Change 1", "Change 2"]


def test_a_series_that_may_not_be_seen_is_gone(make_evidence: Make) -> None:
    with pytest.raises(Gone, match="no such series"):
        process_behaviour(make_evidence(), "s")


def test_small_counts_do_not_come_back_through_the_limits(asked: Ask, place: Audience) -> None:
    # For a wider audience counts are rounded first and everything else is worked out from what is published.
    def publish(values: pd.Series[float]) -> pd.Series[float]:
        return ((values + 2) // 5 * 5).mask(values.between(1, 7))

    shown = [
        release(asked([12, 14, 18, small, 22, 19, 23, 12], audience=place, publish=publish)) for small in (1, 3, 6)
    ]
    tables = [one.table.to_csv() for one in shown]
    assert tables[0] == tables[1] == tables[2]
    assert shown[0].table["value_shown"].tolist() == ["10", "15", "20", "*", "20", "20", "25", "10"]
    # Published: 10 15 20 · 20 20 25 10: mean 120 / 7; distances 5 5 · · 0 5 15: mean 6.
    assert shown[0].table["mean"].iloc[0] == pytest.approx(120 / 7)
    assert shown[0].table["upper"].iloc[0] == pytest.approx(120 / 7 + 2.66 * 6)


def test_without_a_rule_for_publishing_counts_have_no_limits(asked: Ask, place: Audience) -> None:
    found = asked([12, 14, 18, 3, 22, 19, 23, 12], audience=place)
    assert found.table[["mean", "moving_range"]].isna().all(axis=None)
    assert release(found).table["value_shown"].tolist() == ["10", "15", "20", "*", "20", "20", "25", "10"]


def test_rates_and_money_go_as_widely_as_their_series(asked: Ask, place: Audience) -> None:
    found = release(asked([1.5, 2.5, 1.5, 2.5, 1.5, 2.5], audience=place)).table
    assert found["value"].tolist() == [1.5, 2.5, 1.5, 2.5, 1.5, 2.5]
    assert found["mean"].iloc[0] == 2.0
