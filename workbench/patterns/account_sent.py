"""Sentences of an account about what was passed on, what others did with it, and what waits for an answer."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from workbench.model import AccountReader, InfluenceState
from workbench.patterns.account_drafted import Drafted, Rows, Span, quoted
from workbench.patterns.account_tried import helped_key
from workbench.patterns.passed_on import passed_on

__all__ = ["answered", "passed", "waiting"]


def passed(span: Span) -> Iterator[Drafted]:
    """What was sent from here, and why."""
    for row in _sent(span, _all(span)):
        why = quoted(row["why"])
        yield Drafted(
            "why" if why else "sent",
            (("influence", row["id"]), *_of(span, row)),
            {"to": _to(span, row), "text": quoted(row["text"]), "on": span.on(row["sent_on"]), "why": why},
            widest=row["scope"],
        )


def answered(span: Span) -> Iterator[Drafted]:
    """What those to whom it was sent, and those to whom they sent it on, answered; then what others made possible."""
    rows = _all(span)
    for row in _sent(span, rows):
        if row["answered"]:
            yield _answer(span, row, "")
        for further in _sent_on(span, row["id"], rows):
            if further["answered"]:
                yield _answer(span, further, "on_")
    found = span.evidence["enablement"]
    found = found[(found["for_cycle"] == span.cycle) & (found["cycle"] != span.cycle)].sort_values(["since_on", "id"])
    for row in _plain(found):
        if not span.holds(row["since_on"]):
            continue
        says = {"what": quoted(row["what"]), "who": span.system_of(row["cycle"]), "words": quoted(row["helped_words"])}
        yield Drafted(helped_key(row), (("enablement", row["id"]),), says, widest=row["scope"])


def waiting(span: Span) -> Iterator[Drafted]:
    """What was sent, here or further on, and has no answer yet."""
    rows = _all(span)
    for row in _sent(span, rows):
        further = [(one, "on_waiting") for one in _sent_on(span, row["id"], rows)]
        for one, key in ((row, "waiting"), *further):
            if not one["answered"]:
                says = {"to": _to(span, one), "from": span.system_of(one["from_id"]), "text": quoted(row["text"])}
                yield Drafted(
                    key,
                    (("influence", one["id"]), *_of(span, one)),
                    says | {"on": span.on(one["sent_on"])},
                    widest=one["scope"],
                )


def _answer(span: Span, row: dict[str, object], key: str) -> Drafted:
    reason = quoted(row["reason"])
    taken = row["state"] == InfluenceState.taken_up
    return Drafted(
        f"{key}{row['state']}{'' if reason else '_bare'}",
        (("influence", str(row["id"])), *_of(span, row)),
        {
            "to": _to(span, row),
            "from": span.system_of(row["from_id"]),
            "text": quoted(row["text"]),
            "reason": reason,
            "on": span.on(row["answered_on"]),
        },
        reader=AccountReader.one_page if taken and not key else AccountReader.descriptive,
        widest=str(row["scope"]),
    )


def _all(span: Span) -> Rows:
    """Every sending this audience may see that can be put into words, oldest first, with its scope."""
    table = passed_on(span.evidence).table
    table = table[table["text"].notna()].sort_values(["sent_on", "id"], na_position="last")
    scopes = dict(zip(span.evidence["influence"]["id"], span.evidence["influence"]["scope"], strict=True))
    return _plain(table.assign(scope=table["id"].map(scopes)))


def _sent(span: Span, rows: Rows) -> Rows:
    return [row for row in rows if row["from_id"] == span.cycle and span.holds(row["sent_on"])]


def _sent_on(span: Span, sending: str, rows: Rows) -> Rows:
    """The sendings through which others sent on what came to them through this one, near ones first."""
    found: dict[str, dict[str, object]] = {}
    edge = {sending}
    while edge:
        near = [row for row in rows if row["after"] in edge and row["from_id"] != span.cycle]
        edge = {row["id"] for row in near} - set(found)
        found |= {row["id"]: row for row in near}
    return list(found.values())


def _to(span: Span, row: dict[str, object]) -> str:
    return span.system_of(row["to_id"]) or str(row["to_cycle"])


def _of(span: Span, row: dict[str, object]) -> tuple[tuple[str, str], ...]:
    """The record that was sent, where it is one of this cycle's."""
    kind, id = str(row["of_kind"]), str(row["of"])
    if kind not in span.evidence.tables:
        return ()
    own = span.evidence[kind]
    return ((kind, id),) if bool(((own["id"] == id) & (own["cycle"] == span.cycle)).any()) else ()


def _plain(table: pd.DataFrame) -> Rows:
    return [{str(k): v for k, v in row.items()} for row in table.to_dict("records")]
