"""What was published and the sample must give back; see data/sample/README.md."""

from __future__ import annotations

import itertools
from typing import Any

import networkx as nx

from workbench import places


def test_groceries_lead_to_cards_to_a_record_to_the_usual_way(sample: Any) -> None:
    chain = ["issue-life-marlow-1-01", "issue-harbour-caseworkers-1-02", "issue-harbour-caseworkers-1-07"]
    assert sample.steps(chain) == ["person to team", "team to organisation", "team to organisation"]
    tries = [f"experiment-{name}" for name in ("groceries-first", "payment-cards", "spending-record")]
    assert all(sample.supports(one, other) for one, other in itertools.pairwise(tries))
    began = [sample["experiment"][name].started_on for name in tries]
    assert began == sorted(began)

    signature = sample["issue"]["issue-harbour-caseworkers-1-13"]
    assert sample.supports("experiment-spending-record", signature.id)
    assert signature.closed_on == sample["experiment"]["experiment-spending-record"].ended_on
    assert "Sign-off ended" in sample.sent(signature.id)[0].reason
    usual = [sample["embedding"][f"embedding-{name}"] for name in ("groceries", "cards", "record")]
    assert [row.experiment for row in usual] == tries
    assert {row.state for row in usual} == {"business_as_usual"}
    assert "countermeasure-signature" in usual[1].countermeasures
    assert sample["countermeasure"]["countermeasure-signature"].ended_on == usual[1].usual_on
    said = {row.text: row.id for row in sample["account_sentence"].values()}
    cards = next(id for words, id in said.items() if "payment card" in words)
    assert sample.supports("embedding-cards", cards)


def test_furniture_in_the_spending_leads_to_the_furniture_charity(sample: Any) -> None:
    beds = sample["issue"]["issue-harbour-caseworkers-2-01"]
    assert [(row.to_cycle, row.state) for row in sample.sent(beds.id)] == [("second-start-1", "taken_up")]
    assert sample.supports(beds.id, "experiment-ask-second-start")
    assert sample["system"]["second-start"].part_of == "open-door"


def test_tests_that_tell_nobody_anything_lead_up_to_the_country(sample: Any) -> None:
    chain = ["issue-saltmarsh-surgery-1-04", "issue-northshore-health-1-02", "issue-northshore-health-2-03"]
    assert sample.steps(chain) == ["team to organisation", "organisation to place", "organisation to country"]
    assert all(sample.sent(name)[0].reason for name in chain)
    first, then = sample.sent("issue-northshore-health-1-01")
    assert [sample.scale_of_cycle(row.to_cycle) for row in (first, then)] == ["place", "country"]
    assert (then.after, then.cycle, then.state) == (first.id, first.to_cycle, "adapted")
    assert "miss a diagnosis" in sample["issue"][chain[1]].description
    assert sample.supports(chain[1], "experiment-tests-forum")
    assert sample.supports("experiment-tests-forum", "issue-northmere-1-02")


def test_one_household_cost_ninety_pounds_six_visits_and_nine_calls(sample: Any) -> None:
    words = sample["story"]["story-benefits-were-wrong"].text
    assert all(part in words for part in ("ninety pounds", "six times", "nine phone calls"))


def test_the_learning_stack_reaches_from_each_life_to_the_country(sample: Any) -> None:
    links = sample["cycle_link"].values()
    below = [(row.target, row.source) for row in links if row.relation == "learns_from"]
    up = nx.DiGraph([(sample["cycle"][one].system, sample["cycle"][other].system) for one, other in below])
    for system in sample["system"]:
        assert system == "northmere" or nx.has_path(up, system, "northmere"), system
    for link in links:
        ends = [sample.scale_of_cycle(cycle) for cycle in (link.source, link.target)]
        positions = [sample.position(scale) for scale in ends]
        assert positions[0] == positions[1] if link.relation == "peer" else positions[0] > positions[1], link.id


def test_the_current_purpose_of_the_caseworkers_is_about_lives_without_debt(sample: Any) -> None:
    own = [row for row in sample["purpose"].values() if sample["cycle"][row.cycle].system == "harbour-caseworkers"]
    assert max(own, key=lambda row: row.proposed_on).wording == (
        "People in Tidewell live full lives, without debt hanging over them"
    )


def test_readme_says_it_is_synthetic_and_counts_right(sample: Any) -> None:
    words = (places.sample() / "README.md").read_text(encoding="utf-8")
    assert "**Everything here is synthetic.**" in words
    for kinds in (("scale",), ("system",), ("cycle", "cycle_link"), ("purpose",), ("map", "thing", "map_item", "link")):
        files = ", ".join(f"`{kind}.csv`" for kind in kinds)
        counts = ", ".join(str(len(sample[kind])) for kind in kinds)
        assert f"| {files} | {counts} |" in words
    for kind in ("named_loop", "story", "issue", "experiment", "evidence_link"):
        assert f"| `{kind}.csv` | {len(sample[kind])} |" in words
