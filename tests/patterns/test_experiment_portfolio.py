"""All experiments side by side."""

from __future__ import annotations

from collections.abc import Callable

from workbench.frames import Evidence
from workbench.model import Experiment
from workbench.patterns import experiment_portfolio
from workbench.sharing import release

Make = Callable[..., Evidence]


def an_experiment(id: str, **more: object) -> Experiment:
    return Experiment.model_validate({"id": id, "cycle": "c", "title": f"About {id}", **more})


def test_two_answers_make_the_shape_and_one_makes_none(make_evidence: Make) -> None:
    evidence = make_evidence(
        an_experiment("1", end_point="unknown", works_on="system"),
        an_experiment("2", end_point="known", works_on="citizens"),
        an_experiment("3", end_point="unknown", works_on="citizens"),
        an_experiment("4", end_point="known", works_on="system"),
        an_experiment("5", end_point="known"),
        an_experiment("6"),
    )
    table = experiment_portfolio(evidence).table
    assert table[["id", "shape"]].to_numpy().tolist() == [
        ["2", "project"],
        ["3", "prototype"],
        ["4", "training"],
        ["1", "enquiry"],
        ["5", "undecided"],
        ["6", "undecided"],
    ]


def test_within_a_shape_those_being_designed_come_first(make_evidence: Make) -> None:
    evidence = make_evidence(
        *(an_experiment(str(n), status=s) for n, s in enumerate(("ended", "running", "designing", "resting")))
    )
    assert experiment_portfolio(evidence, cycle="c").table["status"].tolist() == [
        "designing",
        "running",
        "resting",
        "ended",
    ]


def test_of_one_cycle_and_none_elsewhere(make_evidence: Make) -> None:
    evidence = make_evidence(an_experiment("1"), an_experiment("2", cycle="d"))
    assert experiment_portfolio(evidence, cycle="d").table["id"].tolist() == ["2"]
    assert experiment_portfolio(evidence, system="council").table["id"].tolist() == ["1", "2"]
    none = release(experiment_portfolio(evidence, cycle="p")).table
    assert list(none) == ["id", "title", "shape", "experiment_kind", "status", "started_on", "ended_on"]
    assert none.empty
