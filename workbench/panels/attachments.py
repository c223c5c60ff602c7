"""Attachments on a panel: the commands by which a page sends photos, sounds and videos, shows them, takes them away.

A file travels over the line as slices in base64, up and down, so it is never at an address of its own. What arrives is
held in memory until it was looked at and kept; a page that closes leaves nothing behind.
"""

from __future__ import annotations

import base64
import binascii
import secrets
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from workbench.desk import Desk
from workbench.desk.attachment_work import AttachmentWork
from workbench.errors import Refused
from workbench.exchange.media import ACCEPTED, MOST_BYTES, Media, refuse_by_head, refuse_by_size
from workbench.model import RECORDS, MediaKind, Withdrawal
from workbench.panels.panel import Panel

__all__ = ["WithAttachments"]

#: In base64 this is half a megabyte: the line stays free for other words between two slices.
_SLICE_BYTES: Final = 384 * 1024
#: Held in memory at once until kept: two of the largest files, and a few photos.
_MOST_HELD_BYTES: Final = 2 * max(MOST_BYTES.values()) + 4 * MOST_BYTES[MediaKind.photo]


@dataclass
class _Upload:
    of: tuple[str, str]
    name: str
    size_bytes: int
    page: str
    content: bytearray = field(default_factory=bytearray)
    media: Media | None = None


class WithAttachments(Panel):
    """For a panel whose records may have attachments: put it before the panel's other base.

    The panel has ``self._desk`` and ``self._cycle``, adds ``attach`` to its ``sections``, gives its page
    ``self.attachments("<kind>")`` and shows them with the kit's ``Attachments``.
    """

    _desk: Desk
    _cycle: str

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._uploads: OrderedDict[str, _Upload] = OrderedDict()

    def attachments(self, of_kind: str) -> dict[str, list[dict[str, Any]]]:
        """The attachments of the cycle's records of a kind, by the record's id; records without any are absent."""
        found: dict[str, list[dict[str, Any]]] = {}
        for one in self._attached.all(of_kind):
            found.setdefault(one["of"], []).append(one)
        return found

    @property
    def _attached(self) -> AttachmentWork:
        return AttachmentWork(self._desk, cycle=self._cycle)

    def hear(self, message: Mapping[str, Any]) -> dict[str, Any]:
        """As every panel, but bytes that were sent down are not remembered: asked again, they are read again."""
        answer = super().hear(message)
        if message.get("do") == "attachment_bytes":
            self._answers.pop((self.page, str(message.get("n", ""))), None)
        return answer

    # -- up -----------------------------------------------------------------------------------------------------------
    def do_attachment_about(self) -> dict[str, Any]:
        """What the page says before anything is sent: how large, for whom, and what its file dialogue offers."""
        return {
            "limits": {kind: most // 1024**2 for kind, most in MOST_BYTES.items()},
            "most_bytes": max(MOST_BYTES.values()),
            "accept": ACCEPTED,
            "slice_bytes": _SLICE_BYTES,
            "scopes": [list(item) for item in self._attached.scopes().items()],
            "scope": self._attached.scope,
        }

    def do_attach_begin(self, of_kind: str, of: str, name: str, size_bytes: int) -> dict[str, Any]:
        """Announce a file; it is refused here already when it is too large or its record is gone."""
        if of_kind not in RECORDS or type(size_bytes) is not int:
            raise Refused(self.words.say("panel.unknown_command", name="attach_begin"))
        self._desk.store.get(of_kind, of)
        refuse_by_size(size_bytes, name=name, words=self.words)
        self._make_room(size_bytes)
        id = secrets.token_hex(8)
        self._uploads[id] = _Upload((of_kind, of), str(name)[:500], size_bytes, self.page)
        return {"upload": id}

    def do_attach_part(self, upload: str, at: int, data: str) -> dict[str, Any]:
        """The next slice of a file, in base64; a slice heard before is passed over."""
        it = self._upload(upload)
        if len(data) > _SLICE_BYTES * 4 // 3 + 4:
            raise Refused(self.words.say("attach.not_whole"))
        try:
            part = base64.b64decode(data, validate=True)
        except (binascii.Error, ValueError) as e:
            raise Refused(self.words.say("attach.not_whole")) from e
        if at == 0:
            self._first(upload, it, part)
        if at == len(it.content):
            if at + len(part) > it.size_bytes:
                self._uploads.pop(upload)
                raise Refused(self.words.say("attach.not_whole"))
            it.content += part
        return {"got": len(it.content)}

    def do_attach_end(self, upload: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """All slices were sent: look at the file, clean it, and keep it with what was said about it.

        Where something said does not fit, the file is kept in hand, so that it need not be sent again.
        """
        it = self._upload(upload)
        if len(it.content) != it.size_bytes:
            self._uploads.pop(upload)
            raise Refused(self.words.say("attach.not_whole"))
        if it.media is None:
            try:
                it.media = self._attached.clean(bytes(it.content), name=it.name)
            except Refused:
                self._uploads.pop(upload)
                raise
        self._desk.sit(by=self.by, page=self.page)
        made = self._attached.add(it.of, it.media, values)
        self._uploads.pop(upload)
        return self._attached.values(made)

    def do_attach_cancel(self, upload: str) -> None:
        """Forget what was sent."""
        self._uploads.pop(upload, None)

    def _make_room(self, size_bytes: int) -> None:
        """Forget what pages that were closed half-way left; this page's own files wait to be kept."""
        held = sum(it.size_bytes for it in self._uploads.values())
        for id in [id for id, it in self._uploads.items() if it.page != self.page]:
            if held + size_bytes > _MOST_HELD_BYTES:
                held -= self._uploads.pop(id).size_bytes
        if held + size_bytes > _MOST_HELD_BYTES:
            raise Refused(self.words.say("attach.keep_first"))

    def _upload(self, id: str) -> _Upload:
        found = self._uploads.get(id)
        if found is None:
            raise Refused(self.words.say("attach.lost"))
        return found

    def _first(self, id: str, upload: _Upload, part: bytes) -> None:
        try:
            refuse_by_head(part[:512], name=upload.name, words=self.words)
        except Refused:
            self._uploads.pop(id)
            raise

    # -- down ---------------------------------------------------------------------------------------------------------
    def do_attachment_bytes(self, id: str, offset: int = 0, small: bool = False) -> dict[str, Any]:
        """A slice of an attachment in base64, and whether it is the last; ``small``: a small picture of a photo."""
        work = self._attached
        part = work.small(id) if small else work.content(id, offset=max(0, offset), length=_SLICE_BYTES)
        return {"data": base64.b64encode(part).decode(), "last": small or len(part) < _SLICE_BYTES}

    # -- what is said about it ----------------------------------------------------------------------------------------
    def do_attachment_write(self, id: str, values: Mapping[str, Any], was: Mapping[str, Any] | None = None) -> Any:
        """Change caption or consent."""
        self._desk.sit(by=self.by, page=self.page)
        return self._attached.values(self._attached.write(id, values, was=was))

    def do_attachment_remove(self, id: str) -> None:
        """Take an attachment away; "undo" brings it back."""
        self._desk.sit(by=self.by, page=self.page)
        self._attached.remove(id)

    def do_attachment_withdraw(self, id: str, how: str) -> dict[str, Any]:
        """Do as the person in it wishes; names copies made elsewhere that only people can destroy."""
        if how not in set(Withdrawal):
            raise Refused(self.words.say("panel.unknown_command", name="attachment_withdraw"))
        self._desk.sit(by=self.by, page=self.page)
        done = self._attached.withdraw(id, Withdrawal(how))
        return {"traces": done.traces, "elsewhere": [str(path) for path in done.elsewhere]}
