"""The map as it is shown: everything has a place, and who said what stays with the group."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

from workbench.frames import Evidence
from workbench.model import Link, Map, MapItem, Thing
from workbench.patterns.layout import layout
from workbench.patterns.system_map import system_map

Make = Callable[..., Evidence]


def test_what_people_placed_stays_and_the_rest_finds_a_place(make_evidence: Make) -> None:
    evidence = make_evidence(
        Map(id="m", cycle="c", name="Who takes part", map_kind="actor"),
        *(Thing(id=i, cycle="c", name=i.title(), thing_kind="actor") for i in ("gp", "ama", "court")),
        MapItem(id="1", map="m", thing="gp", x=40, y=-7.5),
        MapItem(id="2", map="m", thing="ama"),
        Link(id="l", map="m", source="ama", target="gp", link_kind="trusts", quality="strained", said_by="Ama"),
    )
    found = system_map(evidence, "m")
    assert found.table["name"].tolist() == ["Ama", "Gp"]
    assert found.table.loc[1, ["x", "y"]].tolist() == [40, -7.5]
    assert found.table[["x", "y"]].notna().all().all()
    assert (found.name, found.map_kind) == ("Who takes part", "actor")
    assert found.links.to_dict("records") == [
        {
            "id": "l",
            "source": "ama",
            "target": "gp",
            "source_name": "Ama",
            "target_name": "Gp",
            "link_kind": "trusts",
            "polarity": "unknown",
            "delay": False,
            "strength": 2,
            "quality": "strained",
        }
    ]


def test_an_empty_map_has_no_rows(make_map: Make) -> None:
    found = system_map(make_map([]), "m")
    assert found.table.empty
    assert found.links.empty


def test_a_layout_repeats_and_keeps_labels_apart() -> None:
    nodes = [f"n{at}" for at in range(40)]
    edges = [(nodes[at], nodes[(at * 7 + 3) % 40]) for at in range(40)]
    places = layout(nodes, edges)
    assert layout(nodes, edges) == places
    close = [
        (a, b) for (a, p), (b, q) in combinations(places.items(), 2) if abs(p[0] - q[0]) < 150 and abs(p[1] - q[1]) < 50
    ]
    assert close == []


def test_linked_things_stand_nearer_than_others() -> None:
    places = layout(list("abcdef"), [("a", "b"), ("b", "c"), ("c", "d"), ("d", "e"), ("e", "f")])

    def apart(one: str, other: str) -> float:
        return float(((places[one][0] - places[other][0]) ** 2 + (places[one][1] - places[other][1]) ** 2) ** 0.5)

    assert apart("a", "b") < apart("a", "d") < apart("a", "f")
