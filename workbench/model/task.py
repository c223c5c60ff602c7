"""The task matrix: each task done in the work, how complex it is, how often it occurs, and who may act."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from workbench.model.record import Captured, Day, Id, InCycle, Name, Person, Text

__all__ = ["Acting", "Effective", "Task", "TaskMove"]


class Acting(StrEnum):
    """Who may act today: whoever is there; after asking; or somebody else."""

    do_it = "do_it"
    refer_for_permission = "refer_for_permission"
    refer_on = "refer_on"


class Effective(StrEnum):
    """Whether doing it helped."""

    yes = "yes"
    partly = "partly"
    no = "no"


class Task(Captured):
    """A task. Where it stands on the matrix is its newest :class:`TaskMove`; one without any waits to be placed."""

    kind: ClassVar[str] = "task"

    name: Name
    effective: Effective | None = None
    note: Text = ""


class TaskMove(InCycle):
    """A task put somewhere on the matrix, and why.

    ``complexity`` runs from 1 (simple, cheap) to 5 (complex, dear), ``often`` from 1 (rarely) to 5 (every day);
    ``times`` is how often it was counted, where somebody counted.
    """

    kind: ClassVar[str] = "task_move"

    task: Id
    moved_on: Day
    complexity: float = Field(ge=1, le=5)
    often: float = Field(ge=1, le=5)
    times: int | None = Field(default=None, ge=0, le=1_000_000)
    acting: Acting | None = None
    why: Text = ""
    moved_by: Person = ""
