"""“We noticed …”: an observation is written down together with what it was seen in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from workbench.desk.record_work import RecordWork
from workbench.errors import Refused
from workbench.model import (
    BULK,
    EVERYDAY,
    EvidenceLink,
    Observation,
    Record,
    SenseNote,
    SenseSession,
    SessionPhase,
    Stance,
)
from workbench.store import Step

__all__ = ["MAY_BE_EVIDENCE", "MOST_BESIDE", "NoticingWork"]

#: More pieces than this are not laid beside one observation; which they were is then only said in words.
MOST_BESIDE = 200
#: What the frame is made of, and what somebody wrote for themselves alone, is no evidence.
_NO_EVIDENCE = {"scale", "system", "cycle", "cycle_link", "evidence_link", "map_item", "capture_form", "intake"}
_PRIVATE = {"sense_note", "pod_entry", "coding", "coding_done", "coding_unit", "coding_round"}
#: The kinds of record that may be laid beside an observation as evidence.
MAY_BE_EVIDENCE = frozenset(EVERYDAY) - BULK - _NO_EVIDENCE - _PRIVATE
_OPEN = (SessionPhase.alone, SessionPhase.together)


class NoticingWork(RecordWork):
    """What a group notices in what it gathered, in one cycle.

    ``beside`` names the records in which it was seen, as (kind, id); the first ``MOST_BESIDE`` of them are laid beside
    it as evidence.
    """

    def running_session(self) -> SenseSession | None:
        """The session of this cycle that is going on, the one held last where there are several; None without one."""
        going_on = (one for one in self._store.all(SenseSession, cycle=self.cycle) if one.phase in _OPEN)
        return max(going_on, key=_held, default=None)

    def notice(self, values: Mapping[str, Any], *, beside: Sequence[tuple[str, str]] = ()) -> Observation:
        """Write an observation down, with what it was seen in as evidence for it: one step, one undo.

        Where nobody says when, who or in which session, it is today, whoever sits here, and the session going on.

        Raises
        ------
        Problems
            Where anything cannot be kept; nothing was.
        Refused
            Where a piece is another group's, or is of a kind that is no evidence.
        Gone
            Where a piece is no longer there.
        """
        given = dict(values)
        given["noticed_on"] = given.get("noticed_on") or self._today().isoformat()
        given["noticed_by"] = given.get("noticed_by") or self._by()
        running = self.running_session()
        if running is not None:
            given.setdefault("sense_session", running.id)
        new = self._new(Observation.kind, given)
        laid = self._laid(beside)
        with self._step("forms.added.observation") as step:
            made = Observation.model_validate(step.add(new).model_dump())
            self._lay_all(step, laid, made)
        return made

    def note(self, values: Mapping[str, Any], *, session: str, beside: Sequence[tuple[str, str]] = ()) -> SenseNote:
        """Write a note for oneself in a session: the others see it once it is revealed. Raises as ``notice`` does."""
        new = self._new(SenseNote.kind, {**values, "sense_session": session, "revealed_on": None})
        laid = self._laid(beside)
        with self._step("forms.added.sense_note") as step:
            made = SenseNote.model_validate(step.add(new).model_dump())
            self._lay_all(step, laid, made)
        return made

    # -- the pieces ---------------------------------------------------------------------------------------------------
    def _laid(self, beside: Sequence[tuple[str, str]]) -> list[Record]:
        """The records these pairs name, each once and at most so many."""
        pairs = [pair for pair in beside if isinstance(pair, list | tuple) and len(pair) == len(("kind", "id"))]
        if len(pairs) != len(beside) or not all(isinstance(word, str) for pair in pairs for word in pair):
            raise Refused(self._words.say("noticing.no_pieces"), field="beside")
        named = list(dict.fromkeys((kind, id) for kind, id in pairs))[:MOST_BESIDE]
        unfit = next((kind for kind, _ in named if kind not in MAY_BE_EVIDENCE), None)
        if unfit is not None:
            raise Refused(self._words.say("evidence.unknown_kind", kind=unfit[:40]), field="beside")
        return [self._of_ours(kind, id) for kind, id in named]

    def _lay_all(self, step: Step, pieces: Sequence[Record], target: Record) -> None:
        for piece in pieces:
            step.add(
                EvidenceLink(
                    cycle=self.cycle,
                    source_kind=piece.kind,
                    source=piece.id,
                    target_kind=target.kind,
                    target=target.id,
                    stance=Stance.supports,
                )
            )


def _held(one: SenseSession) -> tuple[date, str, str]:
    return (one.held_on or date.min, one.created_at.isoformat() if one.created_at else "", one.id)
