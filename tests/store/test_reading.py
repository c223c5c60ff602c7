"""What an audience sees: consent is applied before anything leaves the store, the same on every database."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from workbench.errors import Refused
from workbench.frames import CHANGES, Audience, Evidence, table
from workbench.model import (
    RECORDS,
    EvidenceLink,
    Issue,
    Level,
    Map,
    MapItem,
    MapKind,
    Owner,
    Purpose,
    Story,
    Thing,
    ThingKind,
    Withdrawal,
)

if TYPE_CHECKING:
    from conftest import World

TODAY = date(2026, 3, 2)


def ids(evidence: Evidence, kind: str) -> list[str]:
    return list(evidence[kind]["id"])


def story(world: World, **fields: object) -> Story:
    with world.store.step("Told a story", by="Asha") as step:
        return step.add(world.story.model_copy(update={"id": "", "version": 0, **fields}))


def supported_by(source: Story, *, target_kind: str, target: str) -> EvidenceLink:
    return EvidenceLink(
        cycle=source.cycle, source_kind="story", source=source.id, target_kind=target_kind, target=target
    )


@pytest.mark.slow
def test_a_team_sees_its_own_material_as_the_tables_frames_describes(world: World) -> None:
    with world.store.step("More", by="Asha") as step:
        step.add(Purpose(cycle=world.cycle.id, wording="A home I can keep", agreed_by=("Wren", "Asha")))
        step.add(Issue(cycle=world.cycle.id, description="No phone", level=Level.macro, owner=Owner.team))
    seen = world.store.read(audience=world.team, on=TODAY)
    system_of = {
        record.id: "quay" if getattr(record, "cycle", "") == world.other_cycle.id else "harbour"
        for kind in RECORDS
        for record in world.store.all(kind)
    }
    assert set(seen.tables) == {*RECORDS, "changes"}
    assert (seen.audience, seen.on) == (world.team, TODAY)
    for kind in RECORDS:
        pd.testing.assert_frame_equal(seen[kind], table(kind, world.store.all(kind), system_of=system_of))


@pytest.mark.slow
def test_another_team_and_the_place_see_the_structure_and_the_purpose_only(world: World) -> None:
    with world.store.step("Purpose", by="Asha") as step:
        purpose = step.add(Purpose(cycle=world.cycle.id, wording="A home I can keep"))
    for audience in (world.other_team, world.place, Audience.public()):
        seen = world.store.read(audience=audience, on=TODAY)
        assert ids(seen, "purpose") == [purpose.id]
        assert {kind: len(seen[kind]) for kind in ("scale", "system", "cycle")} == {"scale": 5, "system": 4, "cycle": 2}
        hidden = ("map", "thing", "map_item", "link", "story", "evidence_link")
        assert {kind: len(seen[kind]) for kind in hidden} == dict.fromkeys(hidden, 0)


def test_a_story_is_seen_as_widely_as_its_teller_allows(world: World) -> None:
    told = {scope: story(world, title=scope, scope=scope).id for scope in ("person", "place", "country", "public")}
    seen = {
        audience.name: set(ids(world.store.read("story", audience=audience, on=TODAY), "story"))
        for audience in (world.team, world.other_team, world.place, Audience.public())
    }
    assert seen == {
        "the team Harbour": {world.story.id, told["place"], told["country"], told["public"]},
        "the team Quay": {told["place"], told["country"], told["public"]},
        "the place Tidewell": {told["place"], told["country"], told["public"]},
        "everybody": {told["public"]},
    }


def test_a_story_ends_with_its_consent_and_with_its_withdrawal(world: World) -> None:
    until = story(world, title="Until", consent_until=date(2026, 3, 2))
    unused = story(world, title="Not to be used", withdrawal=Withdrawal.no_use)
    uncalled = story(world, title="Not to be called", withdrawal=Withdrawal.no_contact)
    today = world.store.read("story", audience=world.team, on=TODAY)
    tomorrow = world.store.read("story", audience=world.team, on=date(2026, 3, 3))
    assert ids(today, "story") == [world.story.id, until.id, uncalled.id]
    assert ids(tomorrow, "story") == [world.story.id, uncalled.id]
    assert unused.id not in ids(today, "story")


def test_a_thing_is_seen_where_one_of_its_maps_is(world: World) -> None:
    with world.store.step("Wider map", by="Asha") as step:
        wide = step.add(Map(cycle=world.cycle.id, name="For the place", map_kind=MapKind.factor, scope="place"))
        item = step.add(MapItem(map=wide.id, thing=world.things[1].id))
        loose = step.add(Thing(cycle=world.cycle.id, name="On no map", thing_kind=ThingKind.factor))
    seen = world.store.read("map", "map_item", "thing", "link", audience=world.place, on=TODAY)
    assert {kind: ids(seen, kind) for kind in seen.tables} == {
        "map": [wide.id],
        "map_item": [item.id],
        "thing": [world.things[1].id],
        "link": [],
    }
    assert loose.id in ids(world.store.read("thing", audience=world.team, on=TODAY), "thing")


def test_an_evidence_link_is_seen_where_both_its_ends_are(world: World) -> None:
    wide = story(world, scope="place")
    with world.store.step("Laid evidence", by="Asha") as step:
        purpose = step.add(Purpose(cycle=world.cycle.id, wording="A home I can keep"))
        ends = {"target_kind": "purpose", "target": purpose.id}
        links = [step.add(supported_by(source, **ends)) for source in (wide, world.story)]
        doubt = step.add(supported_by(wide, target_kind="evidence_link", target=links[1].id))
    place = world.store.read("evidence_link", audience=world.place, on=TODAY)
    team = world.store.read("evidence_link", audience=world.team, on=TODAY)
    assert ids(place, "evidence_link") == [links[0].id]
    assert ids(team, "evidence_link") == [links[0].id, links[1].id, doubt.id]


@pytest.mark.slow
def test_changes_show_no_trace_of_what_is_hidden(world: World) -> None:
    wide = story(world, scope="place")
    with world.store.step("Removed two", by="Asha") as step:
        step.remove("story", wide.id)
        step.remove("map", world.map.id)
    place = world.store.read("changes", audience=world.place, on=TODAY)["changes"]
    team = world.store.read("changes", audience=world.team, on=TODAY)["changes"]
    assert tuple(place.columns) == CHANGES
    assert place[place["system"] == "harbour"][["by", "record_kind", "record", "action"]].to_dict("records") == [
        {"by": "Facilitator", "record_kind": "system", "record": "harbour", "action": "added"},
        {"by": "Facilitator", "record_kind": "cycle", "record": world.cycle.id, "action": "added"},
        {"by": "Asha", "record_kind": "story", "record": wide.id, "action": "added"},
        {"by": "Asha", "record_kind": "story", "record": wide.id, "action": "removed"},
    ]
    assert list(team.loc[team["action"] == "removed", "record_kind"].value_counts().sort_index().items()) == [
        ("link", 3),
        ("map", 1),
        ("map_item", 3),
        ("story", 1),
    ]
    assert place["at"].dtype == "datetime64[us, UTC]"


@pytest.mark.slow
def test_systems_keep_the_rows_of_those_systems_and_the_structure_whole(world: World) -> None:
    with world.store.step("Quay's", by="Asha") as step:
        theirs = step.add(Thing(cycle=world.other_cycle.id, name="Theirs", thing_kind=ThingKind.factor))
        lent = step.add(Map(cycle=world.other_cycle.id, name="Quay's map", map_kind=MapKind.factor, scope="public"))
        item = step.add(MapItem(map=lent.id, thing=world.things[0].id))
    audience = Audience("country", "land", "the country", wide=True)
    seen = world.store.read(
        "system", "map", "thing", "map_item", "changes", audience=audience, on=TODAY, systems=["quay"]
    )
    assert ids(seen, "system") == ["harbour", "land", "quay", "tidewell"]
    assert ids(seen, "map") == [lent.id]
    # The thing is Harbour's; it lies on Quay's map, which must come whole.
    assert ids(seen, "thing") == [world.things[0].id]
    assert ids(seen, "map_item") == [item.id]
    assert theirs.id not in ids(seen, "thing")
    own = seen["changes"].dropna(subset="system")
    assert set(own.loc[~own["record_kind"].isin(["system", "cycle"]), "system"]) == {"quay"}


def test_a_kind_nobody_knows_is_refused_in_words(world: World) -> None:
    with pytest.raises(Refused, match="“teapot” is not a kind of record"):
        world.store.read("teapot", audience=world.team, on=TODAY)
