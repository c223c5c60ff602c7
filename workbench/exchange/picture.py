"""Pictures drawn anew: the pixels stay, and nothing else that a camera or a program wrote into the file."""

from __future__ import annotations

import io
import struct
import warnings
from typing import Final

from PIL import Image, ImageCms, ImageOps

from workbench.exchange.reading import Reading

__all__ = ["LONGEST_SIDE", "MOST_PIXELS", "cleaned_picture", "small_picture"]

#: A wall of notes can be read at this size, and a page can carry it.
LONGEST_SIDE: Final = 4096
#: More than a camera takes that a person carries; unpacked, more would fill the memory.
MOST_PIXELS: Final = 80_000_000
_QUALITY = 88
_SMALL_SIDE = 360

#: What Pillow raises for a file that is cut short, damaged, or made to harm.
_BROKEN = (OSError, SyntaxError, ValueError, LookupError, TypeError, EOFError, struct.error, ImageCms.PyCMSError)
_KEPT_AS: dict[str, tuple[str, str]] = {
    "jpeg": ("JPEG", "image/jpeg"),
    "png": ("PNG", "image/png"),
    "webp": ("WEBP", "image/webp"),
    "gif": ("PNG", "image/png"),
}


def cleaned_picture(raw: bytes, form: str, reading: Reading) -> tuple[str, bytes]:
    """The media type and the bytes of a picture drawn anew: upright, in sRGB, at most 4096 pixels a side.

    Raises
    ------
    workbench.errors.Refused
        It has more than 80 million pixels, or cannot be drawn.
    """
    kept_as, media_type = _KEPT_AS[form]
    too_many = reading.refusal("too_many_pixels", most=MOST_PIXELS // 1_000_000)
    try:
        with warnings.catch_warnings():
            # Pillow warns above a limit of its own; ours is lower, and refuses before a pixel is unpacked.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            found = Image.open(io.BytesIO(raw), formats=(form.upper(),))
        with found:
            if found.width * found.height > MOST_PIXELS:
                raise too_many
            # A JPEG can be unpacked at half its size or less, where that is still enough.
            found.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(found)
            plain = _in_usual_colours(upright)
    except Image.DecompressionBombError as e:
        raise too_many from e
    except _BROKEN as e:
        raise reading.refusal("broken_picture") from e
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    if kept_as == "JPEG" and plain.mode not in ("L", "RGB"):
        plain = plain.convert("RGB")
    return media_type, _written(plain, kept_as)


def small_picture(content: bytes) -> bytes:
    """A small JPEG of a picture that was drawn anew here, for a list; at most 360 pixels a side."""
    with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as found:
        found.draft("RGB", (_SMALL_SIDE, _SMALL_SIDE))
        found.thumbnail((_SMALL_SIDE, _SMALL_SIDE))
        if found.mode in ("RGBA", "LA"):
            on_white = Image.new("RGB", found.size, "white")
            on_white.paste(found, mask=found.getchannel("A"))
            return _written(on_white, "JPEG")
        return _written(found.convert("RGB"), "JPEG")


def _in_usual_colours(picture: Image.Image) -> Image.Image:
    """The picture in one of the modes L, RGB and RGBA, its own colour profile applied and then left out."""
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in ("RGB", "CMYK"):
        try:
            own, usual = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(picture, own, usual, outputMode="RGB")
        except (OSError, ValueError, TypeError, ImageCms.PyCMSError):
            converted = None  # a profile that cannot be followed: the colours as they are written
        if converted is not None:
            return converted
    if picture.mode in ("L", "RGB", "RGBA"):
        return picture.copy()
    if picture.mode.startswith("I"):
        # Sixteen bits a pixel, as scanners write them.
        return picture.convert("I").point(lambda value: value / 256).convert("L")
    see_through = picture.mode in ("LA", "PA", "RGBa", "La") or "transparency" in picture.info
    return picture.convert("RGBA" if see_through else "RGB")


def _written(picture: Image.Image, kept_as: str) -> bytes:
    # Pillow writes on some of what it finds here (comments, profiles, text).
    picture.info = {}
    made = io.BytesIO()
    if kept_as == "PNG":
        picture.save(made, "PNG")
    else:
        picture.save(made, kept_as, quality=_QUALITY)
    return made.getvalue()
