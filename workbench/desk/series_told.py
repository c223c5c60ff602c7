"""What came of bringing in a series, as lines of text for the command line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.exchange.series_file import SeriesChoices

if TYPE_CHECKING:
    from workbench.desk.desk import Desk

__all__ = ["bring_in_told"]


def bring_in_told(desk: Desk, path: Path, asked: Mapping[str, Any]) -> Iterator[str]:
    """Bring in a file as the command line asked; gives the lines to print.

    ``asked`` are the words of the command: series, unit, system, preview, column, days, encoding.

    Raises
    ------
    workbench.errors.Refused
        As :meth:`workbench.desk.desk.Desk.import_series`.
    """
    say = desk.words.say
    day_first = None if asked["days"] is None else asked["days"] == "day-first"
    result = desk.import_series(
        path,
        series=asked["series"],
        unit=asked["unit"],
        system=asked["system"] or "",
        preview=asked["preview"],
        choices=SeriesChoices(asked["column"], day_first, asked["encoding"]),
    )
    key = "cli.series_would" if asked["preview"] else "cli.series_done"
    yield say(key, n=result.n_new, name=result.name, same=result.n_same)
    if result.others:
        yield say("series.import.other", n=len(result.others))
    for one in result.others:
        row = {"day": one.day.isoformat(), "here": f"{one.here:g}", "file": f"{one.in_file:g}"}
        yield f"  {say('series.import.other_row', **row)}"
    if result.n_skipped:
        yield say("series.import.skipped", n=result.n_skipped)
    for lost in result.skipped:
        yield f"  {' · '.join(part for part in (lost.where, lost.what, lost.why) if part)}"
