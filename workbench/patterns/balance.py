"""The words of a balance: what a place between the poles of a triad, a dyad or a field says, to be read out.

The same steps are in ``panels/static/kit_balance.js``; a test holds the two together. A balance is given by the key of
its words (``signifying.balance.<key>`` in the templates) and by the poles in the order in which the words name them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from workbench.model.prompts import Words

__all__ = ["Balance", "dyad_balance", "dyad_in_words", "stone_in_words", "triad_balance", "triad_in_words"]

#: From this share on there is nothing beside a pole that is worth a word, and nothing at all.
_ALMOST_ALL: Final = 0.9
_ALL: Final = 0.98
#: From this share on a pole is what it mostly is: the corners of the triad's zones.
_MOST: Final = 0.6
#: From this share on a dyad is mostly its nearer pole; this near to its middle it is midway.
_MOSTLY: Final = 0.75
_MIDWAY: Final = 0.05
#: Below this share a pole is not named.
_A_LITTLE: Final = 0.1
#: Shares that are nearer than this are alike to the eye.
_ALIKE: Final = 0.1
#: Shares come from points, and are not exact in their last places.
_LOOSE: Final = 1e-9


@dataclass(frozen=True)
class Balance:
    """The key of the words, and the positions of the poles they name, the nearest first."""

    key: str
    poles: tuple[int, ...]

    def said(self, labels: Sequence[str], words: Words) -> str:
        """In words: “mostly trust, some time”."""
        named = dict(zip("abc", (labels[pole] for pole in self.poles), strict=False))
        return words.say(f"signifying.balance.{self.key}", **named)


def triad_balance(top: float, left: float, right: float) -> Balance:
    """The balance of a triad; the poles are 0 (top), 1 (left), 2 (right). Among equals the earlier pole is named first.

    The three are shares that add up to 1.
    """
    shares = (top, left, right)
    order = tuple(sorted(range(3), key=lambda pole: (-round(shares[pole], 9), pole)))
    first, second, third = (shares[pole] for pole in order)
    if _from(first, _ALMOST_ALL):
        return Balance("only" if _from(first, _ALL) else "almost_only", order[:1])
    if _alike(first, third):
        return Balance("all_alike", (0, 1, 2))
    if not _from(third, _A_LITTLE):
        return Balance(_of_two(first, second), order[:2])
    if _from(first, _MOST):
        return Balance("mostly_both" if _alike(second, third) else "mostly_some_little", order)
    if _alike(first, second):
        return Balance("two_alike_less", order)
    return Balance("more_than_both" if _alike(second, third) else "in_order", order)


def dyad_balance(x: float) -> Balance:
    """The balance of a dyad; the poles are 0 (left), 1 (right), and ``x`` is the share of the right one.

    The poles of a dyad are opposites: there is no “some” of the other beside the one.
    """
    order = (1, 0) if x - 0.5 > _LOOSE else (0, 1)
    nearer = max(x, 1 - x)
    if _from(nearer, _MOSTLY):
        return Balance("entirely" if _from(nearer, _ALL) else "mostly", order[:1])
    return Balance("rather", order[:1]) if nearer - 0.5 > _MIDWAY + _LOOSE else Balance("between", (0, 1))


def _of_two(first: float, second: float) -> str:
    if _alike(first, second):
        return "alike"
    return "mostly_some" if _from(first, _MOST) else "more_than"


def _from(share: float, least: float) -> bool:
    return share >= least - _LOOSE


def _alike(one: float, other: float) -> bool:
    return abs(one - other) <= _ALIKE + _LOOSE


def triad_in_words(top: float, left: float, right: float, *, labels: Sequence[str], words: Words) -> str:
    """A triad's balance in words; ``labels`` are its poles top, left, right."""
    return triad_balance(top, left, right).said(labels, words)


def dyad_in_words(x: float, *, labels: Sequence[str], words: Words) -> str:
    """A dyad's balance in words; ``labels`` are its poles left, right."""
    return dyad_balance(x).said(labels, words)


def stone_in_words(x: float, y: float, *, axes: Sequence[str], words: Words) -> str:
    """Where a stone lies on its field, in words; ``axes`` are the ends left, right, bottom, top."""
    across = dyad_in_words(x, labels=axes[:2], words=words)
    upwards = dyad_in_words(y, labels=axes[2:4], words=words)
    return words.say("signifying.balance.stone", across=across, upwards=upwards)
