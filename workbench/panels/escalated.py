"""What was escalated, and what became of it: for those who handed it on, and for those it was handed to."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from workbench.desk.log_work import LogWork
from workbench.model import Issue
from workbench.panels.form_panel import FormPanel
from workbench.panels.handing_over import WithHandingOver, cycle_in_words
from workbench.panels.library import script, style
from workbench.panels.spoken_date import spoken
from workbench.panels.spoken_span import spoken_span

__all__ = ["EscalatedPanel"]

_SENT = ("sent", "within", "kept")


class EscalatedPanel(WithHandingOver):
    """Issues that one cycle handed on or that its forum cases led to, and those it was handed, each with its answer."""

    _esm = script("handing_over.js", "escalated.js")
    _css = style("escalated.css")
    sections = ("escalated", "issues")
    follows = frozenset({"issue", "evidence_link", "forum_case", "case", "cycle", "cycle_link", "system"})
    work = LogWork
    _work: LogWork
    looks = FormPanel.looks | {"who_can_read"}
    pulse_ms = 1_500

    def load(self) -> dict[str, Any]:
        """What was sent and what was handed here; what waits for an answer first, the longest ago on top."""
        found = self._desk.escalated(cycle=self._cycle).table
        known = self._desk.structure
        held = {i.id: i for i in self._desk.store.all(Issue, cycle=self._cycle)}
        sent = [
            self._sent(row, cycle_in_words(known, held[row["id"]].handed_to or ""))
            for row in found[found["direction"].isin(_SENT)].to_dict("records")
            if row["id"] in held
        ]
        return {
            "may_edit": self._may_edit,
            "sent": sent,
            "handed_here": self._ways.handed_here(known),
            "cycles": self._ways.cycles(known),
        }

    def _sent(self, row: Mapping[Hashable, Any], to: str) -> dict[str, Any]:
        say = self.words.say
        on = "" if pd.isna(row["handed_on"]) else spoken(row["handed_on"].date(), self.words)
        span = "" if pd.isna(row["waiting_days"]) else spoken_span(int(row["waiting_days"]), self.words)
        answered = "" if pd.isna(row["answered_on"]) else spoken(row["answered_on"].date(), self.words)
        waits = "" if row["answered"] or not span else say("escalated.waits", time=span)
        came = say("escalated.answered_after", on=answered, time=span) if answered and span else ""
        return {
            "id": row["id"],
            "description": row["description"],
            "level": row["level"],
            "status": row["status"],
            "kept": row["direction"] == "kept",
            "handed": say("issues.handed_on" if on else "issues.handed", to=to, on=on) if to else "",
            "waits": waits,
            "answer": row["answer"] or "",
            "answered": came or (say("issues.answered_on", on=answered) if answered else ""),
            "system_change": row["system_change"] or "",
            "n_cases": int(row["n_cases"]),
        }

    # -- commands -----------------------------------------------------------------------------------------------------
    def do_answer(self, issue: str, text: str, was: str, status: str | None = None) -> None:
        """Answer an issue that another cycle handed here, or say that it is done."""
        self._sit()
        self._work.answer(issue, text, was=was, status=status)
