"""WAV: the form of the sound and the sound itself; everything else in the file is left behind."""

from __future__ import annotations

import struct

from workbench.exchange.reading import Reading

__all__ = ["cleaned_wave"]

#: Plain numbers, floating numbers, the two telephone laws, and the newer way to say one of these.
_FORMATS = {1, 3, 6, 7, 0xFFFE}
#: What a recorder writes where it did not come back to write how long the sound is.
_UNTOLD = (0, 0xFFFFFFFF)


def cleaned_wave(raw: bytes, reading: Reading) -> tuple[str, bytes]:
    """The media type, and a WAV with the chunks ``fmt`` and ``data`` alone.

    Raises
    ------
    workbench.errors.Refused
        One of them is missing, or the sound is packed in another way.
    """
    form, sound = _chunks(raw)
    if form is None or sound is None or len(form) < 16 or not sound:
        raise reading.refusal("broken_sound")
    if struct.unpack_from("<H", form)[0] not in _FORMATS:
        raise reading.refusal("other_wave")
    form = form[:40]
    parts = b"".join(
        name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)
        for name, body in ((b"fmt ", form), (b"data", sound))
    )
    return "audio/wav", b"RIFF" + struct.pack("<I", len(parts) + 4) + b"WAVE" + parts


def _chunks(raw: bytes) -> tuple[bytes | None, bytes | None]:
    form = sound = None
    at = 12
    while at + 8 <= len(raw):
        name, size = raw[at : at + 4], struct.unpack_from("<I", raw, at + 4)[0]
        if name == b"data" and size in _UNTOLD:
            size = len(raw) - at - 8
        body = raw[at + 8 : at + 8 + size]
        if name == b"fmt " and form is None:
            form = body
        elif name == b"data" and sound is None:
            sound = body
        at += 8 + size + size % 2
    return form, sound
