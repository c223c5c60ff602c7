"""The portfolio: all experiments of a cycle side by side. Nothing is scored, and no cell is better than another."""

from __future__ import annotations

from typing import Any

import pandas as pd

from workbench.desk import Desk
from workbench.errors import Refused
from workbench.model import Cycle, Experiment
from workbench.panels.library import script, style
from workbench.panels.panel import Panel
from workbench.panels.spoken_date import spoken

__all__ = ["PortfolioPanel"]


class PortfolioPanel(Panel):
    """The experiments of one cycle by shape and kind, with where each stands; one picked shows its card in words.

    Parameters
    ----------
    desk
        The desk of the group.
    system, cycle
        Whose experiments they are.
    may_edit
        False only looks; nothing is changed here in any case.
    """

    _esm = script("print_sheet.js", "experiment_print.js", "portfolio.js")
    _css = style("print_sheet.css", "experiments.css", "portfolio.css")
    sections = ("portfolio", "experiments")
    follows = frozenset({"experiment"})
    looks = frozenset({"load", "card", "reach"})
    pulse_ms = 2500

    def __init__(self, desk: Desk, *, system: str, cycle: str, may_edit: bool = True) -> None:
        super().__init__(store=desk.store, may_edit=may_edit, language=desk.words.language)
        self._desk = desk
        self._system = system
        self._cycle = cycle
        self._reach = "round"

    def load(self) -> dict[str, Any]:
        """Every experiment in its cell, with its kind, status, dates and, beyond this cycle, whose it is."""
        cycle = self._cycle if self._reach == "round" else None
        table = self._desk.experiment_portfolio(system=self._system, cycle=cycle).table
        whose = self._whose() if cycle is None else {}
        return {
            "may_edit": self._may_edit,
            "reach": self._reach,
            "place": {"system": self._system, "cycle": self._cycle},
            "experiments": [
                {
                    **{name: row[name] for name in ("id", "title", "shape", "experiment_kind", "status")},
                    "when": self._when(row["started_on"], row["ended_on"]),
                    "whose": whose.get(row["id"], ""),
                }
                for row in table.to_dict("records")
            ],
        }

    def _whose(self) -> dict[str, str]:
        """The cycle of each experiment, in words, for those of other cycles."""
        known = self._desk.structure
        names = {c.id: f"{known.system(c.system).name}, {c.name}" for c in known.cycles}
        seen = self._desk.experiments(system=self._system)
        pairs = zip(seen["id"], seen["cycle"], strict=True)
        return {id: names[cycle] for id, cycle in pairs if cycle != self._cycle}

    def _when(self, started: Any, ended: Any) -> str:
        days = ["" if pd.isna(day) else spoken(day.date(), self.words) for day in (started, ended)]
        return " – ".join(days) if all(days) else "".join(days)

    def do_reach(self, reach: str) -> dict[str, Any]:
        """Show this round only, or every round and the groups within."""
        self._reach = "within" if reach == "within" else "round"
        return self.load()

    def do_card(self, experiment: str) -> dict[str, Any]:
        """The card of one of them, in words."""
        if experiment not in [x["id"] for x in self.load()["experiments"]]:
            raise Refused(self.words.say("experiments.refused.gone"))
        answer = self._desk.experiment_card(experiment)
        cycle = self._desk.store.get(Cycle, self._desk.store.get(Experiment, experiment).cycle)
        return {
            "id": experiment,
            "title": answer.finding.title,
            "here": cycle.id == self._cycle,
            "where": f"{self._desk.structure.system(cycle.system).name} · {cycle.name}",
            "rows": answer.table.to_dict("records"),
        }
