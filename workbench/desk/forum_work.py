"""What a group does at a creative solutions forum beyond filling in fields; each act is one step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from workbench.desk.case_work import CaseWork
from workbench.desk.log_work import LogWork
from workbench.model import Case, EvidenceLink, ForumCase, Issue, Record, Risk, Stance

__all__ = ["ForumWork"]


class ForumWork(LogWork, CaseWork):
    """Acts on the cases one group presents, and on the issues these lead to."""

    def write(self, kind: str, id: str, values: Mapping[str, Any], *, was: Mapping[str, Any] | None = None) -> Record:
        """As any record is changed; a risk is dated on the day somebody looked at it again."""
        if kind == Risk.kind and "after" in values and "reviewed_on" not in values:
            values = {**values, "reviewed_on": self._today().isoformat() if values["after"] else None}
        return super().write(kind, id, values, was=was)

    def present(self, values: Mapping[str, Any], *, case: str | None = None, pseudonym: str = "") -> ForumCase:
        """Present a case to a forum; where there is no case file of this person yet, one is begun in the same step.

        Parameters
        ----------
        values
            The fields of a forum case but the case itself, as they come from a page.
        case
            The case's id; None begins a case file.
        pseudonym
            Of the person whose case file is begun.

        Raises
        ------
        Problems
            Where anything cannot be kept, or there is a case file under this pseudonym; nothing was written then.
        Gone
            Where the case is no longer there.
        Refused
            Where it is another group's.
        """
        begun = None
        if case is None:
            self._refuse_twice(pseudonym, but="")
            begun = self._new(Case.kind, {"pseudonym": pseudonym})
        else:
            self._of_ours(Case.kind, case)
        # the case may only get its id in the step below, so the form is looked over as that of a record that has one
        blank = ForumCase(id="new", cycle=self.cycle, case=case or "new", forum="-")
        made = self._changed(blank, {"forum": None, "scope": None, **values})
        with self._step("forum.step_presented") as step:
            of = case if begun is None else step.add(begun).id
            return cast(ForumCase, step.add(made.model_copy(update={"id": "", "case": of})))

    def raise_issue(self, forum_case: str, values: Mapping[str, Any], *, to: str | None = None) -> Issue:
        """Write an issue about the system that a case led to, and perhaps send it to another cycle at once.

        Raises
        ------
        Problems
            Where anything cannot be kept; nothing was written then.
        Refused
            Where it cannot be sent to that cycle.
        """
        source = self._own_record(ForumCase.kind, forum_case)
        made = cast(Issue, self._new(Issue.kind, self._dated(Issue.kind, values, new=True)))
        wider, sent = self._ready(made, to=[to]) if to else (None, [])
        with self._step("forum.step_raised_and_handed" if to else "forum.step_raised") as step:
            added = cast(Issue, step.add(wider or made))
            step.add(self._led_to(source, added))
            for one in sent:
                step.add(one.model_copy(update={"of": added.id}))
            return added

    def also_led_to(self, forum_case: str, issue: str) -> None:
        """Say that a case led to an issue that is there already.

        Raises
        ------
        Refused
            Where either is another group's, or this was said already.
        """
        self._own_record(ForumCase.kind, forum_case)
        self._own_issue(issue)
        self.lay_evidence((ForumCase.kind, forum_case), (Issue.kind, issue), stance=Stance.led_to)

    def did_not_lead_to(self, forum_case: str, issue: str) -> None:
        """Take back that a case led to an issue; the issue stays. Where nobody said so, nothing happens."""
        self._own_record(ForumCase.kind, forum_case)
        for link in self._store.all(EvidenceLink, source=forum_case, target=issue, stance=Stance.led_to):
            self.take_evidence_away(link.id)
