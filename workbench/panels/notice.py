"""One sentence on a page, for when there is nothing else to show."""

from __future__ import annotations

from typing import Any

from workbench.panels.library import script
from workbench.panels.panel import Panel

__all__ = ["Notice"]


class Notice(Panel):
    """A sentence, shown as text."""

    _esm = script("notice.js")

    def __init__(self, sentence: str, *, language: str = "en") -> None:
        super().__init__(language=language)
        self._sentence = sentence

    def load(self) -> dict[str, Any]:
        """The sentence."""
        return {"sentence": self._sentence}
