"""Loops: the shortest independent set by hand, and what must hold on any map."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import permutations
from time import process_time

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import Gone, Refused
from workbench.frames import Evidence
from workbench.model.prompts import Words
from workbench.patterns.loops import loops
from workbench.patterns.ring_search import MOST_RINGS, Ring, independent_rings, rings_up_to

Make = Callable[..., Evidence]

DEBT = [
    ("arrears", "worry", "+"),
    ("worry", "sleep", "-"),
    ("sleep", "arrears", "-d"),
    ("worry", "help", "+"),
    ("help", "worry", "-"),
    ("rent", "arrears", "+"),
]


def test_two_loops_of_a_small_map(make_map: Make, english: Words) -> None:
    found = loops(make_map(DEBT), "m", words=english)
    assert found.table.to_dict("records") == [
        {
            "name": "B1",
            "mark": "B1",
            "kind": "balancing",
            "length": 2,
            "things": ("help", "worry"),
            "thing_ids": ("help", "worry"),
            "link_ids": ("link-004", "link-003"),
            "delay": False,
            "named": False,
            "sentence": "More help leads to less worry; less worry leads to less help; so it evens itself out.",
        },
        {
            "name": "R1",
            "mark": "R1",
            "kind": "reinforcing",
            "length": 3,
            "things": ("arrears", "worry", "sleep"),
            "thing_ids": ("arrears", "worry", "sleep"),
            "link_ids": ("link-000", "link-001", "link-002"),
            "delay": True,
            "named": False,
            "sentence": "More arrears leads to more worry; more worry leads to less sleep; "
            "less sleep leads, after a while, to more arrears; so it feeds itself.",
        },
    ]
    assert (found.independent, found.capped, found.complete_to) == (True, False, None)


def test_a_map_without_loops_has_an_empty_table_with_all_columns(make_map: Make, english: Words) -> None:
    found = loops(make_map([("rent", "arrears", "+"), ("arrears", "worry", "+")]), "m", words=english)
    assert found.table.empty
    assert "sentence" in found.table.columns


@pytest.mark.parametrize(
    ("signs", "kind", "ending"),
    [
        ("++", "reinforcing", "so it feeds itself."),
        ("--", "reinforcing", "so it feeds itself."),
        ("+-", "balancing", "so it evens itself out."),
        ("+?", "unknown", "it is not known yet whether it feeds itself or evens itself out."),
        ("-±", "unknown", "it is not known yet whether it feeds itself or evens itself out."),
    ],
)
def test_an_even_number_of_opposites_feeds_itself(
    make_map: Make, english: Words, signs: str, kind: str, ending: str
) -> None:
    table = loops(make_map([("a", "b", signs[0]), ("b", "a", signs[1])]), "m", words=english).table
    assert table["kind"].tolist() == [kind]
    assert table["sentence"].iloc[0].endswith(ending)


def test_an_unknown_link_says_so_and_the_sentence_begins_again(make_map: Make, english: Words) -> None:
    table = loops(make_map([("a", "b", "-"), ("b", "c", "?"), ("c", "a", "±d")]), "m", words=english).table
    assert table["sentence"].iloc[0] == (
        "More a leads to less b; less b changes c, and it is not known yet which way; "
        "more c changes a after a while, and the group does not agree which way; "
        "so it comes round again, but it is not known yet whether it feeds itself or evens itself out."
    )


def test_links_beside_each_other_that_disagree_leave_the_kind_open(make_map: Make, english: Words) -> None:
    found = loops(make_map([("a", "b", "+"), ("a", "b", "-"), ("b", "a", "+")]), "m", words=english).table
    assert found[["kind", "link_ids"]].to_dict("records") == [
        {"kind": "unknown", "link_ids": ("link-000", "link-001", "link-002")}
    ]
    assert "the group does not agree which way" in found["sentence"].iloc[0]


def test_a_complete_map_of_four_has_nine_independent_loops(make_map: Make, english: Words) -> None:
    """Edges − nodes + 1 = 12 − 4 + 1 = 9: the six loops of two, and three of the loops of three."""
    table = loops(make_map([(a, b, "+") for a, b in permutations("abcd", 2)]), "m", words=english).table
    assert table["length"].tolist() == [2] * 6 + [3] * 3
    assert table["name"].tolist() == [f"R{n}" for n in range(1, 10)]


def test_all_loops_of_a_complete_map_of_four(make_map: Make, english: Words) -> None:
    """Six of two, eight of three, six of four."""
    evidence = make_map([(a, b, "+") for a, b in permutations("abcd", 2)])
    lengths = {k: loops(evidence, "m", max_length=k, words=english).table["length"].tolist() for k in (2, 3, 9)}
    assert lengths == {2: [2] * 6, 3: [2] * 6 + [3] * 8, 9: [2] * 6 + [3] * 8 + [4] * 6}


def test_a_name_survives_new_links_and_a_longer_loop_that_was_named_stays(make_map: Make, english: Words) -> None:
    """a→b→c→a would follow from shorter loops once the map is complete; its name keeps it in the list."""
    name = {("a", "b", "c"): "The shame spiral"}
    before = loops(make_map([("a", "b", "+"), ("b", "c", "+"), ("c", "a", "+")], named=name), "m", words=english).table
    complete = [(a, b, "+") for a, b in permutations("abcd", 2)]
    after = loops(make_map(complete, named=name), "m", words=english).table
    assert before[["name", "mark", "named"]].to_dict("records") == [
        {"name": "The shame spiral", "mark": "R1", "named": True}
    ]
    assert after.loc[after["named"], "thing_ids"].tolist() == [("a", "b", "c")]
    assert len(after) == 9


def test_a_named_loop_that_is_broken_is_told_by_its_name(make_map: Make, english: Words) -> None:
    found = loops(make_map([("a", "b", "+")], named={("a", "b"): "Round we go"}), "m", words=english)
    assert found.table.empty
    assert found.open_names == ("Round we go",)


def test_all_links_of_loops_are_covered_and_others_are_not(make_map: Make, english: Words) -> None:
    found = loops(make_map(DEBT), "m", words=english).table
    assert {link for ids in found["link_ids"] for link in ids} == {f"link-00{n}" for n in range(5)}


def test_a_map_nobody_may_see_is_gone(make_map: Make, english: Words) -> None:
    with pytest.raises(Gone, match="is not shown to the team Harbour caseworkers"):
        loops(make_map([]), "other", words=english)


def test_a_length_below_two_is_refused(make_map: Make, english: Words) -> None:
    with pytest.raises(Refused, match="at least two things"):
        loops(make_map([]), "m", max_length=1, words=english)


def a_large_map() -> list[tuple[str, str, str]]:
    chance = random.Random(5)
    arrows: set[tuple[int, int]] = set()
    while len(arrows) < 300:
        arrows.add(tuple(chance.sample(range(100), 2)))  # type: ignore[arg-type]  # two of them
    return [(f"f{a}", f"f{b}", chance.choice("+-")) for a, b in sorted(arrows)]


def test_a_hundred_factors_do_not_explode(make_map: Make, english: Words) -> None:
    evidence = make_map(a_large_map())
    begun = process_time()
    found = loops(evidence, "m", max_length=50, words=english)
    assert process_time() - begun < 20
    assert (found.capped, len(found.table)) == (True, MOST_RINGS)
    assert found.complete_to is not None
    shorter = loops(evidence, "m", max_length=found.complete_to, words=english)
    assert not shorter.capped
    assert found.table["thing_ids"].tolist()[: len(shorter.table)] == shorter.table["thing_ids"].tolist()


def test_the_step_cap_alone_stops_a_search() -> None:
    complete = [[v for v in range(12) if v != u] for u in range(12)]
    found = rings_up_to(complete, 12, most_rings=10**9, most_steps=2_000)
    assert found.capped
    assert [len(ring) for ring in found.rings if len(ring) <= found.complete_to].count(2) == 66


maps = st.integers(2, 9).flatmap(
    lambda n: st.lists(st.sets(st.integers(0, n - 1), max_size=n - 1), min_size=n, max_size=n).map(
        lambda ends: [sorted(end - {u}) for u, end in enumerate(ends)]
    )
)


def _edges(ring: Ring) -> list[tuple[int, int]]:
    return list(zip(ring, (*ring[1:], ring[0]), strict=True))


def _graph(after: list[list[int]]) -> nx.DiGraph[int]:
    graph: nx.DiGraph[int] = nx.DiGraph((u, v) for u, ends in enumerate(after) for v in ends)
    graph.add_nodes_from(range(len(after)))
    return graph


def _rank(rings: list[Ring]) -> int:
    """Rank over GF(2) by elimination on sets, written apart from the code under test."""
    left, rank = [set(_edges(ring)) for ring in rings], 0
    while left:
        pivot = left.pop()
        if not pivot:
            continue
        rank += 1
        edge = next(iter(pivot))
        left = [other ^ pivot if edge in other else other for other in left]
    return rank


@given(maps)
def test_the_set_is_made_of_real_rings_is_independent_and_complete(after: list[list[int]]) -> None:
    graph, rings = _graph(after), independent_rings(after)
    assert all(graph.has_edge(*edge) for ring in rings for edge in _edges(ring))
    assert all(len(set(ring)) == len(ring) >= 2 for ring in rings)
    parts = [graph.subgraph(part) for part in nx.strongly_connected_components(graph)]
    wanted = sum(part.number_of_edges() - part.number_of_nodes() + 1 for part in parts)
    assert len(rings) == _rank(rings) == wanted
    on_a_ring = {edge for part in parts for edge in part.edges}
    assert {edge for ring in rings for edge in _edges(ring)} == on_a_ring


@given(maps, st.integers(2, 9))
def test_all_rings_up_to_a_length_are_those_another_algorithm_finds(after: list[list[int]], length: int) -> None:
    found = rings_up_to(after, length)
    other = nx.simple_cycles(_graph(after), length_bound=length)
    expected = sorted((tuple(c[c.index(min(c)) :] + c[: c.index(min(c))]) for c in other), key=lambda r: (len(r), r))
    if not found.capped:
        assert list(found.rings) == expected
