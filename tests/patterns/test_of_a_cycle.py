"""Questions about what a cycle holds: purpose, issues, experiments, stories, changes, what was passed on, evidence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pandas as pd
import pytest

from workbench.errors import Gone, Refused
from workbench.frames import Audience, Evidence
from workbench.model import (
    Account,
    Case,
    Countermeasure,
    CycleLink,
    DataPlan,
    Debrief,
    Embedding,
    EvidenceLink,
    Experiment,
    Goal,
    Influence,
    Issue,
    Link,
    Map,
    MapItem,
    Measure,
    Observation,
    PodEntry,
    Purpose,
    Review,
    Rule,
    Series,
    Spend,
    Story,
    Task,
    Thing,
)
from workbench.patterns import (
    changes_since,
    cycle_parts,
    evidence_beside,
    evidence_pieces,
    experiment_list,
    experiments_by_status,
    issue_list,
    issue_log,
    purpose_history,
    stories_shared,
)
from workbench.sharing import release

Make = Callable[..., Evidence]


def an_issue(id: str, cycle: str = "c", **more: object) -> Issue:
    made = {"level": "system", "owner": "team", "description": f"About {id}", **more}
    return Issue.model_validate({"id": id, "cycle": cycle, **made})


def test_issues_are_counted_in_every_cell_and_people_once(make_evidence: Make) -> None:
    evidence = make_evidence(
        an_issue("1", raised_by="Ama"),
        an_issue("2", raised_by="Ama"),
        an_issue("3"),
        an_issue("4", level="macro", owner="government", status="closed", raised_by="Bo"),
        an_issue("5", cycle="d", raised_by="Cy"),
    )
    found = issue_log(evidence, cycle="c")
    filled = found.table[found.table["n"] > 0]
    assert (len(found.table), found.n_people) == (18, 2)
    assert filled.to_numpy().tolist() == [["system", "team", "open", 3, 1], ["macro", "government", "closed", 1, 1]]


def test_a_system_takes_in_the_systems_inside_it(make_evidence: Make) -> None:
    evidence = make_evidence(an_issue("1"), an_issue("2", cycle="d"), an_issue("3", cycle="p"))
    n = {
        system: int(issue_log(evidence, system=system).table["n"].sum())
        for system in ("harbour", "council", "tidewell")
    }
    assert n == {"harbour": 1, "council": 2, "tidewell": 3}


def test_an_issue_list_names_people_to_their_own_group_only(make_evidence: Make, place: Audience) -> None:
    issue = an_issue("1", raised_by="Ama", raised_on=date(2026, 4, 1))
    own, wide = (release(issue_list(make_evidence(issue, **who))) for who in ({}, {"audience": place}))
    assert own.table["raised_by"].tolist() == ["Ama"]
    assert "raised_by" not in wide.table.columns
    assert wide.table["description"].tolist() == ["About 1"]


@pytest.mark.slow
def test_experiments_by_status_and_as_a_list(make_evidence: Make) -> None:
    evidence = make_evidence(
        Thing(id="t", cycle="c", name="worry", thing_kind="factor"),
        Experiment(id="2", cycle="c", title="Payment cards", status="running", touches=("t", "gone")),
        Experiment(id="1", cycle="c", title="Tea first", status="ended", experiment_kind="hypothesis"),
        Experiment(id="0", cycle="c", title="Open door", status="running"),
    )
    counted = experiments_by_status(evidence, cycle="c").table
    assert counted[counted["n"] > 0].to_numpy().tolist() == [["running", "probe", 2], ["ended", "hypothesis", 1]]
    listed = experiment_list(evidence, cycle="c").table
    assert listed[["title", "touches"]].to_numpy().tolist() == [
        ["Open door", ()],
        ["Payment cards", ("worry",)],
        ["Tea first", ()],
    ]


@pytest.mark.parametrize(
    ("scale", "system", "wide", "seen"),
    [
        ("team", "harbour", False, ["all", "leave", "none", "quote"]),
        ("organisation", "council", True, ["all", "quote"]),
        ("place", "tidewell", True, ["all"]),
        ("public", None, True, ["all"]),
    ],
)
def test_a_story_is_read_as_widely_as_its_teller_agreed(
    make_evidence: Make, scale: str, system: str | None, wide: bool, seen: list[str]
) -> None:
    """Consent to be seen is the store's matter; here: to be quoted, and to leave the organisation."""
    stories = [
        Story(id=i, cycle="c", title=i, text="I …", teller=i, may_quote=quote, may_leave=leave)
        for i, quote, leave in (("all", 1, 1), ("quote", 1, 0), ("leave", 0, 1), ("none", 0, 0))
    ]
    found = stories_shared(make_evidence(*stories, audience=Audience(scale, system, scale, wide)))
    assert sorted(found.table["id"]) == seen
    assert found.n_people == len(seen)


def test_the_newest_wording_is_the_current_one(make_evidence: Make) -> None:
    evidence = make_evidence(
        Purpose(id="a", cycle="c", wording="Deliver advice", proposed_on=date(2026, 1, 5), proposed_by="Ama"),
        Purpose(id="b", cycle="c", wording="Live debt-free", proposed_on=date(2026, 2, 5), agreed_by=("Ama", "Bo")),
        Purpose(id="x", cycle="d", wording="Elsewhere", proposed_on=date(2026, 3, 5)),
    )
    table = purpose_history(evidence, cycle="c").table
    assert table[["wording", "n_agreed", "current"]].to_numpy().tolist() == [
        ["Live debt-free", 2, True],
        ["Deliver advice", 0, False],
    ]


def test_changes_are_counted_week_by_week_without_movements(make_evidence: Make) -> None:
    """1 April 2026 is a Wednesday; its week begins on Monday 30 March."""
    rows = [
        ("2026-03-31T09:00Z", "thing"),  # the day before
        ("2026-04-01T09:00Z", "thing"),
        ("2026-04-02T09:00Z", "link"),
        ("2026-04-02T10:00Z", "map_item"),
        ("2026-04-06T10:00Z", "story"),
    ]
    changes = pd.DataFrame(
        [
            {"at": pd.Timestamp(at), "by": "Ama", "record_kind": k, "record": k, "action": "added", "system": "harbour"}
            for at, k in rows
        ]
    )
    table = changes_since(make_evidence(changes=changes), since=date(2026, 4, 1), system="council").table
    filled = table[table["n"] > 0]
    assert [(f"{week:%d %b}", about, n) for week, about, n in filled.to_numpy().tolist()] == [
        ("30 Mar", "map", 2),
        ("06 Apr", "story", 1),
    ]
    assert table["week_on"].nunique() == 5


def test_changes_since_tomorrow_are_refused(make_evidence: Make) -> None:
    with pytest.raises(Refused, match="still to come"):
        changes_since(make_evidence(), since=date(2026, 5, 2))


def test_the_five_parts_of_a_cycle(make_evidence: Make) -> None:
    evidence = make_evidence(
        Purpose(id="a", cycle="c", wording="Live free from debt"),
        Thing(id="t", cycle="c", name="worry", thing_kind="factor", created_at=datetime(2026, 3, 2, tzinfo=UTC)),
        Thing(id="u", cycle="d", name="elsewhere", thing_kind="factor"),
        Experiment(id="2", cycle="c", title="Payment cards", status="resting"),
        an_issue("1", status="closed"),
        Influence(id="n", cycle="c", to_cycle="p", of_kind="issue", of="1"),
        Influence(id="m", cycle="p", to_cycle="c", of_kind="issue", of="1"),
        Embedding.model_validate({"id": "e", "cycle": "c", "change": "One form", "embedding_kind": "process"}),
        Review(id="r", cycle="c", held_on=date(2026, 4, 1)),
        Account.model_validate({"id": "ac", "cycle": "c", "title": "What we learnt"}),
        CycleLink(id="l", source="p", target="c", relation="learns_from"),
    )
    found = cycle_parts(evidence, cycle="c")
    filled = found.table[found.table["n"] > 0]
    assert filled[["part", "what", "n"]].to_numpy().tolist() == [
        ["understand", "purpose", 1],
        ["understand", "factor", 1],
        ["run", "experiment_resting", 1],
        ["embed", "issue_closed", 1],
        ["embed", "sent_on", 1],
        ["embed", "embedding", 1],
        ["steward", "cycle_link", 1],
        ["steward", "review", 1],
        ["steward", "account", 1],
    ]
    assert found.table["last_change_at"].dropna().tolist() == [pd.Timestamp("2026-03-02", tz="UTC")]
    with pytest.raises(Gone):
        cycle_parts(evidence, cycle="other")


def test_what_was_captured_is_counted_in_its_part_of_the_cycle(make_evidence: Make) -> None:
    """Today is 1 May 2026: one countermeasure stands until June, one has ended; one pod entry is still the pair's."""
    day = date(2026, 4, 6)
    records = [
        Goal(id="g", cycle="c", person="Wren", wording="Help me to sleep"),
        Rule(id="r", cycle="c", wording="Do no harm"),
        Experiment(id="e", cycle="c", title="Tea first", status="running"),
        DataPlan(id="dp", cycle="c", experiment="e", what="Who comes back"),
        Measure(id="me", cycle="c", name="Cups", reader="team", theme="cost"),
        Debrief(id="de", cycle="c", held_on=day),
        Debrief(id="elsewhere", cycle="d", held_on=day),
        PodEntry(id="p1", cycle="c", held_on=day, shared_on=day),
        PodEntry(id="p2", cycle="c", held_on=day),
        Countermeasure(id="c1", cycle="c", what="Nobody signs", ended_on=date(2026, 6, 1)),
        Countermeasure(id="c2", cycle="c", what="No minutes", ended_on=day),
        Spend(id="s", cycle="c", spent_on=day, amount_pence=640, what="chips"),
        Task(id="t", cycle="c", name="Read the letters"),
        Series(id="se", cycle="c", name="Cups of tea", unit="cups"),
        Case(id="k", cycle="c", pseudonym="Heron"),
        Observation(id="o", cycle="c", title="Nobody rings at night"),
    ]
    found = cycle_parts(make_evidence(*records), cycle="c").table
    assert found[found["n"] > 0][["part", "what", "n"]].to_numpy().tolist() == [
        ["understand", "goal", 1],
        ["understand", "case", 1],
        ["understand", "observation", 1],
        ["codesign", "rule", 1],
        ["codesign", "data_plan", 1],
        ["codesign", "measure", 1],
        ["run", "experiment_running", 1],
        ["run", "debrief", 1],
        ["run", "pod_entry", 1],
        ["run", "countermeasure_standing", 1],
        ["run", "spend", 1],
        ["run", "task", 1],
        ["run", "series", 1],
        ["embed", "countermeasure_ended", 1],
    ]
    assert max(found.groupby("part").size()) < 10


def test_only_evidence_that_can_be_seen_counts(make_evidence: Make, place: Audience) -> None:
    def piece(id: str, source: str, target_kind: str, target: str, stance: str = "supports") -> EvidenceLink:
        kinds = {"source_kind": "story", "target_kind": target_kind}
        return EvidenceLink.model_validate(
            {"id": id, "cycle": "c", **kinds, "source": source, "target": target, "stance": stance}
        )

    records = [
        Map(id="m", cycle="c", name="Map", map_kind="factor"),
        *(Thing(id=i, cycle="c", name=i, thing_kind="factor") for i in ("sleep", "worry")),
        *(MapItem(id=i, map="m", thing=i) for i in ("sleep", "worry")),
        Link(id="l", map="m", source="worry", target="sleep", link_kind="drives", polarity="opposite"),
        Story(id="s", cycle="c", title="At night", text="I …", teller="Ama", may_quote=False),
        piece("1", "s", "link", "l"),
        piece("2", "s", "thing", "worry", "contradicts"),
        piece("3", "taken-back", "thing", "worry"),
    ]
    counted = evidence_beside(make_evidence(*records), "m").table
    assert counted[["name", "n_supports", "n_contradicts"]].to_numpy().tolist() == [
        ["sleep", 0, 0],
        ["worry", 0, 1],
        ["worry → sleep", 1, 0],
    ]
    own = evidence_pieces(make_evidence(*records), "m").table
    assert own[["name", "stance", "title"]].to_numpy().tolist() == [
        ["worry", "contradicts", "At night"],
        ["worry → sleep", "supports", "At night"],
    ]
    assert evidence_pieces(make_evidence(*records, audience=place), "m").table.empty
