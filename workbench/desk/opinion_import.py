"""Bring in a conversation from the files of Polis: one step, told beforehand, and taken back as one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import Refused
from workbench.exchange.polis import PolisFile, PolisStatement, PolisVote, read_polis
from workbench.exchange.reading import MAX_LOST, Lost, shown
from workbench.model import Conversation, Cycle, Intake, IntakeState, Statement, Vote

if TYPE_CHECKING:
    from workbench.desk.desk import Desk
    from workbench.model.prompts import Words
    from workbench.store import Step

__all__ = ["OpinionImport", "bring_in_opinions", "intakes_of_opinions", "is_opinion_intake", "take_back_opinions"]

#: What tells a conversation of Polis from others, and an intake of it: the beginning of its source's key.
_SOURCE = "polis:"


@dataclass(frozen=True)
class OpinionImport:
    """What was (or, in a preview, would be) brought in.

    ``conversation`` and ``intake`` are ids, None where nothing was written. Statements and votes are new, the same as
    here, or (votes) changed since; ``n_superseded`` votes of the file were changed later in it. ``sentences`` say the
    rest of it, ``lost`` what was left out: where, what, why.
    """

    conversation: str | None
    intake: str | None
    name: str
    n_statements: int
    n_votes: int
    n_changed: int
    n_same: int
    n_voters: int
    sentences: tuple[str, ...]
    lost: tuple[Lost, ...]

    def told(self, words: Words) -> list[str]:
        """What came of it, or would come of it, in sentences."""
        if not (self.n_statements or self.n_votes or self.n_changed):
            return [words.say("polis.told.nothing"), *self.sentences[1:]]
        key = "would" if self.intake is None else "done"
        first = words.say(f"polis.told.{key}", n=_n(self.n_statements))
        return [f"{first} {self.sentences[0]}", *self.sentences[1:]]


def bring_in_opinions(
    desk: Desk,
    paths: Sequence[str | Path],
    *,
    system: str = "",
    name: str = "",
    preview: bool = False,
    encoding: str | None = None,
) -> OpinionImport:
    """Bring statements and votes of one conversation into the newest cycle of a system, as one step.

    A later export of the same conversation (known by its name) adds what is new in it and changes votes that were
    changed since; the same files again change nothing. Participants become pseudonyms such as ``p00012``.

    Raises
    ------
    Refused
        Where a file cannot be taken: one sentence. Nothing has changed then.
    """
    cycle = desk.choice(system=system).cycle
    if cycle is None:
        raise Refused(desk.words.say("home.no_cycle"), field="system")
    file = read_polis(paths, words=desk.words, name=" ".join(name.split()), encoding=encoding)
    found = _Compared(desk, cycle, file)
    result = found.result()
    if preview or not (found.statements or found.votes or found.changed or found.begins):
        return result
    with desk.store.step(desk.words.say("polis.step", name=file.name), by=desk.by, page=desk.page) as step:
        conversation, intake = found.write(step, file=Path(paths[0]).name)
    return replace(result, conversation=conversation.id, intake=intake.id)


class _Compared:
    """A file beside what is here of the same conversation."""

    def __init__(self, desk: Desk, cycle: Cycle, file: PolisFile) -> None:
        self._desk, self._cycle, self._file = desk, cycle, file
        key = f"{_SOURCE}{file.name}"[:200]
        rounds = desk.structure.cycles_of(cycle.system)
        known = [one for c in rounds for one in desk.store.all(Conversation, cycle=c.id, source_key=key)]
        self.here = known[0] if known else None
        self.begins = self.here is None
        self._key = key
        there = desk.store.all(Statement, conversation=self.here.id) if self.here else []
        self._known = {one.number: one for one in there}
        self._votes = {
            (vote.statement, vote.voter): vote for one in there for vote in desk.store.all(Vote, statement=one.id)
        }
        self.statements = [one for one in file.statements if one.number not in self._known]
        self.votes: list[PolisVote] = []
        self.changed: list[Vote] = []
        self.n_same = 0
        for vote in file.votes:
            self._take(vote)

    def _take(self, vote: PolisVote) -> None:
        statement = self._known.get(vote.statement)
        here = self._votes.get((statement.id, _voter(vote.participant))) if statement else None
        if here is None:
            self.votes.append(vote)
        elif here.vote == vote.vote:
            self.n_same += 1
        else:
            self.changed.append(here.model_copy(update={"vote": vote.vote, "voted_on": vote.voted_on}))

    def result(self) -> OpinionImport:
        file = self._file
        other = [one for one in file.statements if (h := self._known.get(one.number)) and h.text != one.text]
        lost = [
            Lost(where="", what=shown(one.text), why=self._desk.words.say("polis.lost.other_text", number=one.number))
            for one in other
        ]
        return OpinionImport(
            conversation=self.here.id if self.here else None,
            intake=None,
            name=file.name,
            n_statements=len(self.statements),
            n_votes=len(self.votes),
            n_changed=len(self.changed),
            n_same=self.n_same,
            n_voters=file.n_voters,
            sentences=tuple(self._told()),
            lost=(*file.lost, *lost)[:MAX_LOST],
        )

    def _told(self) -> Iterable[str]:
        """The account, without the first sentence, which says whether it is done."""
        file, say = self._file, self._desk.words.say
        yield say("polis.told.votes", n=_n(len(self.votes)), voters=f"{file.n_voters:,}")
        for key, n in (("same", self.n_same), ("changed", len(self.changed)), ("superseded", file.n_superseded)):
            if n:
                yield say(f"polis.told.{key}", n=_n(n))
        if file.votes:
            yield say(f"polis.told.{'flipped' if file.flipped else 'straight' if file.sign_known else 'assumed'}")

    def write(self, step: Step, *, file: str) -> tuple[Conversation, Intake]:
        scope = self._desk.structure.scale_of(self._cycle.system)
        conversation = self.here or step.add(
            Conversation(
                cycle=self._cycle.id,
                scope=scope,
                name=self._file.name,
                opened_on=min((one.said_on for one in self._file.statements if one.said_on), default=None),
                source_key=self._key,
            )
        )
        intake = step.add(
            Intake(
                cycle=conversation.cycle,
                scope=scope,
                file=file,
                source=self._key,
                state=IntakeState.done,
                begun_on=self._desk.today(),
                n_rows=len(self._file.statements) + len(self._file.votes),
                n_changed=len(self.changed),
                n_same=self.n_same,
            )
        )
        ids = {number: one.id for number, one in self._known.items()}
        for one in self.statements:
            ids[one.number] = step.add(_statement(one, conversation)).id
        step.add_many(_votes(self.votes, ids, intake))
        for vote in self.changed:
            step.revise(vote)
        return conversation, intake


def _n(n: int) -> int | str:
    """One chooses the word for one; more are written with their thousands apart."""
    return n if n == 1 else f"{n:,}"


def _voter(participant: str) -> str:
    """Participants in the order of their numbers, also when pseudonyms are sorted: Polis begins with the first."""
    return f"p{int(participant):05d}"


def _statement(one: PolisStatement, conversation: Conversation) -> Statement:
    return Statement(
        cycle=conversation.cycle,
        conversation=conversation.id,
        number=one.number,
        text=one.text,
        written_by=_voter(one.author) if one.author else "",
        seed=one.seed,
        moderation=one.moderation,
        said_on=one.said_on,
    )


def _votes(votes: Iterable[PolisVote], ids: Mapping[int, str], intake: Intake) -> Iterable[Vote]:
    for vote in votes:
        yield Vote.model_construct(
            cycle=intake.cycle,
            statement=ids[vote.statement],
            voter=_voter(vote.participant),
            vote=vote.vote,
            voted_on=vote.voted_on,
            intake=intake.id,
        )


def is_opinion_intake(intake: Intake) -> bool:
    """Whether an import brought statements and votes."""
    return intake.source.startswith(_SOURCE)


def intakes_of_opinions(desk: Desk, system: str) -> list[Intake]:
    """The files of conversations brought into a system and not taken back, newest first."""
    rounds = desk.structure.cycles_of(system)
    every = [one for cycle in rounds for one in desk.store.all(Intake, cycle=cycle.id)]
    ours = [one for one in every if is_opinion_intake(one) and one.state is IntakeState.done]
    return sorted(ours, key=lambda one: one.id, reverse=True)


def take_back_opinions(desk: Desk, intake: str) -> str:
    """Take back what an import brought, as one step that can be undone; says what went.

    The conversation goes with all its parts; where people have voted or written here since, or another import brought
    more of it, only the votes of this import go that nobody changed.

    Raises
    ------
    Refused
        Where there is no such import, or it was taken back already.
    """
    found = desk.store.find(Intake, intake)
    if found is None or not is_opinion_intake(found) or found.state is not IntakeState.done:
        raise Refused(desk.words.say("opinions.refused.no_import"))
    conversation = next(
        iter(desk.store.all(Conversation, cycle=found.cycle, source_key=found.source)),
        None,
    )
    statements = desk.store.all(Statement, conversation=conversation.id) if conversation else []
    votes = [vote for one in statements for vote in desk.store.all(Vote, statement=one.id)]
    ours = [vote for vote in votes if vote.intake == found.id]
    whole = len(ours) == len(votes) and all(one.created_at == found.created_at for one in statements)
    name = conversation.name if conversation else found.source.removeprefix(_SOURCE)
    key = "taken_back" if whole else "votes_back"
    with desk.store.step(desk.words.say("polis.step_back", name=name), by=desk.by, page=desk.page) as step:
        gone = [vote for vote in ours if vote.version == 1]
        if whole and conversation is not None:
            gone = ours
            step.remove(Conversation.kind, conversation.id)
        else:
            for vote in gone:
                step.remove(Vote.kind, vote.id)
        step.revise(found.model_copy(update={"state": IntakeState.taken_back}))
    return desk.words.say(f"polis.told.{key}", n=_n(len(gone)))
