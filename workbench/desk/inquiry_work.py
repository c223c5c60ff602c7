"""A group's work on appreciative inquiry: rounds that follow one another, and the wordings of their questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from workbench.desk.record_work import RecordWork
from workbench.errors import Problems, Refused
from workbench.model import Inquiry, OpeningQuestion, Record, Story
from workbench.store import Step

__all__ = ["InquiryWork"]

#: More wordings than this are not taken into a round at once.
_MOST_WORDINGS = 20


class InquiryWork(RecordWork):
    """Acts on the rounds of inquiry of one group, each one step that can be undone."""

    def add(self, kind: str, values: Mapping[str, Any], *, made_from: tuple[str, str] | None = None) -> Record:
        """As any record is written; a round is dated."""
        if kind == Inquiry.kind:
            values = {**values, "opened_on": values.get("opened_on") or self._today().isoformat()}
        return super().add(kind, values, made_from=made_from)

    def write(self, kind: str, id: str, values: Mapping[str, Any], *, was: Mapping[str, Any] | None = None) -> Record:
        """As any record is changed; a wording people agreed to, or told a story to, is never changed.

        Raises
        ------
        Problems
            Where such a wording or its language would be changed: a new wording follows it instead.
        """
        if kind == OpeningQuestion.kind and {"wording", "language"} & set(values):
            found = cast(OpeningQuestion, self._own_record(kind, id))
            if found.agreed_on is not None or self._store.all(Story, opening_question=found.id):
                field = "wording" if "wording" in values else "language"
                raise Problems({field: self._words.say("inquiry.wording_stands")})
        return super().write(kind, id, values, was=was)

    def agree_to(self, question: str) -> OpeningQuestion:
        """Say that the group agrees to a wording; the wording before it is no longer asked from now on.

        Raises
        ------
        Refused
            Where it was agreed to already.
        """
        found = self._own_question(question)
        if found.agreed_on is not None:
            raise Refused(self._words.say("inquiry.agreed_already"))
        with self._step("inquiry.step.agreed") as step:
            self._end(step, self._store.find(OpeningQuestion, found.follows) if found.follows else None)
            return step.revise(found.model_copy(update={"agreed_on": self._today(), "ended_on": None}))

    def reword(self, question: str, values: Mapping[str, Any]) -> OpeningQuestion:
        """Propose another wording in the place of one; that one is asked until the new one is agreed to.

        ``values`` may hold wording, made_with, language and scope, as they come from a page.

        Raises
        ------
        Refused
            Where another wording follows it already.
        Problems
            Where it is word for word the same, or something does not fit.
        """
        before = self._own_question(question)
        if self._store.all(OpeningQuestion, follows=before.id):
            raise Refused(self._words.say("inquiry.reworded_already"))
        given = {"language": before.language, "scope": before.scope, **values, "inquiry": before.inquiry}
        new = cast(OpeningQuestion, self._new(OpeningQuestion.kind, given))
        if " ".join(new.wording.split()) == " ".join(before.wording.split()):
            raise Problems({"wording": self._words.say("inquiry.same_wording")})
        with self._step("inquiry.step.reworded") as step:
            return step.add(new.model_copy(update={"follows": before.id}))

    def end(self, question: str) -> OpeningQuestion:
        """Say that a question is no longer asked; its stories keep it. Where it has ended already nothing changes."""
        found = self._own_question(question)
        if found.ended_on is not None:
            return found
        with self._step("inquiry.step.ended") as step:
            return step.revise(found.model_copy(update={"ended_on": self._today()}))

    def ask_again(self, question: str) -> OpeningQuestion:
        """Ask a question again that was no longer asked."""
        found = self._own_question(question)
        with self._step("inquiry.step.asked_again") as step:
            return step.revise(found.model_copy(update={"ended_on": None}))

    def close(self, inquiry: str, *, closed: bool) -> Inquiry:
        """End a round, or open it again."""
        found = cast(Inquiry, self._own_record(Inquiry.kind, inquiry))
        with self._step("inquiry.step.closed" if closed else "inquiry.step.opened") as step:
            return step.revise(found.model_copy(update={"closed_on": self._today() if closed else None}))

    def begin_next(
        self, inquiry: str, values: Mapping[str, Any], *, keep: Sequence[str] = (), wordings: Sequence[str] = ()
    ) -> Inquiry:
        """Begin the round that follows one, which ends; one step.

        Parameters
        ----------
        inquiry
            The round before; its questions are no longer asked in it.
        values
            The fields of the new round, as they come from a page.
        keep
            Ids of its questions that are asked in the next round as well, in the same words and agreed to from today.
        wordings
            New questions, proposed for the next round.

        Raises
        ------
        Problems
            Where anything cannot be kept; nothing was written then.
        Refused
            Where another round follows it already, or a question is none of its own.
        """
        before = cast(Inquiry, self._own_record(Inquiry.kind, inquiry))
        if self._store.all(Inquiry, follows=before.id):
            raise Refused(self._words.say("inquiry.followed_already"))
        own = {q.id: q for q in self._store.all(OpeningQuestion, inquiry=before.id)}
        if not set(keep) <= set(own):
            raise Refused(self._words.say("inquiry.not_of_this_round"))
        new = self._new(Inquiry.kind, {**values, "opened_on": values.get("opened_on") or self._today().isoformat()})
        said = [wording for wording in wordings if str(wording or "").strip()][:_MOST_WORDINGS]
        proposed = [self._new(OpeningQuestion.kind, {"wording": wording, "scope": before.scope}) for wording in said]
        kept = [own[id] for id in dict.fromkeys(keep)]
        with self._step("inquiry.step.next") as step:
            made = cast(Inquiry, step.add(new.model_copy(update={"follows": before.id})))
            for question in own.values():
                self._end(step, question)
            for question in kept:
                again = {"follows": question.id, "agreed_on": self._today(), "ended_on": None, "inquiry": made.id}
                step.add(_anew(question, self.cycle, again))
            for one in proposed:
                step.add(one.model_copy(update={"inquiry": made.id}))
            step.revise(before.model_copy(update={"closed_on": before.closed_on or self._today()}))
            return made

    def _own_question(self, id: str) -> OpeningQuestion:
        return cast(OpeningQuestion, self._own_record(OpeningQuestion.kind, id))

    def _end(self, step: Step, question: OpeningQuestion | None) -> None:
        if question is not None and question.ended_on is None:
            step.revise(question.model_copy(update={"ended_on": self._today()}))


def _anew(question: OpeningQuestion, cycle: str, changes: Mapping[str, Any]) -> OpeningQuestion:
    """The same question as a record of its own, in this cycle."""
    said = question.model_dump(include={"scope", "wording", "made_with", "language", "own_answers"})
    return OpeningQuestion.model_validate({**said, "cycle": cycle, **changes})
