"""Evidence: what the store hands out, for one audience on one day."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pandas as pd
import sqlalchemy as sa

from workbench.errors import Refused
from workbench.frames import Evidence, Picked, Tally
from workbench.model import RECORDS
from workbench.store.change_table import change_table
from workbench.store.contact_columns import among, counted
from workbench.store.contact_memory import ContactMemory, mark
from workbench.store.contact_tally import count
from workbench.store.reading import View

__all__ = ["evidence"]


def evidence(
    view: View,
    kinds: Collection[str | Tally],
    *,
    systems: Collection[str] | None,
    picked: Picked | None = None,
    memory: ContactMemory,
) -> Evidence:
    """The tables of the kinds asked for (all of them and ``changes`` when none is named), consent applied.

    A :class:`~workbench.frames.Tally` among the kinds gives its table; ``picked`` says which contacts it counts.
    """
    tallies = [kind for kind in kinds if isinstance(kind, Tally)]
    wanted = tuple(kind for kind in kinds if isinstance(kind, str))
    if not kinds:
        wanted = (*RECORDS, "changes")
    unknown = [kind for kind in wanted if kind not in RECORDS and kind != "changes"]
    if unknown:
        raise Refused(f"“{unknown[0]}” is not a kind of record; the kinds are {', '.join(RECORDS)}, and changes.")
    within = None if systems is None else frozenset(systems)
    tables = {kind: change_table(view, within) if kind == "changes" else view.table(kind, within) for kind in wanted}
    if tallies:
        tables |= _counted(view.connection, view.table("case", within), tallies, picked=picked, memory=memory)
    return Evidence(audience=view.audience, tables=tables, on=view.on)


def _counted(
    connection: sa.Connection,
    cases: pd.DataFrame,
    tallies: Sequence[Tally],
    *,
    picked: Picked | None,
    memory: ContactMemory,
) -> dict[str, pd.DataFrame]:
    """Contacts of the cases that may be looked at, counted in memory where they are kept, else by the database."""
    kept = memory.contacts(connection, cases)
    if kept is not None:
        looked_at = among(kept, picked)
        return {one.name: counted(looked_at, one.by) for one in tallies}
    these = mark(cases)

    def _asked(one: Tally) -> pd.DataFrame:
        question = (these, one, picked)
        return memory.answer(connection, question, lambda: count(connection, cases["id"], by=one.by, picked=picked))

    return {one.name: _asked(one) for one in tallies}
