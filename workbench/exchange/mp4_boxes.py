"""MP4, MOV, 3GP and M4A: boxes in boxes. What is not picture or sound is blanked in place, so that every offset stays.

A list of what may stay, and not of what must go: makers of cameras invent new places for places. Whatever else is found
becomes a ``free`` box of zeros; so does every track that is neither picture nor sound, with its samples.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from workbench.exchange.mp4_samples import Span, spans_of
from workbench.exchange.reading import Reading

__all__ = ["Box", "Broken", "boxes", "cleaned_mp4"]

_TOP = {b"ftyp", b"styp", b"moov", b"moof", b"mdat", b"sidx", b"mfra"}
#: What may stay inside a box; of a box that is not named here the inside is left as it is.
_INSIDE: Final[dict[bytes, set[bytes]]] = {
    b"moov": {b"mvhd", b"trak", b"mvex"},
    b"mvex": {b"mehd", b"trex"},
    b"trak": {b"tkhd", b"edts", b"mdia", b"tapt"},
    b"edts": {b"elst"},
    b"tapt": {b"clef", b"prof", b"enof"},
    b"mdia": {b"mdhd", b"hdlr", b"minf"},
    b"minf": {b"vmhd", b"smhd", b"hdlr", b"dinf", b"stbl"},
    b"dinf": {b"dref"},
    b"stbl": {
        *(b"stsd", b"stts", b"ctts", b"cslg", b"stsc", b"stsz", b"stz2", b"stco", b"co64", b"stss", b"stps"),
        *(b"sdtp", b"sbgp", b"sgpd", b"subs", b"saiz", b"saio"),
    },
    b"moof": {b"mfhd", b"traf"},
    b"traf": {b"tfhd", b"tfdt", b"trun", b"sbgp", b"sgpd", b"subs", b"saiz", b"saio"},
}
#: When it was made and last changed: two numbers after the version, of four or eight bytes.
_TIMED = {b"mvhd", b"tkhd", b"mdhd"}
_SEEN_OR_HEARD = {b"vide", b"soun"}


class Broken(Exception):
    """The boxes do not fit into each other: not saved or sent whole, or made to harm."""


@dataclass(frozen=True)
class Box:
    """A box: its kind, and where in the file it begins, its content begins, and it ends."""

    kind: bytes
    start: int
    body: int
    end: int


def boxes(data: bytes | bytearray, start: int, end: int) -> Iterator[Box]:
    """The boxes between two places, one after another; raises Broken where one does not fit."""
    at = start
    while at + 8 <= end:
        size, kind, body = int.from_bytes(data[at : at + 4], "big"), bytes(data[at + 4 : at + 8]), at + 8
        if size == 1:
            size, body = int.from_bytes(data[at + 8 : at + 16], "big"), at + 16
        elif size == 0 and end == len(data):
            size = end - at  # to the end of the file
        if at + size > end or size < body - at:
            # Old QuickTime ends a list of boxes with four bytes of nothing, and padding may follow.
            if not any(data[at:end]):
                return
            raise Broken
        yield Box(kind, at, body, at + size)
        at += size


def cleaned_mp4(raw: bytes, reading: Reading) -> tuple[str, bytes]:
    """The media type, and the file with everything blanked that is neither picture nor sound.

    Raises
    ------
    workbench.errors.Refused
        It is not whole, holds neither, or is recorded in pieces with a track of other data among them.
    """
    data = bytearray(raw)
    try:
        top = list(boxes(data, 0, len(data)))
        in_pieces = any(box.kind == b"moof" for box in top)
        heard, spans, left_out = _tracks(data, _movie(top), [box for box in top if box.kind == b"mdat"])
        if in_pieces and left_out:
            raise reading.refusal("pieces_with_data")
        for box in top:
            _clean(data, box, _TOP)
        if not in_pieces:
            _blank_between(data, [box for box in top if box.kind == b"mdat"], spans)
    except (Broken, IndexError, KeyError, ValueError, struct.error) as e:
        raise reading.refusal("broken_video") from e
    if not heard:
        raise reading.refusal("nothing_to_play")
    # What follows the last whole box belongs to nothing.
    return _media_type(raw, heard), bytes(data[: top[-1].end])


def _movie(top: list[Box]) -> Box:
    found = [box for box in top if box.kind == b"moov"]
    if len(found) != 1:
        raise Broken
    return found[0]


def _tracks(data: bytearray, movie: Box, held_in: list[Box]) -> tuple[set[bytes], list[Span], bool]:
    """What the tracks are, where picture and sound lie, and whether a track of other data was blanked."""
    heard: set[bytes] = set()
    kept: list[Box] = []
    starts: list[int] = []
    left_out = False
    for track in [box for box in boxes(data, movie.body, movie.end) if box.kind == b"trak"]:
        handler = _inside(data, track, b"mdia", b"hdlr")
        what = bytes(data[handler.body + 8 : handler.body + 12])
        table = _inside(data, track, b"mdia", b"minf", b"stbl")
        starts += [span.start for span in spans_of(data, list(boxes(data, table.body, table.end)), bounds=None)]
        if what in _SEEN_OR_HEARD:
            heard.add(what)
            kept.append(table)
        else:
            left_out = True
            _blank(data, track)
    bounds = sorted({*starts, *(box.end for box in held_in)})
    spans = [span for table in kept for span in spans_of(data, list(boxes(data, table.body, table.end)), bounds=bounds)]
    if any(not any(box.body <= span.start and span.end <= box.end for box in held_in) for span in spans):
        raise Broken
    return heard, spans, left_out


def _inside(data: bytearray, box: Box, *path: bytes) -> Box:
    for kind in path:
        found = [inner for inner in boxes(data, box.body, box.end) if inner.kind == kind]
        if not found:
            raise Broken
        box = found[0]
    return box


def _clean(data: bytearray, box: Box, may_stay: set[bytes]) -> None:
    """Blank what may not stay in this place, and within what may, the same."""
    if box.kind not in may_stay:
        _blank(data, box)
        return
    if box.kind in _TIMED:
        n_bytes = 16 if data[box.body] else 8
        data[box.body + 4 : box.body + 4 + n_bytes] = bytes(n_bytes)
    elif box.kind == b"hdlr":
        # Behind the fixed part stands a name, often that of the device or the program.
        name = min(box.end, box.body + 24)
        data[name : box.end] = bytes(box.end - name)
    elif box.kind == b"dref":
        _clean_references(data, box)
    elif box.kind in _INSIDE:
        for inner in list(boxes(data, box.body, box.end)):
            _clean(data, inner, _INSIDE[box.kind])


def _clean_references(data: bytearray, box: Box) -> None:
    """Picture and sound must lie in this file; the path that such an entry may hold as well is blanked."""
    for entry in list(boxes(data, box.body + 8, box.end)):
        if not data[entry.body + 3] & 1:
            raise Broken
        data[entry.body + 4 : entry.end] = bytes(entry.end - entry.body - 4)


def _blank(data: bytearray, box: Box) -> None:
    data[box.start + 4 : box.start + 8] = b"free"
    data[box.body : box.end] = bytes(box.end - box.body)


def _blank_between(data: bytearray, held_in: list[Box], spans: list[Span]) -> None:
    """Zero every byte of the held content that is neither picture nor sound."""
    spans = sorted(spans)
    for box in held_in:
        at = box.body
        for span in spans:
            if span.end <= at or span.start >= box.end:
                continue
            if span.start > at:
                data[at : span.start] = bytes(span.start - at)
            at = max(at, span.end)
        data[at : box.end] = bytes(box.end - at)


def _media_type(raw: bytes, heard: set[bytes]) -> str:
    if b"vide" not in heard:
        return "audio/mp4"
    brand = raw[8:12] if raw[4:8] == b"ftyp" else b"qt  "
    if brand == b"qt  ":
        return "video/quicktime"
    return "video/3gpp" if brand[:3] in (b"3gp", b"3g2") else "video/mp4"
