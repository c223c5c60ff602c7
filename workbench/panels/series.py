"""Numbers over time: written by hand, pasted, or brought in from a file; shown with the limits of their own noise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench.desk import Desk
from workbench.desk.series_import import SeriesImport
from workbench.errors import Refused
from workbench.exchange.series_file import SeriesChoices
from workbench.model import Measure, Point, Series, SeriesChange
from workbench.model.number import number_in_words
from workbench.panels.form_panel import FormPanel
from workbench.panels.library import script, style
from workbench.panels.picture import picture_of
from workbench.panels.sent_file import sent_file
from workbench.panels.spoken_date import spoken

__all__ = ["SeriesPanel"]

#: A page sends a file in one message, which must not grow without end.
_MOST_MB = 4


class SeriesPanel(FormPanel):
    """The series of a system, of every round: a number goes on. One is open at a time."""

    _esm = script("drawn.js", "series_import.js", "series.js")
    _css = style("series.css", "drawn.css")
    sections = ("series",)
    follows = frozenset({"series", "point", "series_change", "measure"})
    kinds = frozenset({"series", "point", "series_change"})
    looks = FormPanel.looks | {"open", "picture"}

    def __init__(self, desk: Desk, *, system: str, cycle: str, may_edit: bool = True) -> None:
        super().__init__(desk, system=system, cycle=cycle, may_edit=may_edit)
        self._open = ""

    def load(self) -> dict[str, Any]:
        """The series there are, and all about the one that is open."""
        every = self._of_system(Series)
        known = {one.id: one for one in every}
        if self._open not in known:
            self._open = every[0].id if every else ""
        return {
            "may_edit": self._may_edit,
            "series": [{"id": one.id, "name": one.name, "unit": one.unit} for one in every],
            "open": self._about(known[self._open]) if self._open else None,
            "measures": [[one.id, one.name] for one in self._of_system(Measure)],
        }

    def _of_system(self, kind: type[Any]) -> list[Any]:
        cycles = self._desk.structure.cycles_of(self._system)
        return [record for cycle in cycles for record in self._desk.store.all(kind, cycle=cycle.id)]

    def _about(self, series: Series) -> dict[str, Any]:
        points = sorted(self._desk.store.all(Point, series=series.id), key=lambda p: p.happened_on)
        changes = sorted(self._desk.store.all(SeriesChange, series=series.id), key=lambda c: c.changed_on)
        last = ""
        if points:
            day = spoken(points[-1].happened_on, self.words)
            value = number_in_words(points[-1].value)
            last = self.words.say("series.last", value=value, unit=series.unit, day=day)
        return {
            "row": self.values(series),
            "points": [self.values(point) for point in points],
            "changes": [self.values(change) for change in changes],
            "n": self.words.say("series.points", n=len(points)),
            "last": last,
        }

    # -- commands ---------------------------------------------------------------------------------------------------
    def do_open(self, series: str) -> dict[str, Any]:
        """Open another series."""
        if series not in {one.id for one in self._of_system(Series)}:
            raise Refused(self.words.say("series.no_such_id"), field="series")
        self._open = series
        return self.load()

    def do_picture(self) -> dict[str, Any]:
        """The open series with the limits of its own noise."""
        return picture_of(self._desk.process_behaviour(self._open).figure())

    def do_look_into(self, file: Mapping[str, str], into: Mapping[str, str], choices: Mapping[str, Any]) -> Any:
        """Tell what would come of a file; nothing is written. ``file``: name and content (base64)."""
        return self._told(self._brought_in(file, into, choices, preview=True))

    def do_bring_in(self, file: Mapping[str, str], into: Mapping[str, str], choices: Mapping[str, Any]) -> Any:
        """Bring in what is new in a file, and open that series."""
        self._sit()
        result = self._brought_in(file, into, choices, preview=False)
        self._open = result.series or self._open
        return {**self._told(result), "state": self.load()}

    def _brought_in(
        self, file: Mapping[str, str], into: Mapping[str, str], choices: Mapping[str, Any], *, preview: bool
    ) -> SeriesImport:
        day_first = choices.get("day_first")
        name, data = str(file.get("name", "")), str(file.get("content", ""))
        with sent_file(name, data, most_mb=_MOST_MB, section="series.import", words=self.words) as path:
            return self._desk.import_series(
                path,
                series=str(into.get("series", "")),
                unit=str(into.get("unit", "")),
                system=self._system,
                preview=preview,
                choices=SeriesChoices(
                    column=str(choices.get("column") or "") or None,
                    day_first=day_first if isinstance(day_first, bool) else None,
                    encoding=str(choices.get("encoding") or "") or None,
                ),
            )

    def _told(self, result: SeriesImport) -> dict[str, Any]:
        said = self.words
        return {
            "n_new": result.n_new,
            "name": result.name,
            "found": said.say("series.import.found", day=result.day_column, value=result.value_column),
            "new": said.say("series.import.new", n=result.n_new),
            "same": said.say("series.import.same", n=result.n_same) if result.n_same else "",
            "other": said.say("series.import.other", n=len(result.others)) if result.others else "",
            "others": [
                said.say(
                    "series.import.other_row",
                    day=spoken(one.day, said),
                    here=number_in_words(one.here),
                    file=number_in_words(one.in_file),
                )
                for one in result.others[:50]
            ],
            "skipped": said.say("series.import.skipped", n=result.n_skipped) if result.n_skipped else "",
            "rows": [[lost.where, lost.what, lost.why] for lost in result.skipped],
        }
