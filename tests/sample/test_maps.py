"""The maps of the sample: large enough, with real loops, and laid out to be read."""

from __future__ import annotations

import importlib.util
import itertools
from collections import Counter
from pathlib import Path
from typing import Any

import networkx as nx

from workbench import places
from workbench.model import LinkKind, MapKind, Polarity, Quality


def test_the_large_actor_map_has_actors_relations_markers_and_what_is_missing(sample: Any) -> None:
    items, links = sample.on_map("harbour-who-makes-the-difference")
    assert len(items) >= 25
    assert len(links) >= 45
    markers = {marker for item in items for marker in sample["thing"][item.thing].markers}
    assert markers == {"served", "leads_opinion", "can_stop", "has_energy", "missing_voice"}
    assert {row.quality for row in links} == set(Quality)
    assert LinkKind.drives not in {row.link_kind for row in links}
    ends = {row.source for row in links} | {row.target for row in links}
    assert {item.thing for item in items} - ends == {"who-library"}


def test_three_factor_maps_are_large_with_delays_and_signs_nobody_is_sure_of(sample: Any) -> None:
    large = []
    for row in sample.maps(MapKind.factor):
        items, links = sample.on_map(row.id)
        if 20 <= len(items) <= 45 and 30 <= len(links) <= 90:
            large.append(row.id)
            assert any(link.delay for link in links)
            assert {link.polarity for link in links} == set(Polarity)
    assert len(large) == 3


def test_each_factor_map_has_reinforcing_loops_and_each_large_one_balancing_ones_too(sample: Any) -> None:
    for row in sample.maps(MapKind.factor):
        items, links = sample.on_map(row.id)
        signs = {(link.source, link.target): link.polarity for link in links}
        kinds: Counter[int | str] = Counter()
        for loop in nx.simple_cycles(nx.DiGraph(list(signs)), length_bound=6):
            around = [signs[end] for end in zip(loop, loop[1:] + loop[:1], strict=True)]
            sure = set(around) <= {Polarity.same, Polarity.opposite}
            kinds[around.count(Polarity.opposite) % 2 if sure else "unknown"] += 1
        assert kinds[0] >= 1, row.id
        assert len(items) < 20 or (kinds[0] >= 3 and kinds[1] >= 2), (row.id, kinds)


def test_named_loops_run_along_links_and_begin_with_the_smallest_id(sample: Any) -> None:
    for loop in sample["named_loop"].values():
        drawn = {(row.source, row.target) for row in sample.on_map(loop.map)[1]}
        assert set(zip(loop.things, (*loop.things[1:], loop.things[0]), strict=True)) <= drawn, loop.id
        assert loop.things[0] == min(loop.things)


def test_links_join_things_that_lie_on_the_same_map(sample: Any) -> None:
    for row in sample["map"].values():
        items, links = sample.on_map(row.id)
        here = {item.thing for item in items}
        assert {link.source for link in links} | {link.target for link in links} <= here, row.id


def test_things_on_a_map_leave_room_for_their_labels(sample: Any) -> None:
    for row in sample["map"].values():
        for one, other in itertools.combinations(sample.on_map(row.id)[0], 2):
            sideways, upright = abs(one.x - other.x), abs(one.y - other.y)
            assert sideways >= 240 or upright >= 120, (one.id, other.id)


def test_running_the_generator_again_gives_the_same_file(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("make_sample", places.sample() / "make_sample.py")
    assert spec is not None
    assert spec.loader is not None
    make_sample = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make_sample)

    make_sample.make_map_items(places.sample(), tmp_path)

    assert (tmp_path / "map_item.csv").read_bytes() == (places.sample() / "map_item.csv").read_bytes()
