"""What others ask of us: what waits longest first, then what was answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from workbench.frames import Evidence
from workbench.model import Influence, Issue
from workbench.patterns import asked_of_us


def sent(id: str, of: str, on: date, *, by: str = "c", to: str = "p", **more: Any) -> Influence:
    return Influence(id=id, cycle=by, to_cycle=to, of_kind="issue", of=of, sent_on=on, **more)


ISSUES = [Issue(id=id, cycle="c", description=f"About {id}", level="system", owner="team") for id in ("cash", "cards")]


def test_what_waits_longest_comes_first_with_who_asks_and_for_how_long(make_evidence: Callable[..., Evidence]) -> None:
    evidence = make_evidence(
        *ISSUES,
        sent("new", "cards", date(2026, 4, 21)),
        sent("old", "cash", date(2026, 4, 1), by="d", why="It is slow"),
        sent("done", "cash", date(2026, 1, 1), state="adapted", reason="By hand", answered_on=date(2026, 1, 15)),
        sent("ours", "cash", date(2026, 1, 1), by="p", to="c"),
    )
    table = asked_of_us(evidence, system="tidewell").table
    assert table[["state", "text", "from_system", "waited_days"]].to_numpy().tolist() == [
        ["waiting", "About cash", "Market", 30],
        ["waiting", "About cards", "Harbour", 10],
        ["adapted", "About cash", "Harbour", 14],
    ]


def test_one_place_asks_alone_and_what_is_sent_among_us_is_not_asked_of_us(
    make_evidence: Callable[..., Evidence],
) -> None:
    evidence = make_evidence(
        *ISSUES,
        sent("a", "cash", date(2026, 4, 1)),
        sent("b", "cards", date(2026, 4, 1), by="d"),
        sent("c", "cards", date(2026, 4, 1), by="p", to="p"),
    )
    assert [*asked_of_us(evidence, system="tidewell", place="market").table["from_system"]] == ["Market"]
    assert len(asked_of_us(evidence, system="tidewell", place="council").table) == 2


def test_words_that_may_not_be_read_are_missing_and_nothing_sent_gives_no_rows(
    make_evidence: Callable[..., Evidence],
) -> None:
    unseen = asked_of_us(make_evidence(sent("a", "gone", date(2026, 4, 1))), system="tidewell").table
    assert unseen["text"].isna().all()
    assert len(asked_of_us(make_evidence(), system="tidewell").table) == 0
