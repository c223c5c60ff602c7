"""Photos, sounds and videos of a record: added, seen by whom they may be, changed, taken away, taken back."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from PIL import Image
from pydantic import ValidationError

from workbench.desk import Desk
from workbench.desk.attachment_work import AttachmentWork
from workbench.errors import Gone, NotAllowed, Refused, Stale
from workbench.exchange.media import Media
from workbench.model import Attachment, Cycle, MediaKind, Story, Withdrawal


@dataclass
class Told:
    """A team with a story that anybody may hear."""

    desk: Desk
    work: AttachmentWork
    story: Story

    def add(self, content: bytes = b"bytes", **said: Any) -> Attachment:
        return self.work.add(("story", self.story.id), Media(MediaKind.audio, "audio/mpeg", "talk.mp3", content), said)

    def seen_by(self, audience: str) -> AttachmentWork:
        return AttachmentWork(Desk(self.desk.store, audience=audience, now=self.desk._now), cycle="quay-1")


@pytest.fixture
def told(quay_desk: Desk) -> Told:
    quay_desk.sit(by="Asha", page="tab")
    with quay_desk.store.step("Told", by="Asha") as step:
        story = step.add(Story(cycle="quay-1", title="The letter", text="…", teller="Wren", scope="public"))
    return Told(quay_desk, AttachmentWork(quay_desk, cycle="quay-1"), story)


def photo() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (900, 600), "teal").save(made, "PNG")
    return made.getvalue()


def test_a_photo_is_cleaned_and_kept_with_the_groups_own_scope(told: Told) -> None:
    media = told.work.clean(photo(), name="board.PNG")
    made = told.work.add(("story", told.story.id), media, {"caption": "The board", "consent_until": ""})
    assert (made.name, made.media_kind, made.scope, made.caption) == ("board.png", MediaKind.photo, "team", "The board")
    assert (made.may_leave, made.may_quote, made.consent_until, made.created_by) == (False, False, None, "Asha")
    assert told.work.content(made.id) == media.content
    assert made.size_bytes == len(media.content)
    with Image.open(io.BytesIO(told.work.small(made.id))) as small:
        assert (small.format, small.size) == ("JPEG", (360, 240))
    assert told.desk.store.recent(1)[0].words == "Attached a photo"


def test_what_the_page_is_given(told: Told) -> None:
    made = told.add(caption="What Wren said")
    [row] = told.work.all("story")
    assert (row["id"], row["state"], row["caption"], row["of"]) == (made.id, "shown", "What Wren said", told.story.id)
    assert "sha256" not in row
    assert told.work.all("issue") == []


def test_the_circles_to_choose_from_begin_with_the_person(told: Told) -> None:
    assert list(told.work.scopes().items())[:2] == [("person", "Only the person and their worker"), ("team", "Team")]
    assert list(told.work.scopes()) == ["person", "team", "organisation", "place", "country", "public"]
    with pytest.raises(Refused, match="not a circle that can see it") as refused:
        told.add(scope="planet")
    assert refused.value.field == "scope"


def test_what_does_not_fit_keeps_nothing(told: Told) -> None:
    revision = told.desk.store.revision()
    for wrong in ({"caption": "x" * 20_001}, {"consent_until": "soon"}):
        with pytest.raises(ValidationError):
            told.add(**wrong)
    with pytest.raises(Gone):
        told.work.add(("story", "nobody"), Media(MediaKind.audio, "audio/mpeg", "a.mp3", b"x"), {})
    assert told.desk.store.revision() == revision


def test_what_is_kept_to_a_person_is_shown_to_the_group_only_when_asked_for(told: Told) -> None:
    made = told.add(scope="person")
    assert [row["state"] for row in told.work.all("story")] == ["private"]
    assert told.work.content(made.id) == b"bytes"


@pytest.mark.parametrize(
    ("scope", "may", "audience", "there"),
    [
        ("person", ("quote", "leave"), "place:bay", False),
        ("team", ("quote", "leave"), "place:bay", False),
        ("place", ("quote", "leave"), "place:bay", True),
        ("place", ("quote",), "place:bay", False),
        ("place", ("leave",), "place:bay", False),
        ("place", ("quote", "leave"), "public", False),
        ("public", ("quote", "leave"), "public", True),
        ("public", (), "public", False),
    ],
)
def test_others_see_what_its_own_consent_allows(
    told: Told, scope: str, may: tuple[str, ...], audience: str, there: bool
) -> None:
    made = told.add(scope=scope, **{f"may_{what}": True for what in may})
    others = told.seen_by(audience)
    assert [row["id"] for row in others.all("story")] == [made.id] * there
    if there:
        assert others.content(made.id) == b"bytes"
    else:
        with pytest.raises(NotAllowed, match="may not be shown here"):
            others.content(made.id)


def test_others_see_nothing_of_a_story_they_may_not_see(told: Told) -> None:
    made = told.add(scope="public", may_quote=True, may_leave=True)
    assert told.seen_by("public").content(made.id) == b"bytes"
    with told.desk.store.step("Kept to the team", by="Asha") as step:
        step.revise(told.story.model_copy(update={"scope": "team"}))
    with pytest.raises(NotAllowed):
        told.seen_by("public").content(made.id)
    assert told.work.content(made.id) == b"bytes"


@pytest.mark.parametrize(
    ("said", "wish", "state"),
    [
        ({"consent_until": "2026-05-03"}, None, "ended"),
        ({"consent_until": "2026-05-04"}, None, "shown"),
        ({}, Withdrawal.no_contact, "shown"),
        ({}, Withdrawal.no_use, "withdrawn"),
        ({}, Withdrawal.erased, "erased"),
    ],
)
def test_bytes_are_given_only_while_consent_stands(
    told: Told, said: dict[str, str], wish: Withdrawal | None, state: str
) -> None:
    made = told.add(caption="What Wren said", **said)
    if wish is not None:
        told.work.withdraw(made.id, wish)
    [row] = told.work.all("story")
    assert row["state"] == state
    if state == "shown":
        assert told.work.content(made.id) == b"bytes"
    else:
        assert (row["name"], row["caption"]) == ("", "")
        with pytest.raises(NotAllowed):
            told.work.content(made.id)


def test_caption_and_consent_can_be_changed_and_undone(told: Told) -> None:
    made = told.add()
    changed = told.work.write(
        made.id, {"caption": "The hall", "may_leave": True, "consent_until": "2027-01-01"}, was={"caption": ""}
    )
    assert (changed.caption, changed.may_leave, changed.consent_until) == ("The hall", True, date(2027, 1, 1))
    told.desk.store.undo(by="Asha", page="tab")
    assert told.desk.store.get(Attachment, made.id).caption == ""


def test_somebody_elses_change_is_not_written_over(told: Told) -> None:
    made = told.add(caption="Old")
    told.work.write(made.id, {"caption": "Theirs"}, was={"caption": "Old"})
    with pytest.raises(Stale) as stale:
        told.work.write(made.id, {"caption": "Mine"}, was={"caption": "Old"})
    assert (stale.value.yours, stale.value.theirs) == ({"caption": "Mine"}, {"caption": "Theirs"})
    told.work.write(made.id, {"may_quote": True}, was={"may_quote": False})
    assert told.desk.store.get(Attachment, made.id).caption == "Theirs"


def test_what_was_removed_comes_back_with_undo(told: Told) -> None:
    made = told.add()
    told.work.remove(made.id)
    assert told.work.all("story") == []
    told.desk.store.undo(by="Asha", page="tab")
    assert told.work.content(made.id) == b"bytes"


def test_another_cycles_attachments_are_not_touched(told: Told) -> None:
    made = told.add()
    with told.desk.store.step("Another round", by="Asha") as step:
        step.add(Cycle(id="quay-2", system="quay", name="Second round", round=2))
    other = AttachmentWork(told.desk, cycle="quay-2")
    for touch in (lambda: other.content(made.id), lambda: other.remove(made.id), lambda: other.write(made.id, {})):
        with pytest.raises(Gone, match="another learning cycle"):
            touch()


def test_only_a_photo_has_a_small_picture(told: Told) -> None:
    with pytest.raises(Refused, match="Only a photo"):
        told.work.small(told.add().id)
