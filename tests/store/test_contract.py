"""The contract of the store, on every database: a SQLite file, an encrypted one, and a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from workbench.errors import Gone, Refused, Stale
from workbench.model import (
    Cycle,
    EvidenceLink,
    Experiment,
    Issue,
    Level,
    Link,
    LinkKind,
    MapItem,
    NamedLoop,
    Owner,
    Polarity,
    Purpose,
    Record,
    System,
    Thing,
    ThingKind,
)
from workbench.store import Store

if TYPE_CHECKING:
    from conftest import Clock, World


def actions(store: Store, since: int) -> list[tuple[str, str]]:
    return [(change.action, change.kind) for change in store.changes(since)]


def evidence(world: World, story: str) -> EvidenceLink:
    """A story that supports the first link."""
    return EvidenceLink(
        cycle=world.cycle.id, source_kind="story", source=story, target_kind="link", target=world.links[0].id
    )


Opens = Callable[[], Store]


class TestContract:
    def test_an_empty_store_has_no_changes(self, store: Store) -> None:
        assert store.revision() == 0
        assert store.changes(0) == []
        assert store.all("thing") == []
        assert store.undo(by="Asha") is None
        assert store.redo(by="Asha") is None
        assert store.check() == []

    def test_what_was_added_is_there_with_its_author_and_version(
        self, world: World, opens: Callable[[], Store]
    ) -> None:
        with world.store.step("Added a factor", by="Asha", page="tab-1") as step:
            added = step.add(Thing(cycle=world.cycle.id, name="  Fear\tof letters ", thing_kind=ThingKind.factor))
        found = opens().get("thing", added.id)
        assert found == added
        assert isinstance(found, Thing)
        assert found.name == "Fear of letters"
        assert (found.created_by, found.created_at, found.version) == (
            "Asha",
            datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
            1,
        )

    def test_every_kind_of_record_comes_back_as_it_was(self, world: World, opens: Opens) -> None:
        records: list[Record] = [
            Purpose(
                cycle=world.cycle.id,
                wording="A home I can keep",
                agreed_by=("Wren", "Asha"),
                agreed_on=date(2026, 1, 5),
            ),
            NamedLoop(map=world.map.id, things=tuple(sorted(t.id for t in world.things)), name="The drawer 😊 مرحبا"),
            Issue(cycle=world.cycle.id, description="No phone", level=Level.macro, owner=Owner.government),
            Experiment(
                cycle=world.cycle.id, title="Ring first", touches=(world.things[0].id,), started_on=date(2026, 2, 1)
            ),
            EvidenceLink(
                cycle=world.cycle.id,
                source_kind="story",
                source=world.story.id,
                target_kind="link",
                target=world.links[0].id,
            ),
        ]
        with world.store.step("Added some of each", by="Asha") as step:
            added = [step.add(record) for record in records]
        again = opens()
        assert [again.get(record.kind, record.id) for record in added] == added

    def test_records_come_in_the_order_they_were_added(self, world: World) -> None:
        with world.store.step("Added many", by="Asha") as step:
            added = [
                step.add(Thing(cycle=world.other_cycle.id, name=f"Factor {n}", thing_kind=ThingKind.factor))
                for n in range(30)
            ]
        assert world.store.all("thing", cycle=world.other_cycle.id) == added
        assert world.store.all("thing", cycle=world.other_cycle.id, name="Factor 7") == [added[7]]

    def test_a_record_brings_its_own_id_and_date_when_imported(self, world: World) -> None:
        told = datetime(2024, 5, 1, 12, tzinfo=UTC)
        with world.store.step("Imported", by="Asha") as step:
            step.add(System(id="north", name="North", scale="place", created_at=told, created_by="Bo"))
        north = world.store.get("system", "north")
        assert (north.created_at, north.created_by, north.version) == (told, "Bo", 1)

    def test_an_id_that_is_taken_is_refused(self, world: World) -> None:
        with (
            pytest.raises(Refused, match="already a system with the id quay"),
            world.store.step("x", by="Asha") as step,
        ):
            step.add(System(id="quay", name="Another", scale="team"))

    def test_a_step_that_fails_leaves_nothing(self, world: World) -> None:
        before = world.store.revision()
        with pytest.raises(ZeroDivisionError), world.store.step("Half", by="Asha") as step:
            step.add(Thing(cycle=world.cycle.id, name="Lost", thing_kind=ThingKind.factor))
            step.remove("link", world.links[0].id)
            raise ZeroDivisionError
        assert world.store.revision() == before
        assert world.store.all("thing", name="Lost") == []
        assert world.store.find("link", world.links[0].id) == world.links[0]

    def test_a_step_with_nothing_in_it_leaves_no_history(self, world: World) -> None:
        before = world.store.revision()
        with world.store.step("Nothing", by="Asha"):
            pass
        assert world.store.revision() == before

    def test_what_a_record_names_must_be_there(self, world: World) -> None:
        with pytest.raises(Refused, match="thing this link names") as refused, world.store.step("x", by="Asha") as step:
            step.add(Link(map=world.map.id, source=world.things[0].id, target="nobody", link_kind=LinkKind.drives))
        assert refused.value.field == "target"
        with pytest.raises(Refused, match="story this evidence link names"), world.store.step("x", by="Asha") as step:
            step.add(
                EvidenceLink(
                    cycle=world.cycle.id,
                    source_kind="story",
                    source="none",
                    target_kind="thing",
                    target=world.things[0].id,
                )
            )

    def test_a_thing_lies_on_a_map_once(self, world: World) -> None:
        with pytest.raises(Refused, match="already on the map"), world.store.step("x", by="Asha") as step:
            step.add(MapItem(map=world.map.id, thing=world.things[0].id))

    @pytest.mark.parametrize(
        ("name", "sentence"),
        [
            ("", "Name: it is empty; write something."),
            ("half \ud83d", "Name: it holds half a character (a lone surrogate); type it again."),
            ("a\x00b", "Name: it holds a NUL character; remove it."),
            ("a" * 201, "Name: it is too long; at most 200 characters fit."),
        ],
    )
    def test_a_copy_that_does_not_fit_is_refused_in_words(self, world: World, name: str, sentence: str) -> None:
        unfit = world.things[0].model_copy(update={"name": name})
        with pytest.raises(Refused) as refused, world.store.step("x", by="Asha") as step:
            step.revise(unfit)
        assert (str(refused.value), refused.value.field) == (sentence, "name")
        assert world.store.get("thing", unfit.id) == world.things[0]

    def test_a_place_that_is_no_number_is_refused(self, world: World) -> None:
        with pytest.raises(Refused, match=r"^X: it is not a number"), world.store.step("x", by="Asha") as step:
            step.revise(world.items[0].model_copy(update={"x": float("nan")}))

    def test_a_revision_has_the_next_version_and_says_who(self, world: World, clock: Clock) -> None:
        clock.wait(minutes=3)
        with world.store.step("Renamed", by="Bo") as step:
            renamed = step.revise(world.things[0].model_copy(update={"name": "Debt"}))
        assert renamed == world.things[0].model_copy(
            update={"name": "Debt", "version": 2, "revised_by": "Bo", "revised_at": clock.at}
        )
        assert world.store.get("thing", renamed.id) == renamed

    def test_saving_what_is_already_there_changes_nothing(self, world: World) -> None:
        before = world.store.revision()
        with world.store.step("Saved", by="Bo") as step:
            assert step.revise(world.things[0]) == world.things[0]
        assert world.store.revision() == before

    def test_a_stale_revision_offers_yours_and_theirs(self, world: World) -> None:
        with world.store.step("Renamed", by="Bo") as step:
            step.revise(world.things[0].model_copy(update={"name": "Debt", "note": "said twice"}))
        mine = world.things[0].model_copy(update={"name": "Owing rent"})
        with pytest.raises(Stale) as stale, world.store.step("Renamed", by="Asha") as step:
            step.revise(mine)
        assert str(stale.value) == "Bo changed “Debt” after you opened it. Choose your wording or theirs."
        assert (stale.value.kind, stale.value.id) == ("thing", mine.id)
        assert stale.value.yours == {"name": "Owing rent", "note": ""}
        assert stale.value.theirs == {"name": "Debt", "note": "said twice"}

    def test_revising_or_removing_what_is_gone_says_who_removed_it(self, world: World) -> None:
        with world.store.step("Removed", by="Bo") as step:
            step.remove("link", world.links[0].id)
        with pytest.raises(Gone, match="This link was removed by Bo"), world.store.step("x", by="Asha") as step:
            step.revise(world.links[0].model_copy(update={"polarity": Polarity.same}))
        with pytest.raises(Gone, match="This link was removed by Bo"), world.store.step("x", by="Asha") as step:
            step.remove("link", world.links[0].id)
        with pytest.raises(Gone):
            world.store.get("link", world.links[0].id)

    def test_changes_are_numbered_without_gaps_in_the_order_made(
        self, world: World, opens: Callable[[], Store]
    ) -> None:
        since = world.store.revision()
        with world.store.step("One", by="Asha", page="tab-1") as step:
            first = step.add(Thing(cycle=world.cycle.id, name="One", thing_kind=ThingKind.factor))
        with opens().step("Two", by="Bo", page="tab-2") as step:
            step.revise(first.model_copy(update={"name": "Two"}))
            step.remove("link", world.links[2].id)
        found = world.store.changes(since)
        assert [(c.seq, c.kind, c.id, c.action, c.by, c.page) for c in found] == [
            (since + 1, "thing", first.id, "added", "Asha", "tab-1"),
            (since + 2, "thing", first.id, "revised", "Bo", "tab-2"),
            (since + 3, "link", world.links[2].id, "removed", "Bo", "tab-2"),
        ]
        assert found[1].step == found[2].step != found[0].step
        assert world.store.revision() == since + 3
        assert world.store.changes(since + 3) == []

    def test_the_history_of_a_record_keeps_every_wording(self, world: World) -> None:
        with world.store.step("Renamed", by="Bo") as step:
            step.revise(world.things[0].model_copy(update={"name": "Debt"}))
        with world.store.step("Removed", by="Asha") as step:
            step.remove("thing", world.things[0].id)
        told = [
            (r.words, r.by, r.action, (r.before or {}).get("name"), (r.after or {}).get("name"))
            for r in world.store.history("thing", world.things[0].id)
        ]
        assert told == [
            ("Drew a map", "Facilitator", "added", None, "Rent arrears"),
            ("Renamed", "Bo", "revised", "Rent arrears", "Debt"),
            ("Removed", "Asha", "removed", "Debt", None),
        ]

    def test_removing_a_thing_takes_what_hangs_on_it_and_undo_brings_all_back(self, world: World) -> None:
        with world.store.step("Laid evidence", by="Bo") as step:
            step.add(NamedLoop(map=world.map.id, things=tuple(t.id for t in world.things), name="The drawer"))
            step.add(
                EvidenceLink(
                    cycle=world.cycle.id,
                    source_kind="story",
                    source=world.story.id,
                    target_kind="link",
                    target=world.links[0].id,
                )
            )
        kinds = ("thing", "map_item", "link", "named_loop", "evidence_link")
        before = {kind: world.store.all(kind) for kind in kinds}
        since = world.store.revision()
        with world.store.step("Removed", by="Asha", page="tab") as step:
            step.remove("thing", world.things[0].id)
        assert {kind: len(world.store.all(kind)) for kind in kinds} == {
            "thing": 2,
            "map_item": 2,
            "link": 1,
            "named_loop": 0,
            "evidence_link": 0,
        }
        assert sorted(actions(world.store, since)) == [
            ("removed", "evidence_link"),
            ("removed", "link"),
            ("removed", "link"),
            ("removed", "map_item"),
            ("removed", "named_loop"),
            ("removed", "thing"),
        ]
        undone = world.store.undo(by="Asha", page="tab")
        assert undone is not None
        assert (undone.words, len(undone.changes)) == ("Removed", 6)
        after = {kind: world.store.all(kind) for kind in kinds}
        assert {k: [r.model_copy(update={"version": 0}) for r in v] for k, v in after.items()} == {
            k: [r.model_copy(update={"version": 0}) for r in v] for k, v in before.items()
        }
        assert world.store.check() == []

    def test_taking_a_thing_off_a_map_takes_its_links_there_but_not_the_thing(self, world: World) -> None:
        with world.store.step("Off the map", by="Asha") as step:
            step.remove("map_item", world.items[0].id)
        assert [link.id for link in world.store.all("link")] == [world.links[1].id]
        assert world.store.find("thing", world.things[0].id) == world.things[0]

    def test_removing_a_map_takes_all_that_lies_on_it_and_leaves_the_things(self, world: World) -> None:
        with world.store.step("Removed the map", by="Asha") as step:
            step.remove("map", world.map.id)
        left = {kind: len(world.store.all(kind)) for kind in ("map", "map_item", "link", "thing")}
        assert left == {"map": 0, "map_item": 0, "link": 0, "thing": 3}
        assert world.store.undo(by="Asha") is not None
        back = {kind: len(world.store.all(kind)) for kind in ("map", "map_item", "link", "thing")}
        assert back == {"map": 1, "map_item": 3, "link": 3, "thing": 3}

    def test_what_others_still_need_is_not_removed(self, world: World) -> None:
        with (
            pytest.raises(Refused, match="cycle is still used by 3 thing records"),
            world.store.step("x", by="A") as step,
        ):
            step.remove("cycle", world.cycle.id)
        with (
            pytest.raises(Refused, match="system is still used by 2 system records"),
            world.store.step("x", by="A") as step,
        ):
            step.remove("system", "tidewell")

    def test_a_system_does_not_lie_in_itself(self, world: World) -> None:
        tidewell = world.store.get("system", "tidewell")
        with pytest.raises(Refused, match="cannot lie in itself") as refused, world.store.step("x", by="A") as step:
            step.revise(tidewell.model_copy(update={"part_of": "harbour"}))
        assert refused.value.field == "part_of"

    def test_undo_and_redo_walk_back_and_forth_through_my_steps(self, world: World) -> None:
        thing = world.things[0]
        for name in ("One", "Two"):
            with world.store.step(f"Named it {name}", by="Asha", page="tab") as step:
                thing = step.revise(thing.model_copy(update={"name": name}))

        def named() -> str:
            found = world.store.get("thing", thing.id)
            assert isinstance(found, Thing)
            return found.name

        walked = []
        for move in (
            world.store.undo,
            world.store.undo,
            world.store.undo,
            world.store.redo,
            world.store.redo,
            world.store.redo,
        ):
            done = move(by="Asha", page="tab")
            walked.append((done.words if done else None, named()))
        assert walked == [
            ("Named it Two", "One"),
            ("Named it One", "Rent arrears"),
            (None, "Rent arrears"),
            ("Named it One", "One"),
            ("Named it Two", "Two"),
            (None, "Two"),
        ]
        assert [r.undoes is not None for r in world.store.history("thing", thing.id)] == [False] * 3 + [True] * 4

    def test_a_new_step_forgets_what_could_be_made_again(self, world: World) -> None:
        for name in ("One", "Two"):
            with world.store.step(name, by="Asha") as step:
                step.add(Thing(cycle=world.cycle.id, name=name, thing_kind=ThingKind.factor))
        world.store.undo(by="Asha")
        with world.store.step("Three", by="Asha") as step:
            step.add(Thing(cycle=world.cycle.id, name="Three", thing_kind=ThingKind.factor))
        assert world.store.redo(by="Asha") is None
        assert [t.name for t in world.store.all("thing") if isinstance(t, Thing)][3:] == ["One", "Three"]

    def test_undo_is_of_my_own_page(self, world: World) -> None:
        with world.store.step("Mine", by="Asha", page="a") as step:
            mine = step.add(Thing(cycle=world.cycle.id, name="Mine", thing_kind=ThingKind.factor))
        with world.store.step("Hers", by="Bo", page="b") as step:
            hers = step.add(Thing(cycle=world.cycle.id, name="Hers", thing_kind=ThingKind.factor))
        undone = world.store.undo(by="Asha", page="a")
        assert undone is not None
        assert [(c.action, c.id) for c in undone.changes] == [("removed", mine.id)]
        assert world.store.find("thing", hers.id) == hers

    def test_undo_is_refused_when_somebody_changed_the_same_record_since(self, world: World) -> None:
        with world.store.step("Mine", by="Asha", page="a") as step:
            mine = step.revise(world.things[0].model_copy(update={"name": "Debt"}))
            added = step.add(Thing(cycle=world.cycle.id, name="New", thing_kind=ThingKind.factor))
        with world.store.step("Hers", by="Bo", page="b") as step:
            step.revise(mine.model_copy(update={"name": "Owing"}))
        with pytest.raises(Refused, match="Bo has changed “Owing” since"):
            world.store.undo(by="Asha", page="a")
        assert world.store.find("thing", added.id) == added
        world.store.undo(by="Bo", page="b")
        assert world.store.undo(by="Asha", page="a") is not None
        assert world.store.find("thing", added.id) is None

    def test_undo_is_refused_when_somebody_removed_the_record_or_used_it(self, world: World) -> None:
        with world.store.step("Added", by="Asha", page="a") as step:
            added = step.add(Thing(cycle=world.cycle.id, name="New", thing_kind=ThingKind.factor))
        with world.store.step("Linked", by="Bo", page="b") as step:
            step.add(Link(map=world.map.id, source=added.id, target=world.things[0].id, link_kind=LinkKind.drives))
        with pytest.raises(Refused, match="“New” is used by a link made since"):
            world.store.undo(by="Asha", page="a")
        with world.store.step("Removed", by="Bo", page="b") as step:
            step.remove("thing", added.id)
        with pytest.raises(Refused, match="Bo has removed this thing since"):
            world.store.undo(by="Asha", page="a")

    def test_a_step_inside_a_step_is_a_mistake_of_the_program(self, world: World) -> None:
        with pytest.raises(RuntimeError, match="inside a step"), world.store.step("One", by="A"):  # noqa: SIM117 - the order matters
            with world.store.step("Two", by="A"):
                pass
        with world.store.step("Three", by="A") as step:
            step.add(Cycle(system="quay", name="Summer"))
        assert len(world.store.all("cycle", system="quay")) == 2

    def test_the_words_of_a_step_are_looked_over_as_well(self, world: World) -> None:
        long = pytest.raises(Refused, match="Your name: it is too long; at most 200 characters fit")
        with long, world.store.step("x", by="a" * 201):
            pass
        spoilt = pytest.raises(Refused, match="What was done: it holds a NUL character")
        with spoilt, world.store.step("a\x00", by="Asha"):
            pass

    def test_an_unknown_kind_is_refused_in_words(self, store: Store) -> None:
        with pytest.raises(Refused, match="“teapot” is not a kind of record"):
            store.find("teapot", "x")
        with pytest.raises(Refused, match="“teapot” is not a kind of record"):
            store.all("teapot")
