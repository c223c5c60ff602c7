"""Which stories are these? Found by words, length, theme, place, language, opening question, and whether placed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.errors import NotAllowed, Refused
from workbench.frames import Evidence, Finding
from workbench.model import Placing
from workbench.patterns.story_themes import story_themes
from workbench.patterns.story_words import folded, holds, length_of, n_words, searched

__all__ = ["FIELDS", "READS", "StoriesFound", "StoriesWanted", "StoryShelf", "stories_found"]

#: The kinds of record this question reads.
READS: Final = ("story", "coding", "coding_round", "theme", "signification")
#: What stories are picked by besides their words, in the order in which a page asks.
FIELDS: Final = ("theme", "place", "length", "language", "opening_question", "placed")
#: Where words are looked for.
_SEARCHED: Final = ("title", "text", "translation", "what_matters", "wish", "place")
_CHOICES: Final = {"field": "str", "value": "str", "n": "int64"}
_TABLE: Final = {
    "id": "str",
    "title": "str",
    "teller": "str",
    "told_on": "datetime64[s]",
    "n_words": "int64",
    "length": "str",
    "themes": "object",
    "placed": "bool",
}

Some = NDArray[np.bool_]


@dataclass(frozen=True)
class StoriesWanted:
    """What is looked for; what is left empty asks for nothing.

    ``words`` as typed (see :func:`workbench.patterns.story_words.searched`); ``picked`` by field of :data:`FIELDS`: a
    theme's id, a place as written, short, medium or long, a language's tag, an opening question's id, yes or no.
    ``ids`` names the stories themselves, as another view picked them.
    """

    words: str = ""
    picked: Mapping[str, str] = field(default_factory=dict)
    ids: frozenset[str] | None = None


@dataclass(frozen=True, kw_only=True)
class StoriesFound(Finding):
    """The stories that fit, newest told first; for the group itself only.

    ``table``: id, title, teller (a pseudonym), told_on (missing where nobody wrote it down), n_words, length (short,
    medium, long), themes (ids, by their names), placed (whether the teller, or whoever listened, placed it between
    words). ``choices``: field (of :data:`FIELDS`), value, n (stories that would be found if it were picked instead of
    what is picked in this field), by value; what stands in no story is absent.

    ``n_all`` is how many stories there are, ``n_people`` how many people told those found.
    """

    own_only: ClassVar[tuple[str, ...]] = tuple(_TABLE)
    counts: ClassVar[tuple[str, ...]] = ("n", "n_all", "n_people")

    choices: pd.DataFrame
    n_all: int


@dataclass(frozen=True)
class StoryShelf:
    """Stories made ready to be found in: worked out once, asked often.

    ``rows`` has the columns of the table of :class:`StoriesFound` and place, language, opening_question, newest told
    first; ``texts`` are their folded words in the same order.
    """

    evidence: Evidence
    rows: pd.DataFrame
    texts: tuple[str, ...]
    holders: Mapping[str, Mapping[str, Some]]

    @classmethod
    def of(cls, evidence: Evidence) -> StoryShelf:
        """All stories of an evidence that holds :data:`READS`.

        Raises
        ------
        NotAllowed
            For an audience wider than the group: it could pick a few more or fewer and take the difference.
        """
        if evidence.audience.wide:
            raise NotAllowed(
                f"Only the group itself can look for single stories, not {evidence.audience.name}. Ask which stories "
                "may be shared, or open the workbench as the group."
            )
        rows = evidence["story"].sort_values(["told_on", "created_at", "id"], ascending=False, na_position="last")
        answers = evidence["signification"]
        placed = answers.loc[answers["placing"] == str(Placing.placed), "story"]
        counted = [n_words(text) for text in rows["text"]]
        themes = story_themes(evidence)
        rows = rows.assign(
            n_words=counted,
            length=[length_of(n) for n in counted],
            themes=pd.Series([themes.get(id, ()) for id in rows["id"]], index=rows.index, dtype="object"),
            placed=rows["id"].isin(placed),
            place=rows["place"].fillna("").str.strip(),
        ).reset_index(drop=True)
        texts = tuple(
            folded("\n".join(str(part) for part in parts if isinstance(part, str)))
            for parts in zip(*(rows[name] for name in _SEARCHED), strict=True)
        )
        return cls(evidence, rows, texts, _holders(rows))


def _holders(rows: pd.DataFrame) -> Mapping[str, Mapping[str, Some]]:
    """For each field and value, which of the stories have it; what nobody wrote down is no value."""
    plain = {
        **{name: rows[name].fillna("") for name in ("place", "length", "language", "opening_question")},
        "placed": rows["placed"].map({True: "yes", False: "no"}),
    }
    holders = {
        name: {str(value): (values == value).to_numpy(dtype=bool) for value in sorted(set(values)) if value}
        for name, values in plain.items()
    }
    at: dict[str, list[int]] = {}
    for n, themes in enumerate(rows["themes"]):
        for theme in themes:
            at.setdefault(theme, []).append(n)
    holders["theme"] = {}
    for theme in sorted(at):
        having = np.zeros(len(rows), dtype=bool)
        having[at[theme]] = True
        holders["theme"][theme] = having
    return holders


def stories_found(shelf: StoryShelf, wanted: StoriesWanted | None = None) -> StoriesFound:
    """The stories that fit everything that is wanted; nothing wanted finds all of them.

    Raises
    ------
    Refused
        Where stories cannot be picked by a field.
    """
    wanted = wanted or StoriesWanted()
    unknown = [name for name in wanted.picked if name not in FIELDS]
    if unknown:
        raise Refused(f"Stories cannot be picked by “{unknown[0]}”. Choose one of {', '.join(FIELDS)}.", field="picked")
    patterns = searched(wanted.words)
    said = np.array([holds(text, patterns) for text in shelf.texts], dtype=bool)
    if wanted.ids is not None:
        said &= shelf.rows["id"].isin(wanted.ids).to_numpy(dtype=bool)
    rows = []
    for name in FIELDS:
        others = said & _fitting(shelf, replace(wanted, picked={k: v for k, v in wanted.picked.items() if k != name}))
        rows += [(name, value, int((others & having).sum())) for value, having in shelf.holders[name].items()]
    found = shelf.rows[said & _fitting(shelf, wanted)]
    return StoriesFound(
        audience=shelf.evidence.audience,
        table=found[list(_TABLE)].reset_index(drop=True).astype(_TABLE),
        choices=pd.DataFrame(rows, columns=list(_CHOICES)).astype(_CHOICES),
        n_all=len(shelf.rows),
        n_people=int(found.loc[found["teller"].fillna("") != "", "teller"].nunique()),
    )


def _fitting(shelf: StoryShelf, wanted: StoriesWanted) -> Some:
    """Which stories have what is picked, whatever their words."""
    fits = np.ones(len(shelf.rows), dtype=bool)
    for name, value in wanted.picked.items():
        if value:
            fits &= shelf.holders[name].get(value, np.zeros(len(fits), dtype=bool))
    return fits
