"""A panel on which a person's own record can be taken back, as that person wishes."""

from __future__ import annotations

from typing import Any

from workbench.desk.personal_work import PersonalWork
from workbench.errors import Refused
from workbench.model import Withdrawal
from workbench.panels.form_panel import FormPanel

__all__ = ["WithWithdrawal"]


class WithWithdrawal(FormPanel):
    """Adds the command that does as the person wishes."""

    _work: PersonalWork

    def do_withdraw(self, id: str, how: str) -> dict[str, Any]:
        """Do as the person wishes; names copies made elsewhere that only people can destroy."""
        if how not in set(Withdrawal):
            raise Refused(self.words.say("panel.unknown_command", name="withdraw"))
        self._sit()
        done = self._work.withdraw(id, Withdrawal(how))
        return {"traces": done.traces, "elsewhere": [str(path) for path in done.elsewhere]}
