"""What a person's case file holds, in plain words: what services did, what was bought, worries, what was asked."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

import pandas as pd

from workbench.model import RiskLevel
from workbench.reports.account import Account, rows_of
from workbench.reports.life import Life
from workbench.reports.section import Section, empty, items, paragraph, said, spoken_day, with_marks

__all__ = ["CaseFacts"]

_LEVELS = {RiskLevel.none.value: "none", RiskLevel.some.value: "some", RiskLevel.high.value: "high"}
_URGENT = "crisis"
#: What is told of an agency: the things it did most.
_MOST_ACTIVITIES = 4


class CaseFacts(Account):
    """The sections that are read from the case file of one person, and from nobody else's; None where there is nothing.

    A list of all that was never written down tells a person nothing but that.
    """

    life: Life

    def _say(self, key: str, **values: object) -> str:
        return self.words.say(f"case_summary.{key}", **values)

    def _section(self, key: str, *parts: str, answer: Any = None, heading: str = "") -> Section:  # noqa: ARG002  nothing is hidden here
        return Section(
            id=key.replace("_", "-"), heading=heading or self._say(f"{key}.heading"), parts=parts, kind="large"
        )

    def _none(self, key: str) -> Section:
        return self._section(key, empty(self._say(f"{key}.none")))

    def _ask(self) -> str:
        """Whom the person can ask, in words."""
        return self._listed(self.life.workers) or self._say("stories.back_nobody")

    def _listed(self, names: tuple[str, ...]) -> str:
        *first, last = names or ("",)
        return f"{', '.join(first)} {self._say('front.and')} {last}" if first else last

    def _spoken(self, value: Any) -> str:
        return spoken_day(value, words=self.words)

    # -- sections ---------------------------------------------------------------------------------------------------
    def done(self) -> Section | None:
        """What services did and who: by agency, year by year, and each time by itself."""
        if self.life.several:
            return self._section("done", empty(self._say("done.several")))
        if self.life.case is None:
            return None
        answer = self.desk.time_line(self.life.case)
        contacts = answer.table
        if not len(contacts):
            return None
        years = items([paragraph(line)] for line in self._years(contacts))
        each = items(([paragraph(line)] for line in map(self._contact, rows_of(contacts))), kind="items close")
        return self._section(
            "done",
            paragraph(self._looked_at(answer.finding.marks)),
            items(self._agency(str(name), rows) for name, rows in contacts.groupby("agency", sort=True)),
            self._under(self._say("done.years"), years),
            f'<details class="long"><summary>{escape(self._say("done.each"))}</summary>{each}</details>',
            paragraph(self._say("done.on_paper", who=self._ask()), kind="on-paper"),
        )

    def bought(self) -> Section | None:
        """What was bought for the person, oldest first, each with the need it met."""
        own = self.desk.evidence("spend", system=self.system.id, below=False, own=True)["spend"]
        own = own[self.life.theirs(own["for_person"])]
        told = own.assign(amount_pounds=own["amount_pence"].astype("float64") / 100)
        if self.life.case is not None:
            told = pd.concat([told, self.desk.time_line(self.life.case).finding.bought], ignore_index=True)
        told = told.drop_duplicates("id").sort_values(["spent_on", "id"], kind="stable")
        if not len(told):
            return None
        return self._section("bought", items(map(self._purchase, rows_of(told))))

    def risks(self) -> Section | None:
        """What people were worried about at first, and how it is now."""
        found = self._of_case("risk")
        if not len(found):
            return None
        return self._section("risks", self._explained("risks"), items(map(self._risk, rows_of(found))))

    def asked(self) -> Section | None:
        """What was asked of others for this person, where it was passed on to, and what came back each time."""
        sent = self._sent()
        if not len(sent):
            return None
        told = []
        for _, chain in sent.groupby("first", sort=False):
            steps = rows_of(chain.sort_values(["sent_on", "id"], kind="stable", na_position="last"))
            told.append(
                [
                    paragraph(said(steps[0]["text"]) or self._say("asked.hidden"), kind="name"),
                    paragraph(steps[0]["why"]),
                    *(part for at, step in enumerate(steps) for part in self._sending(step, first=at == 0)),
                ]
            )
        return self._section("asked", self._explained("asked"), items(told))

    # -- parts of sections ------------------------------------------------------------------------------------------
    def _of_case(self, kind: str) -> pd.DataFrame:
        """The records of a kind that belong to this person's file, wherever they were written down."""
        found = self.desk.evidence(kind, system=self.system.id, everywhere=True)[kind]
        mine: pd.DataFrame = found[found["case"] == self.life.case] if self.life.case is not None else found.head(0)
        return mine

    def _sent(self) -> pd.DataFrame:
        """What this life's own rounds sent, and where each of it went on to from there."""
        everything = self.desk.passed_on().table
        begun = everything[(everything["from_system"] == self.system.id) & (everything["first"] == everything["id"])]
        found: pd.DataFrame = everything[everything["first"].isin(begun["id"])]
        return found

    def _looked_at(self, marks: pd.DataFrame) -> str:
        days = {str(row["mark"]): self._spoken(row["marked_on"]) for row in rows_of(marks)}
        if {"observed_from", "observed_until"} <= set(days):
            return self._say("done.about", from_on=days["observed_from"], on=days["observed_until"])
        return self._say("done.about_open")

    def _agency(self, name: str, contacts: pd.DataFrame) -> list[str]:
        days = contacts["happened_on"]
        activities = contacts["activity"].value_counts(sort=True).index[:_MOST_ACTIVITIES]
        times = self._say("done.times", n=len(days), first=self._spoken(days.min()), last=self._spoken(days.max()))
        return [
            paragraph(f"{name[:1].upper()}{name[1:]}: {times}.", kind="name"),
            self._labelled(self._say("done.agency"), ", ".join(map(str, activities))),
        ]

    def _years(self, contacts: pd.DataFrame) -> list[str]:
        told = []
        for year, found in contacts.groupby(contacts["happened_on"].dt.year, sort=True):
            by_agency = found["agency"].value_counts(sort=True)
            who = ", ".join(self._say("done.of_agency", n=n, agency=agency) for agency, n in by_agency.items())
            line = self._say("done.in_year", n=len(found), year=year, who=who)
            urgent = int((found["urgency"] == _URGENT).sum())
            told.append(f"{line} {self._say('done.urgent', n=urgent)}" if urgent else line)
        return told

    def _contact(self, row: dict[str, Any]) -> str:
        line = self._say(
            "done.line", on=self._spoken(row["happened_on"]), agency=row["agency"], activity=row["activity"]
        )
        to = said(row["handed_to"])
        return f"{line}. {self._say('done.passed', agency=to)}" if to else f"{line}."

    def _purchase(self, row: dict[str, Any]) -> list[str]:
        pounds = f"{row['amount_pounds']:,.2f}".removesuffix(".00")
        line = self._say("bought.line", on=self._spoken(row["spent_on"]), what=row["what"], pounds=pounds)
        return [paragraph(line, kind="name"), self._labelled(self._say("bought.why"), row["need"])]

    def _risk(self, row: dict[str, Any]) -> list[str]:
        level, after = (self._level(row[name]) for name in ("before", "after"))
        key = "risks.was" if after else "risks.open"
        name = said(row["name"])
        return [
            paragraph(f"{name[:1].upper()}{name[1:]}", kind="name"),
            paragraph(self._say(key, level=level, after=after)),
        ]

    def _level(self, level: object) -> str:
        return self._say(f"risks.level.{_LEVELS[said(level)]}") if said(level) else ""

    def _sending(self, row: dict[str, Any], *, first: bool) -> Iterable[str]:
        names = {system.id: system.name for system in self.desk.structure.systems}
        on, back = self._spoken(row["sent_on"]), self._spoken(row["answered_on"])
        key = "sent" if first else "onward"
        yield paragraph(
            self._say(
                f"asked.{key}" if on else f"asked.{key}_undated",
                to=names.get(row["to_system"], ""),
                from_=names.get(row["from_system"], ""),
                on=on,
            )
        )
        state = row["state"] if back or not row["answered"] else f"{row['state']}_undated"
        answer = self._say(f"asked.{state}", on=back)
        words = self._labelled(self._say("asked.said"), row["reason"])
        yield (
            (paragraph(answer) + words).replace("<p", '<p class="answer"', 1)
            if row["answered"]
            else with_marks({"": answer})
        )
