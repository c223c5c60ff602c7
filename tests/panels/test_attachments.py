"""Attachments over the line: sent in slices, looked at, kept; fetched in slices; taken back."""

from __future__ import annotations

import base64
import io
import itertools
from typing import Any

import pytest
from PIL import Image

from workbench.desk import Desk
from workbench.exchange.media import MOST_BYTES
from workbench.model import Attachment, MediaKind, Story
from workbench.panels.attachments import _SLICE_BYTES, WithAttachments
from workbench.panels.panel import Panel

_NUMBERS = itertools.count(1)


class Wall(WithAttachments, Panel):
    """A panel with the stories of a cycle."""

    sections = ("attach",)
    looks = frozenset({"load", "attachment_about", "attachment_bytes"})

    def __init__(self, desk: Desk, **more: Any) -> None:
        super().__init__(store=desk.store, **more)
        self._desk = desk
        self._cycle = "quay-1"

    def load(self) -> dict[str, Any]:
        return {"attachments": self.attachments("story")}


def ask(wall: Wall, do: str, *, page: str = "tab", **given: Any) -> dict[str, Any]:
    n = str(next(_NUMBERS))
    return wall.hear({"do": do, "n": n, "page": page, "by": "Asha", "since": 0, "with": given})


def photo(size: tuple[int, int] = (80, 60)) -> bytes:
    made = io.BytesIO()
    Image.effect_noise(size, 90).save(made, "PNG")
    return made.getvalue()


def part(content: bytes) -> str:
    return base64.b64encode(content).decode()


@pytest.fixture
def story(quay_desk: Desk) -> Story:
    with quay_desk.store.step("Told", by="Asha") as step:
        return step.add(Story(id="letter", cycle="quay-1", title="The letter", text="…", teller="Wren"))


@pytest.fixture
def wall(quay_desk: Desk, story: Story) -> Wall:
    return Wall(quay_desk)


def begin(wall: Wall, content: bytes, *, name: str = "board.png", page: str = "tab") -> str:
    told = ask(wall, "attach_begin", page=page, of_kind="story", of="letter", name=name, size_bytes=len(content))
    return str(told["ok"]["upload"])


def send(wall: Wall, content: bytes, *, name: str = "board.png") -> str:
    upload = begin(wall, content, name=name)
    for at in range(0, len(content), _SLICE_BYTES):
        assert "ok" in ask(wall, "attach_part", upload=upload, at=at, data=part(content[at : at + _SLICE_BYTES]))
    return upload


def test_a_photo_is_sent_in_slices_kept_and_fetched_in_slices(wall: Wall, quay_desk: Desk) -> None:
    content = photo((900, 900))
    assert len(content) > _SLICE_BYTES
    upload = send(wall, content)
    kept = ask(wall, "attach_end", upload=upload, values={"caption": "The board"})["ok"]
    assert (kept["name"], kept["caption"], kept["scope"], kept["state"]) == ("board.png", "The board", "team", "shown")
    assert ask(wall, "load")["ok"]["state"]["attachments"] == {"letter": [kept]}
    got, last = b"", False
    while not last:
        answer = ask(wall, "attachment_bytes", id=kept["id"], offset=len(got))["ok"]
        got, last = got + base64.b64decode(answer["data"]), answer["last"]
    assert got == quay_desk.store.file(quay_desk.store.get(Attachment, kept["id"]).sha256)
    small = ask(wall, "attachment_bytes", id=kept["id"], small=True)["ok"]
    assert small["last"]
    assert base64.b64decode(small["data"]).startswith(b"\xff\xd8\xff")
    assert wall._uploads == {}


def test_bytes_sent_down_are_not_remembered(wall: Wall) -> None:
    kept = ask(wall, "attach_end", upload=send(wall, photo()), values={})["ok"]
    held = len(wall._answers)
    ask(wall, "attachment_bytes", id=kept["id"])
    assert len(wall._answers) == held


def test_limits_and_circles_are_told_before_anything_is_sent(wall: Wall) -> None:
    about = ask(wall, "attachment_about")["ok"]
    assert about["limits"] == {"photo": 15, "audio": 50, "video": 100}
    assert (about["scope"], about["scopes"][0]) == ("team", ["person", "Only the person and their worker"])
    assert "heic" not in about["accept"]


def test_what_is_too_large_is_refused_before_it_is_sent(wall: Wall) -> None:
    size = max(MOST_BYTES.values()) + 1
    told = ask(wall, "attach_begin", of_kind="story", of="letter", name="film.mp4", size_bytes=size)
    assert told["refused"].startswith("“film.mp4” is 101 MB; nothing larger than 100 MB can be added.")


def test_what_is_no_photo_is_refused_at_its_first_slice(wall: Wall) -> None:
    script = b"<script>alert(1)</script>"
    upload = begin(wall, script, name="holiday.jpg")
    told = ask(wall, "attach_part", upload=upload, at=0, data=part(script))
    assert told["refused"].startswith("“holiday.jpg” is a web page or another text made of code.")
    assert wall._uploads == {}


def test_more_than_was_announced_less_or_no_base64_is_refused(wall: Wall, quay_desk: Desk) -> None:
    content = photo()
    for data, at in ((part(content + b"more"), 0), ("é", 0), ("x" * _SLICE_BYTES * 2, 0)):
        told = ask(wall, "attach_part", upload=begin(wall, content), at=at, data=data)
        assert "did not arrive whole" in told["refused"]
    upload = begin(wall, content)
    ask(wall, "attach_part", upload=upload, at=0, data=part(content[:-5]))
    assert "did not arrive whole" in ask(wall, "attach_end", upload=upload, values={})["refused"]
    assert "no longer here" in ask(wall, "attach_end", upload=upload, values={})["refused"]
    assert quay_desk.store.all(Attachment) == []


def test_a_slice_that_is_sent_again_is_taken_once(wall: Wall) -> None:
    content = photo()
    upload = begin(wall, content)
    for _ in range(2):
        told = ask(wall, "attach_part", upload=upload, at=0, data=part(content))
        assert told["ok"] == {"got": len(content)}
    assert "ok" in ask(wall, "attach_end", upload=upload, values={})


def test_a_field_that_does_not_fit_is_told_and_the_file_need_not_be_sent_again(wall: Wall) -> None:
    upload = send(wall, photo())
    told = ask(wall, "attach_end", upload=upload, values={"consent_until": "soon"})
    assert told["field"] == "consent_until"
    assert "ok" in ask(wall, "attach_end", upload=upload, values={"consent_until": "2027-01-01"})


def test_a_cancelled_upload_is_gone(wall: Wall) -> None:
    upload = send(wall, photo())
    ask(wall, "attach_cancel", upload=upload)
    assert wall._uploads == {}
    assert "no longer here" in ask(wall, "attach_end", upload=upload, values={})["refused"]


def test_memory_is_bounded_and_pages_that_were_closed_make_room_first(
    wall: Wall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.panels.attachments._MOST_HELD_BYTES", 1000)
    for page in ("closed", "tab", "tab"):
        begin(wall, b"x" * 400, page=page)
    assert [it.page for it in wall._uploads.values()] == ["tab", "tab"]
    told = ask(wall, "attach_begin", of_kind="story", of="letter", name="a", size_bytes=400)
    assert told["refused"].startswith("There is no room for more until the files below are kept.")


def test_an_attachment_to_nothing_is_refused(wall: Wall) -> None:
    for kind, id in (("story", "nobody"), ("spaceship", "letter")):
        assert "refused" in ask(wall, "attach_begin", of_kind=kind, of=id, name="a", size_bytes=5)
    assert "refused" in ask(wall, "attach_begin", of_kind="story", of="letter", name="a", size_bytes="5")


def test_caption_removal_and_wishes(wall: Wall, quay_desk: Desk) -> None:
    first, second = (ask(wall, "attach_end", upload=send(wall, photo((n, n))), values={})["ok"] for n in (20, 30))
    told = ask(wall, "attachment_write", id=first["id"], values={"caption": "Mine"}, was={"caption": ""})
    assert told["ok"]["caption"] == "Mine"
    told = ask(wall, "attachment_write", id=first["id"], values={"caption": "Other"}, was={"caption": ""})
    assert told["stale"]["theirs"] == {"caption": "Mine"}
    ask(wall, "attachment_remove", id=second["id"])
    assert [a.id for a in quay_desk.store.all(Attachment)] == [first["id"]]
    assert ask(wall, "attachment_withdraw", id=first["id"], how="erased")["ok"] == {"traces": False, "elsewhere": []}
    [left] = ask(wall, "load")["ok"]["state"]["attachments"]["letter"]
    assert (left["state"], left["caption"], left["name"]) == ("erased", "", "")
    assert "may not be shown" in ask(wall, "attachment_bytes", id=first["id"])["refused"]
    assert "refused" in ask(wall, "attachment_withdraw", id=first["id"], how="sell")


def test_who_only_looks_may_fetch_but_not_add(quay_desk: Desk, wall: Wall) -> None:
    kept = ask(wall, "attach_end", upload=send(wall, photo()), values={})["ok"]
    looking = Wall(quay_desk, may_edit=False)
    assert "ok" in ask(looking, "attachment_bytes", id=kept["id"])
    for command, given in (
        ("attach_begin", {"of_kind": "story", "of": "letter", "name": "a", "size_bytes": 5}),
        ("attachment_remove", {"id": kept["id"]}),
        ("attachment_withdraw", {"id": kept["id"], "how": "erased"}),
    ):
        assert "refused" in ask(looking, command, **given)
    assert quay_desk.store.get(Attachment, kept["id"]).media_kind is MediaKind.photo
