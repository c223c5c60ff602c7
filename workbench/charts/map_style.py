"""How links and things look: every difference is told twice, by a sign or a line as well as by colour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from workbench.charts.theme import BLUE, GREEN, GREY, INK, PURPLE, VERMILION
from workbench.model import ActorKind, Effect, LinkKind, Polarity, Quality
from workbench.model.prompts import Words

__all__ = ["ARROWHEAD", "DASHES", "FADED", "MEANINGS", "LinkStyle", "ThingStyle", "link_style", "thing_style"]

#: Strokes and gaps in pixels.
DASHES = {"solid": [1, 0], "dashed": [9, 6], "dotted": [2, 5], "dashdot": [12, 5, 2, 5]}
#: A triangle whose tip is its point, in units of the mark's size.
ARROWHEAD = "M0,0L-0.7,1.6L0,1.2L0.7,1.6Z"
#: For what is not being looked at.
FADED = "#C9CDD2"
_FADED_INK = "#767B81"

_CAUSAL = {
    Polarity.same: ("+", BLUE, "solid"),
    Polarity.opposite: ("−", VERMILION, "dashed"),
    Polarity.unknown: ("?", GREY, "dotted"),
    Polarity.disputed: ("±", PURPLE, "dashdot"),
}
_RELATION = {
    LinkKind.works_with: BLUE,
    LinkKind.refers_to: INK,
    LinkKind.funds: GREEN,
    LinkKind.trusts: PURPLE,
    LinkKind.blocks: VERMILION,
    LinkKind.other: GREY,
    LinkKind.drives: INK,
}
#: The keys of the legend's words, in the order of the legend.
MEANINGS = (
    *(f"polarity.{polarity.value}" for polarity in Polarity),
    *(f"effect.{effect.value}" for effect in Effect),
    *(f"relation.{kind.value}{told}" for kind in LinkKind for told in ("", "_strained", "_missing")),
    "served",
)
_QUALITY = {Quality.good: "solid", Quality.unknown: "solid", Quality.strained: "dashdot", Quality.missing: "dashed"}


@dataclass(frozen=True)
class LinkStyle:
    """The look of a link; ``meaning`` is the key of the words in the legend."""

    sign: str
    colour: str
    dash: str
    thick: float
    head: bool
    delay: bool
    meaning: str

    def faded(self) -> LinkStyle:
        """The same, pale and without its sign."""
        return replace(self, sign="", colour=FADED, delay=False, thick=1.0)


@dataclass(frozen=True)
class ThingStyle:
    """The look of a thing's box; ``round`` is the rounding of its corners."""

    colour: str
    dash: str
    thick: float
    round: float
    ink: str
    meaning: str

    def faded(self) -> ThingStyle:
        """The same, pale."""
        return replace(self, colour=FADED, ink=_FADED_INK)


def link_style(link: Mapping[Any, Any], *, causal_map: bool, words: Words) -> LinkStyle:
    """The look of one row of a map's links.

    Causal links are told by direction: + − ? ±. Relations are told by a letter, and by the line how they are.
    """
    thick = 0.8 + int(link["strength"])
    kind = LinkKind(link["link_kind"])
    if kind == LinkKind.drives and causal_map:
        polarity = Polarity(link["polarity"])
        sign, colour, dash = _CAUSAL[polarity]
        return LinkStyle(sign, colour, dash, thick, True, bool(link["delay"]), f"polarity.{polarity.value}")
    quality = Quality(link["quality"])
    told = "" if quality in (Quality.good, Quality.unknown) else f"_{quality.value}"
    return LinkStyle(
        sign=words.say(f"charts.map.letter.{kind.value}"),
        colour=_RELATION[kind],
        dash=_QUALITY[quality],
        thick=thick,
        head=kind != LinkKind.works_with,
        delay=bool(link["delay"]),
        meaning=f"relation.{kind.value}{told}",
    )


def thing_style(thing: Mapping[Any, Any]) -> ThingStyle:
    """The look of one row of a map's things: actors by what they are, factors by whether they help or hinder."""
    if thing["thing_kind"] == "actor":
        served = "served" in thing["markers"]
        kind = thing["actor_kind"] if isinstance(thing["actor_kind"], str) else ""
        rounding = {ActorKind.person.value: 22.0, ActorKind.group.value: 10.0}.get(kind, 0.0)
        colour, thick = (BLUE, 3.5) if served else (GREY, 1.4)
        return ThingStyle(colour, "solid", thick, rounding, INK, "served" if served else "")
    effect = Effect(thing["effect"])
    colour, dash, thick = {
        Effect.helps: (GREEN, "solid", 3.0),
        Effect.hinders: (VERMILION, "dashed", 2.0),
        Effect.both: (PURPLE, "dashdot", 2.0),
        Effect.unknown: (GREY, "solid", 1.2),
    }[effect]
    return ThingStyle(colour, dash, thick, 6.0, INK, "" if effect == Effect.unknown else f"effect.{effect.value}")
