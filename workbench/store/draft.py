"""What somebody is still writing: kept by device and place until it is saved, outside all history."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import sqlalchemy as sa

from workbench.errors import Refused
from workbench.model.prompts import words
from workbench.store.row import checked
from workbench.store.schema import DRAFT

__all__ = [
    "KEPT_DAYS",
    "LARGEST_BYTES",
    "Draft",
    "drafts_of",
    "drop",
    "every_draft",
    "find",
    "keep",
    "keep_newer",
    "n_writing",
]

#: A draft nobody came back to is dropped after this long.
KEPT_DAYS: Final = 30
#: One draft may be this large, as UTF-8.
LARGEST_BYTES: Final = 2_000_000
#: Drafts one device may have at a time; the oldest make room.
_MOST: Final = 500


@dataclass(frozen=True)
class Draft:
    """What was being written in one place, and when it was last kept."""

    place: str
    content: Any
    at: datetime


def keep(connection: sa.Connection, owner: str, place: str, content: Any, *, at: datetime) -> None:
    """Keep a draft in the place of an earlier one there; old ones are dropped on the way.

    Raises
    ------
    Refused
        It is no plain value, or too large.
    """
    text, owner = _text(content), _named(owner, "the device")
    drop(connection, owner, place)
    c = DRAFT.c
    connection.execute(sa.delete(DRAFT).where(c.at < at - timedelta(days=KEPT_DAYS)))
    beyond = sa.select(c.place).where(c.owner == owner).order_by(c.at.desc(), c.place).offset(_MOST - 1)
    for old in connection.execute(beyond).scalars().all():
        drop(connection, owner, old)
    row = {"owner": owner, "place": _named(place, "the place"), "content": text, "at": at}
    connection.execute(sa.insert(DRAFT), row)


def find(connection: sa.Connection, owner: str, place: str, *, at: datetime) -> Any:
    """What is kept there; None where there is nothing, or nothing young enough."""
    wanted = sa.select(DRAFT.c.content).where(_there(owner, place), DRAFT.c.at >= at - timedelta(days=KEPT_DAYS))
    found = connection.execute(wanted).scalar()
    return None if found is None else json.loads(found)


def drop(connection: sa.Connection, owner: str, place: str) -> None:
    """Drop what is kept there; nothing there is no error."""
    connection.execute(sa.delete(DRAFT).where(_there(owner, place)))


def drafts_of(connection: sa.Connection, owner: str, *, at: datetime) -> list[Draft]:
    """The drafts of one device, newest first."""
    c = DRAFT.c
    wanted = sa.select(c.place, c.content, c.at).where(c.owner == owner, c.at >= at - timedelta(days=KEPT_DAYS))
    rows = connection.execute(wanted.order_by(c.at.desc(), c.place))
    return [Draft(place, json.loads(content), when) for place, content, when in rows]


def n_writing(connection: sa.Connection, place: str, *, since: datetime) -> int:
    """How many devices keep something in places that begin so, kept since then; what it is is not looked at."""
    c = DRAFT.c
    wanted = sa.select(sa.func.count(sa.distinct(c.owner)))
    return connection.execute(wanted.where(c.place.startswith(place, autoescape=True), c.at >= since)).scalar_one()


def every_draft(connection: sa.Connection) -> list[dict[str, Any]]:
    """The rows of all drafts, to be put back by :func:`keep_newer`."""
    return [dict(row) for row in connection.execute(sa.select(DRAFT)).mappings()]


def keep_newer(connection: sa.Connection, rows: Iterable[dict[str, Any]]) -> None:
    """Put drafts beside those a backup brought; in one place the newer one stays."""
    c = DRAFT.c
    there = {(owner, place): at for owner, place, at in connection.execute(sa.select(c.owner, c.place, c.at))}
    for row in rows:
        before = there.get((row["owner"], row["place"]))
        if before is None or before < row["at"]:
            drop(connection, row["owner"], row["place"])
            connection.execute(sa.insert(DRAFT), row)


def _text(content: Any) -> str:
    try:
        size = len(json.dumps(content, allow_nan=False, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    except (TypeError, ValueError) as e:
        raise Refused(words().say("forms.draft.not_plain")) from e
    if size > LARGEST_BYTES:
        said = {"n": f"{size / 1e6:.1f}", "most": f"{LARGEST_BYTES / 1e6:.0f}"}
        raise Refused(words().say("forms.draft.too_large", **said))
    # As text, escaped: half an emoji or a NUL is no JSON that every database takes, and is kept all the same.
    return json.dumps(content)


def _there(owner: str, place: str) -> sa.ColumnElement[bool]:
    return sa.and_(DRAFT.c.owner == _named(owner, "the device"), DRAFT.c.place == _named(place, "the place"))


def _named(name: str, what: str) -> str:
    return checked(name, what, longest=300)
