"""The triangle of a triad: where a balance between three poles is drawn, and which part of the triangle it lies in.

Shares are 0–1 and together 1, in the order top, left, right. The triangle has sides of 1, its left corner at (0, 0),
its right one at (1, 0) and its top at (0.5, √3/2): the geometry of SenseMaker's exports (``percentX``, ``percentY``).
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple, TypeVar, overload

import numpy as np
import pandas as pd
from numpy.typing import NDArray

__all__ = ["HEIGHT", "POLES", "ZONES", "Shares", "from_point", "to_point", "zone_of"]

#: The height of a triangle with sides of 1.
HEIGHT: Final = float(np.sqrt(3) / 2)
#: The poles in their order.
POLES: Final = ("top", "left", "right")
#: The parts of a triangle a group can read: near a pole, between two poles, in the middle.
ZONES: Final = ("T", "L", "R", "LT", "TR", "LR", "centre")
#: What a number may be off by when it was worked out from others.
_NOISE: Final = 1e-9

#: A number, or many: an array, or a Series.
Many = TypeVar("Many", float, NDArray[np.float64], "pd.Series[float]")


class Shares(NamedTuple):
    """Shares of the three poles, and whether the point lay outside its triangle and was moved to the edge."""

    top: Any
    left: Any
    right: Any
    outside: Any


def to_point(top: Many, left: Many, right: Many) -> tuple[Many, Many]:
    """Where a balance is drawn: x from left to right, y upwards. Many are worked out together; missing stays missing.

    The shares need not be closed (1:1:2 is drawn where 0.25, 0.25, 0.5 is).

    >>> to_point(1.0, 0.0, 0.0) == (0.5, HEIGHT)
    True
    """
    whole = top + left + right
    return (right + top / 2) / whole, top / whole * HEIGHT


def from_point(x: Many, y: Many) -> Shares:
    """The balance at a point; a point outside the triangle is moved to its edge and flagged.

    A negative share is set to 0, and the others are closed to the sum of 1 (methods: a click just outside gives a tiny
    negative part). What is off by rounding only is mended and not flagged. Missing stays missing.

    >>> from_point(0.5, HEIGHT / 3)[:3] == (1 / 3, 1 / 3, 1 / 3)
    False
    >>> [round(share, 6) for share in from_point(0.5, HEIGHT / 3)[:3]]
    [0.333333, 0.333333, 0.333333]
    """
    top = y / HEIGHT
    right = x - top / 2
    parts = np.stack([np.asarray(part, dtype=np.float64) for part in (top, 1 - top - right, right)])
    outside = (parts < -_NOISE).any(axis=0)
    parts = np.where(parts < _NOISE, 0.0, parts)
    t, s, r = parts / parts.sum(axis=0)
    if isinstance(x, pd.Series):
        made = pd.DataFrame({"top": t, "left": s, "right": r, "outside": outside}, index=x.index)
        return Shares(made["top"], made["left"], made["right"], made["outside"])
    if np.ndim(x) == 0:
        return Shares(float(t), float(s), float(r), bool(outside))
    return Shares(t, s, r, outside)


@overload
def zone_of(top: float, left: float, right: float) -> str: ...
@overload
def zone_of(top: pd.Series[float], left: pd.Series[float], right: pd.Series[float]) -> pd.Series[str]: ...
@overload
def zone_of(top: NDArray[np.float64], left: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.object_]: ...
def zone_of(top: Any, left: Any, right: Any) -> Any:
    """The zone of a balance, or of many: one of :data:`ZONES`; "" (in a Series: missing) where there is no balance.

    In percent: L if left ≥ 60; T if top ≥ 60; R if right > 60; LT if 20 ≤ left < 60, 20 ≤ top < 60, right < 20; TR if
    left ≤ 20, 20 ≤ top < 60, 20 ≤ right ≤ 60; LR if 20 ≤ left < 60, top < 20, 20 ≤ right ≤ 60; else centre. A share
    that is a hair off because it was worked out (0.6000000000000001) counts as what it was meant to be.

    >>> zone_of(0.31, 0.60, 0.09), zone_of(0.33, 0.33, 0.34)
    ('L', 'centre')
    """
    t, s, r = (np.round(np.asarray(part, dtype=np.float64) * 100, 7) for part in (top, left, right))
    conditions = {
        "": np.isnan(t) | np.isnan(s) | np.isnan(r),
        "L": s >= 60,
        "T": t >= 60,
        "R": r > 60,
        "LT": (s >= 20) & (s < 60) & (t >= 20) & (t < 60) & (r < 20),
        "TR": (s <= 20) & (t >= 20) & (t < 60) & (r >= 20) & (r <= 60),
        "LR": (s >= 20) & (s < 60) & (t < 20) & (r >= 20) & (r <= 60),
    }
    zones = np.select(list(conditions.values()), list(conditions), default="centre")
    if isinstance(top, pd.Series):
        return pd.Series(zones, index=top.index).astype("str").mask(conditions[""])
    return zones.astype(object) if np.ndim(top) else str(zones)
