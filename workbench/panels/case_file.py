"""One case file: a person under a pseudonym, what matters to them, and what services did, contact by contact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from workbench.desk import Desk
from workbench.desk.answer import Answer
from workbench.desk.case_work import CaseWork
from workbench.errors import Refused
from workbench.frames import Picked
from workbench.model import Case, Contact, Risk, Spend
from workbench.panels.case_lanes import case_lanes
from workbench.panels.case_linked import CaseLinked
from workbench.panels.form_panel import FormPanel
from workbench.panels.library import script, style
from workbench.panels.picture import picture_of
from workbench.panels.spoken_date import spoken
from workbench.panels.withdrawing import WithWithdrawal

__all__ = ["CaseFilePanel"]

#: So many contacts stand in one table; a person with more is looked at year by year.
_MOST_ROWS = 400
#: What the page's table and editor need of a contact; sent for every row.
_OF_A_ROW = ("agency", "activity", "does", "urgency", "demand", "quantity", "cost_pence", "handed_to", "note")
_MOST_VISITS = 50
_LONGEST_NUMBER = 200
_CURVES = ("cumulative_cost", "yearly_cost", "weekly_cost")
#: What changes who can be picked.
_WHO = frozenset({"case", "system", "scale", "cycle"})


class CaseFilePanel(WithWithdrawal):
    """One person at a time: the page is never sent anybody else's contacts.

    A person's file goes on from round to round, so that of every round of the system is here; what is written goes
    into this one.
    """

    _esm = script(
        *("drawn.js", "time_line_place.js", "time_line_words.js", "time_line.js", "case_risks.js"),
        *("case_person.js", "case_contacts.js", "case_beside.js", "case_file.js"),
    )
    _css = style("drawn.css", "time_line.css", "case_file.css")
    sections = ("case_file",)
    follows = frozenset({"case", "contact", "intake", "risk", "spend"})
    kinds = frozenset({"case", "contact", "risk"})
    looks = FormPanel.looks | {
        *("people", "find", "open", "show_year", "show_contact", "time_line", "curve", "linked", "visits"),
    }
    work = CaseWork
    _work: CaseWork
    pulse_ms = 2_500

    def __init__(self, desk: Desk, *, system: str, cycle: str, may_edit: bool = True) -> None:
        super().__init__(desk, system=system, cycle=cycle, may_edit=may_edit)
        self._case = ""
        self._year: int | None = None
        self._contact = ""
        self._named: dict[str, str] | None = None
        self._named_at = 0
        self._named_n = 0

    def load(self) -> dict[str, Any]:
        """The person who was picked, with their risks and the contacts that stand in the table."""
        people = self._people()
        case = self._desk.store.find(Case, self._case) if self._case in people else None
        return {
            "may_edit": self._may_edit,
            "today": self._desk.today().isoformat(),
            "by": self.by,
            "place": {"system": self._system, "cycle": self._cycle},
            "n_people": len(people),
            "people_read": self._named_n,
            "gone": bool(self._case) and case is None,
            "case": self.values(case) if case else None,
            **(self._of_case(case) if case else {}),
        }

    def _of_case(self, case: Case) -> dict[str, Any]:
        contacts = self._contacts(case)
        risks = sorted(self._desk.store.all(Risk, case=case.id), key=lambda risk: (risk.name.casefold(), risk.id))
        spent = self._bought(case)
        years = Counter(contact.happened_on.year for contact in contacts)
        if self._year not in years:
            self._year = max(years, default=None) if len(contacts) > _MOST_ROWS else None
        shown = [contact for contact in contacts if self._year in (None, contact.happened_on.year)]
        opened = next((contact for contact in contacts if contact.id == self._contact), None)
        return {
            "contacts": [_row(contact) for contact in shown],
            "n_contacts": len(contacts),
            "first": contacts[0].happened_on.isoformat() if contacts else None,
            "last": contacts[-1].happened_on.isoformat() if contacts else None,
            "years": [[year, years[year]] for year in sorted(years)],
            "year": self._year,
            "may_show_all": len(contacts) <= _MOST_ROWS,
            "shown": self.values(opened) if opened else None,
            "risks": [self.values(risk) for risk in risks],
            # What the time line and the curves are drawn from has changed where this has.
            "drawn_from": f"{case.id}.{case.version}.{_stamp(contacts)}.{_stamp(spent)}",
        }

    def _people(self) -> Mapping[str, str]:
        """Pseudonyms by id of the case files this group may use, in the order of the pseudonyms.

        A file whose person took it back, or agreed to it until a day that is past, is not among them.
        """
        now = self.revision()
        news = self._desk.store.changes(self._named_at) if now > self._named_at and self._named is not None else []
        if self._named is None or any(change.kind in _WHO for change in news):
            rows = self._desk.evidence("case", system=self._system, below=False, own=True)["case"]
            pairs = zip(rows["id"].astype(str), rows["pseudonym"].astype(str), strict=True)
            self._named = dict(sorted(pairs, key=lambda pair: (pair[1].casefold(), pair[0])))
            self._named_n += 1
        self._named_at = now
        return self._named

    def _contacts(self, case: Case) -> list[Contact]:
        found = self._desk.store.all(Contact, case=case.id)
        return sorted(found, key=lambda contact: (contact.happened_on, contact.id))

    def _bought(self, case: Case) -> list[Spend]:
        """What this group bought for the person."""
        rounds = {cycle.id for cycle in self._desk.structure.cycles_of(self._system)}
        return [spend for spend in self._desk.store.all(Spend, for_person=case.pseudonym) if spend.cycle in rounds]

    def _open_case(self) -> Case:
        if self._case not in self._people():
            raise Refused(self.words.say("case_file.no_such_case"), field="case")
        return self._desk.store.get(Case, self._case)

    # -- commands -----------------------------------------------------------------------------------------------------
    def do_people(self) -> list[list[str]]:
        """Everybody who can be picked: id and pseudonym."""
        return [[id, pseudonym] for id, pseudonym in self._people().items()]

    def do_open(self, case: str) -> dict[str, Any]:
        """Look at one person's file; "" closes it."""
        if case and case not in self._people():
            raise Refused(self.words.say("case_file.no_such_case"), field="case")
        self._case, self._year, self._contact = case, None, ""
        return self.load()

    def do_find(self, number: str) -> dict[str, Any]:
        """Look at the file of the person whose own number, as the agencies' files write it, this is."""
        found = self._desk.find_case(str(number)[:_LONGEST_NUMBER]) if str(number).strip() else None
        if found is None or found.id not in self._people():
            raise Refused(self.words.say("case_file.find.none"), field="number")
        return self.do_open(found.id)

    def do_show_year(self, year: int | None) -> dict[str, Any]:
        """Show the contacts of one year in the table; None shows all, where they are not too many."""
        self._year = year if isinstance(year, int) else None
        return self.load()

    def do_show_contact(self, contact: str) -> dict[str, Any]:
        """Open one contact of this person to read and change it; "" closes it."""
        self._contact = str(contact)
        return self.load()

    def do_time_line(self) -> dict[str, Any]:
        """All contacts of this person on their lanes; that they were looked at is noted, and by whom."""
        self._sit()
        return case_lanes(self._desk.time_line(self._open_case().id))

    def do_curve(self, which: str) -> dict[str, Any]:
        """What this one person's contacts cost: added up before and after, by year, or by week."""
        if which not in _CURVES:
            raise Refused(self.words.say("panel.unknown_command", name=str(which)[:40]))
        picked = Picked(cases=frozenset({self._open_case().id}))
        answer: Answer[Any] = getattr(self._desk, which)(cycle=self._cycle, picked=picked)
        return picture_of(answer.figure())

    def do_linked(self) -> list[dict[str, Any]]:
        """This person's stories, goals and spending, and what was laid beside the file, by kind."""
        case = self._open_case()
        whose = pd.DataFrame([{"id": case.id, "pseudonym": case.pseudonym}])
        groups = CaseLinked.read(self._desk, system=self._system).of(whose)
        return [group for group in groups if group["kind"] != Risk.kind]

    def do_visits(self) -> list[dict[str, str]]:
        """Who opened this file and on which day, newest first; at most fifty."""
        visits = self._desk.store.accesses(Case.kind, self._open_case().id)[:_MOST_VISITS]
        nameless = self.words.say("case_file.visits.nameless")
        return [{"by": visit.by or nameless, "on": spoken(visit.at.date(), self.words)} for visit in visits]

    def do_add(self, kind: str, values: dict[str, Any], made_from: list[str] | None = None) -> dict[str, Any]:
        """Write a new record; a contact of another year than the table shows takes the table there."""
        made = super().do_add(kind, values, made_from)
        if kind == Contact.kind and self._year is not None:
            self._year = int(str(made["happened_on"])[:4])
        return made


def _row(contact: Contact) -> dict[str, Any]:
    """A contact as the table shows it: of two thousand of them, no more is sent than is looked at."""
    values = contact.model_dump(mode="json", include=set(_OF_A_ROW))
    return {"kind": contact.kind, "id": contact.id, "happened_on": contact.happened_on.isoformat(), **values}


def _stamp(records: Sequence[Contact] | Sequence[Spend]) -> str:
    """Tells whether any of these records has changed: how many, how often changed, and the newest."""
    return f"{len(records)}.{sum(one.version for one in records)}.{max((one.id for one in records), default='')}"
