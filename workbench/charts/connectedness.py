"""The picture of: how is each thing on the map connected?"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.data_table import named, table_in_words
from workbench.charts.figure import Figure
from workbench.charts.theme import BLUE, GREY, INK, SMALL, VERMILION, count_axis, rows, wrapped
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.connectedness import Connectedness

__all__ = ["connectedness"]


def connectedness(released: Released[Connectedness], *, words: Words) -> Figure:
    """A row for each thing, by name: how many links come in and go out, and what else is to be said."""
    finding, table = released.finding, released.table
    title = words.say("charts.connectedness.title")
    if table.empty:
        return Figure.nothing_yet(released, title=title, empty=words.say("charts.system_map.empty"), words=words)
    columns = ["name", "links_in", "links_out", "place", "bridge", "cluster", "betweenness"]
    return Figure.of(
        released,
        _dots(table, words),
        title=title,
        description=_told(finding, words),
        table=table_in_words(table, columns, words=words),
        words=words,
    )


def _told(finding: Connectedness, words: Words) -> str:
    table = finding.table

    def listed(key: str, keep: pd.Series[bool]) -> str:
        names = ", ".join(str(name) for name in table.loc[keep, "name"])
        return words.say(f"charts.connectedness.{key}", names=names) if names else ""

    gaps = "; ".join(
        f"{row['source_name']} {named(words, 'link_kind', row['link_kind'])} {row['target_name']}"
        for row in finding.gaps.to_dict("records")
    )
    said = [
        words.say("charts.connectedness.told", n=len(table)),
        listed("drivers", table["place"] == "driver"),
        listed("outcomes", table["place"] == "outcome"),
        listed("bridges", table["bridge"]),
        listed("isolated", table["isolated"]),
        words.say("charts.connectedness.gaps", gaps=gaps) if gaps else "",
        words.say("charts.connectedness.caution"),
    ]
    return "\n".join(text for text in said if text)


def _dots(table: pd.DataFrame, words: Words) -> Any:
    ways = {"links_in": words.say("charts.column.links_in"), "links_out": words.say("charts.column.links_out")}
    # Two things may bear one name; the id keeps their rows apart and is not shown.
    labels = {str(row["id"]): wrapped(str(row["name"]), 44, lines=1) for row in table.to_dict("records")}
    order = list(labels)
    dots: list[dict[str, Any]] = []
    beside = []
    for row in table.to_dict("records"):
        dots += [{"id": str(row["id"]), "n": int(row[way]), "way": said} for way, said in ways.items()]
        notes = [named(words, "place", row["place"])] if row["place"] != "between" else []
        notes += [words.say("charts.connectedness.bridge")] if row["bridge"] else []
        beside.append({"id": str(row["id"]), "name": labels[str(row["id"])], "note": ", ".join(notes)})
    most = max((dot["n"] for dot in dots), default=1)
    height = 26 * len(order)
    down = alt.Y("id:N", sort=order, axis=None)
    across = alt.X(
        "n:Q",
        title=words.say("charts.connectedness.x"),
        axis=count_axis(most, ticks=10),
        scale=alt.Scale(domain=[-0.3, max(most, 1) + 0.3], nice=False, zero=False),
    )
    points = alt.Chart(rows(dots), width=480, height=height).encode(x=across, y=down)
    domain = list(ways.values())
    look = {
        "shape": alt.Shape(
            "way:N",
            title=None,
            scale=alt.Scale(domain=domain, range=["circle", "triangle-right"]),
            legend=alt.Legend(orient="top"),
        ),
        "color": alt.Color(
            "way:N",
            title=None,
            scale=alt.Scale(domain=domain, range=[BLUE, VERMILION]),
            legend=alt.Legend(orient="top"),
        ),
    }
    rule = points.mark_rule(color="#DADCE0", strokeWidth=2).encode(x=alt.X("min(n):Q"), x2="max(n):Q", y=down)
    marks = points.mark_point(size=130, strokeWidth=2.5, opacity=1).encode(**look)
    text = alt.Chart(rows(beside), height=height).encode(y=down)
    names = text.mark_text(align="right", fontSize=SMALL, color=INK, x=385).encode(text="name:N").properties(width=390)
    notes = text.mark_text(align="left", fontSize=SMALL, color=GREY, x=0).encode(text="note:N").properties(width=260)
    return alt.hconcat(names, alt.layer(rule, marks), notes, spacing=8)
