"""What came to a group from other cycles and what it sent, in sentences: for every page on which that is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from workbench.desk import Desk
from workbench.model.prompts import Words
from workbench.panels.cycle_in_words import cycle_in_words
from workbench.panels.record_place import PLACES
from workbench.panels.spoken_date import spoken
from workbench.panels.spoken_span import spoken_span

__all__ = ["Sendings"]

_Row = Mapping[str, Any]


class Sendings:
    """The ways to and from one group, read once: of one round, and of those before it, which it goes on with."""

    def __init__(self, desk: Desk, *, system: str, cycle: str, words: Words) -> None:
        self._words = words
        self._known = desk.structure
        rounds = {c.id: c for c in self._known.cycles_of(system)}
        self._rounds = {id: c.name for id, c in rounds.items() if c.round <= rounds[cycle].round}
        self._cycle = cycle
        found = desk.passed_on(system=system).finding
        self._rows = [_plain(row) for row in found.table.to_dict("records")]
        self._by_id = {row["id"]: row for row in [*self._rows, *(_plain(r) for r in found.chain.to_dict("records"))]}
        self._onward: dict[str, list[_Row]] = {}
        for row in sorted(self._by_id.values(), key=lambda row: (row["sent_on"] is None, row["sent_on"], row["id"])):
            if row["after"]:
                self._onward.setdefault(row["after"], []).append(row)

    def received(self, *, of_kind: str | None = None) -> list[dict[str, Any]]:
        """What came to this group: what waits first, the longest ago on top."""
        return [
            self._came(row) for row in self._rows if row["to_id"] in self._rounds and of_kind in (None, row["of_kind"])
        ]

    def sent(self, *, of_kind: str | None = None) -> list[dict[str, Any]]:
        """What this group sent (of one kind, or all): what waits first, the longest ago on top."""
        return [
            self._went(row)
            for row in self._rows
            if row["from_id"] in self._rounds and of_kind in (None, row["of_kind"])
        ]

    def answers(self) -> list[dict[str, Any]]:
        """What others answered to what this group sent, on whatever scale: the newest first."""
        ours = {row["id"] for row in self._rows if row["from_id"] in self._rounds}
        told = [(row, first) for first in sorted(ours) for row in self._way_on(self._by_id[first]) if row["answered"]]
        newest = {row["id"]: (row, first) for row, first in reversed(told)}
        return [
            {
                "id": row["id"],
                "of": row["of"],
                "text": self._text(row),
                "who": self._name(row["to_id"]),
                "state": row["state"],
                "reason": row["reason"] or "",
                "on": self._on(row["answered_on"]),
                "further": row["id"] != first,
            }
            for row, first in sorted(
                newest.values(), key=lambda one: (one[0]["answered_on"] or pd.Timestamp(0), one[0]["id"]), reverse=True
            )
        ]

    # -- one sending --------------------------------------------------------------------------------------------------
    def _one(self, row: _Row) -> dict[str, Any]:
        place = PLACES.get(row["of_kind"])
        kind = row["of_kind"] if row["of_kind"] in self._words.section("inbox.kind") else "other"
        return {
            "id": row["id"],
            "of_kind": row["of_kind"],
            "of": row["of"],
            "kind": self._words.say(f"inbox.kind.{kind}"),
            "text": row["text"] or "",
            "why": row["why"] or "",
            **({"page": place.page, "room": place.room} if place else {}),
            "state": row["state"],
            "reason": row["reason"] or "",
            "waits": "" if row["answered"] else self._span(row),
            "days": row["waited_days"],
            "answered": self._on(row["answered_on"]),
        }

    def _came(self, row: _Row) -> dict[str, Any]:
        who, on = self._name(row["from_id"]), self._on(row["sent_on"])
        before = [self._name(one["from_id"]) for one in self._way_back(row)]
        key = "through_several" if len(before) > 1 else "through"
        return {
            **self._one(row),
            "from": who,
            "came": self._words.say("inbox.came" if on else "inbox.came_undated", **{"from": who, "on": on}),
            "through": self._words.say(f"inbox.{key}", **{"from": " → ".join(before)}) if before else "",
            "round": "" if row["to_id"] == self._cycle else self._rounds[row["to_id"]],
            "sent_on": [
                self._words.say("inbox.sent_on_already", to=self._name(one["to_id"]), on=self._on(one["sent_on"]))
                for one in self._onward.get(row["id"], [])
                if one["from_id"] in self._rounds
            ],
            "on_its_way": [line for one in self._onward.get(row["id"], []) for line in self._chain(one)],
        }

    def _went(self, row: _Row) -> dict[str, Any]:
        who, on = self._name(row["to_id"]), self._on(row["sent_on"])
        before = [self._name(one["from_id"]) for one in self._way_back(row)]
        further = [line for one in self._onward.get(row["id"], []) for line in self._chain(one)]
        return {
            **self._one(row),
            "to": who,
            "went": self._words.say("sent.to" if on else "sent.to_undated", to=who, on=on),
            "came_from": " → ".join(before),
            "round": "" if row["from_id"] == self._cycle else self._rounds[row["from_id"]],
            "chain": [self._answer(row), *further],
            "went_further": bool(further),
        }

    def _chain(self, row: _Row) -> list[str]:
        """How something went on from one cycle to the next, a sentence each."""
        key = "on" if row["sent_on"] is not None else "on_undated"
        ends = {"from": self._name(row["from_id"]), "to": self._name(row["to_id"]), "on": self._on(row["sent_on"])}
        here = [self._words.say(f"inbox.chain.{key}", **ends), self._answer(row)]
        return here + [line for one in self._onward.get(row["id"], []) for line in self._chain(one)]

    def _answer(self, row: _Row) -> str:
        who = self._name(row["to_id"])
        if not row["answered"]:
            days = row["waited_days"]
            key = "waiting_undated" if days is None else "waiting" if days > 0 else "waiting_today"
            return self._words.say(f"inbox.chain.{key}", to=who, time=spoken_span(days or 0, self._words))
        key = row["state"] if row["reason"] else f"{row['state']}_wordless"
        on = self._on(row["answered_on"]) or self._words.say("inbox.chain.undated")
        return self._words.say(f"inbox.chain.{key}", to=who, on=on, reason=row["reason"])

    # -- chains -------------------------------------------------------------------------------------------------------
    def _way_back(self, row: _Row) -> list[_Row]:
        """The sendings through which something had come, the first one first."""
        found: list[_Row] = []
        while row["after"] in self._by_id and len(found) < len(self._by_id):
            row = self._by_id[row["after"]]
            found.insert(0, row)
        return found

    def _way_on(self, row: _Row) -> Iterator[_Row]:
        """A sending, and all through which it went on."""
        yield row
        for one in self._onward.get(row["id"], []):
            yield from self._way_on(one)

    # -- words --------------------------------------------------------------------------------------------------------
    def _name(self, cycle: str) -> str:
        return cycle_in_words(self._known, cycle)

    def _text(self, row: _Row) -> str:
        text: str = row["text"] or row["why"] or self._words.say(f"inbox.kind.{row['of_kind']}")
        return text

    def _on(self, day: pd.Timestamp | None) -> str:
        return "" if day is None else spoken(day.date(), self._words)

    def _span(self, row: _Row) -> str:
        return "" if row["waited_days"] is None else spoken_span(int(row["waited_days"]), self._words)


def _plain(row: Mapping[Any, Any]) -> _Row:
    return {str(name): None if pd.isna(value) else value for name, value in row.items()}
