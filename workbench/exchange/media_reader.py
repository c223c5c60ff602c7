"""Photos, sounds and videos, cleaned: what the child process does with bytes that may be anything."""

from __future__ import annotations

from typing import Any

from workbench.exchange.media_type import form_of, other_form_of
from workbench.exchange.mp3_frames import cleaned_mp3
from workbench.exchange.mp4_boxes import cleaned_mp4
from workbench.exchange.reading import Reading
from workbench.exchange.wave_chunks import cleaned_wave
from workbench.exchange.webm_elements import cleaned_webm

__all__ = ["media_in"]


def media_in(raw: bytes, reading: Reading) -> tuple[dict[str, Any], bytes]:
    """``media_kind`` and ``media_type`` of a file, and its bytes without metadata."""
    form = form_of(raw[:512])
    match form:
        case "jpeg" | "png" | "webp" | "gif":
            # A sound need not wait for the library that draws pictures.
            from workbench.exchange.picture import cleaned_picture  # noqa: PLC0415 - see the line above

            media_type, clean = cleaned_picture(raw, form, reading)
            return {"media_kind": "photo", "media_type": media_type}, clean
        case "mp3":
            media_type, clean = cleaned_mp3(raw, reading)
        case "wav":
            media_type, clean = cleaned_wave(raw, reading)
        case "mp4":
            media_type, clean = cleaned_mp4(raw, reading)
        case "webm":
            media_type, clean = cleaned_webm(raw, reading)
        case _:
            raise reading.refusal("other_form", form=reading.say(f"form.{other_form_of(raw[:512])}"))
    return {"media_kind": media_type.partition("/")[0], "media_type": media_type}, clean
