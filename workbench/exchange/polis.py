"""A conversation as Polis exports it: comments.csv, and participants-votes.csv or votes.csv."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

import numpy as np

from workbench.exchange.polis_value import day_of, number_of, vote_of
from workbench.exchange.read_safely import read_safely
from workbench.exchange.reading import MAX_LOST, Lost, Reading, tidy_name, tidy_text
from workbench.model import Moderation
from workbench.model.prompts import Words
from workbench.model.shortened import shortened

__all__ = ["PolisFile", "PolisStatement", "PolisVote", "read_polis"]

SECTION: Final = "polis"
#: What each file is known by.
_KNOWN_BY: Mapping[str, frozenset[str]] = {
    "comments": frozenset({"comment-id", "comment-body"}),
    "votes": frozenset({"comment-id", "voter-id", "vote"}),
    "participants": frozenset({"participant", "n-votes"}),
}
_ENDING = re.compile(r"[\s_.-]*(participants?-votes|comments|votes)(\s*\(\d+\))?$", re.IGNORECASE)
_MODERATION = {"-1": Moderation.out, "0": Moderation.waiting, "1": Moderation.accepted}
_LONGEST: Final = 20_000


@dataclass(frozen=True)
class PolisStatement:
    """A statement; ``author`` is its author's number in the file, "" where none is given, ``agrees`` as counted there.

    ``agrees`` is None where the file does not say.
    """

    number: int
    text: str
    author: str
    moderation: Moderation
    seed: bool
    said_on: date | None
    agrees: int | None


@dataclass(frozen=True)
class PolisVote:
    """The last vote of a participant (by number in the file) on a statement: 1 agrees, -1 disagrees, 0 passes."""

    statement: int
    participant: str
    vote: int
    voted_on: date | None


@dataclass(frozen=True)
class PolisFile:
    """What the files of one conversation hold.

    ``votes`` are by participant and statement. ``n_superseded`` are votes that were changed later; ``flipped`` tells
    that -1 means agree in these files (they were turned round), ``sign_known`` that the comments' own counts say so.
    ``lost`` tells what was left out: at most 50 lines.
    """

    name: str
    statements: tuple[PolisStatement, ...]
    votes: tuple[PolisVote, ...]
    n_superseded: int
    flipped: bool
    sign_known: bool
    lost: tuple[Lost, ...]

    @property
    def n_voters(self) -> int:
        """How many people voted."""
        return len({vote.participant for vote in self.votes})


def read_polis(paths: Sequence[str | Path], *, words: Words, name: str = "", encoding: str | None = None) -> PolisFile:
    """The conversation in these files, each read in a process of its own; which is which, their headers tell.

    Raises
    ------
    workbench.errors.Refused
        One sentence: a file cannot be read or is none of these, comes twice, or the statements are missing.
    """
    tables: dict[str, dict[str, Any]] = {}
    for path in paths:
        reading = _reading(Path(path).name, words)
        made = read_safely("polis", path, words=words, encoding=encoding, section=SECTION)
        kind = next((kind for kind, known in _KNOWN_BY.items() if known <= set(made["columns"])), None)
        if kind is None:
            raise reading.refusal("unknown")
        if kind in tables:
            raise reading.refusal("twice", other=tables[kind]["name"])
        tables[kind] = {**made, "name": Path(path).name}
    if "comments" not in tables:
        first = Path(paths[0]).name if paths else ""
        raise _reading(first, words).refusal("no_comments")
    return _Gathered(tables, name=name or _named(paths), words=words).file()


def _reading(name: str, words: Words) -> Reading:
    return Reading(name=name, words=words, section=SECTION)


def _named(paths: Sequence[str | Path]) -> str:
    """What the files are called before that which tells them apart; else their folder."""
    for path in paths:
        stem = tidy_name(_ENDING.sub("", Path(path).name.rpartition(".")[0]))
        if stem:
            return stem
    return tidy_name(Path(paths[0]).resolve().parent.name)


@dataclass
class _Gathered:
    tables: Mapping[str, Mapping[str, Any]]
    name: str
    words: Words
    lost: list[Lost] = field(default_factory=list)
    n_lost: int = 0

    def file(self) -> PolisFile:
        statements = self._statements()
        votes, n_superseded = self._votes({one.number for one in statements})
        flipped, known = _sign(statements, votes)
        if flipped:
            votes = {key: (-vote, on) for key, (vote, on) in votes.items()}
        self._tell_of_columns()
        if self.n_lost > len(self.lost):
            self.lost.append(_reading(self.name, self.words).loss("more", "", "", n=self.n_lost - len(self.lost)))
        ordered = sorted(votes.items(), key=lambda one: (_by_number(one[0][0]), one[0][1]))
        return PolisFile(
            name=self.name,
            statements=tuple(statements),
            votes=tuple(PolisVote(number, voter, vote, on) for (voter, number), (vote, on) in ordered),
            n_superseded=n_superseded,
            flipped=flipped,
            sign_known=known,
            lost=tuple(self.lost),
        )

    def _lose(self, key: str, of: str, line: int | str, what: object, **values: object) -> None:
        self.n_lost += 1
        if len(self.lost) < MAX_LOST:
            reading = _reading(self.tables[of]["name"], self.words)
            where = f"{reading.name}, {reading.say('where.line', line=line)}" if line else reading.name
            self.lost.append(reading.loss(key, where, what, **values))

    def _rows(self, of: str) -> list[tuple[int, dict[str, str]]]:
        table = self.tables[of]
        return [(row[0], dict(zip(table["columns"], row[1:], strict=True))) for row in table["rows"]]

    def _statements(self) -> list[PolisStatement]:
        found: dict[int, PolisStatement] = {}
        for line, row in self._rows("comments"):
            number = number_of(row["comment-id"])
            text = tidy_text(row["comment-body"]).strip()
            if number is None or not text or number in found:
                key = "no_number" if number is None else "no_text" if not text else "number_twice"
                self._lose(key, "comments", line, row["comment-id"])
                continue
            if len(text) > _LONGEST:
                self._lose("long_text", "comments", line, text, most=f"{_LONGEST:,}")
                text = shortened(text, _LONGEST)
            author = number_of(row.get("author-id", ""))
            found[number] = PolisStatement(
                number=number,
                text=text,
                author="" if author is None else str(author),
                moderation=_MODERATION.get(row.get("moderated", "0"), Moderation.waiting),
                seed=row.get("is-seed", "").casefold() == "true",
                said_on=day_of(row.get("timestamp", "")),
                agrees=number_of(row.get("agrees", "")),
            )
        if not found:
            raise _reading(self.tables["comments"]["name"], self.words).refusal("no_statements")
        return [found[number] for number in sorted(found)]

    def _votes(self, known: set[int]) -> tuple[dict[tuple[str, int], tuple[int, date | None]], int]:
        logged: dict[tuple[str, int], tuple[int, date | None]] = {}
        n_superseded = 0
        if "votes" in self.tables:
            logged, n_superseded = self._log(known)
        if "participants" not in self.tables:
            return logged, n_superseded
        matrix = self._matrix(known)
        if not logged:
            return matrix, 0
        differ = sum(logged.get(key, (None,))[0] != matrix.get(key, (None,))[0] for key in {*logged, *matrix})
        if differ:
            self._lose("differ", "participants", 0, f"{differ:,}", votes=self.tables["votes"]["name"])
        return logged, n_superseded

    def _log(self, known: set[int]) -> tuple[dict[tuple[str, int], tuple[int, date | None]], int]:
        """An event log: the last vote counts, by time and then by place in the file."""
        rows = self._rows("votes")
        rows.sort(key=lambda one: number_of(one[1].get("timestamp", "")) or 0)
        found: dict[tuple[str, int], tuple[int, date | None]] = {}
        n = 0
        for line, row in rows:
            number, vote, voter = number_of(row["comment-id"]), vote_of(row["vote"]), number_of(row["voter-id"])
            if number not in known or number is None or vote is None or voter is None:
                key = "no_voter" if voter is None else "no_vote" if vote is None else "no_statement"
                self._lose(key, "votes", line, row["vote"] if key == "no_vote" else row["comment-id"])
                continue
            n += 1
            found[str(voter), number] = (vote, day_of(row.get("timestamp", "")))
        return found, n - len(found)

    def _matrix(self, known: set[int]) -> dict[tuple[str, int], tuple[int, date | None]]:
        found: dict[tuple[str, int], tuple[int, date | None]] = {}
        columns = [(name, int(name)) for name in self.tables["participants"]["columns"] if name.isdigit()]
        for name, number in columns:
            if number not in known:
                self._lose("no_statement", "participants", 0, name)
        for line, row in self._rows("participants"):
            voter = number_of(row["participant"])
            if voter is None:
                self._lose("no_voter", "participants", line, row["participant"])
                continue
            for name, number in columns:
                vote = vote_of(row[name])
                if vote is None and row[name]:
                    self._lose("no_vote", "participants", line, row[name])
                elif vote is not None and number in known:
                    found[str(voter), number] = (vote, None)
        return found

    def _tell_of_columns(self) -> None:
        """What has no place here, where it holds anything."""
        for of, column in (("participants", "xid"), ("comments", "is-meta")):
            if column not in self.tables.get(of, {}).get("columns", ()):
                continue
            n = sum(row[column].casefold() not in ("", "false") for _, row in self._rows(of))
            if n:
                self._lose(column.replace("-", "_"), of, 0, column, n=n)


def _by_number(voter: str) -> int:
    return int(voter)


def _sign(
    statements: Sequence[PolisStatement], votes: Mapping[tuple[str, int], tuple[int, date | None]]
) -> tuple[bool, bool]:
    """Whether -1 means agree, and whether the counts in the comments tell so.

    The number of agrees of each statement is correlated with how often it was voted 1, and -1. Where nothing can be
    told from that, 1 means agree, as in what Polis publishes today.
    """
    agrees = {one.number: one.agrees for one in statements if one.agrees is not None}
    plus, minus = dict.fromkeys(agrees, 0), dict.fromkeys(agrees, 0)
    for (_, number), (vote, _) in votes.items():
        if number in agrees and vote:
            side = plus if vote > 0 else minus
            side[number] += 1
    told = [_correlation(list(agrees.values()), list(side.values())) for side in (plus, minus)]
    if told[0] == told[1]:
        return False, False
    return told[1] > told[0], True


def _correlation(one: Sequence[int | None], other: Sequence[int]) -> float:
    first, second = np.asarray(one, dtype=np.float64), np.asarray(other, dtype=np.float64)
    if len(first) < 2 or first.std() == 0 or second.std() == 0:
        return -1.0
    return round(float(np.corrcoef(first, second)[0, 1]), 6)
