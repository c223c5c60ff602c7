"""The experiments of a cycle: the list, and the card of the one that is open, everything on it changed in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from workbench.desk import Desk
from workbench.desk.codesign_work import CodesignWork
from workbench.desk.map_state import MapState
from workbench.errors import Refused
from workbench.model import (
    CaptureForm,
    Countermeasure,
    Cycle,
    DataPlan,
    Experiment,
    ExperimentStatus,
    Map,
    MapKind,
    Rule,
)
from workbench.panels.form_panel import FormPanel
from workbench.panels.library import script, style

__all__ = ["ExperimentsPanel"]

_FILES = (
    *("map_draw.js", "map_book.js", "map_net.js", "map_pick.js", "print_sheet.js"),
    *("experiment_parts.js", "data_plan.js", "experiment_print.js", "experiments.js"),
)
_ORDER = list(ExperimentStatus)


class ExperimentsPanel(FormPanel):
    """The experiments of one cycle beside the card of the one that is open.

    Which card is open is known to this panel only, so that two people may look at two of them, or both at one.
    """

    _esm = script(*_FILES)
    _css = style("map.css", "print_sheet.css", "experiments.css")
    sections = ("experiments", "portfolio", "prompt_card", "map")
    follows = frozenset(
        {
            "experiment",
            "rule",
            "data_plan",
            "capture_form",
            "countermeasure",
            "series",
            "thing",
            "link",
            "map",
            "cycle",
            "system",
        }
    )
    work = CodesignWork
    _work: CodesignWork
    kinds = frozenset({"experiment", "countermeasure", "data_plan", "rule"})
    looks = FormPanel.looks | {"pick", "map"}

    def __init__(self, desk: Desk, *, system: str, cycle: str, may_edit: bool = True) -> None:
        super().__init__(desk, system=system, cycle=cycle, may_edit=may_edit)
        self._picked = ""

    def load(self) -> dict[str, Any]:
        """Every experiment of the cycle, the card of the one that is open, and what can be picked on it."""
        experiments = sorted(
            self._desk.store.all(Experiment, cycle=self._cycle), key=lambda x: (_ORDER.index(x.status), x.id)
        )
        picked = next((x for x in experiments if x.id == self._picked), experiments[0] if experiments else None)
        known = self._desk.structure
        system, rounds = known.system(self._system), known.cycles_of(self._system)
        cycle = next(c for c in rounds if c.id == self._cycle)
        return {
            "may_edit": self._may_edit,
            "where": f"{system.name} · {cycle.name}",
            "place": {"system": self._system, "cycle": self._cycle},
            "experiments": [self._line(x) for x in experiments],
            "picked": picked.id if picked else "",
            "card": self._card(picked) if picked else None,
            "rules": [self.values(rule) for rule in self._desk.store.all(Rule, cycle=self._cycle)],
            "others": self._others(picked, {s.id: s.name for s in known.systems}),
            "maps": self._maps(rounds),
            "series": [[s.id, s.name] for s in self._of("series", rounds)],
            "capture_forms": [self._own_form(form) for form in self._of("capture_form", rounds)],
            "prompts": {p["key"]: p for p in self.words.section("prompts.codesign").get("prompt", []) if "key" in p},
        }

    @staticmethod
    def _line(experiment: Experiment) -> dict[str, str]:
        return {
            "id": experiment.id,
            "title": experiment.title,
            "status": str(experiment.status),
            "experiment_kind": str(experiment.experiment_kind),
        }

    def _card(self, experiment: Experiment) -> dict[str, Any]:
        answer = self._desk.experiment_card(experiment.id)
        store = self._desk.store
        return {
            "row": self.values(experiment),
            "rows": answer.table.to_dict("records"),
            "touches": answer.finding.touches.to_dict("records"),
            "countermeasures": [self.values(c) for c in store.all(Countermeasure, experiment=experiment.id)],
            "plans": [self.values(p) for p in store.all(DataPlan, experiment=experiment.id)],
        }

    def _of(self, kind: str, rounds: Sequence[Cycle]) -> list[Any]:
        """Records of these rounds."""
        return [record for cycle in rounds for record in self._desk.store.all(kind, cycle=cycle.id)]

    def _maps(self, rounds: Sequence[Cycle]) -> list[list[str]]:
        """The system's maps: those of this round first, and maps of factors before maps of actors."""
        maps: list[Map] = self._of("map", rounds)
        maps.sort(key=lambda m: (m.cycle != self._cycle, m.map_kind is not MapKind.factor, m.id))
        return [[m.id, m.name] for m in maps]

    def _others(self, picked: Experiment | None, names: Mapping[str, str]) -> list[list[str]]:
        """What else is being tried, here and elsewhere, of what this group may see; ``names`` are those of systems."""
        seen = self._desk.evidence("experiment", system=self._system, everywhere=True)
        return [
            [row["id"], f"{row['title']} · {names[row['system']]}"]
            for row in seen["experiment"].sort_values("title").to_dict("records")
            if picked is None or row["id"] != picked.id
        ]

    @staticmethod
    def _own_form(form: CaptureForm) -> dict[str, Any]:
        asked = [q.model_dump(mode="json") for q in form.questions]
        return {"id": form.id, "name": form.name, "version": form.version, "questions": asked}

    # -- commands ---------------------------------------------------------------------------------------------------
    def do_pick(self, experiment: str) -> dict[str, Any]:
        """Open the card of an experiment; with none named, or one that is gone, the first there is."""
        self._picked = experiment
        return self.load()

    def do_map(self, map: str) -> dict[str, Any]:
        """One map of the system, to pick on."""
        if map not in [id for id, _ in self._maps(self._desk.structure.cycles_of(self._system))]:
            raise Refused(self.words.say("experiments.refused.gone"), field="map")
        return MapState(self._desk.store, map, words=self.words).state()

    def do_mark(self, experiment: str, field: str, id: str, on: bool) -> None:
        """Pick a thing, a link, a rule or another experiment, or let it go."""
        self._sit()
        self._work.mark(experiment, field, id, on=bool(on))

    def do_status(self, experiment: str, status: str) -> None:
        """Say where an experiment stands."""
        self._sit()
        self._work.set_status(experiment, status)

    def do_next_round(self, experiment: str) -> dict[str, Any]:
        """Begin the next round of an experiment."""
        self._sit()
        return self.values(self._work.next_round(experiment))

    def do_plan(self, values: dict[str, Any], form: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add a line to the data plan, with the form it is written on where that is a new one."""
        self._sit()
        if form is None:
            return self.values(self._work.add("data_plan", values))
        name, questions = str(form.get("name", "")), form.get("questions", ())
        return self.values(self._work.plan_with_form(values, name=name, questions=questions))

    def do_ask(self, form: str, questions: Sequence[dict[str, Any]]) -> dict[str, Any]:
        """Change what a form of our own asks."""
        self._sit()
        return self._own_form(self._work.ask(form, questions))

    def do_hold(self, experiment: str, values: dict[str, Any]) -> dict[str, Any]:
        """Add a rule or principle that holds for an experiment at once."""
        self._sit()
        return self.values(self._work.hold(experiment, values))
