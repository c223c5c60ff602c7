"""A figure for a page that draws it itself, so that what is seen in it can be picked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from workbench.charts import Figure

__all__ = ["live_chart"]

_PARTS = ("vconcat", "hconcat", "concat", "layer")


def live_chart(figure: Figure) -> dict[str, Any]:
    """What the page needs of a figure.

    title, description, spec (Vega-Lite; None where there is nothing to draw), told (the sentences that stand beneath
    the picture, as text that stays readable when the picture is small), notes, table ({columns, rows}).
    """
    spec = None if figure.empty else figure.chart.to_dict()
    beneath = "".join(_taken_off(spec)) if spec else ""
    said = figure.description.split("\n")
    return {
        "title": figure.title,
        "description": figure.empty or figure.description,
        "spec": spec,
        "told": [sentence for sentence in said if "".join(sentence.split()) in beneath] if beneath else [],
        "notes": list(figure.notes),
        "table": _as_table(figure.table),
    }


def _taken_off(spec: dict[str, Any], *, whole: bool = True) -> list[str]:
    """Take the titles off that the page says itself, and the words beneath, which are returned without spaces."""
    found = []
    title = spec.get("title")
    if isinstance(title, dict) and title.get("orient") == "bottom":
        found += ["".join(str(line).split()) for line in spec.pop("title")["text"]]
    if whole:
        spec.pop("title", None)
        spec.pop("description", None)
    for name in _PARTS:
        for part in spec.get(name, ()):
            found += _taken_off(part, whole=False)
    return found


def _as_table(table: pd.DataFrame) -> dict[str, Any]:
    """A table in words; what is missing is empty."""
    rows = [["" if pd.isna(cell) else str(cell) for cell in row] for row in table.itertuples(index=False)]
    return {"columns": [str(name) for name in table.columns], "rows": rows}
