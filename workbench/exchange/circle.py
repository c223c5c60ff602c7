"""The circle among the links of a named loop, which a file lists in any order and with entry links beside it."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["circle"]

#: A named loop is small; a list that needs more steps than this is no loop anybody drew.
_MOST_STEPS = 20_000


def circle(arcs: Iterable[tuple[str, str]]) -> tuple[str, ...] | None:
    """The things round the one longest circle, beginning with the smallest; None where there is none, or several.

    >>> circle([("b", "c"), ("a", "b"), ("c", "a"), ("x", "a")])
    ('a', 'b', 'c')
    """
    after = _trimmed(arcs)
    best: list[tuple[str, ...]] = []
    steps = 0
    for start in sorted(after):
        waiting: list[tuple[str, tuple[str, ...]]] = [(start, (start,))]
        while waiting:
            steps += 1
            if steps > _MOST_STEPS:
                return None
            here, path = waiting.pop()
            for there in after.get(here, ()):
                if there == start and len(path) > 1:
                    if not best or len(path) > len(best[0]):
                        best = [path]
                    elif len(path) == len(best[0]):
                        best.append(path)
                elif there > start and there not in path:  # each circle is found once, from its smallest thing
                    waiting.append((there, (*path, there)))
    return best[0] if len(best) == 1 else None


def _trimmed(arcs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Who follows whom, without things that nothing comes into or goes out of: they are on no circle."""
    kept = {arc for arc in arcs if arc[0] != arc[1]}
    while True:
        out = {source for source, _ in kept}
        into = {target for _, target in kept}
        fewer = {(source, target) for source, target in kept if source in into and target in out}
        if fewer == kept:
            break
        kept = fewer
    after: dict[str, set[str]] = {}
    for source, target in kept:
        after.setdefault(source, set()).add(target)
    return after
