"""Texts that can be coded, and what people tagged in them, as far as it may be counted: nothing of a blind round."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from workbench.errors import Gone, NotAllowed
from workbench.frames import Evidence
from workbench.model import CODED
from workbench.patterns.blind_round import told_codings
from workbench.patterns.passage import Span, found_again, spans_together

__all__ = ["KINDS", "CodedRound", "coded_round", "coded_texts", "open_codings", "themes_in_order"]

#: What every question about coding reads.
KINDS: Final = (*CODED, "debrief", "theme", "coding_round", "coding_unit", "coding_done", "coding")

#: Kind → the columns that hold its day and who said it; of a pod nobody learns who.
_DAY: Final = {
    "story": "told_on",
    "debrief_entry": "held_on",
    "pod_entry": "held_on",
    "issue": "raised_on",
    "observation": "noticed_on",
    "inquiry_note": "noted_on",
}
_WHO: Final = {
    "story": "teller",
    "debrief_entry": "said_by",
    "issue": "raised_by",
    "observation": "noticed_by",
    "inquiry_note": "noted_by",
}
_COLUMNS: Final = {
    "of_kind": "str",
    "of": "str",
    "field": "str",
    "text": "str",
    "title": "str",
    "person": "str",
    "happened_on": "datetime64[s]",
    "system": "str",
    "cycle": "str",
}
#: A key of one record: its kind and its id.
Text = tuple[str, str]


def coded_texts(evidence: Evidence, *, kinds: Collection[str] = tuple(CODED)) -> pd.DataFrame:
    """The texts of some kinds that this audience sees and that can be coded, one row a field that holds words.

    Columns: of_kind, of, field, text, title ("" where the record has none), person (who told it; the record's own id
    where nobody says, so that it counts as one), happened_on (missing where nobody says), system, cycle. What a pod
    has not shared is not among them.
    """
    wanted = [(kind, field) for kind, fields in CODED.items() if kind in kinds for field in fields]
    parts = [part for kind, field in wanted if len(part := _texts_of(evidence, kind, field))]
    made = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(_COLUMNS))
    return made[list(_COLUMNS)].astype(_COLUMNS)


def _texts_of(evidence: Evidence, kind: str, field: str) -> pd.DataFrame:
    rows = evidence[kind]
    if kind == "pod_entry":
        rows = rows[rows["shared_on"].notna()]
    if kind == "debrief_entry":
        rows = rows.merge(evidence["debrief"][["id", "held_on"]].rename(columns={"id": "debrief"}), "left", "debrief")
    rows = rows[rows[field].fillna("").str.strip() != ""]
    person = rows[_WHO[kind]].fillna("") if kind in _WHO else pd.Series("", index=rows.index, dtype="str")
    return pd.DataFrame(
        {
            "of_kind": kind,
            "of": rows["id"],
            "field": field,
            "text": rows[field],
            "title": rows.get("title", ""),
            "person": person.where(person != "", rows["id"]),
            "happened_on": rows[_DAY[kind]],
            "system": rows["system"],
            "cycle": rows["cycle"],
        }
    )


def themes_in_order(evidence: Evidence) -> pd.DataFrame:
    """The themes in the order of the alphabet, those no longer used among them."""
    themes = evidence["theme"]
    order = themes["name"].str.casefold()
    return themes.assign(order=order).sort_values(["order", "id"]).drop(columns="order").reset_index(drop=True)


def open_codings(
    evidence: Evidence, *, coding_round: str | None = None, texts: pd.DataFrame | None = None
) -> pd.DataFrame:
    """What was tagged in texts this audience sees, of one round or of all it sees that are not blind (and outside).

    Columns: id, theme, coder, of_kind, of, field, coding_round, coded_on, note; starts and ends where the passage lies
    today (missing: the whole text), lost (its words are no longer in the text), and system. ``texts`` are the
    :func:`coded_texts`, where they were worked out already.
    """
    found = told_codings(evidence)
    if coding_round is not None:
        found = found[found["coding_round"] == coding_round]
    texts = coded_texts(evidence) if texts is None else texts
    words = {(r["of_kind"], r["of"], r["field"]): r["text"] for r in texts.to_dict("records")}
    there = {(kind, of) for kind, of, _ in words}
    rows = [_placed(row, words) for row in found.to_dict("records") if (row["of_kind"], row["of"]) in there]
    columns = [*("id", "theme", "coder", "of_kind", "of", "field", "coding_round", "coded_on", "note", "system")]
    made = pd.DataFrame(rows, columns=[*columns, "starts", "ends", "lost"])
    return made.astype({"starts": "Int64", "ends": "Int64", "lost": "bool"})


def _placed(row: dict[Any, Any], words: Mapping[tuple[str, str, str], str]) -> dict[Any, Any]:
    if pd.isna(row["starts"]):
        return {**row, "starts": None, "ends": None, "lost": False}
    text = words.get((row["of_kind"], row["of"], row["field"]), "")
    span = found_again(text, row["quote"], (int(row["starts"]), int(row["ends"])))
    starts, ends = span or (None, None)
    return {**row, "starts": starts, "ends": ends, "lost": span is None}


@dataclass(frozen=True)
class CodedRound:
    """One revealed round: its texts in order, who read each to its end, and what was tagged where.

    ``lengths`` are the fields of each text and how many characters each has; ``tagged`` says, by text, theme and coder,
    which passages were tagged by field (a whole text: all of each field); ``lost`` are texts with a passage whose words
    are gone; ``words`` are the :func:`coded_texts`, those of other rounds among them.
    """

    unit: str
    texts: tuple[Text, ...]
    readers: Mapping[Text, frozenset[str]]
    lengths: Mapping[Text, Mapping[str, int]]
    tagged: Mapping[tuple[Text, str, str], Mapping[str, list[Span]]]
    codings: pd.DataFrame
    themes: pd.DataFrame
    lost: frozenset[Text]
    words: pd.DataFrame

    @property
    def compared(self) -> tuple[Text, ...]:
        """The texts that at least two people read to their end."""
        return tuple(text for text in self.texts if len(self.readers[text]) >= 2)

    @property
    def coders(self) -> tuple[str, ...]:
        """Everybody who read one of these, in the order of the alphabet."""
        return tuple(sorted({name for text in self.compared for name in self.readers[text]}, key=str.casefold))

    def spans(self, text: Text, theme: str, coder: str) -> Mapping[str, list[Span]]:
        """The passages one person tagged with one theme in one text, by field; none of them overlap."""
        return self.tagged.get((text, theme, coder), {})


def coded_round(evidence: Evidence, coding_round: str) -> CodedRound:
    """A round, to be compared.

    Raises
    ------
    Gone
        Where this audience has no such round.
    NotAllowed
        Where it is blind: nobody sees yet what the others tagged.
    """
    found = evidence["coding_round"]
    found = found[found["id"] == coding_round]
    if found.empty:
        raise Gone(f"This round of coding is not here, or is not shown to {evidence.audience.name}. Choose another.")
    if found.iloc[0]["state"] == "blind":
        raise NotAllowed("This round is still blind. Reveal it first; then what people tagged can be compared.")
    units = evidence["coding_unit"]
    units = units[units["coding_round"] == coding_round].sort_values(["position", "id"])
    texts = coded_texts(evidence)
    lengths: dict[Text, dict[str, int]] = {}
    for row in texts.to_dict("records"):
        lengths.setdefault((row["of_kind"], row["of"]), {})[row["field"]] = len(row["text"])
    there = {u["id"]: (u["of_kind"], u["of"]) for u in units.to_dict("records") if (u["of_kind"], u["of"]) in lengths}
    done = evidence["coding_done"]
    readers = {text: frozenset(done.loc[done["coding_unit"] == unit, "coder"]) for unit, text in there.items()}
    codings = open_codings(evidence, coding_round=coding_round, texts=texts)
    known = themes_in_order(evidence)
    used = known["id"].isin(codings["theme"]) | (
        known["ended_on"].isna() & (known["system"] == found.iloc[0]["system"])
    )
    return CodedRound(
        unit=str(found.iloc[0]["unit"]),
        texts=tuple(there.values()),
        readers=readers,
        lengths=lengths,
        tagged=_tagged(codings, lengths),
        codings=codings,
        themes=known[used].reset_index(drop=True),
        lost=frozenset(zip(*(codings.loc[codings["lost"], c] for c in ("of_kind", "of")), strict=True)),
        words=texts,
    )


def _tagged(
    codings: pd.DataFrame, lengths: Mapping[Text, Mapping[str, int]]
) -> dict[tuple[Text, str, str], dict[str, list[Span]]]:
    made: dict[tuple[Text, str, str], dict[str, list[Span]]] = {}
    for row in codings.to_dict("records"):
        text = (row["of_kind"], row["of"])
        of = made.setdefault((text, row["theme"], row["coder"]), {})
        if row["lost"]:
            continue  # that it was tagged is known, where is not
        if pd.isna(row["starts"]):
            for field, n in lengths[text].items():
                of.setdefault(field, []).append((0, n))
        else:
            of.setdefault(row["field"], []).append((int(row["starts"]), int(row["ends"])))
    return {key: {field: spans_together(spans) for field, spans in of.items()} for key, of in made.items()}
