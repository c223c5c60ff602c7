"""What became of an observation, one thing after the other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from workbench.errors import Gone
from workbench.frames import Evidence
from workbench.model import EvidenceLink, Experiment, Idea, Influence, Interpretation, Issue, Observation, Stance
from workbench.patterns import pattern_chain


def led(id: str, source: tuple[str, str], target: tuple[str, str]) -> EvidenceLink:
    ends = {"source_kind": source[0], "source": source[1], "target_kind": target[0], "target": target[1]}
    return EvidenceLink(id=id, cycle="c", **ends, stance=Stance.led_to)


SEEN = Observation(id="o", cycle="c", title="Three letters")
READING = Interpretation(id="i", cycle="c", observation="o", text="Nobody reads them")
AFTER_IT = Idea(id="a", cycle="c", observation="o", interpretation="i", text="Ring first")
ON_ITS_OWN = Idea(id="b", cycle="c", observation="o", text="One letter")


def test_each_stands_after_what_it_comes_from(make_evidence: Callable[..., Evidence]) -> None:
    evidence = make_evidence(
        SEEN,
        READING,
        AFTER_IT,
        ON_ITS_OWN,
        Experiment(id="x", cycle="c", title="Ring before writing", status="running"),
        Issue(id="y", cycle="c", description="No phone", level="system", owner="team"),
        Influence(id="z", cycle="c", to_cycle="d", of_kind="idea", of="b", why="You print them", state="adapted"),
        led("1", ("idea", "a"), ("experiment", "x")),
        led("2", ("observation", "o"), ("issue", "y")),
        led("3", ("idea", "b"), ("influence", "z")),
    )
    assert pattern_chain(evidence, "o").table.to_numpy().tolist() == [
        ["observation", "observation", "o", "", "Three letters", ""],
        ["led_to", "issue", "y", "o", "No phone", "open"],
        ["interpretation", "interpretation", "i", "o", "Nobody reads them", ""],
        ["idea", "idea", "a", "i", "Ring first", ""],
        ["led_to", "experiment", "x", "a", "Ring before writing", "running"],
        ["idea", "idea", "b", "o", "One letter", ""],
        ["led_to", "influence", "z", "b", "You print them", "adapted"],
    ]


def test_what_this_audience_may_not_see_is_left_out(make_evidence: Callable[..., Evidence]) -> None:
    evidence = make_evidence(SEEN, AFTER_IT, led("1", ("idea", "a"), ("experiment", "hidden")))
    assert pattern_chain(evidence, "o").table[["id", "comes_from"]].to_numpy().tolist() == [["o", ""], ["a", "o"]]


def test_what_is_not_here_says_so(make_evidence: Callable[..., Evidence]) -> None:
    with pytest.raises(Gone, match="pattern board"):
        pattern_chain(make_evidence(SEEN), "another")
