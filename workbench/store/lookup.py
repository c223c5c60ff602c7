"""Records found by many values of one field at once, as an import looks for what is here already."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

import sqlalchemy as sa

from workbench.model import Record
from workbench.store.row import record_of
from workbench.store.schema import TABLES

__all__ = ["records_having"]

#: How many values are asked for in one statement.
_AT_ONCE: Final = 5_000


def records_having(
    connection: sa.Connection, kind: str, field: str, values: Sequence[str], cycles: Collection[str]
) -> list[Record]:
    """The records of a kind in these cycles whose field has one of these values."""
    table, found = TABLES[kind], list[Record]()
    for begin in range(0, len(values), _AT_ONCE):
        these = table.c[field].in_(values[begin : begin + _AT_ONCE])
        for cycle in cycles:
            rows = connection.execute(sa.select(table).where(table.c.cycle == cycle, these)).mappings()
            found += [record_of(kind, dict(row)) for row in rows]
    return found
