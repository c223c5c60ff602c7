"""A group's work on case files beyond filling in their fields: no pseudonym twice, and what people take back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench.desk.personal_work import PersonalWork
from workbench.errors import Problems
from workbench.model import Case, Record

__all__ = ["CaseWork"]


class CaseWork(PersonalWork):
    """Acts on the case files of one group. A person has one: stories, goals and spending are found by the pseudonym."""

    personal = Case.kind

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

    def _refuse_twice(self, pseudonym: Any, *, but: str) -> None:
        wanted = " ".join(str(pseudonym or "").split())
        there = [case for case in self._store.all(Case, pseudonym=wanted) if case.id != but]
        if wanted and any(self.system_of(case) == self.system_of() for case in there):
            raise Problems({"pseudonym": self._words.say("case_file.there_already", pseudonym=wanted)})
