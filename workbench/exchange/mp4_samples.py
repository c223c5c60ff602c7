"""Where the samples of an MP4 track lie in the file, from its tables of sizes, chunks and offsets."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise
from struct import iter_unpack
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from workbench.exchange.mp4_boxes import Box

__all__ = ["Span", "spans_of"]


class Span(NamedTuple):
    """A stretch of the file."""

    start: int
    end: int


def spans_of(data: bytearray, tables: Sequence[Box], *, bounds: Sequence[int] | None) -> list[Span]:
    """The stretches that hold the samples of a track, a chunk each; [] for a track recorded in pieces.

    ``tables`` are the boxes of its ``stbl``. A track whose samples all have one size (plain sound in QuickTime, where
    that size may mean something else) reaches in each chunk to the next of ``bounds``, sorted; None gives beginnings
    only.

    Raises
    ------
    ValueError
        The tables do not fit each other.
    """
    by_kind = {box.kind: bytes(data[box.body : box.end]) for box in tables}
    offsets = _offsets(by_kind)
    if not offsets:
        return []
    if bounds is None:
        return [Span(offset, offset) for offset in offsets]
    sizes = _sizes(by_kind)
    if sizes is None:
        return [Span(offset, _after(bounds, offset)) for offset in offsets]
    counts = _samples_in_chunks(by_kind[b"stsc"], len(offsets))
    ends = [0, *accumulate(sizes)]
    firsts = [0, *accumulate(counts)]
    if firsts[-1] > len(sizes):
        raise ValueError("more samples in chunks than there are")
    lengths = (ends[b] - ends[a] for a, b in pairwise(firsts))
    return [Span(offset, offset + length) for offset, length in zip(offsets, lengths, strict=True)]


def _offsets(by_kind: dict[bytes, bytes]) -> list[int]:
    if b"co64" in by_kind:
        return _numbers(by_kind[b"co64"], skip=4, form=">Q", n_bytes=8)
    return _numbers(by_kind.get(b"stco", bytes(8)), skip=4, form=">I", n_bytes=4)


def _sizes(by_kind: dict[bytes, bytes]) -> list[int] | None:
    """The size of every sample; None where all have one size."""
    if b"stz2" in by_kind:
        table = by_kind[b"stz2"]
        count, bits = int.from_bytes(table[8:12], "big"), table[7]
        found = [n for (n,) in iter_unpack(">H" if bits == 16 else ">B", table[12 : 12 + -(-count * bits // 8)])]
        return found if bits != 4 else [half for n in found for half in (n >> 4, n & 15)][:count]
    table = by_kind[b"stsz"] if b"stsz" in by_kind else bytes(12)
    if int.from_bytes(table[4:8], "big"):
        return None
    return _numbers(table, skip=8, form=">I", n_bytes=4)


def _samples_in_chunks(table: bytes, n_chunks: int) -> list[int]:
    """How many samples each chunk holds; the table tells only where that changes."""
    n_rows = int.from_bytes(table[4:8], "big")
    rows = [(first, count) for first, count, _ in iter_unpack(">III", table[8 : 8 + n_rows * 12])]
    if len(rows) != n_rows or not rows or rows[0][0] != 1:
        raise ValueError("the table of chunks is not whole")
    made: list[int] = []
    for (first, count), (after, _) in pairwise([*rows, (n_chunks + 1, 0)]):
        if not first < after <= n_chunks + 1:
            raise ValueError("the chunks are out of order")
        made += [count] * (after - first)
    return made


def _numbers(table: bytes, *, skip: int, form: str, n_bytes: int) -> list[int]:
    count = int.from_bytes(table[skip : skip + 4], "big")
    rows = table[skip + 4 : skip + 4 + count * n_bytes]
    if len(rows) != count * n_bytes:
        raise ValueError("a table is not whole")
    return [n for (n,) in iter_unpack(form, rows)]


def _after(bounds: Sequence[int], offset: int) -> int:
    at = bisect_right(bounds, offset)
    return bounds[at] if at < len(bounds) else offset
