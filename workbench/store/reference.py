"""What records name one another: checked before writing, taken along when what they hang on is removed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from workbench.errors import Refused
from workbench.model import RECORDS
from workbench.store.row import said
from workbench.store.schema import REFERENCES, TABLES

__all__ = ["hanging_on", "named_by", "refuse_ring", "refuse_still_named"]

#: These go with what they hang on; any other record that still names one refuses its removal.
_HANGS: dict[str, tuple[tuple[str, str], ...]] = {
    "map": (("link", "map"), ("named_loop", "map"), ("map_item", "map")),
    "thing": (("link", "source"), ("link", "target"), ("map_item", "thing")),
    "experiment": (("data_plan", "experiment"), ("frame_note", "experiment")),
    "debrief": (("debrief_entry", "debrief"),),
    "capture_form": (("capture_entry", "capture_form"),),
    "task": (("task_move", "task"),),
    "goal": (("goal_score", "goal"),),
    "series": (("point", "series"), ("series_change", "series")),
    "case": (("contact", "case"), ("risk", "case"), ("refusal", "case"), ("forum_case", "case")),
    "grant": (("outcome", "grant"), ("multiplier", "grant")),
    "outcome": (("outcome_talk", "outcome"),),
    "inquiry": (("inquiry_note", "inquiry"),),
    "story": (("signification", "story"),),
    "sense_session": (("sense_note", "sense_session"),),
    "theme": (("coding", "theme"),),
    "coding_round": (("coding", "coding_round"), ("coding_unit", "coding_round")),
    "coding_unit": (("coding_done", "coding_unit"),),
    "conversation": (("statement", "conversation"),),
    "statement": (("vote", "statement"),),
    "observation": (("idea", "observation"), ("interpretation", "observation")),
    "interpretation": (("idea", "interpretation"),),
    "review": (("review_note", "review"),),
    "account": (("account_sentence", "account"),),
}
#: These belong to a record of any kind, and go with it.
_OF_ANY = ("attachment", "coding", "coding_unit", "influence")
#: Fields that name a record of any kind; ``<field>_kind`` says of which.
_ANY_KIND = {
    "evidence_link": ("source", "target"),
    **dict.fromkeys(_OF_ANY, ("of",)),
}


def named_by(kind: str, row: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """The (field, kind, id) of every record that a row names; evidence links and attachments name any kind."""
    named = [(field, other, row[field]) for field, other in REFERENCES.get(kind, {}).items() if row[field]]
    for end in _ANY_KIND.get(kind, ()):
        if row[f"{end}_kind"] not in RECORDS:
            raise Refused(f"“{row[f'{end}_kind']}” is not a kind of record.", field=f"{end}_kind")
        named.append((end, row[f"{end}_kind"], row[end]))
    return named


def hanging_on(connection: sa.Connection, kind: str, id: str) -> list[tuple[str, str]]:
    """The (kind, id) of what goes with a record: evidence links, attachments, its parts, what is drawn to a thing."""
    found = [("evidence_link", i) for i in _ids(connection, "evidence_link", _evidence(kind, id))]
    for other in _OF_ANY:
        c = TABLES[other].c
        found += [(other, i) for i in _ids(connection, other, sa.and_(c.of_kind == kind, c.of == id))]
    if kind == "map_item":
        link, item = TABLES["link"].c, TABLES["map_item"].c
        map_, thing = connection.execute(sa.select(item.map, item.thing).where(item.id == id)).one_or_none() or ("", "")
        drawn = sa.and_(link.map == map_, sa.or_(link.source == thing, link.target == thing))
        found += [("link", i) for i in _ids(connection, "link", drawn)]
    if kind == "thing":
        loop = TABLES["named_loop"].c
        rows = connection.execute(sa.select(loop.id, loop.things).order_by(loop.id))
        found += [("named_loop", i) for i, things in rows if id in things]
    for other, field in _HANGS.get(kind, ()):
        found += [(other, i) for i in _ids(connection, other, TABLES[other].c[field] == id)]
    return list(dict.fromkeys(found))


def refuse_still_named(connection: sa.Connection, kind: str, id: str) -> None:
    """Refuse to remove what other records still need, naming how many of which kind."""
    for other, fields in REFERENCES.items():
        table = TABLES[other]
        for field, named in fields.items():
            if named != kind or (other, field) in _HANGS.get(kind, ()):
                continue
            n = connection.execute(
                sa.select(sa.func.count()).where(table.c[field] == id, table.c.id != id)
            ).scalar_one()
            if n:
                raise Refused(
                    f"This {said(kind)} is still used by {n} {said(other)}{'' if n == 1 else ' records'}. "
                    "Remove or move these first."
                )


def refuse_ring(connection: sa.Connection, system: str, part_of: str | None) -> None:
    """Refuse to put a system into one that lies, directly or not, in itself."""
    c = TABLES["system"].c
    above = part_of
    while above is not None:
        if above == system:
            raise Refused("A system cannot lie in itself; choose a larger system.", field="part_of")
        above = connection.execute(sa.select(c.part_of).where(c.id == above)).scalar()


def _evidence(kind: str, id: str) -> sa.ColumnElement[bool]:
    c = TABLES["evidence_link"].c
    return sa.or_(
        sa.and_(c.source_kind == kind, c.source == id),
        sa.and_(c.target_kind == kind, c.target == id),
    )


def _ids(connection: sa.Connection, kind: str, where: sa.ColumnElement[bool]) -> list[str]:
    column = TABLES[kind].c.id
    return list(connection.execute(sa.select(column).where(where).order_by(column)).scalars())
