"""Bring the values of a file into a series: one step of the history, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import Refused
from workbench.exchange.reading import Lost
from workbench.exchange.series_file import SeriesChoices, SeriesFile, read_series
from workbench.model import Cycle, Per, Point, Series

if TYPE_CHECKING:
    from workbench.desk.desk import Desk

__all__ = ["OtherValue", "SeriesImport", "bring_in_series"]

#: So many days lie between two points of each kind, the longest first.
_DAYS = ((300, Per.year), (80, Per.quarter), (25, Per.month), (11, Per.fortnight), (4, Per.week), (0, Per.day))


@dataclass(frozen=True)
class OtherValue:
    """A day that has another value here than in the file; the one here stays."""

    day: date
    here: float
    in_file: float


@dataclass(frozen=True)
class SeriesImport:
    """What was (or, in a preview, would be) brought in.

    ``series`` is the id, None for a series that would be begun. ``n_new`` values were new, ``n_same`` were there
    already; ``others`` stayed as they are here. ``skipped`` says of each row that could not be taken why.
    """

    series: str | None
    name: str
    n_new: int
    n_same: int
    others: tuple[OtherValue, ...]
    n_skipped: int
    skipped: tuple[Lost, ...]
    day_column: str
    value_column: str


def bring_in_series(
    desk: Desk,
    path: str | Path,
    *,
    series: str,
    unit: str = "",
    system: str = "",
    preview: bool = False,
    choices: SeriesChoices | None = None,
) -> SeriesImport:
    """Read the file and write what is new; see :meth:`workbench.desk.desk.Desk.import_series`."""
    cycle = desk.choice(system=system).cycle
    if cycle is None:
        raise Refused(desk.words.say("home.no_cycle"), field="system")
    known = _found(desk, cycle, series)
    if known is None and not unit.strip():
        raise _unknown(desk, cycle, series)
    file = read_series(path, words=desk.words, choices=choices)
    result, new = _compared(desk, known, file, name=series)
    if preview or not new:
        return result
    begun = known or Series(
        cycle=cycle.id,
        name=series,
        unit=unit,
        per=_per([day for day, _ in file.points]),
        source=Path(path).name,
        scope=desk.structure.scale_of(cycle.system),
    )
    said = desk.words.say("series.step_imported", n=len(new), name=begun.name, file=Path(path).name)
    with desk.store.step(said, by=desk.by, page=desk.page) as step:
        held = known or step.add(begun)
        for day, value in new:
            step.add(Point(cycle=held.cycle, series=held.id, happened_on=day, value=value))
    return replace(result, series=held.id)


def _of_system(desk: Desk, cycle: Cycle) -> list[Series]:
    """The series of every cycle of the system: a number goes on from round to round."""
    cycles = desk.structure.cycles_of(cycle.system)
    return [found for one in cycles for found in desk.store.all(Series, cycle=one.id)]


def _found(desk: Desk, cycle: Cycle, asked: str) -> Series | None:
    """The series of that id or name; None where there is none.

    Raises
    ------
    Refused
        Where none was named, or several are called so.
    """
    wanted = " ".join(asked.split())
    if not wanted:
        raise Refused(desk.words.say("series.name_needed"), field="series")
    there = _of_system(desk, cycle)
    by_id = [one for one in there if one.id == wanted]
    found = by_id or [one for one in there if one.name.casefold() == wanted.casefold()]
    if len(found) > 1:
        ids = ", ".join(one.id for one in found)
        raise Refused(desk.words.say("series.two_called", name=wanted, ids=ids), field="series")
    return found[0] if found else None


def _unknown(desk: Desk, cycle: Cycle, asked: str) -> Refused:
    names = ", ".join(f"“{one.name}”" for one in _of_system(desk, cycle)) or desk.words.say("series.none_yet")
    return Refused(desk.words.say("series.no_such", name=asked, names=names), field="series")


def _compared(
    desk: Desk, known: Series | None, file: SeriesFile, *, name: str
) -> tuple[SeriesImport, Sequence[tuple[date, float]]]:
    """What is new, what is there, and what is there with another value."""
    here = {p.happened_on: p.value for p in desk.store.all(Point, series=known.id)} if known is not None else {}
    new = [(day, value) for day, value in file.points if day not in here]
    others = tuple(
        OtherValue(day, here[day], value) for day, value in file.points if day in here and here[day] != value
    )
    result = SeriesImport(
        series=known.id if known is not None else None,
        name=known.name if known is not None else name,
        n_new=len(new),
        n_same=len(file.points) - len(new) - len(others),
        others=others,
        n_skipped=file.n_skipped,
        skipped=file.skipped,
        day_column=file.day_column,
        value_column=file.value_column,
    )
    return result, new


def _per(days: Iterable[date]) -> Per:
    """What a point seems to stand for, by the shortest distance between two; people can say otherwise."""
    ordered = sorted(days)
    shortest = min(((b - a).days for a, b in pairwise(ordered)), default=30)
    return next(per for least, per in _DAYS if shortest >= least)
