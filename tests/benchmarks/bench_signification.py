"""How long two groups of stories take to compare in a triangle, beside dealing them one at a time in double precision.

Run it with ``python tests/benchmarks/bench_signification.py``; it prints milliseconds, and ratios of the time of one
machine: a busy machine is slow in both.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from workbench.patterns.cliff_delta import delta_interval, drawn_weights
from workbench.patterns.dealing import PERMUTATIONS
from workbench.patterns.energy_distance import chance_of

#: As many stories as a set is to stay fluid with.
N_STORIES = 3_000
#: Dealings of the slow way; each takes as long as the others.
N_BASELINE = 20


def taken_ms(do: Callable[[], object], times: int = 3) -> float:
    """The best of a few: what else the machine does only makes it slower."""
    best = np.inf
    for _ in range(times):
        begun = time.perf_counter()
        do()
        best = min(best, time.perf_counter() - begun)
    return float(best * 1_000)


def one_at_a_time(points: NDArray[np.float64], first: NDArray[np.bool_], times: int) -> float:
    """The textbook's way: the distances once, and of every dealing the means over three parts of them."""
    from scipy.spatial.distance import cdist

    between, random, largest = cdist(points, points), np.random.default_rng(1), 0.0
    for _ in range(times):
        dealt = random.permutation(first)
        across = between[np.ix_(dealt, ~dealt)].mean()
        within = between[np.ix_(dealt, dealt)].mean() + between[np.ix_(~dealt, ~dealt)].mean()
        largest = max(largest, 2 * across - within)
    return largest


def main() -> None:
    random = np.random.default_rng(1)
    for n in (300, 1_000, N_STORIES):
        points, first, own = random.random((n, 2)), np.arange(n) < n // 3, np.arange(n)
        chance_of(points[:50], first[:50] | (own[:50] < 20), own[:50], seed=1)
        ours = taken_ms(lambda: chance_of(points, first, own, seed=1))  # noqa: B023  called at once
        several = taken_ms(lambda: chance_of(points, first, own // 3, seed=1))  # noqa: B023
        interval = taken_ms(lambda: delta_interval(points[:, 0], first, drawn_weights(own, first, seed=1)))  # noqa: B023
        baseline = taken_ms(lambda: one_at_a_time(points, first, N_BASELINE), 1) / N_BASELINE * PERMUTATIONS  # noqa: B023
        print(f"{n:,} stories, {PERMUTATIONS:,} dealings: {ours:,.0f} ms; three stories a teller: {several:,.0f} ms")
        print(f"  interval of one pole: {interval:,.0f} ms")
        print(f"  one dealing at a time: {baseline:,.0f} ms (from {N_BASELINE} of them)")
        print(f"  ratio: {ours / baseline:.4f} of the baseline")


if __name__ == "__main__":
    main()
