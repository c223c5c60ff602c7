"""A large file that a page sends in pieces: it waits in a private folder of its own until it is no longer needed."""

from __future__ import annotations

import base64
import binascii
import os
import re
import secrets
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psutil

from workbench.errors import Refused
from workbench.model.prompts import Words

__all__ = ["SLICE_BYTES", "SentPieces"]

#: In base64 this is a megabyte: the line stays free for other words between two pieces.
SLICE_BYTES: Final = 768 * 1024
_BYTES_A_MB: Final = 1_000_000
_FOLDER: Final = "workbench-bring-in-"
_OF_PROCESS: Final = re.compile(rf"{_FOLDER}(\d+)-")


@dataclass
class _File:
    id: str
    size_bytes: int
    path: Path
    got: int = 0


class SentPieces:
    """At most one file at a time; a new one takes the place of the one before.

    Parameters
    ----------
    most_mb
        The largest file that is taken.
    section
        Where in the words ``not_whole``, ``too_large`` (with ``most``, in MB) and ``lost`` stand.
    """

    def __init__(self, *, most_mb: int, section: str, words: Words) -> None:
        self._most_mb = most_mb
        self._section = section
        self._words = words
        self._file: _File | None = None
        # Its finaliser removes the folder when the panel is gone or the kernel ends without having been closed.
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        _remove_left_behind()

    def begin(self, name: str, size_bytes: int) -> str:
        """Announce a file; the id its pieces name.

        Raises
        ------
        Refused
            Where it is empty or too large.
        """
        if type(size_bytes) is not int or size_bytes <= 0:
            raise self._refused("not_whole")
        if size_bytes > self._most_mb * _BYTES_A_MB:
            raise self._refused("too_large", most=self._most_mb)
        self.forget()
        self._folder = tempfile.TemporaryDirectory(prefix=f"{_FOLDER}{os.getpid()}-")
        path = Path(self._folder.name) / (Path(name.replace("\\", "/")).name[-100:] or "file")
        path.touch(mode=0o600)
        self._file = _File(secrets.token_hex(8), size_bytes, path)
        return self._file.id

    def take(self, id: str, *, at: int, data: str) -> int:
        """The next piece, in base64; how many bytes are here now. A piece heard before is passed over.

        Raises
        ------
        Refused
            Where the piece cannot be one of this file.
        """
        file = self._known(id)
        if len(data) > SLICE_BYTES * 4 // 3 + 4:
            raise self._refused("not_whole")
        try:
            piece = base64.b64decode(data, validate=True)
        except (binascii.Error, ValueError) as e:
            raise self._refused("not_whole") from e
        if at == file.got:
            if at + len(piece) > file.size_bytes:
                self.forget()
                raise self._refused("not_whole")
            with file.path.open("ab") as held:
                held.write(piece)
            file.got += len(piece)
        return file.got

    def path(self, id: str) -> Path:
        """Where the whole file lies.

        Raises
        ------
        Refused
            Where it is not all here, or no longer.
        """
        file = self._known(id)
        if file.got != file.size_bytes:
            raise self._refused("not_whole")
        return file.path

    def forget(self) -> None:
        """Remove the file and its folder."""
        folder, self._folder, self._file = self._folder, None, None
        if folder is not None:
            folder.cleanup()

    def _known(self, id: str) -> _File:
        if self._file is None or self._file.id != id:
            raise self._refused("lost")
        return self._file

    def _refused(self, key: str, **values: object) -> Refused:
        return Refused(self._words.say(f"{self._section}.{key}", **values), field="file")


def _remove_left_behind() -> None:
    """Remove what a process that was killed could not; the folder's name tells whose it was."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_FOLDER}*"):
        of = _OF_PROCESS.match(folder.name)
        if of is not None and not psutil.pid_exists(int(of[1])):
            shutil.rmtree(folder, ignore_errors=True)
