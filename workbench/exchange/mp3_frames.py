"""MP3: the frames of sound one after another; tags before, between and behind them are left behind."""

from __future__ import annotations

from workbench.exchange.reading import Reading

__all__ = ["cleaned_mp3"]

_FEWEST_FRAMES = 3
_KBITS_1 = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_KBITS_2 = (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
#: The two bits of a frame that say its version of MPEG (2.5, none, 2, 1) → samples a second.
_RATES = {0: (11_025, 12_000, 8_000), 2: (22_050, 24_000, 16_000), 3: (44_100, 48_000, 32_000)}


def cleaned_mp3(raw: bytes, reading: Reading) -> tuple[str, bytes]:
    """The media type, and the frames of the sound alone (no ID3, APE, Lyrics3 or pictures).

    Raises
    ------
    workbench.errors.Refused
        Fewer than three whole frames follow each other.
    """
    at = 0
    frames: list[bytes] = []
    while at + 4 <= len(raw):
        size = _frame_size(raw, at)
        # Alone between other bytes, four that look like a frame are chance: the next one must follow.
        if size and (_frame_size(raw, at + size) or (frames and at + size == len(raw)) or _tag_size(raw, at + size)):
            frames.append(raw[at : at + size])
            at += size
            continue
        at += _tag_size(raw, at) or max(1, raw.find(b"\xff", at + 1) - at)
        if raw.find(b"\xff", at) < 0:
            break
    if len(frames) < _FEWEST_FRAMES:
        raise reading.refusal("broken_sound")
    return "audio/mpeg", b"".join(frames)


def _frame_size(raw: bytes, at: int) -> int:
    """The size of the frame of sound that begins here, whole; 0 where none does."""
    if at + 4 > len(raw) or raw[at] != 0xFF or raw[at + 1] & 0xE6 != 0xE2:
        return 0
    version, kbits_at, rate_at = raw[at + 1] >> 3 & 3, raw[at + 2] >> 4, raw[at + 2] >> 2 & 3
    if version == 1 or kbits_at in (0, 15) or rate_at == 3:
        return 0
    kbits = (_KBITS_1 if version == 3 else _KBITS_2)[kbits_at - 1]
    size = (144 if version == 3 else 72) * kbits * 1000 // _RATES[version][rate_at] + (raw[at + 2] >> 1 & 1)
    return size if at + size <= len(raw) else 0


def _tag_size(raw: bytes, at: int) -> int:
    """The size of a tag that begins here; 0 where none does."""
    if raw[at : at + 3] == b"ID3" and at + 10 <= len(raw):
        size = 0
        for part in raw[at + 6 : at + 10]:
            size = size << 7 | part & 0x7F
        return 10 + size + (10 if raw[at + 5] & 0x10 else 0)
    if raw[at : at + 8] == b"APETAGEX" and at + 32 <= len(raw):
        return 32 + int.from_bytes(raw[at + 12 : at + 16], "little")
    if raw[at : at + 3] == b"TAG":
        return len(raw) - at
    return 0
