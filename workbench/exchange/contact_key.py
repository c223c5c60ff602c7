"""By which key a row of a file is known when it comes again; so many rows are held that each may take a few bytes."""

from __future__ import annotations

import hashlib
import json
from array import array
from collections.abc import Callable, Sequence
from enum import Enum

__all__ = ["RowKeys", "Standing"]


class Standing(Enum):
    """How a row stands to those above it: new; the very same with the same number; another one with its number."""

    new = 0
    again = 1
    clashing = 2


class RowKeys:
    """The keys of the rows of one file, in their order.

    A row with a number of its own is known by it, within its source. Another is known by all its cells, also those
    nobody took (a mapping that is mended later must not make every row a new one), and by how many-th such row it is.
    """

    def __init__(self, source: str, digest: Callable[[str], str]) -> None:
        self._source, self._digest = source, digest
        self._seen = _Compact()

    def key_of(self, cells: Sequence[str], own: str) -> tuple[str, Standing]:
        """The key of the next row, and how it stands."""
        told = json.dumps(cells, ensure_ascii=False)
        content = _hash(told)
        if not own:
            n = self._seen[content] + 1
            self._seen[content] = n
            return f"row:{self._digest(f'row:{n}:{told}')}", Standing.new
        hashed = self._digest(f"key:{self._source}:{own}")
        before, self._seen[_hash(hashed)] = self._seen[_hash(hashed)], content
        standing = Standing.again if before == content else Standing.clashing
        return f"{self._source[:60]}:{hashed}", standing if before else Standing.new


def _hash(text: str) -> int:
    """64 bits that tell texts apart; never 0."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest()) or 1


class _Compact:
    """Whole numbers by whole numbers in 16 bytes a place (a dictionary takes a hundred): five million are 134 MB."""

    def __init__(self) -> None:
        self._n = 0
        self._empty(1 << 12)

    def __getitem__(self, key: int) -> int:
        return self._values[self._place(key)]

    def __setitem__(self, key: int, value: int) -> None:
        at = self._place(key)
        self._n += not self._keys[at]
        self._keys[at], self._values[at] = key, value
        if self._n * 3 > len(self._keys) * 2:
            keys, values = self._keys, self._values
            self._empty(len(keys) * 2)
            for key_there, value_there in zip(keys, values, strict=True):
                if key_there:
                    there = self._place(key_there)
                    self._keys[there], self._values[there] = key_there, value_there

    def _empty(self, size: int) -> None:
        self._keys, self._values = array("Q", bytes(8 * size)), array("Q", bytes(8 * size))

    def _place(self, key: int) -> int:
        """Where the number is, or the free place it would take."""
        keys, mask = self._keys, len(self._keys) - 1
        at = key & mask
        while keys[at] and keys[at] != key:
            at = at + 1 & mask
        return at
