"""Everything the workbench raises on purpose: each says what was wrong, what would be right, what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = [
    "Busy",
    "Gone",
    "NotAllowed",
    "Problems",
    "Refused",
    "Stale",
    "StoreProblem",
    "Unreachable",
    "WorkbenchError",
]


class WorkbenchError(Exception):
    """A sentence for the person at the screen; never a traceback."""


class Refused(WorkbenchError):
    """The input cannot be taken as it is; nothing was changed.

    Parameters
    ----------
    message
        What was wrong, what would be right, and what to do.
    field
        The field the words belong beside, where there is one.
    """

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class Problems(Refused):
    """Several things that cannot be taken, all told at once; the first of them is the sentence of the whole.

    Parameters
    ----------
    problems
        A sentence for each field it belongs beside; ``""`` for what belongs to none.
    """

    def __init__(self, problems: Mapping[str, str]) -> None:
        field, message = next(iter(problems.items()))
        super().__init__(message, field=field or None)
        self.problems = dict(problems)


class Gone(WorkbenchError):
    """The record asked for is not there (it was removed, or never was)."""


class NotAllowed(WorkbenchError):
    """This audience may not see or do this."""


class Stale(WorkbenchError):
    """Somebody else changed the record first.

    Both wordings are kept, so that a person can choose: ``yours`` and ``theirs`` hold the fields that differ.
    """

    def __init__(self, message: str, *, kind: str, id: str, yours: dict[str, Any], theirs: dict[str, Any]) -> None:
        super().__init__(message)
        self.kind = kind
        self.id = id
        self.yours = yours
        self.theirs = theirs


class StoreProblem(WorkbenchError):
    """The store cannot be opened or trusted: newer than this program, damaged, wrong key, unsafe place."""


class Unreachable(StoreProblem):
    """The store is not to be had just now: its disk is full or away. The same may well succeed a little later."""


class Busy(WorkbenchError):
    """The store did not answer in time; what was typed is kept and can be saved again."""
