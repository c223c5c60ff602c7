"""The leadership dashboard: which figures it has, which filter each can follow, and whose eyes it is made for."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from workbench import patterns
from workbench.desk.answer import Answer
from workbench.desk.desk import Desk
from workbench.errors import Refused, WorkbenchError
from workbench.model import ONE_LIFE, PUBLIC, System
from workbench.model.prompts import Words
from workbench.patterns.narrowed import narrowed
from workbench.sharing import release

__all__ = ["FOLLOWS", "Dashboard", "Filters"]

#: The figures in the order in which they stand, and the filters each can follow.
FOLLOWS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "learning_below": frozenset({"place", "theme", "period"}),
        "asked_of_us": frozenset({"place", "period"}),
        "answered": frozenset({"place", "period"}),
        "two_stories": frozenset({"place", "theme", "period"}),
        "experiment_portfolio": frozenset({"place", "period"}),
        "countermeasures_standing": frozenset({"place", "period"}),
        "enabled": frozenset({"place"}),
        "embeddings_list": frozenset({"place"}),
        "learnings": frozenset({"place", "period"}),
        "cumulative_cost": frozenset({"place"}),
        "crisis_share": frozenset({"place"}),
        "failure_demand": frozenset({"place"}),
    }
)


@dataclass(frozen=True)
class Filters:
    """What a dashboard is narrowed to; ``since`` and ``until`` are widened to whole months, both included.

    Whole months, because two periods that differ by a day would tell what that day held.
    """

    place: str = ""
    theme: str = ""
    since: date | None = None
    until: date | None = None

    @classmethod
    def of(cls, *, place: str = "", theme: str = "", since: str = "", until: str = "", words: Words) -> Filters:
        """The filters as an address names them: ``since`` and ``until`` are days (2026-03-31) or months (2026-03).

        Raises
        ------
        Refused
            Where a day is none, or the period ends before it begins.
        """
        first, last = _month(since, words, field="since"), _month(until, words, field="until")
        if last is not None:
            last = last.replace(day=monthrange(last.year, last.month)[1])
        if first is not None and last is not None and last < first:
            raise Refused(words.say("dashboard.refused.ends_before"), field="until")
        return cls(place=place, theme=" ".join(theme.split()), since=first, until=last)

    @property
    def on(self) -> frozenset[str]:
        """Which filters are set: place, theme, period."""
        asked = {"place": self.place, "theme": self.theme, "period": self.since or self.until}
        return frozenset(name for name, value in asked.items() if value)


def _month(day: str, words: Words, *, field: str) -> date | None:
    if not day.strip():
        return None
    parts = day.strip().split("-")
    try:
        year, month, *_ = (int(part) for part in parts)
        return date(year, month, 1)
    except ValueError as e:
        raise Refused(words.say("dashboard.refused.no_day", day=day[:20]), field=field) from e


class Dashboard:
    """What leaders of one system look at together: only what was released for the audience of that system, or a wider.

    Even the group itself sees here what everybody of its system may see: a desk that is nobody's sits as the system's
    own circle. An audience within the system (a team, in the dashboard of its place) sees less on the dashboard than it
    could elsewhere, never more.

    Raises
    ------
    Refused
        Where there is no such system.
    """

    def __init__(self, desk: Desk, *, system: str) -> None:
        self.system: System = desk.structure.system(system)
        self.desk = Desk(desk.store, audience=_seen_by(desk, system), language=desk.words.language, now=desk.now)
        self.words = desk.words

    @property
    def of_a_life(self) -> bool:
        """A single life has no dashboard."""
        return self.system.scale == ONE_LIFE

    def places(self) -> list[System]:
        """The systems within this one that may be looked at alone: lives are not among them."""
        known = self.desk.structure
        inside = known.within(self.system.id) - {self.system.id}
        return [one for one in known.systems if one.id in inside and one.scale != ONE_LIFE]

    def themes(self) -> list[str]:
        """The themes under which something stands that this audience may read, by name."""
        found = self.desk.learning_below(system=self.system.id).table["theme"]
        by_name = {str(name).casefold(): str(name) for name in found if name}
        return [by_name[key] for key in sorted(by_name)]

    def n_cycles(self, filters: Filters) -> int:
        """How many cycles of groups lie in what is looked at; those of lives are not counted."""
        known = self.desk.structure
        inside = known.within(filters.place or self.system.id)
        return sum(one.system in inside and known.scale_of(one.system) != ONE_LIFE for one in known.cycles)

    def check(self, filters: Filters) -> None:
        """Refuse a place that is not within this system, so that no address opens what lies beside it.

        Raises
        ------
        Refused
            In a sentence.
        """
        if filters.place and filters.place not in {one.id for one in self.places()}:
            raise Refused(self.words.say("dashboard.refused.no_place"), field="place")

    def answer(self, figure: str, filters: Filters, *, turn: int = 0) -> Answer[Any]:
        """The released answer behind one figure; ``turn`` is for stories only.

        Raises
        ------
        Refused
            Where there is no such figure, or none of a life.
        """
        self.check(filters)
        if figure not in FOLLOWS or self.of_a_life:
            raise Refused(self.words.say("dashboard.refused.no_figure"), field="figure")
        about = filters.place or self.system.id
        period = {"since": filters.since, "until": filters.until}
        if figure in ("asked_of_us", "answered"):
            return self.desk.asked_of_us(system=self.system.id, place=filters.place or None, **period)
        if figure == "learning_below":
            return self.desk.learning_below(system=about, theme=filters.theme, **period)
        if figure == "two_stories":
            return self.desk.two_stories(system=about, theme=filters.theme, turn=turn, **period)
        narrow: Callable[[str, Filters], Answer[Any]] | None = getattr(self, f"_{figure}", None)
        if narrow is not None and "period" in filters.on:
            return narrow(about, filters)
        answer: Answer[Any] = getattr(self.desk, figure)(system=about)
        return answer

    # -- questions of the desk, asked of a period ------------------------------------------------------------------
    def _experiment_portfolio(self, about: str, filters: Filters) -> Answer[Any]:
        evidence = self.desk.evidence("experiment", system=about)
        evidence = narrowed(evidence, "experiment", since=filters.since, until=filters.until)
        found = patterns.experiment_portfolio(evidence, system=about)
        return Answer(release(found), words=self.words, picture="experiment_portfolio")

    def _countermeasures_standing(self, about: str, filters: Filters) -> Answer[Any]:
        evidence = self.desk.evidence("countermeasure", "experiment", system=about)
        evidence = narrowed(evidence, "countermeasure", since=filters.since, until=filters.until)
        found = patterns.countermeasures_standing(evidence, system=about)
        return Answer(release(found), words=self.words, picture="countermeasures_standing")

    def _learnings(self, about: str, filters: Filters) -> Answer[Any]:
        evidence = self.desk.evidence("debrief", "debrief_entry", "pod_entry", system=about)
        evidence = narrowed(evidence, "debrief", "pod_entry", since=filters.since, until=filters.until)
        return Answer(release(patterns.learnings(evidence, system=about)), words=self.words, picture="learnings")


def _seen_by(desk: Desk, system: str) -> str:
    """Whom the dashboard is made for, as an address would name it."""
    own = f"{desk.structure.scale_of(system)}:{system}"
    said = desk.said_audience
    if not said:
        return own
    if said == PUBLIC:
        return said
    try:
        audience = desk.audience(system)
    except WorkbenchError:
        return said  # refused again, in its own words, where something is asked
    within = desk.structure.within(system)
    return own if audience.system in within else f"{audience.scale}:{audience.system}"
