"""The picture of: how are cycles connected, what flows between them, and where does it stop?"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import altair as alt

from workbench.charts.figure import Figure
from workbench.charts.map_style import ARROWHEAD
from workbench.charts.stack_curve import BADGE
from workbench.charts.stack_layout import CYCLE_HEIGHT, Laid, Rect, stack_layout
from workbench.charts.stack_look import LOOKS, CycleLook, FlowLook, cycle_look, flow_look
from workbench.charts.stack_words import StackWords
from workbench.charts.theme import GREY, INK, PALE, PAPER, SMALL, rows
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.learning_stack import LearningStack

__all__ = ["STOPPED", "laid_out", "learning_stack", "title_of"]

#: Stops that are marked on an arrow's number; a link nobody used has its own line.
STOPPED = ("nobody_answered", "closed_waiting")
_LINE = SMALL * 1.2
_CLOSED, _FRAME, _INSIDE = "#F1F1EF", "#F7F5F0", "#EAF2F1"
_LEGEND_CYCLES = ("standing", "one_issue", "not_said", "lives")


def learning_stack(released: Released[LearningStack], *, words: Words) -> Figure:
    """Systems by scale with their cycles in them, and an arrow for every link and for all that was sent."""
    finding = released.finding
    told = StackWords(released, words)
    title = title_of(told, released)
    if finding.cycles["are_lives"].all():
        empty = words.say("stack.empty_open" if finding.open_only else "stack.empty")
        return Figure.nothing_yet(released, title=title, empty=empty, words=words)
    said = told.told()
    if finding.table.empty:
        said.append(words.say("stack.no_links"))
    elif (finding.table["sent_shown"] == "0").all():
        said.append(words.say("stack.no_flows"))
    return Figure.of(
        released, _picture(released, told), title=title, description="\n".join(said), table=told.table(), words=words
    )


def title_of(told: StackWords, released: Released[LearningStack]) -> str:
    """The question, of the system that is looked at."""
    finding = released.finding
    if finding.focus is None or finding.focus not in set(finding.systems["id"]):
        return told.say("question")
    return told.say("question_of", name=told.system(finding.focus))


def laid_out(released: Released[LearningStack], told: StackWords) -> Laid:
    """Where everything goes; lives have no frame with a name, their box says how many they are."""
    finding = released.finding
    lives = finding.systems["lives_of"].astype("bool") | ~finding.systems["name"].astype("bool")
    headers = {id: told.system(id) for id in finding.systems.loc[~lives, "id"]}
    names = {id: told.cycle(id) for id in finding.cycles["id"]}
    return stack_layout(finding.systems, finding.cycles, finding.table, headers=headers, names=names)


@dataclass
class _Drawing:
    """Marks by how they are drawn, and the axes, which are pixels and are not drawn."""

    width: float
    height: float
    layers: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        # made once, for Altair checks every one against its schema
        self._x = alt.X("x:Q", scale=alt.Scale(domain=[0, self.width], nice=False, zero=False), axis=None)
        self._y = alt.Y("y:Q", scale=alt.Scale(domain=[self.height, 0], nice=False, zero=False), axis=None)

    def of(self, values: Sequence[Mapping[str, Any]], **more: Any) -> Any:
        """Marks of these rows."""
        return alt.Chart(rows(values)).encode(x=self._x, y=self._y, **more)

    def boxes(self, rects: Sequence[tuple[float, float, float, float]], **look: Any) -> None:
        """Boxes of one look: left, top, width, height."""
        if rects:
            made = [{"x": x, "y": y, "x2": x + w, "y2": y + h} for x, y, w, h in rects]
            self.layers.append(self.of(made, x2="x2:Q", y2="y2:Q").mark_rect(**look))

    def texts(self, texts: Sequence[tuple[float, float, str]], **look: Any) -> None:
        """Texts of one look, from the middle of their first line."""
        if texts:
            drawn = self.of([{"x": x, "y": y, "text": text} for x, y, text in texts], text="text:N")
            usual = {"fontSize": SMALL, "baseline": "middle", "lineBreak": "\n", "lineHeight": _LINE, "color": INK}
            self.layers.append(drawn.mark_text(**{**usual, **look}))

    def lines(self, lines: Sequence[tuple[str, Sequence[tuple[float, float]]]], **look: Any) -> None:
        """Lines of one look, by their name."""
        made = [{"line": name, "x": x, "y": y, "at": at} for name, ps in lines for at, (x, y) in enumerate(ps)]
        if made:
            self.layers.append(self.of(made, detail="line:N", order="at:Q").mark_line(strokeCap="butt", **look))

    def heads(self, heads: Sequence[tuple[float, float, float]], **look: Any) -> None:
        """Arrowheads: where, and where to."""
        if heads:
            made = [{"x": x, "y": y, "angle": angle} for x, y, angle in heads]
            drawn = self.of(made, angle=alt.Angle("angle:Q", scale=None))
            self.layers.append(drawn.mark_point(shape=ARROWHEAD, opacity=1, size=170, **look))


def _picture(released: Released[LearningStack], told: StackWords) -> Any:
    finding, laid = released.finding, laid_out(released, told)
    stopped = set(finding.stops.loc[finding.stops["stop"].isin(STOPPED), "flow"])
    looks = {row["flow"]: flow_look(row, stops=row["flow"] in stopped) for row in finding.table.to_dict("records")}
    cycles = {row["id"]: cycle_look(row) for row in finding.cycles.to_dict("records")}
    keys = [*dict.fromkeys(look.look for look in looks.values())]
    legend_height = _LINE * 1.9 * (2 + math.ceil((len(keys) + 9) / 3))
    drawing = _Drawing(max(laid.width, 1100.0), laid.height + legend_height)
    _bands(drawing, laid, finding)
    _arrows(drawing, laid, looks)
    _headers(drawing, laid)
    for look in dict.fromkeys(cycles.values()):
        _cycles(drawing, [rect for rect in laid.cycles if cycles[rect.id] == look], look)
    by_id = {row["id"]: row for row in finding.cycles.to_dict("records")}
    _names(drawing, laid, cycles, {id: _short(row, told) for id, row in by_id.items()})
    _badges(drawing, laid, looks)
    _legend(drawing, laid.height + _LINE, looks, cycles, told)
    return alt.layer(*drawing.layers, width=drawing.width, height=drawing.height)


def _short(cycle: Mapping[Any, Any], told: StackWords) -> str:
    if cycle["are_lives"]:
        return ""
    return f"{told.say('round', n=cycle['round'])} · {told.say('open' if cycle['is_open'] else 'closed')}"


def _bands(drawing: _Drawing, laid: Laid, finding: LearningStack) -> None:
    rows_of_scales = [(0.0, band.top - 8, laid.width, band.bottom - band.top + 16) for band in laid.bands]
    drawing.boxes(rows_of_scales, color=_FRAME, cornerRadius=6)
    drawing.texts([(12, band.top + 16, band.name) for band in laid.bands], align="left", fontWeight="bold")
    inside = set(finding.systems.loc[finding.systems["inside"], "id"]) if finding.focus else set()
    for within, fill in ((True, _INSIDE), (False, PAPER)):
        frames = [(f.x, f.y, f.width, f.height) for f in laid.systems if f.text and (f.id in inside) == within]
        drawing.boxes(frames, fill=fill, stroke=GREY, strokeWidth=1, cornerRadius=8)


def _headers(drawing: _Drawing, laid: Laid) -> None:
    """Names of systems, each with a thick pale one under it, so that arrows beneath do not spoil it."""
    texts = [(f.x + 10, f.y + 16, f.text) for f in laid.systems if f.text]
    look: dict[str, Any] = {"align": "left", "fontWeight": "bold", "lineHeight": 18}
    drawing.texts(texts, **look, color=PAPER, stroke=PAPER, strokeWidth=5, strokeJoin="round")
    drawing.texts(texts, **look)


def _arrows(drawing: _Drawing, laid: Laid, looks: Mapping[str, FlowLook]) -> None:
    by_look: dict[tuple[str, float], list[Any]] = {}
    for arrow in laid.arrows:
        by_look.setdefault((looks[arrow.id].look, round(looks[arrow.id].thick, 1)), []).append(arrow)
    order = [*LOOKS]
    for (look, thick), those in sorted(by_look.items(), key=lambda pair: -order.index(pair[0][0])):
        colour, dash = LOOKS[look]
        drawing.lines([(one.id, one.points()) for one in those], strokeDash=dash, strokeWidth=thick, color=colour)
        for linked in (True, False):
            heads = [one.head for one in those if looks[one.id].head and looks[one.id].linked == linked]
            fill = colour if linked else PAPER
            drawing.heads(heads, fill=fill, stroke=colour, strokeWidth=2, filled=True)


def _cycles(drawing: _Drawing, rects: Sequence[Rect], look: CycleLook) -> None:
    fill = PALE if look.look == "lives" else _CLOSED if look.pale else PAPER
    drawing.boxes(
        [(rect.x, rect.y, rect.width, rect.height) for rect in rects],
        fill=fill,
        stroke=look.colour,
        strokeWidth=look.thick,
        strokeDash=list(look.dash),
        cornerRadius=look.round,
    )


def _names(drawing: _Drawing, laid: Laid, looks: Mapping[str, CycleLook], short: Mapping[str, str]) -> None:
    for pale, colour in ((False, INK), (True, GREY)):
        those = [rect for rect in laid.cycles if looks[rect.id].pale == pale]
        named, told = [], []
        for rect in those:
            lines = rect.text.count("\n")
            middle = rect.y + (CYCLE_HEIGHT - 22 if short[rect.id] else CYCLE_HEIGHT) / 2
            named.append((rect.x + rect.width / 2, middle - 18 * lines / 2, rect.text))
            told.append((rect.x + rect.width / 2, rect.y + CYCLE_HEIGHT - 13, short[rect.id]))
        drawing.texts(named, align="center", color=colour, lineHeight=18)
        drawing.texts(told, align="center", color=GREY, fontSize=SMALL - 2)


def _badges(drawing: _Drawing, laid: Laid, looks: Mapping[str, FlowLook]) -> None:
    """How many were sent, in a circle or, where it stops, in a square; nothing on a link that was never used."""
    by_look: dict[tuple[str, bool], list[tuple[float, float, str]]] = {}
    for arrow in laid.arrows:
        look = looks[arrow.id]
        if look.look != "nothing":
            by_look.setdefault((look.look, look.stops), []).append((*arrow.badge, look.badge))
    for (name, stops), badges in by_look.items():
        _badge(drawing, badges, name, stops=stops)


def _badge(drawing: _Drawing, badges: Sequence[tuple[float, float, str]], look: str, *, stops: bool) -> None:
    colour, half = LOOKS[look][0], BADGE - 1
    drawing.boxes(
        [(x - half, y - half, 2 * half, 2 * half) for x, y, _ in badges],
        fill=colour if stops else PAPER,
        stroke=colour,
        strokeWidth=2,
        cornerRadius=0 if stops else half,
    )
    texts = [(x, y + 1, text) for x, y, text in badges]
    drawing.texts(texts, align="center", fontWeight="bold", color=PAPER if stops else colour)


def _legend(
    drawing: _Drawing, top: float, looks: Mapping[str, FlowLook], cycles: Mapping[str, CycleLook], told: StackWords
) -> None:
    """What lines and boxes mean, drawn as they are drawn above; only what is there."""
    drawing.texts([(12, top, told.say("legend.title"))], align="left", fontWeight="bold")
    across, high = max(drawing.width / 3, 360.0), _LINE * 1.9
    flows = [look for look in LOOKS if any(one.look == look for one in looks.values())]
    marks = ["thick"] if flows and flows != ["nothing"] else []
    marks += ["no_link"] if any(not one.linked for one in looks.values()) else []
    marks += ["stops"] if any(one.stops for one in looks.values()) else []
    boxes = [look for look in _LEGEND_CYCLES if any(one.look == look for one in cycles.values())]
    boxes += ["closed"] if any(one.pale for one in cycles.values()) else []
    texts = []
    for at, key in enumerate((*flows, *marks, *boxes)):
        x, y = 16 + at % 3 * across, top + high * (1 + at // 3)
        texts.append((x + 74, y, told.say(f"legend.{key}")))
        _sample(drawing, key, x, y, cycles)
    drawing.texts(texts, align="left")


def _sample(drawing: _Drawing, key: str, x: float, y: float, cycles: Mapping[str, CycleLook]) -> None:
    if key in LOOKS:
        colour, dash = LOOKS[key]
        thick = 1.4 if key == "nothing" else 3.5
        drawing.lines([(key, [(x, y), (x + 58, y)])], strokeDash=dash, strokeWidth=thick, color=colour)
    elif key == "thick":
        for at, thick in enumerate((2.5, 5.0, 8.0)):
            drawing.lines([(f"{key}{at}", [(x + 20 * at, y), (x + 20 * at + 16, y)])], strokeWidth=thick, color=GREY)
    elif key == "no_link":
        drawing.lines([(key, [(x, y), (x + 44, y)])], strokeWidth=2.5, color=GREY)
        drawing.heads([(x + 58, y, 90.0)], fill=PAPER, stroke=GREY, strokeWidth=2, filled=True)
    elif key == "stops":
        _badge(drawing, [(x + 28, y, "2")], "waits_long", stops=True)
    elif key == "closed":
        _cycles(drawing, [Rect(key, x, y - 11, 58, 22, "")], CycleLook("not_said", True, GREY, 1.2, 6.0, (1, 0)))
    else:
        look = next(one for one in cycles.values() if one.look == key)
        open_look = CycleLook(look.look, False, INK, look.thick, min(look.round, 11.0), look.dash)
        _cycles(drawing, [Rect(key, x, y - 11, 58, 22, "")], open_look)
