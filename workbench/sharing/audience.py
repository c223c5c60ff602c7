"""Who will look: the words somebody typed, turned into an audience."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

import pandas as pd

from workbench.errors import Refused
from workbench.frames import Audience
from workbench.model import PUBLIC
from workbench.model.prompts import Words
from workbench.model.prompts import words as words_of

__all__ = ["audience_of", "circles"]

#: The scale up to which people work together on their own material; anything wider is shown released numbers only.
_TEAM = "team"
#: How many choices a refusal lists before it says that there are more.
_MOST_CHOICES = 12


def circles(system: str | None, *, systems: pd.DataFrame) -> tuple[str, ...]:
    """The ids of a system and of everything it is part of, smallest first.

    ``systems`` needs the columns id and part_of. No system gives no circles. A tree that bites its own tail (a part_of
    b, b part_of a) ends where it would begin again.
    """
    parents = dict(zip(systems["id"], systems["part_of"], strict=True))
    return _upwards(system, parents)


def _upwards(system: str | None, parents: Mapping[str, object]) -> tuple[str, ...]:
    found: list[str] = []
    at: object = system
    while isinstance(at, str) and at not in found:
        found.append(at)
        at = parents.get(at)
    return tuple(found)


def audience_of(
    text: str | None,
    *,
    scales: pd.DataFrame,
    systems: pd.DataFrame,
    own: str | None,
    words: Words | None = None,
) -> Audience:
    """The audience somebody named.

    Parameters
    ----------
    text
        None for the own system; ``public``; a scale's id for the circle at that scale which the own system is, or is
        part of (``place``); or scale and system (``place:tidewell``).
    scales, systems
        The tables of that name (columns id, name, position; id, name, scale, part_of).
    own
        The id of the system whose material it is; None where there is none yet.
    words
        The language of the audience's name and of refusals; English when not given.

    Raises
    ------
    Refused
        When there is no such scale or system, listing those there are.
    """
    said = _Said(words or words_of(), scales, systems)
    wanted = text.strip() if text else ""
    if wanted == PUBLIC:
        return Audience.public(said.say("everybody"))
    if wanted:
        scale, _, system = (part.strip() for part in wanted.partition(":"))
        return said.of_system(said.exactly(scale, system) if system else said.circle(scale, own))
    if own is None:
        raise said.refused("nobody", said.systems())
    return said.of_system(own)


class _Said:
    """The scales and systems there are, by id, and the words to speak of them."""

    def __init__(self, words: Words, scales: pd.DataFrame, systems: pd.DataFrame) -> None:
        self._words = words
        ordered = scales.sort_values("position")
        self._positions: dict[str, int] = dict(zip(ordered["id"], map(int, ordered["position"]), strict=True))
        self._scale_names: dict[str, str] = dict(zip(ordered["id"], map(_mid_sentence, ordered["name"]), strict=True))
        self._scale_of: dict[str, str] = dict(zip(systems["id"], systems["scale"], strict=True))
        self._names: dict[str, str] = dict(zip(systems["id"], systems["name"], strict=True))
        self._parents: dict[str, object] = dict(zip(systems["id"], systems["part_of"], strict=True))

    def say(self, key: str, **values: object) -> str:
        return self._words.say(f"sharing.audience.{key}", **values)

    def systems(self, scale: str | None = None) -> list[str]:
        """What may be typed for each system (of one scale), smallest scale first."""
        wanted = [s for s in self._positions if scale in (None, s)]
        return [f"{s}:{id}" for s in wanted for id in sorted(self._scale_of) if self._scale_of[id] == s]

    def exactly(self, scale: str, system: str) -> str:
        """The system of that name, which has to be of that scale."""
        self._check(scale)
        if self._scale_of.get(system) != scale:
            raise self.refused("no_system", self.systems(scale), wanted=system, scale=self._scale_names[scale])
        return system

    def circle(self, scale: str, own: str | None) -> str:
        """The system of that scale which the own system is, or is part of."""
        self._check(scale)
        for system in _upwards(own, self._parents):
            if self._scale_of.get(system) == scale:
                return system
        key = "which_one" if own is None else "not_within"
        here = self._names.get(own or "", own)
        raise self.refused(key, self.systems(scale), scale=self._scale_names[scale], system=here)

    def of_system(self, system: str) -> Audience:
        """The people of one system."""
        scale = self._scale_of.get(system, "")
        if scale not in self._positions:
            raise self.refused("no_own", self.systems(), wanted=system)
        # Where somebody took the scale "team" away, nothing tells who the own group is: everybody then counts as wide.
        wide = _TEAM not in self._positions or self._positions[scale] > self._positions[_TEAM]
        # A scale may have words of its own: nobody says "the person Wren's life".
        own = f"system_{scale}"
        key = "system" if self.say(own).endswith(own) else own
        name = self.say(key, scale=self._scale_names[scale], system=self._names[system])
        return Audience(scale=scale, system=system, name=name, wide=wide)

    def refused(self, key: str, choices: Iterable[str], **values: object) -> Refused:
        """The sentence: what was wrong, and what there is to choose from."""
        listed = list(choices)
        shown = ", ".join(listed[:_MOST_CHOICES]) or self.say("none_yet")
        if len(listed) > _MOST_CHOICES:
            shown = self.say("and_more", choices=shown, n=len(listed) - _MOST_CHOICES)
        return Refused(self.say(key, choices=shown, **values), field="audience")

    def _check(self, scale: str) -> None:
        if scale not in self._positions:
            raise self.refused("no_scale", [*self._positions, PUBLIC], wanted=scale)


def _mid_sentence(name: object) -> str:
    """A scale's name inside a sentence: "Team" reads "team", "NHS board" stays."""
    text = cast(str, name)
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
