"""The countermeasure register: the shields of the experiments, until each is taken away again."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from workbench.desk.log_work import LogWork
from workbench.model import Countermeasure, EvidenceLink, Issue, Stance
from workbench.panels.form_panel import FormPanel
from workbench.panels.library import script, style
from workbench.panels.picture import picture_of
from workbench.panels.spoken_date import spoken
from workbench.panels.spoken_span import spoken_span

__all__ = ["CountermeasuresPanel"]

_LONGEST_NAME = 80


class CountermeasuresPanel(FormPanel):
    """The register of one cycle: what outlived its experiment on top, the reviews calmly, and a question at the end."""

    _esm = script("picture.js", "countermeasure_end.js", "countermeasures.js")
    _css = style("countermeasures.css", "picture.css")
    sections = ("countermeasures",)
    follows = frozenset({"countermeasure", "experiment", "issue", "evidence_link"})
    work = LogWork
    _work: LogWork
    kinds = frozenset({"countermeasure", "issue"})
    looks = FormPanel.looks | {"picture"}

    def load(self) -> dict[str, Any]:
        """The countermeasures in the register's order, each with its review and its experiment in words."""
        found = self._desk.countermeasures_standing(system=self._system, cycle=self._cycle).table
        held = {c.id: c for c in self._desk.store.all(Countermeasure, cycle=self._cycle)}
        issues = {i.id: i for i in self._desk.store.all(Issue, cycle=self._cycle)}
        experiments = self._desk.experiments(system=self._system)
        return {
            "may_edit": self._may_edit,
            "today": self._desk.today().isoformat(),
            "rows": [self._row(held[row["id"]], row, issues) for row in found.to_dict("records") if row["id"] in held],
            "options": {
                "experiment": [[id, t] for id, t in zip(experiments["id"], experiments["title"], strict=True)],
                "issue": [[i.id, i.description[:_LONGEST_NAME]] for i in issues.values()],
            },
        }

    def _row(self, held: Countermeasure, row: Mapping[Hashable, Any], issues: dict[str, Issue]) -> dict[str, Any]:
        said = self.words
        ended = "" if held.ended_on is None else self._ended(held)
        title = "" if pd.isna(row["experiment_title"]) else row["experiment_title"]
        when = "" if pd.isna(row["experiment_ended_on"]) else spoken(row["experiment_ended_on"].date(), said)
        key = "outlived_on" if when else "outlived"
        return {
            **self.values(held),
            "experiment_title": title,
            "from_issue": issues[held.issue].description if held.issue in issues else "",
            "outlived": said.say(f"countermeasures.{key}", experiment=title, on=when) if row["still_standing"] else "",
            "review": "" if ended else self._review(held.review_on),
            "ended": ended,
            "became": [issues[i].description for i in self._became(held.id) if i in issues],
        }

    def _ended(self, held: Countermeasure) -> str:
        on = spoken(held.ended_on, self.words) if held.ended_on else ""
        why = held.ended_why.value if held.ended_why else "not_said"
        return self.words.say(f"countermeasures.ended_{why}", on=on)

    def _review(self, on: date | None) -> str:
        """The review in words; "" where none was planned."""
        if on is None:
            return ""
        days = (on - self._desk.today()).days
        day = spoken(on, self.words)
        if days < 0:
            return self.words.say("countermeasures.review_was", on=day)
        if days == 0:
            return self.words.say("countermeasures.review_today")
        return self.words.say("countermeasures.review_comes", on=day, time=spoken_span(days, self.words))

    def _became(self, countermeasure: str) -> list[str]:
        links = self._desk.store.all(EvidenceLink, source=countermeasure, target_kind="issue", stance=Stance.led_to)
        return [link.target for link in links]

    # -- commands ------------------------------------------------------------------------------------------
    def do_end(
        self, id: str, ended_on: str, ended_why: str | None, note: str, issue: dict[str, Any] | None = None
    ) -> None:
        """End a countermeasure; ``issue`` is what it became, written in the same step."""
        self._sit()
        self._work.end(id, {"ended_on": ended_on, "ended_why": ended_why, "note": note}, issue=issue)

    def do_picture(self) -> dict[str, Any]:
        """The register drawn along time."""
        return picture_of(self._desk.countermeasures_standing(system=self._system, cycle=self._cycle).figure())
