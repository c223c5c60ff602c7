"""What a group does in its sessions and on its pattern board; each act is one step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter

from workbench.desk.noticing_work import MOST_BESIDE, NoticingWork
from workbench.errors import Refused, Stale
from workbench.model import (
    EvidenceLink,
    Observation,
    PlanStep,
    Record,
    SenseNote,
    SenseSession,
    SessionPhase,
    Stance,
)

__all__ = ["SenseWork"]

_STEPS = TypeAdapter(tuple[PlanStep, ...])
#: Of which phase one may go on to which.
_NEXT = {
    SessionPhase.planned: {SessionPhase.alone, SessionPhase.together},
    SessionPhase.alone: {SessionPhase.together},
    SessionPhase.together: {SessionPhase.alone, SessionPhase.closed},
    SessionPhase.closed: {SessionPhase.together},
}


class SenseWork(NoticingWork):
    """Acts on the sessions of one cycle, and on what is noticed, what it could mean and what could be done."""

    # -- a session ----------------------------------------------------------------------------------------------------
    def plan_session(self, values: Mapping[str, Any], *, steps: Sequence[Mapping[str, Any]] = ()) -> SenseSession:
        """Plan a session; ``steps`` are title, minutes and text. Raises Problems where anything cannot be kept."""
        plan = _STEPS.validate_python([dict(step) for step in steps])
        new = self._new(SenseSession.kind, {**values, "phase": SessionPhase.planned.value})
        with self._step("forms.added.sense_session") as step:
            return SenseSession.model_validate(step.add(new.model_copy(update={"plan": plan})).model_dump())

    def set_plan(
        self, session: str, steps: Sequence[Mapping[str, Any]], *, was: Sequence[Mapping[str, Any]] | None = None
    ) -> SenseSession:
        """Put these steps in the place of a session's plan; ``was`` are the steps the page had.

        Raises
        ------
        Stale
            Where somebody else changed the plan meanwhile.
        pydantic.ValidationError
            Where a step has no title, or lasts less than one or more than 480 minutes.
        """
        found = self._session(session)
        plan = _STEPS.validate_python([dict(step) for step in steps])
        if was is not None and _STEPS.validate_python([dict(step) for step in was]) != found.plan:
            by = found.revised_by or found.created_by or self._words.say("forms.problem.somebody")
            said = self._words.say("forms.problem.changed_meanwhile", by=by)
            theirs = [step.model_dump() for step in found.plan]
            raise Stale(said, kind=found.kind, id=found.id, yours={"plan": list(steps)}, theirs={"plan": theirs})
        checked = SenseSession.model_validate({**found.model_dump(), "plan": plan})
        with self._step("sense_session.step.plan") as step:
            return step.revise(checked)

    def go_to(self, session: str, phase: str, *, at: str = "") -> SenseSession:
        """Go on to a phase: everybody writes alone, all notes are shown (together), closed, or together again.

        Going together shows every note of the session written so far, in the same step. ``at`` is the time on the
        clock (10:05) of whoever begins a session, written down where it has none.

        Raises
        ------
        Refused
            Where that phase cannot follow, or another session of this cycle is going on.
        """
        found, wanted = self._session(session), _phase(phase)
        if wanted is None or wanted not in _NEXT[found.phase]:
            raise Refused(self._words.say("sense_session.not_now"))
        running = self.running_session()
        if wanted is not SessionPhase.closed and running is not None and running.id != found.id:
            raise Refused(self._words.say("sense_session.another_runs", name=running.name))
        begun: dict[str, Any] = {"phase": wanted}
        if found.phase is SessionPhase.planned:
            begun |= {"held_on": self._today(), "starts_at": at or found.starts_at}
        changed = SenseSession.model_validate({**found.model_dump(), **begun})
        with self._step(f"sense_session.step.{wanted}") as step:
            made = step.revise(changed)
            for note in self._unseen(found.id) if wanted is SessionPhase.together else ():
                step.revise(note.model_copy(update={"revealed_on": self._today()}))
        return made

    def _unseen(self, session: str) -> list[SenseNote]:
        return [note for note in self._store.all(SenseNote, sense_session=session) if note.revealed_on is None]

    def _session(self, session: str) -> SenseSession:
        return SenseSession.model_validate(self._own_record(SenseSession.kind, session).model_dump())

    # -- notes become observations ------------------------------------------------------------------------------------
    def observe(self, notes: Sequence[str], values: Mapping[str, Any]) -> Observation:
        """Make one observation of notes that say the same: they led to it, and their evidence goes along.

        ``values`` are those of the observation. Who noticed it is left open, as notes are shown without names.

        Raises
        ------
        Refused
            Where no note is named, or one is not shown yet.
        Problems
            Where anything cannot be kept.
        """
        named = [self._of_ours(SenseNote.kind, id) for id in dict.fromkeys(notes)]
        found = [SenseNote.model_validate(note.model_dump()) for note in named]
        if not found or any(note.revealed_on is None for note in found):
            raise Refused(self._words.say("sense_session.not_shown"))
        given = {"noticed_on": self._today().isoformat(), **values, "sense_session": found[0].sense_session}
        new = self._new(Observation.kind, {**_seen_of(found), **given})
        with self._step("sense_session.step.observed", n=len(found)) as step:
            made = Observation.model_validate(step.add(new).model_dump())
            for note in found:
                step.add(self._led_to(note, made))
            for source_kind, source, stance in self._beside(found):
                step.add(_link(self.cycle, (source_kind, source), made, stance))
        return made

    def _beside(self, notes: Sequence[SenseNote]) -> list[tuple[str, str, Stance]]:
        """What lies beside these notes, each piece once."""
        every = self._store.all(EvidenceLink, target_kind=SenseNote.kind)
        links = [link for note in notes for link in every if link.target == note.id]
        return list(dict.fromkeys((link.source_kind, link.source, link.stance) for link in links))[:MOST_BESIDE]


def _seen_of(notes: Sequence[SenseNote]) -> dict[str, str]:
    """What notes were about, where it is one thing; else every one of them in a line of its own."""
    seen = list(dict.fromkeys(note.seen_in for note in notes if note.seen_in))
    looked = list(dict.fromkeys(note.looked_at for note in notes if note.looked_at))
    return {"seen_in": seen[0] if len(seen) == 1 else "", "looked_at": "\n".join(looked)}


def _link(cycle: str, source: tuple[str, str], target: Record, stance: Stance) -> EvidenceLink:
    return EvidenceLink(
        cycle=cycle,
        source_kind=source[0],
        source=source[1],
        target_kind=target.kind,
        target=target.id,
        stance=stance,
    )


def _phase(phase: str) -> SessionPhase | None:
    return SessionPhase(phase) if phase in list(SessionPhase) else None
