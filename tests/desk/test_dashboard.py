"""The leadership dashboard: for whom it is made, what it can be narrowed to, and what it never lets through."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from workbench.desk import Desk
from workbench.desk.dashboard import FOLLOWS, Dashboard, Filters
from workbench.errors import Refused
from workbench.model.prompts import words

pytestmark = pytest.mark.slow
ALL = Filters()


@pytest.fixture
def council(sample_desk: Desk) -> Dashboard:
    return Dashboard(sample_desk, system="tidewell-council")


def test_even_the_group_itself_sees_only_what_everybody_of_its_system_may_see(council: Dashboard) -> None:
    assert (council.desk.audience("tidewell-council").system, council.desk.audience("tidewell-council").wide) == (
        "tidewell-council",
        True,
    )


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ("public", "public"),
        ("country:northmere", "country"),
        ("place", "place"),
        ("team:harbour-caseworkers", "organisation"),  # an audience within sees no more than everybody of the whole
        ("organisation:open-door", "organisation"),
    ],
)
def test_a_wider_audience_stays_and_a_narrower_one_becomes_the_systems_own(
    said: str, seen: str, sample_store: Path
) -> None:
    board = Dashboard(Desk.open(sample_store, audience=said), system="tidewell-council")
    audience = board.desk.audience("tidewell-council")
    assert (audience.scale, audience.wide) == (seen, True)
    assert audience.system == (
        "open-door" if "open-door" in said else "tidewell-council" if seen == "organisation" else audience.system
    )


@pytest.mark.parametrize("system", ["northmere", "open-door", "good-company"])
def test_every_figure_answers_at_every_scale(system: str, sample_desk: Desk) -> None:
    board = Dashboard(sample_desk, system=system)
    for figure in FOLLOWS:
        assert board.answer(figure, ALL).released.profile


def test_there_is_no_dashboard_of_a_life(sample_desk: Desk) -> None:
    board = Dashboard(sample_desk, system="life-wren")
    assert board.of_a_life
    with pytest.raises(Refused, match="no such figure"):
        board.answer("two_stories", ALL)


def test_places_lie_within_and_no_life_is_among_them(council: Dashboard) -> None:
    assert {one.id for one in council.places()} == {"harbour-caseworkers", "north-quay"}
    with pytest.raises(Refused, match="does not lie within"):
        council.answer("learning_below", Filters(place="open-door"))
    with pytest.raises(Refused, match="does not lie within"):
        council.answer("learning_below", Filters(place="life-marlow"))


def test_a_place_and_a_theme_narrow_the_patterns(sample_desk: Desk) -> None:
    board = Dashboard(sample_desk, system="tidewell-council")
    every = board.answer("learning_below", ALL).table
    assert len(board.answer("learning_below", Filters(place="north-quay")).table) == 0
    theme = board.themes()[0]
    found = board.answer("learning_below", Filters(theme=theme)).table
    assert 0 < len(found) < len(every)
    assert {*found["theme"]} == {theme}


@pytest.mark.parametrize("figure", [one for one, follows in FOLLOWS.items() if "period" in follows])
def test_a_period_before_anything_happened_leaves_nothing(figure: str, council: Dashboard) -> None:
    long_ago = Filters(since=date(1900, 1, 1), until=date(1900, 1, 31))
    table = council.answer(figure, long_ago).table
    assert len(table) == 0 or (table["n_shown"] == "0").all()


def test_days_are_widened_to_whole_months() -> None:
    made = Filters.of(since="2026-02-17", until="2026-02-03", words=words())
    assert (made.since, made.until) == (date(2026, 2, 1), date(2026, 2, 28))
    assert made.on == {"period"}
    assert Filters.of(since="2026-03", words=words()).since == date(2026, 3, 1)


@pytest.mark.parametrize(("since", "until"), [("spring", ""), ("2026-13-01", ""), ("2026-05-01", "2026-04-30")])
def test_a_period_that_is_none_is_refused_in_a_sentence(since: str, until: str) -> None:
    with pytest.raises(Refused):
        Filters.of(since=since, until=until, words=words())


def test_nothing_asked_below_a_new_system_is_an_empty_dashboard(quay_desk: Desk) -> None:
    board = Dashboard(quay_desk, system="bay")
    assert [len(board.answer(one, ALL).table) for one in ("learning_below", "asked_of_us", "two_stories")] == [0, 0, 0]
    assert board.n_cycles(ALL) == 1
