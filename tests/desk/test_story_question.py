"""What tellers say of their stories, asked at the desk: a real store, a real group."""

from __future__ import annotations

from typing import Any

import pytest

from workbench.desk import Desk
from workbench.errors import Refused
from workbench.model import Comparison, Cycle, Signification, SignifierSet, Story, System
from workbench.panels.workplace import STORIES, figures_of
from workbench.patterns.comparisons_looked_at import looked_at
from workbench.store import Store

SIGNIFIERS: tuple[dict[str, Any], ...] = (
    {"key": "what", "signifier_kind": "triad", "title": "What mattered?", "labels": ("time", "people", "rules")},
    {"key": "end", "signifier_kind": "dyad", "title": "How did it end?", "labels": ("badly", "well")},
    {"key": "got", "signifier_kind": "dyad", "title": "Got what was needed?", "labels": ("nothing", "all")},
    {"key": "who", "signifier_kind": "choice", "title": "Who told?", "labels": ("worker", "citizen")},
    {
        "key": "power",
        "signifier_kind": "stones",
        "title": "Power?",
        "labels": ("council",),
        "axes": ("a", "b", "c", "d"),
    },
)


def fill(store: Store, *, cycle: str = "quay-1", n: int = 32, scope: str = "public") -> None:
    """So many stories from each of two places, which differ in everything they are asked."""
    with store.step("Bring in stories", by="Test") as step:
        asked = step.add(
            SignifierSet.model_validate({"cycle": cycle, "scope": scope, "name": "Asked", "signifiers": SIGNIFIERS})
        )
        for at in range(2 * n):
            bay = at % 2 == 0
            said = {"title": f"Story {at}", "text": "…", "teller": f"P{at}", "place": "Bay" if bay else "Hill"}
            story = step.add(Story.model_validate({"cycle": cycle, "scope": scope, **said}))
            answers: dict[str, dict[str, Any]] = {
                "what": {"top": 0.1 if bay else 0.8, "left": 0.8 if bay else 0.1, "right": 0.1},
                "end": {"x": (0.9 if bay else 0.1) + at / 1000},
                "got": {"x": (0.7 if bay else 0.2) + at / 1000},
                "who": {"chosen": ("citizen" if bay else "worker",)},
                "power": {"x": 0.2, "y": 0.2, "item": "council"},
            }
            for key, answer in answers.items():
                row = {"cycle": cycle, "story": story.id, "signifier_set": asked.id, "signifier": key}
                step.add(Signification.model_validate({**row, "placing": "placed", **answer}))


def test_every_question_has_an_answer_and_a_picture(quay_desk: Desk) -> None:
    fill(quay_desk.store)
    where: dict[str, Any] = {"system": "quay", "cycle": "quay-1"}
    answers = [
        quay_desk.stories_say(**where),
        quay_desk.triad_placings(signifier="what", split_by="place", **where),
        quay_desk.triad_zones(signifier="what", **where),
        quay_desk.triad_comparison(signifier="what", split_by="place", **where),
        quay_desk.dyad_placings(signifier="end", **where),
        quay_desk.dyad_comparison(signifier="end", split_by="place", **where),
        quay_desk.choice_counts(signifier="who", split_by="place", **where),
        quay_desk.choice_comparison(signifier="who", split_by="place", **where),
        quay_desk.scale_correlation(signifier="end", beside="got", **where),
        quay_desk.stones_placings(signifier="power", **where),
    ]
    assert [answer.figure().empty for answer in answers] == [None] * len(answers)
    assert answers[3].table[["first", "second", "n_stories_first", "may_say"]].iloc[0].tolist() == [
        *("Bay", "Hill", 32, "comparison")
    ]


def test_stories_are_grouped_by_what_was_chosen_or_picked(quay_desk: Desk) -> None:
    fill(quay_desk.store)
    by_choice = quay_desk.triad_zones(signifier="what", split_by="choice:who", cycle="quay-1")
    assert by_choice.finding.groups == ("worker", "citizen")
    points = quay_desk.triad_placings(signifier="what", split_by="place", cycle="quay-1").table
    corner = points.loc[points["zone"] == "L", "story"].tolist()
    picked = quay_desk.triad_comparison(signifier="what", split_by={"corner": corner}, cycle="quay-1")
    assert picked.table[["first", "second"]].iloc[0].tolist() == ["corner", "all other stories"]
    assert quay_desk.story_split({"corner": corner}, cycle="quay-1").groups == ("corner", "all other stories")


def test_two_groups_can_be_named_and_the_rest_stands_together(quay_desk: Desk) -> None:
    fill(quay_desk.store)
    answer = quay_desk.triad_comparison(signifier="what", split_by="place", first="Hill", cycle="quay-1")
    assert answer.table[["first", "second"]].iloc[0].tolist() == ["Hill", "Bay"]
    with pytest.raises(Refused, match="Which two groups\\? Place gives these: Bay, Hill"):
        quay_desk.triad_comparison(signifier="what", split_by="place", first="Moor", cycle="quay-1")
    with pytest.raises(TypeError, match="there is no colour"):
        quay_desk.triad_zones(signifier="what", colour="red")


def test_a_new_story_is_there_at_once(quay_desk: Desk) -> None:
    fill(quay_desk.store, n=3)
    assert quay_desk.triad_zones(signifier="what", cycle="quay-1").finding.n_people == 6
    fill(quay_desk.store, n=1)
    # the same words in another set are the same question
    assert quay_desk.triad_zones(signifier="what", cycle="quay-1").finding.n_people == 6
    assert quay_desk.stories_say(system="quay", cycle="quay-1").table["n_stories"].max() == 8


def test_a_place_sees_counts_and_no_points(quay_store: Store) -> None:
    fill(quay_store)
    place = Desk(quay_store, audience="place:bay")
    zones = place.triad_zones(signifier="what", system="bay")
    assert dict(zip(zones.table["zone"], zones.table["n_stories_shown"], strict=True))["placed"] == "60"
    assert place.triad_placings(signifier="what", system="bay").table.empty
    assert "What mattered?" in place.stories_say(system="bay").to_html()


def test_stories_that_do_not_leave_the_team_are_not_counted_beyond(quay_store: Store) -> None:
    fill(quay_store, scope="team")
    assert Desk(quay_store, audience="place:bay").stories_say(system="bay").table.empty
    assert not Desk(quay_store).stories_say(system="quay", cycle="quay-1").table.empty


def test_teams_stand_beside_each_other_in_a_place(quay_store: Store) -> None:
    with quay_store.step("Another team", by="Test") as step:
        step.add(System(id="dock", name="Dock team", scale="team", part_of="bay"))
        step.add(Cycle(id="dock-1", system="dock", name="First round"))
    fill(quay_store)
    fill(quay_store, cycle="dock-1", n=20)
    place = Desk(quay_store, audience="place:bay")
    answer = place.triad_comparison(signifier="what", split_by="system", system="bay")
    row = answer.table.iloc[0]
    assert (row["first"], row["second"], row["n_stories_first"], row["n_stories_second"]) == (
        *("Dock team", "Quay team", 40, 65),
    )


def test_a_wider_audience_enters_the_room_and_finds_the_zones(quay_store: Store) -> None:
    fill(quay_store)
    place = Desk(quay_store, audience="place:bay")
    rooms = figures_of(STORIES, place, system="bay", cycle="")
    assert "what_stories_say" in rooms


def test_what_was_looked_at_is_counted(quay_desk: Desk) -> None:
    fill(quay_desk.store)
    found = quay_desk.triad_comparison(signifier="what", split_by="place", cycle="quay-1").finding
    with quay_desk.store.step("Look", by="Test") as step:
        for one in looked_at(found):
            kept = {"cycle": "quay-1", "looked_on": quay_desk.today(), **one}
            step.add(Comparison.model_validate(kept))
    answer = quay_desk.comparisons_looked_at(cycle="quay-1")
    assert (answer.finding.n_looked_at, answer.finding.n_stand_out) == (1, 1)
    assert answer.table[["compared", "split_by", "first", "second"]].iloc[0].tolist() == [
        *("What mattered?", "Place", "Bay", "Hill")
    ]
