"""Stories are found by words, length, theme, place, language, opening question, and whether they were placed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from workbench.errors import NotAllowed, Refused
from workbench.frames import Audience, Evidence
from workbench.model import Coding, OpeningQuestion, Record, Signification, SignifierSet, Story, Theme
from workbench.patterns.stories_found import StoriesFound, StoriesWanted, StoryShelf, stories_found

MakeEvidence = Callable[..., Evidence]


def story(id: str, text: str, *, day: int | None = None, **more: Any) -> Story:
    told_on = date(2026, 4, day) if day else None
    values = {"id": id, "cycle": "c", "title": f"About {id}", "text": text, "teller": f"p-{id}", "told_on": told_on}
    return Story.model_validate({**values, **more})


def some_stories() -> list[Record]:
    return [
        story("bus", "I waited for the bus.", day=1, place="Market", opening_question="q1"),
        story("tea", "She made tea for me.", day=3, place="Library", opening_question="q1", teller="p-bus"),
        story("walk", "Cerddais i " + "adref " * 160, day=2, place="Market", language="cy"),
        story("undated", "We had tea on the bus.", wish="Tell the driver"),
        Theme(id="t", cycle="c", name="Waiting"),
        Coding(id="x", cycle="c", theme="t", coder="Ola", of_kind="story", of="bus"),
        SignifierSet(id="set", cycle="c", name="Set"),
        *(
            Signification(cycle="c", id=f"p-{of}", story=of, signifier_set="set", signifier="k", placing=placing)
            for of, placing in (("tea", "placed"), ("walk", "skipped"))
        ),
        OpeningQuestion(id="q1", cycle="c", wording="When?"),
    ]


@pytest.fixture
def shelf(make_evidence: MakeEvidence) -> StoryShelf:
    return StoryShelf.of(make_evidence(*some_stories()))


def ids(found: StoriesFound) -> list[str]:
    return list(found.table["id"])


def test_all_stories_are_found_where_nothing_is_wanted_newest_told_first(shelf: StoryShelf) -> None:
    found = stories_found(shelf)
    assert ids(found) == ["tea", "walk", "bus", "undated"]
    assert (found.n_all, found.n_people) == (4, 3)
    [bus] = found.table[found.table["id"] == "bus"].to_dict("records")
    assert (bus["n_words"], bus["length"], bus["themes"], bus["placed"]) == (5, "short", ("t",), False)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (StoriesWanted(words="tea"), ["tea", "undated"]),
        (StoriesWanted(words="tea bus"), ["undated"]),
        (StoriesWanted(words="driver"), ["undated"]),
        (StoriesWanted(words="adre"), ["walk"]),
        (StoriesWanted(picked={"theme": "t"}), ["bus"]),
        (StoriesWanted(picked={"place": "Market"}), ["walk", "bus"]),
        (StoriesWanted(picked={"place": "Market", "length": "short"}), ["bus"]),
        (StoriesWanted(picked={"length": "medium"}), ["walk"]),
        (StoriesWanted(picked={"language": "cy"}), ["walk"]),
        (StoriesWanted(picked={"opening_question": "q1"}), ["tea", "bus"]),
        (StoriesWanted(picked={"placed": "yes"}), ["tea"]),
        (StoriesWanted(picked={"placed": "no"}), ["walk", "bus", "undated"]),
        (StoriesWanted(picked={"place": "Nowhere"}), []),
        (StoriesWanted(words="tea", ids=frozenset({"tea", "bus"})), ["tea"]),
    ],
)
def test_what_is_wanted_is_what_is_found(shelf: StoryShelf, wanted: StoriesWanted, found: list[str]) -> None:
    assert ids(stories_found(shelf, wanted)) == found


def test_each_choice_tells_how_many_it_would_leave_whatever_is_picked_beside_it(shelf: StoryShelf) -> None:
    choices = stories_found(shelf, StoriesWanted(words="bus", picked={"place": "Market"})).choices
    assert [tuple(row) for row in choices.itertuples(index=False) if row.field in ("place", "length")] == [
        ("place", "Library", 0),
        ("place", "Market", 1),
        ("length", "medium", 0),
        ("length", "short", 1),
    ]


def test_no_stories_are_no_error(make_evidence: MakeEvidence) -> None:
    found = stories_found(StoryShelf.of(make_evidence()), StoriesWanted(words="tea", picked={"theme": "t"}))
    assert (ids(found), found.n_all, found.n_people, list(found.choices["n"])) == ([], 0, 0, [])


def test_nobody_wider_than_the_group_picks_single_stories(make_evidence: MakeEvidence, place: Audience) -> None:
    with pytest.raises(NotAllowed, match="not the place Tidewell"):
        StoryShelf.of(replace(make_evidence(*some_stories()), audience=place))


def test_stories_cannot_be_picked_by_who_told_them(shelf: StoryShelf) -> None:
    with pytest.raises(Refused, match="cannot be picked by “teller”"):
        stories_found(shelf, StoriesWanted(picked={"teller": "p-bus"}))
