"""A file is written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from workbench.errors import Refused
from workbench.exchange.reading import Reading
from workbench.model.prompts import Words

__all__ = ["ending_of", "put"]


def put(path: Path, content: bytes, *, words: Words) -> None:
    """Write beside the final name and then give it that name, so that nobody ever finds half a file under it.

    Raises
    ------
    workbench.errors.Refused
        Where the folder cannot be written to.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(beside, 0o644)  # noqa: PTH101  mkstemp gives 600, and what is exported is meant to be opened by others
            os.replace(beside, path)  # noqa: PTH105  the one call that is atomic on every system
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
    except OSError as e:
        raise Reading(name=path.name, words=words).refusal("not_writable", field="path") from e


def ending_of(path: Path, endings: tuple[str, ...], *, words: Words) -> str:
    """The file's ending, in small letters.

    Raises
    ------
    workbench.errors.Refused
        Where it is none of these, naming them.
    """
    ending = path.suffix.casefold()
    if ending not in endings:
        raise wrong_ending(path, endings, words=words)
    return ending


def wrong_ending(path: Path, endings: tuple[str, ...], *, words: Words) -> Refused:
    """The sentence for a file whose ending says nothing we write."""
    return Reading(name=path.name, words=words).refusal("wrong_ending", field="path", endings=", ".join(endings))
