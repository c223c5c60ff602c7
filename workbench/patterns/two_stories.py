"""Which two stories could be heard now? Two that differ, and two others on the next turn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.patterns.circle import rows_of
from workbench.patterns.story_themes import story_themes
from workbench.patterns.told_as import told_as

__all__ = ["TwoStories", "two_stories"]

_COLUMNS = ["title", "text", "system", "told_on", "question", "what_matters", "language"]


@dataclass(frozen=True, kw_only=True)
class TwoStories(Finding):
    """Two stories (one, where there is only one) whose tellers let them be quoted and let them leave.

    ``table``: title, text, system (the name of the group they were told to; a life is told as the team round it),
    told_on, question, what_matters, language. ``n_pairs`` is how many turns there are before the first comes again.
    Tellers are not named. No such stories give no rows.
    """

    n_pairs: int


def two_stories(evidence: Evidence, *, system: str | None = None, turn: int = 0) -> TwoStories:
    """The stories of one turn: the newest that was not heard yet, and the newest after it that differs most.

    Two stories differ by the group they were told to, and by their themes. Every story that may be heard comes once
    before the first comes again. It reads story, theme, coding and coding_round.
    """
    stories = rows_of(evidence, "story", system=system)
    may = stories["may_quote"].eq(True) & stories["may_leave"].eq(True)
    stories = stories[may].sort_values(["told_on", "id"], ascending=False, na_position="last").reset_index(drop=True)
    n_pairs = -(-len(stories) // 2)
    pair = _pair(stories, story_themes(evidence), turn % n_pairs) if n_pairs else []
    rows = stories.loc[pair]
    rows = rows.assign(system=rows["system"].map(told_as(evidence["system"])).astype("str"))
    return TwoStories(audience=evidence.audience, table=rows[_COLUMNS].reset_index(drop=True), n_pairs=n_pairs)


def _pair(stories: pd.DataFrame, themes: Mapping[str, tuple[str, ...]], turn: int) -> list[int]:
    """The places of the stories of one turn; ``stories`` has at least two for every turn before it."""
    where = [str(one) for one in stories["system"]]
    about = [set(themes.get(str(id), ())) for id in stories["id"]]
    left = list(range(len(stories)))
    pair: list[int] = []
    for _ in range(turn + 1):
        first = left.pop(0)
        others = sorted(left, key=lambda at, to=first: (where[at] == where[to]) + bool(about[at] & about[to]))  # type: ignore[misc]
        pair = [first, *others[:1]]
        left = [at for at in left if at not in pair]
    return pair
