"""A group stewards its cycle: it reviews it again and again, and says which groups stand round it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from workbench.desk.record_work import RecordWork
from workbench.errors import Refused
from workbench.model import Cycle, GovernanceGroup, Record, Review, ReviewNote
from workbench.model.review_prompt import review_prompts

__all__ = ["ReviewWork"]

_ANSWER = frozenset({"state", "note"})
_CONVENED = frozenset({"convened", "convened_for"})


class ReviewWork(RecordWork):
    """Acts on the reviews of one cycle and the groups round it, each one step that can be undone."""

    def add(self, kind: str, values: Mapping[str, Any], *, made_from: tuple[str, str] | None = None) -> Record:
        """As any record is written; a review is held today where no day is said."""
        if kind == Review.kind and not values.get("held_on"):
            values = {**values, "held_on": self._today().isoformat()}
        return super().add(kind, values, made_from=made_from)

    def answer(
        self, review: str, prompt: str, values: Mapping[str, Any], *, was: Mapping[str, Any] | None = None
    ) -> ReviewNote:
        """Say something to one prompt of a review: ``state``, ``note``, or both.

        The first answer keeps the wording that was asked; later ones leave it, whatever the templates say by then.
        ``was`` is what the page had there; nothing written yet is None or "".

        Raises
        ------
        Problems
            Where anything cannot be kept.
        Refused
            Where there is no such prompt, or something else would be written.
        Stale
            Where somebody else said something else to the same prompt meanwhile.
        """
        if not set(values) <= _ANSWER:
            raise Refused(self._words.say("review.refused.only_answers"))
        found = self._own_record(Review.kind, review)
        there = self._said(found.id, prompt)
        if there is None:
            asked = next((one for one in review_prompts(self._words) if one.key == prompt), None)
            if asked is None:
                raise Refused(self._words.say("review.refused.no_prompt"), field="prompt")
            said = {**values, "review": found.id, "prompt": asked.key, "asked": asked.ask}
            try:
                return cast(ReviewNote, super().add(ReviewNote.kind, said))
            except Refused:
                # Two people began the same answer in one moment: the second is laid over the first, or refused as late.
                there = self._said(found.id, prompt)
                if there is None:
                    raise
        return cast(ReviewNote, self.write(ReviewNote.kind, there.id, values, was=was))

    def _said(self, review: str, prompt: str) -> ReviewNote | None:
        return next(iter(self._store.all(ReviewNote, review=review, prompt=prompt)), None)

    def end_group(self, group: str, *, ended: bool) -> GovernanceGroup:
        """A group meets no more from today, or goes on after all; what it was stays readable."""
        found = cast(GovernanceGroup, self._own_record(GovernanceGroup.kind, group))
        changes = {"ended_on": self._today(), "next_on": None} if ended else {"ended_on": None}
        with self._step(f"governance_groups.step.{'ended' if ended else 'goes_on'}", name=found.name) as step:
            return step.revise(found.model_copy(update=changes))

    def convene(self, values: Mapping[str, Any], *, was: Mapping[str, Any] | None = None) -> Cycle:
        """Say whether this cycle is a standing body or was convened for one issue, and for which.

        Raises
        ------
        Refused
            Where something else of the cycle would be written.
        pydantic.ValidationError
            Where it does not fit.
        Stale
            Where somebody else said otherwise meanwhile.
        """
        if not set(values) <= _CONVENED:
            raise Refused(self._words.say("governance_groups.refused.only_convened"))
        found = self._store.get(Cycle, self.cycle)
        now = {"convened": str(found.convened or ""), "convened_for": found.convened_for}
        given = {field: str(value or "") for field, value in values.items()}
        before = {field: str(value or "") for field, value in (was or {}).items()}
        self._refuse_changed(found, given, before, now=now)
        told = {**found.model_dump(), **given}
        changed = Cycle.model_validate({**told, "convened": told["convened"] or None})
        with self._step("governance_groups.step.convened") as step:
            return step.revise(changed)
