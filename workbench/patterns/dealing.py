"""Groups dealt to stories by chance, teller by teller: what permutation tests compare with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["PERMUTATIONS", "chance", "dealt"]

#: How often groups are dealt anew.
PERMUTATIONS: Final = 4_999
#: So many dealings are handed out together: what is worked out of them fits into a processor's cache.
_AT_A_TIME: Final = 256

#: The lowest bits of a random number carry a group, the others its place in the row.
_GROUP_BITS: Final = np.uint64(0xFFFF)

Codes = NDArray[np.uint16]


def dealt(groups: NDArray[Any], tellers: NDArray[Any], *, seed: int, times: int = PERMUTATIONS) -> Iterator[Codes]:
    """Groups (numbers from 0) of every story dealt anew, a row a dealing, in blocks; ``times`` dealings in all.

    Whole tellers are dealt: those whose stories are all in one group exchange their groups with each other, however
    many stories each told; the stories of a teller who told in several groups exchange theirs among themselves. Each
    such dealing is as likely as what was seen if placing and group have nothing to do with each other, whatever stories
    of one teller have in common.
    """
    random = np.random.default_rng(seed)
    _, first_story, teller = np.unique(tellers, return_index=True, return_inverse=True)
    code = groups.astype(np.uint16)
    in_several = np.bincount(teller, weights=code != code[first_story][teller]) > 0
    whole = np.flatnonzero(~in_several)
    own = np.flatnonzero(in_several[teller])
    own = own[np.argsort(teller[own], kind="stable")]
    one_each = len(whole) == len(groups)
    for begun in range(0, times, _AT_A_TIME):
        rows = min(_AT_A_TIME, times - begun)
        of_whole = _shuffled(code[first_story[whole]], rows, random)
        if one_each:
            # a teller a story: which story gets which label makes no difference to a dealing by chance
            yield of_whole
            continue
        of_teller = np.zeros((rows, len(first_story)), dtype=np.uint16)
        of_teller[:, whole] = of_whole
        made = of_teller[:, teller]
        if len(own):
            # by teller, and by chance within a teller, stories take that teller's labels in turn
            order = np.argsort(teller[own] + random.random((rows, len(own))), axis=1)
            made[np.arange(rows)[:, np.newaxis], own[order]] = code[own]
        yield made


def _shuffled(code: Codes, rows: int, random: np.random.Generator) -> Codes:
    """The groups in so many random orders: sorting random numbers takes a quarter of the time of swapping them."""
    keys = random.integers(0, 2**64, size=(rows, len(code)), dtype=np.uint64)
    keys = (keys & ~_GROUP_BITS) | code
    keys.sort(axis=1)
    return (keys & _GROUP_BITS).astype(np.uint16)


def chance(at_least: int, times: int = PERMUTATIONS) -> float:
    """P from how many dealings came out at least as far: (1 + these)/(times + 1)."""
    return (1 + at_least) / (times + 1)
