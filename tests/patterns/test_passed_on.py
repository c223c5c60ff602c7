from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd

from workbench.frames import Audience, Evidence
from workbench.model import (
    CycleLink,
    Embedding,
    Experiment,
    Idea,
    Influence,
    Interpretation,
    Issue,
    Observation,
    Record,
)
from workbench.patterns import passed_on
from workbench.sharing import release

Make = Callable[..., Evidence]
# the evidence is read on 1 May 2026


def sent(id: str, of: tuple[str, str], to: str = "p", cycle: str = "c", **more: Any) -> Influence:
    values = {"id": id, "cycle": cycle, "to_cycle": to, "of_kind": of[0], "of": of[1], **more}
    return Influence.model_validate(values)


def an_issue(id: str, cycle: str = "c") -> Issue:
    return Issue.model_validate(
        {"id": id, "cycle": cycle, "description": f"About {id}", "level": "system", "owner": "team"}
    )


def test_what_was_sent_waits_until_it_is_answered(make_evidence: Make) -> None:
    evidence = make_evidence(
        an_issue("1"),
        an_issue("2"),
        an_issue("3"),
        sent("a", ("issue", "1"), sent_on=date(2026, 4, 21)),
        sent(
            "b",
            ("issue", "2"),
            sent_on=date(2026, 3, 1),
            state="adapted",
            reason="Yes",
            answered_on=date(2026, 3, 11),
        ),
        CycleLink(id="l", source="p", target="c", relation="learns_from"),
    )
    columns = ["id", "direction", "of", "to_cycle", "to_system", "state", "answered", "waited_days"]
    assert passed_on(evidence, cycle="c").table[columns].to_numpy().tolist() == [
        ["a", "sent", "1", "Tidewell, first round", "tidewell", "waiting", False, 10],
        ["b", "sent", "2", "Tidewell, first round", "tidewell", "adapted", True, 10],
    ]
    assert passed_on(evidence, cycle="p").table["direction"].tolist() == ["received", "received"]
    assert passed_on(evidence, system="tidewell").table["direction"].tolist() == ["within", "within"]
    assert passed_on(evidence).table["direction"].tolist() == ["between", "between"]
    assert passed_on(evidence, cycle="d").table.empty
    assert passed_on(evidence, cycle="c").links["relation"].tolist() == ["learns_from"]


def test_what_waits_stands_first_and_the_longest_ago_on_top(make_evidence: Make) -> None:
    on = {"new": date(2026, 4, 1), "old": date(2025, 4, 1), "answered": date(2024, 1, 1), "undated": None}
    made: list[Record] = [an_issue("1")]
    for id, day in on.items():
        answer = {"state": "left", "reason": "No"} if id == "answered" else {}
        made.append(sent(id, ("issue", "1"), sent_on=day, **answer))
    found = passed_on(make_evidence(*made)).table
    assert list(found["id"]) == ["old", "new", "undated", "answered"]
    assert list(found["waited_days"].isna()) == [False, False, True, True]


def test_all_that_is_sent_is_told_in_its_own_words_and_what_cannot_be_seen_in_none(make_evidence: Make) -> None:
    evidence = make_evidence(
        an_issue("i"),
        Observation(id="o", cycle="c", title="Letters cross"),
        Interpretation(id="r", cycle="c", observation="o", text="Two computers"),
        Idea(id="t", cycle="c", observation="o", text="Ring first"),
        Experiment(id="x", cycle="c", title="Ring before writing"),
        Embedding.model_validate({"id": "e", "cycle": "c", "change": "One form", "embedding_kind": "process"}),
        *(
            sent(f"s-{kind}", (kind, id))
            for kind, id in (
                *(("issue", "i"), ("observation", "o"), ("interpretation", "r"), ("idea", "t")),
                *(("experiment", "x"), ("embedding", "e"), ("issue", "hidden"), ("scale", "team")),
            )
        ),
    )
    told = passed_on(evidence, cycle="p").table
    assert sorted(told["text"].dropna()) == [
        *("About i", "Letters cross", "One form", "Ring before writing", "Ring first", "Two computers"),
    ]
    assert sorted(told.loc[told["text"].isna(), "of"]) == ["hidden", "team"]


def test_a_chain_is_told_to_those_at_each_of_its_ends(make_evidence: Make) -> None:
    """From the team to its place, on to the market, and back from there: each knows where it began."""
    evidence = make_evidence(
        an_issue("1"),
        sent("up", ("issue", "1"), "p"),
        sent("on", ("issue", "1"), "d", "p", after="up", state="taken_up"),
        sent("elsewhere", ("issue", "1"), "d", "p"),
    )
    team = passed_on(evidence, cycle="c")
    assert list(team.table["id"]) == ["up"]
    assert team.chain[["id", "after", "first", "state", "direction"]].to_numpy().tolist() == [
        ["on", "up", "up", "taken_up", "between"]
    ]
    market = passed_on(evidence, cycle="d")
    assert dict(zip(market.table["id"], market.table["first"], strict=True)) == {"on": "up", "elsewhere": "elsewhere"}
    assert list(market.chain["id"]) == ["up"]


def test_a_sending_that_cannot_be_seen_is_no_part_of_a_chain(make_evidence: Make) -> None:
    evidence = make_evidence(an_issue("1"), sent("on", ("issue", "1"), "d", "p", after="hidden"))
    [row] = passed_on(evidence, cycle="d").table[["after", "first"]].to_dict("records")
    assert (pd.isna(row["after"]), row["first"]) == (True, "on")


def test_a_ring_of_sendings_ends(make_evidence: Make) -> None:
    evidence = make_evidence(
        an_issue("1"), sent("a", ("issue", "1"), after="b"), sent("b", ("issue", "1"), "d", "p", after="a")
    )
    assert len(passed_on(evidence).table) == 2


def test_small_numbers_are_hidden_beyond_the_team(make_evidence: Make, place: Audience) -> None:
    made: list[Record] = [an_issue("1"), *(sent(f"s{n}", ("issue", "1")) for n in range(3))]
    own = release(passed_on(make_evidence(*made), cycle="c")).finding.counted
    wide = release(passed_on(make_evidence(*made, audience=place), cycle="c")).finding.counted
    at = {"direction": "sent", "state": "waiting"}
    shown = [
        t[(t["direction"] == at["direction"]) & (t["state"] == at["state"])]["n_shown"].iloc[0] for t in (own, wide)
    ]
    assert shown == ["3", "*"]
    assert (own["n"].sum(), len(own)) == (3, 16)


def test_nothing_sent_gives_no_rows(make_evidence: Make) -> None:
    found = passed_on(make_evidence(an_issue("1")), cycle="c")
    assert found.table.empty
    assert found.chain.empty
    assert found.counted["n"].sum() == 0
