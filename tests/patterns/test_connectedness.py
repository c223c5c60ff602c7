"""How things are connected, by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from workbench.frames import Evidence
from workbench.model import Link, Map, MapItem, Thing
from workbench.patterns.connectedness import connectedness

Make = Callable[..., Evidence]


def test_a_chain_has_a_driver_a_bridge_and_an_outcome(make_map: Make) -> None:
    """The one shortest path between two others over b is a→b→c, of (n−1)(n−2) = 6 that could be: 1/6."""
    table = connectedness(make_map([("a", "b", "+"), ("b", "c", "+")], alone=["d"]), "m").table
    columns = ["name", "links_in", "links_out", "links", "bridge", "isolated", "place"]
    assert table[columns].to_numpy().tolist() == [
        ["a", 0, 1, 1, False, False, "driver"],
        ["b", 1, 1, 2, True, False, "between"],
        ["c", 1, 0, 1, False, False, "outcome"],
        ["d", 0, 0, 0, False, True, "isolated"],
    ]
    assert table["betweenness"].tolist() == pytest.approx([0, 1 / 6, 0, 0])


def test_two_groups_with_one_tie_are_two_clusters(make_map: Make) -> None:
    arrows = [("a", "b", "+"), ("b", "c", "+"), ("c", "a", "+"), ("x", "y", "+"), ("y", "z", "+"), ("z", "x", "+")]
    table = connectedness(make_map([*arrows, ("a", "x", "-")], alone=["q"]), "m").table
    assert table["cluster"].fillna(0).tolist() == [1, 1, 1, 0, 2, 2, 2]


def test_relations_people_miss_are_gaps_and_no_links(make_evidence: Make) -> None:
    evidence = make_evidence(
        Map(id="m", cycle="c", name="Who takes part", map_kind="actor"),
        *(Thing(id=i, cycle="c", name=i, thing_kind="actor") for i in ("court", "gp")),
        *(MapItem(id=i, map="m", thing=i) for i in ("court", "gp")),
        Link(id="l", map="m", source="gp", target="court", link_kind="refers_to", quality="missing"),
    )
    found = connectedness(evidence, "m")
    assert found.table["isolated"].tolist() == [True, True]
    assert found.gaps.to_dict("records") == [
        {"id": "l", "source_name": "gp", "target_name": "court", "link_kind": "refers_to"}
    ]


def test_an_empty_map_has_no_rows(make_map: Make) -> None:
    assert connectedness(make_map([]), "m").table.empty
