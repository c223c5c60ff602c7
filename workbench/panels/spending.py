"""The spending record: written down in a minute, with the need it met and the four questions of the PLAN rule."""

from __future__ import annotations

import base64
from typing import Any

from workbench.desk.audit_export import audit_workbook
from workbench.model import Spend
from workbench.panels.form_panel import FormPanel
from workbench.panels.library import script, style
from workbench.panels.picture import picture_of
from workbench.panels.spoken_date import spoken

__all__ = ["SpendingPanel"]


class SpendingPanel(FormPanel):
    """The spending of one cycle: quick entry, the audit list, and what its patterns tell."""

    _esm = script("picture.js", "save_file.js", "spending.js")
    _css = style("spending.css", "picture.css")
    sections = ("spending",)
    follows = frozenset({"spend", "experiment"})
    kinds = frozenset({"spend"})
    looks = FormPanel.looks | {"picture", "patterns"}

    def load(self) -> dict[str, Any]:
        """The records as the audit list has them: those with an unanswered test first, then the newest."""
        audit = self._desk.spending_audit(system=self._system, cycle=self._cycle).table
        held = {record.id: record for record in self._desk.store.all(Spend, cycle=self._cycle)}
        order = [id for id in audit["id"] if id in held]
        experiments = self._desk.experiments(system=self._system)
        return {
            "may_edit": self._may_edit,
            "today": self._desk.today().isoformat(),
            "by": self.by,
            "rows": [self.values(held[id]) for id in order],
            "unanswered": int((audit["unanswered"] > 0).sum()),
            "options": {"experiment": [[i, t] for i, t in zip(experiments["id"], experiments["title"], strict=True)]},
        }

    # -- commands ------------------------------------------------------------------------------------------------------
    def do_picture(self) -> dict[str, Any]:
        """What money is spent on, drawn."""
        return picture_of(self._desk.spending_by_category(system=self._system, cycle=self._cycle).figure())

    def do_patterns(self) -> list[dict[str, str]]:
        """What is bought again and again, in words, last bought first."""
        found = self._desk.recurring_purchases(system=self._system, cycle=self._cycle).table
        return [
            {
                "what": str(row["what"]),
                "times": str(row["n_shown"]),
                "people": str(row["n_people_shown"]),
                "pounds": f"£{row['amount_pounds']:,.2f}",
                "first": spoken(row["first_on"].date(), self.words),
                "last": spoken(row["last_on"].date(), self.words),
            }
            for row in found.to_dict("records")
        ]

    def do_audit(self) -> dict[str, str]:
        """The audit list as a workbook: the file's name, and its content in base64."""
        self._sit()
        name, content = audit_workbook(self._desk, system=self._system, cycle=self._cycle)
        return {"name": name, "content": base64.b64encode(content).decode("ascii")}
