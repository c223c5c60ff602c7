from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd

from workbench.frames import Evidence
from workbench.model import Case, EvidenceLink, ForumCase, Influence, Issue, Record
from workbench.patterns import escalated

Make = Callable[..., Evidence]
# the evidence is read on 1 May 2026


def issue(id: str, cycle: str = "c", **more: Any) -> Issue:
    values = {"id": id, "cycle": cycle, "description": id, "level": "system", "owner": "leadership", **more}
    return Issue.model_validate(values)


def sent(issue: str, to: str, cycle: str = "c", **more: Any) -> Influence:
    values = {"id": f"s-{issue}", "cycle": cycle, "to_cycle": to, "of_kind": "issue", "of": issue, **more}
    return Influence.model_validate(values)


def behind(issue: str, *cases: str) -> list[Record]:
    """Forum cases of these people that led to an issue."""
    made: list[Record] = []
    for case in cases:
        source = f"f-{case}-{issue}"
        made.append(ForumCase(id=source, cycle="c", case=case, forum="Tuesday"))
        made.append(
            EvidenceLink(
                id=f"e-{case}-{issue}",
                cycle="c",
                source_kind="forum_case",
                source=source,
                target_kind="issue",
                target=issue,
                stance="led_to",
            )
        )
    return made


def everything() -> list[Record]:
    return [
        *(Case(id=case, cycle="c", pseudonym=case) for case in "ab"),
        issue("waits"),
        sent("waits", "p", sent_on=date(2026, 4, 1)),
        issue("answered", status="closed", system_change="One form"),
        sent(
            "answered",
            "p",
            sent_on=date(2026, 3, 1),
            state="taken_up",
            reason="From June",
            answered_on=date(2026, 3, 11),
        ),
        issue("of-a-case"),
        issue("ours-alone"),
        issue("from-the-market", "d"),
        sent("from-the-market", "c", "d", sent_on=date(2026, 4, 21)),
        issue("between-others", "d"),
        sent("between-others", "p", "d"),
        *behind("waits", "a", "b"),
        *behind("of-a-case", "a", "hidden"),
    ]


def rows(found: Any) -> list[list[Any]]:
    kept = found.table[["id", "direction", "to_cycle", "waiting_days", "answered", "n_cases"]].astype("object")
    return [[None if pd.isna(v) else v for v in row] for row in kept.to_numpy().tolist()]


def test_the_sender_sees_what_became_of_what_it_sent(make_evidence: Make) -> None:
    place, ours = "Tidewell, first round", "Harbour, first round"
    assert rows(escalated(make_evidence(*everything()), cycle="c")) == [
        ["waits", "sent", place, 30, False, 2],
        ["from-the-market", "received", ours, 10, False, 0],
        ["of-a-case", "kept", None, None, False, 1],
        ["answered", "sent", place, 10, True, 0],
    ]


def test_whoever_was_sent_something_sees_it_with_its_answer(make_evidence: Make) -> None:
    found = escalated(make_evidence(*everything()), cycle="p")
    assert list(found.table["id"]) == ["waits", "between-others", "answered"]
    assert set(found.table["direction"]) == {"received"}
    [answered] = found.table[found.table["id"] == "answered"][["reason", "status", "system_change"]].to_numpy().tolist()
    assert answered == ["From June", "closed", "One form"]


def test_nobody_asked_about_sees_what_lies_between_others_and_one_person_counts_once(make_evidence: Make) -> None:
    twice = [record for record in behind("waits", "a") if isinstance(record, EvidenceLink)]
    again = [link.model_copy(update={"id": "again"}) for link in twice]
    found = escalated(make_evidence(*everything(), *again))
    assert dict(zip(found.table["id"], found.table["direction"], strict=True))["between-others"] == "between"
    assert dict(zip(found.table["id"], found.table["n_cases"], strict=True))["waits"] == 2


def test_nothing_escalated_gives_no_rows(make_evidence: Make) -> None:
    assert escalated(make_evidence(issue("ours-alone")), cycle="c").table.empty
