"""What somebody typed, and who that is."""

from __future__ import annotations

import pandas as pd
import pytest

from workbench.errors import Refused
from workbench.frames import Audience
from workbench.sharing import audience_of, circles


def test_no_words_mean_the_own_system(scales: pd.DataFrame, systems: pd.DataFrame, harbour_team: Audience) -> None:
    assert audience_of(None, scales=scales, systems=systems, own="harbour") == harbour_team
    assert audience_of("  ", scales=scales, systems=systems, own="harbour") == harbour_team


def test_a_scale_means_the_circle_the_own_system_lies_in(
    scales: pd.DataFrame, systems: pd.DataFrame, tidewell: Audience
) -> None:
    assert audience_of("place", scales=scales, systems=systems, own="harbour") == tidewell
    assert audience_of("place", scales=scales, systems=systems, own="tidewell") == tidewell


def test_scale_and_system_mean_exactly_that_one(
    scales: pd.DataFrame, systems: pd.DataFrame, tidewell: Audience
) -> None:
    assert audience_of("place:tidewell", scales=scales, systems=systems, own=None) == tidewell
    assert audience_of(" place : tidewell ", scales=scales, systems=systems, own="quay") == tidewell


def test_public_means_everybody(scales: pd.DataFrame, systems: pd.DataFrame) -> None:
    everybody = Audience(scale="public", system=None, name="everybody", wide=True)
    assert audience_of("public", scales=scales, systems=systems, own="harbour") == everybody


@pytest.mark.parametrize(
    ("text", "wide"),
    [("person:wren", False), ("team:harbour", False), ("organisation:council", True), ("country:isle", True)],
)
def test_an_audience_is_wide_when_it_is_wider_than_a_team(
    text: str, wide: bool, scales: pd.DataFrame, systems: pd.DataFrame
) -> None:
    assert audience_of(text, scales=scales, systems=systems, own=None).wide is wide


def test_without_a_team_scale_everybody_counts_as_wide(scales: pd.DataFrame, systems: pd.DataFrame) -> None:
    others = scales[scales["id"] != "team"]
    assert audience_of("person:wren", scales=others, systems=systems, own=None).wide is True


@pytest.mark.parametrize(
    ("text", "own", "sentence"),
    [
        (
            "plaice",
            "harbour",
            "“plaice” is not an audience. Write a scale, or a scale and a system such as place:tidewell. "
            "The scales are: person, team, organisation, place, country, public.",
        ),
        (
            "place:atlantis",
            "harbour",
            "There is no place “atlantis”. Choose one of: place:fernmoor, place:tidewell.",
        ),
        ("place:harbour", "harbour", "There is no place “harbour”. Choose one of: place:fernmoor, place:tidewell."),
        ("place", None, "Which place? Choose one of: place:fernmoor, place:tidewell."),
        (
            "organisation",
            "tidewell",
            "Tidewell is not, and does not lie in, any organisation. "
            "Name one: organisation:council, organisation:shelter.",
        ),
    ],
)
def test_what_is_not_there_is_refused_with_what_is(
    text: str, own: str | None, sentence: str, scales: pd.DataFrame, systems: pd.DataFrame
) -> None:
    with pytest.raises(Refused) as refused:
        audience_of(text, scales=scales, systems=systems, own=own)
    assert str(refused.value) == sentence
    assert refused.value.field == "audience"


def test_nobody_named_and_nothing_of_ones_own_is_refused(scales: pd.DataFrame, systems: pd.DataFrame) -> None:
    with pytest.raises(Refused, match="Write who will look, as one of: person:wren, team:elsewhere"):
        audience_of(None, scales=scales, systems=systems, own=None)


def test_a_long_list_of_choices_says_how_many_more(scales: pd.DataFrame) -> None:
    many = pd.DataFrame({"id": [f"t{n:02}" for n in range(30)], "name": "A team", "scale": "team", "part_of": None})
    with pytest.raises(Refused, match=r"team:t10, team:t11 and 18 more\.$"):
        audience_of("team", scales=scales, systems=many, own=None)


def test_a_tree_that_bites_its_own_tail_still_ends() -> None:
    ring = pd.DataFrame({"id": ["a", "b"], "part_of": ["b", "a"]})
    assert circles("a", systems=ring) == ("a", "b")
    assert circles(None, systems=ring) == ()
