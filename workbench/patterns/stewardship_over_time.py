"""Is the cycle stewarded as it was meant to be? What its reviews said to each prompt, one after the other."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.model import ReviewState
from workbench.patterns.circle import rows_of
from workbench.patterns.names_in import names_in

__all__ = ["StewardshipOverTime", "stewardship_over_time"]

_COUNTS = tuple(f"n_{state}" for state in ReviewState)
_TABLE = {"prompt": "str", "asked": "str", **dict.fromkeys((*_COUNTS, "n_answers"), "int64")}
_SAID = {"review": "str", "held_on": "datetime64[s]", "prompt": "str", "asked": "str", "state": "str", "note": "str"}
_REVIEWS = {
    "review": "str",
    "cycle": "str",
    "held_on": "datetime64[s]",
    "taking_part": "object",
    "came": "object",
    "left": "object",
    "inside": "str",
    "outside": "str",
    "convened": "str",
    "resources": "str",
    "hours": "float64",
    "next_on": "datetime64[s]",
    "takes_away": "str",
}


@dataclass(frozen=True, kw_only=True)
class StewardshipOverTime(Finding):
    """What the reviews said, prompt by prompt; plain states, never a score.

    ``table`` has a row a prompt that somebody answered, in the order in which prompts were first answered: prompt (its
    key), asked (its newest wording that was answered), n_fine, n_needs_work, n_dont_know (reviews that said so) and
    n_answers (the three together).

    ``said`` has a row an answer, oldest review first: review (id), held_on, prompt, asked (as it was asked then), state
    (missing where only a note was written), note. A wider audience than the group gets prompt, asked and note alone, of
    those notes that name nobody who took part, by prompt and then by their words, so that nothing tells which review
    said it.

    ``reviews`` has a row a review, oldest first, for the group itself and empty for others: review (id), cycle,
    held_on, taking_part, came and left (who took part and did not the time before in that system, and the other way
    round; nobody for the first), inside, outside, convened, resources, hours (missing where nobody counted), next_on,
    takes_away.

    ``n_reviews`` is how many there are. No reviews give no rows.
    """

    counts: ClassVar[tuple[str, ...]] = (*_COUNTS, "n_answers", "n_reviews")
    total_columns: ClassVar[Mapping[str, tuple[str, ...]]] = {"n_answers": _COUNTS}
    own_only: ClassVar[tuple[str, ...]] = ("review", "held_on", "state", *list(_REVIEWS)[1:])

    said: pd.DataFrame
    reviews: pd.DataFrame
    n_reviews: int


def stewardship_over_time(
    evidence: Evidence, *, cycle: str | None = None, system: str | None = None
) -> StewardshipOverTime:
    """The reviews of one cycle, one system and those inside it, or all that were read."""
    reviews = rows_of(evidence, "review", cycle=cycle, system=system).sort_values(["held_on", "id"])
    held = dict(zip(reviews["id"], reviews["held_on"], strict=True))
    order = {id: at for at, id in enumerate(held)}
    notes = evidence["review_note"]
    notes = notes[notes["review"].isin(held)]
    notes = notes.assign(held_on=notes["review"].map(held), at=notes["review"].map(order)).sort_values(["at", "id"])
    said = notes[list(_SAID)].astype(_SAID).reset_index(drop=True)
    table = _counted(said)
    people = {name for several in reviews["taking_part"] for name in several}
    wide = evidence.audience.wide
    return StewardshipOverTime(
        audience=evidence.audience,
        table=table,
        said=_telling_nobody(said, people, table) if wide else said,
        reviews=pd.DataFrame(columns=list(_REVIEWS)).astype(_REVIEWS) if wide else _one_after_another(reviews),
        n_reviews=len(reviews),
    )


def _counted(said: pd.DataFrame) -> pd.DataFrame:
    """A row a prompt, with how many reviews said what."""
    rows = []
    for prompt, answers in said.groupby("prompt", sort=False):
        n = {f"n_{state}": int((answers["state"] == state.value).sum()) for state in ReviewState}
        worded = answers.loc[answers["asked"].fillna("") != "", "asked"]
        asked = "" if worded.empty else worded.iloc[-1]
        rows.append({"prompt": prompt, "asked": asked, **n, "n_answers": sum(n.values())})
    return pd.DataFrame(rows, columns=list(_TABLE)).astype(_TABLE)


def _telling_nobody(said: pd.DataFrame, people: set[str], table: pd.DataFrame) -> pd.DataFrame:
    """The notes that hold no name of somebody who took part, in an order that tells nothing of when."""
    written = said[said["note"].fillna("").str.strip() != ""]
    nameless = [not names_in(note, people) for note in written["note"]]
    order = {prompt: at for at, prompt in enumerate(table["prompt"])}
    kept = written[pd.Series(nameless, index=written.index, dtype="bool")]
    # the wording of then could tell which review it was
    asked = dict(zip(table["prompt"], table["asked"], strict=True))
    kept = kept.assign(at=kept["prompt"].map(order), asked=kept["prompt"].map(asked)).sort_values(["at", "note"])
    return kept[list(_SAID)].astype(_SAID).reset_index(drop=True)


def _one_after_another(reviews: pd.DataFrame) -> pd.DataFrame:
    """A row a review, with who came and who left since the one before in the same system."""
    before: dict[Hashable, tuple[str, ...]] = {}
    rows: list[dict[str, Any]] = []
    for row in reviews.to_dict("records"):
        now, then = tuple(row["taking_part"]), before.get(row["system"])
        before[row["system"]] = now
        rows.append(
            {
                **{name: row.get(name) for name in _REVIEWS},
                "review": row["id"],
                "taking_part": now,
                "came": () if then is None else _without(now, then),
                "left": () if then is None else _without(then, now),
                "takes_away": row["note"],
            }
        )
    return pd.DataFrame(rows, columns=list(_REVIEWS)).astype(_REVIEWS)


def _without(names: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    known = {name.casefold() for name in others}
    return tuple(name for name in names if name.casefold() not in known)
