"""Under which themes does each story stand?"""

from __future__ import annotations

from workbench.frames import Evidence
from workbench.model import CodingState

__all__ = ["story_themes"]


def story_themes(evidence: Evidence) -> dict[str, tuple[str, ...]]:
    """The ids of the themes each story is tagged with, by the names of the themes; stories without any are absent.

    It reads coding, coding_round and theme. What is tagged in a round that is still blind is nobody else's to see, and
    a theme that this audience does not see is not named.
    """
    codings, rounds, themes = evidence["coding"], evidence["coding_round"], evidence["theme"]
    # a round this audience does not see may well be blind
    told = rounds.loc[rounds["state"] != str(CodingState.blind), "id"]
    name_of = dict(zip(themes["id"], themes["name"], strict=True))
    seen = codings[
        (codings["of_kind"] == "story")
        & (codings["coding_round"].isna() | codings["coding_round"].isin(told))
        & codings["theme"].isin(themes["id"])
    ]
    by_story: dict[str, set[str]] = {}
    for story, theme in zip(seen["of"], seen["theme"], strict=True):
        by_story.setdefault(str(story), set()).add(str(theme))
    return {
        story: tuple(sorted(ids, key=lambda id: (str(name_of[id]).casefold(), id))) for story, ids in by_story.items()
    }
