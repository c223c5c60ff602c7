"""Files beside the store: whole or not there, unreadable under a key, cleared away when nobody needs them."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import stat
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from workbench.errors import Refused, StoreProblem
from workbench.model import Attachment, MediaKind, Withdrawal
from workbench.store import Store
from workbench.store.attachment_file import AttachmentFiles
from workbench.store.attachment_keeping import KEPT_DAYS, attachment_files, files_beside
from workbench.store.backup import KEPT, automatic_backups
from workbench.store.sealed import Altered, content_size, opened_part, sealed

if TYPE_CHECKING:
    from conftest import Clock, World

pytestmark = pytest.mark.slow

FILES = pytest.mark.parametrize("where", ["file", "encrypted"], indirect=True)
KEY = "open sesame ' \" 1"


def attach(world: World, content: bytes, **fields: Any) -> Attachment:
    """Keep bytes with the world's story, as the desk does."""
    sha256 = world.store.keep_file(content)
    given = {"of_kind": "story", "of": world.story.id, "name": "board.jpg", "caption": "The board", **fields}
    with world.store.step("Attached a photo", by="Asha", page="tab") as step:
        return step.add(
            Attachment(
                cycle=world.cycle.id,
                media_kind=MediaKind.photo,
                media_type="image/jpeg",
                size_bytes=len(content),
                sha256=sha256,
                **given,
            )
        )


def folder_of(store: Store) -> Path:
    return attachment_files(store._database).folder


def files_in(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


# -- sealing ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 200_000])
def test_what_was_sealed_is_read_back_whole_and_in_parts(tmp_path: Path, size: int) -> None:
    content, key, name = secrets.token_bytes(size), secrets.token_bytes(32), b"n" * 32
    path = tmp_path / "sealed"
    path.write_bytes(b"".join(sealed(content, key=key, name=name)))
    assert content_size(path.stat().st_size) == size
    with path.open("rb") as file:
        for offset, length in ((0, size), (0, 10), (65_530, 20), (size - 1 if size else 0, 5), (size + 9, 5)):
            part = opened_part(file, key=key, name=name, offset=offset, length=length)
            assert part == content[offset : offset + length]


def test_sealed_pieces_cannot_be_changed_moved_left_off_or_put_under_another_name(tmp_path: Path) -> None:
    key, name = secrets.token_bytes(32), b"n" * 32
    pieces = list(sealed(b"a" * 150_000, key=key, name=name))
    head, one, two, three = pieces
    flipped = bytearray(two)
    flipped[5] ^= 1
    for wrong in (
        [head, two, one, three],
        [head, one, two],
        [head, one, bytes(flipped), three],
        [head, one, two, three[:-1]],
        [head],
    ):
        path = tmp_path / "wrong"
        path.write_bytes(b"".join(wrong))
        with path.open("rb") as file, pytest.raises(Altered):
            opened_part(file, key=key, name=name, offset=0, length=150_000)
    path.write_bytes(b"".join(pieces))
    for other_key, other_name in ((secrets.token_bytes(32), name), (key, b"m" * 32)):
        with path.open("rb") as file, pytest.raises(Altered):
            opened_part(file, key=other_key, name=other_name, offset=0, length=10)


# -- keeping ----------------------------------------------------------------------------------------------------------
def test_bytes_are_kept_once_and_read_in_parts(world: World) -> None:
    content = secrets.token_bytes(100_000)
    attachment = attach(world, content)
    attach(world, content)
    assert attachment.sha256 == hashlib.sha256(content).hexdigest()
    assert world.store.file(attachment.sha256) == content
    assert world.store.file(attachment.sha256, offset=99_990, length=50) == content[-10:]
    assert world.store.file(attachment.sha256, offset=100_000, length=50) == b""
    [file] = files_in(folder_of(world.store))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert world.store.check() == []


@FILES
def test_the_folder_lies_beside_the_store(world: World, tmp_path: Path) -> None:
    attach(world, b"x")
    assert folder_of(world.store) == tmp_path / "workbench.db.files"


@pytest.mark.parametrize("where", ["encrypted", pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True)
def test_under_a_key_neither_content_nor_name_tell_anything(world: World, opens: Callable[[], Store]) -> None:
    marker = secrets.token_hex(16).encode()
    attachment = attach(world, marker * 9)
    [file] = files_in(folder_of(world.store))
    assert marker not in file.read_bytes()
    assert attachment.sha256 not in file.name
    assert opens().file(attachment.sha256) == marker * 9


@pytest.mark.postgres
@pytest.mark.parametrize("where", ["postgres"], indirect=True)
def test_the_files_of_a_shared_store_lie_where_the_environment_says(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_FILES", str(tmp_path / "shared"))
    attachment = attach(world, b"seen from every machine")
    [folder] = (tmp_path / "shared").iterdir()
    assert folder_of(world.store) == folder
    assert world.store.file(attachment.sha256) == b"seen from every machine"


def test_a_file_that_is_missing_or_was_changed_is_told_in_words(world: World) -> None:
    attachment = attach(world, b"a wall of notes" * 99)
    [file] = files_in(folder_of(world.store))
    held = bytearray(file.read_bytes())
    held[40] ^= 1
    file.write_bytes(held)
    with pytest.raises(StoreProblem, match="is not what was kept: it was changed or is damaged"):
        world.store.file(attachment.sha256)
    [problem] = world.store.check()
    assert "The file of the attachment “board.jpg” was changed or is damaged" in problem
    attach(world, b"a wall of notes" * 99)  # added again, it is whole again
    assert world.store.check() == []
    file.unlink()
    with pytest.raises(StoreProblem, match="is missing from"):
        world.store.file(attachment.sha256)
    assert all("is missing" in problem for problem in world.store.check())


def test_a_full_disk_leaves_nothing_half(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    world.store.keep_file(b"before")
    monkeypatch.setattr("workbench.store.attachment_file.os.fsync", full)
    with pytest.raises(StoreProblem, match=r"there is no room left on its disk\. Nothing was changed; make room"):
        world.store.keep_file(b"after")
    assert len(files_in(folder_of(world.store))) == 1


def test_a_file_without_a_record_is_cleared_away_after_an_hour(
    world: World, opens: Callable[[], Store], clock: Clock
) -> None:
    kept = attach(world, b"kept")
    world.store.keep_file(b"left by a crash")
    (folder_of(world.store) / ".0123.part").write_bytes(b"half")
    os.utime(folder_of(world.store) / ".0123.part", (clock.at.timestamp(),) * 2)
    opens()
    assert len(files_in(folder_of(world.store))) == 3
    clock.wait(hours=2)
    opens()
    assert len(files_in(folder_of(world.store))) == 1
    assert world.store.file(kept.sha256) == b"kept"


def test_undo_brings_a_removed_attachment_back_with_its_file_for_a_month(
    world: World, opens: Callable[[], Store], clock: Clock
) -> None:
    attachment = attach(world, b"a photo")
    with world.store.step("Removed", by="Asha", page="tab") as step:
        step.remove("attachment", attachment.id)
    clock.wait(days=KEPT_DAYS - 1)
    opens()
    assert world.store.undo(by="Asha", page="tab") is not None
    assert world.store.file(attachment.sha256) == b"a photo"
    world.store.redo(by="Asha", page="tab")
    clock.wait(days=KEPT_DAYS + 1)
    opens()
    assert files_in(folder_of(world.store)) == []
    assert world.store.undo(by="Asha", page="tab") is None
    assert world.store.check() == []


def test_removing_what_it_belongs_to_takes_an_attachment_along_and_undo_brings_both_back(world: World) -> None:
    attachment = attach(world, b"a photo")
    with world.store.step("Removed", by="Asha", page="tab") as step:
        step.remove("story", world.story.id)
    assert world.store.all(Attachment) == []
    world.store.undo(by="Asha", page="tab")
    assert [a.sha256 for a in world.store.all(Attachment)] == [attachment.sha256]


# -- copies -----------------------------------------------------------------------------------------------------------
def test_a_backup_has_the_files_beside_it_and_a_restore_brings_them_back(
    world: World, where: tuple[str | Path, str | None], opens: Callable[[], Store], clock: Clock
) -> None:
    attachment = attach(world, b"the board")
    made = world.store.backup()
    assert len(files_in(files_beside(made))) == 1
    [file] = files_in(folder_of(world.store))
    file.unlink()
    world.store.close()
    clock.wait(minutes=1)
    Store.restore(where[0], made, where[1], now=clock)
    store = opens()
    assert store.file(attachment.sha256) == b"the board"
    assert store.check() == []


def test_a_backup_without_attachments_has_no_folder(world: World) -> None:
    assert not files_beside(world.store.backup()).exists()


def test_a_file_in_several_backups_takes_its_room_once_and_goes_with_the_last(world: World, clock: Clock) -> None:
    attach(world, b"the board")
    found = []
    for n in range(KEPT + 2):
        clock.wait(minutes=1)
        with world.store.step(f"Step {n}", by="Asha") as step:
            step.revise(world.store.get("thing", world.things[0].id).model_copy(update={"note": str(n)}))
        found.append(files_beside(world.store.backup()))
    assert [folder.exists() for folder in found] == [False] * 2 + [True] * KEPT
    assert len({files_in(folder)[0].stat().st_ino for folder in found[2:]}) == 1
    # a copy, and not the file itself: what damages one leaves the other
    assert files_in(folder_of(world.store))[0].stat().st_ino != files_in(found[-1])[0].stat().st_ino


def test_a_copy_made_elsewhere_has_the_files_too(world: World, tmp_path: Path) -> None:
    attach(world, b"the board")
    made = world.store.backup(tmp_path / "stick" / "copy.backup")
    assert len(files_in(files_beside(made))) == 1


def test_the_first_key_seals_the_files_there_are(tmp_path: Path, build: Callable[[Store], World], clock: Clock) -> None:
    marker = secrets.token_hex(16).encode()
    store = Store.open(tmp_path / "own.db", now=clock)
    attachment = attach(build(store), marker)
    store.rekey("first key")
    [file] = files_in(folder_of(store))
    assert marker not in file.read_bytes()
    assert store.file(attachment.sha256) == marker
    for key in ("second key", None):
        store.rekey(key)
        assert store.file(attachment.sha256) == marker
        assert marker not in file.read_bytes()
        assert store.check() == []
    store.close()


# -- erasing ----------------------------------------------------------------------------------------------------------
def test_erasing_removes_the_file_at_once_here_and_from_backups(world: World, clock: Clock) -> None:
    content = secrets.token_bytes(500)
    attachment = attach(world, content)
    other = attach(world, b"another")
    backup = world.store.backup()
    assert len(files_in(files_beside(backup))) == 2
    clock.wait(minutes=1)
    world.store.withdraw("attachment", attachment.id, Withdrawal.erased, by="Bo", on=date(2026, 3, 2))
    kept = world.store.get(Attachment, attachment.id)
    assert kept == Attachment(
        id=attachment.id,
        cycle=attachment.cycle,
        created_at=attachment.created_at,
        revised_at=clock.at,
        revised_by="Bo",
        version=2,
        of_kind="story",
        of=world.story.id,
        name="Erased at the person's wish",
        media_kind=MediaKind.photo,
        media_type="image/jpeg",
        size_bytes=0,
        withdrawal=Withdrawal.erased,
        withdrawn_on=date(2026, 3, 2),
    )
    assert len(files_in(folder_of(world.store))) == 1
    [fresh] = automatic_backups(world.store._database.address)
    assert len(files_in(files_beside(fresh.file))) == 1
    assert world.store.file(other.sha256) == b"another"
    assert world.store.undo(by="Asha", page="tab") is not None  # the other one, added after it
    with pytest.raises(Refused, match="erased at the person's wish"):
        world.store.undo(by="Asha", page="tab")


def test_a_file_that_another_attachment_holds_as_well_stays(world: World) -> None:
    first, second = attach(world, b"the board"), attach(world, b"the board")
    world.store.withdraw("attachment", first.id, Withdrawal.erased, by="Bo", on=date(2026, 3, 2))
    assert world.store.file(second.sha256) == b"the board"
    world.store.withdraw("attachment", second.id, Withdrawal.erased, by="Bo", on=date(2026, 3, 2))
    assert files_in(folder_of(world.store)) == []


def test_what_was_erased_stays_erased_when_an_older_copy_is_restored(
    world: World, where: tuple[str | Path, str | None], opens: Callable[[], Store], tmp_path: Path, clock: Clock
) -> None:
    attachment = attach(world, b"the board")
    removed = attach(world, b"another board")
    copy = world.store.backup(tmp_path / "stick" / "copy.backup")
    with world.store.step("Removed", by="Asha", page="tab") as step:
        step.remove("attachment", removed.id)
    for one in (attachment, removed):
        world.store.withdraw("attachment", one.id, Withdrawal.erased, by="Bo", on=date(2026, 3, 2))
    world.store.close()
    clock.wait(minutes=1)
    Store.restore(where[0], copy, where[1], now=clock)
    store = opens()
    assert {a.withdrawal for a in store.all(Attachment)} == {Withdrawal.erased}
    assert files_in(folder_of(store)) == []
    assert store.check() == []


def test_names_of_files_say_nothing_without_their_key(tmp_path: Path, clock: Clock) -> None:
    files = AttachmentFiles(tmp_path / "f", key=b"k" * 32)
    sha256 = files.put(b"x", at=clock.at)
    assert AttachmentFiles(tmp_path / "f", key=None).problem(sha256) == "missing"
    assert AttachmentFiles(tmp_path / "f", key=b"j" * 32).problem(sha256) == "missing"
    assert list(files.others([], before=clock.at + timedelta(seconds=1))) == files_in(tmp_path / "f")
