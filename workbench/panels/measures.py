"""The measures framework: two readers × four themes, each with its question and what speaks to it."""

from __future__ import annotations

from typing import Any

from workbench.errors import Refused
from workbench.model import Measure, MeasureTheme, Point, Reader, Record, Series
from workbench.model.shortened import shortened
from workbench.panels.form_panel import FormPanel
from workbench.panels.library import script, style
from workbench.panels.picture import picture_of

__all__ = ["MeasuresPanel"]

#: Changes to these never change what the framework shows.
_NOT_OURS = frozenset({"scale", "system", "cycle", "cycle_link", "purpose", "map", "map_item", "link", "thing"})
#: What speaks for a record in a list, the first that is written.
_TITLES = ("title", "name", "wording", "description", "text", "what", "learnt", "said", "about")
_LONGEST = 200


class MeasuresPanel(FormPanel):
    """The measures of a system, of every round: a measure goes on until somebody ends it."""

    _esm = script("drawn.js", "measure_page.js", "measures.js")
    _css = style("measures.css", "drawn.css")
    sections = ("measures",)
    kinds = frozenset({"measure", "series"})
    looks = FormPanel.looks | {"picture"}
    pulse_ms = 2500

    def poll(self, since: int) -> dict[str, Any] | None:
        """Maps and the tree of systems do not concern this panel; any other record can speak to a measure."""
        if all(change.kind in _NOT_OURS for change in self._desk.store.changes(since)):
            return None
        return {"state": self.load()}

    def load(self) -> dict[str, Any]:
        """Every measure with its series and the records laid beside it, and the series that belong to none."""
        series = self._of_system(Series)
        links = self._desk.evidence_links(system=self._system)
        links = links[links["target_kind"] == Measure.kind]
        beside: dict[str, list[dict[str, Any]]] = {}
        for link in links.to_dict("records"):
            beside.setdefault(str(link["target"]), []).append(self._piece(link))
        return {
            "may_edit": self._may_edit,
            "readers": [reader.value for reader in Reader],
            "themes": [theme.value for theme in MeasureTheme],
            "measures": [
                {
                    **self.values(measure),
                    "series": [self._told(one) for one in series if one.measure == measure.id],
                    "beside": beside.get(measure.id, []),
                }
                for measure in self._of_system(Measure)
            ],
            "loose": [self._told(one) for one in series if one.measure is None],
        }

    def _of_system(self, kind: type[Any]) -> list[Any]:
        cycles = self._desk.structure.cycles_of(self._system)
        found = [record for cycle in cycles for record in self._desk.store.all(kind, cycle=cycle.id)]
        return sorted(found, key=lambda record: str(record.id))

    def _told(self, series: Series) -> dict[str, Any]:
        n = len(self._desk.store.all(Point, series=series.id))
        return {"id": series.id, "name": series.name, "unit": series.unit, "n_points": n}

    def _piece(self, link: dict[Any, Any]) -> dict[str, Any]:
        kind, id = str(link["source_kind"]), str(link["source"])
        return {
            "kind": kind,
            "id": id,
            "stance": str(link["stance"]),
            "title": _title(self._desk.store.find(kind, id)),
            "note": str(link["note"] or ""),
        }

    # -- commands ---------------------------------------------------------------------------------------------------
    def do_link(self, series: str, measure: str) -> None:
        """Let a series belong to a measure; with "" to none."""
        self._sit()
        self._check(Series, series)
        if measure:
            self._check(Measure, measure)
        self._work.write("series", series, {"measure": measure or None})

    def do_picture(self, series: str) -> dict[str, Any]:
        """One series with the limits of its own noise."""
        self._check(Series, series)
        return picture_of(self._desk.process_behaviour(series).figure())

    def _check(self, kind: type[Any], id: str) -> None:
        """Refuse what is another system's."""
        if id not in {record.id for record in self._of_system(kind)}:
            raise Refused(self.words.say("measures.no_such"), field=str(kind.kind))


def _title(record: Record | None) -> str:
    words = next((str(getattr(record, field)) for field in _TITLES if getattr(record, field, "")), "")
    return shortened(words, _LONGEST)
