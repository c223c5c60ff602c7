"""Which stories may this audience read?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import pandas as pd

from workbench.frames import Audience, Evidence, Finding
from workbench.patterns.circle import ancestors_of, rows_of

__all__ = ["StoriesShared", "quotable", "stories_shared"]

_ORGANISATION = "organisation"
_COLUMNS = ["id", "title", "text", "teller", "told_on", "question", "what_matters", "language", "cycle"]


@dataclass(frozen=True, kw_only=True)
class StoriesShared(Finding):
    """The stories whose words this audience may read, newest first.

    ``table``: id, title, text, teller (a pseudonym; only for a group itself), told_on, question, what_matters,
    language, cycle. ``n_people`` is how many people told them. Stories that this audience may not read leave no trace.
    """

    own_only: ClassVar[tuple[str, ...]] = ("teller",)
    counts: ClassVar[tuple[str, ...]] = ("n_people",)


def _outside(audience: Audience, story_system: str, systems: pd.DataFrame) -> bool:
    """Whether the audience reaches beyond the organisation the story was told in.

    The organisation is the nearest system around the story's at that scale; where there is none (a country's own
    story, say), anything but the story's own system counts as outside.
    """
    if audience.system is None:
        return True
    scale_of = dict(zip(systems["id"], systems["scale"], strict=True))
    around = (i for i in ancestors_of(systems, story_system) if scale_of[i] == _ORGANISATION)
    home = next(around, story_system)
    return home not in ancestors_of(systems, audience.system)


def quotable(stories: pd.DataFrame, audience: Audience, systems: pd.DataFrame) -> pd.Series[bool]:
    """For each story that may be seen: may this audience read its words?

    A team reads its own. A wider audience needs the teller's consent to quote, and outside the organisation also the
    consent to leave it.
    """
    may = [
        (not audience.wide or bool(quote)) and (bool(leave) or not _outside(audience, str(system), systems))
        for quote, leave, system in zip(stories["may_quote"], stories["may_leave"], stories["system"], strict=True)
    ]
    return pd.Series(may, index=stories.index, dtype=bool)


def stories_shared(evidence: Evidence, *, cycle: str | None = None, system: str | None = None) -> StoriesShared:
    """The stories of one cycle, one system and those inside it, or all there are, that may be read in full."""
    stories = rows_of(evidence, "story", cycle=cycle, system=system)
    stories = stories[quotable(stories, evidence.audience, evidence["system"])]
    table = stories.sort_values(["told_on", "id"], ascending=False, na_position="last")[_COLUMNS]
    return StoriesShared(
        audience=evidence.audience,
        table=table.reset_index(drop=True),
        n_people=int(stories["teller"].nunique()),
    )
