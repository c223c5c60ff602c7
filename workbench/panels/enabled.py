"""What we enabled, and did it help? Those above write down what they did; those it was done for say the rest."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from workbench.desk.structure import Structure
from workbench.model import Enablement, Helped
from workbench.panels.below import WithEnabling, day_said, text_of
from workbench.panels.cycle_in_words import cycle_in_words
from workbench.panels.library import script, style
from workbench.panels.picture import picture_of
from workbench.panels.spoken_span import spoken_span

__all__ = ["ASK_AFTER_WEEKS", "EnabledPanel"]

#: After so many weeks without a word the page asks, gently, whether somebody has asked.
ASK_AFTER_WEEKS = 4


class EnabledPanel(WithEnabling):
    """What was done for this cycle, with its own word on it; and what this cycle did for those below, with theirs.

    For a wider audience there are released numbers and texts only. One life is never counted.
    """

    _esm = script("picture.js", "enable_form.js", "enabled_for_us.js", "enabled.js")
    _css = style("below.css", "enabled.css", "picture.css")
    sections = ("enabled",)
    follows = frozenset({"enablement", "influence", "issue", "system", "cycle", "cycle_link", "scale"})
    pulse_ms = 1_500

    def load(self) -> dict[str, Any]:
        """Both sides, the newest first, and what a new one can be for."""
        known = self._desk.structure
        found = self._desk.enabled(cycle=self._cycle, system=self._system)
        told = found.finding.told.to_dict("records")
        rounds = (cycle.id for cycle in known.cycles_of(self._system))
        held = {one.id: one for cycle in rounds for one in self._desk.store.all(Enablement, cycle=cycle)}
        below = self.choices_below(known)
        may_add = self._may_edit and (below or not self.one_life)
        return {
            "may_edit": self._may_edit,
            "place": {"system": self._system, "cycle": self._cycle},
            "by": self.by,
            "today": self._desk.today().isoformat(),
            "one_life": self.one_life,
            "prompts": self.asked_here("enabling"),
            "counts": [] if self.one_life else _counts(found.table),
            "for_us": [self._told(row, known, None) for row in told if row["direction"] == "for"],
            "by_us": [
                self._told(row, known, held.get(text_of(row.get("id")))) for row in told if row["direction"] == "by"
            ],
            "cycles": below,
            "sendings": self._sendings(known) if may_add else [],
        }

    def _told(self, row: Mapping[Hashable, Any], known: Structure, own: Enablement | None) -> dict[str, Any]:
        """One enablement, ``own`` where we did it; of what was left out for a wider audience there is nothing."""
        helped = text_of(row.get("helped"))
        return {
            "id": text_of(row.get("id")),
            "what": row["what"],
            "barrier": text_of(row["barrier"]),
            "by": cycle_in_words(known, text_of(row.get("by_cycle"))),
            "for": cycle_in_words(known, text_of(row.get("for_cycle"))),
            "for_all": "for_cycle" in row and not text_of(row["for_cycle"]),
            "asked": text_of(row.get("asked")),
            "since": day_said(self, row.get("since_on")),
            "helped": helped,
            "helped_words": text_of(row["helped_words"]),
            "helped_by": text_of(row.get("helped_by")),
            "helped_on": day_said(self, row.get("helped_on")),
            "ask": self._ask(row, helped) if own is not None and "since_on" in row else "",
            "row": self.values(own) if own is not None else None,
        }

    def _ask(self, row: Mapping[Hashable, Any], helped: str) -> str:
        """A sentence that asks whether somebody has asked them; "" where there is no need."""
        if helped not in ("", Helped.too_early.value):
            return ""
        began = row["helped_on"] if helped and not pd.isna(row["helped_on"]) else row["since_on"]
        if pd.isna(began):
            return ""
        days = (pd.Timestamp(self._desk.today()) - began).days
        if days < ASK_AFTER_WEEKS * 7:
            return ""
        return self.words.say(f"enabled.told.ask{'_again' if helped else ''}", time=spoken_span(days, self.words))

    def _sendings(self, known: Structure) -> list[dict[str, Any]]:
        """What was sent here and can be read, newest first: something that was done may answer it."""
        sent = self._desk.passed_on(cycle=self._cycle).table
        here = sent[sent["direction"].isin(["received", "within"]) & sent["text"].notna()]
        here = here[here["to_id"] == self._cycle].sort_values(["sent_on", "id"], ascending=False)
        return [
            {
                "id": row["id"],
                "what": row["text"],
                "from": cycle_in_words(known, row["from_id"]),
                "from_cycle": row["from_id"],
                "waits": not row["answered"],
            }
            for row in here.to_dict("records")
        ]

    # -- commands -----------------------------------------------------------------------------------------------------
    def do_say_helped(
        self,
        id: str,
        helped: str = "",
        words: str = "",
        whose: str = "",
        was: dict[str, Any] | None = None,
    ) -> None:
        """Say whether something that was done for this cycle helped; an empty ``helped`` takes the word back."""
        self._sit("enablement")
        self._work.say_helped(id, helped=helped or None, words=words, by=whose, was=was)

    def do_picture(self) -> dict[str, Any]:
        """How many things were enabled, by what those below say, drawn."""
        return picture_of(self._desk.enabled(cycle=self._cycle, system=self._system).figure())


def _counts(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Numbers as they were released; none where there is nothing at all."""
    rows = [{"said": row["said"], "shown": row["n_shown"]} for row in table.to_dict("records")]
    return rows if any(row["shown"] != "0" for row in rows) else []
