"""Contacts counted in the database, in memory and over the tables: the same, whatever is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from random import Random
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from workbench.frames import TALLY_KEYS, Evidence, Picked, Tally
from workbench.model import Case, Contact, Demand, Does, Intake, Urgency, Withdrawal
from workbench.patterns.contact_tally import tally
from workbench.store import contact_memory

if TYPE_CHECKING:
    from conftest import World

pytestmark = pytest.mark.slow

TODAY = date(2026, 3, 2)
#: Days on which months end, or end differently, and one whole leap year's February.
ODD_DAYS = (
    *(date(2023, 12, 31), date(2024, 1, 30), date(2024, 1, 31), date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1)),
    *(
        date(2024, 3, 31),
        date(2024, 4, 30),
        date(2024, 5, 31),
        date(2024, 11, 30),
        date(2025, 2, 28),
        date(1999, 8, 31),
    ),
)
WORDS = ("Housing", "A&E", "Zoë’s 🚑", "يد", "a", "housing")
ASKED: tuple[tuple[str, ...], ...] = (
    (),
    *((name,) for name in TALLY_KEYS),
    ("phase", "quarter", "agency", "urgency"),
    ("activity_before", "activity"),
    ("case", "week", "does"),
    ("does_before", "does", "handed_to", "demand"),
    ("agency_before", "year"),
)
PICKED = (
    None,
    Picked(quarters=(-1, 2)),
    Picked(agencies=frozenset({"Housing", "a", "nobody"}), does=frozenset({"do"})),
    Picked(urgency=frozenset({"crisis"}), demand=frozenset({"failure"}), activities=frozenset(WORDS[:3])),
    Picked(cases=frozenset({"c1", "c2", "c3", "elsewhere"})),
    Picked(cases=frozenset()),
)


def filled(world: World, *, seed: int, n_cases: int = 12, n_contacts: int = 300) -> None:
    """Cases and contacts of every sort, most of them in an odd place."""
    rng = Random(seed)

    def day() -> date:
        return rng.choice(ODD_DAYS) + timedelta(days=rng.choice((0, 0, 0, 1, -1, rng.randrange(-800, 800))))

    def maybe(value: date) -> date | None:
        return value if rng.random() < 0.7 else None

    with world.store.step("Brought in", by="Asha") as step:
        intake = step.add(Intake(cycle=world.cycle.id, file="a.csv", source="Council"))
        common = {"cycle": world.cycle.id, "intake": intake.id}
        step.add_many(
            Case(
                id=f"c{n}",
                pseudonym=f"P{n}",
                way_from=maybe(day()),
                referred_on=maybe(day()),
                observed_from=maybe(date(2023, rng.randrange(1, 13), 28)),
                observed_until=maybe(date(2024, rng.randrange(1, 13), 28)),
                withdrawal=Withdrawal.no_use if n == 5 else Withdrawal.none,
                **common,
            )
            for n in range(n_cases)
        )
        step.add_many(
            Contact(
                case=f"c{rng.randrange(n_cases)}",
                happened_on=day(),
                agency=rng.choice(WORDS),
                activity=rng.choice(WORDS),
                does=rng.choice((None, *Does)),
                urgency=rng.choice((None, *Urgency)),
                demand=rng.choice((None, *Demand)),
                quantity=rng.choice((0, 0.25, 1, 3)),
                cost_pence=rng.choice((None, None, 0, 40_000, 40_000, 2_000_000_000)),
                handed_to=rng.choice(("", *WORDS)),
                **common,
            )
            for _ in range(n_contacts)
        )


def read(world: World, asked: Sequence[tuple[str, ...]], picked: Picked | None = None) -> Evidence:
    return world.store.read(*(Tally(by) for by in asked), audience=world.team, on=TODAY, picked=picked)


def same_as_over_the_tables(world: World, asked: Sequence[tuple[str, ...]], *choices: Picked | None) -> int:
    """Compare every tally with the one over the tables; returns how many contacts there were without a choice."""
    seen = world.store.read("contact", "case", audience=world.team, on=TODAY)
    for picked in choices or (None,):
        found = read(world, asked, picked)
        for by in asked:
            expected = tally(seen["contact"], seen["case"], by=by, picked=picked)
            pd.testing.assert_frame_equal(found[Tally(by).name], expected)
    return int(tally(seen["contact"], seen["case"], by=())["n"].sum())


@contextmanager
def counted_in(place: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Count in memory, or as in a store that holds too many contacts for that."""
    with monkeypatch.context() as patch:
        if place == "database":
            patch.setattr(contact_memory, "MOST_KEPT", 0)
            patch.setattr("workbench.store.contact_tally._CASES_AT_ONCE", 5)
        yield


@pytest.mark.parametrize("place", ["memory", "database"])
def test_every_tally_is_the_same_as_over_the_tables(world: World, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(world, seed=4)
    with counted_in(place, monkeypatch):
        assert same_as_over_the_tables(world, ASKED, *PICKED) > 50


@pytest.mark.parametrize("place", ["memory", "database"])
@pytest.mark.parametrize("seed", range(3))
def test_other_contacts_are_counted_alike_too(
    world: World, place: str, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(world, seed=100 + seed, n_cases=1 + seed * 8, n_contacts=seed * 100)
    asked = (("phase", "quarter"), ("case", "week"), ("activity_before", "activity"), ())
    with counted_in(place, monkeypatch):
        same_as_over_the_tables(world, asked)


@pytest.mark.parametrize("place", ["memory", "database"])
def test_a_quarter_begins_on_the_day_of_the_month_and_nobody_is_counted_unobserved(
    world: World, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with world.store.step("Wrote", by="Asha") as step:
        case = step.add(
            Case(
                cycle=world.cycle.id,
                pseudonym="Wren",
                way_from=date(2024, 1, 31),
                observed_from=date(2023, 10, 31),
                observed_until=date(2024, 4, 30),
            )
        )
        for day, pence in (
            (date(2023, 10, 30), 1),
            (date(2023, 10, 31), 2),
            (date(2024, 1, 30), 4),
            (date(2024, 1, 31), 8),
            (date(2024, 4, 30), 16),
            (date(2024, 5, 1), 32),
        ):
            step.add(
                Contact(cycle=world.cycle.id, case=case.id, happened_on=day, agency="A", activity="x", cost_pence=pence)
            )
    with counted_in(place, monkeypatch):
        found = read(world, [("phase", "quarter")])["contact by phase, quarter"]
    assert found[["phase", "quarter", "n", "n_people", "cost_pence"]].to_dict("list") == {
        "phase": ["after", "before"],
        "quarter": [0, -1],
        "n": [2, 2],
        "n_people": [1, 1],
        "cost_pence": [24, 6],
    }


@pytest.mark.parametrize("place", ["memory", "database"])
def test_what_changes_is_counted_at_the_next_look(world: World, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(world, seed=7)
    store = world.store
    as_over_the_tables = partial(same_as_over_the_tables, world, [("agency", "phase")])
    with counted_in(place, monkeypatch):
        n = as_over_the_tables()
        contact = next(c for c in store.all(Contact) if c.case == "c1")
        with store.step("Changed", by="Bo") as step:
            step.revise(contact.model_copy(update={"case": "c2", "agency": "Police", "happened_on": date(2024, 1, 9)}))
        as_over_the_tables()
        with store.step("Moved", by="Bo") as step:
            step.revise(store.get(Case, "c2").model_copy(update={"observed_until": None, "observed_from": None}))
        assert as_over_the_tables() > n
        with store.step("Removed", by="Bo") as step:
            step.remove("case", "c3")
        fewer = as_over_the_tables()
        store.undo(by="Bo")
        assert as_over_the_tables() > fewer
        store.withdraw("case", "c2", Withdrawal.no_use, by="Bo", on=TODAY)
        assert as_over_the_tables() < n
        store.withdraw("case", "c2", Withdrawal.erased, by="Bo", on=TODAY)
        as_over_the_tables()
        [intake] = store.all(Intake)
        more = Contact(
            cycle=world.cycle.id, case="c4", happened_on=date(2024, 2, 9), agency="B", activity="x", intake=intake.id
        )
        with store.step("More", by="Bo") as step:
            step.add_many([more])
            step.revise(intake.model_copy(update={"n_contacts": 1}))
        as_over_the_tables()
        store.take_back_intake(intake.id, by="Bo")
        assert as_over_the_tables() == 0


def test_only_what_an_audience_may_see_is_counted(world: World) -> None:
    filled(world, seed=4)
    for audience in (world.other_team, world.place):
        found = world.store.read(Tally(("agency",)), audience=audience, on=TODAY)["contact by agency"]
        assert len(found) == 0
