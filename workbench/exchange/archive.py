"""A packed file: what it holds is looked at before anything is unpacked."""

from __future__ import annotations

import zipfile

from workbench.exchange.reading import Reading

__all__ = ["refuse_unsafe_archive"]

_MAX_TOTAL_BYTES = 200 * 1024 * 1024
_MAX_RATIO = 100
_MAX_FILES = 2_000


def refuse_unsafe_archive(archive: zipfile.ZipFile, reading: Reading) -> None:
    """Refuse too many files, names that lead out of a folder, passwords, and what unpacks to far more than it should.

    Raises
    ------
    workbench.errors.Refused
        With the one sentence for it.
    """
    entries = archive.infolist()
    if len(entries) > _MAX_FILES:
        raise reading.refusal("zip_files", most=f"{_MAX_FILES:,}")
    for entry in entries:
        parts = entry.filename.replace("\\", "/").split("/")
        if ".." in parts or entry.filename.startswith(("/", "\\")) or ":" in parts[0]:
            raise reading.refusal("zip_name", value=entry.filename)
        if entry.flag_bits & 0x1:
            raise reading.refusal("password")
    total = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if total > _MAX_TOTAL_BYTES or total > _MAX_RATIO * max(packed, 1):
        raise reading.refusal("zip_size")
