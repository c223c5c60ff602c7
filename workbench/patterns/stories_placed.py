"""Where did tellers place their stories, on every question of one set? Story by story, for the group itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final

import numpy as np
import pandas as pd

from workbench.errors import Gone, NotAllowed
from workbench.frames import Evidence, Finding
from workbench.model import Placing, SignifierKind
from workbench.patterns.signified import NOT_ASKED, Asked, read_answers
from workbench.patterns.story_split import tellers_of
from workbench.patterns.triangle import POLES, to_point, zone_of

__all__ = ["ENDS", "StoriesPlaced", "side_of", "stories_placed"]

#: From this share on a place on a strip lies with one of its ends, as in a corner of a triad.
ENDS: Final = 0.6
#: What a number may be off by when it was worked out from others.
_NOISE: Final = 1e-9
_PLACES = {
    "story": "str",
    "signifier": "str",
    "item": "str",
    "placing": "str",
    "x": "float64",
    "y": "float64",
    "zone": "str",
    "chosen": "object",
}
_STORIES = ("story", "title", "teller", "told_on")


@dataclass(frozen=True, kw_only=True)
class StoriesPlaced(Finding):
    """Every story that was asked about with one set of questions, and where it was placed on each of them.

    It never leaves the group, and there is none for a wider audience: a point is one story.

    ``table`` has a row for every question, story (and stone), as :func:`~workbench.patterns.signified.read_answers`
    tells:

    ======================  ===========================================================================================
    story, signifier        the story's id; the question's key
    item                    the stone; "" for other questions
    placing                 placed, not_applicable, skipped or not_asked
    x, y                    where it is drawn: of a triad in the triangle of side 1 (``triangle.to_point``), of a dyad
                            the share of the right pole (y is 0), of a stone on its field; missing unless placed
    zone                    of a triad ``triangle.zone_of``; of a dyad :func:`side_of`; of a stone
                            ``<left|right>_<bottom|top>``; "" for choices and unless placed
    chosen                  what was chosen, a tuple
    ======================  ===========================================================================================

    ``stories``, newest told first: story, title, teller (a key that tells people apart), told_on. ``asked`` are the
    questions as mappings, in their order. ``n_people`` is how many people told the stories.
    """

    own_only: ClassVar[tuple[str, ...]] = tuple(dict.fromkeys((*_PLACES, *_STORIES)))
    counts: ClassVar[tuple[str, ...]] = ("n_people",)

    stories: pd.DataFrame
    asked: tuple[Mapping[str, Any], ...]
    signifier_set: str

    def __post_init__(self) -> None:
        """The questions are no table that could be emptied on the way out."""
        if self.audience.wide:
            raise NotAllowed(f"Where single stories lie is for the group itself, never for {self.audience.name}.")


def stories_placed(evidence: Evidence, signifier_set: str) -> StoriesPlaced:
    """The places of all stories on one set; raises Gone where this audience has no such set."""
    sets = evidence["signifier_set"]
    found = sets[sets["id"] == signifier_set]
    if found.empty:
        raise Gone("These questions are not here, or are not shown to you. Choose others from the list.")
    asked = tuple(found.iloc[0]["signifiers"])
    placed = [_placed(evidence, one, signifier_set) for one in asked]
    table = pd.concat(placed, ignore_index=True) if placed else pd.DataFrame(columns=list(_PLACES)).astype(_PLACES)
    of_set = table.loc[table["placing"] != NOT_ASKED, "story"].unique()
    stories = evidence["story"]
    stories = stories.assign(teller=tellers_of(stories)).rename(columns={"id": "story"})
    stories = stories[stories["story"].isin(of_set)].sort_values(
        ["told_on", "title", "story"], ascending=[False, True, True], na_position="last"
    )
    return StoriesPlaced(
        audience=evidence.audience,
        table=table[table["story"].isin(of_set)].reset_index(drop=True),
        stories=stories[list(_STORIES)].reset_index(drop=True),
        asked=asked,
        signifier_set=signifier_set,
        n_people=int(stories["teller"].nunique()),
    )


def side_of(right: pd.Series[float]) -> pd.Series[str]:
    """With which end of a strip each share of the right pole lies: left, right, or between them."""
    sides = np.select([right >= ENDS - _NOISE, right <= 1 - ENDS + _NOISE], ["right", "left"], default="between")
    return pd.Series(sides, index=right.index, dtype="str")


def _placed(evidence: Evidence, asked: Mapping[str, Any], signifier_set: str) -> pd.DataFrame:
    """The answers to one question; what was written down incompletely lies nowhere, and has no zone."""
    rows = read_answers(evidence, Asked(asked["key"], signifier_set)).rows.assign(signifier=asked["key"], zone="")
    kind = asked["signifier_kind"]
    if kind == SignifierKind.triad:
        balance = [rows[pole] for pole in POLES]
        rows["x"], rows["y"] = to_point(*balance)
        rows["zone"] = zone_of(*balance)
    elif kind == SignifierKind.dyad:
        rows = rows.assign(y=0.0, zone=side_of(rows["x"]))
    elif kind == SignifierKind.stones:
        across = np.where(rows["x"] >= 1 / 2, "right", "left")
        up = np.where(rows["y"] >= 1 / 2, "top", "bottom")
        rows["zone"] = [f"{one}_{other}" for one, other in zip(across, up, strict=True)]
    somewhere = rows["placing"].eq(Placing.placed.value) & rows["x"].notna() & rows["y"].notna()
    rows["zone"] = rows["zone"].where(somewhere, "")
    rows[["x", "y"]] = rows[["x", "y"]].where(somewhere)
    return rows[list(_PLACES)].astype(_PLACES)
