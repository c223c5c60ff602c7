"""The measures framework and its numeric series."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from workbench.model.record import Captured, Day, Id, InCycle, Name, Text, Wording

__all__ = ["Measure", "MeasureTheme", "Per", "Point", "Reader", "Series", "SeriesChange"]


class Reader(StrEnum):
    """Teams: leading, guides the work. Leadership: lagging, looks after the system."""

    team = "team"
    leadership = "leadership"


class MeasureTheme(StrEnum):
    """What a measure speaks about."""

    citizens = "citizens"
    efficiency = "efficiency"
    cost = "cost"
    morale = "morale"


class Measure(Captured):
    """A measure in one cell of the framework: what is looked at and how it is gathered. It has no target."""

    kind: ClassVar[str] = "measure"

    name: Name
    reader: Reader
    theme: MeasureTheme
    how: Text = ""
    ended_on: Day | None = None


class Per(StrEnum):
    """What one point of a series stands for."""

    day = "day"
    week = "week"
    fortnight = "fortnight"
    month = "month"
    quarter = "quarter"
    year = "year"


class Series(Captured):
    """A number over time. ``unit`` is what is counted or measured, in words ("bed days", "£")."""

    kind: ClassVar[str] = "series"

    name: Name
    unit: Name
    per: Per = Per.month
    measure: Id | None = None
    source: Text = ""
    note: Text = ""


class Point(InCycle):
    """One value of a series; ``happened_on`` is the first day of what it stands for."""

    kind: ClassVar[str] = "point"

    series: Id
    happened_on: Day
    value: float = Field(ge=-1e15, le=1e15)
    note: Text = ""


class SeriesChange(InCycle):
    """A change people mark on a series. ``recalculate``: the limits begin anew from that day."""

    kind: ClassVar[str] = "series_change"

    series: Id
    changed_on: Day
    what: Wording
    recalculate: bool = False
