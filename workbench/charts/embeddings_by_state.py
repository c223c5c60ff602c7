"""The picture of: how far have the changes come that are to last?"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.data_table import named, table_in_words
from workbench.charts.figure import Figure
from workbench.charts.theme import BLUE, INK, PALE, PAPER, SKY, count_axis, rows
from workbench.frames import Released
from workbench.model import EmbeddingKind, EmbeddingState
from workbench.model.prompts import Words
from workbench.patterns.embeddings_by_state import EmbeddingsByState

__all__ = ["embeddings_by_state"]

#: State → how its bar is filled and edged. States are told by where they stand; none of these colours says good or bad.
_LOOKS = {
    EmbeddingState.agreed: (PAPER, [1, 0]),
    EmbeddingState.under_way: (SKY, [1, 0]),
    EmbeddingState.business_as_usual: (BLUE, [1, 0]),
    EmbeddingState.given_up: (PALE, [5, 4]),
}


def embeddings_by_state(released: Released[EmbeddingsByState], *, words: Words) -> Figure:
    """A small picture a kind, a bar a state in the order of the states, its number at its end ("*" where hidden)."""
    table = released.table
    title = words.say("charts.embeddings_by_state.title")
    if bool((table["n"].fillna(1) == 0).all()):
        key = "empty_wide" if released.audience.wide else "empty"
        empty = words.say(f"charts.embeddings_by_state.{key}")
        return Figure.nothing_yet(released, title=title, empty=empty, words=words)
    told = _told(table, words)
    if released.finding.lives_left_out:
        told = f"{told}\n{words.say('charts.embeddings_by_state.lives')}"
    return Figure.of(
        released,
        _bars(table, words),
        title=title,
        description=told,
        table=table_in_words(
            table, ["embedding_kind", "state", "n"], words=words, section="charts.embeddings_by_state"
        ),
        words=words,
        bars_of=table,
    )


def _told(table: pd.DataFrame, words: Words) -> str:
    parts = [
        words.say(
            "charts.embeddings_by_state.told",
            kind=_kind(words, row["embedding_kind"]),
            state=_state(words, row["state"]),
            n=row["n_shown"],
        )
        for row in table[table["n_shown"] != "0"].to_dict("records")
    ]
    return "; ".join(parts) + "."


def _kind(words: Words, value: Any) -> str:
    return named(words, "embedding_kind", value)


def _state(words: Words, value: Any) -> str:
    return named(words, "state", value)


def _bars(table: pd.DataFrame, words: Words) -> Any:
    states = [_state(words, state.value) for state in EmbeddingState]
    kinds = [_kind(words, kind.value) for kind in EmbeddingKind]
    bars: list[dict[str, Any]] = [
        {
            "kind": _kind(words, row["embedding_kind"]),
            "state": _state(words, row["state"]),
            "at": 0 if pd.isna(row["n"]) else int(row["n"]),
            "shown": str(row["n_shown"]),
        }
        for row in table.to_dict("records")
    ]
    most = max(*(bar["at"] for bar in bars), 1)
    count = count_axis(most)
    across = alt.X(
        "at:Q",
        title=words.say("charts.embeddings_by_state.x"),
        axis=count,
        scale=alt.Scale(domain=[0, most * 1.2]),
    )
    base = alt.Chart(width=280, height=190).encode(x=across, y=alt.Y("state:N", sort=states, title=None))
    fill = alt.Fill("state:N", scale=alt.Scale(domain=states, range=[f for f, _ in _LOOKS.values()]), legend=None)
    edge = alt.StrokeDash(
        "state:N", scale=alt.Scale(domain=states, range=[dash for _, dash in _LOOKS.values()]), legend=None
    )
    drawn = base.mark_bar(height=26, stroke=INK, strokeWidth=1.4).encode(fill=fill, strokeDash=edge)
    numbers = base.mark_text(align="left", dx=8, fontSize=20, fontWeight="bold", color=INK).encode(text="shown:N")
    return alt.layer(drawn, numbers, data=rows(bars)).facet(column=alt.Column("kind:N", sort=kinds), spacing=36)
