"""What a record takes, what it cleans, what it refuses."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from pydantic import ValidationError

from workbench.model import RECORDS, Link, Map, Purpose, Story, Thing


def _thing(name: str) -> Thing:
    return Thing.model_validate({"cycle": "c1", "name": name, "thing_kind": "factor"})


def test_a_name_is_one_line_without_characters_that_turn_reading_round() -> None:
    assert _thing("  rent \n arrears\u202e ").name == "rent arrears"


def test_letters_typed_in_two_ways_become_the_same_name() -> None:
    assert _thing("cafe\u0301") == _thing("caf\u00e9")


def test_emoji_and_right_to_left_words_are_kept() -> None:
    assert _thing("وحدة 🏠").name == "وحدة 🏠"


@pytest.mark.parametrize(
    ("name", "says"), [("", "at least 1"), ("x" * 201, "at most 200"), ("a\x00b", "NUL"), ("\ud800", "surrogate")]
)
def test_a_name_that_cannot_be_kept_is_refused_with_the_reason(name: str, says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        _thing(name)


def test_a_long_story_is_kept_whole_with_one_kind_of_line_end() -> None:
    story = Story(cycle="c1", title="t", text="line\r\n" * 3000, teller="Wren")
    assert story.text == "line\n" * 3000


def test_instants_are_kept_in_utc() -> None:
    summer = datetime(2026, 6, 1, 10, tzinfo=timezone(timedelta(hours=1)))
    made = Thing.model_validate({"cycle": "c1", "name": "x", "thing_kind": "factor", "created_at": summer})
    assert made.created_at == datetime(2026, 6, 1, 9, tzinfo=UTC)


def test_a_link_needs_two_different_things() -> None:
    with pytest.raises(ValidationError, match="two different things"):
        Link.model_validate({"map": "m", "source": "a", "target": "a", "link_kind": "drives"})


def test_a_place_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValidationError):
        RECORDS["map_item"].model_validate({"map": "m", "thing": "a", "x": float("inf"), "y": 0.0})


def test_what_is_not_a_field_is_refused() -> None:
    with pytest.raises(ValidationError, match="colour"):
        Map.model_validate({"cycle": "c", "name": "n", "map_kind": "actor", "colour": "red"})


def test_a_purpose_has_room_for_500_characters() -> None:
    assert len(Purpose(cycle="c", wording="x" * 500).wording) == 500
    with pytest.raises(ValidationError):
        Purpose(cycle="c", wording="x" * 501)


def test_records_can_be_written_in_the_order_of_the_list() -> None:
    kinds = list(RECORDS)
    for before, after in [
        ("scale", "system"),
        ("system", "cycle"),
        ("cycle", "thing"),
        ("map", "map_item"),
        ("thing", "link"),
    ]:
        assert kinds.index(before) < kinds.index(after)
