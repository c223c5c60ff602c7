"""Disclosure control of one table: cells, totals, shares, amounts and rows, by the rules a finding declares.

========================  ============================================================================================
a finding declares        what the door does for an audience wider than a team
========================  ============================================================================================
``counts``                small numbers become missing, 0 stays 0, others are rounded; ``<column>_shown`` is the text
``total_rows``            rows marked as totals become the sum of the published cells under them
``total_columns``         the same across columns
``shares``                worked out again from published figures; missing where the base is small
``amounts``               missing where few people stand behind them, or two of them make up nearly all
``people_behind``         counts are hidden where the people behind them are; total rows go without people
``worked_out``            worked out again from what is published of the other columns
``own_only``              the columns are taken out
``identifying``           rows of groups that are too small are taken out
``may_leave``             rows whose words may not leave are taken out, then the column itself
========================  ============================================================================================

Totals are sums of published cells, and of nothing else, because a true or separately rounded total lets a hidden cell
be worked out; where every cell under it that is not 0 is hidden, a total is hidden too (0 would be untrue, and the
cells say as much). Related columns and tables are only safe as far as the relation is declared.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import pandas as pd

from workbench.frames import Finding
from workbench.model.number import pounds_in_words
from workbench.sharing.profile import OWN, Profile
from workbench.sharing.total import all_in_one, is_total, present, sum_up

__all__ = ["Disclosed", "cells", "disclosed"]

_SHOWN = "_shown"


@dataclass(frozen=True)
class Disclosed:
    """A table that may be shown, and the keys of the sentences that belong beside it."""

    table: pd.DataFrame
    notes: frozenset[str]


def cells(values: pd.Series[Any], *, profile: Profile) -> pd.Series[Any]:
    """The published counts, as nullable whole numbers: 1 to ``hide_to`` missing, 0 stays, others to the nearest.

    A count halfway between two goes up. Missing counts stay missing.
    """
    n = values.astype("Int64")
    rounded = (n + profile.nearest // 2) // profile.nearest * profile.nearest
    return rounded.mask(n.between(1, profile.hide_to).fillna(value=False).astype("bool"))


def disclosed(table: pd.DataFrame, *, rules: type[Finding], profile: Profile) -> Disclosed:
    """The table as an audience may see it, by what its finding declares.

    The columns are those of ``table`` without what may not be seen, each count, share and amount followed by its text.
    The table given is left as it is. A table with no rows gives one with no rows.
    """
    _check(rules)
    if profile is OWN:
        return Disclosed(_with_texts(_counted(table, rules), table, rules, profile), frozenset())
    kept = _without_people_of_totals(_rows_that_may_leave(table, rules, profile), rules)
    published = _counted(kept, rules)
    for column in present(rules.counts, kept):
        published[column] = cells(kept[column], profile=profile)
    for column in present(rules.people_behind, kept):
        people = rules.people_behind[column]
        published[column] = published[column].mask(published[people].isna() & kept[people].notna())
    sum_up(published, true=kept, rules=rules)
    base_small = _share_out(published, kept, rules, profile)
    _hide_amounts(published, kept, rules, profile)
    for column, how in rules.worked_out.items():
        if column in published:
            published[column] = how(published)
    dropped = {*rules.own_only, *(largest for _, largest in rules.amounts.values() if largest)}
    if rules.may_leave:
        dropped.add(rules.may_leave)
    notes = _notes(published, kept, rules, base_small)
    if len(kept) < len(table):
        notes.add("rows_left_out")
    shown = _with_texts(published, kept, rules, profile, base_small)
    return Disclosed(shown.drop(columns=[c for c in dropped if c in shown]), frozenset(notes))


def _check(rules: type[Finding]) -> None:
    """A declaration that names a count nobody declared as one would let a true number through."""
    named = {
        *rules.total_columns,
        *(part for parts in rules.total_columns.values() for part in parts),
        *(column for pair in rules.shares.values() for column in pair if isinstance(column, str)),
        *(n for n, _ in rules.amounts.values()),
        *rules.people_behind,
        *rules.people_behind.values(),
        *([rules.people_column] if rules.people_column else []),
    }
    forgotten = sorted(named - set(rules.counts))
    if forgotten:
        raise ValueError(f"{rules.__name__} has to name {', '.join(forgotten)} in its counts")


def _counted(table: pd.DataFrame, rules: type[Finding]) -> pd.DataFrame:
    """A copy that shares nothing with the table it was made from, its counts as nullable whole numbers."""
    made = table.copy()
    made.attrs = {}
    return made.astype(dict.fromkeys(present(rules.counts, table), "Int64"))


def _rows_that_may_leave(table: pd.DataFrame, rules: type[Finding], profile: Profile) -> pd.DataFrame:
    kept = table
    if rules.may_leave in kept:
        kept = kept[kept[rules.may_leave].eq(True).fillna(value=False).astype("bool")]
    keys = present(rules.identifying, kept)
    if keys and len(kept):
        together = kept.groupby(keys, dropna=False)[keys[0]].transform("size")
        kept = kept[together >= profile.group_from]
    # Gaps in the index would tell how many rows went.
    return kept if len(kept) == len(table) else kept.reset_index(drop=True)


def _without_people_of_totals(kept: pd.DataFrame, rules: type[Finding]) -> pd.DataFrame:
    """A true number of people in a total row would tell what its published cells hide."""
    people = present(dict.fromkeys(rules.people_behind.values()), kept)
    if not people:
        return kept
    made = _counted(kept, rules)
    made[people] = made[people].mask(is_total(kept, rules=rules), axis=0)
    return made


def _share_out(
    published: pd.DataFrame, kept: pd.DataFrame, rules: type[Finding], profile: Profile
) -> dict[str, pd.Series[bool]]:
    """Work the shares out again from published figures; returns where each base is too small."""
    inner = ~is_total(kept, rules=rules)
    small: dict[str, pd.Series[bool]] = {}
    for share, (count, base) in rules.shares.items():
        if share in published and count in published:
            n = published[count].astype("float64")
            of = _base_of(n.where(inner), published, base)
            small[share] = ~(of >= profile.base_from)
            published[share] = (n / of.mask(of == 0)).mask(small[share])
    return small


def _base_of(n: pd.Series[float], published: pd.DataFrame, base: str | tuple[str, ...] | None) -> pd.Series[float]:
    """What each row's count is a share of; ``n`` are the published cells, missing in total rows."""
    if isinstance(base, str):
        return published[base].astype("float64")
    if base is None:
        return pd.Series(n.sum(), index=n.index)
    return n.groupby([published[key] for key in base], dropna=False).transform("sum")


def _hide_amounts(published: pd.DataFrame, kept: pd.DataFrame, rules: type[Finding], profile: Profile) -> None:
    for amount, (n, largest) in rules.amounts.items():
        if amount in published:
            enough = (kept[n] >= profile.n_from).fillna(value=False).astype("bool")
            if largest is not None:
                enough &= (kept[largest] < profile.two_largest_below).fillna(value=False).astype("bool")
            if n in rules.people_behind.values():
                # that nobody is behind it is published as well, and leaves nothing but 0
                enough |= ((kept[n] == 0) & (kept[amount] == 0)).fillna(value=False).astype("bool")
            published[amount] = kept[amount].astype("float64").where(enough)


def _notes(
    published: pd.DataFrame, kept: pd.DataFrame, rules: type[Finding], base_small: dict[str, pd.Series[bool]]
) -> set[str]:
    counts = present(rules.counts, published)
    notes = {"rounded"} if counts and len(published) else set()
    if any((published[c].isna() & kept[c].notna()).any() for c in counts):
        notes.add("small_hidden")
    if is_total(kept, rules=rules).any() or (len(published) and present(rules.total_columns, published)):
        notes.add("totals_are_sums")
    if any(small.any() for small in base_small.values()):
        notes.add("small_base")
    if any((published[a].isna() & kept[a].notna()).any() for a in rules.amounts if a in published):
        notes.add("amount_hidden")
    if all_in_one(kept, rules=rules):
        notes.add("all_in_one")
    return notes


def _with_texts(
    published: pd.DataFrame,
    kept: pd.DataFrame,
    rules: type[Finding],
    profile: Profile,
    base_small: Mapping[str, pd.Series[bool]] = MappingProxyType({}),
) -> pd.DataFrame:
    """Put beside each count, share and amount what a person reads; "" where there was nothing to count."""
    marks = dict.fromkeys(rules.amounts, profile.small_base_mark)
    for column in [*rules.counts, *rules.shares, *rules.amounts]:
        if column not in published:
            continue
        form: Callable[[Any], str] = _count if column in rules.counts else _share if column in rules.shares else _amount
        if column.endswith("pounds") and form is _amount:
            form = pounds_in_words
        texts = published[column].astype("object").map(form, na_action="ignore")
        # where every value is hidden, map gives numbers back, which take no text
        texts = texts.astype("object").fillna(marks.get(column, profile.hidden_mark))
        if column in base_small:
            texts = texts.mask(base_small[column], profile.small_base_mark)
        if column not in base_small:
            texts = texts.mask(kept[column].isna(), "")
        where = list(published.columns).index(column) + 1
        published.insert(where, f"{column}{_SHOWN}", texts.astype("str"))
    return published


def _count(value: int) -> str:
    return f"{value:,}"


def _share(value: float) -> str:
    return f"{value:.0%}"


def _amount(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:,.1f}"
