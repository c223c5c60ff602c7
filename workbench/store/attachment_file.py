"""Files beside the store: the bytes of attachments, each under a name made from its content, whole or not there."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import hmac
import os
import secrets
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from workbench.errors import StoreProblem
from workbench.store.sealed import MARK, Altered, content_size, opened_part, sealed

__all__ = ["FOLDER_ENDING", "AttachmentFiles"]

#: A folder of files is called like what it belongs to, with this behind: ``workbench.db.files``.
FOLDER_ENDING: Final = ".files"
_PART_ENDING = ".part"

#: (path, size, time of change) of unsealed files that were looked through, so that a video played in slices is once.
_sound: set[tuple[str, int, int]] = set()
_SOUND_MOST = 2_000


class AttachmentFiles:
    """A folder with the bytes of attachments.

    A file is never changed: it is written aside, brought to the disk, and then given its name, which is the SHA-256 of
    its content. With a key the content is sealed, and the name says nothing of it. ``sha256`` is always that of the
    content, as the attachment's record has it.
    """

    def __init__(self, folder: Path, *, key: bytes | None) -> None:
        self.folder = folder
        self._key = key

    def in_folder(self, folder: Path) -> AttachmentFiles:
        """The same files as they lie in another folder, such as a backup's."""
        return AttachmentFiles(folder, key=self._key)

    @property
    def sealed(self) -> bool:
        """Whether what is put here is sealed under a key."""
        return self._key is not None

    def put(self, content: bytes, *, at: datetime) -> str:
        """Keep these bytes; returns their SHA-256. Bytes that are there already are kept once.

        Raises
        ------
        StoreProblem
            They could not be written; nothing half-written stays.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        name = self.name_of(sha256)
        pieces = [content] if self._key is None else sealed(content, key=self._key, name=bytes.fromhex(sha256))
        if self.problem(sha256) is not None or not (self.folder / name).exists():
            self._write(name, pieces)
        # By the store's clock: what nobody names is cleared away some time after it was put here, and not before.
        os.utime(self.folder / name, (at.timestamp(), at.timestamp()))
        return sha256

    def read(self, sha256: str, *, offset: int = 0, length: int | None = None) -> bytes:
        """The bytes kept under a SHA-256, or a part of them; b"" beyond the end.

        Raises
        ------
        StoreProblem
            They are not there, or are no longer what was kept.
        """
        try:
            return self._read(sha256, offset, length)
        except FileNotFoundError as e:
            raise StoreProblem(
                f"The file of this attachment is missing from {self.folder}. Copy it back from a backup's folder, or "
                "add it again."
            ) from e
        except Altered as e:
            raise StoreProblem(
                f"The file of this attachment in {self.folder} is not what was kept: it was changed or is damaged. "
                "Copy it back from a backup's folder, or add it again."
            ) from e
        except OSError as e:
            raise StoreProblem(f"A file in {self.folder} cannot be read ({e.strerror}). Check the disk.") from e

    def problem(self, sha256: str) -> str | None:
        """``missing``, ``altered``, or None where the bytes are there as they were kept; all of them are read."""
        try:
            content = self._read(sha256, 0, None)
        except FileNotFoundError:
            return "missing"
        except (Altered, OSError):
            return "altered"
        return None if hashlib.sha256(content).hexdigest() == sha256 else "altered"

    def name_of(self, sha256: str) -> str:
        """The name of the file for this content here; under a key nobody without it can tell whether it is there."""
        return sha256 if self._key is None else hmac.new(self._key, sha256.encode(), "sha256").hexdigest()

    def find(self, sha256: str) -> Path | None:
        """Where the bytes lie; None where they do not. Files kept before the store had a key go by their own name."""
        names = dict.fromkeys((self.name_of(sha256), sha256))
        return next((path for name in names if (path := self.folder / name).is_file()), None)

    def remove(self, sha256: str) -> None:
        """Take the bytes away; nothing happens where they are not there."""
        for name in (self.name_of(sha256), sha256):
            (self.folder / name).unlink(missing_ok=True)

    def seal(self, sha256s: Iterable[str]) -> list[Path]:
        """Write sealed copies of files kept before there was a key; returns the unsealed ones, which can then go."""
        left = []
        for sha256 in sha256s:
            bare = self.folder / sha256
            if self._key is not None and bare.is_file():
                content = bare.read_bytes()
                if hashlib.sha256(content).hexdigest() == sha256:
                    self._write(self.name_of(sha256), sealed(content, key=self._key, name=bytes.fromhex(sha256)))
                    left.append(bare)
        return left

    def others(self, sha256s: Iterable[str], *, before: datetime) -> Iterator[Path]:
        """Files that belong to none of these contents and were put here before a moment; also what was half-written."""
        if not self.folder.is_dir():
            return
        expected = {path.name for sha256 in sha256s if (path := self.find(sha256)) is not None}
        for path in self.folder.iterdir():
            with contextlib.suppress(FileNotFoundError):
                if path.is_file() and path.name not in expected and path.stat().st_mtime < before.timestamp():
                    yield path

    def _read(self, sha256: str, offset: int, length: int | None) -> bytes:
        path = self.find(sha256)
        if path is None:
            raise FileNotFoundError(sha256)
        with path.open("rb") as file:
            found = os.fstat(file.fileno())
            if file.read(len(MARK)) == MARK:
                if self._key is None:
                    raise Altered
                most = content_size(found.st_size) if length is None else length
                name = bytes.fromhex(sha256)
                return opened_part(file, key=self._key, name=name, offset=offset, length=most)
            seen = (str(path), found.st_size, found.st_mtime_ns)
            if seen not in _sound:
                file.seek(0)
                if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                    raise Altered
                if len(_sound) >= _SOUND_MOST:
                    _sound.clear()
                _sound.add(seen)
            file.seek(offset)
            return file.read() if length is None else file.read(length)

    def _write(self, name: str, pieces: Iterable[bytes]) -> None:
        part = self.folder / f".{secrets.token_hex(8)}{_PART_ENDING}"
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            # Made so that nobody else may read it, also while it is written.
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                for piece in pieces:
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            part.replace(self.folder / name)
            _synced(self.folder)
        except OSError as e:
            why = "there is no room left on its disk" if e.errno in _NO_ROOM else str(e.strerror)
            raise StoreProblem(
                f"The file could not be kept in {self.folder}: {why}. Nothing was changed; make room or ask for the "
                "right to write there, and add it again."
            ) from e
        finally:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)


_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


def _synced(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
