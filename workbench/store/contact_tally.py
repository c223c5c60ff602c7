"""Contacts counted by the database: what a question about many of them asks, and only the counts come back.

The meaning of every column is that of :class:`~workbench.frames.Tally`; ``patterns/contact_tally.py`` does the same for
tables in memory. Who may be counted was decided before: the cases are handed in.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, Final

import pandas as pd
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from workbench.frames import TALLY_KEYS, TALLY_SUMS, Picked
from workbench.patterns.contact_tally import QUARTER_MONTHS, WEEK_DAYS
from workbench.store.schema import TABLES

__all__ = ["count"]

#: SQLite counts so many cases at a time: what it sorts then stays small, and so does the memory it takes.
_CASES_AT_ONCE: Final = 500
_FIRST_DAY: Final = date(1, 1, 1)
_LAST_DAY: Final = date(9999, 12, 31)
#: Both databases cut towards zero when they divide: so many whole parts are added before, and taken away after.
_SHIFT = 20_000
#: Sums over groups of different cases, and what the two people who cost most come to.
_ADD_UP = ("n", "n_people", "quantity", "n_priced", "cost_pence")
_LARGEST = ("first_pence", "second_pence")

_CONTACT, _CASE = TABLES["contact"], TABLES["case"]


def count(
    connection: sa.Connection, cases: Collection[str], *, by: Sequence[str], picked: Picked | None = None
) -> pd.DataFrame:
    """The tally of these cases' contacts: one row a group, by its keys in order, missing ones last."""
    among = sorted(cases if picked is None or picked.cases is None else picked.cases.intersection(cases))
    sqlite = connection.dialect.name == "sqlite"
    at_once = _CASES_AT_ONCE if sqlite else max(1, len(among))
    question = _question(by, picked, sqlite=sqlite)
    rows: list[tuple[Any, ...]] = []
    for begin in range(0, len(among), at_once):
        some = among[begin : begin + at_once]
        answer = connection.execute(question, {"these_cases": json.dumps(some) if sqlite else some})
        rows += [tuple(row) for row in answer if row.n]
    found = pd.DataFrame(rows, columns=[*by, *_ADD_UP, *_LARGEST])
    numbers = dict.fromkeys(("n", "n_people", "n_priced", "cost_pence", *_LARGEST), "Int64")
    keys = {name: TALLY_KEYS[name] for name in by}
    return _merged(found.astype({**keys, **numbers, "quantity": "float64"}), list(by))


def _merged(found: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """The groups of several lots of cases put together; a case is in one lot only."""
    group = found.groupby(by, dropna=False, sort=True).ngroup() if by else pd.Series(0, index=found.index)
    made = found[list(_ADD_UP)].groupby(group).sum()
    largest = pd.concat([found[name].fillna(0) for name in _LARGEST])
    largest.index = pd.Index([*group, *group])
    largest = largest.sort_values(ascending=False, kind="stable")
    two = largest[(largest.groupby(level=0).cumcount() < len(_LARGEST)).to_numpy()]
    made["cost_two_largest_pence"] = two.groupby(level=0).sum()
    keys = found[by].assign(group=group).drop_duplicates("group").set_index("group")
    wanted = {**{name: TALLY_KEYS[name] for name in by}, **TALLY_SUMS}
    return keys.join(made).sort_index().reset_index(drop=True).reindex(columns=list(wanted)).astype(wanted)


def _question(by: Sequence[str], picked: Picked | None, *, sqlite: bool) -> sa.Select[Any]:
    """Contacts summed for each person of a group, and these for each group."""
    placed = _placed(by, picked, sqlite=sqlite)
    p = placed.c
    cost = sa.cast(sa.func.coalesce(sa.func.sum(p.cost_pence), 0), sa.BigInteger)
    person = (
        sa.select(
            *(p[name] for name in by),
            sa.func.count().label("n"),
            sa.func.sum(p.quantity).label("quantity"),
            sa.func.count(p.cost_pence).label("n_priced"),
            cost.label("cost_pence"),
        )
        .group_by(*(p[name] for name in by), p.whose)
        .subquery("person")
    )
    q = person.c
    place = sa.func.row_number().over(partition_by=[q[name] for name in by] or None, order_by=q.cost_pence.desc())
    ranked = sa.select(person, place.label("place")).subquery("ranked")
    r = ranked.c
    sums = {
        "n": sa.func.sum(r.n),
        "n_people": sa.func.count(),
        "quantity": sa.func.sum(r.quantity),
        "n_priced": sa.func.sum(r.n_priced),
        "cost_pence": sa.func.sum(r.cost_pence),
        "first_pence": sa.func.max(sa.case((r.place == 1, r.cost_pence))),
        "second_pence": sa.func.max(sa.case((r.place == 2, r.cost_pence))),
    }
    return sa.select(*(r[name] for name in by), *(sum_.label(name) for name, sum_ in sums.items())).group_by(
        *(r[name] for name in by)
    )


def _placed(by: Sequence[str], picked: Picked | None, *, sqlite: bool) -> sa.Subquery:
    """The contacts that are looked at, with what they are counted by."""
    c, whose = _CONTACT.c, _these_cases(sqlite=sqlite)
    known = _keys(whose, sqlite=sqlite)
    inside = c.happened_on.between(whose.c.observed_from, whose.c.observed_until)
    columns = (known[name].label(name) for name in by)
    return (
        sa.select(c.case.label("whose"), c.quantity, c.cost_pence, *columns)
        .select_from(whose.join(_CONTACT, c.case == whose.c.id))
        .where(inside, *_picks(picked, known))
        .subquery("placed")
    )


def _these_cases(*, sqlite: bool) -> sa.CTE:
    """The cases asked about, with their days as numbers, worked out once for each."""
    k = _CASE.c
    unnest = sa.func.json_each if sqlite else sa.func.unnest
    these = sa.bindparam("these_cases", type_=None if sqlite else postgresql.ARRAY(k.id.type))
    among = k.id.in_(sa.select(unnest(these).column_valued("value")))
    months, day = _month_and_day(k.way_from, sqlite=sqlite)
    return (
        sa.select(
            k.id,
            months.label("way_month"),
            day.label("way_day"),
            k.referred_on,
            sa.func.coalesce(k.observed_from, sa.literal(_FIRST_DAY, sa.Date)).label("observed_from"),
            sa.func.coalesce(k.observed_until, sa.literal(_LAST_DAY, sa.Date)).label("observed_until"),
        )
        .where(among)
        .cte("whose")
        .prefix_with("MATERIALIZED")
    )


def _keys(whose: sa.CTE, *, sqlite: bool) -> dict[str, sa.ColumnElement[Any]]:
    """What contacts can be counted by, as the database works it out; see :class:`~workbench.frames.Tally`."""
    c = _CONTACT.c
    month, day = _month_and_day(c.happened_on, sqlite=sqlite)
    months = month - whose.c.way_month - sa.case((day < whose.c.way_day, 1), else_=0)
    quarter = _whole(months, QUARTER_MONTHS)
    if sqlite:
        between: sa.ColumnElement[int] = sa.cast(
            sa.func.julianday(c.happened_on) - sa.func.julianday(whose.c.referred_on), sa.Integer
        )
    else:
        between = sa.cast(c.happened_on - whose.c.referred_on, sa.Integer)
    words = {name: c[name] for name in ("case", "agency", "activity", "does", "urgency", "demand")}
    before = {
        f"{name}_before": sa.func.lag(c[name]).over(partition_by=c.case, order_by=[c.happened_on, c.id])
        for name in ("agency", "activity", "does")
    }
    return {
        **words,
        **before,
        "phase": sa.case((months < 0, "before"), (months >= 0, "after")),
        "quarter": quarter,
        "week": _whole(between, WEEK_DAYS),
        "year": sa.cast(sa.extract("year", c.happened_on), sa.Integer),
        "handed_to": sa.func.nullif(c.handed_to, ""),
    }


def _whole(number: sa.ColumnElement[int], part: int) -> sa.ColumnElement[int]:
    """How many whole parts, counted downwards below nought."""
    return (number + _SHIFT * part) // part - _SHIFT


def _month_and_day(on: sa.ColumnElement[Any], *, sqlite: bool) -> tuple[sa.ColumnElement[int], sa.ColumnElement[int]]:
    """Months since the year nought, and the day of the month."""
    if sqlite:
        year, month, day = (sa.cast(sa.func.substr(on, *part), sa.Integer) for part in ((1, 4), (6, 2), (9, 2)))
    else:
        year, month, day = (sa.cast(sa.extract(part, on), sa.Integer) for part in ("year", "month", "day"))
    return year * 12 + month, day


def _picks(picked: Picked | None, known: dict[str, sa.ColumnElement[Any]]) -> list[sa.ColumnElement[bool]]:
    if picked is None:
        return []
    picks: list[sa.ColumnElement[bool]] = [known[name].in_(sorted(these)) for name, these in picked.words.items()]
    return picks if picked.quarters is None else [*picks, known["quarter"].between(*picked.quarters)]
