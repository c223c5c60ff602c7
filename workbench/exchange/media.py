"""Photos, sounds and videos as they are taken in: looked at by what they hold, written anew without what they tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from workbench.exchange.media_type import ACCEPTED, MOST_BYTES, MOST_OF_ANY, form_of, other_form_of
from workbench.exchange.read_safely import made_safely
from workbench.exchange.reading import Reading, tidy_name
from workbench.model import MediaKind
from workbench.model.prompts import Words

__all__ = ["ACCEPTED", "MOST_BYTES", "Media", "cleaned_media", "media_name", "refuse_by_head", "refuse_by_size"]

#: Endings are for people; what a file is said to be is never taken from them.
_ENDINGS: Final = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "audio/mpeg": "mp3",
    "audio/wav": "wav",
    "audio/mp4": "m4a",
    "audio/webm": "webm",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
    "video/3gpp": "3gp",
    "video/webm": "webm",
}
_LONGEST_NAME = 200
#: So many first bytes are enough to tell what a file is.
_HEAD_BYTES = 512


@dataclass(frozen=True)
class Media:
    """A file that was taken: what it is to a person, its type, a clean name, and its bytes without metadata."""

    media_kind: MediaKind
    media_type: str
    name: str
    content: bytes


def cleaned_media(content: bytes, *, name: str, words: Words) -> Media:
    """The photo, sound or video in these bytes, without where and when it was made and by which device.

    Photos (JPEG, PNG, WebP, the first picture of a GIF) are drawn anew, upright, in the usual colours and at most 4096
    pixels a side. Of sounds (MP3, WAV, M4A, WebM) and videos (MP4, MOV, 3GP, WebM) the picture and the sound are kept
    as they are; tags, places, times, and tracks of other data are blanked. All of it happens in a process of its own.

    Raises
    ------
    workbench.errors.Refused
        One sentence: what it is instead, that it is too large, broken off, or too much to draw, and what to do.
    """
    refuse_by_head(content[:_HEAD_BYTES], name=name, words=words)
    made, clean = made_safely("media_bytes", content, name=name, words=words, section="media")
    kind = MediaKind(made["media_kind"])
    refuse_by_size(len(content), name=name, words=words, kind=kind)
    return Media(kind, made["media_type"], media_name(name, made["media_type"]), clean)


def refuse_by_head(head: bytes, *, name: str, words: Words) -> None:
    """Refuse a file whose first bytes are not those of a photo, sound or video that is taken."""
    reading = Reading(name=name, words=words, section="media")
    if not head:
        raise reading.refusal("empty")
    if form_of(head) is not None:
        return
    form = other_form_of(head)
    if form in ("heic", "avif"):
        raise reading.refusal(form)
    raise reading.refusal("other_form", form=words.say(f"media.form.{form}"))


def refuse_by_size(size_bytes: int, *, name: str, words: Words, kind: MediaKind | None = None) -> None:
    """Refuse what is larger than a file of its kind may be; of no known kind, larger than any may be."""
    most = MOST_OF_ANY if kind is None else MOST_BYTES[kind]
    if size_bytes > most:
        reading = Reading(name=name, words=words, section="media")
        size, limit = (f"{-(-n // 1024**2)} MB" for n in (size_bytes, most))
        raise reading.refusal(f"too_large_{kind or 'any'}", size=size, most=limit)


def media_name(name: str, media_type: str) -> str:
    """The name people gave a file: no folders, one line, nothing that reverses what is read, and the right ending."""
    try:
        plain = tidy_name(name.replace("\\", "/").rpartition("/")[2])
    except ValueError:  # a NUL or half a character: no name at all
        plain = ""
    plain = "".join(c for c in plain if c.isprintable()).strip(". ")
    ending = _ENDINGS[media_type]
    stem = plain.rpartition(".")[0] or plain
    stem = stem[: _LONGEST_NAME - len(ending) - 1].strip(". ") or media_type.partition("/")[0]
    return f"{stem}.{ending}"
