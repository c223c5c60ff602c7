"""A drafted sentence, and the stretch of a cycle it is drafted from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import pandas as pd

from workbench.frames import Evidence
from workbench.model import AccountReader
from workbench.model.prompts import Words
from workbench.patterns.circle import rows_of

__all__ = ["Drafted", "Rows", "Span", "quoted"]

Rows = list[dict[str, Any]]
#: A drafted sentence quotes so much of what people wrote; the rest is with the record it rests on.
_LONGEST: Final = 400
_WITHIN: Final = str.maketrans("“”", "‘’")


@dataclass(frozen=True)
class Drafted:
    """One sentence: the key of its wording, what that is filled in with, and the records (kind, id) it rests on."""

    key: str
    rests_on: tuple[tuple[str, str], ...]
    says: Mapping[str, str] = field(default_factory=dict)
    n: int | None = None
    reader: AccountReader = AccountReader.descriptive
    widest: str = ""


@dataclass(frozen=True)
class Span:
    """The records of one cycle between two days; what has no day belongs to every span."""

    evidence: Evidence
    cycle: str
    words: Words
    since: date | None = None
    until: date | None = None

    def rows(self, kind: str, on: str | None = None) -> Rows:
        """The rows of a kind in this cycle, oldest first by the day in ``on``, which lies within the span."""
        found = rows_of(self.evidence, kind, cycle=self.cycle)
        if on is not None:
            found = found[found[on].map(self.holds).astype(bool)].sort_values([on, "id"], na_position="last")
        else:
            found = found.sort_values("id")
        return [{str(k): v for k, v in row.items()} for row in found.to_dict("records")]

    def holds(self, day: Any) -> bool:
        """Whether a day of a table lies within the span; a missing one does."""
        if day is None or pd.isna(day):
            return True
        on = pd.Timestamp(day).date()
        return (self.since is None or on >= self.since) and (self.until is None or on <= self.until)

    def day(self, day: Any) -> str:
        """A day of a table as people say it; "" where it is missing."""
        if day is None or pd.isna(day):
            return ""
        on = pd.Timestamp(day)
        return f"{on.day} {self.words.say(f'dates.month_{on.month}')} {on.year}"

    def on(self, day: Any) -> str:
        """The same as a part of a sentence that begins with a space: " on 3 May 2026"; "" where it is missing."""
        said = self.day(day)
        return self.words.say("account.draft.on", day=said) if said else ""

    def from_on(self, day: Any) -> str:
        """The same for the beginning of a sentence about what has been so from then on."""
        said = self.day(day)
        return self.words.say("account.draft.since" if said else "account.draft.now", day=said)

    def system_of(self, cycle: Any) -> str:
        """The name of the system a cycle belongs to; "" where there is none."""
        cycles = self.evidence["cycle"]
        systems = self.evidence["system"]
        own = cycles.loc[cycles["id"] == cycle, "system"]
        names = systems.loc[systems["id"].isin(own), "name"]
        return str(names.iloc[0]) if len(names) else ""


def quoted(text: Any) -> str:
    """People's own words on one line, to stand between quotation marks: no full stop at the end, and not too long.

    Quotation marks within them become single ones.
    """
    if not isinstance(text, str):
        return ""
    said = " ".join(text.split()).translate(_WITHIN)
    if len(said) > _LONGEST:
        said = said[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"
    return said.removesuffix(".") if not said.endswith("..") else said
