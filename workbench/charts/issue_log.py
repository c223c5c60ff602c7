"""The picture of: where do issues pile up?"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.data_table import named, table_in_words
from workbench.charts.figure import Figure
from workbench.charts.theme import INK, PALE, PAPER, rows
from workbench.frames import Released
from workbench.model import IssueStatus, Level, Owner
from workbench.model.prompts import Words
from workbench.patterns.issue_log import IssueLog

__all__ = ["issue_log"]

_CELL = 130


def issue_log(released: Released[IssueLog], *, words: Words) -> Figure:
    """Level × owner, open and closed side by side; the number stands in each cell, "*" where it is hidden."""
    table = released.table
    title = words.say("charts.issue_log.title")
    if _nothing(table):
        return Figure.nothing_yet(released, title=title, empty=words.say("charts.issue_log.empty"), words=words)
    cells = [
        {
            "level": named(words, "level", row["level"]),
            "owner": named(words, "owner", row["owner"]),
            "status": named(words, "status", row["status"]),
            "n": None if pd.isna(row["n"]) else int(row["n"]),
            "shown": str(row["n_shown"]),
        }
        for row in table.to_dict("records")
    ]
    return Figure.of(
        released,
        _heat_map(cells, words),
        title=title,
        description=_told(table, words),
        table=table_in_words(table, ["status", "level", "owner", "n", "n_people"], words=words),
        words=words,
    )


def _nothing(table: pd.DataFrame) -> bool:
    """No issue at all; a hidden number is one or more."""
    return bool((table["n"].fillna(1) == 0).all())


def _heat_map(cells: list[dict[str, Any]], words: Words) -> alt.FacetChart:
    levels = [named(words, "level", level.value) for level in Level]
    owners = [named(words, "owner", owner.value) for owner in Owner]
    statuses = [named(words, "status", status.value) for status in IssueStatus]
    most = max((cell["n"] or 0 for cell in cells), default=0)
    hidden = alt.when("datum.n === null").then(alt.value(PALE))
    # rgb: the usual interpolation runs from white to blue by way of cyan, as if that were another meaning
    scale = alt.Scale(range=["#FFFFFF", "#08519C"], domain=[0, max(most, 8)], interpolate="rgb")
    shade = alt.Color("n:Q", scale=scale, legend=None)
    base = alt.Chart(width=3 * _CELL, height=3 * 90).encode(
        x=alt.X(
            "owner:N", sort=owners, title=words.say("charts.issue_log.x"), axis=alt.Axis(labelAngle=0, orient="top")
        ),
        y=alt.Y("level:N", sort=levels, title=words.say("charts.issue_log.y")),
    )
    squares = base.mark_rect(invalid=None, stroke="#9AA0A6", strokeWidth=1).encode(color=hidden.otherwise(shade))
    ink = (
        alt.when(f"datum.n !== null && datum.n > {max(most, 8) * 0.5}").then(alt.value(PAPER)).otherwise(alt.value(INK))
    )
    numbers = base.mark_text(fontSize=26, fontWeight="bold").encode(text="shown:N", color=ink)
    return alt.layer(squares, numbers, data=rows(cells)).facet(
        column=alt.Column("status:N", sort=statuses, header=alt.Header(title=None)), spacing=40
    )


def _told(table: pd.DataFrame, words: Words) -> str:
    said = []
    for status in IssueStatus:
        parts = [
            words.say(
                "charts.issue_log.cell",
                level=named(words, "level", row["level"]),
                owner=named(words, "owner", row["owner"]),
                n=row["n_shown"],
            )
            for row in table[(table["status"] == status) & (table["n_shown"] != "0")].to_dict("records")
        ]
        status_name = named(words, "status", status.value)
        listed = "; ".join(parts) or words.say("charts.issue_log.none")
        said.append(words.say("charts.issue_log.told", status=status_name, cells=listed))
    return "\n".join(said)
