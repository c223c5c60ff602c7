"""Write something down from anywhere: one button on every page, a small sheet, only the questions that matter now."""

from __future__ import annotations

from datetime import date
from typing import Any

from workbench.desk import Desk
from workbench.errors import Problems
from workbench.model import Debrief, DebriefKind
from workbench.panels.attachments import WithAttachments
from workbench.panels.form_panel import FormPanel
from workbench.panels.library import script, style
from workbench.panels.spoken_date import spoken

__all__ = ["QuickCapture"]


class QuickCapture(WithAttachments, FormPanel):
    """An issue, a story, a spend, a task, a goal score, or something for the next debrief."""

    _esm = script("quick_capture.js")
    _css = style("quick_capture.css")
    sections = ("quick_capture", "attach")
    follows = frozenset({"goal", "debrief", "attachment"})
    kinds = frozenset({"issue", "story", "spend", "task", "goal_score", "debrief_entry"})
    pulse_ms = 10_000

    def __init__(self, desk: Desk, *, system: str, cycle: str, may_edit: bool = True) -> None:
        super().__init__(desk, system=system, cycle=cycle, may_edit=may_edit)

    def load(self) -> dict[str, Any]:
        """What the sheet needs: the day, and the goals that can be scored."""
        goals = self._desk.goals(system=self._system)
        goals = goals[(goals["cycle"] == self._cycle) & goals["ended_on"].isna()]
        labels = [[str(row["id"]), f"{row['person']}: {row['wording']}"] for row in goals.to_dict("records")]
        return {
            "may_edit": self._may_edit,
            "today": self._desk.today().isoformat(),
            "by": self.by,
            "system": self._system,
            "cycle": self._cycle,
            "attachments": self.attachments("story"),
            "options": {"goal": sorted(labels, key=lambda label: label[1].casefold())},
        }

    def do_for_next_debrief(self, values: dict[str, Any]) -> dict[str, Any]:
        """Keep something for the next debrief; the answer tells its day. Where none is begun, one is, for its day."""
        self._sit()
        first = self.words.section("debrief.slice.practical_first").get("prompt", [])
        prompt = str(first[0].get("ask", "")) if first else ""
        carried = {name: values.get(name) for name in ("text", "said_by")}
        debrief, begun = self._next_debrief()
        try:
            entry = {"debrief": debrief.id, "slice": "practical_first", "prompt": prompt, **carried}
            made = self._work.add("debrief_entry", entry)
        except Problems:
            if begun:
                self._work.remove("debrief", debrief.id)
            raise
        return {"id": made.id, "debrief": debrief.id, "day": spoken(debrief.held_on, self.words)}

    def _next_debrief(self) -> tuple[Debrief, bool]:
        """The debrief that comes next, and whether it was begun only now."""
        today = self._desk.today()
        debriefs = self._desk.store.all(Debrief, cycle=self._cycle)
        coming = [d for d in debriefs if d.held_on >= today and d.debrief_kind is DebriefKind.planned]
        if coming:
            return min(coming, key=lambda d: (d.held_on, d.id)), False
        held_on = self._planned_on() or today
        made = self._work.add("debrief", {"held_on": held_on.isoformat(), "debrief_kind": "planned"})
        return self._desk.store.get(Debrief, made.id), True

    def _planned_on(self) -> date | None:
        """The next day a data plan asks for a debrief; one that waits is for today."""
        due = self._desk.capture_due(system=self._system, cycle=self._cycle).table
        days = due.loc[(due["form"] == "debrief") & (due["state"] == "coming"), "due_on"].dropna()
        waits = ((due["form"] == "debrief") & (due["state"] == "due")).any()
        return None if waits or days.empty else days.min().date()
