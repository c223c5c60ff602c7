"""Under which themes does each story stand?"""

from __future__ import annotations

from workbench.frames import Evidence
from workbench.patterns.blind_round import told_codings

__all__ = ["story_themes"]


def story_themes(evidence: Evidence) -> dict[str, tuple[str, ...]]:
    """The ids of the themes each story is tagged with, by the names of the themes; stories without any are absent.

    It reads coding, coding_round and theme. What is tagged in a round that is still blind is nobody else's to see, and
    a theme that this audience does not see is not named.
    """
    name_of = dict(zip(evidence["theme"]["id"], evidence["theme"]["name"], strict=True))
    codings = told_codings(evidence)
    seen = codings[codings["of_kind"] == "story"]
    by_story: dict[str, set[str]] = {}
    for story, theme in zip(seen["of"], seen["theme"], strict=True):
        by_story.setdefault(str(story), set()).add(str(theme))
    return {
        story: tuple(sorted(ids, key=lambda id: (str(name_of[id]).casefold(), id))) for story, ids in by_story.items()
    }
