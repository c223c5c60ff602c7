"""What may be there once only, and what people are told when it comes twice."""

from __future__ import annotations

import sqlalchemy as sa

from workbench.errors import Refused
from workbench.model import Record
from workbench.store.row import row_of
from workbench.store.schema import TABLES, UNIQUE

__all__ = ["refuse_twice"]

_TWICE = {
    "map_item": "This is already on the map; it can lie there once.",
    "goal_score": "This goal has a score for that day already; change that one, or choose another day.",
    "point": "This series has a value for that day already; change that one, or choose another day.",
    "case": "This person of that source has a case file here already; open that one.",
    "contact": "This contact of that source is here already; change that one.",
    "unit_cost": "There is a unit cost for this activity, agency and year already; change that one.",
    "multiplier": "This grant has these three rounds already; change them.",
    "story": "This story of that source is here already; open that one.",
    "signification": "This story is placed on that question already; change where it lies.",
    "coding_unit": "This text is in the round already.",
    "coding_done": "This coder has read that text already.",
    "statement": "This conversation has a statement of that number already; take the next.",
    "review_note": "This review says something to that prompt already; change it.",
    "account": "There is an account of that edition already; take the next.",
    "vote": "This voter has an answer to that statement already; change it.",
}


def refuse_twice(connection: sa.Connection, record: Record) -> None:
    """Refuse a record where another one has what may be there once only; a part that is missing is never twice."""
    once, row = UNIQUE.get(record.kind), row_of(record)
    if once is None or any(row[name] is None for name in once):
        return
    table = TABLES[record.kind]
    same = sa.and_(*(table.c[name] == row[name] for name in once), table.c.id != record.id)
    if connection.execute(sa.select(table.c.id).where(same)).first():
        raise Refused(_TWICE[record.kind], field=once[-1])
