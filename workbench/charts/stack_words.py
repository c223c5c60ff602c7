"""The stack in words: what each box is called, what flows, how long it waits, and where it stops."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from workbench.charts.data_table import day_in_words
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.learning_stack import STATES, LearningStack

__all__ = ["StackWords", "waited"]

_WEEK, _MONTH, _YEAR = 7, 30.44, 365.25
#: More stops of one kind than this are told by their number.
_MOST_TOLD = 12


def waited(days: Any, words: Words) -> str:
    """How long something waits, as people say it (“3 weeks”); "" where no day is known."""
    if days is None or pd.isna(days):
        return ""
    days = max(int(days), 0)
    for unit, long, upto in (("days", 1.0, 14), ("weeks", _WEEK, 10 * _WEEK), ("months", _MONTH, 2 * _YEAR)):
        if days < upto:
            return words.say(f"stack.age.{unit}", n=round(days / long))
    return words.say("stack.age.years", n=round(days / _YEAR))


class StackWords:
    """The words for one released stack."""

    def __init__(self, released: Released[LearningStack], words: Words) -> None:
        self._finding = finding = released.finding
        self.words = words
        self._systems: Mapping[Any, dict[str, Any]] = {row["id"]: row for row in _plain(finding.systems)}
        self._cycles: Mapping[Any, dict[str, Any]] = {row["id"]: row for row in _plain(finding.cycles)}
        self._flows: Mapping[Any, dict[str, Any]] = {row["flow"]: row for row in _plain(finding.table)}

    def say(self, key: str, **values: object) -> str:
        """A sentence of the stack's own words."""
        return self.words.say(f"stack.{key}", **values)

    def system(self, id: str) -> str:
        """A system's name; of merged lives how many they are."""
        row = self._systems[id]
        return self._lives(row) if row["lives_of"] or not row["name"] else str(row["name"])

    def cycle(self, id: str) -> str:
        """A cycle's name as it stands in its own box."""
        row = self._cycles[id]
        return self.system(row["system"]) if row["are_lives"] else str(row["name"])

    def whole(self, id: str) -> str:
        """A cycle's name with that of its system; of merged lives with that of what they lie in."""
        row = self._cycles[id]
        system = self._systems[row["system"]]
        if row["are_lives"]:
            return self.say("lives_of", lives=self._lives(system), name=system["lives_of"])
        same = [one for one in self._cycles.values() if (one["system"], one["name"]) == (row["system"], row["name"])]
        key = "cycle_of" if len(same) == 1 else "cycle_of_round"
        return self.say(key, cycle=row["name"], system=system["name"], round=row["round"])

    def about(self, id: str) -> str:
        """What is known of a cycle beside its name: its round, whether it is open, standing or for one issue."""
        row = self._cycles[id]
        if row["are_lives"]:
            return ""
        closed = self.say("closed_on", day=day_in_words(row["closed_on"], self.words))
        told = [self.say("round", n=row["round"]), self.say("open") if row["is_open"] else closed]
        if row["convened"]:
            told.append(self.say(f"convened.{row['convened']}"))
        if row["convened_for"]:
            told.append(self.say("convened_for", what=row["convened_for"]))
        return " · ".join(told)

    def _quoted(self, id: str) -> str:
        return self.cycle(id) if self._cycles[id]["are_lives"] else self.say("quoted", name=self.cycle(id))

    def _lives(self, row: Mapping[str, Any]) -> str:
        n = row["n_lives"]
        return self.say("lives_hidden", shown=row["n_lives_shown"]) if pd.isna(n) else self.say("lives", n=int(n))

    def relation(self, flow: Mapping[str, Any]) -> str:
        """How the two are linked, as a clause: who learns from whom."""
        names = {"source": self._quoted(flow["from_cycle"]), "target": self._quoted(flow["to_cycle"])}
        return "; ".join(self.say(f"relation.{one}", **names) for one in flow["relations"])

    def pair(self, flow: Mapping[str, Any]) -> str:
        """The two ends of a flow."""
        return self.say("pair", source=self.whole(flow["from_cycle"]), target=self.whole(flow["to_cycle"]))

    def counted(self, flow: Mapping[str, Any]) -> str:
        """How many were sent, and what became of them."""
        if flow["sent_shown"] == "0":
            return self.say("nothing_sent")
        sent = self.say("sent", n=_number(flow["sent"]), shown=flow["sent_shown"])
        became = [
            self.say(f"state_n.{state}", n=_number(flow[state]), shown=flow[f"{state}_shown"])
            for state in STATES
            if flow[f"{state}_shown"] != "0"
        ]
        age = waited(flow.get("longest_days"), self.words)
        return f"{sent}: {', '.join(became)}{'; ' + self.say('longest', age=age) if age else ''}."

    def kinds(self, flow: str) -> str:
        """Of which kinds the things sent are: “3 issues, 1 experiment”; "" where the audience is not told."""
        those = self._finding.kinds
        those = those[those["flow"] == flow]
        return ", ".join(self.kind(kind, int(n)) for kind, n in zip(those["of_kind"], those["n"], strict=True))

    def kind(self, kind: str, n: int) -> str:
        """So many of a kind of record; an own kind by its own word."""
        for key in (f"stack.kind.{kind}", f"desk.kinds.{kind}"):
            said = self.words.say(key, n=n)
            if said != key:
                return said
        return f"{n} {kind}"

    def stops(self) -> Iterator[tuple[str, str, str]]:
        """Where the flow stops: (its kind, flow or cycle, the sentence), those that wait before links never used."""
        order = ("closed_waiting", "nobody_answered", "never_answers", "never_flowed")
        rows = sorted(_plain(self._finding.stops), key=lambda row: order.index(row["stop"]))
        for row in rows:
            stop, flow = row["stop"], self._flows.get(row["flow"])
            if flow is None:
                yield stop, row["cycle"], self.say(f"stop.{stop}", name=self.whole(row["cycle"]))
                continue
            values = {
                "source": self.whole(flow["from_cycle"]),
                "target": self.whole(flow["to_cycle"]),
                "n": _number(flow["waiting"]),
                "shown": flow["waiting_shown"],
            }
            age = waited(flow.get("longest_days"), self.words)
            told = self.say(f"stop.{stop}", **values)
            yield stop, row["flow"], f"{told} {self.say('longest_sentence', age=age)}" if age else told

    def told(self) -> list[str]:
        """The stack in sentences: how much there is, what flows, and where it stops."""
        found = self._finding
        flows = found.table
        flowing = [row for row in self._flows.values() if row["sent_shown"] != "0"]
        said = [
            self.say("told", systems=self._n("systems", found.systems), cycles=self._n("cycles", found.cycles),
                     links=self.say("n.pairs", n=len(flows)), flowing=self.say("n.flowing", n=len(flowing)))
        ]  # fmt: skip
        said += [self.say("told_flow", pair=self.pair(row), counted=self.counted(row)) for row in flowing]
        by_stop: dict[str, list[str]] = {}
        for stop, _, sentence in self.stops():
            by_stop.setdefault(stop, []).append(sentence)
        for stop, sentences in by_stop.items():
            many = stop == "never_flowed" or len(sentences) > _MOST_TOLD
            said += [self.say(f"stops.{stop}", n=len(sentences))] if many else sentences
        return [*said, self.seen_by()]

    def seen_by(self) -> str:
        """That only what this audience may see is counted."""
        return self.say("seen_by", name=self._finding.audience.name)

    def _n(self, what: str, table: pd.DataFrame) -> str:
        lives = "lives_of" if what == "systems" else "are_lives"
        return self.say(f"n.{what}", n=int((~table[lives].astype("bool")).sum()) if len(table) else 0)

    def table(self) -> pd.DataFrame:
        """The flows as a table in words, on their ids, those with most sent first."""
        flows = sorted(self._flows.values(), key=lambda row: (-_number(row["sent"]), row["flow"]))
        columns = ("from", "to", "relation", "sent", "of_kinds", *STATES, "longest")
        rows = [
            (
                self.whole(row["from_cycle"]),
                self.whole(row["to_cycle"]),
                self.relation(row),
                row["sent_shown"],
                self.kinds(row["flow"]),
                *(row[f"{state}_shown"] for state in STATES),
                waited(row.get("longest_days"), self.words),
            )
            for row in flows
        ]
        heads = [self.say(f"column.{one}") for one in columns]
        return pd.DataFrame(rows, columns=heads, index=[str(row["flow"]) for row in flows], dtype="str")


def _plain(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(key): value for key, value in row.items()} for row in table.to_dict("records")]


def _number(value: Any) -> int:
    """A number to choose between one and several; what is hidden is several."""
    return 2 if pd.isna(value) else int(value)
