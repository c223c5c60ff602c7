from __future__ import annotations

from typing import Any

import pytest

from workbench.errors import Refused
from workbench.exchange import Lost, ReadLink, ReadLoop, ReadThing
from workbench.model import ActorKind, LinkKind, MapKind, Polarity, ThingKind


def project() -> dict[str, Any]:
    """A small project as Kumu exports it: two maps, trash, a loop with an entry link, attributes in lists."""

    def element(key: str, label: str, kind: str = "Factor", **more: Any) -> dict[str, Any]:
        return {"_id": f"elem-{key}", "attributes": {"label": label, "element type": kind, **more}}

    def link(key: str, source: str, target: str, kind: str = "", **more: Any) -> dict[str, Any]:
        made = {"_id": f"conn-{key}", "direction": "directed", "delayed": False, "reversed": False}
        attributes = {"connection type": kind} if kind else {}
        return {**made, "attributes": attributes, "from": f"elem-{source}", "to": f"elem-{target}", **more}

    def on(keys: str, connections: str, name: str) -> dict[str, Any]:
        elements = [
            {"_id": f"on-{k}", "element": f"elem-{k}", "position": {"x": 10.5 * n, "y": -4}, "pinned": True}
            for n, k in enumerate(keys)
        ]
        return {"name": name, "elements": elements, "connections": [{"connection": f"conn-{c}"} for c in connections]}

    return {
        "name": "Harbour",
        "description": "",
        "elements": [
            element("a", "Time with  people", description="Minutes\nin a week", tags=["calm", "people"]),
            element("b", "Trust", Budget=["10", "20"]),
            element("c", "Demand"),
            element("d", "Trust", "Stakeholder"),
            element("z", "Old idea"),
        ],
        "connections": [
            link("1", "a", "b", "++", delayed=True),
            link("2", "b", "c", "+-"),
            link("3", "c", "a", "-"),
            link("4", "d", "a", reversed=True),
            link("5", "d", "b", direction="mutual"),
            link("9", "z", "a", "+"),
        ],
        "loops": [
            {
                "_id": "loop-1",
                "attributes": {"label": "R1 Time grows"},
                "connections": ["conn-3", "conn-4", "conn-1", "conn-2"],
            },
            {"_id": "loop-2", "attributes": {"label": "Nothing round"}, "connections": ["conn-1"]},
        ],
        "maps": [on("abcd", "1234", "Factors"), on("bd", "5", "People")],
        "attributes": [],
        "perspectives": [],
    }


def test_each_map_of_a_project_holds_what_lies_on_it(read_all) -> None:
    factors, people = read_all("kumu-harbour.json", project())

    assert factors.name == "Factors"
    assert factors.things == (
        ReadThing("elem-a", "Time with people", note="Minutes\nin a week\ntags: calm | people", x=0.0, y=-4.0),
        ReadThing("elem-b", "Trust", note="Budget: 10 | 20", x=10.5, y=-4.0),
        ReadThing("elem-c", "Demand", x=21.0, y=-4.0),
        ReadThing("elem-d", "Trust", ThingKind.actor, note="type in the file: Stakeholder", x=31.5, y=-4.0),
    )
    assert factors.links == (
        ReadLink("elem-a", "elem-b", polarity=Polarity.same, delay=True, note="type in the file: ++"),
        ReadLink("elem-b", "elem-c", polarity=Polarity.opposite, note="type in the file: +-"),
        ReadLink("elem-c", "elem-a", polarity=Polarity.opposite, note="type in the file: -"),
        ReadLink("elem-d", "elem-a"),
    )
    assert factors.loops == (ReadLoop("R1 Time grows", ("elem-a", "elem-b", "elem-c")),)
    assert [(lost.where, lost.what) for lost in factors.lost] == [
        ("on no map", "1 thing"),
        ("types of things", "Stakeholder (1)"),
        ("links", "1 link"),
        ("loop loop-2", "Nothing round"),
    ]
    assert "Old idea" in factors.lost[0].why

    assert people.name == "People"
    assert [(link.source, link.target) for link in people.links] == [("elem-d", "elem-b"), ("elem-b", "elem-d")]
    assert Lost("connection conn-5", "Trust → Trust", "It points both ways; drawn as two links.") in people.lost


def test_two_maps_of_one_name_are_told_apart(read_all) -> None:
    found = project()
    found["maps"][1]["name"] = "Factors"
    assert [one.name for one in read_all("k.json", found)] == ["Factors", "Factors (2)"]


def test_hand_written_labels_serve_as_ids(read) -> None:
    found = read(
        "small.json",
        {
            "elements": [
                {"label": "Ann ", "type": "Person", "tags": ["served", "kind"]},
                {"label": "Council", "type": "Organization"},
                {"id": "r", "label": "Rent", "Cost": 12},
            ],
            "connections": [
                {"from": "Ann", "to": "Council", "type": "works with", "direction": "undirected"},
                {"from": "Council", "to": "r", "type": "opposite"},
                {"from": "r", "to": "r", "type": "+"},
                {"from": "Rent", "to": "Nobody"},
            ],
        },
    )
    assert [(t.name, t.thing_kind, t.actor_kind, t.note) for t in found.things] == [
        ("Ann", ThingKind.actor, ActorKind.person, "tags: kind"),
        ("Council", ThingKind.actor, ActorKind.organisation, "type in the file: Organization"),
        ("Rent", ThingKind.factor, None, "Cost: 12"),
    ]
    assert found.map_kind is MapKind.actor
    assert found.links == (
        ReadLink("Ann", "Council", LinkKind.works_with, note="Drawn without a direction."),
        ReadLink("Council", "r", polarity=Polarity.opposite),
    )
    assert [lost.what for lost in found.lost if lost.where.startswith("connection")] == [
        "Ann → Council",
        "Rent → Rent",
        "Rent → Nobody",
    ]


@pytest.mark.parametrize(
    ("raw", "sign"),
    [
        ("++", Polarity.same),
        ("--", Polarity.same),
        ("+", Polarity.same),
        ("Same", Polarity.same),
        ("+-", Polarity.opposite),
        ("-+", Polarity.opposite),
        ("−", Polarity.opposite),
        ("opposite", Polarity.opposite),
        ("", Polarity.unknown),
    ],
)
def test_a_sign_is_read_and_its_text_kept(read, raw: str, sign: Polarity) -> None:
    found = read(
        "k.json", {"elements": [{"label": "A"}, {"label": "B"}], "connections": [{"from": "A", "to": "B", "type": raw}]}
    )
    kept = f"type in the file: {raw}" if raw.casefold() not in ("", "same", "opposite") else ""
    assert found.links == (ReadLink("A", "B", polarity=sign, note=kept),)


def test_an_undirected_cause_becomes_a_relation(read) -> None:
    content = {
        "elements": [{"label": "A"}, {"label": "B"}],
        "connections": [{"from": "A", "to": "B", "type": "+", "direction": "undirected"}],
    }
    assert read("k.json", content).links == (
        ReadLink("A", "B", LinkKind.other, Polarity.same, note="type in the file: +\nDrawn without a direction."),
    )


def test_a_line_between_two_actors_without_a_word_is_a_relation(read) -> None:
    actors = [{"label": "A", "type": "Actor"}, {"label": "B", "type": "Group"}]
    assert read("k.json", {"elements": actors, "connections": [{"from": "A", "to": "B"}]}).links == (
        ReadLink("A", "B", LinkKind.other),
    )


def test_a_link_drawn_twice_is_drawn_once(read) -> None:
    twice = [{"id": "1", "from": "A", "to": "B"}, {"id": "2", "from": "A", "to": "B"}]
    found = read("k.json", {"elements": [{"label": "A"}, {"label": "B"}], "connections": twice})
    assert len(found.links) == 1
    assert found.lost[-1] == Lost("connection 2", "A → B", "The same link is there already; drawn once.")


def test_a_link_to_a_label_that_two_elements_share_is_left_out(read) -> None:
    elements = [{"id": "1", "label": "Trust"}, {"id": "2", "label": "Trust "}, {"id": "3", "label": "Time"}]
    found = read("k.json", {"elements": elements, "connections": [{"from": "3", "to": "Trust"}]})
    assert [thing.key for thing in found.things] == ["1", "2", "3"]
    assert found.links == ()
    assert "give both an id" in found.lost[-1].why


def test_an_element_without_a_name_is_kept(read) -> None:
    found = read(
        "k.json", {"elements": [{"id": "1", "label": " "}, {"label": "B"}], "connections": [{"from": "1", "to": "B"}]}
    )
    assert [thing.name for thing in found.things] == ["(no name)", "B"]
    assert len(found.links) == 1


def test_a_long_name_stands_in_full_in_the_note(read) -> None:
    (thing,) = read("k.json", {"elements": [{"label": "x" * 300}]}).things
    assert len(thing.name) == 200
    assert thing.note == "full name: " + "x" * 300


def test_the_loss_report_stops_at_fifty_lines(read) -> None:
    loops = [{"from": "A", "to": "A"} for _ in range(80)]
    lost = read("k.json", {"elements": [{"label": "A"}], "connections": loops}).lost
    assert len(lost) == 51
    assert lost[-1].why == "31 more lines are not shown."


def test_one_id_for_two_elements_is_refused(read) -> None:
    with pytest.raises(Refused, match="gives one id to two things: “7”"):
        read("k.json", {"elements": [{"id": 7, "label": "A"}, {"id": 7, "label": "B"}]})
