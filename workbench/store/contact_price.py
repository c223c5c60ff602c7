"""The costs of contacts from a table of unit costs, worked out by the database."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from workbench.model.record import MOST_PENCE
from workbench.store.schema import TABLES
from workbench.store.step import Step, current

__all__ = ["Priced", "priced_combinations", "reprice"]

#: Which contacts of which year (activity, agency, year) a unit cost (id, pence) prices; None where none does.
Priced = tuple[str, str, int, tuple[str, int] | None]


def priced_combinations(connection: sa.Connection, cycles: Collection[str]) -> list[tuple[str, str, int]]:
    """Which activities of which agencies there are in which years, of contacts without a cost of their own."""
    c = TABLES["contact"].c
    year = sa.extract("year", c.happened_on)
    found = connection.execute(
        sa.select(c.activity, c.agency, year).where(c.cycle.in_(cycles), _from_table(c)).distinct()
    )
    return sorted((activity, agency, int(of)) for activity, agency, of in found)


def reprice(connection: sa.Connection, step: Step, prices: Sequence[Priced], *, cycles: Collection[str]) -> int:
    """Write the costs anew where they differ; returns how many contacts have another one now."""
    n = sum(_written(connection, one, cycles) for one in prices)
    newest = connection.execute(
        sa.select(sa.func.max(TABLES["unit_cost"].c.id)).where(TABLES["unit_cost"].c.cycle.in_(cycles))
    ).scalar()
    if n and (held := current(connection, "unit_cost", str(newest))) is not None:
        told = {"version": held.version + 1, "revised_at": step.at, "revised_by": step.by}
        step.update(held, held.model_copy(update=told))
    return n


def _written(connection: sa.Connection, price: Priced, cycles: Collection[str]) -> int:
    activity, agency, year, by = price
    table = TABLES["contact"]
    c = table.c
    named, cost, fits = None, sa.null(), sa.true()
    if by is not None:
        # Half a penny is rounded up. PostgreSQL does so for numbers of its own kind only, hence the first cast.
        named = by[0]
        # what would be dearer than a contact can be is left without a cost
        fits = c.quantity * by[1] <= MOST_PENCE  # type: ignore[assignment]
        cost = sa.cast(sa.func.round(sa.cast(c.quantity * by[1], sa.Numeric)), sa.Integer)  # type: ignore[assignment]
    where = (
        c.cycle.in_(cycles),
        c.activity == activity,
        c.agency == agency,
        c.happened_on.between(date(year, 1, 1), date(year, 12, 31)),
        _from_table(c),
        fits,
        sa.or_(c.priced_by.is_distinct_from(named), c.cost_pence.is_distinct_from(cost)),
    )
    changed = {"cost_pence": cost, "priced_by": named, "version": c.version + 1}
    return connection.execute(sa.update(table).where(*where).values(changed)).rowcount


def _from_table(c: Any) -> sa.ColumnElement[bool]:
    """Contacts whose cost is not their own: none is known, or a unit cost told it."""
    return sa.or_(c.priced_by.is_not(None), c.cost_pence.is_(None))
