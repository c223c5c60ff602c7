"""One experiment, question by question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from workbench.errors import Gone
from workbench.frames import Audience, Evidence
from workbench.model import (
    CaptureForm,
    Countermeasure,
    DataPlan,
    Experiment,
    Link,
    Map,
    MapItem,
    OwnAnswer,
    Record,
    Rule,
    Thing,
)
from workbench.model.prompts import Words
from workbench.patterns import experiment_card
from workbench.patterns.touched_element import touched_elements
from workbench.sharing import release

Make = Callable[..., Evidence]


def records() -> list[Record]:
    return [
        *(Thing(id=i, cycle="c", name=i, thing_kind="factor") for i in ("loneliness", "calls")),
        Map(id="m", cycle="c", name="Ours", map_kind="factor"),
        *(MapItem(id=f"on-{i}", map="m", thing=i) for i in ("loneliness", "calls")),
        Link(id="l", map="m", source="loneliness", target="calls", link_kind="drives", polarity="same", delay=True),
        Rule(id="r1", cycle="c", wording="Do no harm", rule_kind="rule"),
        Rule(id="r2", cycle="c", wording="Understand rather than assess"),
        Rule(id="r3", cycle="c", wording="Not held here"),
        Experiment(id="other", cycle="d", title="Tea first"),
        CaptureForm(id="form", cycle="c", name="After each visit"),
        Experiment.model_validate(
            {
                "id": "e",
                "cycle": "c",
                "title": "Ring before they ring us",
                "question": "What changes when we ring first?",
                "whose_question": "Marlow's",
                "experiment_kind": "hypothesis",
                "hypothesis": "We believe fewer people call at night because somebody called by day.",
                "end_point": "unknown",
                "works_on": "citizens",
                "touches": ("l", "calls", "gone"),
                "people": "Ama and Bo",
                "rules": ("r2", "r1"),
                "links_to": ("other", "gone"),
                "status": "ended",
                "started_on": date(2026, 3, 2),
                "ending": "passed_on",
                "own_answers": (OwnAnswer(question="q", asked="Who cooks?", answer=("Ama",)),),
            }
        ),
        DataPlan(
            id="p", cycle="c", experiment="e", what="Calls at night", data_kind="numbers", gathers="Ama",
            analyses="Bo", form="capture_entry", capture_form="form",
        ),
        Countermeasure(
            id="k", cycle="c", what="A phone of our own", shields_from="Calls go through the desk", experiment="e",
            agreed_by="Petra", ended_on=date(2026, 4, 1),
        ),
    ]  # fmt: skip


def test_a_card_reads_in_the_order_of_its_questions(make_evidence: Make, english: Words) -> None:
    found = experiment_card(make_evidence(*records()), "e", words=english)
    assert found.title == "Ring before they ring us"
    assert found.table[["part", "key", "text", "who"]].to_numpy().tolist() == [
        ["kind", "experiment_kind", "Hypothesis test", ""],
        ["kind", "shape", "Prototype", ""],
        ["question", "question", "What changes when we ring first?", ""],
        ["question", "whose_question", "Marlow's", ""],
        ["question", "hypothesis", "We believe fewer people call at night because somebody called by day.", ""],
        [
            "actions",
            "touches",
            "This experiment tests the link loneliness → calls, in this direction: more of the one, more of the other. "
            "It takes a while to show.",
            "",
        ],
        ["actions", "touches", "This experiment acts on “calls”.", ""],
        ["people", "people", "Ama and Bo", ""],
        [
            "how",
            "countermeasure",
            "A phone of our own (shields from: Calls go through the desk) – ended on 1 April 2026",
            "Agreed by Petra",
        ],
        [
            "data",
            "data_plan",
            "Calls at night: numbers, every week (After each visit)",
            "gathered by Ama; made sense of by Bo",
        ],
        ["safe", "rule", "Do no harm", ""],
        ["safe", "principle", "Understand rather than assess", ""],
        ["links", "links_to", "Tea first (Market)", ""],
        ["status", "status", "Ended", ""],
        ["status", "started_on", "2 March 2026", ""],
        ["ending", "ending", "Passed on: others take it further", ""],
        ["own", "own_answer", "Who cooks? Ama", ""],
    ]


def test_people_are_named_to_their_own_group_only(make_evidence: Make, english: Words, place: Audience) -> None:
    wide = release(experiment_card(make_evidence(*records(), audience=place), "e", words=english)).table
    assert not {"who", "may_leave"} & set(wide)
    assert not any(name in " ".join(wide["text"]) for name in ("Ama", "Bo", "Petra", "Marlow"))
    assert "Calls at night: numbers, every week (After each visit)" in wide["text"].tolist()


def test_a_card_that_says_nothing_yet_tells_kind_and_status(make_evidence: Make, english: Words) -> None:
    table = experiment_card(make_evidence(Experiment(id="e", cycle="c", title="New")), "e", words=english).table
    assert table[["key", "text"]].to_numpy().tolist() == [["experiment_kind", "Probe"], ["status", "Being designed"]]


def test_an_experiment_that_is_not_there_is_told(make_evidence: Make, english: Words) -> None:
    with pytest.raises(Gone, match="not here"):
        experiment_card(make_evidence(), "e", words=english)


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ({"polarity": "same"}, "in this direction: more of the one, more of the other."),
        ({"polarity": "opposite"}, "in this direction: more of the one, less of the other."),
        ({"polarity": "unknown"}, "which way it works is not known yet."),
        ({"polarity": "disputed"}, "the group does not agree which way it works."),
        ({"link_kind": "refers_to"}, "tests how calls refers to loneliness."),
    ],
)
def test_a_link_is_read_in_its_own_direction(
    make_evidence: Make, english: Words, link: dict[str, str], said: str
) -> None:
    given = {"id": "x", "map": "m", "source": "calls", "target": "loneliness", "link_kind": "drives", **link}
    evidence = make_evidence(*records(), Link.model_validate(given))
    found = touched_elements(evidence, ["x"], words=english)
    assert found[["id", "element_kind", "map"]].to_numpy().tolist() == [["x", "link", "m"]]
    assert found["sentence"][0].endswith(said)
    assert "calls" in found["sentence"][0].split("loneliness")[0]


def test_a_link_whose_end_may_not_be_seen_gives_no_sentence(make_evidence: Make, english: Words) -> None:
    evidence = make_evidence(*records())
    things = evidence["thing"]
    narrower = replace(evidence, tables={**evidence.tables, "thing": things[things["id"] != "calls"]})
    assert touched_elements(narrower, ["l", "calls"], words=english).empty
