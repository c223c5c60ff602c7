"""A larger group reads, and looks at, the stories of the groups within it whose tellers let it; they are theirs."""

from __future__ import annotations

from typing import Any

import pytest

from workbench.desk import Desk
from workbench.model import Story
from workbench.panels.stories import StoriesPanel
from workbench.panels.what_stories_say import WhatStoriesSay

PLACE = {"system": "tidewell", "cycle": "tidewell-2"}


def heard(panel: Any, do: str, **given: Any) -> Any:
    return panel.hear({"do": do, "n": f"{do}{given}", "page": "p", "device": "d", "by": "Odile", "with": given})


def test_a_place_reads_the_stories_it_may_hear_and_changes_none_of_theirs(sample_desk: Desk) -> None:
    panel = StoriesPanel(sample_desk, **PLACE)
    state = heard(panel, "load")["ok"]["state"]
    told = {story.id: story for story in sample_desk.store.all(Story)}
    within = sample_desk.structure.within("tidewell")
    heard_here = {
        story.id
        for story in told.values()
        if sample_desk.store.get("cycle", story.cycle).system in within
        and story.scope in ("place", "country", "public")
        and story.withdrawal in ("none", "no_contact")
        and (story.consent_until is None or story.consent_until >= sample_desk.today())
    }
    assert state["n"] == len(heard_here)
    whose = {card["id"]: card["whose"] for card in state["cards"]}
    assert set(whose) <= heard_here
    theirs = next(id for id, name in whose.items() if name == "Harbour caseworkers")
    answer = heard(panel, "write", kind="story", id=theirs, values={"title": "Ours now"})
    assert "refused" in answer
    assert sample_desk.store.get(Story, theirs).title == told[theirs].title


@pytest.mark.slow
def test_a_place_looks_at_where_tellers_of_its_groups_placed_their_stories_in_one_set(sample_desk: Desk) -> None:
    panel = WhatStoriesSay(sample_desk, **PLACE)
    state = heard(panel, "load")["ok"]["state"]
    assert [one["id"] for one in state["sets"]] == ["signifiers-tidewell"]
    page = heard(panel, "stories", signifier_set="signifiers-tidewell")["ok"]
    own = heard(StoriesPanel(sample_desk, **PLACE), "load")["ok"]["state"]
    assert len(page["ids"]) == own["n"]
