"""Sentences of an account about how a group knows: what was gathered, how much of it, and how it was looked at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pandas as pd

from workbench.model import AccountReader
from workbench.patterns.account_drafted import Drafted, Span, quoted
from workbench.patterns.account_noticed import pieces_beside

__all__ = ["gathered", "looked_at"]

#: Kind → the field with the day on which it was gathered.
_GATHERED: Final = {
    "story": "told_on",
    "case": "referred_on",
    "debrief": "held_on",
    "pod_entry": "held_on",
    "sense_session": "held_on",
    "capture_entry": "happened_on",
    "spend": "spent_on",
}


def gathered(span: Span) -> Iterator[Drafted]:
    """How many stories, case files, debriefs … there are, each counted with the days between which they came."""
    for kind, on in _GATHERED.items():
        rows = span.rows(kind, on)
        if kind == "pod_entry":
            rows = [row for row in rows if span.day(row["shared_on"])]
        if rows:
            yield Drafted(
                kind,
                tuple((kind, row["id"]) for row in rows),
                {"between": _between(span, [row[on] for row in rows])},
                n=len(rows),
            )


def looked_at(span: Span) -> Iterator[Drafted]:
    """How it was looked at: for whoever wants to see the working."""
    compared = span.rows("comparison", "looked_on")
    if compared:
        once = len({row["looked_key"] for row in compared})
        records = tuple(("comparison", row["id"]) for row in compared)
        yield Drafted("comparison", records, n=once, reader=AccountReader.technical)
    for row in span.rows("observation", "noticed_on"):
        for stance, pieces in pieces_beside(span, row["id"]).items():
            if pieces:
                yield Drafted(
                    f"pieces_{stance}",
                    (("observation", row["id"]), *pieces),
                    {"title": quoted(row["title"])},
                    n=len(pieces),
                    reader=AccountReader.technical,
                    widest=row["scope"],
                )
    for row in span.rows("embedding", "agreed_on"):
        if quoted(row["how_we_know"]):
            yield Drafted(
                "embedding",
                (("embedding", row["id"]),),
                {"change": quoted(row["change"]), "how": quoted(row["how_we_know"])},
                reader=AccountReader.technical,
                widest=row["scope"],
            )


def _between(span: Span, days: list[object]) -> str:
    known = sorted(pd.Timestamp(str(day)) for day in days if day is not None and not pd.isna(day))  # type: ignore[call-overload]  # a day of a table
    if not known:
        return ""
    first, last = span.day(known[0]), span.day(known[-1])
    return span.on(known[0]) if first == last else span.words.say("account.draft.between", first=first, last=last)
