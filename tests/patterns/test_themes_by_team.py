"""Themes in two teams, and a theme for which one of them never looked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from workbench.frames import Audience, Evidence
from workbench.model import Coding, CodingRound, Debrief, DebriefEntry, PodEntry, Record, Theme
from workbench.patterns import themes_by_team
from workbench.sharing import release

Make = Callable[..., Evidence]
Rounds = Callable[..., list[Record]]


def _cells(found: Any) -> dict[tuple[str, str], tuple[Any, ...]]:
    columns = ["n_texts", "n_people", "n_read", "n_people_read", "share", "looked_for"]
    made = found.table.astype("object")
    made = made.where(made.notna(), None)
    return {(r["theme"], r["team"]): tuple(r[c] for c in columns) for r in made.to_dict("records")}


def test_a_theme_nobody_looked_for_is_not_absent(make_evidence: Make, make_coding_round: Rounds) -> None:
    here = make_coding_round({"a": ("Ama",), "b": ("Ama",)}, [("Ama", "trust", "a"), ("Ama", "waiting", "b")])
    there = make_coding_round({"x": ("Bo",)}, [("Bo", "Trust", "x")], cycle="d")
    found = themes_by_team(make_evidence(*here, *there))
    assert _cells(found) == {
        ("trust", "Harbour"): (1, 1, 2, 2, 0.5, True),
        ("trust", "Market"): (1, 1, 1, 1, 1, True),
        ("waiting", "Harbour"): (1, 1, 2, 2, 0.5, True),
        ("waiting", "Market"): (None, None, None, None, None, False),
    }
    assert found.n_people == 3


def test_texts_read_before_the_theme_was_there_were_not_read_for_it(
    make_evidence: Make, make_coding_round: Rounds
) -> None:
    made = make_coding_round({"a": ("Ama",), "b": ("Ama",), "e": ("Ama",)}, [("Ama", "trust", "a")])
    days = {"c-u-a-Ama": "2026-04-01", "c-u-b-Ama": "2026-04-01", "c-u-e-Ama": "2026-04-20"}
    dated = [
        type(one).model_validate({**one.model_dump(), "done_on": days[one.id]}) if one.id in days else one
        for one in made
    ]
    dated = [
        type(one).model_validate({**one.model_dump(), "created_at": "2026-04-10T15:00:00Z"})
        if isinstance(one, Theme)
        else one
        for one in dated
    ]
    # a was tagged with it, e was read since; of b nobody can say
    assert _cells(themes_by_team(make_evidence(*dated))) == {("trust", "Harbour"): (1, 1, 2, 2, 0.5, True)}


def test_people_are_counted_once_and_a_text_without_a_name_as_one(
    make_evidence: Make, make_coding_round: Rounds
) -> None:
    base = make_coding_round({}, [("Ama", "trust", "none")])
    said = [("e1", "Bo"), ("e2", "Bo"), ("e3", ""), ("e4", "")]
    entries = [
        DebriefEntry(id=id, cycle="c", debrief="m", slice="practical_first", text="We wait", said_by=who)
        for id, who in said
    ]
    codings = [
        Coding(id=f"k-{id}", cycle="c", theme="c-trust", coder="Ama", of_kind="debrief_entry", of=id) for id, _ in said
    ]
    found = themes_by_team(make_evidence(*base, Debrief(id="m", cycle="c", held_on="2026-04-01"), *entries, *codings))
    assert _cells(found) == {("trust", "Harbour"): (4, 3, 4, 3, 1, True)}


def test_what_a_pod_has_not_shared_is_not_there(make_evidence: Make, make_coding_round: Rounds) -> None:
    base = make_coding_round({}, [("Ama", "trust", "none")])
    pods = [
        PodEntry(id=id, cycle="c", held_on="2026-04-01", learnt="We wait", shared_on=on)
        for id, on in (("p1", None), ("p2", "2026-04-02"))
    ]
    codings = [
        Coding(id=f"k-{id}", cycle="c", theme="c-trust", coder="Ama", of_kind="pod_entry", of=id, field="learnt")
        for id in ("p1", "p2")
    ]
    found = themes_by_team(make_evidence(*base, *pods, *codings))
    assert _cells(found) == {("trust", "Harbour"): (1, 1, 1, 1, 1, True)}


def test_a_blind_round_counts_for_nothing(make_evidence: Make, make_coding_round: Rounds) -> None:
    found = themes_by_team(make_evidence(*make_coding_round({"a": ("Ama",)}, [("Ama", "trust", "a")], state="blind")))
    assert (found.table.empty, found.n_people) == (True, 0)


def test_a_round_that_an_audience_does_not_see_may_be_blind_and_counts_for_nothing(
    make_evidence: Make, make_coding_round: Rounds
) -> None:
    made = make_coding_round({"a": ("Ama",)}, [("Ama", "trust", "a")])
    unseen = [one for one in made if not isinstance(one, CodingRound)]
    assert themes_by_team(make_evidence(*made)).n_people == 1
    found = themes_by_team(make_evidence(*unseen))
    assert (found.table.empty, found.n_people) == (True, 0)


@pytest.mark.slow
def test_small_numbers_and_people_are_hidden_from_a_place(
    make_evidence: Make, make_coding_round: Rounds, place: Audience
) -> None:
    names = [f"s{n:02}" for n in range(30)]
    tags = [("Ama", "trust", of) for of in names[:7]] + [("Ama", "waiting", of) for of in names[:21]]
    made = make_evidence(*make_coding_round(dict.fromkeys(names, ("Ama",)), tags), audience=place)
    table = release(themes_by_team(made)).table
    assert table[["theme", "n_texts_shown", "n_read_shown", "share_shown"]].to_numpy().tolist() == [
        ["trust", "*", "30", "*"],
        ["waiting", "20", "30", "67%"],
    ]
