"""What was escalated, and what became of it: for those who sent it on, and for those it was sent to."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from workbench.desk.log_work import LogWork
from workbench.model import Issue
from workbench.panels.handing_over import WithHandingOver
from workbench.panels.library import script, style

__all__ = ["EscalatedPanel"]

_SENT = ("sent", "within", "kept")


class EscalatedPanel(WithHandingOver):
    """Issues that one cycle sent on or that its forum cases led to, and those that came to it, each with its answer."""

    _esm = script("answering.js", "handing_over.js", "escalated.js")
    _css = style("escalated.css", "answering.css")
    sections = ("escalated", "issues", "inbox")
    follows = frozenset({"issue", "influence", "evidence_link", "forum_case", "case", "cycle", "cycle_link", "system"})
    work = LogWork
    _work: LogWork
    pulse_ms = 1_500

    def load(self) -> dict[str, Any]:
        """What was sent and what came here; what waits for an answer first, the longest ago on top."""
        found = self._desk.escalated(cycle=self._cycle).table
        known = self._desk.structure
        ways = self._ways.sendings()
        sent = {one["id"]: one for one in ways.sent(of_kind=Issue.kind)}
        return {
            "may_edit": self._may_edit,
            "sent": [
                self._sent(row, sent.get(row["sending"]))
                for row in found[found["direction"].isin(_SENT)].to_dict("records")
            ],
            "handed_here": [
                {**one, "status": issue.status.value if issue else ""}
                for one in ways.received(of_kind=Issue.kind)
                for issue in [self._desk.store.find(Issue, one["of"])]
            ],
            "cycles": self._ways.cycles(known),
        }

    def _sent(self, row: Mapping[Hashable, Any], one: dict[str, Any] | None) -> dict[str, Any]:
        """An issue with where it was sent (``sending``), or None where it was kept."""
        return {
            "id": row["id"],
            "key": row["sending"] if one else row["id"],
            "description": row["description"],
            "level": row["level"],
            "status": row["status"],
            "kept": row["direction"] == "kept",
            "sending": one,
            "system_change": row["system_change"] or "",
            "n_cases": int(row["n_cases"]),
        }

    # -- commands -----------------------------------------------------------------------------------------------------
    def do_done(self, sending: str, done: bool) -> None:
        """Say of an issue that came here that it is done and can be closed, or that it is open again."""
        self._sit()
        self._work.say_done(str(sending), done=bool(done))
