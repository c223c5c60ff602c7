"""What a change reaches, by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from workbench.errors import Gone
from workbench.frames import Evidence
from workbench.model.prompts import Words
from workbench.patterns.reach import reach

Make = Callable[..., Evidence]


def test_a_change_reaches_by_ways_that_agree_or_not(make_map: Make, english: Words) -> None:
    """a→d is same by b and opposite by c; d feeds back to a; e lies behind an unknown link."""
    arrows = [("a", "b", "+"), ("a", "c", "-"), ("b", "d", "+"), ("c", "d", "+d"), ("d", "a", "+"), ("d", "e", "?")]
    found = reach(make_map([*arrows, ("x", "a", "+")]), "m", "a", words=english)
    assert found.table[["name", "steps", "n_paths", "direction", "delay", "loops"]].to_numpy().tolist() == [
        ["b", 1, 1, "same", False, ("R1",)],
        ["c", 1, 1, "opposite", False, ("B1",)],
        ["d", 2, 2, "both", True, ("R1", "B1")],
        ["e", 3, 2, "unknown", True, ()],
    ]
    assert found.table["sentence"].tolist()[:2] == ["More a leads to more b.", "More a leads to less c."]
    assert (found.through_loops, found.capped) == (("R1", "B1"), False)


def test_a_thing_that_drives_nothing_reaches_nothing(make_map: Make, english: Words) -> None:
    assert reach(make_map([("a", "b", "+")]), "m", "b", words=english).table.empty


def test_a_dense_map_is_capped_and_says_so(make_map: Make, english: Words) -> None:
    names = [f"f{n}" for n in range(16)]
    arrows = [(a, b, "+") for a in names for b in names if a != b]
    found = reach(make_map(arrows), "m", "f0", words=english)
    assert found.capped
    assert set(found.table["steps"]) == {1}


def test_a_thing_that_was_taken_off_is_gone(make_map: Make, english: Words) -> None:
    with pytest.raises(Gone, match="not on the map any more"):
        reach(make_map([("a", "b", "+")]), "m", "z", words=english)
