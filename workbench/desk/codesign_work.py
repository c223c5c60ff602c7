"""What a group does with its experiments beyond filling in their fields; each act is one step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from workbench.desk.record_work import RecordWork
from workbench.errors import Refused, Stale
from workbench.model import (
    CaptureForm,
    Countermeasure,
    DataPlan,
    EvidenceLink,
    Experiment,
    ExperimentStatus,
    FrameNote,
    FrameRegion,
    Issue,
    Level,
    Owner,
    OwnQuestion,
    QuestionKind,
    Record,
    Rule,
    Stance,
)
from workbench.model.shortened import shortened

__all__ = ["CodesignWork"]

#: A countermeasure is named in the register, where very long words would hide the others.
_LONGEST_NAMED = 200
_LONGEST_QUESTION = 200
_MARKED = {"touches": ("thing", "link"), "rules": ("rule",), "links_to": ("experiment",)}
_CHOOSING = (QuestionKind.choice, QuestionKind.several)
#: What the next round does not take over: when it was, and what came of it.
_OF_ONE_ROUND: dict[str, Any] = {
    "status": ExperimentStatus.designing,
    "started_on": None,
    "ended_on": None,
    "what_happened": "",
    "ending": None,
    "ending_why": "",
}


def _as_new(record: Record, **changes: Any) -> dict[str, Any]:
    """The content of a record for another one made from it."""
    kept = record.model_dump(exclude={"id", "created_at", "created_by", "revised_at", "revised_by", "version"})
    return {**kept, **changes}


class CodesignWork(RecordWork):
    """Acts on the experiments of one cycle, their data plans, frames, rules and principles."""

    def mark(self, experiment: str, field: str, id: str, *, on: bool) -> Experiment:
        """Pick something on a card or let it go: ``touches`` (a thing or link), ``rules``, ``links_to``.

        Two people who pick at the same time both keep their picks.

        Raises
        ------
        Refused
            Where the field holds no such picks, or what was picked is not there.
        """
        if field not in _MARKED:
            raise Refused(self._words.say("experiments.refused.no_field", field=field[:40]))
        if on and id == experiment:
            raise Refused(self._words.say("experiments.refused.itself"), field=field)
        if on and not any(self._store.find(kind, id) for kind in _MARKED[field]):
            raise Refused(self._words.say("experiments.refused.gone"), field=field)
        try:
            return self._marked(experiment, field, id, on=on)
        except Stale:  # somebody picked at the same moment; theirs is read again and kept
            return self._marked(experiment, field, id, on=on)

    def _marked(self, experiment: str, field: str, id: str, *, on: bool) -> Experiment:
        found = self._ours(experiment)
        now = tuple(i for i in getattr(found, field) if i != id) + ((id,) if on else ())
        with self._step("experiments.step.marked", title=found.title) as step:
            return step.revise(found.model_copy(update={field: now}))

    def set_status(self, experiment: str, status: str) -> Experiment:
        """Say where an experiment stands; it is dated when it first runs and when it ends, and undated when it goes on.

        Raises
        ------
        Refused
            Where there is no such status.
        """
        found = self._ours(experiment)
        if status not in list(ExperimentStatus):
            raise Refused(self._words.say("experiments.refused.no_status", status=status[:40]), field="status")
        changes: dict[str, Any] = {"status": ExperimentStatus(status)}
        if status == ExperimentStatus.running:
            changes["started_on"] = found.started_on or self._today()
        changes["ended_on"] = (found.ended_on or self._today()) if status == ExperimentStatus.ended else None
        said = self._words.say(f"experiments.value.status.{status}")
        with self._step("experiments.step.status", title=found.title, status=said) as step:
            return step.revise(found.model_copy(update=changes))

    def next_round(self, experiment: str) -> Experiment:
        """Begin the next round: the same design, data plan and frame, linked to the round before it."""
        old = self._ours(experiment)
        title = self._words.say("experiments.next_round_title", title=old.title)
        changes = {**_OF_ONE_ROUND, "title": title[:200], "links_to": (old.id, *old.links_to), "cycle": self.cycle}
        with self._step("experiments.step.next_round", title=old.title) as step:
            made = step.add(Experiment.model_validate(_as_new(old, **changes)))
            for plan in self._store.all(DataPlan, experiment=old.id):
                again = _as_new(plan, experiment=made.id, cycle=self.cycle, starts_on=None, ends_on=None)
                step.add(DataPlan.model_validate(again))
            for note in self._store.all(FrameNote, experiment=old.id):
                copy = step.add(FrameNote.model_validate(_as_new(note, experiment=made.id, cycle=self.cycle)))
                for link in self._store.all(EvidenceLink, source=note.id, stance=Stance.led_to):
                    step.add(EvidenceLink.model_validate(_as_new(link, source=copy.id, cycle=self.cycle)))
        return made

    def plan_with_form(
        self, values: Mapping[str, Any], *, name: str, questions: Sequence[Mapping[str, Any]]
    ) -> DataPlan:
        """Add a line to a data plan together with the form it is written on.

        ``values`` are those of a data plan; ``questions`` have label, question_kind, help and choices.

        Raises
        ------
        Refused
            Where the form has no name, or asks nothing that can be answered; Problems, by field, where something of the
            line does not fit. Nothing is written then.
        """
        found = self._ours(str(values.get("experiment", "")))
        name = " ".join(name.split())
        if not name:
            raise Refused(self._words.say("experiments.plan.no_name"), field="name")
        asked = self._asked(questions, name=name, before=())
        plan = cast(DataPlan, self._new("data_plan", {**values, "form": "capture_entry"}))
        form = CaptureForm.model_validate(
            {"cycle": self.cycle, "scope": found.scope, "name": name, "experiment": found.id, "questions": asked}
        )
        with self._step("experiments.step.plan_with_form", name=name) as step:
            made = step.add(form)
            return step.add(plan.model_copy(update={"capture_form": made.id}))

    def ask(self, form: str, questions: Sequence[Mapping[str, Any]]) -> CaptureForm:
        """Change what a form of our own asks; a question taken out is no longer asked, and keeps its answers.

        Raises
        ------
        Refused
            Where nothing would be asked, or a question cannot be answered.
        """
        found = self._store.get(CaptureForm, form)
        asked = self._asked(questions, name=found.name, before=found.questions)
        kept = {q.key for q in asked}
        gone = tuple(q.model_copy(update={"asked": False}) for q in found.questions if q.key not in kept)
        with self._step("experiments.step.asked", name=found.name) as step:
            return step.revise(found.model_copy(update={"questions": (*asked, *gone)}))

    def hold(self, experiment: str, values: Mapping[str, Any]) -> Rule:
        """Add a rule or principle to the cycle, and let it hold for this experiment."""
        found = self._ours(experiment)
        rule = cast(Rule, self._new("rule", {"scope": found.scope, "since": self._today().isoformat(), **values}))
        with self._step("experiments.step.held", wording=rule.wording[:60]) as step:
            made = step.add(rule)
            step.revise(found.model_copy(update={"rules": (*found.rules, made.id)}))
        return made

    def drop_rule(self, rule: str) -> None:
        """Remove a rule or principle, and take it off the cards it held for."""
        found = self._store.get(Rule, rule)
        holding = [x for x in self._store.all(Experiment, cycle=found.cycle) if rule in x.rules]
        with self._step("principles.step_removed", wording=found.wording[:60]) as step:
            for experiment in holding:
                step.revise(experiment.model_copy(update={"rules": tuple(r for r in experiment.rules if r != rule)}))
            step.remove("rule", rule)

    def turn_condition(self, note: str, into: str) -> Countermeasure | Issue:
        """Make a countermeasure or an issue of a system condition; the link between them is kept.

        Raises
        ------
        Refused
            Where the note is no condition, or became that already.
        """
        found = self._store.get(FrameNote, note)
        if found.region is not FrameRegion.condition:
            raise Refused(self._words.say("prototype_frame.refused.not_a_condition"), field="region")
        if into not in ("countermeasure", "issue"):
            raise Refused(self._words.say("prototype_frame.refused.no_kind", into=into[:40]))
        links = self._store.all(EvidenceLink, source=note, target_kind=into, stance=Stance.led_to)
        if links:
            raise Refused(self._words.say("prototype_frame.refused.already"))
        record = self._shield(found) if into == "countermeasure" else self._issue(found)
        with self._step(f"experiments.step.condition_{into}") as step:
            made = step.add(record)
            step.add(self._led_to(found, made))
        return made

    def _shield(self, note: FrameNote) -> Countermeasure:
        condition = shortened(note.text, _LONGEST_NAMED)
        return Countermeasure(
            cycle=self.cycle,
            scope=self._ours(note.experiment).scope,
            what=self._words.say("prototype_frame.made.shield", condition=condition),
            shields_from=note.text,
            experiment=note.experiment,
            from_on=self._today(),
        )

    def _issue(self, note: FrameNote) -> Issue:
        return Issue(
            cycle=self.cycle,
            scope=self._ours(note.experiment).scope,
            description=note.text,
            level=Level.system,
            owner=Owner.leadership,
            raised_by=self._by(),
            raised_on=self._today(),
        )

    def _ours(self, experiment: str) -> Experiment:
        found = self._store.get(Experiment, experiment)
        if found.cycle != self.cycle:
            raise Refused(self._words.say("experiments.refused.not_ours"))
        return found

    def _asked(
        self, questions: Sequence[Mapping[str, Any]], *, name: str, before: tuple[OwnQuestion, ...]
    ) -> tuple[OwnQuestion, ...]:
        """The questions as a form keeps them: those there were keep their keys, new ones get one nobody has had."""
        known = {q.key for q in before}
        free = (f"q{n}" for n in range(1, len(known) + len(questions) + 1) if f"q{n}" not in known)
        made = []
        for n, question in enumerate(questions, start=1):
            label = " ".join(str(question.get("label", "")).split())
            kind = QuestionKind(str(question.get("question_kind", "text")))
            choices = tuple(c for c in (" ".join(str(c).split()) for c in question.get("choices", ())) if c)
            self._answerable(n, label, kind, choices)
            key = str(question.get("key", ""))
            made.append(
                OwnQuestion(
                    key=key if key in known else next(free),
                    label=label,
                    question_kind=kind,
                    help=str(question.get("help", "")),
                    choices=choices if kind in _CHOOSING else (),
                )
            )
        if not made:
            raise Refused(self._words.say("experiments.plan.no_question", name=name), field="questions")
        return tuple(made)

    def _answerable(self, n: int, label: str, kind: QuestionKind, choices: tuple[str, ...]) -> None:
        if not label:
            raise Refused(self._words.say("experiments.plan.no_label", n=n), field="questions")
        if len(label) > _LONGEST_QUESTION:
            most = _LONGEST_QUESTION
            raise Refused(self._words.say("experiments.plan.long_label", n=n, most=most), field="questions")
        if kind in _CHOOSING and len(choices) < 2:
            raise Refused(self._words.say("experiments.plan.no_choices", n=n), field="questions")
