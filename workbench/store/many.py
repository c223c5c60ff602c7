"""Many records of one import at once: looked over as one record is, written together, without a history of each.

What tells of them is the intake they name: it is added or revised in the same step. A record that is changed by hand
later has its history from then on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, TypeVar

import sqlalchemy as sa
from pydantic import ValidationError

from workbench.errors import Refused
from workbench.model import RECORDS, Consented, Record, Withdrawal
from workbench.store.problem import refusal
from workbench.store.reference import named_by
from workbench.store.row import new_id, record_of, row_of, said
from workbench.store.schema import TABLES, UNIQUE

__all__ = ["BROUGHT_IN", "add_many", "delete_many", "hanging_on_any", "ids_among", "rows_among"]

R = TypeVar("R", bound=Record)
T = TypeVar("T")

#: Kinds that come by the hundred thousand; those of them that name an intake may be without a history.
BROUGHT_IN: Final = tuple(kind for kind, cls in RECORDS.items() if "intake" in cls.model_fields)

#: How many ids are asked for in one statement.
_AT_ONCE = 5_000


def add_many(connection: sa.Connection, records: Iterable[R], *, at: datetime, by: str) -> list[R]:
    """Write records of one kind, each with its id, its author and version 1; returns them in their order.

    Raises
    ------
    Refused
        A value does not fit, an id or a source key is taken, or what a record names is not there or was erased; nothing
        is written then.
    """
    made = [_begun(_looked_over(record), at=at, by=by) for record in records]
    if not made:
        return []
    kinds = {record.kind for record in made}
    if len(kinds) != 1 or not kinds <= set(BROUGHT_IN):
        raise TypeError(f"add_many takes records of one kind, of {', '.join(BROUGHT_IN)}; not {', '.join(kinds)}")
    kind = kinds.pop()
    rows = [row_of(record) for record in made]
    if any(row["intake"] is None for row in rows):
        raise TypeError("records that are added together name the intake they came with")
    _refuse_taken(connection, kind, made)
    _refuse_not_there(connection, kind, rows)
    _refuse_twice(connection, kind, rows)
    for some in _batches(rows):
        connection.execute(sa.insert(TABLES[kind]), list(some))
    return made


def delete_many(connection: sa.Connection, kind: str, ids: Sequence[str]) -> list[Record]:
    """Take these records of a kind away; returns them as they were. What hangs on them must be gone."""
    gone = [record_of(kind, row._asdict()) for row in rows_among(connection, kind, ids)]
    for some in _batches(ids):
        connection.execute(sa.delete(TABLES[kind]).where(TABLES[kind].c.id.in_(some)))
    return gone


def ids_among(connection: sa.Connection, kind: str, ids: Collection[str]) -> set[str]:
    """Those of some ids that a record of this kind has."""
    return _there(connection, TABLES[kind].c.id, ids)


def rows_among(connection: sa.Connection, kind: str, ids: Sequence[str]) -> list[sa.Row[Any]]:
    """The rows of a kind with these ids."""
    table = TABLES[kind]
    wanted = (sa.select(table).where(table.c.id.in_(some)).order_by(table.c.id) for some in _batches(ids))
    return [row for one in wanted for row in connection.execute(one).all()]


def hanging_on_any(connection: sa.Connection, kind: str, ids: Collection[str]) -> list[tuple[str, str]]:
    """The (kind, id) of the evidence links and attachments that name any of these records."""
    link, held, among = TABLES["evidence_link"].c, TABLES["attachment"].c, set(ids)
    ends = sa.select(link.id, link.source_kind, link.source, link.target_kind, link.target).where(
        sa.or_(link.source_kind == kind, link.target_kind == kind)
    )
    found = [
        ("evidence_link", str(id))
        for id, source_kind, source, target_kind, target in connection.execute(ends.order_by(link.id))
        if (source_kind == kind and source in among) or (target_kind == kind and target in among)
    ]
    files = connection.execute(sa.select(held.id, held.of).where(held.of_kind == kind).order_by(held.id))
    return found + [("attachment", str(id)) for id, of in files if of in among]


def _batches(whole: Sequence[T]) -> Iterator[Sequence[T]]:
    return (whole[begin : begin + _AT_ONCE] for begin in range(0, len(whole), _AT_ONCE))


def _looked_over(record: R) -> R:
    """The record as its own form has it: an import makes records by the thousand, without looking at each."""
    try:
        return type(record).model_validate(
            {name: value for name, value in record.__dict__.items() if name != "id" or value}
        )
    except ValidationError as e:
        raise refusal(e) from e


def _begun(record: R, *, at: datetime, by: str) -> R:
    ours = {"id": record.id or new_id(at), "created_at": at, "created_by": by}
    return record.model_copy(update={**ours, "revised_at": None, "revised_by": "", "version": 1})


def _there(connection: sa.Connection, column: sa.Column[Any], wanted: Collection[str], *where: Any) -> set[str]:
    found: set[str] = set()
    for some in _batches(list(wanted)):
        found.update(connection.execute(sa.select(column).where(column.in_(some), *where)).scalars())
    return found


def _refuse_taken(connection: sa.Connection, kind: str, made: Sequence[Record]) -> None:
    ids = {record.id for record in made}
    taken = _there(connection, TABLES[kind].c.id, ids)
    if taken or len(ids) < len(made):
        which = f" {min(taken)}" if taken else ""
        raise Refused(f"There is already a {said(kind)} with the id{which}; choose another.", field="id")


def _refuse_not_there(connection: sa.Connection, kind: str, rows: Sequence[Mapping[str, Any]]) -> None:
    named: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        for field, other, id in named_by(kind, row):
            named.setdefault((field, other), set()).add(id)
    for (field, other), ids in named.items():
        c = TABLES[other].c
        lacking = ids - _there(connection, c.id, ids)
        if lacking:
            raise Refused(
                f"The {said(other)} this {said(kind)} names ({min(lacking)}) is not there. Choose one that is.",
                field=field,
            )
        if issubclass(RECORDS[other], Consented) and _there(
            connection, c.id, ids, c.withdrawal == Withdrawal.erased.value
        ):
            raise Refused(f"This {said(other)} was erased at the person's wish; nothing can be added to it.")


def _refuse_twice(connection: sa.Connection, kind: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Refuse what may be there once only and is there already, or comes twice."""
    c, (*within, key) = TABLES[kind].c, UNIQUE[kind]
    by_whole: dict[tuple[Any, ...], list[str]] = {}
    for row in rows:
        if row[key] is not None:
            by_whole.setdefault(tuple(row[name] for name in within), []).append(row[key])
    for whole, keys in by_whole.items():
        inside = [c[name] == value for name, value in zip(within, whole, strict=True)]
        if len(set(keys)) < len(keys) or _there(connection, c[key], set(keys), *inside):
            raise Refused(f"This {said(kind)} of that source is here already; change that one.", field=key)
