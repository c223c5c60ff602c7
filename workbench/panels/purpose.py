"""The purpose, large: proposed, reworded, agreed to, with two gentle checks and every version."""

from __future__ import annotations

from datetime import date
from typing import Any

from workbench.desk import Desk
from workbench.model import Purpose
from workbench.panels.library import script, style
from workbench.panels.panel import Panel
from workbench.panels.spoken_date import spoken
from workbench.patterns.purpose_check import purpose_check

__all__ = ["PurposePanel"]


class PurposePanel(Panel):
    """The purpose of one cycle.

    Parameters
    ----------
    desk
        The desk of whoever looks.
    system, cycle
        What the purpose belongs to.
    may_edit
        False shows it and lets nothing be changed.
    """

    _esm = script("purpose.js")
    _css = style("purpose.css")
    sections = ("purpose",)

    def __init__(self, desk: Desk, *, system: str, cycle: str, may_edit: bool = True) -> None:
        super().__init__(store=desk.store, may_edit=may_edit, language=desk.words.language)
        self._desk = desk
        self._work = desk.work_on_cycle(cycle)
        self._system = system
        self._cycle = cycle

    def load(self) -> dict[str, Any]:
        """Every wording, newest first, and the checks of the newest."""
        versions = self._work.wordings()
        known = self._desk.structure
        system = known.system(self._system)
        cycle = next(c for c in known.cycles if c.id == self._cycle)
        return {
            "may_edit": self._may_edit,
            "synthetic": self.words.say("home.synthetic") if system.synthetic else "",
            "where": f"{system.name} · {cycle.name}",
            "versions": [self._shown(p) for p in versions],
            "checks": [
                {"name": c.name, "asks": c.asks, "sentence": c.sentence}
                for c in (purpose_check(versions[0].wording, words=self.words) if versions else ())
            ],
        }

    def _shown(self, purpose: Purpose) -> dict[str, Any]:
        said = self.words
        by = purpose.proposed_by or said.say("purpose.somebody")
        # who proposed and who agreed is for the group itself
        names = ", ".join(purpose.agreed_by) if self._may_edit else ""
        return {
            "id": purpose.id,
            "wording": purpose.wording,
            "agreed_by": list(purpose.agreed_by) if self._may_edit else [],
            "proposed": self._dated("purpose.proposed", purpose.proposed_on, by=by) if self._may_edit else "",
            "agreed": said.say("purpose.agreed_by", names=names, n=len(purpose.agreed_by)) if names else "",
        }

    def _dated(self, key: str, on: date | None, **values: object) -> str:
        if on is None:
            return self.words.say(f"{key}_undated", **values)
        return self.words.say(key, on=spoken(on, self.words), **values)

    # -- commands ---------------------------------------------------------------------------------------------------
    def do_propose(self, wording: str) -> None:
        """Write a new wording."""
        self._editing().propose_purpose(wording)

    def do_agree(self, purpose: str, name: str) -> None:
        """Somebody agrees to a wording."""
        self._editing().agree(purpose, name)

    def do_take_back(self, purpose: str, name: str) -> None:
        """Somebody no longer agrees."""
        self._editing().take_back_agreement(purpose, name)

    def do_undo(self) -> None:
        """Undo this tab's last step."""
        self._editing().undo()

    def do_redo(self) -> None:
        """Do again what was undone."""
        self._editing().redo()

    def _editing(self) -> Any:
        self._desk.sit(by=self.by, page=self.page)
        return self._work
