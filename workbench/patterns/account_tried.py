"""Sentences of an account about what was tried, what became lasting, and what is still being tried."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workbench.model import AccountReader, EmbeddingState, ExperimentStatus
from workbench.patterns.account_drafted import Drafted, Span, quoted

__all__ = ["changed", "helped_key", "still_running", "tried"]


def tried(span: Span) -> Iterator[Drafted]:
    """Experiments that ended, with what happened."""
    for row in span.rows("experiment", "ended_on"):
        if row["status"] != ExperimentStatus.ended:
            continue
        ending = row["ending"] if isinstance(row["ending"], str) else "ended"
        what = quoted(row["what_happened"])
        yield Drafted(
            f"{ending}{'' if what else '_untold'}",
            (("experiment", row["id"]),),
            {"title": quoted(row["title"]), "what": what},
            reader=AccountReader.one_page if what else AccountReader.descriptive,
            widest=row["scope"],
        )


def changed(span: Span) -> Iterator[Drafted]:
    """What was embedded, countermeasures that ended, and what was made possible for those below."""
    for row in span.rows("embedding"):
        usual = row["state"] == EmbeddingState.business_as_usual
        if not span.holds(row["usual_on"] if usual else row["agreed_on"]):
            continue
        named = (("experiment", row["experiment"]),) if _seen(span, "experiment", row["experiment"]) else ()
        yield Drafted(
            f"embedding_{row['state']}",
            (("embedding", row["id"]), *named),
            {
                "change": quoted(row["change"]),
                "on": span.on(row["agreed_on"]),
                "since": span.from_on(row["usual_on"]),
            },
            reader=AccountReader.one_page if usual else AccountReader.descriptive,
            widest=row["scope"],
        )
    for row in span.rows("countermeasure", "ended_on"):
        if not span.day(row["ended_on"]):
            continue
        why = row["ended_why"] if isinstance(row["ended_why"], str) else "ended"
        shielded = quoted(row["shields_from"])
        yield Drafted(
            f"shield_{why}{'' if shielded else '_bare'}",
            (("countermeasure", row["id"]),),
            {"what": quoted(row["what"]), "from": shielded, "on": span.on(row["ended_on"])},
            widest=row["scope"],
        )
    for row in span.rows("enablement", "since_on"):
        to = span.system_of(row["for_cycle"]) or span.words.say("account.draft.all_below")
        says = {"what": quoted(row["what"]), "to": to, "words": quoted(row["helped_words"])}
        yield Drafted(helped_key(row), (("enablement", row["id"]),), says, widest=row["scope"])


def still_running(span: Span) -> Iterator[Drafted]:
    """Experiments that run or rest: what they ask is not answered yet."""
    for row in span.rows("experiment", "started_on"):
        if row["status"] in (ExperimentStatus.running, ExperimentStatus.resting):
            asked = quoted(row["question"])
            yield Drafted(
                f"{row['status']}{'' if asked else '_bare'}",
                (("experiment", row["id"]),),
                {"title": quoted(row["title"]), "question": asked},
                widest=row["scope"],
            )


def helped_key(row: dict[str, Any]) -> str:
    """The wording for what was made possible: whether it helped, in whose words."""
    helped = row["helped"] if isinstance(row["helped"], str) else "unasked"
    return f"enabled_{helped}{'_told' if quoted(row['helped_words']) else ''}"


def _seen(span: Span, kind: str, id: Any) -> bool:
    return isinstance(id, str) and bool((span.evidence[kind]["id"] == id).any())
