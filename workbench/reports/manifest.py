"""``manifest.json``: what stands in a folder of reports, and what each was made from."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from workbench.errors import Refused
from workbench.reports.parameter import Value

__all__ = ["Entry", "Outcome", "read_manifest", "sha256_of", "write_manifest", "written"]

NAME = "manifest.json"


class Outcome(StrEnum):
    """What came of a report."""

    rendered = "rendered"
    failed = "failed"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One report of a folder.

    ``data_hash`` is over what its audience may see of its system, so a change elsewhere leaves it as it is, and the
    end of a consent does not. ``data_revision`` is the number of the store's newest change when it was made.
    ``program_hash`` is over the package and its templates. Durations are in seconds; ``sha256`` is of the file.
    """

    notebook: str
    system: str
    name: str
    scale: str
    audience: str
    file: str
    parameters: Mapping[str, Value]
    data_hash: str
    data_revision: int
    notebook_hash: str
    program_hash: str
    package_version: str
    rendered_at: str
    duration_seconds: float
    outcome: Outcome
    reason: str = ""
    sha256: str = ""
    pdf: str = ""
    pdf_sha256: str = ""
    word: str = ""
    word_sha256: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What it is a report of."""
        return (self.notebook, self.system)

    def made_from_the_same(self, other: Entry) -> bool:
        """Whether both were asked for in the same way, from the same data, notebook and program."""
        return self._made_from() == other._made_from()

    def _made_from(self) -> tuple[object, ...]:
        return (self.file, self.name, dict(self.parameters), self.data_hash, self.notebook_hash, self.program_hash)


def sha256_of(content: bytes) -> str:
    """The SHA-256 of the bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def written(path: Path, content: bytes, *, private: bool = False) -> None:
    """Put the bytes under a name in one step: under that name stands the old file or the whole new one.

    What is private, and its folder, only its owner can read.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if private:
        path.parent.chmod(0o700)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if not private:
            Path(beside).chmod(0o644)  # mkstemp gives 0600; a published page is for others to read
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def read_manifest(folder: Path) -> dict[tuple[str, str], Entry]:
    """The entries of a folder's manifest by what they are reports of; none where there is no manifest.

    Raises
    ------
    Refused
        Where the file is there and is not one of our manifests.
    """
    path = folder / NAME
    if not path.is_file():
        return {}
    known = {f.name for f in fields(Entry)}
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        entries = [
            Entry(**{k: v for k, v in one.items() if k in known} | {"outcome": Outcome(one["outcome"])})
            for one in told["reports"]
        ]
    except (ValueError, KeyError, TypeError, AttributeError) as e:
        raise Refused(
            f"{NAME} in “{folder.name}” was not written by us. Choose another folder, or take that file away.",
            field="out",
        ) from e
    return {entry.key: entry for entry in entries}


def write_manifest(
    folder: Path, entries: Iterable[Entry], *, at: datetime, version: str, private: bool = False
) -> Path:
    """Write ``manifest.json``, by notebook and then by name."""
    path = folder / NAME
    ordered = sorted(entries, key=lambda e: (e.notebook, e.name.casefold(), e.system))
    told = {"made_by": f"workbench {version}", "written_at": at.isoformat(), "reports": [asdict(e) for e in ordered]}
    written(path, json.dumps(told, ensure_ascii=False, indent=1).encode(), private=private)
    return path
