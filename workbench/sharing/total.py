"""Totals that are the sums of the published cells, and of nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from workbench.frames import Finding

__all__ = ["all_in_one", "is_total", "present", "published_sum", "sum_up"]


def present(columns: Iterable[str], table: pd.DataFrame) -> list[str]:
    """Those of the columns a finding declares that this table has."""
    return [column for column in columns if column in table]


def is_total(table: pd.DataFrame, *, rules: type[Finding]) -> pd.Series[bool]:
    """Which rows a finding marks as totals, on the table's index."""
    marked = pd.Series(data=False, index=table.index, dtype="bool")
    for column in present(rules.total_rows, table):
        mark = rules.total_rows[column]
        if mark is not None:
            marked |= table[column].eq(mark).fillna(value=False).astype("bool")
    return marked


def sum_up(published: pd.DataFrame, *, true: pd.DataFrame, rules: type[Finding]) -> None:
    """Replace the totals in ``published`` by the sums of its published cells.

    A total whose cells are all 0 or hidden, and some hidden, is hidden: 0 would be untrue, and the cells say as much.
    A total row with no rows under it stays as it is. ``true`` is the table before anything was hidden.
    """
    counts = [c for c in present(rules.counts, published) if c not in rules.people_behind.values()]
    for column, parts in rules.total_columns.items():
        across = present(parts, published)
        if column in published and across:
            published[column] = _sums(published[across].T, true[across].T)
    inner = ~is_total(true, rules=rules)
    for at in (~inner).to_numpy().nonzero()[0].tolist():
        under = inner & _lies_under(true, at, rules)
        if under.any() and counts:
            sums = _sums(published.loc[under, counts], true.loc[under, counts])
            for column in counts:
                values = published[column].tolist()
                values[at] = sums[column]
                published[column] = pd.array(values, dtype="Int64")


def _sums(published: pd.DataFrame, true: pd.DataFrame) -> pd.Series[int]:
    """The sum of each column's published cells."""
    sums = published.sum(min_count=1).astype("Int64")
    hides = (published.isna() & true.notna()).any()
    return sums.mask(hides & (sums == 0).fillna(value=False))


def _lies_under(table: pd.DataFrame, at: int, rules: type[Finding]) -> pd.Series[bool]:
    """Which rows have the same words as the total row at this place, in each key it is not the total of."""
    under = pd.Series(data=True, index=table.index, dtype="bool")
    for key in present(rules.total_rows, table):
        wanted = table[key].iloc[at]
        if pd.isna(wanted):
            under &= table[key].isna()
        elif wanted != rules.total_rows[key]:
            under &= table[key].eq(wanted).fillna(value=False).astype("bool")
    return under


def published_sum(table: pd.DataFrame, *, column: str, rules: type[Finding]) -> int | None:
    """The sum of a count column's published cells, total rows left out; None where 0 would be untrue."""
    inner = table.loc[~is_total(table, rules=rules), column]
    return int(inner.sum()) if inner.sum() > 0 or inner.notna().all() else None


def all_in_one(table: pd.DataFrame, *, rules: type[Finding]) -> bool:
    """Whether all of a row, or of a column, are in one cell: who is in it is then known to be so."""
    inner = table[~is_total(table, rules=rules)]
    lines: list[pd.Series[Any]] = []
    for parts in rules.total_columns.values():
        across = inner[present(parts, inner)]
        lines += [across.iloc[i] for i in range(len(across))]
    keys = present(rules.total_rows, inner)
    groups = [inner]
    for key in keys:
        others = [k for k in keys if k != key]
        groups += [group for _, group in inner.groupby(others, dropna=False)] if others else []
    # With two keys the whole table is no line of its own: only what is in one row, or one column, of it is.
    lines += [g[c] for g in (groups[1:] or groups) for c in present(rules.counts, inner)]
    return any(len(line) > 1 and (line.fillna(0) > 0).sum() == 1 for line in lines)
