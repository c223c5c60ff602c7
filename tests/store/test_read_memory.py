"""What a store keeps of its tables is never older than the newest change, whoever made it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from workbench.frames import Audience
from workbench.model import Story, System, Withdrawal
from workbench.store import Store, read_memory

if TYPE_CHECKING:
    from conftest import World

TODAY = date(2026, 3, 2)


def titles(store: Store, audience: Audience, *, on: date = TODAY) -> list[str]:
    return sorted(store.read("story", audience=audience, on=on)["story"]["title"])


def told(store: Store, like: Story, title: str, **fields: object) -> Story:
    with store.step("Told a story", by="Asha") as step:
        return step.add(like.model_copy(update={"id": "", "version": 0, "title": title, **fields}))


def test_what_another_window_wrote_changed_or_took_back_is_in_the_next_look(
    world: World, opens: Callable[[], Store]
) -> None:
    before, other = titles(world.store, world.team), opens()
    new = told(other, world.story, "Told elsewhere")
    assert titles(world.store, world.team) == sorted([*before, "Told elsewhere"])
    with other.step("Named it again", by="Asha") as step:
        step.revise(new.model_copy(update={"title": "Named elsewhere"}))
    assert titles(world.store, world.team) == sorted([*before, "Named elsewhere"])
    other.withdraw("story", new.id, Withdrawal.no_use, by="Asha", on=TODAY)
    assert titles(world.store, world.team) == before


def test_each_audience_and_each_day_sees_its_own_although_the_table_was_read_once(world: World) -> None:
    told(world.store, world.story, "Until today", consent_until=TODAY, scope="place")
    ours, theirs = titles(world.store, world.team), titles(world.store, world.other_team)
    assert "Until today" in ours
    assert "Until today" in theirs
    assert set(ours) - set(theirs) == {world.story.title}
    assert "Until today" not in titles(world.store, world.team, on=TODAY + timedelta(days=1))


def test_whoever_writes_into_a_table_of_theirs_writes_into_nobody_elses(world: World) -> None:
    before = titles(world.store, world.team)
    mine = world.store.read("story", audience=world.team, on=TODAY)["story"]
    mine["title"] = "Overwritten"
    mine.loc[:, "text"] = "Overwritten"
    assert titles(world.store, world.team) == before


def test_a_file_put_in_the_place_of_another_is_read_anew(build: Callable[[Store], World], tmp_path: Path) -> None:
    file, twin = tmp_path / "one.db", tmp_path / "twin.db"
    with Store.open(file) as store:
        world = build(store)
        store.backup(twin)
        before = titles(store, world.team)
        told(store, world.story, "Only in the first")
        with Store.open(twin) as other:
            told(other, world.story, "Only in the second")
            assert other.revision() == store.revision()
        assert "Only in the first" in titles(store, world.team)
        for beside in ("-wal", "-shm"):
            Path(f"{file}{beside}").unlink(missing_ok=True)
        twin.rename(file)
        assert titles(store, world.team) == sorted([*before, "Only in the second"])


def test_a_table_too_long_to_keep_is_read_each_time(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.store.reading.MOST_ROWS", 0)
    before = titles(world.store, world.team)
    told(world.store, world.story, "One more")
    assert titles(world.store, world.team) == sorted([*before, "One more"])
    assert read_memory.MOST_ROWS > 3_000


def test_how_the_stack_is_built_is_the_same_until_it_changes(world: World) -> None:
    first = world.store.whole(System)[0]
    assert world.store.whole(System)[0] is first
    with world.store.step("A new team", by="Asha") as step:
        step.add(System(id="north", name="North", scale="team"))
    assert {one.id for one in world.store.whole(System)[0]} == {one.id for one in first} | {"north"}
