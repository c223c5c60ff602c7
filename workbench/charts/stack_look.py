"""How flows and cycles of the stack look: every difference is told by a line or a shape as well as by colour."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from workbench.charts.theme import BLUE, GREY, INK, PURPLE, VERMILION

__all__ = ["LONG_DAYS", "LOOKS", "CycleLook", "FlowLook", "cycle_look", "flow_look"]

#: From so many days on, what waits waits long.
LONG_DAYS = 90
#: Look → colour, strokes and gaps.
LOOKS: Mapping[str, tuple[str, list[int]]] = {
    "answered": (BLUE, [1, 0]),
    "waits": (PURPLE, [12, 5]),
    "waits_long": (VERMILION, [4, 4]),
    "nothing": (GREY, [2, 5]),
}
_THINNEST, _THICKEST, _HIDDEN = 1.7, 10.0, 4.0


@dataclass(frozen=True)
class FlowLook:
    """``look`` is one of :data:`LOOKS`; ``thick`` in pixels; ``badge`` is what stands on it, ``stops`` its mark."""

    look: str
    thick: float
    badge: str
    stops: bool
    linked: bool
    head: bool


@dataclass(frozen=True)
class CycleLook:
    """``look`` is standing, one_issue, not_said or lives; ``pale`` where the round has closed."""

    look: str
    pale: bool
    colour: str
    thick: float
    round: float
    dash: tuple[int, int]


def flow_look(flow: Mapping[Any, Any], *, stops: bool) -> FlowLook:
    """The look of a row of the stack's table, as released; ``stops`` where what was sent gets no answer."""
    sent, longest = flow["sent"], flow.get("longest_days")
    nothing = flow["sent_shown"] == "0"
    waits = flow["waiting_shown"] != "0"
    long = longest is not None and not pd.isna(longest) and longest >= LONG_DAYS
    look = "nothing" if nothing else "answered" if not waits else "waits_long" if long else "waits"
    thick = _HIDDEN if pd.isna(sent) else min(_THINNEST + 1.7 * math.sqrt(int(sent)), _THICKEST)
    return FlowLook(
        look=look,
        thick=_THINNEST if nothing else thick,
        badge=str(flow["sent_shown"]),
        stops=stops,
        linked="no_link" not in flow["relations"],
        head=not (nothing and tuple(flow["relations"]) == ("peer",)),
    )


def cycle_look(cycle: Mapping[Any, Any]) -> CycleLook:
    """The look of a row of the stack's cycles."""
    pale = not cycle["is_open"]
    colour = GREY if pale else INK
    if cycle["are_lives"]:
        return CycleLook("lives", pale, colour, 1.2, 30.0, (1, 0))
    if cycle["convened"] == "one_issue":
        return CycleLook("one_issue", pale, colour, 2.4, 18.0, (7, 4))
    if cycle["convened"] == "standing":
        return CycleLook("standing", pale, colour, 3.4, 0.0, (1, 0))
    return CycleLook("not_said", pale, colour, 1.2, 6.0, (1, 0))
