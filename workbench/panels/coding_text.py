"""What a page of coding is told of texts: those to choose from, and the words of the one that is read."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from textwrap import shorten
from typing import Any

import pandas as pd

from workbench.desk import Desk
from workbench.model import CODED, Coding
from workbench.panels.spoken_date import spoken
from workbench.patterns.coded_text import coded_texts
from workbench.patterns.passage import found_again

__all__ = ["CodingTexts"]

#: So many texts are listed to choose from; finding narrows them down.
_MOST_LISTED = 60
#: So much of a text without a title stands for it.
_TITLE = 90
_READ_FOR_TITLE = 600

Text = tuple[str, str]


class CodingTexts:
    """The texts of some kinds that a group may read today, its own and of the groups within it, consent applied."""

    def __init__(self, desk: Desk, *, system: str, kinds: Collection[str] = tuple(CODED)) -> None:
        self._words = desk.words
        evidence = desk.evidence(*kinds, "debrief", system=system, own=True)
        self._rows = coded_texts(evidence, kinds=kinds)
        self._of: dict[Text, list[dict[Any, Any]]] = {}
        for row in self._rows.to_dict("records"):
            self._of.setdefault((row["of_kind"], row["of"]), []).append(row)

    def __contains__(self, text: object) -> bool:
        return text in self._of

    def title(self, text: Text) -> str:
        """What stands for a text in a list: its title, or how it begins; "" where it is not here any more."""
        if text not in self._of:
            return ""
        row = self._of[text][0]
        return str(row["title"]) or shorten(row["text"][:_READ_FOR_TITLE], _TITLE, placeholder="…")

    def fields(self, text: Text) -> list[dict[str, str]]:
        """The words of a text, a part each: field, text."""
        return [{"field": str(row["field"]), "text": str(row["text"])} for row in self._of.get(text, ())]

    def listed(self, kind: str, find: str) -> dict[str, Any]:
        """The texts of a kind that hold some words, newest first: ``ids`` of all, and ``texts`` (the first of them).

        Of each: id, title, on (its day in words), letters (how long it is).
        """
        rows = self._rows[self._rows["of_kind"] == kind]
        long = rows["text"].str.len().groupby(rows["of"]).sum()
        for word in find.casefold().split():
            held = (rows["title"] + "\n" + rows["text"]).str.casefold().str.contains(word, regex=False)
            rows = rows[rows["of"].isin(rows.loc[held, "of"])]
        rows = rows.drop_duplicates("of").sort_values(["happened_on", "of"], ascending=False, na_position="last")
        texts = [
            {
                "id": row["of"],
                "title": self.title((kind, row["of"])),
                "on": "" if pd.isna(row["happened_on"]) else spoken(row["happened_on"].date(), self._words),
                "letters": int(long[row["of"]]),
            }
            for row in rows.head(_MOST_LISTED).to_dict("records")
        ]
        return {"ids": rows["of"].tolist(), "texts": texts}

    def placed(self, coding: Coding) -> dict[str, Any]:
        """Where something that was tagged lies today: id, theme, field, starts, ends, quote, whole, lost."""
        words = {part["field"]: part["text"] for part in self.fields((coding.of_kind, coding.of))}
        made = {"id": coding.id, "theme": coding.theme, "field": coding.field, "quote": coding.quote}
        if coding.starts is None or coding.ends is None:
            return {**made, "starts": None, "ends": None, "whole": True, "lost": False}
        span = found_again(words.get(coding.field, ""), coding.quote, (coding.starts, coding.ends))
        starts, ends = span or (None, None)
        return {**made, "starts": starts, "ends": ends, "whole": False, "lost": span is None}


def context(text: str, span: tuple[int, int], *, around: int = 140) -> Mapping[str, str]:
    """A passage with some of the words round it: before, quote, after."""
    starts, ends = span
    before, after = text[max(0, starts - around) : starts], text[ends : ends + around]
    if starts > around:
        before = "…" + before[before.find(" ") + 1 :]
    if len(text) > ends + around:
        after = after[: after.rfind(" ")] + "…" if " " in after else after + "…"
    return {"before": before, "quote": text[starts:ends], "after": after}
