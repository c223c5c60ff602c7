"""What a column can be when nothing but its name and its cells tell: few words, a part of a triad, a language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from workbench.exchange.reading import tidy_name
from workbench.exchange.story_answer import Asked, StonesColumns, TriadColumns
from workbench.exchange.story_table import key_of
from workbench.model import Signifier, SignifierKind
from workbench.model.prompts import Words

__all__ = ["Named", "few_words", "language_codes", "parted", "triads_in"]

#: More words than this are no choice but an answer in people's own words.
_MOST_WORDS: Final = 30
_LONGEST_WORD: Final = 80
#: So often a word comes, on average, where it is one of a list.
_TIMES_EACH: Final = 2
#: ``pace [top]``, as a story form of ours calls the parts of a question.
_PART: Final = re.compile(r"(.+) \[(top|left|right|na|(?:(.+): )?([xy]))\]")
#: ``t_top``, as a survey calls the parts of a triad.
_UNDERSCORED: Final = re.compile(r"(.+)_(top|left|right|na)", re.IGNORECASE)


class Named(Protocol):
    """A question of a form: the column of its answers, and what people read there."""

    @property
    def column(self) -> str:
        """The name of the column."""

    @property
    def title(self) -> str:
        """The question."""

    @property
    def labels(self) -> tuple[str, ...]:
        """Its answers or ends."""

    @property
    def of_teller(self) -> bool:
        """Whether it is about the teller."""


def few_words(cells: Sequence[str]) -> tuple[str, ...]:
    """The words of a column that is a choice among few, in alphabetical order; () where it is not."""
    written = [tidy_name(cell) for cell in cells if cell.strip()]
    words = sorted(set(written), key=str.casefold)
    is_list = len(words) <= _MOST_WORDS and len(written) >= _TIMES_EACH * len(words) > 0
    return tuple(words) if is_list and max(map(len, words)) <= _LONGEST_WORD else ()


def language_codes(words: Words) -> dict[str, str]:
    """The code of each language we know by name, in small letters."""
    return {name.casefold(): code for code, names in words.section("story_files.languages").items() for name in names}


@dataclass
class _Parts:
    """The columns of one question that is kept in parts, as they are found."""

    question: Named
    at: dict[str, int]
    labels: dict[str, str]
    stones: dict[str, dict[str, int]]


def parted(questions: Iterable[Named], at: Mapping[str, Sequence[int]], taken: set[str]) -> Iterator[Asked]:
    """The triads and stones that a form of ours keeps in parts: ``pace [top]``, ``pace [left]``, ``who [Family: x]``.

    ``at`` are the columns by name in small letters. A pole is called as its own question is.
    """
    found: dict[str, _Parts] = {}
    for question in questions:
        part = _PART.fullmatch(question.column)
        columns = at.get(question.column.casefold())
        if part is None or not columns:
            continue
        held = found.setdefault(part[1], _Parts(question, {}, {}, {}))
        if part[4]:
            held.stones.setdefault(part[3] or "", {})[part[4]] = columns[0]
        else:
            held.at[part[2]] = columns[0]
            held.labels[part[2]] = question.title
    for name, held in found.items():
        na = held.at.get("na") if "na" in held.at else next(iter(at.get(f"{name} [na]".casefold(), ())), None)
        if {"top", "left", "right"} <= held.at.keys():
            poles = ("top", "left", "right")
            signifier = _signifier(name, held, SignifierKind.triad, [held.labels[pole] for pole in poles], taken)
            yield TriadColumns(signifier, (held.at["top"], held.at["left"], held.at["right"]), na=na)
        elif places := [(stone, xy["x"], xy["y"]) for stone, xy in held.stones.items() if len(xy) == 2]:
            signifier = _signifier(name, held, SignifierKind.stones, [stone for stone, _, _ in places], taken)
            yield StonesColumns(signifier, tuple(places), na=na, most=100)


def _signifier(name: str, held: _Parts, kind: SignifierKind, labels: Sequence[str], taken: set[str]) -> Signifier:
    return Signifier(
        key=key_of(name, taken),
        signifier_kind=kind,
        title=name[:200],
        labels=tuple(label[:200] for label in labels),
        may_not_apply=True,
        of_teller=held.question.of_teller,
    )


def triads_in(names: Sequence[str], taken: set[str]) -> list[TriadColumns]:
    """The triads whose parts are columns called ``t_top``, ``t_left``, ``t_right`` and perhaps ``t_na``."""
    found: dict[str, dict[str, int]] = {}
    for n, name in enumerate(names):
        if part := _UNDERSCORED.fullmatch(name):
            found.setdefault(part[1], {}).setdefault(part[2].casefold(), n)
    made = []
    for name, at in found.items():
        if {"top", "left", "right"} <= at.keys():
            signifier = Signifier(
                key=key_of(name, taken),
                signifier_kind=SignifierKind.triad,
                title=name.replace("_", " ")[:200],
                labels=("top", "left", "right"),
            )
            made.append(TriadColumns(signifier, (at["top"], at["left"], at["right"]), na=at.get("na")))
    return made
