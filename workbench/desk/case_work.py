"""A group's work on case files beyond filling in their fields: no pseudonym twice, and what people take back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from workbench.desk.record_work import RecordWork
from workbench.errors import Problems
from workbench.model import Case, Record, Withdrawal
from workbench.store import Withdrawn

__all__ = ["CaseWork"]


class CaseWork(RecordWork):
    """Acts on the case files of one group. A person has one: stories, goals and spending are found by the pseudonym."""

    def add(self, kind: str, values: Mapping[str, Any], *, made_from: tuple[str, str] | None = None) -> Record:
        """As any record is written; a second case file of one pseudonym is refused (Problems)."""
        if kind == Case.kind:
            self._refuse_twice(values.get("pseudonym"), but="")
        return super().add(kind, values, made_from=made_from)

    def write(self, kind: str, id: str, values: Mapping[str, Any], *, was: Mapping[str, Any] | None = None) -> Record:
        """As any record is changed; the pseudonym of another case file is refused (Problems)."""
        if kind == Case.kind and "pseudonym" in values:
            self._refuse_twice(values["pseudonym"], but=id)
        return super().write(kind, id, values, was=was)

    def withdraw(self, case: str, how: Withdrawal, *, on: date | None = None) -> Withdrawn:
        """Do as the person wishes; it cannot be undone.

        Raises
        ------
        Gone
            The case file is not there.
        Refused
            It is another group's.
        """
        self._of_ours(Case.kind, case)
        return self._store.withdraw(Case.kind, case, how, by=self._by(), on=on or self._today())

    def _refuse_twice(self, pseudonym: Any, *, but: str) -> None:
        wanted = " ".join(str(pseudonym or "").split())
        there = [case for case in self._store.all(Case, pseudonym=wanted) if case.id != but]
        if wanted and any(self.system_of(case) == self.system_of() for case in there):
            raise Problems({"pseudonym": self._words.say("case_file.there_already", pseudonym=wanted)})
