"""The explorer of case files: people picked by what they share, seen in several linked views at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, ClassVar

import pandas as pd

from workbench.desk import Desk
from workbench.desk.case_choice import CaseChoice
from workbench.desk.case_people import CasePeople
from workbench.errors import Refused
from workbench.frames import Evidence, Picked, Tally, table
from workbench.model import Contact
from workbench.model.choice import choices_in_words
from workbench.panels.case_linked import CaseLinked
from workbench.panels.library import drawing_program, script, style
from workbench.panels.live_chart import live_chart
from workbench.panels.panel import Panel
from workbench.patterns.contact_tally import contacts_picked, tally_of

__all__ = ["VIEWS", "CaseExplorer"]


#: Quarters on each side of the start that views look at.
_QUARTERS = 8
_AROUND: Mapping[str, Any] = MappingProxyType({"quarters": _QUARTERS})


@dataclass(frozen=True)
class _CaseView:
    """One view: a question of the desk, with what it is asked and how it is drawn.

    ``picks`` are the parts of a choice that are picked in its picture; they do not narrow it, so that what is picked in
    a view is seen among all there is. A view that ``compares`` before with after is narrowed only to a time that is as
    long on both sides: of a year before and nothing after it would say that everything had stopped.
    """

    picks: Sequence[str] = ()
    asked: Mapping[str, Any] = field(default_factory=dict)
    measures: Sequence[str] = ()
    compares: bool = False

    def narrowed(self, choice: CaseChoice) -> CaseChoice:
        """What of a choice this view is asked for."""
        lopsided = choice.quarters is not None and choice.quarters[0] + choice.quarters[1] != -1
        return choice.without((*self.picks, *(["quarters"] if self.compares and lopsided else [])))


#: The views by question, in the order in which they are offered.
VIEWS: Mapping[str, _CaseView] = {
    "cumulative_cost": _CaseView(picks=("quarters",), asked=_AROUND, measures=("cost", "activity")),
    "activity_before_after": _CaseView(
        picks=("activities",),
        asked={"before_quarters": _QUARTERS, "after_quarters": _QUARTERS},
        measures=("activity", "cost"),
        compares=True,
    ),
    "activity_by_agency": _CaseView(picks=("agencies",), asked=_AROUND, measures=("activity", "cost"), compares=True),
    "crisis_share": _CaseView(picks=("quarters", "urgency"), asked=_AROUND),
    "failure_demand": _CaseView(picks=("agencies", "demand"), asked=_AROUND, compares=True),
    "assess_do_refer": _CaseView(picks=("does",)),
    "hand_offs": _CaseView(picks=("handed",)),
    "sequences": _CaseView(picks=("activities",)),
    "cohort_before_after": _CaseView(compares=True),
    "yearly_cost": _CaseView(),
    "weekly_cost": _CaseView(),
}
#: Of fewer people little can be said; the number is that of the disclosure rules.
_FEW = 8
_MOST_PEOPLE = 100
#: Of more people than this it is quicker to read every contact there is.
_ONE_BY_ONE = 300
_FORM_WORDS = {"chosen": "case", "does": "contact", "urgency": "contact", "demand": "contact"}
_WHAT = tuple(Picked.COLUMNS.values())


class CaseExplorer(Panel):
    """Case files of one group, for the group itself.

    After the page has picked something, :attr:`selection`, :attr:`people` and :attr:`picked` give it back to the next
    cell of a notebook.
    """

    _esm = script(
        *("case_choice.js", "case_draw.js", "case_filter.js", "case_view.js", "case_list.js"), "case_explorer.js"
    )
    _css = style("case_explorer.css")
    sections = ("case_explorer",)
    looks = frozenset({"load", "look", "view", "people", "linked", "drawing"})
    follows = frozenset({"case", "contact", "intake"})
    pulse_ms: ClassVar[int] = 2_500

    def __init__(self, desk: Desk, *, system: str, cycle: str, may_edit: bool = True) -> None:
        super().__init__(store=desk.store, may_edit=may_edit, language=desk.words.language)
        self._desk = desk
        self._system = system
        self._cycle = cycle
        self._choice = CaseChoice()
        self._read: tuple[int, date, CasePeople, Evidence] | None = None

    # -- for the next cell of a notebook -------------------------------------------------------------------------------
    @property
    def picked(self) -> Picked:
        """The people and contacts that are picked now, to be given to a question: ``desk.hand_offs(picked=…)``."""
        return self._choice.picked(self._people().ids(self._choice))

    @property
    def people(self) -> pd.DataFrame:
        """The case files of the people that are picked now; the columns are those of ``desk.cases()``."""
        return self._people().those(self._choice).reset_index(drop=True)

    @property
    def selection(self) -> pd.DataFrame:
        """The contacts that are picked now, one row a contact, by case and day.

        The columns are those of ``desk.contacts()``, then pseudonym, phase (before or after), quarter, week and year as
        in :class:`~workbench.frames.Tally`. Contacts outside the observed time of their case are not among them.
        """
        cases, picked = self._people().table, self.picked
        contacts = self._contacts_of(picked.cases)
        found = contacts_picked(contacts, cases, picked=picked)
        found["pseudonym"] = found["case"].map(dict(zip(cases["id"], cases["pseudonym"], strict=True)))
        wanted = [*contacts.columns, "pseudonym", "phase", "quarter", "week", "year"]
        return found[wanted].reset_index(drop=True)

    def _contacts_of(self, cases: frozenset[str] | None) -> pd.DataFrame:
        """The contacts of some people, who may be seen; of many people all contacts are read at once."""
        if cases is None or len(cases) > _ONE_BY_ONE:
            return self._desk.evidence("contact", system=self._system, below=False, own=True)["contact"]
        read = [contact for case in sorted(cases) for contact in self._desk.store.all(Contact, case=case)]
        return table("contact", read, system_of={contact.id: self._system for contact in read})

    # -- reading -------------------------------------------------------------------------------------------------------
    def _everybody(self) -> tuple[CasePeople, Evidence]:
        """Who has what, and what there is; read again when case files or contacts have changed, or the day has."""
        now, today = self.revision(), self._desk.today()
        if self._read is not None and self._read[1] == today:
            since, _, people, evidence = self._read
            if since == now or not any(change.kind in self.follows for change in self._desk.store.changes(since)):
                self._read = (now, today, people, evidence)
                return people, evidence
        evidence = self._tallied(*CasePeople.TALLIES, ("quarter",), _WHAT)
        people = CasePeople.of(evidence)
        self._read = (now, today, people, evidence)
        return people, evidence

    def _people(self) -> CasePeople:
        return self._everybody()[0]

    def _tallied(self, *by: tuple[str, ...], picked: Picked | None = None) -> Evidence:
        tallies = [Tally(columns) for columns in by]
        return self._desk.evidence("case", *tallies, system=self._system, below=False, own=True, picked=picked)

    def load(self) -> dict[str, Any]:
        """What there is to pick from, and how many people and contacts there are."""
        people, evidence = self._everybody()
        what = tally_of(evidence, *_WHAT)
        quarters = tally_of(evidence, "quarter")["quarter"].dropna()
        facets = {name: list(values) for name, values in people.remaining(CaseChoice()).items()}
        facets |= {
            name: sorted(what[column].dropna().unique(), key=str.casefold) for name, column in Picked.COLUMNS.items()
        }
        return {
            "may_edit": self._may_edit,
            "place": {"system": self._system, "cycle": self._cycle},
            "few": _FEW,
            "n_people": len(people.table),
            "n_contacts": int(what["n"].sum()),
            "quarters": [int(quarters.min()), int(quarters.max())] if len(quarters) else None,
            "facets": {name: {"values": self._named(name, values)} for name, values in facets.items()},
            "views": [{"name": name, "picks": view.picks, "measures": view.measures} for name, view in VIEWS.items()],
        }

    def _named(self, name: str, values: Sequence[str]) -> list[tuple[str, str]]:
        """Each value with its words."""
        known: Mapping[str, str] = self.words.section(f"case_explorer.value.{name}")
        if name in _FORM_WORDS:
            known = choices_in_words(_FORM_WORDS[name], name, language=self.language)
        return [(v, known.get(v, v) if v else self.words.say("case_explorer.not_said")) for v in values]

    # -- commands ------------------------------------------------------------------------------------------------------
    def do_look(self, choice: dict[str, Any]) -> dict[str, Any]:
        """Pick: how many people and contacts remain, and how many with each further choice."""
        self._choice = CaseChoice.read(choice, words=self.words)
        people = self._people()
        ids = people.ids(self._choice)
        rest = Picked(cases=ids, quarters=self._choice.quarters)
        what = tally_of(self._tallied(_WHAT, picked=rest), *_WHAT)
        return {
            "n_people": len(people.table) if ids is None else len(ids),
            "n_contacts": int(_among(what, self._choice)["n"].sum()),
            "counts": {**people.remaining(self._choice), **_contacts_left(what, self._choice)},
        }

    def do_view(self, view: str, choice: dict[str, Any], measure: str = "") -> dict[str, Any]:
        """One view of what is picked; what comes back is that of :func:`~workbench.panels.live_chart.live_chart`."""
        if view not in VIEWS:
            raise Refused(self.words.say("case_explorer.no_view", view=view[:40]), field="view")
        one, whole = VIEWS[view], CaseChoice.read(choice, words=self.words)
        asked = one.narrowed(whole)
        picked = asked.picked(self._people().ids(asked))
        answer = getattr(self._desk, view)(cycle=self._cycle, picked=picked, **one.asked)
        drawn = live_chart(answer.figure(**({"measure": measure} if measure in one.measures else {})))
        if "quarters" not in one.picks and asked.quarters != whole.quarters:
            drawn["notes"] = [self.words.say("case_explorer.all_the_time"), *drawn["notes"]]
        return drawn

    def do_people(self, choice: dict[str, Any], find: str = "") -> dict[str, Any]:
        """The people picked, by pseudonym: at most a hundred, with how many of their contacts are picked."""
        asked = CaseChoice.read(choice, words=self.words)
        table = self._people().those(asked)
        wanted = str(find).casefold().split()
        if wanted:
            said = [
                f"{name} {' '.join(tags)}".casefold()
                for name, tags in zip(table["pseudonym"], table["tags"], strict=True)
            ]
            table = table[[all(word in one for word in wanted) for one in said]]
        shown = table.sort_values("pseudonym", key=lambda names: names.str.casefold()).head(_MOST_PEOPLE)
        picked = asked.picked(frozenset(shown["id"]))
        counted = tally_of(self._tallied(("case",), picked=picked), "case").set_index("case")["n"]
        rows = [
            {
                "id": row["id"],
                "pseudonym": row["pseudonym"],
                "tags": list(row["tags"]),
                "n_contacts": int(counted.get(row["id"], 0)),
            }
            for row in shown.to_dict("records")
        ]
        return {"n": len(table), "people": rows}

    def do_linked(self, choice: dict[str, Any]) -> list[dict[str, Any]]:
        """What else is written down about the people picked, by kind."""
        found = self._people().those(CaseChoice.read(choice, words=self.words))
        return CaseLinked.read(self._desk, system=self._system).of(found)

    def do_cases(self, choice: dict[str, Any]) -> list[str]:
        """The ids of the people picked, for an observation that is begun from here."""
        return list(self._people().those(CaseChoice.read(choice, words=self.words))["id"])

    def do_drawing(self) -> str:
        """The program that draws charts in a page."""
        return drawing_program()


def _among(what: pd.DataFrame, choice: CaseChoice, *, but: str = "") -> pd.DataFrame:
    """The groups of contacts a choice takes in, one of its parts left open."""
    for name, values in choice.contacts.items():
        if name != but:
            what = what[what[Picked.COLUMNS[name]].isin(values)]
    return what


def _contacts_left(what: pd.DataFrame, choice: CaseChoice) -> dict[str, dict[str, int]]:
    """How many contacts there are with each value, among those that the rest of the choice takes in."""
    counted = {}
    for name, column in Picked.COLUMNS.items():
        left = _among(what, choice, but=name).groupby(column)["n"].sum()
        counted[name] = {str(value): int(n) for value, n in left.items()}
    return counted
