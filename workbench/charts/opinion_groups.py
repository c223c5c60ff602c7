"""The picture of: who stands near whom, by what they agree with? Points without names, and groups if there are any."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.data_table import table_in_words
from workbench.charts.figure import Figure
from workbench.charts.statement_in_words import group_in_words, verdict_in_words
from workbench.charts.theme import BLUE, GREEN, GREY, INK, ORANGE, PALE, PURPLE, VERMILION, beneath, rows
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.opinion_groups import EVERYBODY, OpinionGroups
from workbench.patterns.opinion_votes import ENOUGH_VOTES

__all__ = ["opinion_groups"]

_WIDTH, _HEIGHT = 860, 520
#: Groups are told apart by shape and by colour, from left to right.
_LOOKS = (("circle", BLUE), ("triangle-up", VERMILION), ("square", GREEN), ("diamond", PURPLE), ("cross", ORANGE))
_NO_GROUP = ("circle", GREY)
_CORNERS = 3


def opinion_groups(released: Released[OpinionGroups], *, words: Words) -> Figure:
    """A point for each person, with the outline of each group; a wide audience gets the numbers only."""
    finding, table = released.finding, released.table
    title = words.say("opinions.chart.groups_title")
    few = finding.points.empty and not released.audience.wide
    if table.empty or few:
        empty = words.say(f"opinions.chart.groups_{'empty' if table.empty else 'few'}")
        return Figure.nothing_yet(released, title=title, empty=empty, words=words)
    named = [_named(row, words) for row in table.to_dict("records")]
    sentences = _sentences(released, words)
    shown = table_in_words(
        table.assign(group=[group_in_words(name, words) for name in table["group"]]),
        ["group", "n_people", "share"],
        words=words,
        section="opinions",
    )
    if finding.points.empty:
        wide = [words.say("opinions.chart.groups_wide"), *named]
        picture: Any = _numbers(named, [*sentences, wide[0]])
        return Figure.of(
            released, picture, title=title, description="\n".join([*wide, *sentences]), table=shown, words=words
        )
    return Figure.of(
        released,
        _picture(finding.points, dict(zip(table["group"], named, strict=True)), sentences, words),
        title=title,
        description="\n".join([*named, *sentences]),
        table=shown,
        words=words,
    )


def _named(row: Mapping[Any, Any], words: Words) -> str:
    if pd.isna(row["n_people"]):
        return words.say("opinions.chart.hidden_n", name=row["group"])
    key = "all_n" if row["group"] == EVERYBODY else "group_n"
    n = int(row["n_people"])
    return words.say(f"opinions.chart.{key}", name=row["group"], n=n if n == 1 else row["n_people_shown"])


def _sentences(released: Released[OpinionGroups], words: Words) -> list[str]:
    finding = released.finding
    said = [verdict_in_words(finding.verdict, n_groups=len(released.table), words=words)]
    if not finding.points.empty:
        said.append(words.say("opinions.chart.each_point"))
    counted = words.say("opinions.chart.statements", n=finding.n_statements - finding.n_out)
    if finding.n_out:
        counted += " " + words.say("opinions.chart.out", n=finding.n_out)
    said.append(counted)
    if finding.n_not_part:
        said.append(words.say("opinions.chart.not_part", n=finding.n_not_part, enough=ENOUGH_VOTES))
    return said


def _numbers(named: list[str], sentences: list[str]) -> Any:
    lines = [{"text": line, "y": at} for at, line in enumerate(named)]
    drawn = alt.Chart(rows(lines), width=_WIDTH, height=34 * len(named)).mark_text(
        align="left", x=0, fontSize=20, color=INK
    )
    told = drawn.encode(y=alt.Y("y:O", axis=None), text="text:N")
    return alt.vconcat(told.properties(title=beneath(sentences)))


def _picture(points: pd.DataFrame, named: Mapping[str, str], sentences: list[str], words: Words) -> Any:
    groups = list(named)
    looks = [_NO_GROUP] if groups == [EVERYBODY] else list(_LOOKS[: len(groups)])
    domain = [named[group] for group in groups]
    drawn = [
        {"x": row["x"], "y": row["y"], "group": named[row["group"]]}
        for row in points[["x", "y", "group"]].to_dict("records")
    ]
    far = max(1e-6, float(points[["x", "y"]].abs().to_numpy().max())) * 1.08
    plain = alt.Axis(labels=False, ticks=False, grid=False, domain=False)
    scale, x, y = alt.Scale(domain=[-far, far]), *(words.say(f"opinions.chart.groups_{end}") for end in "xy")
    across, up = alt.X("x:Q", title=x, axis=plain, scale=scale), alt.Y("y:Q", title=y, axis=plain, scale=scale)
    colour = alt.Color("group:N", scale=alt.Scale(domain=domain, range=[ink for _, ink in looks]), title=None)
    shape = alt.Shape("group:N", scale=alt.Scale(domain=domain, range=[form for form, _ in looks]), title=None)
    middle = alt.Chart(rows([{"at": 0}])).mark_rule(color=PALE, strokeWidth=2)
    layers: list[Any] = [
        middle.encode(x=alt.X("at:Q", title=x, axis=plain)),
        middle.encode(y=alt.Y("at:Q", title=y, axis=plain)),
    ]
    if len(groups) > 1:
        outlines = [corner for group in groups for corner in _outline(points[points["group"] == group], named[group])]
        layers.append(
            alt.Chart(rows(outlines))
            .mark_line(strokeWidth=1.5, strokeDash=[5, 4], opacity=0.8)
            .encode(x=across, y=up, order="order:Q", color=colour)
        )
    layers.append(
        alt.Chart(rows(drawn), width=_WIDTH, height=_HEIGHT)
        .mark_point(filled=True, size=130, opacity=0.75, stroke=INK, strokeWidth=0.6)
        .encode(x=across, y=up, color=colour, shape=shape)
    )
    legend = alt.Legend(orient="top", title=None, symbolSize=220, columns=min(len(groups), 3))
    layers[-1] = layers[-1].encode(
        color=colour.legend(legend),
        shape=shape.legend(legend),  # one legend, as both have the same words
    )
    return alt.vconcat(alt.layer(*layers, title=beneath(sentences)))


def _outline(points: pd.DataFrame, name: str) -> list[dict[str, Any]]:
    """The corners round a group, the first again at the end; none where its points lie on a line."""
    from scipy.spatial import ConvexHull, QhullError  # noqa: PLC0415  slow to import

    at = points[["x", "y"]].to_numpy(dtype=float)
    if len(at) < _CORNERS:
        return []
    try:
        corners = ConvexHull(at).vertices.tolist()
    except QhullError:
        return []
    return [
        {"x": at[corner, 0], "y": at[corner, 1], "order": order, "group": name}
        for order, corner in enumerate([*corners, corners[0]])
    ]
