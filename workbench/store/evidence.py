"""Evidence: what the store hands out, for one audience on one day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import sqlalchemy as sa

from workbench.errors import Refused
from workbench.frames import Audience, Evidence
from workbench.model import RECORDS
from workbench.store.change_table import change_table
from workbench.store.reading import View

__all__ = ["evidence"]


def evidence(
    connection: sa.Connection, kinds: Collection[str], *, audience: Audience, on: date, systems: Collection[str] | None
) -> Evidence:
    """The tables of the kinds asked for (all of them and ``changes`` when none is named), consent applied."""
    wanted = tuple(kinds) or (*RECORDS, "changes")
    unknown = [kind for kind in wanted if kind not in RECORDS and kind != "changes"]
    if unknown:
        raise Refused(f"“{unknown[0]}” is not a kind of record; the kinds are {', '.join(RECORDS)}, and changes.")
    view = View(connection, audience, on)
    within = None if systems is None else frozenset(systems)
    tables = {kind: change_table(view, within) if kind == "changes" else view.table(kind, within) for kind in wanted}
    return Evidence(audience=audience, tables=tables, on=on)
