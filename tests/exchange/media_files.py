"""Photos, sounds and videos as phones write them, built by hand, with what they tell beside the picture."""

from __future__ import annotations

import io
import struct
from collections.abc import Sequence

from PIL import Image

#: Stands wherever a maker of phones writes a place or a name.
MARK = b"+51.5033-000.1196+MARKER"


def photo(size: tuple[int, int] = (60, 40), *, orientation: int = 1) -> bytes:
    """A JPEG with the place in its EXIF, a comment, and XMP; its left half is red and its right half blue."""
    drawn = Image.new("RGB", size, "red")
    drawn.paste("blue", (size[0] // 2, 0, *size))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = MARK.decode()
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 30.0, 12.25), 27: MARK})
    made = io.BytesIO()
    drawn.save(made, "JPEG", exif=exif, comment=MARK, xmp=b"<x:xmpmeta>" + MARK + b"</x:xmpmeta>")
    return made.getvalue()


def picture(form: str, mode: str = "RGB", size: tuple[int, int] = (60, 40)) -> bytes:
    """A picture of any form and mode."""
    made = io.BytesIO()
    Image.new(mode, size).save(made, form)
    return made.getvalue()


def bomb() -> bytes:
    """A PNG of a few kilobytes that says it has 900 million pixels."""
    whole = picture("PNG", "1", (16, 16))
    head = b"IHDR" + struct.pack(">II", 30_000, 30_000) + whole[24:29]
    return whole[:12] + head + struct.pack(">I", _crc(head)) + whole[33:]


def _crc(data: bytes) -> int:
    import zlib

    return zlib.crc32(data)


# -- sound ------------------------------------------------------------------------------------------------------------
def wave() -> bytes:
    """A tenth of a second of silence, with a LIST chunk that says who recorded it and where."""
    form = struct.pack("<HHIIHH", 1, 1, 8000, 8000, 1, 8)
    told = b"INFOIART" + struct.pack("<I", len(MARK)) + MARK
    chunks = b"".join(
        name + struct.pack("<I", len(body)) + body
        for name, body in ((b"fmt ", form), (b"LIST", told), (b"data", b"\x80" * 800), (b"id3 ", MARK))
    )
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WAVE" + chunks


#: MPEG-1 layer III, 128 kbit/s, 44,100 samples a second: 417 bytes a frame.
MP3_FRAME = b"\xff\xfb\x90\x00" + bytes(413)


def mp3(n_frames: int = 10) -> bytes:
    """Frames of silence between an ID3v2 tag with a picture and a comment, an APE tag, and an ID3v1 tag."""
    body = b"COMM" + struct.pack(">I", len(MARK)) + b"\0\0" + MARK + b"\xff\xfb\x90\x00" * 4
    size = bytes(len(body) >> shift & 0x7F for shift in (21, 14, 7, 0))
    items = struct.pack("<II", len(MARK), 0) + b"Comment\0" + MARK
    ape = struct.pack("<8sIIII8s", b"APETAGEX", 2000, len(items) + 32, 1, 0x80000000, bytes(8))
    tail = struct.pack("<8sIIII8s", b"APETAGEX", 2000, len(items) + 32, 1, 0, bytes(8))
    v1 = b"TAG" + MARK.ljust(125, b"\0")
    return b"ID3\x04\0\0" + size + body + MP3_FRAME * n_frames + ape + items + tail + v1


# -- MP4 --------------------------------------------------------------------------------------------------------------
def box(kind: bytes, *inside: bytes) -> bytes:
    """An MP4 box."""
    body = b"".join(inside)
    return struct.pack(">I", 8 + len(body)) + kind + body


def _full(kind: bytes, *inside: bytes) -> bytes:
    return box(kind, bytes(4), *inside)


def _table(*numbers: int) -> bytes:
    return struct.pack(f">{len(numbers)}I", *numbers)


def _track(handler: bytes, *, offset: int, sizes: Sequence[int], also: bytes = b"") -> bytes:
    stbl = box(
        b"stbl",
        _full(b"stsd", _table(1), box(b"\0\0\0\0", bytes(8))),
        _full(b"stts", _table(1, len(sizes), 100)),
        _full(b"stsc", _table(1, 1, len(sizes), 1) if sizes else _table(0)),
        _full(b"stsz", _table(0, len(sizes), *sizes)),
        _full(b"stco", _table(1, offset) if sizes else _table(0)),
    )
    reference = box(b"dinf", _full(b"dref", _table(1), box(b"url ", b"\0\0\0\1", MARK)))
    minf = box(b"minf", _full(b"vmhd", bytes(8)), reference, stbl, box(b"uuid", MARK))
    mdia = box(
        b"mdia",
        _full(b"mdhd", _table(3_000_000_000, 3_000_000_000, 600, 60), bytes(4)),
        _full(b"hdlr", bytes(4), handler, bytes(12), MARK + b"\0"),
        minf,
    )
    return box(b"trak", _full(b"tkhd", _table(3_000_000_000, 3_000_000_000, 1), bytes(68)), mdia, also)


#: What the camera saw and heard.
SEEN, HEARD = b"PICTURE-OF-A-DOOR" * 3, b"SOUND-OF-A-BELL" * 2


def mp4(brand: bytes = b"isom", *, with_place_track: bool = True) -> bytes:
    """A video with places in udta, meta, uuid, free, a track of its own, its samples, and between samples."""
    place = MARK * 2 if with_place_track else b""
    begin = len(box(b"ftyp", brand, bytes(4), b"isom")) + 8 + 4
    held = box(b"mdat", b"gap!", SEEN, place, HEARD, MARK)
    at_place = begin + len(SEEN)
    tracks = [_track(b"vide", offset=begin, sizes=[17, 17, 17], also=box(b"udta", box(b"\xa9xyz", MARK)))]
    if with_place_track:
        tracks.append(_track(b"meta", offset=at_place, sizes=[len(MARK)] * 2))
    tracks.append(_track(b"soun", offset=at_place + len(place), sizes=[15, 15]))
    movie = box(
        b"moov",
        _full(b"mvhd", _table(3_000_000_000, 3_000_000_000, 600, 60), bytes(80)),
        *tracks,
        box(b"udta", box(b"\xa9xyz", MARK), _full(b"loci", MARK)),
        box(b"meta", box(b"keys", MARK), box(b"ilst", MARK)),
    )
    return box(b"ftyp", brand, bytes(4), b"isom") + held + movie + box(b"uuid", MARK) + box(b"free", MARK)


def mp4_in_pieces(*, with_place_track: bool = False) -> bytes:
    """A video as a browser records it: the tables are empty, and pieces follow."""
    empty = {"offset": 0, "sizes": ()}
    tracks = [_track(b"vide", **empty)] + ([_track(b"meta", **empty)] if with_place_track else [])  # type: ignore[arg-type]
    movie = box(
        b"moov", _full(b"mvhd", _table(1, 1, 600, 60), bytes(80)), *tracks, box(b"mvex", _full(b"trex", bytes(20)))
    )
    piece = box(b"moof", _full(b"mfhd", _table(1)), box(b"traf", _full(b"tfhd", _table(1)), box(b"uuid", MARK)))
    return box(b"ftyp", b"iso5", bytes(4)) + movie + piece + box(b"mdat", SEEN) + box(b"emsg", MARK)


# -- WebM -------------------------------------------------------------------------------------------------------------
def element(id: str, *inside: bytes, untold: bool = False) -> bytes:
    """A WebM element; ``untold`` writes no size, as recorders in browsers do."""
    body = b"".join(inside)
    size = b"\x01" + b"\xff" * 7 if untold else (0x10_000_000 | len(body)).to_bytes(4, "big")
    return bytes.fromhex(id) + size + body


def webm(*, track_type: int = 1, doc_type: bytes = b"webm") -> bytes:
    """A video with tags, a title, a time, an attached file, and the name of the device."""
    track = element("ae", element("d7", b"\1"), element("83", bytes([track_type])), element("536e", MARK))
    return element("1a45dfa3", element("4282", doc_type)) + element(
        "18538067",
        element("114d9b74", element("bf", b"abcd"), element("4dbb", element("53ab", b"\x12\x54\xc3\x67"))),
        element(
            "1549a966",
            element("2ad7b1", b"\x0f\x42\x40"),
            element("4461", MARK),
            element("7ba9", MARK),
            element("4d80", MARK),
            element("5741", MARK),
        ),
        element("1654ae6b", track),
        element("1254c367", element("7373", MARK * 9)),
        element("1941a469", element("61a7", MARK)),
        element(
            "1f43b675",
            element("e7", b"\0"),
            element("a3", b"\x81\0\0\x80" + SEEN),
            element("a0", element("a1", b"\x81\0\0\0" + HEARD), element("75a1", MARK)),
            untold=True,
        ),
        untold=True,
    )
