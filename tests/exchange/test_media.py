"""Photos, sounds and videos: told by what they hold, and written anew without what they tell."""

from __future__ import annotations

import importlib.util
import io
import sys
from pathlib import Path

import pytest
from PIL import Image

from workbench.errors import Refused
from workbench.exchange import media
from workbench.exchange.media import cleaned_media, media_name, refuse_by_size
from workbench.exchange.media_reader import media_in
from workbench.exchange.media_type import MOST_BYTES, form_of, other_form_of
from workbench.exchange.mp4_boxes import boxes
from workbench.exchange.picture import small_picture
from workbench.exchange.reading import Reading
from workbench.model import MediaKind
from workbench.model.prompts import words

# Test folders are no packages, so the maker of files beside this one is loaded by its place.
_spec = importlib.util.spec_from_file_location("media_files", Path(__file__).with_name("media_files.py"))
assert _spec is not None
assert _spec.loader is not None
made = importlib.util.module_from_spec(_spec)
sys.modules["media_files"] = made
_spec.loader.exec_module(made)

WORDS = words()


def read(content: bytes, name: str = "file") -> tuple[str, str, bytes]:
    """In this process, as the child does it."""
    told, clean = media_in(content, Reading(name=name, words=WORDS, section="media"))
    return told["media_kind"], told["media_type"], clean


# -- photos -----------------------------------------------------------------------------------------------------------
def test_a_photo_is_drawn_upright_without_where_it_was_taken() -> None:
    raw = made.photo(orientation=6)
    assert raw.count(made.MARK) == 4
    kind, media_type, clean = read(raw)
    assert (kind, media_type) == ("photo", "image/jpeg")
    assert made.MARK not in clean
    with Image.open(io.BytesIO(clean)) as found:
        # orientation 6: the camera was held a quarter turn to the left, so the red half is above
        assert found.size == (40, 60)
        assert found.getexif() == {}
        assert {"exif", "comment", "icc_profile", "xmp"} & set(found.info) == set()
        assert found.getpixel((20, 10))[0] > 200 > 60 > found.getpixel((20, 50))[0]


@pytest.mark.parametrize(
    ("form", "mode", "kept_as", "kept_mode"),
    [
        ("JPEG", "L", "image/jpeg", "L"),
        ("JPEG", "CMYK", "image/jpeg", "RGB"),
        ("PNG", "RGBA", "image/png", "RGBA"),
        ("PNG", "P", "image/png", "RGB"),
        ("PNG", "1", "image/png", "RGB"),
        ("PNG", "I;16", "image/png", "L"),
        ("WEBP", "RGB", "image/webp", "RGB"),
        ("GIF", "P", "image/png", "RGB"),
    ],
)
def test_pictures_of_every_form_are_taken(form: str, mode: str, kept_as: str, kept_mode: str) -> None:
    kind, media_type, clean = read(made.picture(form, mode))
    with Image.open(io.BytesIO(clean)) as found:
        assert (kind, media_type, found.mode, found.size) == ("photo", kept_as, kept_mode, (60, 40))


def test_text_in_a_png_is_left_behind() -> None:
    from PIL.PngImagePlugin import PngInfo

    told = PngInfo()
    told.add_text("Location", made.MARK.decode())
    raw = io.BytesIO()
    Image.new("RGB", (9, 9)).save(raw, "PNG", pnginfo=told, dpi=(72, 72))
    assert made.MARK in raw.getvalue()
    assert made.MARK not in read(raw.getvalue())[2]


def test_of_a_gif_the_first_picture_is_kept() -> None:
    raw = io.BytesIO()
    first, second = Image.new("P", (9, 9), 0), Image.new("P", (9, 9), 1)
    first.putpalette([255, 0, 0, 0, 0, 255])
    second.putpalette([255, 0, 0, 0, 0, 255])
    first.save(raw, "GIF", save_all=True, append_images=[second])
    with Image.open(io.BytesIO(read(raw.getvalue())[2])) as found:
        assert getattr(found, "n_frames", 1) == 1
        assert found.convert("RGB").getpixel((4, 4)) == (255, 0, 0)


def test_a_large_photo_is_made_smaller() -> None:
    with Image.open(io.BytesIO(read(made.picture("JPEG", "L", (5000, 100)))[2])) as found:
        assert found.size == (4096, 82)


def test_a_picture_that_unpacks_to_too_much_is_refused_before_it_does() -> None:
    raw = made.bomb()
    assert len(raw) < 1000
    with pytest.raises(Refused, match="“file” would unpack to more than 80 million pixels"):
        read(raw)
    with pytest.raises(Refused, match="more than 80 million pixels"):
        read(made.picture("PNG", "1", (10_000, 9_000)))


def test_a_photo_that_breaks_off_is_refused() -> None:
    with pytest.raises(Refused, match="cannot be drawn: it is damaged, or was not saved or sent whole"):
        read(made.photo((600, 400))[:4000])


def test_a_small_picture_is_for_lists() -> None:
    _, _, clean = read(made.picture("PNG", "RGBA", (1000, 500)))
    with Image.open(io.BytesIO(small_picture(clean))) as found:
        assert (found.format, found.size) == ("JPEG", (360, 180))


# -- sounds -----------------------------------------------------------------------------------------------------------
def test_of_an_mp3_the_frames_are_kept() -> None:
    raw = made.mp3(10)
    assert raw.count(made.MARK) == 3
    assert read(raw) == ("audio", "audio/mpeg", made.MP3_FRAME * 10)
    assert read(made.MP3_FRAME * 5) == ("audio", "audio/mpeg", made.MP3_FRAME * 5)


def test_of_a_wav_the_form_and_the_sound_are_kept() -> None:
    raw = made.wave()
    kind, media_type, clean = read(raw)
    assert (kind, media_type) == ("audio", "audio/wav")
    assert made.MARK not in clean
    sound = b"data" + (800).to_bytes(4, "little") + b"\x80" * 800
    assert clean == b"RIFF" + (4 + 24 + 808).to_bytes(4, "little") + raw[8:36] + sound


def test_a_wav_packed_in_another_way_is_refused() -> None:
    raw = made.wave()
    with pytest.raises(Refused, match="packed in a way not every browser plays"):
        read(raw[:20] + b"\x11\x00" + raw[22:])
    with pytest.raises(Refused, match="holds no sound"):
        read(raw[:36])


# -- videos -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("brand", "media_type"),
    [(b"isom", "video/mp4"), (b"qt  ", "video/quicktime"), (b"3gp4", "video/3gpp"), (b"mp42", "video/mp4")],
)
def test_a_video_keeps_its_size_its_picture_and_its_sound_and_no_place(brand: bytes, media_type: str) -> None:
    raw = made.mp4(brand)
    assert raw.count(made.MARK) > 15
    kind, found, clean = read(raw)
    assert (kind, found) == ("video", media_type)
    assert made.MARK not in clean
    assert b"MARKER" not in clean
    assert len(clean) == len(raw)
    for what in (made.SEEN, made.HEARD):
        assert clean.index(what) == raw.index(what)


def test_a_video_loses_the_time_it_was_made_and_the_track_of_places() -> None:
    clean = read(made.mp4())[2]
    assert (3_000_000_000).to_bytes(4, "big") not in clean
    top = {box.kind: box for box in boxes(clean, 0, len(clean))}
    assert set(top) == {b"ftyp", b"mdat", b"moov", b"free"}
    inside = [box.kind for box in boxes(clean, top[b"moov"].body, top[b"moov"].end)]
    assert inside == [b"mvhd", b"trak", b"free", b"trak", b"free", b"free"]


def test_cleaning_twice_changes_nothing_more() -> None:
    for raw in (made.mp4(), made.webm(), made.mp3(), made.wave()):
        clean = read(raw)[2]
        assert read(clean)[2] == clean


def test_a_sound_in_an_mp4_is_a_sound() -> None:
    raw = made.mp4(b"M4A ", with_place_track=False).replace(b"vide", b"soun")
    assert read(raw)[:2] == ("audio", "audio/mp4")


def test_a_video_recorded_in_pieces_is_taken_where_it_holds_only_picture_and_sound() -> None:
    kind, media_type, clean = read(made.mp4_in_pieces())
    assert (kind, media_type) == ("video", "video/mp4")
    assert made.SEEN in clean
    assert made.MARK not in clean
    with pytest.raises(Refused, match="holds other data between its pictures and its sound"):
        read(made.mp4_in_pieces(with_place_track=True))


def test_a_video_that_breaks_off_or_lies_about_where_things_are_is_refused() -> None:
    raw = made.mp4()
    at = raw.index(b"stco") + 12
    elsewhere = raw[:at] + (10**6).to_bytes(4, "big") + raw[at + 4 :]
    for broken in (raw[:200], raw[:-40], elsewhere, raw.replace(b"moov", b"moof"), raw.replace(b"stsc", b"stsq")):
        with pytest.raises(Refused, match="“file” is damaged, or was not saved or sent whole"):
            read(broken)
    with pytest.raises(Refused, match="neither picture nor sound"):
        read(raw.replace(b"vide", b"text").replace(b"soun", b"text"))


def test_a_webm_keeps_its_blocks_and_no_words() -> None:
    raw = made.webm()
    kind, media_type, clean = read(raw)
    assert (kind, media_type) == ("video", "video/webm")
    assert made.MARK not in clean
    assert len(clean) == len(raw)
    for what in (made.SEEN, made.HEARD):
        assert clean.index(what) == raw.index(what)
    assert read(made.webm(track_type=2))[:2] == ("audio", "audio/webm")


def test_a_webm_with_other_tracks_and_a_matroska_are_refused() -> None:
    with pytest.raises(Refused, match="subtitles"):
        read(made.webm(track_type=0x11))
    with pytest.raises(Refused, match=r"a Matroska video \(MKV\)"):
        read(made.webm(doc_type=b"matroska"))
    with pytest.raises(Refused, match="is damaged"):
        read(made.webm()[:-10])


# -- what is not taken -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<script>alert(1)</script>", "a web page or another text made of code"),
        (b"\xef\xbb\xbf <?xml version='1.0'?><svg xmlns='x'><script/></svg>", r"a drawing made of code \(SVG\)"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04....", "a packed file or an Office document"),
        (b"OggS....", "an Ogg file"),
        (b"\xff\xf1\x50\x80", "a bare AAC recording"),
        (b"RIFF\0\0\0\0AVI LIST", "an AVI video"),
        (b"Dear all, see attached", "plain text"),
        (b"\0\1\2\3\4\5\6\7\x90", "none of the kinds of file we know"),
        (b"MZ\x90\0", "a program"),
    ],
)
def test_what_is_not_taken_is_told_by_what_it_holds_and_not_by_its_name(content: bytes, said: str) -> None:
    with pytest.raises(Refused, match=rf"“holiday\.jpg” is {said}\. Add a photo \(JPEG"):
        cleaned_media(content, name="holiday.jpg", words=WORDS)


def test_a_heic_photo_is_refused_with_how_to_send_it() -> None:
    with pytest.raises(Refused, match=r"HEIC photo, which many screens cannot show\. Send it as JPEG: share it"):
        cleaned_media(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", name="IMG_1.HEIC", words=WORDS)
    assert other_form_of(b"\0\0\0\x18ftypavif\0\0\0\0") == "avif"


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(Refused, match=r"“a\.jpg” is empty"):
        cleaned_media(b"", name="a.jpg", words=WORDS)


def test_what_is_too_large_is_refused_with_its_size_and_the_limit() -> None:
    sizes = {kind: most // 1024**2 for kind, most in MOST_BYTES.items()}
    assert sizes == {MediaKind.photo: 15, MediaKind.audio: 50, MediaKind.video: 100}
    refuse_by_size(MOST_BYTES[MediaKind.photo], name="a", words=WORDS, kind=MediaKind.photo)
    with pytest.raises(Refused, match="“a” is 16 MB; a photo may be 15 MB at most"):
        refuse_by_size(MOST_BYTES[MediaKind.photo] + 1, name="a", words=WORDS, kind=MediaKind.photo)
    with pytest.raises(Refused, match="nothing larger than 100 MB"):
        refuse_by_size(200 * 1024**2, name="a", words=WORDS)


def test_a_photo_over_its_own_limit_is_refused_at_the_end_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(media.MOST_BYTES, MediaKind.photo, 1000)  # type: ignore[misc]
    with pytest.raises(Refused, match="a photo may be 1 MB at most"):
        cleaned_media(made.photo((600, 400)), name="a.jpg", words=WORDS)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("board.JPG", "board.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("C:\\Users\\Sam\\board.jpeg", "board.jpg"),
        ("cute\u202egpj.exe", "cutegpj.jpg"),
        ("\u0000\ud800", "image.jpg"),
        ("...", "image.jpg"),
        ("", "image.jpg"),
        ("  two\nlines .png", "two lines.jpg"),
        ("x" * 500, "x" * 196 + ".jpg"),
        ("صورة.jpg", "صورة.jpg"),
    ],
)
def test_a_name_has_no_folder_no_trick_and_the_right_ending(given: str, kept: str) -> None:
    assert media_name(given, "image/jpeg") == kept


def test_forms_are_known_by_their_first_bytes() -> None:
    found = [form_of(raw[:512]) for raw in (made.photo(), made.mp3(), made.wave(), made.mp4(), made.webm())]
    assert found == ["jpeg", "mp3", "wav", "mp4", "webm"]


def test_cleaning_happens_in_a_process_of_its_own_and_hands_back_the_bytes() -> None:
    found = cleaned_media(made.photo(), name="a/b/Board.jpeg", words=WORDS)
    assert (found.media_kind, found.media_type, found.name) == (MediaKind.photo, "image/jpeg", "Board.jpg")
    assert found.content == read(made.photo())[2]
    assert cleaned_media(made.mp3(), name="x", words=WORDS).content == made.MP3_FRAME * 10


def test_a_hostile_file_ends_the_child_only(monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(0, 400, 7):
        raw = bytearray(made.mp4())
        raw[n % len(raw)] ^= 0xFF
        try:
            kind, _, clean = read(bytes(raw))
        except Refused:
            continue
        assert kind in {"audio", "video"}
        assert made.MARK not in clean
