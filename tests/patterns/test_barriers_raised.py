"""Barriers the cycles below raise: which they are, what waits, what was done, and what a wide audience is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from workbench.desk import Desk
from workbench.frames import Audience, Evidence
from workbench.model import CycleLink, Enablement, EvidenceLink, Influence, Issue, Observation, Record
from workbench.patterns.barriers_raised import barriers_raised
from workbench.patterns.cycles_below import cycles_below, rounds_until
from workbench.sharing import release

Make = Callable[..., Evidence]
OURS = Audience(scale="place", system="tidewell", name="the place Tidewell", wide=False)


def issue(id: str, text: str, *, cycle: str = "c", on: date | None = date(2026, 4, 1), **more: Any) -> Issue:
    told = {"level": "system", "owner": "leadership", **more}
    return Issue.model_validate({"id": id, "cycle": cycle, "description": text, "raised_on": on, **told})


def sending(id: str, of: str, *, cycle: str = "c", **more: Any) -> Influence:
    told = {"to_cycle": "p", "of_kind": "issue", "of": of, "sent_on": date(2026, 4, 11), **more}
    return Influence.model_validate({"id": id, "cycle": cycle, **told})


def numbers(found: Any) -> list[tuple[Any, ...]]:
    wanted = ["level", "owner", "state", "n", "n_cycles"]
    return list(found.table.loc[found.table["n"].fillna(1) > 0, wanted].itertuples(index=False, name=None))


def told(found: Any, *columns: str) -> list[tuple[Any, ...]]:
    """The columns of each barrier; None where a value is missing."""
    rows = found.barriers[list(columns)].astype("object")
    return list(rows.where(found.barriers[list(columns)].notna(), None).itertuples(index=False, name=None))


def test_nearly_the_same_words_are_one_barrier_and_the_oldest_tells_how_long(make_evidence: Make) -> None:
    found = barriers_raised(
        make_evidence(
            issue("late", "Petty cash takes nine days", on=date(2026, 3, 2)),
            issue("again", "petty cash is taking nine days!", cycle="d", on=date(2026, 4, 1)),
            issue("door", "No key to the hall", owner="government", level="macro", on=None),
            audience=OURS,
        ),
        cycle="p",
    )
    # from 2 March until 1 May 2026
    assert told(found, "wording", "n", "n_cycles", "waited_days", "cycles", "state") == [
        ("Petty cash takes nine days", 2, 2, 60, ("c", "d"), "waiting"),
        ("No key to the hall", 1, 1, None, ("c",), "waiting"),
    ]
    assert numbers(found) == [
        ("system", "leadership", "waiting", 2, 2),
        ("macro", "government", "waiting", 1, 1),
    ]
    assert found.n_below == 2


def test_what_a_team_can_do_itself_is_no_barrier_unless_it_was_sent_here(make_evidence: Make) -> None:
    own: dict[str, Any] = {"level": "individual", "owner": "team"}
    records: list[Record] = [
        issue("a", "I rush people", **own),
        issue("b", "Done with", status="closed"),
        issue("q", "The place's own", cycle="p"),
    ]
    assert numbers(barriers_raised(make_evidence(*records, audience=OURS), cycle="p")) == []
    sent = barriers_raised(make_evidence(*records, sending("s", "a"), audience=OURS), cycle="p")
    assert numbers(sent) == [("individual", "team", "waiting", 1, 1)]


@pytest.mark.parametrize(
    ("done", "how"),
    [
        ([sending("s", "a", state="adapted", reason="In May")], [("influence", "adapted", "In May")]),
        (
            [sending("s", "a"), Enablement(id="e", cycle="p", what="Cards", influence="s")],
            [("enablement", "", "Cards")],
        ),
        (
            [
                Enablement(id="e", cycle="p", what="Cards"),
                EvidenceLink(
                    id="l", cycle="p", source_kind="issue", source="a", target_kind="enablement", target="e",
                    stance="led_to",
                ),
            ],
            [("enablement", "", "Cards")],
        ),
        ([Enablement(id="e", cycle="p", what="Cards", barrier="cash takes nine days")], [("enablement", "", "Cards")]),
    ],
    ids=["answered", "enabled for the sending", "enabled and linked", "enabled in nearly the same words"],
)  # fmt: skip
def test_an_answer_or_an_enablement_ends_the_waiting(
    make_evidence: Make, done: list[Record], how: list[tuple[str, str, str]]
) -> None:
    found = barriers_raised(make_evidence(issue("a", "Cash takes nine days"), *done, audience=OURS), cycle="p")
    assert told(found, "state")[0] == ("answered",)
    assert found.barriers["waited_days"].isna().all()
    assert list(found.done[["kind", "state", "text"]].itertuples(index=False, name=None)) == how
    other = Enablement(id="x", cycle="d", what="Not ours", barrier="cash takes nine days")
    waits = barriers_raised(make_evidence(issue("a", "Cash takes nine days"), other, audience=OURS), cycle="p")
    assert told(waits, "state") == [("waiting",)]


def test_what_was_sent_and_is_no_issue_or_cannot_be_read_waits_all_the_same(make_evidence: Make) -> None:
    seen = Observation(id="o", cycle="c", title="Letters cross")
    found = barriers_raised(
        make_evidence(seen, sending("s", "o", of_kind="observation"), sending("t", "hidden"), audience=OURS), cycle="p"
    )
    assert sorted(told(found, "wording", "level", "waited_days", "cycles"), key=str) == sorted(
        [("Letters cross", "other", 20, ("c",)), (None, "other", 20, ("c",))],
        key=str,
    )


def test_a_wide_audience_gets_numbers_only_and_small_ones_are_hidden(make_evidence: Make, place: Audience) -> None:
    texts = ["Cash", "No phone at all", "Bins", "Two forms", "Cold hall", "Late bus", "Lift", "One van", "Keys", "Mud"]
    many = [issue(f"i{n}", text) for n, text in enumerate(texts)]
    few = issue("few", "Ama's meter costs most", level="macro", owner="government")
    found = release(barriers_raised(make_evidence(*many, few, audience=place), cycle="p")).finding
    shown = found.table[found.table["n_shown"] != "0"]
    assert list(shown[["level", "owner", "n_shown", "n_cycles_shown"]].itertuples(index=False, name=None)) == [
        ("system", "leadership", "10", "*"),
        ("macro", "government", "*", "*"),
    ]
    assert (len(found.barriers), len(found.done)) == (0, 0)


def test_below_are_systems_inside_and_cycles_learnt_from_and_never_other_rounds(make_evidence: Make) -> None:
    evidence = make_evidence()
    assert cycles_below(evidence, {"p"}) == {"c", "d"}
    assert cycles_below(evidence, {"c"}) == set()
    linked = make_evidence(CycleLink(id="l", source="c", target="d", relation="learns_from"))
    assert cycles_below(linked, {"c"}) == {"d"}
    peers = make_evidence(CycleLink(id="l", source="c", target="d", relation="peer"))
    assert cycles_below(peers, {"c"}) == set()
    assert rounds_until(evidence, "nowhere") == {"nowhere"}


def test_nothing_below_gives_no_barriers(make_evidence: Make) -> None:
    found = barriers_raised(make_evidence(audience=OURS), cycle="c")
    assert (found.n_below, numbers(found), len(found.barriers), len(found.done)) == (0, [], 0, 0)


def test_the_country_of_the_sample_counted_by_hand(sample_store: Path) -> None:
    """Open issues of a scope the country reads, and what was sent to it; see data/sample/issue.csv and influence.csv.

    Waiting, macro and government: harbour 1-08 and 2-17, outreach 2-05, Saltmarsh 09, hospice 2-06, council 1-02 and
    2-03, Tidewell 2-03. Answered: cost per test, once as Northshore 2-03 (macro) and once as 1-01 (system, sent on by
    Tidewell). The season bill and the shared risk wait, and an observation of who may sign.
    """
    answer = Desk.open(sample_store).barriers_raised(cycle="northmere-1")
    assert numbers(answer) == [
        ("system", "leadership", "waiting", 1, 1),
        ("system", "leadership", "answered", 1, 1),
        ("macro", "leadership", "waiting", 1, 1),
        ("macro", "government", "waiting", 8, 8),
        ("macro", "government", "answered", 1, 1),
        ("other", "other", "waiting", 1, 1),
    ]
    done = answer.finding.done
    assert set(done.loc[done["kind"] == "enablement", "id"]) == {"enablement-no-league"}


def test_the_council_reads_what_was_sent_to_its_first_round_too(sample_store: Path) -> None:
    found = Desk.open(sample_store).barriers_raised(cycle="tidewell-council-2").finding
    cards = found.barriers[found.barriers["wording"] == "Petty cash takes up to nine working days"].iloc[0]
    assert (cards["state"], cards["sendings"]) == ("answered", ("sent-harbour-caseworkers-1-02",))
    done = found.done[found.done["barrier"] == cards["barrier"]]
    assert done["id"].tolist() == ["sent-harbour-caseworkers-1-02", "enablement-cards"]
    # scope “team” stays with the team
    assert not found.barriers["wording"].str.contains("I avoid the ones who shout").any()
