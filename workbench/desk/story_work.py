"""A group's work on stories beyond their fields: the question each was told to, and what tellers take back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench.desk.personal_work import PersonalWork
from workbench.desk.structure import Structure
from workbench.errors import Problems
from workbench.model import ONE_LIFE, PUBLIC, Cycle, OpeningQuestion, Record, Story

__all__ = ["StoryWork"]


class StoryWork(PersonalWork):
    """Acts on the stories of one group."""

    personal = Story.kind

    def scopes(self) -> dict[str, str]:
        """The circles a teller can choose, the group's own first, each in plain words; the narrowest comes second."""
        known = Structure.read(self._store)
        own = known.system(self._store.get(Cycle, self.cycle).system)
        wider = super().scopes()
        named = {own.scale: self._words.say("stories.scope.own", name=own.name)}
        if ONE_LIFE not in wider and any(scale.id == ONE_LIFE for scale in known.scales):
            named[ONE_LIFE] = self._words.say("stories.scope.person")
        by_id = {system.id: system for system in known.systems}
        at, passed = own, {own.id}
        while (at := by_id.get(at.part_of or "", at)).id not in passed:
            passed.add(at.id)
            named[at.scale] = self._words.say("stories.scope.circle", name=at.name)
        named[PUBLIC] = self._words.say("stories.scope.public")
        order = [own.scale, *([ONE_LIFE] if ONE_LIFE in named else []), *wider]
        return {scale: named.get(scale, wider.get(scale, scale)) for scale in dict.fromkeys(order)}

    def add(self, kind: str, values: Mapping[str, Any], *, made_from: tuple[str, str] | None = None) -> Record:
        """As any record is written; a story keeps the wording it was told to.

        Raises
        ------
        Problems
            Where anything cannot be kept, or nobody has agreed to the wording yet.
        """
        if kind == Story.kind:
            values = self._told_to(values)
        return super().add(kind, values, made_from=made_from)

    def write(self, kind: str, id: str, values: Mapping[str, Any], *, was: Mapping[str, Any] | None = None) -> Record:
        """As any record is changed; the wording a story was told to is that of the question chosen, and no other.

        Raises
        ------
        Problems
            Where the wording of a chosen question would be written over.
        """
        if kind == Story.kind:
            values = self._kept_wording(id, self._told_to(values))
        return super().write(kind, id, values, was=was)

    def _told_to(self, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """The values of a story with the wording and the round of the opening question that was chosen."""
        found = self.found((OpeningQuestion.kind,), values.get("opening_question"))
        if not isinstance(found, OpeningQuestion):
            return values
        if found.agreed_on is None:
            raise Problems({"opening_question": self._words.say("stories.not_agreed_yet")})
        return {**values, "question": found.wording, "inquiry": values.get("inquiry") or found.inquiry}

    def _kept_wording(self, id: str, values: Mapping[str, Any]) -> Mapping[str, Any]:
        before = self._store.find(Story, id) if isinstance(id, str) else None
        if before is None or "question" not in values or "opening_question" in values or not before.opening_question:
            return values
        if values["question"] != before.question:
            raise Problems({"question": self._words.say("stories.wording_kept")})
        return values
