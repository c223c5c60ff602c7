"""The learning report: what have we learnt, and how have we learnt it? One section a question, all of it released."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd

from workbench.model import ONE_LIFE, ExperimentStatus, IssueStatus
from workbench.reports.account import rows_of
from workbench.reports.section import Front, Section, empty, items, paragraph, said, spoken_day, table, with_marks
from workbench.reports.stack_section import StackSections

if TYPE_CHECKING:
    from workbench.desk import Answer

__all__ = ["LearningReport"]

#: What the card of an experiment adds, in this order.
_TOLD_LAST = ("data_plan", "what_happened", "ending", "ending_why")

#: How many loops of a map are read at once; the others unfold.
_LOOPS_AT_ONCE = 8
#: And so many stories, the newest.
_STORIES_AT_ONCE = 10


class LearningReport(StackSections):
    """The report of one system, for the desk's audience; see :class:`~workbench.reports.account.Account`."""

    # -- sections ---------------------------------------------------------------------------------------------------
    def front(self) -> Front:
        """The title, whose report it is and for whom, and the purpose, large."""
        history = self.desk.purpose_history(system=self.system.id).table
        history = history[history["current"]]
        current = dict(zip(history["cycle"], history["wording"], strict=True))
        wording = next((current[cycle] for cycle in self._own_cycles() if cycle in current), None)
        scale = next((s.name for s in self.desk.structure.scales if s.id == self.system.scale), self.system.scale)
        return Front(
            title=self.words.say(
                "report.page.title", title=self.words.say("report.titles.learning_report"), system=self.system.name
            ),
            purpose=wording,
            no_purpose=self._say("purpose.none"),
            synthetic=self._say("synthetic") if self.system.synthetic else "",
            intro=self._say(
                "intro",
                scale=scale[:1].lower() + scale[1:],
                system=self.system.name,
                audience=self._readers,
                since=spoken_day(self.since, words=self.words),
            ),
        )

    def purpose(self) -> Section:
        """Every wording of the purpose, and how it came about."""
        answer = self.desk.purpose_history(**self._about)
        own = self._own_cycles()
        if not len(answer.table):
            return self._section("purpose", empty(self._say("purpose.none")))
        rows = [row for cycle in own for row in rows_of(answer.table) if row["cycle"] == cycle]
        wordings = items(self._wording(row, now=row is rows[0]) for row in rows)
        return self._section("purpose", self._explained("purpose"), wordings, answer=answer)

    def maps(self) -> Section:
        """Each map, as a picture with its text alternative, and its loops in words."""
        maps = self.desk.maps(system=self.system.id)
        if "cycle" in self._about:
            maps = maps[maps["cycle"] == self._about["cycle"]]
        parts = [self._explained("maps")] if len(maps) else [empty(self._say("maps.none"))]
        # One's own first, then those of the groups within.
        for row in sorted(rows_of(maps), key=lambda row: row["system"] != self.system.id):
            if row["system"] != self.system.id:
                whose = self.desk.structure.system(row["system"]).name
                parts.append(with_marks({self._say("maps.of"): whose}))
            answer = self.desk.system_map(row["id"])
            parts.append(
                answer.figure().to_html() if len(answer.table) else empty(self._say("maps.bare", name=row["name"]))
            )
            if row["map_kind"] == "factor" and len(answer.table):
                parts.append(self._loops(row["id"], name=row["name"]))
        return self._section("maps", *parts)

    def changes(self) -> Section | None:
        """What changed since the day, week by week; None in the report of one life, where nobody keeps count."""
        if self.system.scale == ONE_LIFE:
            return None
        answer = self.desk.changes_since(self.since, system=self.system.id)
        found = answer.table[pd.to_datetime(answer.table["week_on"]) <= pd.Timestamp(self.until)]
        anything = found["n"].isna().any() or found["n"].sum() > 0
        heading = self._say("changes.heading", since=spoken_day(self.since, words=self.words))
        if not anything:
            return self._section("changes", empty(self._say("changes.none")), heading=heading)
        whole = self._up_to_now
        drawn = answer.figure().to_html() if whole else self._changes_by_week(found)
        return self._section(
            "changes", self._explained("changes"), drawn, answer=None if whole else answer, heading=heading
        )

    def experiments(self) -> Section:
        """What was tried: where the experiments stand, then each of them."""
        listed = self.desk.experiment_list(**self._about)
        if not len(listed.table):
            return self._section("experiments", empty(self._say("experiments.none")))
        parts = [self._explained("experiments"), self._counted(self.desk.experiments_by_status(**self._about))]
        for status in ExperimentStatus:
            found = listed.table[listed.table["status"] == status.value]
            if len(found):
                parts.append(f"<h3>{escape(self._say(f'experiments.{status.value}'))}</h3>")
                parts.append(items(self._experiment(row) for row in rows_of(found)))
        return self._section("experiments", *parts, answer=listed)

    def issues(self) -> Section:
        """What gets in the way: issues by level and owner, then those this audience may read."""
        log, listed = self.desk.issue_log(**self._about), self.desk.issue_list(**self._about)
        if not (log.table["n"].isna().any() or log.table["n"].sum() > 0):
            return self._section("issues", empty(self._say("issues.none")))
        parts = [self._explained("issues"), self._counted(log)]
        for status in IssueStatus:
            found = listed.table[listed.table["status"] == status.value]
            if len(found):
                parts.append(f"<h3>{escape(self._say(f'issues.{status.value}'))}</h3>")
                parts.append(self._issue_table(found, status))
        return self._section("issues", *parts, answer=listed)

    def stories(self) -> Section:
        """The stories whose tellers let this audience read them."""
        answer = self.desk.stories_shared(**self._about)
        if not len(answer.table):
            return self._section("stories", empty(self._say("stories.none")))
        told = [self._story(row) for row in rows_of(answer.table)]
        summary = escape(self._say("stories.others", n=len(told[_STORIES_AT_ONCE:])))
        others = f"<details><summary>{summary}</summary>{''.join(told[_STORIES_AT_ONCE:])}</details>"
        first = told[:_STORIES_AT_ONCE] + ([others] if told[_STORIES_AT_ONCE:] else [])
        return self._section("stories", self._explained("stories"), *first, answer=answer)

    def passed_on(self) -> Section:
        """What was sent to and from other cycles, and what came back."""
        answer = self.desk.passed_on(**self._about)
        if not len(answer.table):
            return self._section("passed_on", empty(self._say("passed_on.none")))
        parts = [self._explained("passed_on")]
        for direction, found in self._directions(answer.table):
            if len(found):
                parts.append(f"<h3>{escape(self._say(f'passed_on.{direction}'))}</h3>")
                parts.append(items(self._sent(row) for row in rows_of(found)))
        # Its notes are about counts, and nothing is counted here.
        return self._section("passed_on", *parts)

    def how(self) -> Section:
        """For whom it was made, what was left out, and how small numbers were handled."""
        small = "small" if self.audience.wide else "own"
        parts = [paragraph(self._say(f"how.{key}", audience=self._readers)) for key in ("account", small, "consent")]
        if self.system.synthetic:
            parts.append(paragraph(self._say("how.synthetic")))
        return self._section("how", *parts)

    # -- parts of sections ------------------------------------------------------------------------------------------
    def _counted(self, answer: Answer[Any]) -> str:
        """A picture of how many there are; in one life nothing is counted."""
        return "" if self.system.scale == ONE_LIFE else answer.figure().to_html()

    def _wording(self, row: dict[str, Any], *, now: bool) -> list[str]:
        cycles = {cycle.id: cycle.name for cycle in self.desk.structure.cycles}
        return [
            paragraph(row["wording"], kind="name" if now else ""),
            with_marks(
                {
                    "": self._say("purpose.current") if now else "",
                    self._say("purpose.cycle"): cycles.get(row["cycle"]),
                    self._say("purpose.proposed_by"): row.get("proposed_by"),
                    self._say("purpose.proposed_on"): spoken_day(row["proposed_on"], words=self.words),
                    self._say("purpose.n_agreed"): row.get("n_agreed_shown", row["n_agreed"]) or "",
                    self._say("purpose.agreed_on"): spoken_day(row["agreed_on"], words=self.words),
                }
            ),
        ]

    def _loops(self, map_id: str, *, name: str) -> str:
        answer = self.desk.loops(map_id)
        if not len(answer.table):
            return empty(self._say("maps.no_loops"))
        # Those the group has named come first: they are what it talks about.
        rows = sorted(rows_of(answer.table), key=lambda row: not row["named"])
        told = [
            [
                paragraph(f"{row['mark']} · {row['name']}" if row["named"] else row["mark"], kind="name"),
                paragraph(row["sentence"]),
            ]
            for row in rows
        ]
        first, rest = items(told[:_LOOPS_AT_ONCE]), told[_LOOPS_AT_ONCE:]
        summary = escape(self._say("maps.other_loops", n=len(rest)))
        others = f"<details><summary>{summary}</summary>{items(rest)}</details>" if rest else ""
        more = empty(self._say("maps.more_loops")) if answer.finding.capped else ""
        return f"<h3>{escape(self._say('maps.loops', name=name))}</h3>{first}{others}{more}"

    def _changes_by_week(self, found: pd.DataFrame) -> str:
        told = found[found["n"].isna() | (found["n"] > 0)].assign(
            week=lambda t: [spoken_day(week, words=self.words) for week in t["week_on"]],
            what=lambda t: [self._say(f"changes.{about}") for about in t["about"]],
        )
        labels = {name: self._say(f"changes.column_{name}") for name in ("week", "what", "n")}
        return table(told, labels, caption=self._say("changes.caption", until=spoken_day(self.until, words=self.words)))

    def _experiment(self, row: dict[str, Any]) -> list[str]:
        label = self._say
        card = self.desk.experiment_card(row["id"]).table
        on_card = {key: "; ".join(map(said, answers["text"])) for key, answers in card.groupby("key")}
        kind = label(f"experiments.kind_{row['experiment_kind']}")
        return [
            paragraph(row["title"], kind="name"),
            with_marks(
                {
                    "": f"{kind} · {on_card['shape']}" if "shape" in on_card else kind,
                    label("experiments.started"): spoken_day(row["started_on"], words=self.words),
                    label("experiments.ended_on"): spoken_day(row["ended_on"], words=self.words),
                }
            ),
            *(
                self._labelled(label(f"experiments.{name}"), row[name])
                for name in ("question", "hypothesis", "actions", "touches")
            ),
            *(self._labelled(label(f"experiments.{key}"), on_card.get(key)) for key in _TOLD_LAST),
        ]

    def _issue_table(self, found: pd.DataFrame, status: IssueStatus) -> str:
        told = found.assign(
            level=[self._say(f"issues.levels.{level}") for level in found["level"]],
            owner=[self._say(f"issues.owners.{owner}") for owner in found["owner"]],
        )
        names = ["description", "level", "owner", "countermeasure", "system_change"]
        labels = {name: self._say(f"issues.columns.{name}") for name in names}
        return table(told, labels, caption=self._say(f"issues.caption_{status.value}"))

    def _story(self, row: dict[str, Any]) -> str:
        facts = {
            self._say("stories.teller"): row.get("teller"),
            "": spoken_day(row["told_on"], words=self.words),
        }
        return (
            '<article class="story">'
            f'<h3 dir="auto">{escape(said(row["title"]))}</h3>{with_marks(facts)}'
            f"{paragraph(row['text'], language=said(row['language']))}"
            f"{self._labelled(self._say('stories.what_matters'), row['what_matters'])}</article>"
        )

    def _directions(self, table: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
        """What was sent and received; of what went on within, first what concerns this system itself."""
        ways = [(way, table[table["direction"] == way]) for way in ("sent", "received", "within")]
        way, within = ways.pop()
        us = self.system.id
        to_us, from_us = within["to_system"] == us, within["from_system"] == us
        concerns = [("asked_of_us", within[to_us & ~from_us]), ("handed_within", within[from_us & ~to_us])]
        return [*ways, *concerns, (way, within[to_us == from_us])]

    def _cycle(self, system: str, cycle: str) -> str:
        """A cycle with whose it is; what one life is called is for itself and its team."""
        found = self.desk.structure.system(system)
        if found.scale == ONE_LIFE and self.audience.wide:
            return self._say("passed_on.one_life")
        return self._say("passed_on.cycle", system=found.name, cycle=cycle)

    def _sent(self, row: dict[str, Any]) -> list[str]:
        label = self._say
        facts = {
            label("passed_on.from"): self._cycle(row["from_system"], row["from_cycle"]),
            label("passed_on.to"): self._cycle(row["to_system"], row["to_cycle"]),
            label("passed_on.on"): spoken_day(row["sent_on"], words=self.words),
            label("passed_on.why"): said(row["why"]),
        }
        if row["answered"]:
            when = spoken_day(row["answered_on"], words=self.words)
            became = label(f"passed_on.{row['state']}" if when else f"passed_on.{row['state']}_undated", on=when)
            back = self._labelled(became, said(row["reason"]) or label("passed_on.wordless"))
        else:
            # Not for how many days: the page stays as it is until its data change.
            back = paragraph(label("passed_on.no_answer"))
        what = said(row["text"]) or label("passed_on.not_seen")
        return [paragraph(what), with_marks(facts), back.replace("<p", '<p class="answer"', 1)]
