"""The picture of: which changes are to last? In words, each with its state and how that is known."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.data_table import day_in_words, named, table_in_words
from workbench.charts.figure import Figure
from workbench.charts.theme import GREY, LARGE, SMALL, text_layer, wrapped
from workbench.frames import Released
from workbench.model import EmbeddingState
from workbench.model.prompts import Words
from workbench.patterns.embeddings_list import EmbeddingsList

__all__ = ["embeddings_list"]

#: More than these are no longer read across a room; the table has all.
_MOST_DRAWN = 12
_WIDTH = 1000
_COLUMNS = [
    *("change", "embedding_kind", "state", "agreed_on", "usual_on", "owner", "experiment_title", "how_we_know"),
    *("n_supports", "n_contradicts", "countermeasures", "still_standing", "issues"),
]


def embeddings_list(released: Released[EmbeddingsList], *, words: Words) -> Figure:
    """The changes one below the other with kind, state, days and how it is known; the first twelve are drawn."""
    table = released.table
    title = words.say("charts.embeddings_list.title")
    if table.empty:
        key = "empty_wide" if released.audience.wide else "empty"
        empty = words.say(f"charts.embeddings_by_state.{key}")
        return Figure.nothing_yet(released, title=title, empty=empty, words=words)
    records = table.to_dict("records")
    return Figure.of(
        released,
        _below_each_other(records, words),
        title=title,
        description="\n".join(_sentence(row, words) for row in records),
        table=table_in_words(table, _COLUMNS, words=words, section="charts.embeddings_by_state"),
        words=words,
    )


def _sentence(row: dict[Any, Any], words: Words) -> str:
    return words.say("charts.embeddings_list.told", change=row["change"], where=_where(row, words))


def _where(row: dict[Any, Any], words: Words) -> str:
    """Kind, state and its day, and the shields that should be gone."""
    on = row["usual_on"] if pd.notna(row["usual_on"]) else row["agreed_on"]
    state, day = named(words, "state", row["state"]), day_in_words(on, words)
    agreed = "agreed_only" if row["state"] == EmbeddingState.agreed else "agreed_on"
    key = "since" if pd.notna(row["usual_on"]) else agreed if day else "state"
    parts = [
        named(words, "embedding_kind", row["embedding_kind"]),
        words.say(f"charts.embeddings_list.{key}", state=state, on=day),
    ]
    if row["still_standing"]:
        parts.append(words.say("charts.embeddings_list.still", what=", ".join(row["still_standing"])))
    return ", ".join(parts)


def _below_each_other(records: list[dict[Any, Any]], words: Words) -> Any:
    changes: list[dict[str, Any]] = []
    known: list[dict[str, Any]] = []
    beside: list[dict[str, Any]] = []
    y = LARGE / 2
    for row in records[:_MOST_DRAWN]:
        for text, into, x, size, letters in (
            (row["change"], changes, 0, LARGE, 84),
            (_where(row, words), beside, 24, SMALL, 110),
            (row["how_we_know"], known, 24, SMALL, 110),
        ):
            if text:
                lines = wrapped(str(text), letters, lines=2)
                into.append({"x": x, "y": y, "text": lines})
                y += (lines.count("\n") + 1) * (size + 6)
        y += 18
    more = len(records) - _MOST_DRAWN
    if more > 0:
        beside.append({"x": 0, "y": y, "text": words.say("charts.embeddings_list.more", n=more)})
        y += SMALL
    across = alt.X("x:Q", scale=alt.Scale(domain=[0, _WIDTH], nice=False), axis=None)
    down = alt.Y("y:Q", scale=alt.Scale(domain=[y, 0], nice=False, zero=False), axis=None)
    layers = [
        text_layer(changes, weight="bold", line=LARGE + 6, size=LARGE),
        text_layer(known, weight="normal", line=SMALL + 6),
        text_layer(beside, weight="normal", line=SMALL + 6, colour=GREY),
    ]
    return alt.layer(*(layer.encode(x=across, y=down) for layer in layers), width=_WIDTH, height=y)
