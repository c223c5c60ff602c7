"""The debrief: planned or hot, in the order of the sandwich, written down as fast as people speak."""

from __future__ import annotations

from collections import Counter
from typing import Any

from workbench.desk import Desk
from workbench.errors import Refused
from workbench.model import Debrief, DebriefEntry, Experiment, ExperimentStatus
from workbench.panels.attachments import WithAttachments
from workbench.panels.form_panel import FormPanel
from workbench.panels.led_to import LedTo
from workbench.panels.library import script, style
from workbench.panels.spoken_date import spoken

__all__ = ["DebriefPanel"]


class DebriefPanel(WithAttachments, FormPanel):
    """The debriefs of a cycle: begin or call one, write down what is said, make issues and stories of it, read it.

    Which debrief is open is known to this panel only, so that two people may look at two of them.
    """

    _esm = script("debrief_entry.js", "debrief_write.js", "debrief_read.js", "debrief.js")
    _css = style("debrief.css")
    sections = ("debrief", "attach")
    follows = frozenset(
        {"debrief", "debrief_entry", "evidence_link", "experiment", "issue", "story", "measure", "countermeasure"}
        | {"attachment"}
    )
    kinds = frozenset({"debrief", "debrief_entry", "issue", "story", "measure"})
    looks = FormPanel.looks | {"open", "open_for"}

    def __init__(self, desk: Desk, *, system: str, cycle: str, may_edit: bool = True) -> None:
        super().__init__(desk, system=system, cycle=cycle, may_edit=may_edit)
        self._open = ""

    def load(self) -> dict[str, Any]:
        """Every debrief of the cycle, newest first, and the entries of the one that is open."""
        store = self._desk.store
        debriefs = sorted(store.all(Debrief, cycle=self._cycle), key=lambda d: (d.held_on, d.id), reverse=True)
        n = Counter(entry.debrief for entry in store.all(DebriefEntry, cycle=self._cycle))
        experiments = store.all(Experiment, cycle=self._cycle)
        titles = {experiment.id: experiment.title for experiment in experiments}
        opened = next((d for d in debriefs if d.id == self._open), None)
        return {
            "may_edit": self._may_edit,
            "today": self._desk.today().isoformat(),
            "by": self.by,
            "debriefs": [self._line(d, n[d.id], titles) for d in debriefs],
            "names": sorted({name for d in debriefs for name in (d.recorder, *d.present) if name}),
            "experiments": [[e.id, e.title] for e in experiments if e.status is not ExperimentStatus.ended],
            "asked_for": self._open,
            "open": self._whole(opened, titles) if opened else None,
        }

    def _line(self, debrief: Debrief, n: int, titles: dict[str, str]) -> dict[str, Any]:
        return {
            "id": debrief.id,
            "held_on": debrief.held_on.isoformat(),
            "day": spoken(debrief.held_on, self.words),
            "debrief_kind": str(debrief.debrief_kind),
            "about": debrief.about,
            "recorder": debrief.recorder,
            "experiment": titles.get(debrief.experiment or "", ""),
            "n": n,
        }

    def _whole(self, debrief: Debrief, titles: dict[str, str]) -> dict[str, Any]:
        entries = self._desk.store.all(DebriefEntry, debrief=debrief.id)
        entries.sort(key=lambda entry: (str(entry.created_at), entry.id))
        made = LedTo.read(self._desk, system=self._system).made_of("debrief_entry")
        return {
            "debrief": {**self.values(debrief), "day": spoken(debrief.held_on, self.words)},
            "experiment": titles.get(debrief.experiment or "", ""),
            "entries": [{**self.values(entry), "became": made.get(entry.id, [])} for entry in entries],
            "attachments": self.attachments("debrief").get(debrief.id, []),
        }

    # -- commands ---------------------------------------------------------------------------------------------------
    def do_open(self, debrief: str) -> dict[str, Any]:
        """Open a debrief, or (with none named) go back to the list."""
        self._open = debrief
        return self.load()

    def do_open_for(self, kind: str, id: str) -> dict[str, Any]:
        """Open the debrief in which something was said that led to this record."""
        entry = LedTo.read(self._desk, system=self._system).came_from(kind).get(id)
        found = self._desk.store.find(DebriefEntry, entry) if entry else None
        if found is None:
            raise Refused(self.words.say("debrief.head.gone"))
        return self.do_open(found.debrief)
