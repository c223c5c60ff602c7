"""What a group captured while its experiments ran, as sections of a report: noticed, shielded, bought, done, wished."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd

from workbench.model import ONE_LIFE
from workbench.patterns.pod_learnings import ASKED
from workbench.patterns.task_matrix import IN_TEAM, REGIONS
from workbench.reports.account import Account, rows_of
from workbench.reports.section import Section, empty, items, paragraph, said, spoken_day, table, with_marks

if TYPE_CHECKING:
    from workbench.desk import Answer

__all__ = ["CaptureSections"]

#: How many of the newest things that were said are printed: a report tells, a table lists.
_FEW = 6
#: And how many answers to each question of the learning pods.
_FEW_OF_EACH = 3
#: How many series are drawn; the group's own come first.
_MOST_SERIES = 8


class CaptureSections(Account):
    """The sections about what was captured; each is a kind sentence where there is nothing."""

    def noticed(self) -> Section | None:
        """What was noticed in debriefs and learning pods, about the work and about organising it."""
        answer = self.desk.learnings(**self._about, since=self.since)
        debriefs, pods = self._said_in_debriefs(), self._said_in_pods()
        anything = answer.table["n"].isna().any() or answer.table["n"].sum() > 0
        if not (anything or debriefs or pods):
            return self._nothing("noticed")
        picture = answer.figure().to_html() if anything and self._up_to_now else ""
        return self._section("noticed", self._explained("noticed"), picture, debriefs, pods)

    def countermeasures(self) -> Section | None:
        """What shields experiments from business as usual: what stands, and what those that ended have shown."""
        answer = self.desk.countermeasures_standing(**self._about)
        found = answer.table
        if not len(found):
            return self._nothing("countermeasures")
        stands = found["ended_on"].isna() | (found["ended_on"] > pd.Timestamp(self.desk.today()))
        return self._section(
            "countermeasures",
            self._explained("countermeasures"),
            answer.figure().to_html(),
            self._shields("countermeasures.standing", found[stands]),
            self._shields("countermeasures.ended", found[~stands]),
        )

    def spending(self) -> Section | None:
        """What was bought, by category, and what is bought again and again; never the single purchase."""
        answer = self.desk.spending_by_category(**self._about)
        if not len(answer.table):
            return self._nothing("spending")
        again = self.desk.recurring_purchases(**self._about)
        return self._section(
            "spending", self._explained("spending"), answer.figure().to_html(), self._again(again), answer=again
        )

    def tasks(self) -> Section | None:
        """Where the tasks of the work sit, and where they could."""
        answer = self.desk.task_matrix(**self._about)
        if not len(answer.table):
            return self._nothing("tasks")
        found = answer.table
        by_region = [self._tasks(region, found[found["region"] == region]) for region in REGIONS]
        elsewhere = (found["region"] == IN_TEAM) & found["acting"].notna() & (found["acting"] != "do_it")
        return self._section(
            "tasks",
            self._explained("tasks"),
            answer.figure().to_html(),
            *by_region,
            self._tasks("elsewhere", found[elsewhere]),
            self._tasks("unplaced", found[found["region"].isna()]),
        )

    def goals(self) -> Section | None:
        """What matters to one person, in their words, and where they put themselves; None in a group's report."""
        if self.system.scale != ONE_LIFE:
            return None
        answer = self.desk.goals_over_time(**self._about)
        if not len(answer.table):
            return self._section("goals", empty(self._say("goals.none")))
        people: list[str | None] = list(dict.fromkeys(answer.table["person"])) if "person" in answer.table else [None]
        parts = [part for person in people for part in self._goals_of(person)]
        return self._section("goals", self._explained("goals"), *parts)

    def measures(self) -> Section | None:
        """What is measured to learn from: the framework's cells, and numbers over time with the limits of noise."""
        answer = self.desk.measures_framework(**self._about)
        series = self.desk.series(system=self.system.id)
        if "cycle" in self._about:
            series = series[series["cycle"] == self._about["cycle"]]
        filled = answer.table["measures"].map(len).any()
        if not filled and series.empty:
            return self._nothing("measures")
        framework = answer.figure().to_html() if filled else ""
        own_first = sorted(rows_of(series), key=lambda row: (row["system"] != self.system.id, row["id"]))
        drawn = [self._series(row) for row in own_first[:_MOST_SERIES]]
        more = empty(self._say("measures.more")) if len(own_first) > _MOST_SERIES else ""
        return self._section("measures", self._explained("measures"), framework, *drawn, more)

    # -- parts of sections ------------------------------------------------------------------------------------------
    def _said_in_debriefs(self) -> str:
        """The newest things learnt, of each kind; who said it stays in the room, also in a group's own report."""
        found = self.desk.debrief_account(**self._about, since=self.since).table
        found = found[found["held_on"] <= pd.Timestamp(self.until)]
        told = [
            self._under(
                self._say(f"noticed.{about}"),
                items(self._entry(row) for row in rows_of(entries.head(_FEW))) if len(entries) else "",
            )
            for about in ("work", "organising")
            for entries in [found[found["learning_about"] == about]]
        ]
        return "".join(told)

    def _entry(self, row: dict[str, Any]) -> list[str]:
        became = [self.words.say(f"charts.value.became.{kind}") for kind in row["became"]]
        can_act = said(row["can_act"])
        facts = {
            self._say("noticed.on"): spoken_day(row["held_on"], words=self.words),
            self._say("noticed.can_act"): self._say(f"noticed.who.{can_act}") if can_act else "",
            "": tuple(became),
        }
        return [paragraph(row["text"]), with_marks(facts)]

    def _said_in_pods(self) -> str:
        found = self.desk.pod_learnings(**self._about, since=self.since).table
        found = found[found["held_on"] <= pd.Timestamp(self.until)]
        told = []
        for asked in ASKED:
            answers = found[found["asked"] == asked].head(_FEW_OF_EACH)
            listed = items([paragraph(text)] for text in answers["text"]) if len(answers) else ""
            told.append(f"<p><strong>{escape(self._say(f'noticed.{asked}'))}</strong></p>{listed}" if listed else "")
        return self._under(self._say("noticed.pods"), *told)

    def _shields(self, key: str, found: pd.DataFrame) -> str:
        return self._under(self._say(key), items(self._shield(row) for row in rows_of(found)) if len(found) else "")

    def _shield(self, row: dict[str, Any]) -> list[str]:
        days = {name: spoken_day(row[name], words=self.words) for name in ("from_on", "ended_on", "review_on")}
        if days["ended_on"]:
            days["review_on"] = ""
        facts = {self._say("countermeasures.for"): row["experiment_title"]}
        facts |= {self._say(f"countermeasures.{name}"): day for name, day in days.items()}
        showed = self._say(f"countermeasures.showed.{row['ended_why']}") if said(row["ended_why"]) else ""
        outlived = self._say("countermeasures.outlived") if row["still_standing"] else ""
        return [
            paragraph(row["what"], kind="name"),
            self._labelled(self._say("countermeasures.shields_from"), row["shields_from"]),
            with_marks(facts),
            paragraph(showed),
            paragraph(outlived),
        ]

    def _again(self, answer: Answer[Any]) -> str:
        """What few people needed is left out of a page for a wider circle: its words alone could tell who they are."""
        found = answer.table[answer.table["n"].notna() & answer.table["n_people"].notna()]
        names = ["what", "n", "n_people", "amount_pounds"]
        labels = {name: self._say(f"spending.columns.{name}") for name in names}
        return table(found, labels, caption=self._say("spending.again")) if len(found) else ""

    def _tasks(self, key: str, found: pd.DataFrame) -> str:
        return self._labelled(self._say(f"tasks.{key}"), tuple(found["name"]))

    def _goals_of(self, person: str | None) -> list[str]:
        answer = self.desk.goals_over_time(person, **self._about)
        drawn = [answer.figure(form=form).to_html() for form in ("star", "lines")] if answer.finding.one_person else []
        told = [self._goal(goal) for _, goal in answer.table.groupby("goal", sort=False)]
        return [*drawn, items(told)]

    def _goal(self, scores: pd.DataFrame) -> list[str]:
        """A goal and what was said with each score, in the person's words."""
        first = rows_of(scores)[0]
        quotes = [
            self._labelled(
                self._say("goals.said", on=spoken_day(row["scored_on"], words=self.words), score=f"{row['score']:g}"),
                row["said"],
            )
            for row in rows_of(scores)
        ]
        return [
            paragraph(first["wording"], kind="name"),
            with_marks({self._say("goals.ended"): spoken_day(first["ended_on"], words=self.words)}),
            *quotes,
        ]

    def _series(self, row: dict[str, Any]) -> str:
        drawn = self.desk.process_behaviour(row["id"]).figure().to_html()
        return drawn + self._labelled(self._say("measures.source"), row["source"]) + paragraph(row["note"])
