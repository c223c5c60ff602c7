"""WebM: elements one after another. What is not picture or sound becomes a Void of its size, so that places stay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from workbench.exchange.reading import Reading

__all__ = ["cleaned_webm"]

_EBML, _DOC_TYPE, _SEGMENT = 0x1A45DFA3, 0x4282, 0x18538067
_INFO, _TRACKS, _TRACK, _TRACK_TYPE, _TRACK_NAME = 0x1549A966, 0x1654AE6B, 0xAE, 0x83, 0x536E
_CLUSTER, _GROUP, _CRC = 0x1F43B675, 0xA0, 0xBF
_SEEK, _CUES = 0x114D9B74, 0x1C53BB6B
_DURATION, _SCALE, _MUXER, _WRITER = 0x4489, 0x2AD7B1, 0x4D80, 0x5741
_TIME, _BLOCK, _POSITION, _BEFORE = 0xE7, 0xA3, 0xA7, 0xAB
_SEEN_OR_HEARD: Final = {1: "video", 2: "audio"}

#: What may stay inside an element, beside what is named above.
_IN_CLUSTER = {_TIME, _BLOCK, _GROUP, _POSITION, _BEFORE}
_IN_GROUP = {0xA1, 0x9B, 0xFB, 0x75A2}
_IN_INFO = {_DURATION, _SCALE, _MUXER, _WRITER}
#: A size whose bits are all one: until something else begins, as recorders in browsers write it.
_UNTOLD = None


class _Broken(Exception):
    pass


@dataclass(frozen=True)
class _Element:
    id: int
    start: int
    body: int
    end: int | None


def cleaned_webm(raw: bytes, reading: Reading) -> tuple[str, bytes]:
    """The media type, and the file with tags, titles, times and attached files blanked.

    Raises
    ------
    workbench.errors.Refused
        It is Matroska but not WebM, not whole, or holds a track that is neither picture nor sound.
    """
    data = bytearray(raw)
    try:
        head = _element(data, 0, len(data))
        kinds = {bytes(data[e.body : e.end]) for e in _inside(data, head) if e.id == _DOC_TYPE}
        if head.id != _EBML or kinds != {b"webm"}:
            raise reading.refusal("other_form", form=reading.say("form.matroska"))
        heard = _clean_segment(data, head.end or len(data))
    except (_Broken, IndexError) as e:
        raise reading.refusal("broken_video") from e
    if not heard <= set(_SEEN_OR_HEARD):
        raise reading.refusal("pieces_with_data")
    if not heard:
        raise reading.refusal("nothing_to_play")
    return f"{_SEEN_OR_HEARD[min(heard)]}/webm", bytes(data)


def _clean_segment(data: bytearray, at: int) -> set[int]:
    """Go through all that follows the head; returns what kinds of track there are."""
    heard: set[int] = set()
    while at < len(data):
        found = _element(data, at, len(data))
        at = found.body if found.id in (_SEGMENT, _CLUSTER) else found.end or len(data)
        if found.id in (_SEGMENT, _CLUSTER):
            continue  # what is inside comes next, whether its size is told or not
        if found.end is _UNTOLD:
            raise _Broken
        match found.id:
            case i if i == _INFO:
                _clean_info(data, found)
            case i if i == _TRACKS:
                heard |= _clean_tracks(data, found)
            case i if i == _GROUP:
                _keep_only(data, found, _IN_GROUP)
            case i if i in (_SEEK, _CUES):
                for inner in _inside(data, found):
                    if inner.id == _CRC:
                        _blank(data, inner)
            case i if i not in _IN_CLUSTER:
                _blank(data, found)
    return heard


def _clean_info(data: bytearray, info: _Element) -> None:
    _keep_only(data, info, _IN_INFO)
    for inner in _inside(data, info):
        if inner.id in (_MUXER, _WRITER) and inner.end is not _UNTOLD:
            # They must be there, and say which program or device wrote the file.
            data[inner.body : inner.end] = b" " * (inner.end - inner.body)


def _clean_tracks(data: bytearray, tracks: _Element) -> set[int]:
    _keep_only(data, tracks, {_TRACK})
    heard: set[int] = set()
    for track in _inside(data, tracks):
        if track.id != _TRACK:
            continue
        for inner in _inside(data, track):
            if inner.id == _TRACK_TYPE:
                heard.add(int.from_bytes(data[inner.body : inner.end], "big"))
            elif inner.id in (_TRACK_NAME, _CRC):
                _blank(data, inner)
    return heard


def _keep_only(data: bytearray, element: _Element, may_stay: set[int]) -> None:
    for inner in _inside(data, element):
        if inner.id not in may_stay:
            _blank(data, inner)


def _inside(data: bytearray, element: _Element) -> list[_Element]:
    if element.end is _UNTOLD:
        raise _Broken
    found, at = [], element.body
    while at < element.end:
        inner = _element(data, at, element.end)
        if inner.end is _UNTOLD:
            raise _Broken
        found.append(inner)
        at = inner.end
    return found


def _element(data: bytearray, at: int, end: int) -> _Element:
    id, body = _number(data, at, with_mark=True)
    size, start = _number(data, body, with_mark=False)
    if size is None:
        return _Element(id or 0, at, start, _UNTOLD)
    if start + size > end:
        raise _Broken
    return _Element(id or 0, at, start, start + size)


def _number(data: bytearray, at: int, *, with_mark: bool) -> tuple[int | None, int]:
    """A number of one to eight bytes, whose first tells how many, and the place behind it; None where untold."""
    n_bytes = 9 - data[at].bit_length()
    if n_bytes > (4 if with_mark else 8) or at + n_bytes > len(data):
        raise _Broken
    whole = int.from_bytes(data[at : at + n_bytes], "big")
    if with_mark:
        return whole, at + n_bytes
    plain = whole & (1 << 7 * n_bytes) - 1
    return (None if plain == (1 << 7 * n_bytes) - 1 else plain), at + n_bytes


def _blank(data: bytearray, element: _Element) -> None:
    if element.end is _UNTOLD:
        raise _Broken
    size = element.end - element.start
    head = bytes([0xEC, 0x80 | size - 2]) if size <= 128 else b"\xec\x01" + (size - 9).to_bytes(7, "big")
    data[element.start : element.end] = head + bytes(size - len(head))
