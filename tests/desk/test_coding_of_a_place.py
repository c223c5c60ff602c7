"""A larger group codes texts of the groups within it that let it see them, and no others."""

from __future__ import annotations

import pytest

from workbench.desk import Desk
from workbench.desk.coding_work import CodingWork
from workbench.errors import Refused
from workbench.model import CodingUnit, Story


def story(sample_desk: Desk, *, scope: str, system: str) -> str:
    cycles = {cycle.id for cycle in sample_desk.structure.cycles_of(system)}
    return next(
        s.id for s in sample_desk.store.all(Story) if s.scope == scope and s.cycle in cycles and s.withdrawal == "none"
    )


def test_a_place_begins_a_round_on_stories_of_its_teams_that_it_may_hear(sample_desk: Desk) -> None:
    work = CodingWork.at(sample_desk, "tidewell-2")
    text = story(sample_desk, scope="place", system="harbour-caseworkers")
    made = work.begin({"name": "Again", "coders": ["Joss"]}, texts=[("story", text)])
    assert [unit.of for unit in sample_desk.store.all(CodingUnit, coding_round=made.id)] == [text]


@pytest.mark.parametrize(("scope", "system"), [("team", "harbour-caseworkers"), ("place", "valley-nurses")])
def test_what_it_may_not_hear_or_lies_elsewhere_is_refused(sample_desk: Desk, scope: str, system: str) -> None:
    work = CodingWork.at(sample_desk, "tidewell-2")
    with pytest.raises(Refused):
        work.begin({"name": "Again"}, texts=[("story", story(sample_desk, scope=scope, system=system))])


def test_agreement_of_three_readers_is_told_for_the_texts_of_the_teams(sample_desk: Desk) -> None:
    found = sample_desk.coder_agreement("coding-round-autumn").table
    texts = found[found["shared_unit"] == "text"]
    assert set(texts["n_texts"]) == {60}
    assert set(texts["n_coders"]) == {3}
    assert texts["alpha"].between(0.3, 1).all()
