"""Attachments: a photo, a sound or a phone video, kept beside the store, with a consent of its own."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from workbench.model.consent import Consented
from workbench.model.record import Id, Name, Text

__all__ = ["Attachment", "MediaKind"]


class MediaKind(StrEnum):
    """What it is to a person."""

    photo = "photo"
    audio = "audio"
    video = "video"


class Attachment(Consented):
    """A file that belongs to a record. Its bytes are kept beside the store under the name ``sha256``.

    ``of_kind`` and ``of`` name the record (a debrief, a pod entry, a story ...); ``media_type`` is one of those the
    workbench accepts, never what a file says of itself.
    """

    kind: ClassVar[str] = "attachment"

    of_kind: Id
    of: Id
    name: Name
    media_kind: MediaKind
    media_type: Annotated[str, Field(pattern=r"^[a-z0-9]+/[a-z0-9.+-]+$", max_length=80)]
    size_bytes: int = Field(ge=0, le=2_000_000_000)
    sha256: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")] = ""
    caption: Text = ""
