"""Bytes to text: UTF-8, UTF-16 by its byte order mark, and another encoding only where a person said so."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from workbench.exchange.reading import Reading

__all__ = ["ENCODINGS", "lines_of", "refuse_bad_characters", "text_of"]

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


def lines_of(path: Path, reading: Reading) -> Iterator[str]:
    """The lines of a text file one after another, for a file too long to hold.

    Raises
    ------
    workbench.errors.Refused
        As :func:`text_of`, at the line that cannot be read.
    """
    wanted = _wanted(reading)
    with path.open("rb") as file:
        head = file.read(2)
    if wanted == "utf-16" or (wanted is None and head.startswith(_UTF16)):
        yield from _utf16_lines(path, reading)
        return
    with path.open("rb") as file:
        encoding = "utf-8-sig" if wanted in (None, "utf-8") else wanted
        for number, raw in enumerate(file, start=1):
            try:
                text = raw.decode(encoding)
            except UnicodeDecodeError as e:
                if wanted in (None, "utf-8"):
                    raise _offer_windows_text(raw, e.start, reading, lines_before=number - 1) from e
                raise reading.refusal("not_encoding", field="encoding", encoding=wanted, position=e.start + 1) from e
            encoding = "utf-8" if encoding == "utf-8-sig" else encoding  # the mark stands at the very beginning only
            if "\x00" in text:
                raise reading.refusal("nul", where=reading.say("where.line", line=number))
            yield text


def _utf16_lines(path: Path, reading: Reading) -> Iterator[str]:
    try:
        with path.open(encoding="utf-16", newline="") as file:
            for number, text in enumerate(file, start=1):
                refuse_bad_characters(text, reading, where=reading.say("where.line", line=number))
                yield text
    except UnicodeError as e:
        position = getattr(e, "start", 0) + 1
        raise reading.refusal("not_encoding", field="encoding", encoding="utf-16", position=position) from e


def _wanted(reading: Reading) -> str | None:
    wanted = reading.encoding
    if wanted is not None and wanted.casefold() not in ENCODINGS:
        raise reading.refusal("encoding_unknown", field="encoding", encoding=wanted, choices=", ".join(ENCODINGS))
    return wanted


def _decoded(raw: bytes, reading: Reading) -> str:
    wanted = _wanted(reading)
    if wanted is None and raw.startswith(_UTF16):
        wanted = "utf-16"
    try:
        return raw.decode("utf-8-sig" if wanted in (None, "utf-8") else wanted)
    except UnicodeDecodeError as e:
        if wanted in (None, "utf-8"):
            raise _offer_windows_text(raw, e.start, reading) from e
        raise reading.refusal("not_encoding", field="encoding", encoding=wanted, position=e.start + 1) from e


def _offer_windows_text(raw: bytes, at: int, reading: Reading, *, lines_before: int = 0) -> Exception:
    line = lines_before + raw.count(b"\n", 0, at) + 1
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
