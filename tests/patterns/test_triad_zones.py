"""Stories by zone of a triangle, and the zones of all triads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from workbench.frames import Evidence
from workbench.model.prompts import Words
from workbench.patterns import stories_say, triad_placings, triad_zones
from workbench.patterns.signified import Asked
from workbench.patterns.story_split import story_split
from workbench.sharing import release

Made = Callable[..., Evidence]
WHAT = Asked("what")
TOP, MIDDLE = (0.8, 0.1, 0.1), (0.34, 0.33, 0.33)


def a_story(at: tuple[float, ...], **more: Any) -> dict[str, Any]:
    return {"answers": {"what": at}, **more}


def test_zones_count_stories_and_people_by_group(signified: Made, english: Words) -> None:
    evidence = signified(
        a_story(TOP, place="Bay", teller="Wren"),
        a_story(TOP, place="Bay", teller="Wren"),
        a_story(MIDDLE, place="Bay"),
        a_story(MIDDLE, place="Hill"),
    )
    table = triad_zones(evidence, WHAT, split=story_split(evidence, "place", words=english)).table
    there = table[table["n_stories"] > 0]
    assert there.to_dict("records") == [
        {"group": "Bay", "zone": "T", "n_stories": 2, "n_tellers": 1, "share": pytest.approx(2 / 3)},
        {"group": "Bay", "zone": "centre", "n_stories": 1, "n_tellers": 1, "share": pytest.approx(1 / 3)},
        {"group": "Bay", "zone": "placed", "n_stories": 3, "n_tellers": 2, "share": 1.0},
        {"group": "Hill", "zone": "centre", "n_stories": 1, "n_tellers": 1, "share": 1.0},
        {"group": "Hill", "zone": "placed", "n_stories": 1, "n_tellers": 1, "share": 1.0},
    ]
    assert len(table) == 2 * 8


def test_nobody_placed_gives_zeros_and_no_shares(signified: Made) -> None:
    table = triad_zones(signified({}), WHAT).table
    assert table["n_stories"].tolist() == [0] * 8
    assert table["share"].isna().all()


def test_a_wider_audience_gets_counts_with_small_ones_hidden(signified: Made) -> None:
    told = [a_story(TOP)] * 7 + [a_story(MIDDLE)] * 23
    released = release(triad_zones(signified(*told, wide=True), WHAT))
    shown = dict(zip(released.table["zone"], released.table["n_stories_shown"], strict=True))
    # 7 are hidden, 23 go to 25, and the total is the sum of what is shown
    assert (shown["T"], shown["centre"], shown["placed"]) == ("*", "25", "25")


def test_many_stories_of_few_people_are_hidden_as_well(signified: Made) -> None:
    told = [a_story(TOP, teller=f"P{n % 7}") for n in range(40)]
    released = release(triad_zones(signified(*told, wide=True), WHAT))
    assert released.table["n_stories_shown"].tolist()[0] == "*"


def test_points_never_leave_the_group(signified: Made) -> None:
    told = [a_story(TOP)] * 40
    assert len(release(triad_placings(signified(*told), WHAT)).table) == 40
    released = release(triad_placings(signified(*told, wide=True), WHAT)).table
    assert list(released.columns) == ["group"]
    assert released.empty


def test_placings_tell_where_a_story_is_drawn(signified: Made) -> None:
    row = triad_placings(signified(a_story((0.5, 0.25, 0.25))), WHAT).table.iloc[0]
    assert (row["story"], row["zone"], row["outside"]) == ("s0000", "centre", False)
    assert (row["x"], row["y"]) == (pytest.approx(0.5), pytest.approx(0.433013))


@pytest.mark.slow
def test_all_triads_are_told_by_their_titles(signified: Made) -> None:
    def triad(key: str, title: str) -> dict[str, Any]:
        return {"key": key, "signifier_kind": "triad", "title": title, "labels": ("a", "b", "c")}

    evidence = signified(
        {"answers": {"z": TOP, "y": "not_applicable"}},
        {"answers": {"z": MIDDLE}},
        signifiers=(triad("z", "Before"), triad("y", "After"), triad("x", "Never")),
    )
    found = stories_say(evidence)
    # nobody placed a story in the other two
    assert found.table["title"].unique().tolist() == ["Before"]
    assert found.table.loc[found.table["n_stories"] > 0, ["zone", "n_stories"]].to_numpy().tolist() == [
        ["T", 1],
        ["centre", 1],
        ["placed", 2],
    ]
    assert found.n_people == 2
    assert stories_say(signified({})).table.empty
