"""The learning stack as sections of a report: what became usual, what was enabled, who learns from whom, reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from workbench.model import ONE_LIFE, EmbeddingState, GroupKind
from workbench.reports.account import rows_of
from workbench.reports.section import Section, empty, items, paragraph, said, spoken_day, with_marks
from workbench.reports.sense_section import SenseSections

if TYPE_CHECKING:
    from workbench.desk import Answer

__all__ = ["StackSections"]


class StackSections(SenseSections):
    """The sections about cycles together; in the report of one life only what was changed in it and enabled for it.

    They tell how it is today, so a report that ends on an earlier day says so and leaves them out.
    """

    def stack(self) -> Section | None:
        """Who learns from whom, what flows between them, and where it stops; None for one life."""
        if self.system.scale == ONE_LIFE:
            return None
        return self._told_today("stack", self.desk.learning_stack(**self._about))

    def embedded(self) -> Section | None:
        """Which changes are to last, how far each has come, and how that is known; None for one life without any."""
        listed = self._embedded()
        if not self._up_to_now or not len(listed):
            return self._nothing_today("embedded")
        counted = self.desk.embeddings_by_state(**self._about).figure()
        drawn = "" if counted.empty or self.system.scale == ONE_LIFE else counted.to_html()
        told = [
            self._under(self._say(f"embedded.{state.value}"), items(map(self._change, rows_of(found))))
            for state in EmbeddingState
            if len(found := listed[listed["state"] == state.value])
        ]
        return self._section("embedded", self._explained("embedded"), drawn, *told)

    def enabled(self) -> Section | None:
        """What was made possible for those below, or for us, and whether they say it helped."""
        answer = self.desk.enabled(**self._about)
        if not self._up_to_now or not len(answer.finding.told):
            return self._nothing_today("enabled")
        figure = answer.figure()
        drawn = "" if figure.empty or self.system.scale == ONE_LIFE else figure.to_html()
        told = answer.finding.told
        by, for_ = (told[told["direction"] == way] for way in ("by", "for"))
        return self._section(
            "enabled",
            self._explained("enabled"),
            drawn,
            self._under(self._say("enabled.by"), self._enablements(by)),
            self._under(self._say("enabled.for"), self._enablements(for_)),
        )

    def reviews(self) -> Section | None:
        """What the reviews of stewardship said, one after the other; None for one life without any."""
        answer = self.desk.stewardship_over_time(**self._about)
        if self.system.scale == ONE_LIFE and not len(answer.table):
            return None
        return self._told_today("reviews", answer)

    def groups(self) -> Section | None:
        """Which groups stand round the cycle, and what each is there for; None for one life without any."""
        answer = self.desk.groups_round_cycle(**self._about)
        if not self._up_to_now or not len(answer.table):
            return self._nothing_today("groups")
        ended = answer.table["ended_on"] <= pd.Timestamp(self.desk.today())
        listed = [self._group(row) for row in rows_of(answer.table[~ended])]
        before = [self._group(row) for row in rows_of(answer.table[ended])]
        return self._section(
            "groups",
            self._explained("groups"),
            items(listed) if listed else "",
            self._under(self._say("groups.before"), items(before)) if before else "",
        )

    # -- parts of sections ------------------------------------------------------------------------------------------
    def _told_today(self, key: str, answer: Answer[Any]) -> Section:
        if not self._up_to_now:
            return self._section(key, empty(self._say("not_then")))
        figure = answer.figure()
        if figure.empty:
            return self._section(key, empty(self._say(f"{key}.none")))
        return self._section(key, self._explained(key), figure.to_html())

    def _nothing_today(self, key: str) -> Section | None:
        return self._nothing(key) if self._up_to_now else self._section(key, empty(self._say("not_then")))

    def _embedded(self) -> pd.DataFrame:
        """The changes; what was changed in one life is told in that life's own report, and to its team."""
        table = self.desk.embeddings_list(**self._about).table
        lives = {system.id for system in self.desk.structure.systems if system.scale == ONE_LIFE}
        return table[~table["system"].isin(lives - {self.system.id})] if self.audience.wide else table

    def _change(self, row: dict[str, Any]) -> list[str]:
        days = {name: spoken_day(row[name], words=self.words) for name in ("agreed_on", "usual_on")}
        facts = {"": self.words.say(f"charts.value.embedding_kind.{row['embedding_kind']}")}
        facts |= {self._say(f"embedded.{name}"): on for name, on in days.items()}
        return [
            paragraph(row["change"], kind="name"),
            with_marks(facts),
            self._labelled(self._say("embedded.from"), row["experiment_title"]),
            self._labelled(self._say("embedded.how_we_know"), row["how_we_know"]),
            self._labelled(self._say("embedded.ends"), row["countermeasures"]),
            self._labelled(self._say("embedded.still_standing"), row["still_standing"]),
            self._labelled(self._say("embedded.issues"), row["issues"]),
        ]

    def _enablements(self, told: pd.DataFrame) -> str:
        return items(map(self._enablement, rows_of(told))) if len(told) else ""

    def _enablement(self, row: dict[str, Any]) -> list[str]:
        helped = said(row.get("helped"))
        return [
            paragraph(row["what"], kind="name"),
            with_marks({self._say("enabled.since"): spoken_day(row.get("since_on"), words=self.words)}),
            self._labelled(self._say("enabled.barrier"), row["barrier"]),
            paragraph(self._say(f"enabled.{helped}") if helped else ""),
            self._labelled(self._say("enabled.words"), row["helped_words"]),
        ]

    def _group(self, row: dict[str, Any]) -> list[str]:
        other = row["group_kind"] == GroupKind.other.value
        kind = "" if other else self.words.say(f"governance_groups.kind.{row['group_kind']}")
        days = {name: spoken_day(row[name], words=self.words) for name in ("next_on", "ended_on")}
        if days["ended_on"]:
            days["next_on"] = ""
        facts = {"": kind, self._say("groups.meets"): row["meets"]}
        facts |= {self._say(f"groups.{name}"): on for name, on in days.items()}
        return [paragraph(row["name"], kind="name"), paragraph(row["what_for"]), with_marks(facts)]
