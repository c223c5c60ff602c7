"""What came of bringing in coding, as lines of text for the command line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.desk.coding_import import bring_in_coding

if TYPE_CHECKING:
    from workbench.desk.desk import Desk

__all__ = ["bring_in_told"]


def bring_in_told(desk: Desk, path: Path, asked: Mapping[str, Any]) -> Iterator[str]:
    """Bring in a file as the command line asked; gives the lines to print.

    ``asked`` are the words of the command: system, preview, name (who tagged, where the file does not say).

    Raises
    ------
    workbench.errors.Refused
        As :func:`workbench.desk.coding_import.bring_in_coding`.
    """
    found = bring_in_coding(
        desk, path, system=asked["system"] or "", coder=asked["name"], preview=bool(asked["preview"])
    )
    yield from found.told(desk.words)
    if found.lost:
        yield desk.words.say("coding_files.lost_title", n=len(found.lost))
    for lost in found.lost:
        yield f"  {' · '.join(part for part in (lost.where, lost.what, lost.why) if part)}"
