"""The prompts of a part of the cycle, to stand quietly beside the work."""

from __future__ import annotations

from typing import Any

from workbench.model.prompts import words
from workbench.panels.library import script, style
from workbench.panels.panel import Panel

__all__ = ["PromptsPanel"]


class PromptsPanel(Panel):
    """Some of a part's prompts; with no keys, all of them. An unknown part shows nothing."""

    _esm = script("prompts.js")
    _css = style("prompts.css")
    sections = ("prompt_card",)

    def __init__(self, part: str, *keys: str, language: str = "en") -> None:
        super().__init__(language=language)
        listed = words(language).section(f"prompts.{part}").get("prompt", [])
        self._prompts = [p for p in listed if not keys or p.get("key") in keys]

    def load(self) -> dict[str, Any]:
        """The prompts as the templates hold them: title, ask, and check, design, ready where there are any."""
        return {"prompts": self._prompts}
