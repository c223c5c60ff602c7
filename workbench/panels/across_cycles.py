"""What comes again in the cycles below, and what is only here: to ask about, and to pass on."""

from __future__ import annotations

from typing import Any, ClassVar

from workbench.charts.across_cycles import item_in_words, spread_in_words
from workbench.desk import Desk
from workbench.panels.library import script, style
from workbench.panels.panel import Panel
from workbench.panels.picture import picture_of
from workbench.patterns.across_cycles import KINDS, KINDS_READ

__all__ = ["AcrossCyclesPanel"]

#: More records than this are not laid beside one observation.
_MOST_BESIDE = 200


class AcrossCyclesPanel(Panel):
    """Patterns, themes, issues and kinds of experiment of a system and of what lies in it, with where they are."""

    _esm = script("picture.js", "across_cycles.js")
    _css = style("across_cycles.css", "picture.css")
    sections = ("across_cycles",)
    follows = frozenset({*KINDS_READ, "system", "cycle", "intake"})
    looks = Panel.looks | {"beside", "picture"}
    pulse_ms: ClassVar[int] = 5_000

    def __init__(self, desk: Desk, *, system: str, cycle: str, may_edit: bool = True) -> None:  # noqa: ARG002 - as every room
        super().__init__(store=desk.store, may_edit=may_edit, language=desk.words.language)
        self._desk = desk
        self._cycle = cycle

    def load(self) -> dict[str, Any]:
        """Every item with its spread, in the order of the finding."""
        found = self._desk.across_cycles(cycle=self._cycle).finding
        where = {item: [*rows["name"]] for item, rows in found.where.groupby("item")}
        spread = {item: rows.to_dict("records") for item, rows in found.spread.groupby("item")}
        items = [
            {
                "item": row["item"],
                "kind": row["kind"],
                "what": item_in_words(self.words, row["kind"], row["wording"]),
                "n": int(row["n"]) if "n" in row else None,
                "n_cycles": row["n_cycles"],
                "n_systems": row["n_systems"],
                "of_systems": row["of_systems"],
                "only_in": row["only_system"],
                "where": where.get(row["item"], []),
                "spread": [
                    {"by": one["by"], "told": spread_in_words(self.words, {str(k): v for k, v in one.items()})}
                    for one in spread.get(row["item"], [])
                ],
            }
            for row in found.table.to_dict("records")
        ]
        return {"may_edit": self._may_edit, "kinds": list(KINDS), "items": items, "n_left_out": found.n_left_out}

    # -- commands -----------------------------------------------------------------------------------------------------
    def do_beside(self, item: int) -> list[list[str]]:
        """The records behind an item (kind, id), to be laid beside what people notice."""
        behind = self._desk.across_cycles(cycle=self._cycle).finding.records
        behind = behind[behind["item"] == item].head(_MOST_BESIDE)
        return [[kind, id] for kind, id in zip(behind["kind"], behind["id"], strict=True)]

    def do_picture(self) -> dict[str, Any]:
        """Where each item is, drawn."""
        return picture_of(self._desk.across_cycles(cycle=self._cycle).figure())
