"""A file that a page sends in one message, as a file in a folder of its own that goes away again."""

from __future__ import annotations

import base64
import binascii
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workbench.errors import Refused
from workbench.model.prompts import Words

__all__ = ["sent_file"]

_BYTES_A_MB = 1_000_000


@contextmanager
def sent_file(name: str, data: str, *, most_mb: int, section: str, words: Words) -> Iterator[Path]:
    """The bytes (``data`` is base64) under the name people know.

    ``section`` names where in the words ``not_whole`` and ``too_large`` (with ``most``, in MB) stand.

    Raises
    ------
    Refused
        The file did not arrive whole, or is larger than ``most_mb``.
    """
    too_large = Refused(words.say(f"{section}.too_large", most=most_mb), field="path")
    if len(data) > most_mb * _BYTES_A_MB * 4 // 3 + 4:
        raise too_large
    try:
        content = base64.b64decode(data, validate=True)
    except binascii.Error as e:
        raise Refused(words.say(f"{section}.not_whole"), field="path") from e
    if len(content) > most_mb * _BYTES_A_MB:
        raise too_large
    with tempfile.TemporaryDirectory(prefix="workbench-import-") as folder:
        path = Path(folder) / (Path(name.replace("\\", "/")).name[-100:] or "file")
        path.write_bytes(content)
        yield path
