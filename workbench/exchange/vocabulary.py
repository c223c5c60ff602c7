"""What other tools' words mean in ours: kinds of things, kinds of links, signs, directions, yes and no."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TypeVar

from workbench.exchange.reading import tidy_name
from workbench.model import ActorKind, LinkKind, Marker, Polarity, ThingKind

__all__ = [
    "ACTOR_TYPES",
    "Direction",
    "direction_of",
    "link_kind_of",
    "marker_of",
    "number_of",
    "our_type",
    "polarity_of",
    "take_text",
    "take_word",
    "thing_type",
    "word_of",
    "yes_or_no",
]

#: Types that say "actor", and which kind of actor. The first of each kind is the word we write ourselves.
ACTOR_TYPES: dict[str, ActorKind | None] = {
    "person": ActorKind.person,
    "organisation": ActorKind.organisation,
    "group": ActorKind.group,
    "actor": None,
    "stakeholder": None,
    "people": ActorKind.person,
    "individual": ActorKind.person,
    "organization": ActorKind.organisation,
    "agency": ActorKind.organisation,
    "team": ActorKind.group,
    "community": ActorKind.group,
}

#: Words that mean exactly what ours mean, so that nothing need be said about them.
_OUR_TYPES = frozenset({"person", "organisation", "group", "actor", "factor"})

_SAME = frozenset({"++", "--", "+", "same", "s", "positive", "+ve", "increases"})
_OPPOSITE = frozenset({"+-", "-+", "-", "opposite", "o", "negative", "-ve", "decreases"})
_UNKNOWN = frozenset({"unknown", "?", "none"})
_RELATIONS: dict[str, LinkKind] = {
    "drives": LinkKind.drives,
    "causes": LinkKind.drives,
    "causal": LinkKind.drives,
    "influences": LinkKind.drives,
    "leads to": LinkKind.drives,
    "works with": LinkKind.works_with,
    "refers to": LinkKind.refers_to,
    "refers": LinkKind.refers_to,
    "funds": LinkKind.funds,
    "trusts": LinkKind.trusts,
    "blocks": LinkKind.blocks,
    "other": LinkKind.other,
}
_MINUS = str.maketrans({"−": "-", "–": "-", "—": "-", "﹣": "-", "－": "-", "＋": "+"})


class Direction(StrEnum):
    """How a connection is drawn in Kumu: one arrowhead, none, two."""

    directed = "directed"
    undirected = "undirected"
    mutual = "mutual"


_DIRECTIONS = {
    "directed": Direction.directed,
    "->": Direction.directed,
    "undirected": Direction.undirected,
    "--": Direction.undirected,
    "mutual": Direction.mutual,
    "bidirectional": Direction.mutual,
    "both": Direction.mutual,
    "<->": Direction.mutual,
}


def _plain(text: str) -> str:
    return tidy_name(text).casefold()


def thing_type(text: str) -> tuple[ThingKind, ActorKind | None]:
    """Actor or factor by the element's type; every word that does not say actor is a factor."""
    plain = _plain(text).replace("_", " ")
    if plain in ACTOR_TYPES:
        return ThingKind.actor, ACTOR_TYPES[plain]
    if plain.endswith("s") and plain[:-1] in ACTOR_TYPES:
        return ThingKind.actor, ACTOR_TYPES[plain[:-1]]
    return ThingKind.factor, None


def our_type(text: str) -> bool:
    """True where the type's word is one of ours, so that reading it changed nothing."""
    return _plain(text) in _OUR_TYPES


def polarity_of(text: str) -> Polarity | None:
    """The sign a text stands for; unknown for a blank, None where the text is no sign at all."""
    plain = _plain(text).translate(_MINUS)
    if plain in _SAME:
        return Polarity.same
    if plain in _OPPOSITE:
        return Polarity.opposite
    if plain == Polarity.disputed:
        return Polarity.disputed
    return Polarity.unknown if not plain or plain in _UNKNOWN else None


def link_kind_of(text: str) -> LinkKind | None:
    """The kind of link a text names; None where it names none of ours."""
    return _RELATIONS.get(_plain(text).replace("_", " "))


def direction_of(text: str) -> Direction | None:
    """Directed where nothing is written; None for a word that is no direction."""
    plain = _plain(text)
    return _DIRECTIONS.get(plain) if plain else Direction.directed


def marker_of(text: str) -> Marker | None:
    """The marker a tag stands for, if any."""
    return word_of(Marker, text)


W = TypeVar("W", bound=StrEnum)


def word_of(words: type[W], text: str) -> W | None:
    """The member of an enum whose word this is, blanks or underscores between; None where it is none."""
    plain = _plain(text).replace(" ", "_")
    return next((word for word in words if word.value == plain), None)


def take_text(fields: dict[str, str], name: str) -> str:
    """Take a field out by its name, in any capitals; empty where there is none."""
    for found in list(fields):
        if _plain(found).replace("_", " ") == name:
            return fields.pop(found)
    return ""


def take_word(fields: dict[str, str], name: str, words: type[W]) -> W | None:
    """Take a field out where its word is one of ours (a blank too); another word is left in, for the note."""
    for found, value in list(fields.items()):
        if _plain(found).replace("_", " ") == name:
            word = word_of(words, value)
            if word is not None or not value.strip():
                fields.pop(found)
            return word
    return None


def yes_or_no(text: str) -> bool | None:
    """True, False (also for a blank), or None where the text is neither."""
    plain = _plain(text)
    if plain in {"true", "yes", "y", "1", "x", "delay", "delayed"}:
        return True
    return False if plain in {"", "false", "no", "n", "0", "none"} else None


_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?", re.IGNORECASE)


def number_of(text: str, *, decimal_comma: bool = False) -> float | None:
    """The number written, with a decimal comma only where a comma cannot separate cells; None where it is none.

    Infinity and NaN are no numbers here.
    """
    plain = text.strip().translate(_MINUS)
    if decimal_comma and "." not in plain:
        plain = plain.replace(",", ".", 1)
    if not _NUMBER.fullmatch(plain):
        return None
    value = float(plain)
    return value if abs(value) < 1e300 else None
