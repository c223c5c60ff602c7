"""The picture of: what does this system look like?"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from workbench.charts.data_table import named, table_in_words
from workbench.charts.figure import Figure
from workbench.charts.map_geometry import Sheet, sheet
from workbench.charts.map_style import (
    ARROWHEAD,
    DASHES,
    FADED,
    MEANINGS,
    LinkStyle,
    ThingStyle,
    link_style,
    thing_style,
)
from workbench.charts.theme import INK, PAPER, rows
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.system_map import SystemMap

__all__ = ["system_map"]


def system_map(released: Released[SystemMap], *, words: Words, highlight: Collection[str] = ()) -> Figure:
    """The map as a still picture.

    ``highlight`` holds the ids of links (one loop's ``link_ids``, say): these and their things keep their colours, all
    else is pale.
    """
    finding = released.finding
    title = words.say("charts.system_map.title", name=finding.name)
    if released.table.empty:
        return Figure.nothing_yet(released, title=title, empty=words.say("charts.system_map.empty"), words=words)
    columns = ["source_name", "link_kind", "target_name", "polarity", "delay", "strength", "quality"]
    unused = "quality" if finding.map_kind == "factor" else "polarity"
    return Figure.of(
        released,
        _picture(finding, frozenset(highlight), words),
        title=title,
        description=_told(finding, words),
        table=table_in_words(finding.links, [c for c in columns if c != unused], words=words),
        words=words,
    )


def _told(finding: SystemMap, words: Words) -> str:
    """How many of what, and what stands alone; the table has every link."""
    links = finding.links
    of = "polarity" if finding.map_kind == "factor" else "link_kind"
    counted = {str(kind): int(n) for kind, n in links[of].value_counts().items()}
    kinds = ", ".join(f"{named(words, of, kind)} {counted[kind]}" for kind in sorted(counted))
    linked = {*links["source"], *links["target"]}
    alone = [str(name) for id, name in zip(finding.table["id"], finding.table["name"], strict=True) if id not in linked]
    told = words.say(f"charts.system_map.told_{finding.map_kind.value}", n=len(finding.table), n_links=len(links))
    by_kind = words.say(f"charts.system_map.by_{of}", kinds=kinds) if kinds else ""
    unlinked = words.say("charts.system_map.alone", names=", ".join(alone)) if alone else ""
    return "\n".join(text for text in (told, by_kind, unlinked) if text)


@dataclass(frozen=True)
class _Canvas:
    """The two axes of the picture, which are pixels and are not drawn."""

    width: float
    height: float

    def of(self, values: Sequence[dict[str, Any]], **more: Any) -> Any:
        x = alt.X("x:Q", scale=alt.Scale(domain=[0, self.width], nice=False, zero=False), axis=None)
        y = alt.Y("y:Q", scale=alt.Scale(domain=[self.height, 0], nice=False, zero=False), axis=None)
        return alt.Chart(rows(values)).encode(x=x, y=y, **more)


def _picture(finding: SystemMap, highlight: frozenset[str], words: Words) -> Any:
    laid = sheet(finding.table, finding.links)
    links = {str(row["id"]): row for row in finding.links.to_dict("records")}
    styles = {id: link_style(row, causal_map=finding.map_kind == "factor", words=words) for id, row in links.items()}
    things = {str(row["id"]): thing_style(row) for row in finding.table.to_dict("records")}
    lit = {end for id in highlight if id in links for end in (links[id]["source"], links[id]["target"])}
    if lit:
        styles = {id: style if id in highlight else style.faded() for id, style in styles.items()}
        things = {id: style if id in lit else style.faded() for id, style in things.items()}
    legend = _legend(laid, styles.values(), things.values(), words)
    canvas = _Canvas(laid.width, laid.height + legend.height)
    layers = [
        *_arrows(canvas, laid, styles, legend),
        *_boxes(canvas, laid, things, legend),
        *_signs(canvas, laid, styles, legend),
        _words_of(canvas, [*_names(laid, things), *legend.texts], laid.letters),
    ]
    return alt.layer(*layers, width=canvas.width, height=canvas.height)


@dataclass(frozen=True)
class _Legend:
    """What the lines and boxes of this map mean, drawn as they are drawn above."""

    height: float
    lines: tuple[dict[str, Any], ...]
    signs: tuple[dict[str, Any], ...]
    boxes: tuple[dict[str, Any], ...]
    texts: tuple[dict[str, Any], ...]


def _legend(laid: Sheet, styles: Iterable[LinkStyle], things: Iterable[ThingStyle], words: Words) -> _Legend:
    shown: dict[str, LinkStyle | ThingStyle] = {}
    shown |= {style.meaning: style for style in styles if style.colour != FADED}
    shown |= {style.meaning: style for style in things if style.colour != FADED}
    keys = [meaning for meaning in MEANINGS if meaning in shown]
    if any(isinstance(style, LinkStyle) and style.delay for style in styles):
        keys.append("delay")
    lines, signs, boxes, texts = [], [], [], []
    step, row_height = laid.letters * 3.2, laid.letters * 1.9
    x, y = 20.0, laid.height + row_height
    for key in keys:
        text, style = words.say(f"charts.map.{key}"), shown.get(key)
        wide = step + len(text) * laid.letters * 0.56 + laid.letters * 1.6
        if x + wide > laid.width and x > 20:
            x, y = 20.0, y + row_height
        if isinstance(style, ThingStyle):
            half = laid.letters * 0.5
            box = {"x": x + 4, "x2": x + step - 10, "y": y - half, "y2": y + half}
            boxes.append({**box, "colour": style.colour, "dash": style.dash, "thick": style.thick})
        elif isinstance(style, LinkStyle):
            line = {"link": f"legend {text}", "colour": style.colour, "dash": style.dash, "thick": 2.5}
            lines += [{**line, "x": x, "y": y, "at": 0}, {**line, "x": x + step - 16, "y": y, "at": 1}]
            signs.append({"x": x + step - 8, "y": y, "text": style.sign, "colour": style.colour})
        else:
            signs.append({"x": x + step / 2, "y": y, "text": "‖", "colour": INK})
        texts.append({"x": x + step + 4, "y": y, "text": text, "align": "left", "colour": INK})
        x += wide
    return _Legend(math.ceil(y - laid.height + row_height), tuple(lines), tuple(signs), tuple(boxes), tuple(texts))


def _arrows(canvas: _Canvas, laid: Sheet, styles: dict[str, LinkStyle], legend: _Legend) -> list[Any]:
    lines: list[dict[str, Any]] = list(legend.lines)
    heads, marks = [], []
    for curve in laid.curves:
        style = styles[curve.id]
        look = {"link": curve.id, "colour": style.colour, "dash": style.dash, "thick": style.thick}
        lines += [{**look, "x": x, "y": y, "at": at} for at, (x, y) in enumerate(curve.points)]
        if style.head:
            x, y = curve.points[-1]
            heads.append({"x": x, "y": y, "angle": curve.angle, "colour": style.colour})
        if style.delay:
            for at, (x, y) in enumerate(curve.mark):
                marks.append({"link": f"{curve.id} {at // 2}", "x": x, "y": y, "at": at, "colour": style.colour})
    dash = alt.StrokeDash("dash:N", scale=alt.Scale(domain=list(DASHES), range=list(DASHES.values())), legend=None)
    colour = alt.Color("colour:N", scale=None, legend=None)
    made = []
    if lines:
        thick = alt.StrokeWidth("thick:Q", scale=None, legend=None)
        drawn = canvas.of(lines, detail="link:N", order="at:Q", color=colour, strokeDash=dash, strokeWidth=thick)
        made.append(drawn.mark_line(strokeCap="butt"))
    if marks:
        drawn = canvas.of(marks, detail="link:N", order="at:Q", color=colour)
        made.append(drawn.mark_line(strokeWidth=3, strokeCap="round"))
    if heads:
        angle = alt.Angle("angle:Q", scale=None)
        size = (laid.letters * 0.8) ** 2
        drawn = canvas.of(heads, angle=angle, color=colour)
        made.append(drawn.mark_point(shape=ARROWHEAD, filled=True, size=size, opacity=1))
    return made


def _boxes(canvas: _Canvas, laid: Sheet, things: dict[str, ThingStyle], legend: _Legend) -> list[Any]:
    """One layer for each kind of outline, for rounding and dashes belong to a mark and not to its rows."""
    boxes: dict[tuple[float, str], list[dict[str, Any]]] = {}
    for box in laid.boxes:
        style = things[box.id]
        corner = {"x": box.x - box.width / 2, "x2": box.x + box.width / 2}
        corner |= {"y": box.y - box.height / 2, "y2": box.y + box.height / 2}
        boxes.setdefault((style.round, style.dash), []).append({**corner, "colour": style.colour, "thick": style.thick})
    for entry in legend.boxes:
        boxes.setdefault((6, entry["dash"]), []).append(entry)
    look = {
        "stroke": alt.Stroke("colour:N", scale=None, legend=None),
        "strokeWidth": alt.StrokeWidth("thick:Q", scale=None, legend=None),
    }
    return [
        canvas.of(at, x2="x2:Q", y2="y2:Q", **look).mark_rect(
            fill=PAPER, cornerRadius=rounding, strokeDash=DASHES[dash]
        )
        for (rounding, dash), at in sorted(boxes.items())
    ]


def _signs(canvas: _Canvas, laid: Sheet, styles: dict[str, LinkStyle], legend: _Legend) -> list[Any]:
    """Each sign twice: a thick white one under it, so that lines beneath do not spoil it."""
    signs = [
        {"x": curve.sign[0], "y": curve.sign[1], "text": styles[curve.id].sign, "colour": styles[curve.id].colour}
        for curve in laid.curves
        if styles[curve.id].sign
    ]
    signs += legend.signs
    if not signs:
        return []
    drawn = canvas.of(signs, text="text:N")
    look = {"fontSize": laid.letters * 1.25, "fontWeight": "bold", "baseline": "middle"}
    halo = drawn.mark_text(**look, stroke=PAPER, strokeWidth=6, strokeJoin="round", color=PAPER)
    return [halo, drawn.mark_text(**look).encode(color=alt.Color("colour:N", scale=None, legend=None))]


def _names(laid: Sheet, things: dict[str, ThingStyle]) -> list[dict[str, Any]]:
    high = laid.letters * 1.2
    return [
        {
            "x": box.x,
            "y": box.y - high * box.text.count("\n") / 2,
            "text": box.text,
            "align": "center",
            "colour": things[box.id].ink,
        }
        for box in laid.boxes
    ]


def _words_of(canvas: _Canvas, texts: Sequence[dict[str, Any]], letters: float) -> Any:
    colour = alt.Color("colour:N", scale=None, legend=None)
    layers = [
        canvas.of([text for text in texts if text["align"] == align], text="text:N", color=colour).mark_text(
            fontSize=letters, align=align, baseline="middle", lineBreak="\n", lineHeight=letters * 1.2
        )
        for align in ("center", "left")
    ]
    return alt.layer(*layers)
