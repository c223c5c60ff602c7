"""Case files as sections of a report: what services did and what it cost, the forum and what it passed on, grants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.model import ONE_LIFE, Chosen
from workbench.reports.account import rows_of
from workbench.reports.capture_section import CaptureSections
from workbench.reports.section import Section, empty, items, paragraph, said, spoken_day, with_marks

if TYPE_CHECKING:
    from workbench.desk import Answer

__all__ = ["CaseSections"]

#: The questions drawn about case files, in this order.
_COSTS = ("activity_by_agency", "cumulative_cost", "crisis_share", "cohort_before_after")
_PATHS = ("assess_do_refer", "hand_offs")
#: What figures of cost may be read as, and what not: sentences of the words.
_MAY, _MAY_NOT = ("unit_costs", "where_it_fell", "conversation"), ("saved", "because", "everybody")


class CaseSections(CaptureSections):
    """The sections about case files; None in the report of one life, which is never drawn with others'."""

    def case_files(self) -> Section | None:
        """What services did round people, and what it cost, before and after; with what this may and may not claim."""
        if self.system.scale == ONE_LIFE:
            return None
        if not self._up_to_now:
            return self._section("case_files", empty(self._say("not_then")))
        cohort = self.desk.cohort_before_after(**self._about)
        if not len(self.desk.activity_by_agency(**self._about).table):
            return self._nothing("case_files")
        drawn = [getattr(self.desk, question)(**self._about).to_html() for question in _COSTS]
        return self._section(
            "case_files",
            self._explained("case_files"),
            self._claims(),
            *drawn,
            paragraph(self._how_chosen(cohort)),
            self._under(self._say("case_files.paths"), *self._paths()),
        )

    def forum(self) -> Section | None:
        """Who was brought to the creative solutions forum, what became of the risks, and what was passed on."""
        if self.system.scale == ONE_LIFE:
            return None
        account = self.desk.forum_account(**self._about)
        if not len(account.table):
            return self._nothing("forum")
        return self._section(
            "forum",
            self._explained("forum"),
            account.to_html(),
            self.desk.risks_before_after(**self._about).to_html(),
            self._escalated(),
        )

    def grants(self) -> Section | None:
        """Learning-based grants: outcomes as they were talked about and agreed, and the local multiplier."""
        if self.system.scale == ONE_LIFE:
            return None
        outcomes, multiplier = self.desk.grant_outcomes(**self._about), self.desk.local_multiplier(**self._about)
        if not (len(outcomes.table) or len(multiplier.table)):
            return self._nothing("grants")
        listed = [self._outcome(row) for row in rows_of(outcomes.table)]
        drawn = multiplier.to_html() if len(multiplier.table) else ""
        return self._section("grants", self._explained("grants"), items(listed) if listed else "", drawn)

    # -- parts of sections ------------------------------------------------------------------------------------------
    def _claims(self) -> str:
        return "".join(
            self._under(
                self._say(f"case_files.{key}"), items([paragraph(self._say(f"case_files.{one}"))] for one in all_)
            )
            for key, all_ in (("may", _MAY), ("may_not", _MAY_NOT))
        )

    def _paths(self) -> list[str]:
        return [getattr(self.desk, question)(**self._about).to_html() for question in _PATHS]

    def _how_chosen(self, cohort: Answer[Any]) -> str:
        """The sentence on regression to the mean, where people were picked at their worst or nobody knows."""
        chosen = {str(row["chosen"]): row["n_people"] for row in rows_of(cohort.finding.chosen)}
        # a hidden number is somebody: it is told as well
        there = {how for how, n in chosen.items() if said(n) != "0"}
        if Chosen.at_their_worst.value in there:
            return self._say("case_files.at_their_worst")
        return self._say("case_files.not_known") if Chosen.not_known.value in there else ""

    def _escalated(self) -> str:
        found = self.desk.escalated(**self._about).table
        # What no case of the forum led to is told where all that was passed on is; a hidden number is somebody.
        found = found[found["n_cases"].isna() | (found["n_cases"] > 0)]
        listed = [
            [
                paragraph(row["description"], kind="name"),
                with_marks(
                    {
                        self._say("passed_on.to"): row["to_cycle"],
                        self._say("passed_on.on"): spoken_day(row["sent_on"], words=self.words),
                    }
                ),
                self._answer_to(row),
            ]
            for row in rows_of(found)
        ]
        return self._under(self._say("forum.escalated"), items(listed) if listed else "")

    def _answer_to(self, row: dict[str, Any]) -> str:
        if not row["answered"]:
            return empty(self._say("passed_on.no_answer")) if said(row["sent_on"]) else ""
        on = spoken_day(row["answered_on"], words=self.words)
        became = self._say(f"passed_on.{row['state']}", on=on)
        return self._labelled(became, said(row["reason"]) or self._say("passed_on.wordless"))

    def _outcome(self, row: dict[str, Any]) -> list[str]:
        days = {
            name: spoken_day(row[name], words=self.words) for name in ("proposed_on", "agreed_on", "last_talked_on")
        }
        facts = {self._say("grants.of"): row["title"], "": self._say(f"grants.{row['state']}")}
        facts |= {self._say(f"grants.{name}"): on for name, on in days.items()}
        return [paragraph(row["wording"], kind="name"), with_marks(facts)]
