"""What is there to talk about? The places where people who read the same text did not tag the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.patterns.coded_text import Text, coded_round
from workbench.patterns.passage import Span, lie_together, spans_together

__all__ = ["CodingDisagreements", "coding_disagreements"]

_COLUMNS: Final = {
    "of_kind": "str",
    "of": "str",
    "title": "str",
    "field": "str",
    "theme": "str",
    "name": "str",
    "starts": "Int64",
    "ends": "Int64",
    "quote": "str",
    "tagged_by": "object",
    "not_by": "object",
    "n_tagged": "Int64",
    "n_not": "Int64",
    "codings": "object",
    "note": "str",
}

_Row = dict[Any, Any]


@dataclass(frozen=True, kw_only=True)
class CodingDisagreements(Finding):
    """Where readers differ; for the group itself, to talk about.

    ``table`` has a row for each stretch of a text that some of its readers tagged with a theme and others did not:

    ======================  ===========================================================================================
    of_kind, of, title      the text
    field, starts, ends     where: from the first to the last character anybody tagged of passages that overlap; both
                            missing for a whole text
    theme, name             the theme's id and name
    quote                   the words of the stretch; "" for a whole text
    tagged_by, not_by       who tagged it; who read the text to its end and did not (tuples, in alphabetical order)
    n_tagged, n_not         how many these are
    codings, note           the ids of what was tagged there, and what was agreed about it
    ======================  ===========================================================================================

    Where readers are most evenly divided stands first, for there a conversation has most to find out; then texts in
    the order of the round. Never by person. ``n_agreed`` counts the stretches that all readers tagged: their edges may
    differ. ``n_lost`` passages are not listed, as their words are no longer in the text. No differences give no rows.
    """

    counts: ClassVar[tuple[str, ...]] = ("n_tagged", "n_not", "n_agreed", "n_lost")
    own_only: ClassVar[tuple[str, ...]] = (
        *("of", "title", "starts", "ends", "quote", "tagged_by", "not_by", "codings", "note"),
    )

    coding_round: str
    n_agreed: int
    n_lost: int


def coding_disagreements(evidence: Evidence, *, coding_round: str) -> CodingDisagreements:
    """The list to talk about, of one revealed round.

    Raises
    ------
    Gone, NotAllowed
        Where there is no such round, or it is still blind.
    """
    found = coded_round(evidence, coding_round)
    words = {(r["of_kind"], r["of"], r["field"]): r for r in found.words.to_dict("records")}
    titles = {(kind, of): r["title"] for (kind, of, _), r in words.items()}
    place = {text: at for at, text in enumerate(found.texts)}
    in_round = [text in place for text in zip(found.codings["of_kind"], found.codings["of"], strict=True)]
    codings = found.codings[in_round]
    names = dict(zip(found.themes["id"], found.themes["name"], strict=True))
    rows, agreed = [], 0
    there = codings[~codings["lost"]]
    whole = _whole(there)
    for text, theme, field, span, stretch in _stretches(there):
        tagged = {*(row["coder"] for row in stretch), *whole.get((*text, theme), ())}
        row = _sides(tagged, found.readers[text], stretch)
        if row["n_not"] == 0:
            agreed += row["n_tagged"] > 1
            continue
        starts, ends = span or (None, None)
        quote = words[(*text, field)]["text"][starts:ends] if span else ""
        rows.append(
            {
                "of_kind": text[0],
                "of": text[1],
                "title": titles[text],
                "field": field,
                "theme": theme,
                "name": names[theme],
                "starts": starts,
                "ends": ends,
                "quote": quote,
                **row,
            }
        )
    rows.sort(key=lambda r: _order(r, place))
    return CodingDisagreements(
        audience=evidence.audience,
        table=pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS),
        coding_round=coding_round,
        n_agreed=agreed,
        n_lost=int(codings["lost"].sum()),
    )


def _order(row: Mapping[str, Any], place: Mapping[Text, int]) -> tuple[Any, ...]:
    readers = row["n_tagged"] + row["n_not"]
    divided = min(row["n_tagged"], row["n_not"]) / readers
    starts = -1 if row["starts"] is None else row["starts"]
    return (-divided, place[row["of_kind"], row["of"]], row["field"], starts, row["name"].casefold(), row["theme"])


def _stretches(codings: pd.DataFrame) -> Iterator[tuple[Text, str, str, Span | None, list[_Row]]]:
    """Codings of one text and theme whose passages overlap, gathered, with where they lie; whole texts together."""
    gathered: dict[tuple[str, str, str, str], list[_Row]] = {}
    for row in codings.to_dict("records"):
        gathered.setdefault((row["of_kind"], row["of"], row["theme"], row["field"]), []).append(row)
    for (of_kind, of, theme, field), rows in gathered.items():
        text = (of_kind, of)
        whole = [row for row in rows if pd.isna(row["starts"])]
        placed = [((int(row["starts"]), int(row["ends"])), row) for row in rows if not pd.isna(row["starts"])]
        if whole:
            yield text, theme, field, None, whole
        for stretch in spans_together(span for span, _ in placed):
            yield text, theme, field, stretch, [row for span, row in placed if lie_together(span, stretch)]


def _whole(codings: pd.DataFrame) -> dict[tuple[str, str, str], set[str]]:
    """Who tagged a whole text, by its kind, its id and the theme: they tagged each passage of it as well."""
    made: dict[tuple[str, str, str], set[str]] = {}
    for row in codings[codings["starts"].isna()].to_dict("records"):
        made.setdefault((row["of_kind"], row["of"], row["theme"]), set()).add(row["coder"])
    return made


def _sides(tagged: set[str], readers: frozenset[str], stretch: list[_Row]) -> dict[str, Any]:
    """Who tagged a stretch, and which of the readers did not."""
    without = readers - tagged
    return {
        "tagged_by": tuple(sorted(tagged, key=str.casefold)),
        "not_by": tuple(sorted(without, key=str.casefold)),
        "n_tagged": len(tagged),
        "n_not": len(without),
        "codings": tuple(row["id"] for row in stretch),
        "note": "\n".join(dict.fromkeys(row["note"] for row in stretch if row["note"])),
    }
