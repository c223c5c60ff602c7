"""What goes with a record that is erased: fields emptied, a case's or a story's parts removed, here and in history."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, Final

import sqlalchemy as sa

from workbench.store.schema import REVISION, TABLES
from workbench.store.step import Step, current

__all__ = ["EMPTIED", "ends", "erase_field", "first_change", "naming", "parts_of", "remove_parts"]

#: Parts of a case file and of a story that go with it, in an order in which they can go; of what a forum wrote only
#: where and when it met remains.
_OF_CASE: Final = ("contact", "risk", "refusal")
_OF_STORY: Final = ("signification", "coding", "coding_done", "coding_unit")
_REMOVED: Final = (*_OF_CASE, *_OF_STORY)
_FORUM_WORDS = ("presented_by", "asked", "plan", "avoidable_why", "system_learning")
#: The tables beside those of people's own records in which an erasure changes something.
EMPTIED: Final = ("goal_score", "evidence_link", "influence", *_REMOVED, "forum_case")

_AT_ONCE = 5_000


def first_change(connection: sa.Connection, kind: str, id: str) -> int | None:
    """The number of the change that brought a record in, which for one of an import is its intake's; None for none."""
    c = REVISION.c
    found = [connection.execute(sa.select(sa.func.min(c.seq)).where(c.kind == kind, c.record == id)).scalar()]
    if "intake" in TABLES[kind].c:
        rows = connection.execute(sa.select(c.before, c.after).where(c.kind == kind, c.record == id))
        intakes = {wording.get("intake") for both in rows for wording in both if wording}
        intakes.add(connection.execute(sa.select(TABLES[kind].c.intake).where(TABLES[kind].c.id == id)).scalar())
        brought = sa.select(sa.func.min(c.seq)).where(c.kind == "intake", c.record.in_(intakes - {None}))
        found.append(connection.execute(brought).scalar())
    return min((seq for seq in found if seq is not None), default=None)


def naming(connection: sa.Connection, kind: str, names: Callable[[Mapping[str, Any]], bool]) -> list[str]:
    """The ids of the records of a kind that name something, or did at any time."""
    c = REVISION.c
    rows = connection.execute(sa.select(c.record, c.before, c.after).where(c.kind == kind).order_by(c.seq))
    wordings = ((id, wording) for id, *both in rows for wording in both if wording is not None)
    return list(dict.fromkeys(id for id, wording in wordings if names(wording)))


def ends(wording: Mapping[str, Any]) -> set[tuple[str, str]]:
    """The (kind, id) of what an evidence link names."""
    return {(wording["source_kind"], wording["source"]), (wording["target_kind"], wording["target"])}


def erase_field(connection: sa.Connection, step: Step, kind: str, ids: Collection[str], *, field: str) -> set[str]:
    """Empty one field of records, now and in history; returns the steps they were part of."""
    c = REVISION.c
    for id in ids:
        record = current(connection, kind, id)
        if record is not None and getattr(record, field):
            changed = {field: "", "version": record.version + 1, "revised_at": step.at, "revised_by": step.by}
            step.update(record, record.model_copy(update=changed))
        step.forget(kind, id)
    steps = set()
    rows = connection.execute(sa.select(c.seq, c.step, c.before, c.after).where(c.kind == kind, c.record.in_(ids)))
    for row in rows.all():
        both = {"before": row.before, "after": row.after}
        bare = {name: wording and {**wording, field: ""} for name, wording in both.items()}
        connection.execute(sa.update(REVISION).where(c.seq == row.seq).values(**bare))
        steps.add(row.step)
    return steps


def parts_of(connection: sa.Connection, kind: str, id: str) -> set[tuple[str, str]]:
    """The (kind, id) of every part that a case file or a story has, or had at any time, and that goes with it."""
    if kind == "case":
        named = {part: {"case": {id}} for part in (*_OF_CASE, "forum_case")}
    elif kind == "story":
        of = {"of_kind": {kind}, "of": {id}}
        named = {"signification": {"story": {id}}, "coding": of, "coding_unit": of}
    else:
        return set()
    found = {(part, each) for part, wanted in named.items() for each in _with(connection, part, wanted)}
    units = {each for part, each in found if part == "coding_unit"}
    return found | {("coding_done", each) for each in _with(connection, "coding_done", {"coding_unit": units})}


def _with(connection: sa.Connection, kind: str, wanted: Mapping[str, Collection[str]]) -> set[str]:
    """The ids of the records of a kind whose fields have these values, or had at any time."""
    c = TABLES[kind].c
    there = sa.and_(*(c[field].in_(values) for field, values in wanted.items()))
    now = set(connection.execute(sa.select(c.id).where(there)).scalars())
    return now | set(naming(connection, kind, lambda w: all(w[field] in wanted[field] for field in wanted)))


def remove_parts(
    connection: sa.Connection, step: Step, parts: Collection[tuple[str, str]], attached: Collection[str]
) -> set[str]:
    """Take an erased record's parts away, with their attachments; returns the steps they were part of."""
    gone = {(kind, id) for kind, id in parts if kind in _REMOVED}
    held = TABLES["attachment"].c
    rows = connection.execute(sa.select(held.id, held.of_kind, held.of).where(held.id.in_(attached)))
    gone |= {("attachment", id) for id, of_kind, of in rows if (of_kind, of) in gone}
    link = TABLES["evidence_link"].c
    links = connection.execute(sa.select(link.id, link.source_kind, link.source, link.target_kind, link.target)).all()
    while more := {("evidence_link", id) for id, *both in links if {tuple(both[:2]), tuple(both[2:])} & gone} - gone:
        gone |= more
    steps = {step_id for kind, id in parts if kind == "forum_case" for step_id in _forget_forum(connection, step, id)}
    for kind in ("evidence_link", "attachment", *_REMOVED):
        for some in _batches(sorted(id for other, id in gone if other == kind)):
            connection.execute(sa.delete(TABLES[kind]).where(TABLES[kind].c.id.in_(some)))
            steps |= _without_wordings(connection, kind, some)
            for id in some:
                step.forget(kind, id)
    return steps


def _forget_forum(connection: sa.Connection, step: Step, id: str) -> set[str]:
    record = current(connection, "forum_case", id)
    if record is not None:
        bare = {**dict.fromkeys(_FORUM_WORDS, ""), "own_answers": ()}
        kept = {"version": record.version + 1, "revised_at": step.at, "revised_by": step.by}
        step.update(record, record.model_copy(update={**bare, **kept}))
    step.forget("forum_case", id)
    return _without_wordings(connection, "forum_case", [id])


def _without_wordings(connection: sa.Connection, kind: str, ids: Collection[str]) -> set[str]:
    """Empty the history of records; returns the steps they were part of."""
    c = REVISION.c
    theirs = sa.and_(c.kind == kind, c.record.in_(ids))
    steps = set(connection.execute(sa.select(c.step).where(theirs)).scalars())
    connection.execute(sa.update(REVISION).where(theirs).values(before=None, after=None))
    return steps


def _batches(ids: list[str]) -> Iterator[list[str]]:
    return (ids[begin : begin + _AT_ONCE] for begin in range(0, len(ids), _AT_ONCE))
