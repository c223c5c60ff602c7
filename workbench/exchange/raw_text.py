"""Bytes to text: UTF-8, UTF-16 by its byte order mark, and another encoding only where a person said so."""

from __future__ import annotations

import codecs
import re

from workbench.exchange.reading import Reading

__all__ = ["ENCODINGS", "refuse_bad_characters", "text_of"]

#: What a person may choose; anything else would be guessing.
ENCODINGS = ("utf-8", "cp1252", "utf-16")

_HALF = re.compile("[\ud800-\udfff]")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def text_of(raw: bytes, reading: Reading) -> str:
    """The file's text, without its byte order mark.

    Raises
    ------
    workbench.errors.Refused
        Where the bytes are not UTF-8: the sentence shows how the first odd line would read as Windows text, because
        only a person can tell whether that is right. Also for NUL and halves of characters.
    """
    text = _decoded(raw, reading)
    refuse_bad_characters(text, reading)
    return text


def _decoded(raw: bytes, reading: Reading) -> str:
    wanted = reading.encoding
    if wanted is not None and wanted.casefold() not in ENCODINGS:
        raise reading.refusal("encoding_unknown", field="encoding", encoding=wanted, choices=", ".join(ENCODINGS))
    if wanted is None and raw.startswith(_UTF16):
        wanted = "utf-16"
    try:
        return raw.decode("utf-8-sig" if wanted in (None, "utf-8") else wanted)
    except UnicodeDecodeError as e:
        if wanted in (None, "utf-8"):
            raise _offer_windows_text(raw, e.start, reading) from e
        raise reading.refusal("not_encoding", field="encoding", encoding=wanted, position=e.start + 1) from e


def _offer_windows_text(raw: bytes, at: int, reading: Reading) -> Exception:
    line = raw.count(b"\n", 0, at) + 1
    start = raw.rfind(b"\n", 0, at) + 1
    end = raw.find(b"\n", at)
    odd = raw[max(start, at - 30) : min(end if end >= 0 else len(raw), at + 30)]
    if b"\x00" in raw:
        return reading.refusal("not_text")
    return reading.refusal("not_utf8", field="encoding", line=line, preview=odd.decode("cp1252", errors="replace"))


def refuse_bad_characters(text: str, reading: Reading, *, where: str | None = None) -> None:
    """Refuse NUL and lone surrogates, which two databases would treat in two ways."""
    at = text.find("\x00")
    key = "nul"
    if at < 0 and not text.isascii():
        key = "surrogate"
        half = _HALF.search(text)
        at = half.start() if half else -1
    if at >= 0:
        place = where or reading.say("where.line", line=text.count("\n", 0, at) + 1)
        raise reading.refusal(key, where=place)
