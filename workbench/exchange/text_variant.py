"""How a program counted the characters of a text: line ends as one or two, a mark at the beginning or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.exchange.reading import tidy_text

__all__ = ["Variant", "best_variant"]

_BOM = "\ufeff"


@dataclass(frozen=True)
class Variant:
    """A text as we keep it (``text``), and as its program counted it (``counted``)."""

    text: str
    counted: str

    def span(self, starts: int, ends: int) -> tuple[int, int] | None:
        """Where a passage of the counted text lies in ours; None where it lies outside, or holds nothing."""
        if not 0 <= starts < ends <= len(self.counted):
            return None
        first, last = (len(tidy_text(self.counted[:at].removeprefix(_BOM))) for at in (starts, ends))
        return (first, last) if first < last <= len(self.text) else None


def best_variant(raw: str, selections: Sequence[tuple[int, int, str]]) -> Variant:
    """The way of counting in which most selections (start, end, the words there) hold the words they say they have.

    Names of selections may be shortened, so a beginning is enough. Without any that tell, the text counts as it is.
    """
    plain = raw.removeprefix(_BOM).replace("\r\n", "\n").replace("\r", "\n")
    ways = dict.fromkeys((raw, raw.removeprefix(_BOM), plain, plain.replace("\n", "\r\n"), f"{_BOM}{plain}"))
    best = max(ways, key=lambda way: sum(_holds(way, *one) for one in selections))
    return Variant(text=tidy_text(plain), counted=best)


def _holds(text: str, starts: int, ends: int, words: str) -> bool:
    said, there = " ".join(words.rstrip("…. ").split()), " ".join(text[max(starts, 0) : max(ends, 0)].split())
    return bool(said) and there.startswith(said)
