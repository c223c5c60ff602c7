"""Pseudonyms: the same person gets the same code every month, and no list of names exists anywhere."""

from __future__ import annotations

import hmac
from collections.abc import Container, Iterator
from typing import Final

__all__ = ["Pseudonyms"]

#: Crockford's base 32: no I, L, O or U, so that a code read aloud or copied by hand is not mistaken.
_SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_PAIRS: Final = [one + other for one in _SIGNS for other in _SIGNS]
#: 130 bits, two signs of five bits each time.
_BYTES, _SPARE, _PLACES = 17, 6, range(120, -1, -10)


class Pseudonyms:
    """Codes made with a key (HMAC-SHA256); without it nobody can tell whose they are, nor try names until one fits."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def digest(self, said: str) -> str:
        """The keyed hash of some words: 26 letters and digits, 130 bits, so that no two words ever share one."""
        bits = int.from_bytes(hmac.digest(self._key, said.encode(), "sha256")[:_BYTES]) >> _SPARE
        return "".join([_PAIRS[bits >> place & 1023] for place in _PLACES])

    @staticmethod
    def code(digest: str, taken: Container[str] = ()) -> str:
        """A short code such as ``7KQ2-M4XD`` from a digest; the next eight letters of it where the first are taken."""
        return next(code for code in _codes(digest) if code not in taken)


def _codes(digest: str) -> Iterator[str]:
    for start in range(len(digest) - 7):
        yield f"{digest[start : start + 4]}-{digest[start + 4 : start + 8]}"
    yield digest
