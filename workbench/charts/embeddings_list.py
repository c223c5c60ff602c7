"""The picture of: which changes are to last? In words, each with its state and how that is known."""

from __future__ import annotations

from typing import Any

import pandas as pd

from workbench.charts.data_table import day_in_words, named, table_in_words
from workbench.charts.figure import Figure
from workbench.charts.told_below import told_below
from workbench.frames import Released
from workbench.model import EmbeddingState
from workbench.model.prompts import Words
from workbench.patterns.embeddings_list import EmbeddingsList

__all__ = ["embeddings_list"]

#: More than these are no longer read across a room; the table has all.
_MOST_DRAWN = 12
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
    entries = [
        (str(row["change"]), [(_where(row, words), True), (str(row["how_we_know"]), False)])
        for row in records[:_MOST_DRAWN]
    ]
    more = len(records) - _MOST_DRAWN
    said = words.say("charts.embeddings_list.more", n=more) if more > 0 else ""
    return told_below(entries, lines=2, gap=18, more=said)
