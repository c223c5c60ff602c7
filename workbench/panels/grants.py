"""Learning-based grants: from an expression of interest to outcomes that are agreed at the end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench.desk import Desk
from workbench.desk.grant_work import GrantWork
from workbench.model import Grant, GrantState, Multiplier, Outcome, OutcomeTalk, Stage
from workbench.panels.cycle_in_words import cycle_in_words
from workbench.panels.form_panel import FormPanel
from workbench.panels.library import script, style
from workbench.panels.picture import picture_of
from workbench.panels.spoken_date import spoken
from workbench.patterns.local_multiplier import lm3

__all__ = ["GrantsPanel"]

#: What a grant has from when it was awarded on.
_UNDER_WAY = (GrantState.awarded, GrantState.ended)


class GrantsPanel(FormPanel):
    """The grants of one group, in every round of its system: a grant goes on from round to round."""

    _esm = script("picture.js", "grant_outcomes.js", "grant_parts.js", "grants.js")
    _css = style("grants.css", "picture.css")
    sections = ("grants",)
    follows = frozenset({"grant", "outcome", "outcome_talk", "multiplier", "cycle", "system"})
    work = GrantWork
    _work: GrantWork
    kinds = frozenset({"grant", "outcome", "outcome_talk", "multiplier"})
    looks = FormPanel.looks | {"open", "picture"}
    pulse_ms = 1_500

    def __init__(self, desk: Desk, *, system: str, cycle: str, may_edit: bool = True) -> None:
        super().__init__(desk, system=system, cycle=cycle, may_edit=may_edit)
        self._shown = ""

    def load(self) -> dict[str, Any]:
        """The grants, the newest first, and the one that is looked at."""
        found = self._grants()
        one = next((grant for grant in found if grant.id == self._shown), None)
        return {
            "may_edit": self._may_edit,
            "today": self._desk.today().isoformat(),
            "rows": [self._row(grant) for grant in found],
            "open": self._shown,
            "one": None if one is None else self._one(one),
        }

    def _grants(self) -> list[Grant]:
        cycles = self._desk.structure.cycles_of(self._system)
        found = [grant for cycle in cycles for grant in self._desk.store.all(Grant, cycle=cycle.id)]
        return sorted(found, key=lambda grant: grant.id, reverse=True)

    def _row(self, grant: Grant) -> dict[str, Any]:
        return {
            "id": grant.id,
            "title": grant.title or self.words.say("grants.no_title"),
            "organisation": grant.organisation,
            "state": grant.state.value,
            "since": self._since(grant),
        }

    def _since(self, grant: Grant) -> str:
        """Where a grant stands, with the day since when."""
        on = {
            GrantState.submitted: grant.submitted_on,
            GrantState.awarded: grant.decided_on,
            GrantState.declined: grant.decided_on,
            GrantState.ended: grant.ended_on,
        }.get(grant.state)
        key = f"grants.since.{grant.state.value}"
        return self.words.say(key, on=spoken(on, self.words)) if on else self.words.say(f"grants.state.{grant.state}")

    # -- one grant ----------------------------------------------------------------------------------------------------
    def _one(self, grant: Grant) -> dict[str, Any]:
        known = self._desk.structure
        own = {cycle.id for cycle in known.cycles_of(self._system)}
        stages = {m.stage: m for m in self._desk.store.all(Multiplier, grant=grant.id)}
        outcomes = sorted(self._desk.store.all(Outcome, grant=grant.id), key=lambda o: (o.position, o.id))
        return {
            **self._row(grant),
            "row": self.values(grant),
            "under_way": grant.state in _UNDER_WAY,
            "outcomes": [self._outcome(outcome) for outcome in outcomes],
            "rounds": {stage.value: self._rounds(stages.get(stage)) for stage in Stage},
            "cycle": cycle_in_words(known, grant.grantee_cycle or ""),
            "cycles": [[c.id, cycle_in_words(known, c.id)] for c in known.cycles if c.id not in own],
            "scales": [[scale.id, scale.name] for scale in known.scales],
        }

    def _outcome(self, outcome: Outcome) -> dict[str, Any]:
        """An outcome with the talks about it, the latest first."""
        talks = sorted(self._desk.store.all(OutcomeTalk, outcome=outcome.id), key=lambda t: (t.held_on, t.id))
        later = [*(talk.wording_then for talk in talks[1:]), outcome.wording]
        told = [
            {
                "id": talk.id,
                "on": spoken(talk.held_on, self.words),
                "people": talk.people,
                "said": talk.said,
                "before": talk.wording_then if talk.wording_then.strip() != then.strip() else "",
            }
            for talk, then in zip(talks, later, strict=False)  # without a talk there is only today's wording
        ]
        agreed = spoken(outcome.agreed_on, self.words) if outcome.agreed_on else ""
        said = self.words.say("grants.agreed", on=agreed, by=outcome.agreed_by) if agreed else ""
        return {**self.values(outcome), "agreed": said, "talks": told[::-1]}

    def _rounds(self, found: Multiplier | None) -> dict[str, Any] | None:
        if found is None:
            return None
        made = lm3(found.round_1_pence, found.round_2_pence, found.round_3_pence)
        return {
            **self.values(found),
            "lm3": "" if made is None else f"{made:.2f}",
            "pounds": [f"£{getattr(found, f'round_{n}_pence') / 100:,.2f}".removesuffix(".00") for n in (1, 2, 3)],
            "on": spoken(found.noted_on, self.words) if found.noted_on else "",
        }

    # -- commands -----------------------------------------------------------------------------------------------------
    def do_open(self, id: str) -> dict[str, Any]:
        """Look at one grant; "" goes back to the list."""
        self._shown = str(id)
        return self.load()

    def do_begin(self) -> dict[str, Any]:
        """Begin an expression of interest, as a draft with nothing in it, and look at it."""
        self._sit("grant")
        self._shown = self._work.add("grant", {}).id
        return self.load()

    def do_submit(self, grant: str) -> None:
        """Submit a draft; what it lacks is told field by field."""
        self._sit()
        self._work.submit(grant)

    def do_take_back(self, grant: str) -> None:
        """Make what was submitted a draft again."""
        self._sit()
        self._work.take_back(grant)

    def do_decide(self, grant: str, awarded: bool, values: Mapping[str, Any]) -> None:
        """Award or decline, with why."""
        self._allow("grant", values)
        self._work.decide(grant, values, awarded=bool(awarded))

    def do_end(self, grant: str) -> None:
        """End a grant."""
        self._sit()
        self._work.end(grant)

    def do_talk(self, outcome: str, values: Mapping[str, Any], wording: str = "") -> None:
        """Write down a talk about an outcome, and the wording it led to."""
        self._allow("outcome_talk", values)
        self._work.talk(outcome, values, wording=str(wording))

    def do_settle(self, outcome: str, state: str, by: str = "", why: str = "") -> None:
        """Agree on an outcome, set it aside, or make it provisional again."""
        self._sit()
        self._work.settle(outcome, state, by=str(by or ""), why=str(why or ""))

    def do_rounds(self, grant: str, stage: str, values: Mapping[str, Any]) -> None:
        """Write down the three rounds, predicted or actual."""
        self._allow("multiplier", values)
        self._work.rounds(grant, stage, values)

    def do_share(self, grant: str, cycle: str | None = None) -> None:
        """Name the cycle that is shared with the grantee, or take its name away."""
        self._sit()
        self._work.share(grant, cycle or None)

    def do_open_cycle(self, grant: str, name: str, scale: str) -> None:
        """Begin a cycle for the grantee, and share it."""
        self._sit()
        self._work.open_cycle(grant, str(name), scale=str(scale))

    def do_picture(self) -> dict[str, Any]:
        """The local multipliers, drawn."""
        return picture_of(self._desk.local_multiplier(cycle=self._cycle).figure())
