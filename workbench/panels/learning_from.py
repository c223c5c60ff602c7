"""Learning from those below: what comes again there, and which barriers wait for somebody up here to act."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from workbench.charts.barriers_raised import barrier_kind_in_words
from workbench.desk.structure import Structure
from workbench.model import Influence
from workbench.panels.below import WithEnabling, text_of
from workbench.panels.cycle_in_words import cycle_in_words
from workbench.panels.library import script, style
from workbench.panels.picture import picture_of
from workbench.panels.spoken_span import spoken_span
from workbench.patterns.across_cycles import KINDS_READ

__all__ = ["LearningFromPanel"]

#: Kinds of what comes again that are told here, and how many of each; the room across_cycles has all.
_RECURRING = ("pattern", "theme", "issue")
_MOST_OF_A_KIND = 5


class LearningFromPanel(WithEnabling):
    """The prompts of this scale, what comes again in the cycles below, and the barriers they raise.

    For a wider audience there are numbers only, as they were released.
    """

    _esm = script("picture.js", "enable_form.js", "learning_from.js")
    _css = style("below.css", "learning_from.css", "picture.css")
    sections = ("learning_from", "enabled")
    follows = frozenset({*KINDS_READ, "influence", "enablement", "system", "cycle", "cycle_link", "scale"})
    pulse_ms = 3_000

    def load(self) -> dict[str, Any]:
        """Prompts, what recurs, and every barrier with what was done about it."""
        known = self._desk.structure
        found = self._desk.barriers_raised(cycle=self._cycle, system=self._system)
        return {
            "may_edit": self._may_edit,
            "place": {"system": self._system, "cycle": self._cycle},
            "one_life": self.one_life,
            "prompts": self.asked_here("learning_from"),
            "enabling": self.asked_here("enabling"),
            "n_below": found.finding.n_below,
            "recurs": [] if self.one_life else self._recurs(),
            "counts": [] if self.one_life else self._counts(found.table),
            "barriers": self._barriers(found.finding.barriers, found.finding.done, known),
            "cycles": self.choices_below(known),
            "today": self._desk.today().isoformat(),
        }

    def _recurs(self) -> list[dict[str, Any]]:
        """Patterns, themes and issues in two cycles or more, and not in this system alone; those in most first."""
        found = self._desk.across_cycles(cycle=self._cycle, system=self._system).finding
        own = self._desk.structure.system(self._system).name
        told = found.table[found.table["kind"].isin(_RECURRING) & (found.table["only_system"] != own)]
        made = []
        for kind in _RECURRING:
            here = told[(told["kind"] == kind) & (told["n_cycles"] > 1)]
            first = here.sort_values(["n_cycles", "n_systems"], ascending=False, kind="stable").head(_MOST_OF_A_KIND)
            items = [{"what": row["wording"], "n_cycles": row["n_cycles"]} for row in first.to_dict("records")]
            if items:
                made.append({"kind": kind, "items": items, "n_more": len(here) - len(items)})
        return made

    def _counts(self, table: pd.DataFrame) -> list[dict[str, Any]]:
        """Numbers as they were released, for each level and owner that has any."""
        kept = table[table["n_shown"] != "0"].to_dict("records")
        return [
            {
                "kind": barrier_kind_in_words(self.words, row["level"], row["owner"]),
                "state": row["state"],
                "shown": row["n_shown"],
                "cycles": row["n_cycles_shown"],
            }
            for row in kept
        ]

    def _barriers(self, barriers: pd.DataFrame, done: pd.DataFrame, known: Structure) -> list[dict[str, Any]]:
        by_barrier = {number: rows.to_dict("records") for number, rows in done.groupby("barrier")}
        return [self._barrier(row, by_barrier.get(row["barrier"], []), known) for row in barriers.to_dict("records")]

    def _barrier(
        self, row: Mapping[Hashable, Any], done: list[dict[Hashable, Any]], known: Structure
    ) -> dict[str, Any]:
        waits = row["state"] == "waiting"
        days = row["waited_days"]
        sent = [self._desk.store.find(Influence, id) for id in row["sendings"]]
        from_cycles = [cycle_in_words(known, id) for id in row["cycles"]]
        return {
            "id": row["barrier"],
            "what": text_of(row["wording"]),
            "kind": barrier_kind_in_words(self.words, row["level"], row["owner"]),
            "n": int(row["n"]),
            "n_cycles": int(row["n_cycles"]),
            "waiting": waits,
            "time": spoken_span(int(days), self.words) if waits and not pd.isna(days) else "",
            "cycles": [one for one in from_cycles if one],
            "of_cycle": row["cycles"][0] if len(row["cycles"]) == 1 else "",
            "why": [one.why for one in sent if one is not None and one.why],
            "sendings": list(row["sendings"]),
            "open_sendings": [one.id for one in sent if one is not None and one.state == "waiting"],
            "raised": [list(one) for one in row["records"] if text_of(row["wording"])],
            "done": [
                {
                    "kind": one["kind"],
                    "state": one["state"],
                    "cycle": cycle_in_words(known, one["cycle"]),
                    "text": text_of(one["text"]),
                }
                for one in done
            ],
        }

    # -- commands -----------------------------------------------------------------------------------------------------
    def do_picture(self) -> dict[str, Any]:
        """How many barriers wait and are answered, drawn."""
        return picture_of(self._desk.barriers_raised(cycle=self._cycle, system=self._system).figure())
