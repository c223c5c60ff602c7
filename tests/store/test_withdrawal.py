"""What a teller takes back: hidden at the next read, or destroyed wherever the store can reach."""

from __future__ import annotations

import secrets
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from workbench.errors import Gone, Refused
from workbench.model import EvidenceLink, Story, Withdrawal
from workbench.store import Store, Withdrawn
from workbench.store.backup import automatic_backups

if TYPE_CHECKING:
    from conftest import Clock, World

TODAY = date(2026, 3, 2)


def seen(world: World) -> list[str]:
    return list(world.store.read("story", audience=world.team, on=TODAY)["story"]["id"])


def test_no_further_use_hides_the_story_from_the_next_read_on(world: World, opens: Callable[[], Store]) -> None:
    other = opens()
    since = other.revision()
    assert seen(world) == [world.story.id]
    world.store.withdraw("story", world.story.id, Withdrawal.no_use, by="Bo", on=TODAY)
    assert seen(world) == []
    assert [(c.kind, c.action, c.by) for c in other.changes(since)] == [("story", "revised", "Bo")]
    kept = other.get("story", world.story.id)
    assert isinstance(kept, Story)
    assert (kept.text, kept.withdrawal, kept.withdrawn_on, kept.version) == (
        world.story.text,
        Withdrawal.no_use,
        TODAY,
        2,
    )


def test_no_further_contact_leaves_the_story_to_be_heard(world: World) -> None:
    world.store.withdraw("story", world.story.id, Withdrawal.no_contact, by="Bo", on=TODAY)
    assert seen(world) == [world.story.id]


def test_a_wish_is_never_loosened_nor_undone(world: World) -> None:
    world.store.withdraw("story", world.story.id, Withdrawal.no_use, by="Facilitator", on=TODAY)
    world.store.withdraw("story", world.story.id, Withdrawal.no_contact, by="Facilitator", on=TODAY)
    assert seen(world) == []
    with pytest.raises(Refused, match="Facilitator has changed “The letter” since"):
        world.store.undo(by="Facilitator")
    with pytest.raises(Refused, match="Choose what the teller wishes"):
        world.store.withdraw("story", world.story.id, Withdrawal.none, by="Facilitator", on=TODAY)


def test_a_story_nobody_has_is_gone(world: World) -> None:
    for how in (Withdrawal.no_use, Withdrawal.erased):
        with pytest.raises(Gone, match="not there"):
            world.store.withdraw("story", "nobody", how, by="Bo", on=TODAY)


def test_an_erased_story_leaves_a_tombstone_with_dates_and_takes_no_words_again(world: World, clock: Clock) -> None:
    clock.wait(days=3)
    with world.store.step("Told again", by="Asha") as step:
        told = step.revise(world.story.model_copy(update={"told_on": date(2026, 1, 4), "may_quote": True}))
    world.store.withdraw("story", world.story.id, Withdrawal.erased, by="Bo", on=TODAY)
    tombstone = world.store.get("story", world.story.id)
    assert tombstone == Story(
        id=world.story.id,
        cycle=world.cycle.id,
        title="Erased at the teller's wish",
        text="",
        teller="",
        told_on=date(2026, 1, 4),
        created_at=world.story.created_at,
        revised_at=clock.at,
        revised_by="Bo",
        version=3,
        withdrawal=Withdrawal.erased,
        withdrawn_on=TODAY,
    )
    assert [(r.before, r.after) for r in world.store.history("story", world.story.id)] == [(None, None)] * 3
    with pytest.raises(Refused, match="was erased"), world.store.step("x", by="Asha") as step:
        step.revise(told.model_copy(update={"version": 3}))
    with pytest.raises(Refused, match="erased at the person's wish"):
        world.store.undo(by="Asha")
    assert world.store.check() == []


def everything_kept(store: Store, folder: Path) -> bytes:
    """Every byte in the store's folder, zips unpacked, and every row the store can still give."""
    kept = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    for path in folder.rglob("*.zip"):
        with zipfile.ZipFile(path) as found:
            kept += [found.read(name) for name in found.namelist()]
    rows = [repr(store.history("story", s.id)) + repr(s) for s in store.all("story")]
    rows += [repr(store.history("evidence_link", e.id)) + repr(e) for e in store.all("evidence_link")]
    return b"".join([*kept, repr(rows).encode(), repr(store.recent(1_000)).encode()])


def test_an_erased_marker_is_found_nowhere(world: World, clock: Clock, tmp_path: Path) -> None:
    marker = secrets.token_hex(16)
    store = world.store
    before = store.backup()
    clock.wait(minutes=1)
    with store.step(f"Wrote down {marker}", by="Asha") as step:
        story = step.add(
            world.story.model_copy(
                update={"id": "", "version": 0, "title": marker, "text": f"{marker} " * 3_000, "teller": marker}
            )
        )
        link = step.add(
            EvidenceLink(
                cycle=world.cycle.id,
                source_kind="story",
                source=story.id,
                target_kind="link",
                target=world.links[0].id,
                note=f"because {marker}",
            )
        )
    with store.step("Shortened", by="Asha") as step:
        story = step.revise(story.model_copy(update={"text": f"{marker} shorter", "what_matters": marker}))
    with store.step(f"Reworded {marker}", by="Bo") as step:
        step.revise(link.model_copy(update={"note": f"{marker} again"}))
    with_words = store.backup()
    clock.wait(minutes=1)
    assert marker.encode() in everything_kept(store, tmp_path)

    done = store.withdraw("story", story.id, Withdrawal.erased, by="Bo", on=TODAY)
    assert done == Withdrawn(traces=False, elsewhere=())

    assert marker.encode() not in everything_kept(store, tmp_path)
    assert not with_words.exists()
    assert before.exists()
    assert [r.words for r in store.history("story", story.id)][:2] == [
        "A story was told or changed; its words were erased"
    ] * 2
    assert store.check() == []
    store.close()
    assert marker.encode() not in everything_kept(store, tmp_path)


def test_a_story_that_was_removed_is_erased_from_its_history(world: World, tmp_path: Path) -> None:
    with world.store.step("Removed", by="Facilitator") as step:
        step.remove("story", world.story.id)
    world.store.withdraw("story", world.story.id, Withdrawal.erased, by="Bo", on=TODAY)
    assert world.story.text.encode() not in everything_kept(world.store, tmp_path)
    assert world.store.find("story", world.story.id) is None
    with pytest.raises(Refused, match="erased at the person's wish"):
        world.store.undo(by="Facilitator")


def test_an_erasure_names_the_copies_made_elsewhere(world: World, tmp_path: Path) -> None:
    elsewhere = tmp_path / "on a stick" / "copy.backup"
    assert world.store.backup(elsewhere) == elsewhere
    done = world.store.withdraw("story", world.story.id, Withdrawal.erased, by="Bo", on=TODAY)
    assert done == Withdrawn(traces=False, elsewhere=(elsewhere,))


# Only a file has a log that windows hold open.
@pytest.mark.parametrize("where", ["file", "encrypted"], indirect=True)
def test_traces_that_another_window_held_open_go_when_the_store_is_next_opened(
    world: World, opens: Callable[[], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.store.erasure._PATIENCE_SECONDS", 0)
    with world.store._database.reading() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM story").all()
        done = world.store.withdraw("story", world.story.id, Withdrawal.erased, by="Bo", on=TODAY)
        assert done.traces
        assert automatic_backups(world.store._database.address) == []
    opens()
    assert len(automatic_backups(world.store._database.address)) == 1
    assert world.store._database.address.file is not None
    log = world.store._database.address.file.with_name("workbench.db-wal")
    assert not log.exists() or log.stat().st_size == 0
