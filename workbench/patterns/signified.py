"""What tellers answered to one signifier: a row a story, placed, skipped or set aside, and how many that makes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final

import pandas as pd

from workbench.errors import Gone, Refused
from workbench.frames import Audience, Evidence, Finding
from workbench.model import Placing, SignifiedBy, SignifierKind
from workbench.patterns.circle import rows_of
from workbench.patterns.story_split import Split, tellers_of

__all__ = [
    "ANSWERS",
    "KINDS_READ",
    "NOT_ASKED",
    "Answered",
    "Asked",
    "Signified",
    "Wording",
    "by_group",
    "counted",
    "read_answers",
    "wording_of",
]

#: The kinds of record these questions read.
KINDS_READ: Final = ("story", "signifier_set", "signification")
#: The story was told without this question being asked.
NOT_ASKED: Final = "not_asked"
#: What became of the question for a story.
ANSWERS: Final = (Placing.placed.value, Placing.not_applicable.value, Placing.skipped.value, NOT_ASKED)

_PLACES = ("top", "left", "right", "x", "y")
_COUNTED = {"group": "str", "placing": "str", "n_stories": "int64", "n_tellers": "int64"}


@dataclass(frozen=True)
class Asked:
    """Which question, and of whose stories: of one cycle, of one system and those within it, or of all.

    ``signifier`` is its key. ``signifier_set`` names the set whose wording is meant (None: the newest that has it).
    """

    signifier: str
    signifier_set: str | None = None
    cycle: str | None = None
    system: str | None = None


@dataclass(frozen=True)
class Wording:
    """A signifier as it was worded. ``sets`` are the sets that ask it in just these words, whichever group's they are.

    ``labels`` are the poles of a triad (top, left, right) and of a dyad (left, right), the names of stones, or what may
    be chosen. ``asked`` is False where it is no longer asked.
    """

    key: str
    signifier_kind: str
    title: str
    labels: tuple[str, ...]
    axes: tuple[str, ...]
    help: str
    asked: bool
    sets: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Signified(Finding):
    """What every finding about one signifier tells beside its ``table``.

    ``asked`` and ``wording`` are the question; ``split_by`` names what stories are grouped by ("" where they are not),
    ``split_key`` tells one split from another, ``groups`` are the groups in their order. ``answers`` counts what became
    of the question apart from being placed:

    ======================  ===========================================================================================
    group                   a group; "" where stories are not grouped, and for those that are in no group
    placing                 not_applicable, skipped (asked, not answered), not_asked
    n_stories, n_tellers    stories, and different people who told them
    ======================  ===========================================================================================
    """

    counts: ClassVar[tuple[str, ...]] = ("n_stories", "n_tellers")
    people_behind: ClassVar[Mapping[str, str]] = {"n_stories": "n_tellers"}

    asked: Asked
    wording: Wording
    split_by: str = ""
    split_key: str = ""
    groups: tuple[str, ...] = ("",)
    answers: pd.DataFrame


def wording_of(evidence: Evidence, asked: Asked, *kinds: SignifierKind) -> Wording:
    """The signifier in its wording, and every set that asks it so.

    Raises
    ------
    Gone
        Where no set this audience may see has it.
    Refused
        Where it is not of one of the ``kinds``.
    """
    words = [
        (row["id"], one)
        for row in evidence["signifier_set"].sort_values("id", ascending=False).to_dict("records")
        for one in row["signifiers"]
        if one["key"] == asked.signifier
    ]
    meant = next((one for id, one in words if asked.signifier_set in (None, id)), None)
    if meant is None:
        raise Gone(
            f"The question “{asked.signifier}” is in none of the signifier sets shown to {evidence.audience.name}. "
            "Choose one of the questions in the list."
        )
    if kinds and meant["signifier_kind"] not in kinds:
        raise Refused(
            f"“{meant['title']}” is a question of the kind {meant['signifier_kind']}, and this looks at the kind "
            f"{' or '.join(kinds)}. Choose one of those.",
            field="signifier",
        )
    alike = tuple(sorted({id for id, one in words if _same(one, meant)}))
    return Wording(
        key=meant["key"],
        signifier_kind=meant["signifier_kind"],
        title=meant["title"],
        labels=tuple(meant["labels"]),
        axes=tuple(meant["axes"]),
        help=meant["help"],
        asked=bool(meant["asked"]),
        sets=alike,
    )


def _same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return all(
        list(one[part]) == list(other[part]) if isinstance(one[part], list | tuple) else one[part] == other[part]
        for part in ("signifier_kind", "title", "labels", "axes")
    )


@dataclass(frozen=True)
class Answered:
    """The answers to one signifier (``rows``: see :func:`read_answers`), and what a finding says beside its table."""

    asked: Asked
    wording: Wording
    rows: pd.DataFrame
    split: Split | None
    audience: Audience

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups in their order; one without a name where stories are not grouped."""
        return ("",) if self.split is None else self.split.groups

    @property
    def placed(self) -> pd.DataFrame:
        """The rows that were placed."""
        return self.rows[self.rows["placing"] == Placing.placed.value]

    def beside(self) -> dict[str, Any]:
        """The fields of :class:`Signified`, apart from ``table``."""
        return {
            "audience": self.audience,
            "n_people": int(self.placed["teller"].nunique()),
            "asked": self.asked,
            "wording": self.wording,
            "split_by": "" if self.split is None else self.split.name,
            "split_key": "" if self.split is None else self.split.key,
            "groups": self.groups,
            "answers": _answers(self.rows, self.groups),
        }


def read_answers(evidence: Evidence, asked: Asked, *kinds: SignifierKind, split: Split | None = None) -> Answered:
    """The answers: a row a story (of stones: a row a stone, and one for a story without any), by the order of stories.

    ``kinds`` are the kinds of signifier this can be asked of. Columns: story (id), system, teller (see
    ``story_split.tellers_of``), group (missing where a split puts the story in none; "" without a split), placing
    (:data:`ANSWERS`), top, left, right, x, y, chosen (tuple), item, outside. Of several answers to one question the
    teller's own counts before a listener's, then the newest. A story told with the set of the question but without an
    answer to it skipped it, or was not asked where it is no longer asked.

    Raises
    ------
    Gone, Refused
        As :func:`wording_of`.
    """
    wording = wording_of(evidence, asked, *kinds)
    stories = rows_of(evidence, "story", cycle=asked.cycle, system=asked.system)
    given = evidence["signification"]
    given = given[given["signifier_set"].isin(wording.sets) & given["story"].isin(stories["id"])]
    rows = given[given["signifier"] == wording.key]
    listened = rows["signified_by"].eq(SignifiedBy.listener.value).fillna(value=False).astype("bool")
    rows = rows.assign(_own=~listened).sort_values(["_own", "id"], kind="stable")
    rows = rows.drop_duplicates(["story", "item"], keep="last").drop(columns="_own")
    told = stories[["id", "system"]].rename(columns={"id": "story"}).assign(teller=tellers_of(stories))
    told["group"] = "" if split is None else told["story"].map(split.group_of)
    kept = ["story", "item", "placing", *_PLACES, "chosen", "outside"]
    made = told.merge(rows[kept].sort_values("item", kind="stable"), on="story", how="left")
    without = Placing.skipped.value if wording.asked else NOT_ASKED
    silent = made["story"].isin(given["story"]).map({True: without, False: NOT_ASKED})
    made["placing"] = made["placing"].fillna(silent).astype("str")
    if wording.signifier_kind in (SignifierKind.choice, SignifierKind.several):
        made["placing"] = made["placing"].mask(
            ~made["chosen"].str.len().gt(0) & made["placing"].eq(ANSWERS[0]), ANSWERS[2]
        )
    made["outside"] = made["outside"].eq(True).fillna(value=False).astype("bool")
    made["item"] = made["item"].fillna("").astype("str")
    made = made.astype({"group": "str", **dict.fromkeys(_PLACES, "float64")})
    return Answered(asked, wording, made, split, evidence.audience)


def _answers(rows: pd.DataFrame, groups: tuple[str, ...]) -> pd.DataFrame:
    made = [
        {"group": group, "placing": placing, **counted(of_group[of_group["placing"] == placing])}
        for group, of_group in by_group(rows, groups)
        for placing in ANSWERS[1:]
    ]
    return pd.DataFrame(made, columns=list(_COUNTED)).astype(_COUNTED)


def counted(rows: pd.DataFrame) -> dict[str, int]:
    """How many different stories, and different tellers."""
    return {"n_stories": int(rows["story"].nunique()), "n_tellers": int(rows["teller"].nunique())}


def by_group(rows: pd.DataFrame, groups: tuple[str, ...]) -> list[tuple[str, pd.DataFrame]]:
    """The rows of each group in their order, and last, under "", those in none of them where there are any."""
    made = [(group, rows[rows["group"] == group]) for group in groups]
    without = rows[rows["group"].isna()]
    return [*made, ("", without)] if len(without) else made
