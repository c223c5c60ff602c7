"""The creative solutions forum: a case presented at the projector, and what is still open of those presented before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from workbench.desk import Desk
from workbench.desk.forum_work import ForumWork
from workbench.frames import Evidence
from workbench.model import Case, EvidenceLink, ForumCase, Issue, Refusal, Risk, Stance
from workbench.panels.forum_open import still_open
from workbench.panels.handing_over import WithHandingOver
from workbench.panels.library import script, style
from workbench.panels.picture import picture_of
from workbench.panels.spoken_date import spoken
from workbench.patterns.forum_account import ALL

__all__ = ["ForumPanel"]

_LONGEST_NAME = 160


class ForumPanel(WithHandingOver):
    """The cases a group presented, in every round of its system: a case goes on from round to round."""

    _esm = script(
        "picture.js", "answering.js", "handing_over.js", "forum_risks.js", "forum_parts.js", "forum_case.js", "forum.js"
    )
    _css = style("forum.css", "picture.css", "answering.css")
    sections = ("forum", "issues", "inbox")
    follows = frozenset({"forum_case", "case", "risk", "refusal", "issue", "influence", "evidence_link"})
    follows |= {"cycle", "cycle_link"}
    work = ForumWork
    _work: ForumWork
    kinds = frozenset({"forum_case", "case", "risk", "refusal", "issue"})
    looks = WithHandingOver.looks | {"open", "picture_account", "picture_risks"}
    pulse_ms = 1_500

    def __init__(self, desk: Desk, *, system: str, cycle: str, may_edit: bool = True) -> None:
        super().__init__(desk, system=system, cycle=cycle, may_edit=may_edit)
        self._shown = ""

    def load(self) -> dict[str, Any]:
        """The list of cases, the newest forum first; the account; and the one case that is looked at."""
        evidence = self._desk.evidence("forum_case", "case", "risk", system=self._system, below=False, own=True)
        rows = self._rows(evidence)
        return {
            "may_edit": self._may_edit,
            "today": self._desk.today().isoformat(),
            "by": self.by,
            "rows": rows,
            "forums": sorted({row["forum"] for row in rows}, key=str.casefold),
            "account": self._account(),
            "cases": self._cases(evidence),
            "open": self._shown,
            "one": self._one() if any(row["id"] == self._shown for row in rows) else None,
        }

    # -- the list -----------------------------------------------------------------------------------------------------
    def _rows(self, evidence: Evidence) -> list[dict[str, Any]]:
        known = evidence["case"].set_index("id")["pseudonym"]
        presented = evidence["forum_case"]
        presented = presented[presented["case"].isin(known.index)]
        presented = presented.sort_values(["presented_on", "id"], ascending=False, na_position="first")
        risks = {str(case): rows for case, rows in evidence["risk"].groupby("case")}
        nothing = evidence["risk"].iloc[:0]
        return [
            {
                "id": row["id"],
                "case": row["case"],
                "pseudonym": str(known[row["case"]]),
                "forum": row["forum"],
                "on": "" if pd.isna(row["presented_on"]) else spoken(row["presented_on"].date(), self.words),
                "still": still_open(row, risks.get(row["case"], nothing), today=self._desk.today(), words=self.words),
                "lost": not pd.isna(row["lost_on"]),
            }
            for row in presented.to_dict("records")
        ]

    @staticmethod
    def _cases(evidence: Evidence) -> list[list[str]]:
        """The people who can be presented: id and pseudonym."""
        known = evidence["case"]
        pairs = [[str(id), str(name)] for id, name in zip(known["id"], known["pseudonym"], strict=True)]
        return sorted(pairs, key=lambda pair: pair[1].casefold())

    def _account(self) -> dict[str, Any] | None:
        """How many people were presented, and the figures that stand above the list; None where there are none."""
        found = self._desk.forum_account(cycle=self._cycle).finding
        if found.table.empty:
            return None
        n = {(row["part"], row["value"]): int(row["n"]) for row in found.table.to_dict("records")}
        keys = {
            "high": ("risk_before", "high"),
            "fell": ("risk_after", "fell"),
            "lost": ("risk_after", "lost"),
            "avoidable": ("avoidable", "yes"),
            "partly": ("avoidable", "partly"),
            "refused": ("hand_offs", "refused"),
        }
        figures = [{"key": key, "n": n[at]} for key, at in keys.items()]
        first, last = found.first_on, found.last_on
        days = {} if first is None or last is None else {"first": first, "last": last}
        return {
            "people": n["avoidable", ALL],
            "presented": found.n_presented,
            "figures": figures,
            **{key: spoken(day, self.words) for key, day in days.items()},
        }

    # -- one case -----------------------------------------------------------------------------------------------------
    def _one(self) -> dict[str, Any]:
        """All of one case, as its own group sees it."""
        store = self._desk.store
        found = store.get(ForumCase, self._shown)
        case = store.get(Case, found.case)
        return {
            "row": self.values(found),
            "case": self.values(case),
            "on": spoken(found.presented_on, self.words) if found.presented_on else "",
            "risks": [self.values(risk) for risk in store.all(Risk, case=case.id)],
            "refusals": [self._refusal(one) for one in store.all(Refusal, case=case.id)],
            "issues": self._issues(found.id),
            "other_issues": self._other_issues(found.id),
            "cycles": self._ways.cycles(self._desk.structure),
            "risk_names": sorted({r.name for r in store.all(Risk, cycle=found.cycle)}, key=str.casefold),
        }

    def _refusal(self, one: Refusal) -> dict[str, Any]:
        return {**self.values(one), "on": spoken(one.refused_on, self.words) if one.refused_on else ""}

    def _led(self, forum_case: str) -> list[str]:
        links = self._desk.store.all(EvidenceLink, source=forum_case, target_kind="issue", stance=Stance.led_to)
        return [link.target for link in links]

    def _issues(self, forum_case: str) -> list[dict[str, Any]]:
        ways = self._ways.sendings().sent(of_kind=Issue.kind)
        found = [issue for id in self._led(forum_case) if (issue := self._desk.store.find(Issue, id)) is not None]
        return [
            {
                "id": issue.id,
                "description": issue.description,
                "level": issue.level.value,
                "status": issue.status.value,
                "sent": [one for one in ways if one["of"] == issue.id],
            }
            for issue in found
        ]

    def _other_issues(self, forum_case: str) -> list[list[str]]:
        """Issues of this system that the case did not lead to so far: id and the beginning of their words."""
        led = set(self._led(forum_case))
        cycles = self._desk.structure.cycles_of(self._system)
        own = [issue for cycle in cycles for issue in self._desk.store.all(Issue, cycle=cycle.id)]
        return [[issue.id, issue.description[:_LONGEST_NAME]] for issue in own if issue.id not in led]

    # -- commands -----------------------------------------------------------------------------------------------------
    def do_open(self, id: str) -> dict[str, Any]:
        """Look at one case; "" goes back to the list."""
        self._shown = str(id)
        return self.load()

    def do_present(self, values: Mapping[str, Any], case: str | None = None, pseudonym: str = "") -> dict[str, Any]:
        """Present a case, and look at it; without a case, a case file is begun under this pseudonym."""
        self._allow("forum_case", values)
        self._shown = self._work.present(values, case=case or None, pseudonym=str(pseudonym)).id
        return self.load()

    def do_raise_issue(self, forum_case: str, values: Mapping[str, Any], to: str | None = None) -> dict[str, Any]:
        """Write an issue the case led to, and perhaps hand it over at once."""
        self._allow("issue", values)
        return self.values(self._work.raise_issue(forum_case, values, to=to or None))

    def do_led_to(self, forum_case: str, issue: str, led: bool) -> None:
        """Say, or no longer say, that the case led to an issue that is there already."""
        self._sit()
        (self._work.also_led_to if led else self._work.did_not_lead_to)(forum_case, issue)

    def do_picture_account(self) -> dict[str, Any]:
        """What came of the cases presented, drawn."""
        return picture_of(self._desk.forum_account(cycle=self._cycle).figure())

    def do_picture_risks(self) -> dict[str, Any]:
        """The risks before and after, drawn."""
        return picture_of(self._desk.risks_before_after(cycle=self._cycle).figure())
