"""Where this page is, and the way to the other pages with the same system and cycle chosen."""

from __future__ import annotations

from typing import Any

from workbench.panels.library import script, style
from workbench.panels.panel import Panel

__all__ = ["Trail"]

#: The pages a group goes between, in the order of the learning cycle; what lies beside it comes last.
_PAGES = (
    *("home", "understand_the_system", "codesign_experiments", "run_experiments"),
    *("embed_and_influence", "steward_the_cycle"),
    *("stories", "make_sense", "case_files", "learning_stack", "leadership_dashboard"),
)


class Trail(Panel):
    """A line of links.

    Parameters
    ----------
    where
        Whose page it is, in words.
    choice
        What every link carries on in its address: ``system``, ``cycle``, and ``language`` where it is not the first.
    here
        The name of this page's notebook.
    """

    _esm = script("trail.js")
    _css = style("trail.css")
    sections = ("trail",)

    def __init__(self, where: str, *, choice: dict[str, str], here: str, language: str = "en") -> None:
        super().__init__(language=language)
        self._shown = {
            "where": where,
            "choice": choice,
            "pages": [{"notebook": page, "here": page == here} for page in _PAGES],
        }

    def load(self) -> dict[str, Any]:
        """The line: where, choice, and the pages in order."""
        return self._shown
