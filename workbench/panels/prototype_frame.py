"""The prototype frame, drawn: what is inside a prototype, what stands round it, and what presses on it."""

from __future__ import annotations

from typing import Any

from workbench.desk import Desk
from workbench.desk.codesign_work import CodesignWork
from workbench.model import Experiment, ExperimentShape, FrameNote
from workbench.panels.form_panel import FormPanel
from workbench.panels.library import script, style

__all__ = ["PrototypeFramePanel"]


class PrototypeFramePanel(FormPanel):
    """The frame of one experiment of a cycle: notes in its regions, conditions that become something in one action.

    Which frame is open is known to this panel only.
    """

    _esm = script("print_sheet.js", "prototype_frame.js")
    _css = style("print_sheet.css", "prototype_frame.css")
    sections = ("prototype_frame",)
    follows = frozenset({"experiment", "frame_note", "countermeasure", "issue", "evidence_link"})
    work = CodesignWork
    _work: CodesignWork
    kinds = frozenset({"frame_note", "countermeasure", "issue"})
    looks = FormPanel.looks | {"pick"}

    def __init__(self, desk: Desk, *, system: str, cycle: str, may_edit: bool = True) -> None:
        super().__init__(desk, system=system, cycle=cycle, may_edit=may_edit)
        self._picked = ""

    def load(self) -> dict[str, Any]:
        """The experiments of the cycle, prototypes first, and the notes on the frame of the one that is open."""
        experiments = sorted(
            self._desk.store.all(Experiment, cycle=self._cycle),
            key=lambda x: (x.shape is not ExperimentShape.prototype, x.id),
        )
        picked = next((x for x in experiments if x.id == self._picked), experiments[0] if experiments else None)
        return {
            "may_edit": self._may_edit,
            "experiments": [[x.id, x.title] for x in experiments],
            "picked": picked.id if picked else "",
            "title": picked.title if picked else "",
            "notes": self._notes(picked.id) if picked else [],
        }

    def _notes(self, experiment: str) -> list[dict[str, Any]]:
        store = self._desk.store
        became: dict[str, list[dict[str, Any]]] = {}
        for made in self._desk.prototype_frame(experiment).finding.made.to_dict("records"):
            told = {name: made[name] for name in ("kind", "id", "text")}
            told["row"] = self.values(store.get(made["kind"], made["id"]))
            became.setdefault(made["note"], []).append(told)
        notes = store.all(FrameNote, experiment=experiment)
        return [{**self.values(note), "became": became.get(note.id, [])} for note in notes]

    # -- commands ---------------------------------------------------------------------------------------------------
    def do_pick(self, experiment: str) -> dict[str, Any]:
        """Open the frame of an experiment."""
        self._picked = experiment
        return self.load()

    def do_turn(self, note: str, into: str) -> dict[str, Any]:
        """Make a countermeasure or an issue of a condition."""
        self._sit()
        return self.values(self._work.turn_condition(note, into))
