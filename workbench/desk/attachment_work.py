"""Photos, sounds and videos that belong to a record: added with a consent of their own, shown, and taken back."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import date
from functools import cached_property
from typing import Any, Final

from workbench.desk.desk import Desk
from workbench.errors import Gone, NotAllowed, Refused, Stale
from workbench.exchange.media import Media, cleaned_media
from workbench.model import ONE_LIFE, Attachment, Cycle, MediaKind, Withdrawal
from workbench.patterns.stories_shared import quotable
from workbench.store import Step, Withdrawn

__all__ = ["AttachmentWork"]

#: What a person may say about an attachment; the rest is known from the file.
_SAID: Final = (
    "caption",
    "scope",
    "may_quote",
    "may_leave",
    "consent_by",
    "consent_on",
    "consent_wording",
    "consent_until",
)
_STANDS = (Withdrawal.none, Withdrawal.no_contact)


class AttachmentWork:
    """The attachments of one cycle.

    Parameters
    ----------
    desk
        The seat at the store. Without an audience of its own it is the group's, which works on its own material;
        another sees what consent and the records themselves let it see.
    cycle
        The cycle's id.
    """

    def __init__(self, desk: Desk, *, cycle: str) -> None:
        self._desk = desk
        self._words = desk.words
        self.cycle = cycle
        self.system = desk.store.get(Cycle, cycle).system

    # -- who may see --------------------------------------------------------------------------------------------------
    @property
    def scope(self) -> str:
        """How widely a new attachment may be seen: by the group itself."""
        return self._desk.structure.scale_of(self.system)

    def scopes(self) -> dict[str, str]:
        """The circles to choose from, narrowest first: the person and their worker, the group, and wider ones."""
        wider = self._wider
        narrower = {s.id: s.name for s in self._desk.structure.scales if s.id not in wider}
        if ONE_LIFE in narrower:
            narrower[ONE_LIFE] = self._words.say("attach.scope_person")
        return {**narrower, **wider}

    @cached_property
    def _wider(self) -> dict[str, str]:
        return self._desk.scopes_from(self.system)

    def all(self, of_kind: str) -> list[dict[str, Any]]:
        """The attachments of this cycle's records of one kind, oldest first, as plain values.

        ``state`` is ``shown``; ``private`` (kept narrower than the group: shown only when somebody asks for it), or why
        nothing is shown: ``ended``, ``withdrawn``, ``erased``. Without being shown, neither name nor caption are given.
        """
        found = self._desk.store.all(Attachment, cycle=self.cycle, of_kind=of_kind)
        if self._desk.said_audience is not None:
            seen = self._seen()
            found = [one for one in found if one.id in seen]
        return [self.values(one) for one in found]

    def values(self, attachment: Attachment) -> dict[str, Any]:
        """An attachment as plain values; see :meth:`all`."""
        state = self._state(attachment)
        fields = attachment.model_dump(mode="json", exclude={"own_answers", "sha256"})
        if state in ("ended", "withdrawn", "erased"):
            fields |= {"name": "", "caption": ""}
        return {**fields, "state": state}

    def _state(self, attachment: Attachment) -> str:
        if attachment.withdrawal is Withdrawal.erased:
            return "erased"
        if attachment.withdrawal not in _STANDS:
            return "withdrawn"
        if attachment.consent_until is not None and attachment.consent_until < self._desk.today():
            return "ended"
        if self._desk.said_audience is not None or attachment.scope in self._wider:
            return "shown"
        return "private"

    def _seen(self) -> set[str]:
        """What a wider audience may see: as a story's words, it must be shown with consent, and leave with consent."""
        evidence = self._desk.evidence("attachment", system=self.system, below=False)
        found = evidence["attachment"]
        return set(found.loc[quotable(found, evidence.audience, evidence["system"]), "id"])

    # -- bytes --------------------------------------------------------------------------------------------------------
    def content(self, id: str, *, offset: int = 0, length: int | None = None) -> bytes:
        """The bytes of an attachment, or a part of them.

        Raises
        ------
        NotAllowed
            This audience may not see it, or its consent no longer stands.
        Gone
            It is not there.
        StoreProblem
            Its file is missing or was changed.
        """
        found = self._mine(id)
        allowed = self._state(found) in ("shown", "private")
        if self._desk.said_audience is not None:
            allowed = allowed and id in self._seen()
        if not allowed:
            raise NotAllowed(self._words.say("attach.not_shown"))
        return self._desk.store.file(found.sha256, offset=offset, length=length)

    def small(self, id: str) -> bytes:
        """A small JPEG of a photo, for a list.

        Raises
        ------
        Refused
            It is no photo.
        """
        if self._mine(id).media_kind is not MediaKind.photo:
            raise Refused(self._words.say("attach.no_photo"))
        # Here and not at the top: a desk that shows no photo need not wait for the library that draws them.
        from workbench.exchange.picture import small_picture  # noqa: PLC0415 - see the line above

        return small_picture(self.content(id))

    # -- writing ------------------------------------------------------------------------------------------------------
    def clean(self, content: bytes, *, name: str) -> Media:
        """What would be kept of a file; nothing is kept yet.

        Raises
        ------
        Refused
            It is no photo, sound or video that is taken, or too large.
        """
        return cleaned_media(content, name=name, words=self._words)

    def add(self, of: tuple[str, str], media: Media, said: Mapping[str, Any]) -> Attachment:
        """Keep a file with a record (kind, id).

        ``said`` may hold caption, scope (the group's own where none is given), may_quote, may_leave, consent_by,
        consent_on, consent_wording and consent_until.

        Raises
        ------
        Gone
            The record is not there.
        Refused
            The scope is no circle here, or the record was erased.
        pydantic.ValidationError
            Something said does not fit.
        """
        self._desk.store.get(*of)
        new = Attachment(
            cycle=self.cycle,
            of_kind=of[0],
            of=of[1],
            name=media.name,
            media_kind=media.media_kind,
            media_type=media.media_type,
            size_bytes=len(media.content),
            sha256="",
            **{"scope": self.scope, **self._taken(said)},
        )
        # The file first: a record never names a file that is not there yet.
        kept = new.model_copy(update={"sha256": self._desk.store.keep_file(media.content)})
        with self._step(f"attach.step_added_{media.media_kind}") as step:
            return step.add(kept)

    def write(self, id: str, said: Mapping[str, Any], *, was: Mapping[str, Any] | None = None) -> Attachment:
        """Change what is said about an attachment; ``was`` is what the person saw in these fields.

        Raises
        ------
        Stale
            Somebody else changed one of them meanwhile.
        Gone
            It is not there.
        """
        now = self._mine(id)
        new = self._taken(said)
        held = now.model_dump(mode="json")
        seen = {name: (was or {}).get(name) or None for name in new if was is not None and name in was}
        moved = [name for name, value in seen.items() if (held[name] or None) != value]
        if moved:
            raise Stale(
                self._words.say("attach.changed_meanwhile", name=now.revised_by or now.created_by),
                kind="attachment",
                id=id,
                yours={name: said[name] for name in moved},
                theirs={name: held[name] for name in moved},
            )
        with self._step("attach.step_changed") as step:
            return step.revise(Attachment.model_validate({**now.model_dump(), **new}))

    def remove(self, id: str) -> None:
        """Take an attachment away; "undo" brings it back for thirty days."""
        self._mine(id)
        with self._step("attach.step_removed") as step:
            step.remove("attachment", id)

    def withdraw(self, id: str, how: Withdrawal, *, on: date | None = None) -> Withdrawn:
        """Do as the person in it wishes; it cannot be undone.

        Raises
        ------
        Gone
            It is not there.
        """
        self._mine(id)
        return self._desk.store.withdraw("attachment", id, how, by=self._desk.by, on=on or self._desk.today())

    def _mine(self, id: str) -> Attachment:
        found = self._desk.store.get(Attachment, id)
        if found.cycle != self.cycle:
            raise Gone(self._words.say("attach.other_cycle"))
        return found

    def _taken(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """What a page said, as the record takes it: an empty day is none."""
        found = {name: said[name] for name in _SAID if name in said}
        for day in ("consent_on", "consent_until"):
            if day in found:
                found[day] = found[day] or None
        if not found.get("scope", "x"):
            del found["scope"]
        if "scope" in found and found["scope"] not in self.scopes():
            raise Refused(self._words.say("attach.no_scope"), field="scope")
        return found

    def _step(self, key: str) -> AbstractContextManager[Step]:
        return self._desk.store.step(self._words.say(key), by=self._desk.by, page=self._desk.page)
