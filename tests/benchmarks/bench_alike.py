"""How long it takes to find what was said before, beside comparing every pair with Python's own difflib.

Run it with ``python tests/benchmarks/bench_alike.py``; it prints milliseconds, and ratios.
"""

from __future__ import annotations

import difflib
import time
from collections.abc import Callable

from workbench.patterns.alike import first_like

#: As many issues as a place gathers in two years, and a tenth of them for the slow way.
N_TEXTS, N_BASELINE = 1_000, 100


def texts(n: int) -> list[str]:
    """Issues of one or two sentences, a few of which come again in other words."""
    return [
        f"Form {i * 7919 % 997} asks {i % 13} things of {i * i % 97} people, and nobody reads it." for i in range(n)
    ]


def taken_ms(do: Callable[[], object]) -> float:
    begun = time.perf_counter()
    do()
    return (time.perf_counter() - begun) * 1_000


def with_difflib(said: list[str]) -> list[float]:
    return [difflib.SequenceMatcher(None, one, other).ratio() for n, one in enumerate(said) for other in said[:n]]


def main() -> None:
    said = texts(N_TEXTS)
    first_like(said[:10], alike=70)
    ours = taken_ms(lambda: first_like(said, alike=70))
    pairs = N_TEXTS * (N_TEXTS - 1) / 2
    baseline = taken_ms(lambda: with_difflib(said[:N_BASELINE])) / (N_BASELINE * (N_BASELINE - 1) / 2) * pairs
    print(f"{N_TEXTS:,} issues, which were said before: {ours:,.0f} ms")
    print(f"every pair with difflib: {baseline:,.0f} ms (from {N_BASELINE} of them)")
    print(f"ratio: {ours / baseline:.4f} of the baseline")


if __name__ == "__main__":
    main()
