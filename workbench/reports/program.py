"""What a report is made with, besides its notebook and its data: this package and its words and looks."""

from __future__ import annotations

import hashlib
from pathlib import Path

import workbench
from workbench.places import templates

__all__ = ["program_hash"]

_READ = ("*.py", "*.toml", "*.j2", "*.css", "*.json")


def program_hash() -> str:
    """A hash over the package's code and the templates; another version, or a reworded sentence, gives another."""
    made = hashlib.sha256()
    for folder in (Path(workbench.__file__).parent, templates()):
        for path in sorted({p for pattern in _READ for p in folder.rglob(pattern)}):
            made.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return made.hexdigest()
