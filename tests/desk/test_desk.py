"""The analysts' API: who sees what, files in and out, questions by the names of their patterns."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import workbench
from workbench import charts, patterns
from workbench.desk import Desk
from workbench.errors import NotAllowed, Refused
from workbench.frames import Finding
from workbench.model import Story
from workbench.store import Store


def test_a_story_is_read_by_the_circle_its_teller_chose(quay_desk: Desk, quay_store: Store) -> None:
    with quay_store.step("Stories", by="Test") as step:
        for scope in ("person", "team", "place", "public"):
            step.add(Story(cycle="quay-1", title=scope, text="…", teller="Wren", scope=scope))

    def seen(audience: str | None) -> set[str]:
        return set(Desk(quay_store, audience=audience, now=quay_desk._now).stories(system="quay")["title"])

    assert seen(None) == {"team", "place", "public"}
    assert seen("place") == {"place", "public"}
    assert seen("public") == {"public"}


def test_an_audience_that_is_not_there_is_refused_with_those_that_are(quay_store: Store) -> None:
    with pytest.raises(Refused, match="team"):
        Desk(quay_store, audience="galaxy")


def test_a_first_visit_begins_somewhere_useful(quay_desk: Desk) -> None:
    choice = quay_desk.choice()
    assert choice.system is not None
    assert choice.cycle is not None
    assert (choice.system.id, choice.cycle.id) == ("quay", "quay-1")


def test_a_map_goes_out_and_comes_back_the_same(quay_desk: Desk, tmp_path: Path) -> None:
    edges = tmp_path / "ours.csv"
    edges.write_text("From,To,Polarity\nrent arrears,worry,+\nworry,sleep,-\nsleep,rent arrears,-\n", encoding="utf-8")
    first = quay_desk.import_map(edges, system="quay")
    out, lost = quay_desk.export_map(first.maps[0], str(tmp_path / "out.json"))
    assert lost == ()
    assert json.loads(out.read_text(encoding="utf-8"))["elements"]
    second = quay_desk.import_map(out, system="quay")
    assert (second.n_things, second.n_links) == (first.n_things, first.n_links) == (3, 3)
    assert (
        quay_desk.loops(second.maps[0]).table["sentence"].tolist()
        == quay_desk.loops(first.maps[0]).table["sentence"].tolist()
    )
    assert len(quay_desk.things(system="quay")) == 3, "the same names are the same things in the register"


def test_which_map_is_asked_for_where_there_are_several(quay_desk: Desk) -> None:
    with pytest.raises(Refused, match="no map here"):
        quay_desk.export_map()
    for name in ("one", "two"):
        quay_desk.add_map("quay-1", name=name, map_kind="factor")
    with pytest.raises(Refused, match="several maps"):
        quay_desk.export_map()


def test_rows_are_for_the_group_itself(quay_store: Store, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed, match="report"):
        Desk(quay_store, audience="public").export_table("stories", str(tmp_path / "s.csv"), system="quay")


@pytest.mark.slow
def test_every_question_of_the_patterns_is_a_method_of_the_desk(sample_store: Path) -> None:
    questions = {
        name
        for name in patterns.__all__
        if callable(getattr(patterns, name)) and not isinstance(getattr(patterns, name), type)
    } - {"purpose_check"}
    assert {name for name in questions if not hasattr(Desk, name)} == set()
    desk = workbench.open(str(sample_store))
    answer = desk.loops("harbour-what-drives-debt")
    assert isinstance(answer.finding, Finding)
    assert answer.table.columns.tolist()[:3] == ["name", "mark", "kind"]
    assert isinstance(answer.figure(), charts.Figure)
    assert answer.chart().to_dict()["description"]


@pytest.mark.slow
def test_suppressed_numbers_are_absent_from_everything_that_is_drawn(sample_store: Path) -> None:
    desk = workbench.open(str(sample_store), audience="place")
    answer = desk.issue_log(system="tidewell")
    hidden = answer.table[answer.table["n_shown"] == "*"]
    assert len(hidden) > 0
    assert hidden["n"].isna().all()
    drawn = json.dumps(answer.chart().to_dict())
    assert '"n": null' in drawn or '"n_shown": "*"' in drawn
    assert "raised_by" not in drawn


def test_a_scale_is_added_between_two_and_can_be_an_audience(quay_desk: Desk, quay_store: Store) -> None:
    made = quay_desk.add_scale("Neighbourhood", above="team")
    assert made.id == "neighbourhood"
    assert quay_desk.scales()["name"].tolist() == [
        "Person",
        "Team",
        "Neighbourhood",
        "Organisation",
        "Place",
        "Country",
    ]
    for n in range(6):  # until there is no room left between two, and the larger ones move up
        quay_desk.add_scale(f"Street {n}", above="team")
    positions = quay_desk.scales()["position"].tolist()
    assert positions == sorted(set(positions))
    assert quay_desk.scales()["name"].tolist()[:3] == ["Person", "Team", "Street 5"]
    with pytest.raises(Refused, match="already"):
        quay_desk.add_scale("neighbourhood", above="team")
    quay_desk.add_system("The quays", scale="neighbourhood", part_of="bay")
    assert Desk(quay_store, audience="neighbourhood:" + _id(quay_desk, "The quays")).audience("quay").wide


def _id(desk: Desk, name: str) -> str:
    return str(desk.systems().set_index("name").loc[name, "id"])
