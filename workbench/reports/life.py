"""Whose life a system of one person is: their made-up name, who works beside them, and which case file is theirs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.reports.section import said

if TYPE_CHECKING:
    from workbench.desk import Desk
    from workbench.model import System

__all__ = ["Life"]


@dataclass(frozen=True)
class Life:
    """One person, as far as records tell who they are.

    ``name`` is the pseudonym, "" where it cannot be told for certain. ``workers`` are the stewards beside them.
    ``case`` is the id of their case file, None where there is none, or where ``several`` bear their name: nobody's is
    then theirs for certain.
    """

    name: str
    workers: tuple[str, ...]
    case: str | None
    several: bool

    @classmethod
    def of(cls, desk: Desk, system: System) -> Life:
        """Whose life this is, as far as the desk's audience may see.

        A file is looked for among the life's own records and in the group that the life lies in, and nowhere else: the
        same made-up name elsewhere is somebody else.
        """
        own = desk.evidence("goal", "story", "case", system=system.id, below=False, own=True)
        name = _name(
            system, goals=own["goal"]["person"], tellers=own["story"]["teller"], files=own["case"]["pseudonym"]
        )
        files = [own["case"]]
        if system.part_of is not None:
            files.append(desk.evidence("case", system=system.part_of, below=False, own=True)["case"])
        found = [id for table in files for id in table.loc[_is(table["pseudonym"], name), "id"]] if name else []
        return cls(
            name=name,
            workers=_workers(desk, system, name),
            case=str(found[0]) if len(found) == 1 else None,
            several=len(found) > 1,
        )

    def theirs(self, names: pd.Series) -> NDArray[np.bool_]:
        """Which of these pseudonyms are this person's, one answer each."""
        return _is(names, self.name).to_numpy(dtype=bool)


def _is(names: pd.Series[str], name: str) -> pd.Series[bool]:
    return names.fillna("").str.strip().str.casefold().eq(name.casefold()) & bool(name)


def _name(system: System, *, goals: Iterable[object], tellers: Iterable[object], files: Iterable[object]) -> str:
    """The name in the life's own name; else the only one who has goals here; else the only one with a file here.

    Who told the stories does not decide: a daughter or a neighbour may have told all of them.
    """
    of_goals, of_files = _names(goals), _names(files)
    known = dict.fromkeys((*of_goals, *of_files, *_names(tellers)))
    titled = [one for one in known if re.search(rf"\b{re.escape(one)}\b", system.name, re.IGNORECASE)]
    return next((found[0] for found in (titled, of_goals, of_files) if len(found) == 1), "")


def _names(values: Iterable[object]) -> list[str]:
    return list(dict.fromkeys(name for value in values if (name := said(value))))


def _workers(desk: Desk, system: System, name: str) -> tuple[str, ...]:
    """The stewards of the rounds that go on; of the newest where all are closed."""
    cycles = desk.structure.cycles_of(system.id)
    going_on = [cycle for cycle in cycles if cycle.closed_on is None] or cycles[:1]
    stewards = dict.fromkeys(who.strip() for cycle in going_on for who in cycle.stewards)
    return tuple(who for who in stewards if who and who.casefold() != name.casefold())
