"""The picture of: which groups stand round the cycle? The core inside, the others round it, forums beside."""

from __future__ import annotations

import math
from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.data_table import day_in_words, table_in_words
from workbench.charts.figure import Figure
from workbench.charts.theme import GREY, INK, LARGE, PALE, PAPER, SMALL, rows, wrapped
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.groups_round_cycle import GroupsRoundCycle

__all__ = ["groups_round_cycle"]

_WIDTH, _HEIGHT = 1000, 650
_MIDDLE = (330, 325)
#: How far from the middle each kind stands; what is not named here stands beside, in a column of its own.
_RING = {"core": 0, "evidence": 158, "working": 158, "leadership": 262, "reference": 262}
_BESIDE = 790
_COLUMNS = ["name", "group_kind", "what_for", "n_members", "members", "convener", "meets", "began_on", "next_on"]


def groups_round_cycle(released: Released[GroupsRoundCycle], *, words: Words) -> Figure:
    """The groups that meet now; those that ended are in neither the picture nor the sentences, but in the table."""
    title = words.say("governance_groups.chart.title")
    now = released.table[released.table["ended_on"].isna()]
    if now.empty:
        empty = words.say("governance_groups.chart.empty")
        return Figure.nothing_yet(released, title=title, empty=empty, words=words)
    told = released.table.assign(
        group_kind=[words.say(f"governance_groups.kind.{kind}") for kind in released.table["group_kind"]]
    )
    return Figure.of(
        released,
        _drawn(now, words),
        title=title,
        description="\n".join([_sentence(row, words) for row in now.to_dict("records")]),
        table=table_in_words(told, [*_COLUMNS, "ended_on"], words=words, section="governance_groups"),
        words=words,
    )


def _sentence(row: dict[Any, Any], words: Words) -> str:
    kind = words.say(f"governance_groups.kind.{row['group_kind']}")
    said = words.say("governance_groups.chart.told", name=row["name"], kind=kind)
    next_on = day_in_words(row["next_on"], words)
    more = (row["what_for"], row["meets"], words.say("governance_groups.chart.next", day=next_on) if next_on else "")
    return " ".join([said, *(_ended(str(part)) for part in more if part and not pd.isna(part))])


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?", "…")) else f"{sentence}."


def _drawn(now: pd.DataFrame, words: Words) -> Any:
    dots = []
    beside = now[~now["group_kind"].isin(_RING)].to_dict("records")
    for ring in dict.fromkeys(_RING.values()):
        of_ring = [row for row in now.to_dict("records") if _RING.get(str(row["group_kind"])) == ring]
        for at, row in enumerate(of_ring):
            dots.append(_dot(row, *_round(ring, at, len(of_ring)), words))
    gap = _HEIGHT / (len(beside) + 1)
    dots += [_dot(row, _BESIDE, gap * (at + 1), words) for at, row in enumerate(beside)]
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, _WIDTH], nice=False), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[_HEIGHT, 0], nice=False, zero=False), axis=None)
    rings = [{"x": _MIDDLE[0], "y": _MIDDLE[1], "size": (2 * r) ** 2} for r in (310, 212, 100)]
    base = alt.Chart(rows(dots)).encode(x=x, y=y)
    return alt.layer(
        alt.Chart(rows(rings))
        .mark_point(shape="circle", stroke=GREY, strokeWidth=1, fill=PALE, fillOpacity=0.35, opacity=1)
        .encode(x=x, y=y, size=alt.Size("size:Q", scale=None, legend=None)),
        base.mark_point(shape="circle", size=150, fill=PAPER, stroke=INK, strokeWidth=2, opacity=1),
        base.mark_text(dy=-20, fontSize=LARGE - 2, fontWeight="bold", color=INK, lineBreak="\n").encode(text="name:N"),
        base.mark_text(dy=22, fontSize=SMALL, color=INK, lineBreak="\n").encode(text="kind:N"),
        width=_WIDTH,
        height=_HEIGHT,
    )


def _round(ring: int, at: int, of: int) -> tuple[float, float]:
    """Where the one at ``at`` of so many stands on its ring; one alone in the middle stands in the middle."""
    if ring == 0:
        return _MIDDLE[0], _MIDDLE[1] + (at - (of - 1) / 2) * 70
    turn = math.pi * (0.25 if ring == _RING["leadership"] else 0) + 2 * math.pi * at / of
    return _MIDDLE[0] + ring * math.sin(turn), _MIDDLE[1] - ring * math.cos(turn)


def _dot(row: dict[Any, Any], x: float, y: float, words: Words) -> dict[str, Any]:
    kind = words.say(f"governance_groups.kind.{row['group_kind']}")
    return {"x": x, "y": y, "name": wrapped(str(row["name"]), 22, lines=2), "kind": wrapped(kind, 28, lines=2)}
