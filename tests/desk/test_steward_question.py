"""What the sample's reviews say, worked out by hand from data/sample/review.csv and review_note.csv."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from workbench.desk import Desk
from workbench.store import Store

pytestmark = pytest.mark.slow

HARBOUR = {"system": "harbour-caseworkers", "cycle": "harbour-caseworkers-2"}
#: Everybody who takes part in a review or is in a group of the sample, as far as they have a name of their own.
NAMES = ("Nell", "Idris", "Joss", "Ansel", "Petra", "Marlow", "Yusra", "Odile", "Bram", "Leonie", "Lorna", "Gwenda")


def _today() -> datetime:
    return datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def store(sample_store: Path) -> Iterator[Store]:
    with Store.open(sample_store) as opened:
        yield opened


def test_three_reviews_of_the_caseworkers_state_by_state(store: Store) -> None:
    finding = Desk(store, now=_today).stewardship_over_time(**HARBOUR).finding
    states = {prompt: list(said["state"]) for prompt, said in finding.said.groupby("prompt")}
    assert states == {
        "plan": ["fine", "fine", "fine"],
        "resources": ["fine", "needs_work", "fine"],
        "enables": ["needs_work", "needs_work", "fine"],
        "learning": ["needs_work", "fine", "fine"],
        "account": ["dont_know", "needs_work", "needs_work"],
        "boundary": ["needs_work"],
    }
    counted = finding.table.set_index("prompt")[["n_fine", "n_needs_work", "n_dont_know"]]
    assert list(counted.loc["account"]) == [0, 2, 1]
    assert list(counted.loc["resources"]) == [2, 1, 0]
    people = finding.reviews[["hours", "came", "left"]].to_numpy().tolist()
    assert people == [[58, (), ()], [44, ("Joss", "Ansel"), ("Petra",)], [61, ("Marlow",), ()]]


def test_the_caseworkers_review_is_thirteen_days_over_and_the_towns_still_comes(store: Store) -> None:
    desk = Desk(store, now=_today)
    assert desk.review_due("harbour-caseworkers-2") == (date(2026, 11, 9), -13)
    assert desk.review_due("tidewell-2") == (date(2026, 12, 10), 18)
    assert desk.review_due("fellbeck-1") == (None, None)


@pytest.mark.parametrize(
    ("audience", "systems"),
    [
        ("public", ("northmere", "tidewell", "tidewell-council", "harbour-caseworkers")),
        ("country", ("northmere", "tidewell", "harbour-caseworkers")),
        ("place", ("tidewell", "harbour-caseworkers")),
        ("organisation", ("tidewell-council", "harbour-caseworkers")),
    ],
)
def test_no_wider_audience_is_sent_the_name_of_anybody_who_took_part(
    store: Store, audience: str, systems: tuple[str, ...]
) -> None:
    desk = Desk(store, audience=audience, now=_today)
    for system in systems:
        for answer in (desk.stewardship_over_time(system=system), desk.groups_round_cycle(system=system)):
            sent = repr(vars(answer.finding)) + answer.table.to_csv() + answer.to_html()
            sent = sent.replace(repr(answer.audience), "")
            assert [name for name in NAMES if re.search(rf"\b{name}\b", sent)] == []


def test_a_review_stays_within_the_circle_it_was_written_for(store: Store) -> None:
    """The caseworkers' reviews are their organisation's; the town's own is the town's."""
    wide = Desk(store, audience="place", now=_today).stewardship_over_time(system="tidewell").finding
    assert "Tenants’ groups" not in wide.said.to_csv()
    assert "Refusals are read aloud." in wide.said.to_csv()
    assert Desk(store, audience="public", now=_today).stewardship_over_time(system="tidewell").table.empty


def test_the_forum_of_the_first_round_still_stands_round_the_second(store: Store) -> None:
    found = Desk(store, now=_today).groups_round_cycle(system="tidewell", cycle="tidewell-2").finding
    assert list(found.table["name"]) == [
        "Friends from elsewhere",
        "One table",
        "What keeps coming up",
        "The forum on tests",
    ]
    assert found.missing == ("core", "evidence", "working", "leadership")
