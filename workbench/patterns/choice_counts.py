"""Which answers did tellers choose? By group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final

import pandas as pd

from workbench.frames import Evidence
from workbench.model import Placing, SignifierKind
from workbench.patterns.signified import Answered, Asked, Signified, by_group, counted, read_answers
from workbench.patterns.story_split import Split

__all__ = ["CHOICES", "PLACED", "ChoiceCounts", "SeveralCounts", "choice_counts", "options_of"]

#: The kinds of signifier where answers are chosen.
CHOICES: Final = (SignifierKind.choice, SignifierKind.several)
#: The row of all answers together, where one is chosen.
PLACED: Final = Placing.placed.value
_COLUMNS = {"group": "str", "option": "str", "n_stories": "int64", "n_tellers": "int64", "share": "float64"}


@dataclass(frozen=True, kw_only=True)
class ChoiceCounts(Signified):
    """Stories by the one answer chosen for them and by group; see :class:`~workbench.patterns.signified.Signified`.

    ``table`` has for every group a row for each answer, in the order in which they were offered (then others that came
    with a file), and one, last, for all of them (option ``placed``): group, option, n_stories, n_tellers, share (of the
    stories of the group with an answer, 0–1; missing where there are none).
    """

    total_rows: ClassVar[Mapping[str, str | None]] = {"option": PLACED, "group": None}
    shares: ClassVar[Mapping[str, tuple[str, str | tuple[str, ...] | None]]] = {"share": ("n_stories", ("group",))}

    #: Whether several answers could be chosen.
    several: ClassVar[bool] = False


@dataclass(frozen=True, kw_only=True)
class SeveralCounts(ChoiceCounts):
    """The same where several answers could be chosen: no row for all together, and n_answered beside each answer.

    n_answered are the stories of the group with any answer; shares are of these, so together they can be more than 1.
    """

    counts: ClassVar[tuple[str, ...]] = (*ChoiceCounts.counts, "n_answered", "n_tellers_answered")
    people_behind: ClassVar[Mapping[str, str]] = {**ChoiceCounts.people_behind, "n_answered": "n_tellers_answered"}
    total_rows: ClassVar[Mapping[str, str | None]] = {}
    shares: ClassVar[Mapping[str, tuple[str, str | tuple[str, ...] | None]]] = {"share": ("n_stories", "n_answered")}

    several: ClassVar[bool] = True


def choice_counts(evidence: Evidence, asked: Asked, *, split: Split | None = None) -> ChoiceCounts:
    """The answers to one choice; a :class:`SeveralCounts` where several could be chosen.

    Raises
    ------
    Gone, Refused
        Where there is no such signifier, or nothing is chosen in it.
    """
    found = read_answers(evidence, asked, *CHOICES, split=split)
    chosen = found.placed.explode("chosen").rename(columns={"chosen": "option"})
    options = options_of(found)
    if found.wording.signifier_kind == SignifierKind.several:
        columns = {**_COLUMNS, "n_answered": "int64", "n_tellers_answered": "int64"}
        table = pd.DataFrame(_rows(chosen, found, options), columns=list(columns)).astype(columns)
        return SeveralCounts(table=table, **found.beside())
    table = pd.DataFrame(_rows(chosen, found, (*options, PLACED)), columns=list(_COLUMNS)).astype(_COLUMNS)
    return ChoiceCounts(table=table, **found.beside())


def options_of(found: Answered) -> tuple[str, ...]:
    """The answers in the order in which they were offered, then those nobody offered, by the alphabet."""
    given = {option for chosen in found.placed["chosen"] for option in chosen}
    return tuple(dict.fromkeys([*found.wording.labels, *sorted(given)]))


def _rows(chosen: pd.DataFrame, found: Answered, options: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    for group, rows in by_group(chosen, found.groups):
        of = counted(rows)
        for option in options:
            n = of if option == PLACED else counted(rows[rows["option"] == option])
            share = n["n_stories"] / of["n_stories"] if of["n_stories"] else None
            answered = {"n_answered": of["n_stories"], "n_tellers_answered": of["n_tellers"]}
            yield {"group": group, "option": option, **n, "share": share, **answered}
