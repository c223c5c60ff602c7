"""“We noticed …”: whatever a page shows, what people see in it can be written down there and then."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from workbench.desk.noticing_work import MOST_CASES, NoticingWork
from workbench.errors import Refused
from workbench.model import Case, EvidenceLink, Observation
from workbench.panels.form_panel import FormPanel
from workbench.panels.library import script, style
from workbench.panels.spoken_date import spoken

__all__ = ["NoticingPanel"]

#: How many of the newest observations stand below the page.
_MOST_SHOWN = 30


class NoticingPanel(FormPanel):
    """Listens on its page for ``workbench-noticed`` and opens the form of an observation; keeps the newest at hand.

    The event's ``detail`` may have ``seen_in`` (the question), ``looked_at`` (in words), ``cases`` (ids) and ``text``.
    """

    _esm = script("noticing.js")
    _css = style("noticing.css")
    sections = ("noticing",)
    follows = frozenset({"observation", "evidence_link"})
    kinds = frozenset({"observation"})
    work = NoticingWork
    _work: NoticingWork
    pulse_ms = 5_000

    def load(self) -> dict[str, Any]:
        """The newest observations of this cycle, and what a new one begins with."""
        store = self._desk.store
        newest = sorted(store.all(Observation, cycle=self._cycle), key=_noticed, reverse=True)
        beside = Counter(
            link.target
            for link in store.all(EvidenceLink, target_kind=Observation.kind, source_kind=Case.kind)
            if link.cycle == self._cycle
        )
        return {
            "may_edit": self._may_edit,
            "today": self._desk.today().isoformat(),
            "by": self.by,
            "most_cases": MOST_CASES,
            "n": len(newest),
            "observations": [self._told(one, beside[one.id]) for one in newest[:_MOST_SHOWN]],
        }

    def _told(self, one: Observation, n_cases: int) -> dict[str, Any]:
        on = spoken(one.noticed_on, self.words) if one.noticed_on else ""
        return {**self.values(one), "on": on, "n_cases": n_cases}

    def do_notice(self, values: dict[str, Any], cases: list[str]) -> dict[str, Any]:
        """Write an observation down with the case files it was seen in; the answer tells how many were laid beside."""
        self._allow("observation", values)
        if not isinstance(cases, list):
            raise Refused(self.words.say("noticing.no_cases"), field="cases")
        made = self._work.notice(values, cases=cases)
        return {"id": made.id, "title": made.title, "laid": min(len(set(cases)), MOST_CASES)}


def _noticed(one: Observation) -> tuple[date, str]:
    return (one.noticed_on or date.min, one.id)
