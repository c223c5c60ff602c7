"""What a page is told of a revealed round: how far readers agree, where their passages meet, and what to talk about."""

from __future__ import annotations

from typing import Any

import pandas as pd

from workbench.desk import Desk
from workbench.model import CODED, Coding, CodingRound
from workbench.panels.coding_text import CodingTexts, context
from workbench.patterns.passage import lie_together

__all__ = ["compared", "passages_of", "to_talk_about"]

#: More passages of one theme than this are not listed at once.
_MOST_PASSAGES = 100
#: More differences than this no group talks about in one sitting.
_MOST_TOLD = 200


def compared(desk: Desk, coding_round: CodingRound) -> dict[str, Any]:
    """How far readers agree: agreement (rows in words), overlap (rows in words), n_unfinished.

    Raises
    ------
    NotAllowed
        Where the round is still blind.
    """
    # Altair takes a third of a second to import, which reading and tagging need not wait for.
    from workbench.charts.coder_agreement import agreement_in_words  # noqa: PLC0415

    agreement = desk.coder_agreement(coding_round.id)
    return {
        "agreement": agreement_in_words(agreement.released, desk.words),
        "overlap": _overlap(desk, coding_round),
        "n_unfinished": agreement.finding.n_unfinished,
    }


def to_talk_about(desk: Desk, coding_round: CodingRound, *, system: str, theme: str = "") -> dict[str, Any]:
    """The differences of one theme, or of all: n, talk (the first of them), themes (id, name), n_agreed, n_lost.

    Raises
    ------
    NotAllowed
        Where the round is still blind.
    """
    found = desk.coding_disagreements(coding_round.id).finding
    table = found.table
    names = dict(zip(table["theme"], table["name"], strict=True))
    of_theme = table[table["theme"] == theme] if theme else table
    return {
        "n": len(table),
        "n_of_theme": len(of_theme),
        "talk": _talk(desk, coding_round, of_theme.head(_MOST_TOLD), system=system),
        "themes": sorted(([id, name] for id, name in names.items()), key=lambda pair: (pair[1].casefold(), pair[0])),
        "n_agreed": found.n_agreed,
        "n_lost": found.n_lost,
    }


def _overlap(desk: Desk, coding_round: CodingRound) -> list[dict[str, Any]]:
    table = desk.coding_overlap(coding_round.id).table
    return [
        {
            **{key: row[key] for key in ("name", "first", "second")},
            **{key: int(row[key]) for key in ("n_texts", "n_first", "n_second")},
            "n_met": f"{row['n_first_met']} + {row['n_second_met']}",
            "f1": f"{row['f1']:.2f}",
            "f1_characters": "" if pd.isna(row["f1_characters"]) else f"{row['f1_characters']:.2f}",
        }
        for row in table.to_dict("records")
    ]


def _talk(desk: Desk, coding_round: CodingRound, table: pd.DataFrame, *, system: str) -> list[dict[str, Any]]:
    """The differences, each with its words in their text and what each reader marked there."""
    texts = CodingTexts(desk, system=system, kinds=sorted({*table["of_kind"]}) or tuple(CODED)[:1])
    codings = {one.id: one for one in desk.store.all(Coding, coding_round=coding_round.id)}
    made = []
    for row in table.to_dict("records"):
        text = (row["of_kind"], row["of"])
        words = {part["field"]: part["text"] for part in texts.fields(text)}
        span = None if pd.isna(row["starts"]) else (int(row["starts"]), int(row["ends"]))
        made.append(
            {
                "key": f"{row['theme']}:{row['of']}:{row['field']}:{span}",
                "of_kind": row["of_kind"],
                "of": row["of"],
                "title": texts.title(text),
                "theme": row["theme"],
                "name": row["name"],
                "context": context(words[row["field"]], span) if span else None,
                "marks": _marks(texts, [codings[id] for id in row["codings"] if id in codings], span),
                "tagged_by": list(row["tagged_by"]),
                "not_by": list(row["not_by"]),
                "codings": list(row["codings"]),
                "note": row["note"],
            }
        )
    return made


def _marks(texts: CodingTexts, codings: list[Coding], span: tuple[int, int] | None) -> list[list[str]]:
    """Who marked which words of a stretch, side by side, where they did not all mark all of it."""
    if span is None:
        return []
    placed = [(one.coder, texts.placed(one)) for one in codings]
    marks = [
        (coder, (p["starts"], p["ends"]), p["quote"])
        for coder, p in placed
        if p["starts"] is not None and lie_together((p["starts"], p["ends"]), span)
    ]
    if all(at == span for _, at, _ in marks):
        return []
    return [[coder, quote] for coder, _, quote in sorted(marks, key=lambda mark: (mark[0].casefold(), mark[1]))]


def passages_of(desk: Desk, theme: str, *, system: str, seen: list[Coding]) -> dict[str, Any]:
    """The passages of a theme among what this page may see: n, and the first of them with their text and who tagged."""
    mine = [one for one in seen if one.theme == theme]
    texts = CodingTexts(desk, system=system, kinds=sorted({one.of_kind for one in mine}) or tuple(CODED)[:1])
    mine = [one for one in mine if (one.of_kind, one.of) in texts]
    mine.sort(
        key=lambda one: (one.of_kind, texts.title((one.of_kind, one.of)).casefold(), one.of, one.starts or 0, one.id)
    )
    return {
        "n": len(mine),
        "passages": [
            {
                **texts.placed(one),
                "of_kind": one.of_kind,
                "of": one.of,
                "title": texts.title((one.of_kind, one.of)),
                "coder": one.coder,
            }
            for one in mine[:_MOST_PASSAGES]
        ],
    }
