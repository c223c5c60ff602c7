"""Files under a key: sealed in pieces, so that a part can be read alone and nothing altered is ever handed out."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import BinaryIO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

__all__ = ["MARK", "Altered", "content_size", "opened_part", "sealed"]

#: How a sealed file begins; nothing we keep unsealed begins like this.
MARK: Final = b"WBSEAL1\n"
_SALT_BYTES = 16
_HEAD_BYTES = len(MARK) + _SALT_BYTES
_PIECE_BYTES = 64 * 1024
_TAG_BYTES = 16


class Altered(Exception):
    """The file is not what was sealed: changed, cut short, or another file under this name."""


def sealed(content: bytes, *, key: bytes, name: bytes) -> Iterator[bytes]:
    """The bytes to write for ``content``, piece by piece.

    AES-256-GCM under a key of this file alone (HKDF-SHA256 of ``key`` and a random salt), 64 KiB a piece. The nonce
    counts the pieces and marks the last one (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015),
    so that pieces can neither be moved nor left off; ``name`` is bound to each, so that files cannot be exchanged.
    """
    salt = secrets.token_bytes(_SALT_BYTES)
    cipher = _cipher(key, salt)
    yield MARK + salt
    n_pieces = max(1, -(-len(content) // _PIECE_BYTES))
    for number in range(n_pieces):
        piece = content[number * _PIECE_BYTES : (number + 1) * _PIECE_BYTES]
        yield cipher.encrypt(_nonce(number, last=number == n_pieces - 1), piece, name)


def content_size(stored_bytes: int) -> int:
    """How many bytes of content a sealed file of this size holds; raises Altered where none could have it."""
    return stored_bytes - _HEAD_BYTES - _TAG_BYTES * _n_pieces(stored_bytes)


def opened_part(file: BinaryIO, *, key: bytes, name: bytes, offset: int, length: int) -> bytes:
    """A part of what was sealed; only the pieces it lies in are read.

    Raises
    ------
    Altered
        One of these pieces is not as it was sealed.
    """
    stored_bytes = file.seek(0, 2)
    size, n_pieces = content_size(stored_bytes), _n_pieces(stored_bytes)
    file.seek(0)
    head = file.read(_HEAD_BYTES)
    if not head.startswith(MARK):
        raise Altered
    cipher = _cipher(key, head[len(MARK) :])
    end = min(size, offset + length)
    first, last = offset // _PIECE_BYTES, max(offset, end - 1) // _PIECE_BYTES
    made = bytearray()
    for number in range(first, min(last, n_pieces - 1) + 1):
        file.seek(_HEAD_BYTES + number * (_PIECE_BYTES + _TAG_BYTES))
        try:
            nonce = _nonce(number, last=number == n_pieces - 1)
            made += cipher.decrypt(nonce, file.read(_PIECE_BYTES + _TAG_BYTES), name)
        except InvalidTag as e:
            raise Altered from e
    begin = offset - first * _PIECE_BYTES
    return bytes(made[begin : begin + max(0, end - offset)])


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=salt, info=b"workbench attachment").derive(key))


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _n_pieces(stored_bytes: int) -> int:
    body = stored_bytes - _HEAD_BYTES
    if body < _TAG_BYTES:
        raise Altered
    n_pieces = -(-body // (_PIECE_BYTES + _TAG_BYTES))
    if body - (n_pieces - 1) * (_PIECE_BYTES + _TAG_BYTES) < _TAG_BYTES:
        raise Altered
    return n_pieces
