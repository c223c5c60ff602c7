"""What an open store keeps in memory of its contacts, so that counting them once more takes no time.

Up to some hundred thousand contacts are kept as columns of numbers; more than that are counted by the database, and
only its answers are kept. Nothing here is older than the newest change: what changed is read again before it is used.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Final, TypeVar

import pandas as pd
import sqlalchemy as sa

from workbench.store.contact_columns import WORDS, ContactColumns, columns_of, joined, placed
from workbench.store.history import last_seq
from workbench.store.schema import REVISION, TABLES

__all__ = ["MOST_KEPT", "ContactMemory", "mark"]

T = TypeVar("T")

#: Contacts that are kept in memory: some 60 bytes each, and again for each circle that looks at them.
MOST_KEPT: Final = 600_000
#: Rows read at once: what the driver hands over takes ten times the memory of the columns made of it.
_ROWS_AT_ONCE = 20_000
#: More cases changed than this: everything is read again.
_MOST_CHANGED = 200
#: How many circles' contacts, and answers of the database, are kept.
_CIRCLES, _ANSWERS = 3, 40
#: Changes to other kinds of record touch no contact. An intake brings many, a unit cost may price many anew, and
#: restoring a backup replaces all.
_PARTLY, _WHOLLY = ("contact", "case"), ("intake", "store", "unit_cost")


class ContactMemory:
    """The contacts of one open store, or too many to keep, and what was worked out from them; threads may share it."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._seq = -1
        self._kept: ContactColumns | None = None
        self._of_circle: OrderedDict[Hashable, ContactColumns] = OrderedDict()
        self._answers: OrderedDict[Hashable, pd.DataFrame] = OrderedDict()

    def contacts(self, connection: sa.Connection, cases: pd.DataFrame) -> ContactColumns | None:
        """The contacts of these cases, placed in time; None where the store holds too many to keep.

        ``cases`` is the table of ``frames.columns("case")``, with those that may be looked at.
        """
        with self._lock:
            self._follow(connection)
            kept = self._kept
            if kept is None:
                return None
            return _remembered(self._of_circle, mark(cases), lambda: placed(kept, cases), most=_CIRCLES)

    def answer(self, connection: sa.Connection, question: Hashable, find: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        """The answer the database gave to a question (that names its cases by their :func:`mark`), asked once."""
        with self._lock:
            self._follow(connection)
            seq, there = self._seq, self._answers.get(question)
        # Others may ask meanwhile: the database takes seconds over some millions of contacts.
        found = find() if there is None else there
        with self._lock:
            if self._seq == seq:
                _remembered(self._answers, question, lambda: found, most=_ANSWERS)
        return found.copy()

    def _follow(self, connection: sa.Connection) -> None:
        """Read again what changed since the last look."""
        newest = last_seq(connection)
        if newest == self._seq:
            return
        c = REVISION.c
        since = sa.select(c.kind, c.record, c.before, c.after).where(
            c.seq > self._seq, c.kind.in_((*_PARTLY, *_WHOLLY))
        )
        known = 0 <= self._seq < newest
        changed = connection.execute(since.limit(_MOST_CHANGED + 1)).all() if known else []
        if known and not changed:
            self._seq = newest
            return
        self._of_circle.clear()
        self._answers.clear()
        if not known or len(changed) > _MOST_CHANGED or any(kind in _WHOLLY for kind, *_ in changed):
            self._kept = _read_all(connection)
        elif self._kept is not None:
            cases = {record for kind, record, *_ in changed if kind == "case"}
            cases |= {wording["case"] for kind, _, *both in changed if kind == "contact" for wording in both if wording}
            others = self._kept[~self._kept.words["case"].is_one_of(frozenset(cases))]
            self._kept = joined([others, columns_of(connection.execute(_wanted(cases)).all())])
        self._seq = newest


def mark(cases: pd.DataFrame) -> Hashable:
    """What tells one choice of cases, and their days, from another."""
    days = ["way_from", "referred_on", "observed_from", "observed_until"]
    return len(cases), pd.util.hash_pandas_object(cases[["id", *days]], index=False).to_numpy().tobytes()


def _remembered(kept: OrderedDict[Hashable, T], key: Hashable, make: Callable[[], T], *, most: int) -> T:
    if key not in kept:
        kept[key] = make()
    kept.move_to_end(key)
    while len(kept) > most:
        kept.popitem(last=False)
    return kept[key]


def _wanted(cases: set[str] | None) -> sa.Select[Any]:
    c = TABLES["contact"].c
    # The day as the database keeps it: making a date of each would take as long as reading them.
    day = sa.type_coerce(c.happened_on, sa.String)
    columns = (*(c[name] for name in WORDS), day, c.quantity, c.cost_pence)
    wanted = sa.select(*columns).order_by(c.case, c.happened_on, c.id)
    return wanted if cases is None else wanted.where(c.case.in_(cases))


def _read_all(connection: sa.Connection) -> ContactColumns | None:
    c = TABLES["contact"].c
    some = sa.select(c.id).limit(MOST_KEPT + 1).subquery()
    if connection.execute(sa.select(sa.func.count()).select_from(some)).scalar_one() > MOST_KEPT:
        return None
    found = connection.execute(_wanted(None), execution_options={"yield_per": _ROWS_AT_ONCE})
    return joined([columns_of([]), *(columns_of(rows) for rows in found.partitions())])
