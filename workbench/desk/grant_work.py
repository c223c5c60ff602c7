"""The way of a learning-based grant, from a draft to outcomes that are agreed at the end; each act is one step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from workbench.desk.record_work import RecordWork
from workbench.desk.structure import Structure
from workbench.errors import Problems, Refused
from workbench.model import (
    Cycle,
    Grant,
    GrantState,
    Multiplier,
    Outcome,
    OutcomeState,
    OutcomeTalk,
    Record,
    System,
)

__all__ = ["GrantWork"]

#: What a submitted expression of interest needs; a registration number is up to the organisation.
_NEEDED = ("contact", "organisation", "title", "aim", "estimate_pence")


class GrantWork(RecordWork):
    """Acts on the grants of one group."""

    def write(self, kind: str, id: str, values: Mapping[str, Any], *, was: Mapping[str, Any] | None = None) -> Record:
        """As any record is changed; an outcome gets another wording by a talk, so that the earlier one is kept."""
        if kind == Outcome.kind and "wording" in values:
            raise Refused(self._words.say("grants.by_a_talk"), field="wording")
        return super().write(kind, id, values, was=was)

    # -- the way of a grant -------------------------------------------------------------------------------------------
    def submit(self, grant: str) -> Grant:
        """Submit a draft.

        Raises
        ------
        Problems
            Where something is missing: a sentence for each field. The draft stays as it is.
        Refused
            Where it is no draft.
        """
        found = self._in_state(grant, GrantState.draft)
        form = self.form(Grant.kind, found)
        missing = [
            field for field in _NEEDED if getattr(found, field) in ("", None) or not str(getattr(found, field)).strip()
        ]
        if missing:
            raise Problems({f: self._words.say("grants.submit_needs", label=form.label(f)) for f in missing})
        return self._goes(found, GrantState.submitted, submitted_on=self._today())

    def take_back(self, grant: str) -> Grant:
        """Make a submitted expression of interest a draft again, so that it can be written on."""
        return self._goes(self._in_state(grant, GrantState.submitted), GrantState.draft, submitted_on=None)

    def decide(self, grant: str, values: Mapping[str, Any], *, awarded: bool) -> Grant:
        """Award or decline what was submitted; ``values`` are decided_why and awarded_pence, as they come from a page.

        Raises
        ------
        Problems
            Where nobody says why, or either cannot be kept.
        Refused
            Where it was not submitted.
        """
        found = self._in_state(grant, GrantState.submitted)
        pence = values.get("awarded_pence") if awarded else None
        given = {"decided_why": values.get("decided_why"), "awarded_pence": pence}
        changed = cast(Grant, self._changed(found, given))
        if not changed.decided_why.strip():
            raise Problems({"decided_why": self._words.say("grants.needs_why")})
        state = GrantState.awarded if awarded else GrantState.declined
        return self._goes(changed, state, decided_on=self._today())

    def end(self, grant: str) -> Grant:
        """End an awarded grant; what is still provisional stays so, and can be agreed on afterwards."""
        return self._goes(self._in_state(grant, GrantState.awarded), GrantState.ended, ended_on=self._today())

    def share(self, grant: str, cycle: str | None) -> Grant:
        """Name the learning cycle that funder and grantee share; None takes the name away.

        Raises
        ------
        Gone
            Where there is no such cycle.
        """
        found = self._own_grant(grant)
        if cycle is not None:
            self._store.get(Cycle, cycle)
        with self._step("grants.step_shared" if cycle else "grants.step_not_shared") as step:
            return step.revise(found.model_copy(update={"grantee_cycle": cycle}))

    def open_cycle(self, grant: str, name: str, *, scale: str) -> Grant:
        """Begin a system for the grantee beside our own, with its first cycle, and share that cycle: one step.

        Raises
        ------
        Refused
            Where there is no such scale, or no name.
        """
        found, known = self._own_grant(grant), Structure.read(self._store)
        if not name.strip():
            raise Refused(self._words.say("grants.cycle_needs_name"), field="name")
        if scale not in {s.id for s in known.scales}:
            raise Refused(self._words.say("home.no_scale", scale=scale), field="scale")
        own = self.system_of()
        beside = next((s.part_of for s in known.systems if s.id == own), None)
        with self._step("grants.step_opened", name=name.strip()) as step:
            made = step.add(System(name=name, scale=scale, part_of=beside))
            first = self._words.say("home.first_cycle")
            cycle = step.add(Cycle(system=made.id, name=first, opened_on=self._today()))
            return step.revise(found.model_copy(update={"grantee_cycle": cycle.id}))

    # -- its outcomes -------------------------------------------------------------------------------------------------
    def talk(self, outcome: str, values: Mapping[str, Any], *, wording: str = "") -> Outcome:
        """Write down a talk about an outcome, with the wording it had then; ``wording`` is what it became, if another.

        Raises
        ------
        Problems
            Where anything cannot be kept.
        Refused
            Where the outcome was agreed or set aside: it has to be taken up again first.
        """
        found = self._own_outcome(outcome)
        self._refuse_settled(found, wording)
        held = self._new(OutcomeTalk.kind, {**values, "outcome": outcome, "wording_then": found.wording})
        reworded = wording.strip() and wording.strip() != found.wording.strip()
        with self._step("grants.step_reworded" if reworded else "grants.step_talked") as step:
            step.add(held)
            return step.revise(self._reworded(found, wording)) if reworded else found

    def settle(self, outcome: str, state: str, *, by: str, why: str = "") -> Outcome:
        """Agree on an outcome, set it aside, or make it provisional again; ``why`` is written down as a talk.

        Raises
        ------
        Problems
            Where nobody is named who agreed, or an outcome is set aside without saying why.
        Refused
            Where there is no such state.
        """
        found = self._own_outcome(outcome)
        if state not in list(OutcomeState):
            raise Refused(self._words.say("panel.unknown_command", name=str(state)[:40]))
        if state == OutcomeState.agreed and not by.strip():
            raise Problems({"agreed_by": self._words.say("grants.needs_by")})
        if state == OutcomeState.set_aside and not why.strip():
            raise Problems({"said": self._words.say("grants.needs_why_set_aside")})
        agreed = state == OutcomeState.agreed
        changed = Outcome.model_validate(
            {
                **found.model_dump(),
                "state": state,
                "agreed_on": self._today() if agreed else None,
                "agreed_by": by if agreed else "",
            }
        )
        said = {"outcome": outcome, "held_on": self._today().isoformat(), "people": by, "said": why}
        held = self._new(OutcomeTalk.kind, {**said, "wording_then": found.wording}) if why.strip() else None
        with self._step(f"grants.step_{state}") as step:
            if held is not None:
                step.add(held)
            return step.revise(changed)

    def rounds(self, grant: str, stage: str, values: Mapping[str, Any]) -> Multiplier:
        """Write down the three rounds of one stage, over those written down before.

        Raises
        ------
        Problems
            Where anything cannot be kept.
        """
        self._own_grant(grant)
        there = [m for m in self._store.all(Multiplier, grant=grant) if m.stage == stage]
        given = {"noted_on": self._today().isoformat(), **values}
        if there:
            return cast(Multiplier, self.write(Multiplier.kind, there[0].id, given))
        return cast(Multiplier, self.add(Multiplier.kind, {**given, "grant": grant, "stage": stage}))

    # -- what they are made of ----------------------------------------------------------------------------------------
    def _own_grant(self, grant: str) -> Grant:
        return cast(Grant, self._own_record(Grant.kind, grant))

    def _own_outcome(self, outcome: str) -> Outcome:
        return cast(Outcome, self._own_record(Outcome.kind, outcome))

    def _in_state(self, grant: str, state: GrantState) -> Grant:
        found = self._own_grant(grant)
        if found.state != state:
            now, needed = (self._words.say(f"grants.state.{s}") for s in (found.state, state))
            raise Refused(self._words.say("grants.other_state", now=now, needed=needed))
        return found

    def _goes(self, grant: Grant, state: GrantState, **values: Any) -> Grant:
        changed = Grant.model_validate({**grant.model_dump(), "state": state, **values})
        with self._step(f"grants.step_{state}") as step:
            return step.revise(changed)

    def _refuse_settled(self, outcome: Outcome, wording: str) -> None:
        if outcome.state is not OutcomeState.provisional and wording.strip() not in ("", outcome.wording.strip()):
            raise Refused(self._words.say("grants.settled"), field="wording")

    @staticmethod
    def _reworded(outcome: Outcome, wording: str) -> Outcome:
        return Outcome.model_validate({**outcome.model_dump(), "wording": wording})
