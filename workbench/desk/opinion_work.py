"""What a group does with opinions: open a conversation, write statements, look them over and vote; each act a step."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from hashlib import blake2b
from typing import Any, Final, cast

from workbench.desk.record_work import RecordWork
from workbench.errors import NotAllowed, Refused
from workbench.model import Conversation, Moderation, Record, Statement, Vote
from workbench.store import Step

__all__ = ["MOST_STATEMENTS", "OpinionWork", "voter_of"]

#: As many statements as a file of votes can have columns.
MOST_STATEMENTS: Final = 480
#: Longer than this nobody agrees with the whole of it.
_LONGEST_STATEMENT: Final = 500
#: So often a number that somebody else took in the same moment is given up for the next.
_TRIES: Final = 5


def voter_of(device: str, conversation: str) -> str:
    """The pseudonym of a browser in one conversation: always the same there, another one in every other conversation.

    ``device`` is the long random number a browser made for itself; nobody can be found by trying names.
    """
    return blake2b(device.encode(), key=conversation.encode()[:64], digest_size=12).hexdigest()


class OpinionWork(RecordWork):
    """Acts on the conversations of one group.

    Statements people write and votes are kept under the pseudonym of their browser alone: their steps name nobody and
    no page, so that no history tells who thinks what. They are taken back by the browser that gave them, not by undo.
    """

    def add(self, kind: str, values: Mapping[str, Any], *, made_from: tuple[str, str] | None = None) -> Record:
        """As any record is written; a conversation is open from today where no day is said."""
        if kind == Conversation.kind and not values.get("opened_on"):
            values = {**values, "opened_on": self._today().isoformat()}
        return super().add(kind, values, made_from=made_from)

    # -- the conversation --------------------------------------------------------------------------------------------
    def close(self, conversation: str) -> Conversation:
        """Nobody votes or writes any more; what was found stays."""
        found = self._conversation(conversation)
        with self._step("opinions.step.closed", name=found.name) as step:
            return step.revise(found.model_copy(update={"closed_on": self._today()}))

    def open_again(self, conversation: str) -> Conversation:
        """People vote and write again."""
        found = self._conversation(conversation)
        with self._step("opinions.step.opened", name=found.name) as step:
            return step.revise(found.model_copy(update={"closed_on": None}))

    # -- statements --------------------------------------------------------------------------------------------------
    def begin_with(self, conversation: str, texts: Sequence[str]) -> list[Statement]:
        """The group's own statements to begin with, as one step; a text that is there already is passed over.

        Raises
        ------
        Refused
            Where the conversation is closed or full, or a statement is empty or too long; nothing is written then.
        """
        found = self._open(conversation)
        there = self._statements(conversation)
        known = {_plain(one.text) for one in there}
        new: dict[str, str] = {}
        for text in texts:
            new.setdefault(_plain(text), self._looked_over(text))
        new = {plain: text for plain, text in new.items() if plain not in known}
        self._refuse_too_many(len(there) + len(new))
        number = _next_number(there)
        with self._step("opinions.step.begun_with", n=len(new)) as step:
            return [
                step.add(self._statement(found, number + at, text, seed=True)) for at, text in enumerate(new.values())
            ]

    def say(self, conversation: str, text: str, *, device: str) -> Statement:
        """Somebody's own statement, under the pseudonym of their browser.

        Raises
        ------
        Refused
            Where the conversation is closed or full, or the statement is there already, empty or too long.
        """
        found = self._open(conversation)
        said = self._looked_over(text)
        for attempt in range(_TRIES):
            there = self._statements(conversation)
            self._refuse_too_many(len(there) + 1)
            same = next((one for one in there if _plain(one.text) == _plain(said)), None)
            if same is not None:
                raise Refused(self._words.say("opinions.refused.said_already", number=same.number), field="text")
            new = self._statement(found, _next_number(there), said, written_by=voter_of(device, conversation))
            try:
                with self._unnamed("opinions.step.said") as step:
                    return step.add(new)
            except Refused:
                if attempt == _TRIES - 1:
                    raise
        raise AssertionError("the last attempt returns or raises")

    def unsay(self, statement: str, *, device: str) -> None:
        """Take one's own statement back, as long as nobody else voted on it.

        Raises
        ------
        NotAllowed
            Where it is somebody else's.
        Refused
            Where somebody else voted on it.
        """
        found = self._statement_of(statement)
        me = voter_of(device, found.conversation)
        if found.written_by != me:
            raise NotAllowed(self._words.say("opinions.refused.not_yours"))
        if any(vote.voter != me for vote in self._store.all(Vote, statement=found.id)):
            raise Refused(self._words.say("opinions.refused.voted_on"))
        with self._unnamed("opinions.step.unsaid") as step:
            step.remove(Statement.kind, found.id)

    def moderate(self, statement: str, moderation: str, *, why: str = "") -> Statement:
        """Accept a statement, or put it out, which needs a reason that everybody can read.

        Raises
        ------
        Refused
            Where no reason is given for putting it out.
        """
        found = self._statement_of(statement)
        if moderation not in {one.value for one in Moderation}:
            raise Refused(self._words.say("opinions.refused.no_such_state", state=moderation[:40]), field="moderation")
        if moderation == Moderation.out and not why.strip():
            raise Refused(self._words.say("opinions.refused.why"), field="why")
        changed = {"moderation": Moderation(moderation), "moderated_why": why.strip()}
        with self._step(f"opinions.step.{moderation}", number=found.number) as step:
            return step.revise(Statement.model_validate({**found.model_dump(), **changed}))

    # -- votes -------------------------------------------------------------------------------------------------------
    def vote(self, statement: str, vote: int, *, device: str) -> Vote:
        """What this browser thinks of a statement: 1 agrees, -1 disagrees, 0 passes; the last vote counts.

        Raises
        ------
        Refused
            Where the conversation is closed, the statement was put out, or it is no vote.
        """
        found = self._open_statement(statement)
        if type(vote) is not int or vote not in (-1, 0, 1):
            raise Refused(self._words.say("opinions.refused.no_vote"), field="vote")
        voter = voter_of(device, found.conversation)
        new = Vote(cycle=found.cycle, statement=found.id, voter=voter, vote=vote, voted_on=self._today())
        for attempt in range(_TRIES):
            before = self._vote_of(found.id, voter)
            try:
                with self._unnamed("opinions.step.voted") as step:
                    if before is None:
                        return step.add(new)
                    return step.revise(before.model_copy(update={"vote": vote, "voted_on": self._today()}))
            except Refused:  # two tabs of one browser in the same moment: the other one's vote is there now
                if attempt == _TRIES - 1:
                    raise
        raise AssertionError("the last attempt returns or raises")

    def unvote(self, statement: str, *, device: str) -> None:
        """Take this browser's vote on a statement back, as if there had been none."""
        found = self._open_statement(statement)
        before = self._vote_of(found.id, voter_of(device, found.conversation))
        if before is not None:
            with self._unnamed("opinions.step.unvoted") as step:
                step.remove(Vote.kind, before.id)

    # -- what they are made of ---------------------------------------------------------------------------------------
    def _unnamed(self, key: str) -> AbstractContextManager[Step]:
        """A step of which the history keeps nobody, and a page nobody has: the two together would name who voted.

        As undo looks for the last step of a page, nobody can undo another one's vote either.
        """
        return self._store.step(self._words.say(key), by="", page=secrets.token_hex(8))

    def _conversation(self, id: str) -> Conversation:
        return cast("Conversation", self._of_ours(Conversation.kind, id))

    def _open(self, id: str) -> Conversation:
        found = self._conversation(id)
        if found.closed_on is not None:
            raise Refused(self._words.say("opinions.refused.closed"))
        return found

    def _statement_of(self, id: str) -> Statement:
        return cast("Statement", self._of_ours(Statement.kind, id))

    def _open_statement(self, id: str) -> Statement:
        found = self._statement_of(id)
        self._open(found.conversation)
        if found.moderation is Moderation.out:
            raise Refused(self._words.say("opinions.refused.out"))
        return found

    def _statements(self, conversation: str) -> list[Statement]:
        return self._store.all(Statement, conversation=conversation)

    def _vote_of(self, statement: str, voter: str) -> Vote | None:
        return next(iter(self._store.all(Vote, statement=statement, voter=voter)), None)

    def _statement(self, of: Conversation, number: int, text: str, **more: Any) -> Statement:
        return Statement(cycle=of.cycle, conversation=of.id, number=number, text=text, said_on=self._today(), **more)

    def _looked_over(self, text: object) -> str:
        said = " ".join(text.split()) if isinstance(text, str) else ""
        if not said:
            raise Refused(self._words.say("opinions.refused.empty"), field="text")
        if len(said) > _LONGEST_STATEMENT:
            raise Refused(self._words.say("opinions.refused.too_long", most=_LONGEST_STATEMENT), field="text")
        return said

    def _refuse_too_many(self, n: int) -> None:
        if n > MOST_STATEMENTS:
            raise Refused(self._words.say("opinions.refused.too_many", most=MOST_STATEMENTS))


def _plain(text: object) -> str:
    return " ".join(str(text).split()).casefold()


def _next_number(there: Sequence[Statement]) -> int:
    return max((one.number for one in there), default=0) + 1
