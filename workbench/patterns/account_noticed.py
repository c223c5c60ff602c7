"""Sentences of an account about what was noticed and said: what was learnt, and of what nobody is sure yet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workbench.model import AccountReader, Stance, Strength
from workbench.patterns.account_drafted import Drafted, Rows, Span, quoted
from workbench.patterns.pattern_list import pattern_list

__all__ = ["learnt", "pieces_beside", "unsure"]


def learnt(span: Span) -> Iterator[Drafted]:
    """The patterns of the cycle with their readings, then what was learnt in debriefs and learning pods."""
    told = _told(span)
    for row in span.rows("observation", "noticed_on"):
        pattern = told[row["id"]]
        if not pattern["printable"]:
            continue
        readings = span.words.say("account.draft.or").join(quoted(text) for text in pattern["interpretations"])
        yield Drafted(
            "pattern",
            (("observation", row["id"]), *(("interpretation", one["id"]) for one in _readings(span, row["id"]))),
            {"title": quoted(row["title"]), "readings": readings},
            reader=AccountReader.one_page if pattern["strength"] == "strong" else AccountReader.descriptive,
            widest=row["scope"],
        )
    yield from _said(span)


def _said(span: Span) -> Iterator[Drafted]:
    """Nobody is named: a debrief is for those who were there, and what it learnt for all."""
    debriefs = {row["id"]: row for row in span.rows("debrief", "held_on")}
    entries = span.rows("debrief_entry")
    for id, debrief in debriefs.items():
        for row in entries:
            if row["debrief"] == id and isinstance(row["learning_about"], str):
                yield Drafted(
                    f"said_{row['learning_about']}",
                    (("debrief_entry", row["id"]),),
                    {"text": quoted(row["text"]), "on": span.on(debrief["held_on"])},
                    widest=debrief["scope"],
                )
    for row in span.rows("pod_entry", "held_on"):
        if quoted(row["learnt"]) and span.day(row["shared_on"]):
            yield Drafted(
                "pod",
                (("pod_entry", row["id"]),),
                {"text": quoted(row["learnt"]), "on": span.on(row["held_on"])},
                widest=row["scope"],
            )


def unsure(span: Span) -> Iterator[Drafted]:
    """Observations that are weak, unread or read in one way only, and themes none of whose observations was read."""
    told = _told(span)
    observations = span.rows("observation", "noticed_on")
    read = {row["id"] for row in observations if told[row["id"]]["interpretations"]}
    for row in observations:
        key = "" if told[row["id"]]["printable"] else "one_reading" if row["id"] in read else "unread"
        if told[row["id"]]["strength"] == Strength.weak:
            key = "weak"
        if key:
            yield Drafted(key, (("observation", row["id"]),), {"title": quoted(row["title"])}, widest=row["scope"])
    for theme in span.rows("theme"):
        under = [row["id"] for row in observations if row["theme"] == theme["id"]]
        if under and not read & set(under):
            yield Drafted(
                "theme_unread",
                (("theme", theme["id"]), *(("observation", id) for id in under)),
                {"name": quoted(theme["name"])},
                widest=theme["scope"],
            )


def pieces_beside(span: Span, observation: str) -> dict[str, list[tuple[str, str]]]:
    """By stance (supports, contradicts) the records laid beside an observation that may be seen."""
    links = span.evidence["evidence_link"]
    links = links[(links["target_kind"] == "observation") & (links["target"] == observation)]
    return {
        stance.value: [
            (str(kind), str(id))
            for kind, id, how in zip(links["source_kind"], links["source"], links["stance"], strict=True)
            if how == stance.value
        ]
        for stance in (Stance.supports, Stance.contradicts)
    }


def _told(span: Span) -> dict[str, dict[str, Any]]:
    """By id: every observation of the cycle as the board tells it."""
    rows = pattern_list(span.evidence, cycle=span.cycle).table.to_dict("records")
    return {str(row["id"]): {str(k): v for k, v in row.items()} for row in rows}


def _readings(span: Span, observation: str) -> Rows:
    found = span.evidence["interpretation"]
    found = found[found["observation"] == observation].sort_values("id")
    return [{str(k): v for k, v in row.items()} for row in found.to_dict("records")]
