"""The judge: somebody with an exact solver, the published table, and full knowledge of how it was made.

Every hidden cell is 1 to 7 and every rounded one within 2 of what is shown (and at least 8). Of a total the attacker
knows how it was made: true, rounded by itself, or the sum of the published cells. A cell is recovered when the solver
leaves one value only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from workbench.frames import Audience, Finding
from workbench.sharing import release

TIDEWELL = Audience(scale="place", system="tidewell", name="the place Tidewell", wide=True)
#: A published number, None where it is hidden.
Number = int | None
#: What a total says of the true one: the least and the most it can be, or None where it says nothing.
Reading = Callable[[Number, list[Number]], "tuple[int, int] | None"]


@dataclass(frozen=True, kw_only=True)
class Grid(Finding):
    counts: ClassVar[tuple[str, ...]] = ("a", "b", "c", "all")
    total_rows: ClassVar[Mapping[str, str | None]] = {"row": "all"}
    total_columns: ClassVar[Mapping[str, tuple[str, ...]]] = {"all": ("a", "b", "c")}


def with_totals(cells: np.ndarray) -> np.ndarray:
    wider = np.column_stack([cells, cells.sum(axis=1)])
    return np.vstack([wider, wider.sum(axis=0)])


def released(cells: np.ndarray) -> list[list[Number]]:
    table = pd.DataFrame(with_totals(cells), columns=list(Grid.counts))
    table.insert(0, "row", [*map(str, range(len(cells))), "all"])
    out = release(Grid(audience=TIDEWELL, table=table)).table
    return [[None if pd.isna(v) else int(v) for v in row] for row in out[list(Grid.counts)].to_numpy()]


def by_itself(n: int) -> Number:
    return None if 1 <= n <= 7 else round(n / 5) * 5


def rounded_each(cells: np.ndarray) -> list[list[Number]]:
    """What is often done: every number rounded by itself, totals too."""
    return [[by_itself(int(n)) for n in row] for row in with_totals(cells)]


def true_totals(cells: np.ndarray) -> list[list[Number]]:
    """What is also often done: small cells hidden, everything else as it is."""
    shown = rounded_each(cells)
    true = with_totals(cells).tolist()
    last = len(true) - 1
    return [
        [true[i][j] if last in (i, j) or shown[i][j] is not None else None for j in range(last + 1)]
        for i in range(last + 1)
    ]


def span(shown: Number) -> tuple[int, int]:
    if shown is None:
        return 1, 7
    return (0, 0) if shown == 0 else (max(8, shown - 2), shown + 2)


def says_all(shown: Number, parts: list[Number]) -> tuple[int, int] | None:
    assert shown is not None
    return shown, shown


def says_its_rounding(shown: Number, parts: list[Number]) -> tuple[int, int] | None:
    return span(shown)


def says_what_cells_say(shown: Number, parts: list[Number]) -> tuple[int, int] | None:
    """A total that can be worked out from the cells shown beside it tells nothing; any other tells its rounding."""
    known = [p for p in parts if p is not None]
    worked_out = sum(known) if sum(known) or len(known) == len(parts) else None
    return None if shown == worked_out else span(shown)


def recovered(shown: list[list[Number]], *, reads: Reading, exact_cells: bool = False) -> dict[tuple[int, int], int]:
    """The hidden cells an exact attacker works out, with their values."""
    last = len(shown) - 1
    places = [(i, j) for i in range(last) for j in range(last)]
    at = {place: k for k, place in enumerate(places)}
    value = {p: shown[p[0]][p[1]] for p in places}
    spans = [(value[p], value[p]) if exact_cells and value[p] is not None else span(value[p]) for p in places]
    rules, least, most = [], [], []
    lines = [[(i, j) for j in range(last)] for i in range(last)] + [[(i, j) for i in range(last)] for j in range(last)]
    totals = [shown[i][last] for i in range(last)] + [shown[last][j] for j in range(last)]
    for line, total in [*zip(lines, totals, strict=True), (places, shown[last][last])]:
        says = reads(total, [value[p] for p in line])
        if says is not None:
            rules.append(np.isin(range(len(places)), [at[p] for p in line]).astype(float))
            least.append(says[0])
            most.append(says[1])
    bounds = Bounds(*np.array(spans, dtype=float).T)
    constraints = LinearConstraint(np.array(rules), least, most) if rules else None
    found = {}
    for place in (p for p in places if value[p] is None):
        aim = np.zeros(len(places))
        aim[at[place]] = 1.0
        ends = [milp(sign * aim, integrality=1, bounds=bounds, constraints=constraints) for sign in (1, -1)]
        assert all(end.success for end in ends), "the attacker misread how the table was made"
        low, high = (round(end.x[at[place]]) for end in ends)
        if low == high:
            found[place] = low
    return found


@pytest.fixture(scope="module")
def tables() -> list[np.ndarray]:
    """Tables of few people, with many small numbers and some noughts: the ones that are hard to hide."""
    seeded = np.random.default_rng(20260601)
    return [seeded.choice([0, 1, 2, 3, 5, 7, 8, 9, 12, 13, 17, 23], size=(3, 3)) for _ in range(60)]


def n_hidden(tables: list[np.ndarray]) -> int:
    return int(sum(((t >= 1) & (t <= 7)).sum() for t in tables))


def test_the_known_example_is_given_away_by_rounded_totals_and_not_by_ours() -> None:
    cells = np.array([[8, 0, 1], [13, 12, 9], [1, 17, 17]])
    assert recovered(rounded_each(cells), reads=says_its_rounding) == {(2, 0): 1}
    assert recovered(released(cells), reads=says_what_cells_say) == {}


def test_the_judge_recovers_hidden_cells_from_true_totals(tables: list[np.ndarray]) -> None:
    found = [recovered(true_totals(t), reads=says_all, exact_cells=True) for t in tables]
    assert all(t[place] == value for t, got in zip(tables, found, strict=True) for place, value in got.items())
    assert sum(map(len, found)) > 0.4 * n_hidden(tables)


@pytest.mark.slow
def test_the_judge_recovers_some_from_separately_rounded_totals(tables: list[np.ndarray]) -> None:
    found = [recovered(rounded_each(t), reads=says_its_rounding) for t in tables]
    assert all(t[place] == value for t, got in zip(tables, found, strict=True) for place, value in got.items())
    assert sum(map(len, found)) > 0


def test_the_judge_recovers_nothing_from_what_we_release(tables: list[np.ndarray]) -> None:
    assert n_hidden(tables) > 150
    assert [recovered(released(t), reads=says_what_cells_say) for t in tables] == [{}] * len(tables)
