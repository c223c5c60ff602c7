"""Person-shaped measures: one person's goals in their own words, scored together with them, on their own screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from workbench.desk import Desk
from workbench.errors import Refused
from workbench.model import ONE_LIFE, Goal, GoalScore
from workbench.panels.form_panel import FormPanel
from workbench.panels.library import script, style
from workbench.panels.picture import picture_of
from workbench.panels.spoken_date import spoken

__all__ = ["GoalsPanel"]

_CONSENT = ("scope", "may_quote", "may_leave", "consent_until", "consent_wording", "consent_by", "consent_on")


class GoalsPanel(FormPanel):
    """The goals of one person at a time: the page is never sent anybody else's.

    Goals go on from round to round, so those of every cycle of the system are here; what is written goes into this one.
    """

    _esm = script("drawn.js", "goal_together.js", "goal_consent.js", "goals.js")
    _css = style("goals.css", "drawn.css")
    sections = ("goals",)
    follows = frozenset({"goal", "goal_score"})
    kinds = frozenset({"goal", "goal_score"})
    looks = FormPanel.looks | {"person", "picture"}
    pulse_ms = 2500

    def __init__(self, desk: Desk, *, system: str, cycle: str, may_edit: bool = True) -> None:
        super().__init__(desk, system=system, cycle=cycle, may_edit=may_edit)
        self._person = self._whose_life()

    def load(self) -> dict[str, Any]:
        """The people by pseudonym, and the goals and scores of the one chosen."""
        every = self._all_goals()
        goals = sorted((g for g in every if g.person == self._person), key=lambda g: (g.position, g.id))
        today = self._desk.today()
        return {
            "may_edit": self._may_edit,
            "people": sorted({goal.person for goal in every if goal.person}, key=str.casefold),
            "person": self._person,
            "goals": [self._told(goal, n) for n, goal in enumerate((g for g in goals if not g.ended_on), start=1)],
            "away": [self._told(goal, 0) for goal in goals if goal.ended_on],
            "consent": self._consent(goals[0]) if goals else [],
            "today": today.isoformat(),
        }

    def _whose_life(self) -> str:
        """On the page of one person's life, that person; elsewhere nobody is shown until somebody chooses."""
        people = {goal.person for goal in self._all_goals() if goal.person}
        one_life = self._desk.structure.scale_of(self._system) == ONE_LIFE and len(people) == 1
        return people.pop() if one_life else ""

    def _all_goals(self) -> list[Goal]:
        """The goals that may be used: what a person withdrew, or agreed to until a day that is past, is not here."""
        usable = set(self._desk.goals(system=self._system)["id"])
        cycles = self._desk.structure.cycles_of(self._system)
        return [g for cycle in cycles for g in self._desk.store.all(Goal, cycle=cycle.id) if g.id in usable]

    def _told(self, goal: Goal, number: int) -> dict[str, Any]:
        scores = sorted(self._desk.store.all(GoalScore, goal=goal.id), key=lambda s: s.scored_on)
        return {
            **self.values(goal),
            "number": number,
            "ended_said": spoken(goal.ended_on, self.words) if goal.ended_on else "",
            "scores": [
                {
                    "id": one.id,
                    "on": one.scored_on.isoformat(),
                    "day": spoken(one.scored_on, self.words),
                    "score": one.score,
                    "said": one.said,
                }
                for one in scores
            ],
            "change": self._change(scores),
        }

    def _change(self, scores: Sequence[GoalScore]) -> str:
        """How far this one goal has come since its first score, in words; "" with fewer than two."""
        if len(scores) < 2:
            return ""
        by = scores[-1].score - scores[0].score
        key = "up" if by > 0 else "down" if by < 0 else "same"
        change = self.words.say(f"goals.{key}", n=f"{abs(by):g}")
        return self.words.say("goals.change", change=change, day=spoken(scores[0].scored_on, self.words))

    def _consent(self, goal: Goal) -> list[str]:
        """What the person agreed to, in plain sentences."""
        scope = self._desk.scopes_from(self._system).get(goal.scope, goal.scope)
        said = [self.words.say("goals.consent_scope", scope=scope)]
        if not (goal.consent_by or goal.consent_on or goal.consent_wording):
            said.insert(0, self.words.say("goals.consent_none"))
        said.append(self.words.say(f"goals.consent_quote_{'yes' if goal.may_quote else 'no'}"))
        said.append(self.words.say(f"goals.consent_leave_{'yes' if goal.may_leave else 'no'}"))
        if goal.consent_until:
            said.append(self.words.say("goals.consent_until", day=spoken(goal.consent_until, self.words)))
        if goal.consent_by:
            said.append(self.words.say("goals.consent_by", who=goal.consent_by))
        if goal.consent_on:
            said.append(self.words.say("goals.consent_on", day=spoken(goal.consent_on, self.words)))
        return [*said, goal.consent_wording] if goal.consent_wording else said

    # -- commands ---------------------------------------------------------------------------------------------------
    def do_person(self, person: str) -> dict[str, Any]:
        """Look at one person's goals; a pseudonym nobody had begins with none."""
        self._person = " ".join(str(person).split())[:200]
        return self.load()

    def do_picture(self, form: str = "star") -> dict[str, Any]:
        """The star, or the lines, of the person chosen."""
        answer = self._desk.goals_over_time(self._person, system=self._system)
        return picture_of(answer.figure(form="lines" if form == "lines" else "star"))

    def do_score(self, goal: str, scored_on: str, score: Any, said: str = "") -> dict[str, Any] | None:
        """Write down where the person puts themselves on a day, over what was written for that day before.

        Without a score, what was written for that day is taken away again.
        """
        self._sit()
        mine = self._goal(goal)
        there = [s for s in self._desk.store.all(GoalScore, goal=mine.id) if s.scored_on.isoformat() == scored_on]
        if score in ("", None):
            for one in there:
                self._work.remove("goal_score", one.id)
            return None
        values = {"score": score, "said": said}
        if there:
            return self.values(self._work.write("goal_score", there[0].id, values))
        return self.values(self._work.add("goal_score", {"goal": mine.id, "scored_on": scored_on, **values}))

    def do_put_away(self, goal: str, why: str = "") -> None:
        """Put a goal away, with the reason; its scores are kept."""
        self._sit()
        self._work.write("goal", self._goal(goal).id, {"ended_on": self._desk.today().isoformat(), "ended_why": why})

    def do_take_back(self, goal: str) -> None:
        """Take a goal out again."""
        self._sit()
        self._work.write("goal", self._goal(goal).id, {"ended_on": None, "ended_why": ""})

    def do_order(self, goals: Sequence[str]) -> None:
        """Put the goals in this order, which is their order on the star."""
        self._revised("goals.step.ordered", {id: {"position": at} for at, id in enumerate(goals, start=1)})

    def do_consent(self, values: Mapping[str, Any]) -> None:
        """Write down what the person agreed to, for all of their goals."""
        given = {name: values[name] for name in _CONSENT if name in values}
        given |= {name: given[name] or None for name in ("consent_until", "consent_on") if name in given}
        given |= {name: bool(given[name]) for name in ("may_quote", "may_leave") if name in given}
        if "scope" in given and given["scope"] not in self._desk.scopes_from(self._system):
            label = self.words.say("goals.consent")
            raise Refused(self.words.say("forms.problem.no_scope", label=label, value=given["scope"]), field="scope")
        mine = [goal.id for goal in self._all_goals() if goal.person == self._person]
        self._revised("goals.step.consent", dict.fromkeys(mine, given))

    def _revised(self, key: str, changes: Mapping[str, Mapping[str, Any]]) -> None:
        """Change several of this person's goals as one step."""
        self._sit()
        with self._desk.store.step(self.words.say(key), by=self.by, page=self.page) as step:
            for id, given in changes.items():
                step.revise(Goal.model_validate({**self._goal(id).model_dump(), **given}))

    def _goal(self, id: str) -> Goal:
        """A goal of this system.

        Raises
        ------
        Refused
            Where it is another system's.
        """
        found = next((goal for goal in self._all_goals() if goal.id == id), None)
        if found is None:
            raise Refused(self.words.say("goals.no_such_goal"), field="goal")
        return found
