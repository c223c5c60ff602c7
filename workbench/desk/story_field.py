"""The stories of one group as a page draws them: arrays by story number, and the groups they fall into."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import pandas as pd

from workbench.frames import Evidence, Released
from workbench.model import Placing, SignifierKind
from workbench.model.prompts import Words
from workbench.patterns.signified import NOT_ASKED
from workbench.patterns.stories_placed import StoriesPlaced, stories_placed
from workbench.patterns.story_split import SPLITS, Split, story_split
from workbench.sharing import release

__all__ = ["StoryField"]

#: Points are told to a ten-thousandth of the side of their picture.
_DIGITS: Final = 4
_CHOICES = (SignifierKind.choice, SignifierKind.several)


@dataclass(frozen=True)
class StoryField:
    """Where all stories lie on one set of questions, and the ways in which they fall into groups.

    ``evidence`` is what a group may see of its own; it holds the kinds of :attr:`READ`.
    """

    evidence: Evidence
    released: Released[StoriesPlaced]
    words: Words

    READ = ("story", "signification", "signifier_set", "theme", "coding", "coding_round", "inquiry")

    @classmethod
    def of(cls, evidence: Evidence, signifier_set: str, *, words: Words) -> StoryField:
        """From what a group may see of its own; raises Gone where there is no such set."""
        return cls(evidence=evidence, released=release(stories_placed(evidence, signifier_set)), words=words)

    @property
    def stories(self) -> pd.DataFrame:
        """The stories, newest told first; see :class:`~workbench.patterns.stories_placed.StoriesPlaced`."""
        return self.released.finding.stories

    @cached_property
    def _number(self) -> dict[str, int]:
        return {id: n for n, id in enumerate(self.stories["story"])}

    def question(self, key: str) -> Mapping[str, Any] | None:
        """One question of the set; None where there is none of this key."""
        return next((one for one in self.released.finding.asked if one["key"] == key), None)

    @cached_property
    def splits(self) -> Mapping[str, Split]:
        """The ways in which these stories fall into two or more groups, by what they are asked for with."""
        found = {by: story_split(self.evidence, by, words=self.words) for by in self._ways()}
        return {
            by: split
            for by, split in found.items()
            if len({split.group_of.get(id) for id in self._number} - {None}) > 1
        }

    def _ways(self) -> Iterator[str]:
        for asked in self.released.finding.asked:
            if asked["signifier_kind"] == SignifierKind.choice:
                yield f"choice:{asked['key']}"
            elif asked["signifier_kind"] == SignifierKind.several:
                yield from (f"choice:{asked['key']}:{label}" for label in asked["labels"])
        yield from SPLITS
        yield from (f"theme:{id}" for id in self.evidence["theme"]["id"])

    def for_page(self) -> dict[str, Any]:
        """Everything the page needs to draw and to pick without asking again.

        ``ids``, ``titles`` and ``tellers`` (who told it, as a number) by story number; ``questions``, each with ``at``
        (story numbers), ``x``, ``y``, ``zone``, ``item`` or ``chosen`` of those placed, and the numbers of the stories
        to which it does not apply (``na``), that skipped it or were not asked (``unasked``); ``splits``, each with the
        names of its groups and, by story number, which of these a story is in (-1: in none).
        """
        tellers, _ = pd.factorize(self.stories["teller"])
        by_key = dict(iter(self.released.table.groupby("signifier", sort=False)))
        none = self.released.table.iloc[:0]
        return {
            "set": self.released.finding.signifier_set,
            "ids": list(self.stories["story"]),
            "titles": list(self.stories["title"]),
            "tellers": [int(n) for n in tellers],
            "questions": [self._question(one, by_key.get(one["key"], none)) for one in self.released.finding.asked],
            "splits": [
                {"by": by, "title": split.name, "groups": list(split.groups), "of": self._of(split)}
                for by, split in self.splits.items()
            ],
        }

    def _question(self, asked: Mapping[str, Any], rows: pd.DataFrame) -> dict[str, Any]:
        numbers = rows["story"].map(self._number)
        placed = rows["placing"].eq(Placing.placed.value)
        if asked["signifier_kind"] not in _CHOICES:
            placed &= rows["x"].notna()
        there = rows[placed]
        labels = _labels(asked, there)
        at = {label: n for n, label in enumerate(labels)}
        told = {name: asked[name] for name in ("key", "title", "help", "of_teller", "asked")} | {
            "kind": str(asked["signifier_kind"]),
            "labels": labels,
            "axes": list(asked["axes"]),
            "at": [int(n) for n in numbers[placed]],
            "na": _numbers(numbers[rows["placing"].eq(Placing.not_applicable.value)]),
            "skipped": _numbers(numbers[rows["placing"].eq(Placing.skipped.value)]),
            "unasked": _numbers(numbers[rows["placing"].eq(NOT_ASKED)]),
        }
        if asked["signifier_kind"] in _CHOICES:
            return told | {"chosen": [[at[one] for one in chosen] for chosen in there["chosen"]]}
        return told | {
            "x": [round(x, _DIGITS) for x in there["x"]],
            "y": [round(y, _DIGITS) for y in there["y"]],
            "zone": list(there["zone"]),
            "item": [at[item] for item in there["item"]] if asked["signifier_kind"] == SignifierKind.stones else [],
        }

    def _of(self, split: Split) -> list[int]:
        number = {group: n for n, group in enumerate(split.groups)}
        return [number[split.group_of[story]] if story in split.group_of else -1 for story in self._number]


def _labels(asked: Mapping[str, Any], placed: pd.DataFrame) -> list[str]:
    """The words of a question; to those of a choice and of stones come what else was written down."""
    more: Sequence[str] = ()
    if asked["signifier_kind"] in _CHOICES:
        more = [one for chosen in placed["chosen"] for one in chosen]
    elif asked["signifier_kind"] == SignifierKind.stones:
        more = list(placed["item"])
    return list(dict.fromkeys((*asked["labels"], *sorted(set(more), key=str.casefold))))


def _numbers(found: pd.Series[Any]) -> list[int]:
    return sorted({int(n) for n in found})
