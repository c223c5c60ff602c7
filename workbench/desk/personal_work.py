"""Work on records that are one person's own, and that this person can take back."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from workbench.desk.record_work import RecordWork
from workbench.model import Withdrawal
from workbench.store import Withdrawn

__all__ = ["PersonalWork"]


class PersonalWork(RecordWork):
    """The work of a group with what one person told it, or let it write down."""

    #: The kind of record the person can take back.
    personal: ClassVar[str]

    def withdraw(self, id: str, how: Withdrawal, *, on: date | None = None) -> Withdrawn:
        """Do as the person wishes; it cannot be undone.

        Raises
        ------
        Gone
            The record is not there.
        Refused
            It is another group's.
        """
        self._of_ours(self.personal, id)
        return self._store.withdraw(self.personal, id, how, by=self._by(), on=on or self._today())
