"""Who may see which row."""

from __future__ import annotations

from datetime import date
from itertools import product

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.frames import Audience, table
from workbench.model import Scale, System
from workbench.sharing import admits

TODAY = date(2026, 6, 1)
SCOPES = ("person", "team", "organisation", "place", "country", "public")


def _audience(system: str | None, systems: pd.DataFrame) -> Audience:
    if system is None:
        return Audience.public()
    scale = systems.set_index("id").at[system, "scale"]
    return Audience(scale=str(scale), system=system, name=system, wide=scale not in ("person", "team"))


@pytest.mark.parametrize(
    ("told_in", "looks", "seen_from"),
    [
        # told in, who looks, the narrowest scope with which it is seen: the scale of the circle both are part of
        ("harbour", "harbour", "team"),  # one's own team
        ("harbour", "wren", "team"),  # somebody in the team
        ("wren", "wren", "person"),  # the teller
        ("wren", "harbour", "team"),  # the teller's team is not the teller and their worker
        ("harbour", "quay", "organisation"),  # the team next door meets it in the council
        ("harbour", "council", "organisation"),
        ("harbour", "night", "place"),  # a team of another organisation meets it in Tidewell
        ("harbour", "shelter", "place"),
        ("harbour", "tidewell", "place"),
        ("harbour", "fernmoor", "country"),  # the other place meets it in the country
        ("harbour", "isle", "country"),
        ("harbour", None, "public"),  # everybody
        ("harbour", "elsewhere", "public"),  # nothing in common
        ("tidewell", "harbour", "place"),  # a place's own material, read by a team in it
        ("tidewell", "tidewell", "place"),
        ("isle", "harbour", "country"),
    ],
)
def test_a_row_is_seen_from_the_circle_it_shares_with_who_looks(
    told_in: str, looks: str | None, seen_from: str, scales: pd.DataFrame, systems: pd.DataFrame
) -> None:
    rows = pd.DataFrame({"system": told_in, "scope": list(SCOPES)})
    seen = admits(rows, audience=_audience(looks, systems), scales=scales, systems=systems, on=TODAY)
    assert rows["scope"][seen].tolist() == list(SCOPES[SCOPES.index(seen_from) :])


def test_consent_ends_after_its_last_day(scales: pd.DataFrame, systems: pd.DataFrame, harbour_team: Audience) -> None:
    until = [date(2026, 5, 31), date(2026, 6, 1), date(2026, 6, 2), None]
    rows = pd.DataFrame({"system": "harbour", "scope": "public", "consent_until": until})
    as_stored = rows.astype({"consent_until": "datetime64[s]"})
    for form in (rows, as_stored):
        seen = admits(form, audience=harbour_team, scales=scales, systems=systems, on=TODAY)
        assert seen.tolist() == [False, True, True, True]


def test_withdrawn_words_are_seen_by_nobody(scales: pd.DataFrame, systems: pd.DataFrame) -> None:
    asked_for = ["none", "no_contact", "no_use", "erased", "something new", None]
    rows = pd.DataFrame({"system": "wren", "scope": "public", "withdrawal": asked_for})
    for looks in ("wren", "harbour", "isle", None):
        seen = admits(rows, audience=_audience(looks, systems), scales=scales, systems=systems, on=TODAY)
        assert seen.tolist() == [True, True, False, False, False, False]


def test_what_cannot_be_judged_is_not_seen(scales: pd.DataFrame, systems: pd.DataFrame, harbour_team: Audience) -> None:
    rows = pd.DataFrame(
        {
            "system": ["harbour", "harbour", "nowhere", None, "lost"],
            "scope": [None, "galaxy", "country", "country", "country"],
        }
    ).astype("str")
    lost = pd.concat([systems, table("system", [System(id="lost", name="L", scale="gone", part_of="harbour")])])
    seen = admits(rows, audience=harbour_team, scales=scales, systems=lost, on=TODAY)
    assert seen.tolist() == [False, False, False, False, True]
    of_the_lost = Audience(scale="gone", system="lost", name="L", wide=True)
    assert not admits(rows.tail(1), audience=of_the_lost, scales=scales, systems=lost, on=TODAY).any()


def test_no_rows_give_no_answers_and_an_index_is_kept(
    scales: pd.DataFrame, systems: pd.DataFrame, harbour_team: Audience
) -> None:
    rows = pd.DataFrame({"system": ["harbour", "quay"], "scope": "team"}, index=["s7", "s3"])
    seen = admits(rows, audience=harbour_team, scales=scales, systems=systems, on=TODAY)
    pd.testing.assert_series_equal(seen, pd.Series([True, False], index=["s7", "s3"]))
    none = admits(table("story", []), audience=harbour_team, scales=scales, systems=systems, on=TODAY)
    assert (len(none), none.dtype) == (0, bool)


def test_systems_in_a_ring_stop_nothing(scales: pd.DataFrame) -> None:
    ring = [System(id="a", name="A", scale="team", part_of="b"), System(id="b", name="B", scale="place", part_of="a")]
    rows = pd.DataFrame({"system": ["a", "c"], "scope": "place"})
    looks = Audience(scale="place", system="b", name="B", wide=True)
    seen = admits(rows, audience=looks, scales=scales, systems=table("system", ring), on=TODAY)
    assert seen.tolist() == [True, False]


@st.composite
def _trees(draw: st.DrawFn) -> list[System]:
    """Systems each of which lies in one made before it, at a smaller scale, or in none."""
    made = [System(id="s0", name="s0", scale="c5")]
    for n in range(1, draw(st.integers(1, 9))):
        parent = draw(st.sampled_from([None, *made]))
        below = int(parent.scale[1]) if parent else 6
        scale = draw(st.integers(0, max(0, below - 1)))
        made.append(System(id=f"s{n}", name=f"s{n}", scale=f"c{scale}", part_of=parent.id if parent else None))
    return made


@pytest.mark.slow
@given(tree=_trees(), scope=st.sampled_from([*(f"c{n}" for n in range(6)), "public"]))
def test_a_wider_audience_never_sees_more_and_a_wider_scope_never_shows_less(tree: list[System], scope: str) -> None:
    scales = table("scale", [Scale(id=f"c{n}", name=f"c{n}", position=n) for n in range(6)])
    systems = table("system", tree)
    by_id = {s.id: s for s in tree}
    rows = pd.DataFrame({"system": [s.id for s in tree], "scope": scope})

    def seen(audience: Audience, rows: pd.DataFrame = rows) -> pd.Series:
        return admits(rows, audience=audience, scales=scales, systems=systems, on=TODAY)

    for system in tree:
        narrow = Audience(scale=system.scale, system=system.id, name="", wide=True)
        wider = by_id.get(system.part_of or "")
        beyond = Audience(scale=wider.scale, system=wider.id, name="", wide=True) if wider else Audience.public()
        assert not (seen(beyond) & ~seen(narrow)).any()
        assert not (seen(narrow) & ~seen(narrow, rows.assign(scope="public"))).any()


def test_ten_thousand_rows_are_judged_like_each_alone(scales: pd.DataFrame, systems: pd.DataFrame) -> None:
    pairs = list(product(systems["id"], SCOPES))
    few = pd.DataFrame(pairs, columns=["system", "scope"]).assign(withdrawal="none", consent_until=pd.NaT)
    many = pd.concat([few] * (10_000 // len(few) + 1), ignore_index=True)
    looks = _audience("quay", systems)
    alone = [
        bool(admits(few.iloc[[i]], audience=looks, scales=scales, systems=systems, on=TODAY).iloc[0])
        for i in range(len(few))
    ]
    together = admits(many, audience=looks, scales=scales, systems=systems, on=TODAY)
    assert together.tolist() == (alone * (len(many) // len(few)))
