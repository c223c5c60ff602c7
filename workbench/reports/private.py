"""Reports for one person and the worker beside them: which notebooks make them, and whom they are kept from."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from workbench.errors import Refused
from workbench.model import ONE_LIFE, System
from workbench.model.prompts import Words

__all__ = ["FOLDER", "is_private", "refuse_others"]

#: The folder of such reports within a folder of reports: each life has one of its own there, to be handed over.
FOLDER: Final = "for-one-person"


def is_private(notebook: Path) -> bool:
    """Whether a notebook says of itself (``metadata.workbench.for``) that it is for one person and their worker."""
    try:
        metadata = json.loads(notebook.read_text(encoding="utf-8")).get("metadata", {})
    except (OSError, ValueError):
        return False
    return isinstance(metadata, dict) and (metadata.get("workbench") or {}).get("for") == "one person"


def refuse_others(systems: Sequence[System], *, audience: str | None, words: Words) -> None:
    """Nothing, for the lives of single people and for nobody but themselves.

    Raises
    ------
    Refused
        Where a system is no one's life, or an audience other than that person's own is named.
    """
    for system in systems:
        if system.scale != ONE_LIFE:
            raise Refused(words.say("case_summary.not_one_life", system=system.name), field="system")
        if audience and audience.strip() not in (ONE_LIFE, f"{ONE_LIFE}:{system.id}"):
            raise Refused(words.say("case_summary.not_for_others"), field="audience")
