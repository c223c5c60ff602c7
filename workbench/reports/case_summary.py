"""The summary for one person and the worker beside them: what matters, what was done, what comes next, plainly."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd

from workbench.model import (
    ONE_LIFE,
    EmbeddingState,
    ExperimentStatus,
    IssueStatus,
    LinkKind,
    Polarity,
    ThingKind,
    Withdrawal,
)
from workbench.model.prompts import words as words_of
from workbench.reports.account import rows_of
from workbench.reports.case_facts import CaseFacts
from workbench.reports.life import Life
from workbench.reports.private import refuse_others
from workbench.reports.section import Front, Section, empty, items, paragraph, said

if TYPE_CHECKING:
    from workbench.desk import Desk

__all__ = ["CaseSummary"]

#: What was tried, what is going on first.
_TRIED = (ExperimentStatus.running, ExperimentStatus.resting, ExperimentStatus.ended)
_QUALITIES = frozenset({"good", "strained"})


class CaseSummary(CaseFacts):
    """Of one life, for that person and their worker; sections are in the order in which they are read.

    What matters, goals, what comes next and stories are asked about where there is nothing; the others are then None.

    Raises
    ------
    Refused
        For any system but a life, and for any audience but that person's own.
    """

    def __init__(self, desk: Desk, *, system: str = "", language: str = "en") -> None:
        desk.words = words_of(language or "en")
        chosen = desk.choice(system=system).system
        if chosen is not None:
            # Before anything is read: nobody else may have any of it.
            refuse_others([chosen], audience=desk.said_audience, words=desk.words)
        super().__init__(desk, system=system, language=language)
        # Said in full, for questions that are not asked about one system.
        self.desk.said_audience = f"{ONE_LIFE}:{self.system.id}"
        self.desk.sit(by=self.words.say("report.titles.case_summary"), page=f"report/{self.system.id}")
        self.life = Life.of(self.desk, self.system)

    # -- sections ---------------------------------------------------------------------------------------------------
    def front(self) -> Front:
        """What matters to the person, large, and for whom this page is."""
        wordings = self._wordings()
        return Front(
            title=self._say("front.title", system=self.system.name),
            purpose=wordings[0]["wording"] if wordings else None,
            no_purpose=self._say("front.no_purpose"),
            synthetic=self._say("front.synthetic") if self.system.synthetic else "",
            intro=self._whose(),
            more=self._say("front.voice", name=self.life.name) if self.life.name else "",
        )

    def matters(self) -> Section:
        """What matters to the person: in their words now, as it was worded before, and as their file says it."""
        wordings = self._wordings()
        now = wordings[0]["wording"] if wordings else ""
        before = [[paragraph(row["wording"])] for row in wordings[1:]]
        file = self._file()
        parts = [
            self._labelled(self._say("matters.now"), now),
            self._labelled(self._say("matters.file"), file.get("what_matters")),
            self._under(self._say("matters.before"), items(before)) if before else "",
        ]
        return self._section("matters", *parts) if any(parts) else self._none("matters")

    def goals(self) -> Section:
        """Goals in the person's own words, and each number they gave, with what they said."""
        table = self.desk.goals_over_time(self.life.name or None, system=self.system.id).table
        table = table[self.life.theirs(table["person"])]
        if not len(table):
            return self._none("goals")
        goals = [rows_of(scores) for _, scores in table.groupby("goal", sort=False)]
        # what was put away comes last
        goals.sort(key=lambda scores: bool(said(scores[0]["ended_on"])))
        return self._section("goals", self._explained("goals"), items(map(self._goal, goals)))

    def tried(self) -> Section | None:
        """What was tried in this life and what happened, and what stays of it."""
        listed = self.desk.experiment_list(system=self.system.id).table
        found = [row for status in _TRIED for row in rows_of(listed[listed["status"] == status.value])]
        kept = [self._kept(row) for row in rows_of(self._own("embedding"))]
        if not (found or kept):
            return None
        stays = self._under(self._say("tried.stays"), items(kept)) if kept else ""
        return self._section("tried", items(map(self._experiment, found)) if found else "", stays)

    def round_you(self) -> Section | None:
        """Who and what is round the person, as they drew it, in words."""
        maps = self._own("map")
        answers = [self.desk.system_map(id) for id in maps["id"]]
        told = [part for answer in answers for part in self._map(answer.finding)]
        return self._section("round_you", *told) if told else None

    def next(self) -> Section:
        """What is planned, what goes on, what is in the way, whose answer is waited for, and when one looks again."""
        experiments = self.desk.experiment_list(system=self.system.id).table
        issues = self.desk.issue_list(system=self.system.id).table
        open_issues = rows_of(issues[issues["status"] == IssueStatus.open.value])
        told = [
            *self._going_on(experiments, ExperimentStatus.designing, "planning"),
            *self._going_on(experiments, ExperimentStatus.running, "running"),
            *(
                [
                    self._labelled(self._say("next.open"), row["description"]),
                    self._labelled(self._say("next.for_now"), row["countermeasure"]),
                ]
                for row in open_issues
            ),
            *self._waited_for(),
            *self._plans(),
            *self._reviewed_next(),
        ]
        return self._section("next", items(told)) if told else self._none("next")

    def stories(self) -> Section:
        """The person's own stories as they told them, each with what they agreed to and how to take it back."""
        if not self.life.name:
            return self._section("stories", empty(self._say("stories.nameless")))
        shared = self.desk.stories_shared(system=self.system.id).table
        own = self._own("story").set_index("id")
        mine = [row for row in rows_of(shared[self.life.theirs(shared["teller"])]) if row["id"] in own.index]
        if not mine:
            return self._none("stories")
        told = [self._story(row, own.loc[row["id"]].to_dict()) for row in mine]
        back = paragraph(self._say("stories.back", who=self._ask()))
        return self._section("stories", self._explained("stories"), *told, back)

    def how(self) -> Section:
        """Whose page this is, and what to do where something is wrong."""
        keys = ("own", "others", "wrong", *(("stop", "noted") if self.life.case is not None else ()))
        return self._section("how", *(paragraph(self._say(f"how.{key}", who=self._ask())) for key in keys))

    # -- parts of sections ------------------------------------------------------------------------------------------
    def _whose(self) -> str:
        if not self.life.name:
            return self._say("front.nameless")
        if not self.life.workers:
            return self._say("front.whose_alone", name=self.life.name)
        return self._say("front.whose", name=self.life.name, workers=self._listed(self.life.workers))

    def _own(self, kind: str) -> pd.DataFrame:
        """The life's own records of a kind that its person may see."""
        return self.desk.evidence(kind, system=self.system.id, below=False, own=True)[kind]

    def _wordings(self) -> list[dict[str, Any]]:
        """The purpose now, then as it was worded before, the newest first."""
        table = self.desk.purpose_history(system=self.system.id).table
        rows = [row for cycle in self._own_cycles() for row in rows_of(table[table["cycle"] == cycle])]
        return sorted(rows, key=lambda row: not row["current"])

    def _file(self) -> dict[str, Any]:
        if self.life.case is None:
            return {}
        found = self.desk.evidence("case", system=self.system.id, everywhere=True)["case"]
        return next(iter(rows_of(found[found["id"] == self.life.case])), {})

    def _goal(self, scores: list[dict[str, Any]]) -> list[str]:
        given = [paragraph(self._score(row)) for row in scores if said(row["score"])]
        ended = self._spoken(scores[0]["ended_on"])
        return [
            paragraph(scores[0]["wording"], kind="name"),
            *(given or [paragraph(self._say("goals.no_score"))]),
            paragraph(self._say("goals.ended", on=ended) if ended else ""),
        ]

    def _score(self, row: dict[str, Any]) -> str:
        line = self._say("goals.at", on=self._spoken(row["scored_on"]), score=f"{row['score']:g}")
        return f"{line} “{said(row['said'])}”" if said(row["said"]) else line

    def _experiment(self, row: dict[str, Any]) -> list[str]:
        began, ended = self._spoken(row["started_on"]), self._spoken(row["ended_on"])
        status = said(row["status"])
        dated = began and (ended or status != ExperimentStatus.ended.value)
        return [
            paragraph(row["title"], kind="name"),
            paragraph(
                self._say(f"tried.{status}" if dated else f"tried.{status}_undated", from_on=began, on=ended or began)
            ),
            self._labelled(self._say("tried.did"), row["actions"]),
            self._labelled(self._say("tried.happened"), row["what_happened"]),
        ]

    def _kept(self, row: dict[str, Any]) -> list[str]:
        usual = row["state"] == EmbeddingState.business_as_usual.value
        on = self._spoken(row["usual_on"] if usual else row["agreed_on"])
        given_up = row["state"] == EmbeddingState.given_up.value
        key = f"stays.{row['state']}" if on or given_up else f"stays.{row['state']}_undated"
        return [paragraph(row["change"], kind="name"), paragraph(self._say(key, on=on))]

    def _map(self, found: Any) -> list[str]:
        actors = found.table[found.table["thing_kind"] == ThingKind.actor.value]
        people = [[paragraph(row["name"], kind="name"), paragraph(row["role"])] for row in rows_of(actors)]
        links = [[paragraph(self._relation(row))] for row in rows_of(found.links)]
        if not (people or links):
            return []
        intro = paragraph(self._say("round_you.about", name=found.name))
        return [intro, items(people) if people else "", items(links) if links else ""]

    def _relation(self, row: dict[str, Any]) -> str:
        polarity, kind, quality = said(row["polarity"]), said(row["link_kind"]), said(row["quality"])
        caused = kind == LinkKind.drives.value and polarity in set(Polarity)
        key = f"round_you.drives.{polarity}" if caused else f"round_you.related.{kind}"
        line = self._say(key, source=row["source_name"], target=row["target_name"])
        return f"{line} {self._say(f'round_you.{quality}')}" if quality in _QUALITIES else line

    def _going_on(self, experiments: pd.DataFrame, status: ExperimentStatus, key: str) -> list[list[str]]:
        found = experiments[experiments["status"] == status.value]
        return [
            [self._labelled(self._say(f"next.{key}"), row["title"]), paragraph(row["actions"])]
            for row in rows_of(found)
        ]

    def _waited_for(self) -> list[list[str]]:
        names = {system.id: system.name for system in self.desk.structure.systems}
        sent = self._sent()
        return [
            [
                paragraph(row["text"], kind="name"),
                paragraph(self._say("next.waiting", to=names.get(row["to_system"], ""))),
            ]
            for row in rows_of(sent[~sent["answered"]])
        ]

    def _plans(self) -> list[list[str]]:
        return [
            [
                self._labelled(self._say("next.plan"), row["plan"]),
                paragraph(self._say("next.plan_on", on=on) if (on := self._to_come(row["plan_review_on"])) else ""),
            ]
            for row in rows_of(self._of_case("forum_case"))
            if said(row["plan"])
        ]

    def _reviewed_next(self) -> list[list[str]]:
        days = [on for value in self._own("review")["next_on"] if (on := self._to_come(value))]
        return [[paragraph(self._say("next.review", on=on))] for on in days[-1:]]

    def _to_come(self, value: Any) -> str:
        """A day that is still to come, in words."""
        return self._spoken(value) if not pd.isna(value) and pd.Timestamp(value).date() >= self.desk.today() else ""

    def _story(self, row: dict[str, Any], agreed: dict[str, Any]) -> str:
        on, who = self._spoken(row["told_on"]), said(agreed["listened_by"])
        key = "listener" if who and on else "undated" if who else "day" if on else ""
        parts = [
            f"{paragraph(self._say(f'stories.{key}', who=who, on=on), kind='kind') if key else ''}",
            paragraph(row["text"], language=said(row["language"])),
            self._labelled(self._say("stories.matters"), row["what_matters"]),
            self._labelled(self._say("stories.translated"), agreed["translation"]),
            self._labelled(self._say("stories.wish"), agreed["wish"]),
            self._labelled(self._say("stories.consent"), self._agreed(agreed)),
        ]
        return f'<article class="story"><h3 dir="auto">{escape(said(row["title"]))}</h3>{"".join(parts)}</article>'

    def _agreed(self, story: dict[str, Any]) -> str:
        until, wording = self._spoken(story["consent_until"]), said(story["consent_wording"])
        return " ".join(
            [
                *([f"“{wording}”"] if wording else []),
                self._may_read(said(story["scope"])),
                self._say("stories.quote" if story["may_quote"] else "stories.no_quote"),
                self._say("stories.until", on=until) if until else self._say("stories.no_end"),
                *([self._say("stories.no_contact")] if story["withdrawal"] == Withdrawal.no_contact.value else []),
            ]
        )

    def _may_read(self, scope: str) -> str:
        """Who may read a story of this scope: the smallest circle round this life that is as large."""
        known = self.desk.structure
        at: str | None = self.system.id
        while at is not None:
            system = known.system(at)
            if system.scale == scope and at != self.system.id:
                return self._say("stories.scope.circle", name=system.name)
            at = system.part_of
        return self._say(f"stories.scope.{scope}" if scope in ("person", "public") else "stories.scope.person")
