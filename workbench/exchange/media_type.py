"""Which kind of photo, sound or video bytes are, by what they hold and never by a name; and how large each may be."""

from __future__ import annotations

import re
from typing import Final

from workbench.model import MediaKind

__all__ = ["ACCEPTED", "MOST_BYTES", "MOST_OF_ANY", "form_of", "other_form_of"]

_MB = 1024**2
#: The largest file of each kind that is taken.
MOST_BYTES: Final = {MediaKind.photo: 15 * _MB, MediaKind.audio: 50 * _MB, MediaKind.video: 100 * _MB}
MOST_OF_ANY: Final = max(MOST_BYTES.values())

#: What a browser's file dialogue offers. Without HEIC in it, a phone that keeps photos so turns them into JPEG itself.
ACCEPTED: Final = (
    "image/jpeg,image/png,image/webp,image/gif,"
    "audio/mpeg,audio/mp4,audio/x-m4a,audio/wav,audio/webm,"
    "video/mp4,video/quicktime,video/3gpp,video/webm"
)

_FORMS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"RIFF", "riff"),
    (b"\x1a\x45\xdf\xa3", "webm"),
    (b"ID3", "mp3"),
    (b"APETAGEX", "mp3"),
)
_HEIC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_AVIF = {b"avif", b"avis"}
#: QuickTime files made before ``ftyp`` was thought of begin with one of these.
_OLD_QUICKTIME = {b"moov", b"mdat", b"wide", b"skip", b"pnot"}

#: How files of forms that are not taken begin → the word for them under ``media.form``.
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "pdf"),
    (b"OggS", "ogg"),
    (b"fLaC", "flac"),
    (b"#!AMR", "amr"),
    (b"caff", "caf"),
    (b"FORM", "aiff"),
    (b"0&\xb2u\x8ef\xcf\x11", "windows_media"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"BM", "bmp"),
    (b"8BPS", "photoshop"),
    (b"PK\x03\x04", "archive"),
    (b"\xd0\xcf\x11\xe0", "office"),
    (b"\x00\x00\x01\x00", "icon"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"#!", "program"),
)
_MARKUP = re.compile(rb"^(?:\xef\xbb\xbf)?\s*<", re.DOTALL)


def form_of(head: bytes) -> str | None:
    """The form that the first bytes show: jpeg, png, webp, gif, wav, mp3, mp4 or webm; None for any other."""
    found = next((form for begin, form in _FORMS if head.startswith(begin)), None)
    if found == "riff":
        return {b"WEBP": "webp", b"WAVE": "wav"}.get(head[8:12])
    if head[4:8] == b"ftyp":
        return None if head[8:12] in _HEIC | _AVIF else "mp4"
    if head[4:8] in _OLD_QUICKTIME:
        return "mp4"
    return "mp3" if found is None and _is_mp3_frame(head) else found


def other_form_of(head: bytes) -> str:
    """What a file is that is not taken: a key under ``media.form``, ``unknown`` where we cannot tell."""
    if head[4:8] == b"ftyp":
        return "heic" if head[8:12] in _HEIC else "avif"
    if head[:4] == b"RIFF":
        return "avi" if head[8:12] == b"AVI " else "unknown"
    if len(head) > 1 and head[0] == 0xFF and head[1] & 0xF6 == 0xF0:
        return "aac"
    if _MARKUP.match(head):
        return "svg" if b"<svg" in head.lower() else "page"
    found = next((form for begin, form in _OTHERS if head.startswith(begin)), None)
    if found is not None:
        return found
    return "text" if head and b"\x00" not in head and _reads(head) else "unknown"


def _is_mp3_frame(head: bytes) -> bool:
    return len(head) > 2 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2 and head[2] >> 4 not in (0, 15)


def _reads(head: bytes) -> bool:
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as e:
        return e.start > len(head) - 4
    return True
