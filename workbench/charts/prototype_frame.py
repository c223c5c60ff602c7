"""The picture of: what is inside a prototype, what stands round it, and what presses on it?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.data_table import named, table_in_words
from workbench.charts.figure import Figure
from workbench.charts.theme import BLUE, GREY, PALE, PAPER, SMALL, VERMILION, rows, text_layer, wrapped
from workbench.frames import Released
from workbench.model import ConditionKind, FrameRegion
from workbench.model.prompts import Words
from workbench.patterns.prototype_frame import PrototypeFrame

__all__ = ["MOST_IN_A_REGION", "prototype_frame"]

#: More notes would make the picture a wall; the table has all of them.
MOST_IN_A_REGION = 6

_WIDTH, _SIDE, _GAP = 1300.0, 290.0, 46.0
_PAD, _LINE = 14.0, SMALL + 4
_LETTER = 0.5 * SMALL  # mean width of a letter of Arial, in pixels
_INSIDE = (
    (FrameRegion.purpose,),
    (FrameRegion.request, FrameRegion.context),
    (FrameRegion.core_team, FrameRegion.pulled_in, FrameRegion.stability),
    (FrameRegion.leading_measure, FrameRegion.lagging_measure),
)
_LOOKS: dict[str, dict[str, Any]] = {
    "boundary": {"fill": PALE, "stroke": BLUE, "strokeWidth": 3, "strokeDash": [10, 6]},
    "region": {"fill": PAPER, "stroke": GREY, "strokeWidth": 1},
    "condition": {"fill": PAPER, "stroke": VERMILION, "strokeWidth": 1.5},
}


@dataclass
class _Sheet:
    """What is drawn, by kind of mark; pixels, y downwards."""

    boxes: list[dict[str, Any]] = field(default_factory=list)
    heads: list[dict[str, Any]] = field(default_factory=list)
    texts: list[dict[str, Any]] = field(default_factory=list)
    arrows: list[dict[str, Any]] = field(default_factory=list)


def prototype_frame(released: Released[PrototypeFrame], *, words: Words) -> Figure:
    """The prototype as a box with its people, purpose and measures inside, leaders above, conditions pressing on it."""
    table = released.table
    title = words.say("prototype_frame.chart.title", title=released.finding.title)
    if table.empty:
        return Figure.nothing_yet(released, title=title, empty=words.say("prototype_frame.chart.empty"), words=words)
    return Figure.of(
        released,
        _frame(table, words),
        title=title,
        description=_told(table, words),
        table=table_in_words(table, ["region", "condition_kind", "text", "became"], words=words),
        words=words,
    )


def _told(table: pd.DataFrame, words: Words) -> str:
    return "\n".join(
        f"{named(words, 'region', region)}: {'; '.join(_note(row, words) for row in here.to_dict('records'))}."
        for region, here in table.groupby("region", sort=False)
    )


def _note(row: dict[Any, Any], words: Words) -> str:
    """A note in a line: the kind of condition before it, what became of it after it."""
    before = f"{named(words, 'condition_kind', row['condition_kind'])}: " if not _unnamed(row) else ""
    after = ", ".join(named(words, "became", kind) for kind in row["became"])
    return f"{before}{row['text']}{f' ({after})' if after else ''}"


def _frame(table: pd.DataFrame, words: Words) -> Any:
    sheet = _Sheet()
    notes = {region: table[table["region"] == region].to_dict("records") for region in FrameRegion}
    left, right = _SIDE + _GAP, _WIDTH - _SIDE - _GAP
    y = _box(sheet, FrameRegion.leader, notes, at=(left, 0.0, right - left), words=words) + _GAP
    top = y
    boundary = [_note(row, words) for row in notes[FrameRegion.boundary]]
    sheet.heads.append({"x": left + _PAD, "y": y + 22, "text": named(words, "region", FrameRegion.boundary)})
    lines = _texts(boundary, right - left)
    sheet.texts.append({"x": left + _PAD, "y": y + 48, "text": lines})
    y += 48 + (lines.count("\n") + 1) * _LINE
    for row in _INSIDE:
        wide = (right - left - 2 * _PAD - (len(row) - 1) * 10) / len(row)
        first = len(sheet.boxes)
        ends = [
            _box(sheet, region, notes, at=(left + _PAD + at * (wide + 10), y, wide), words=words)
            for at, region in enumerate(row)
        ]
        for box in sheet.boxes[first:]:  # side by side, they end together
            box["y2"] = max(ends)
        y = max(ends) + 10
    bottom = y + 4
    sheet.boxes.append({"x": left, "y": top, "x2": right, "y2": bottom, "look": "boundary"})
    ends = [
        _conditions(sheet, kinds, notes[FrameRegion.condition], at=(x, top, arrow), words=words)
        for kinds, x, arrow in (
            (list(ConditionKind)[:4], 0.0, (_SIDE + _GAP / 2, 90)),
            ([*list(ConditionKind)[4:], None], _WIDTH - _SIDE, (_WIDTH - _SIDE - _GAP / 2, -90)),
        )
    ]
    return _drawn(sheet, max(bottom, *ends) + 4)


def _texts(notes: Iterable[str], wide: float) -> str:
    """Notes one under another, each wrapped to the width with a dot before it; a dash where there are none."""
    letters = int((wide - 2 * _PAD) / _LETTER) - 2
    listed = list(notes)
    shown = [f"• {wrapped(note, letters, lines=5)}" for note in listed[:MOST_IN_A_REGION]]
    if len(listed) > MOST_IN_A_REGION:
        shown.append(f"… +{len(listed) - MOST_IN_A_REGION}")
    return "\n".join(shown) or "–"


def _box(
    sheet: _Sheet,
    region: FrameRegion,
    notes: dict[FrameRegion, list[dict[Any, Any]]],
    *,
    at: tuple[float, float, float],
    words: Words,
) -> float:
    """Draw a region; where it ends."""
    x, y, wide = at
    head = wrapped(named(words, "region", region), int((wide - 2 * _PAD) / (_LETTER * 1.12)), lines=2)
    lines = _texts((_note(row, words) for row in notes[region]), wide)
    under = y + 22 + head.count("\n") * _LINE
    end = under + 26 + (lines.count("\n") + 1) * _LINE + 4
    sheet.boxes.append({"x": x, "y": y, "x2": x + wide, "y2": end, "look": "region"})
    sheet.heads.append({"x": x + _PAD, "y": y + 22, "text": head})
    sheet.texts.append({"x": x + _PAD, "y": under + 26, "text": lines})
    return end


def _conditions(
    sheet: _Sheet,
    kinds: Sequence[ConditionKind | None],
    conditions: list[dict[Any, Any]],
    *,
    at: tuple[float, float, tuple[float, float]],
    words: Words,
) -> float:
    """Draw the conditions of these kinds down one side, each with its arrow; where they end."""
    x, y, (arrow_x, angle) = at
    for kind in kinds:
        here = [row for row in conditions if (row["condition_kind"] == kind) or (kind is None and _unnamed(row))]
        if not here:
            continue
        head = named(words, "condition_kind", kind) or named(words, "region", FrameRegion.condition)
        lines = _texts((_note({**row, "condition_kind": None}, words) for row in here), _SIDE)
        end = y + 48 + (lines.count("\n") + 1) * _LINE
        sheet.boxes.append({"x": x, "y": y, "x2": x + _SIDE, "y2": end, "look": "condition"})
        sheet.heads.append({"x": x + _PAD, "y": y + 22, "text": head})
        sheet.texts.append({"x": x + _PAD, "y": y + 48, "text": lines})
        sheet.arrows.append({"x": arrow_x, "y": (y + end) / 2, "angle": angle})
        y = end + 12
    return y


def _unnamed(condition: dict[Any, Any]) -> bool:
    return bool(pd.isna(condition["condition_kind"]))


def _drawn(sheet: _Sheet, height: float) -> Any:
    across = alt.X("x:Q", scale=alt.Scale(domain=[0, _WIDTH], nice=False), axis=None)
    down = alt.Y("y:Q", scale=alt.Scale(domain=[height, 0], nice=False, zero=False), axis=None)
    boxes = [
        alt.Chart(rows([box for box in sheet.boxes if box["look"] == look]))
        .mark_rect(cornerRadius=8, **style)
        .encode(x=across, y=down, x2="x2:Q", y2="y2:Q")
        for look, style in _LOOKS.items()
        if any(box["look"] == look for box in sheet.boxes)
    ]
    arrows = (
        alt.Chart(rows(sheet.arrows))
        .mark_point(shape="triangle-up", filled=True, size=360, color=VERMILION, opacity=1)
        .encode(x=across, y=down, angle=alt.Angle("angle:Q", scale=None))
    )
    layers: list[Any] = [*boxes, *([arrows] if sheet.arrows else [])]
    layers += [
        text_layer(sheet.heads, weight="bold", line=_LINE).encode(x=across, y=down),
        text_layer(sheet.texts, weight="normal", line=_LINE).encode(x=across, y=down),
    ]
    return alt.layer(*layers, width=_WIDTH, height=height)
