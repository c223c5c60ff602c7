"""A panel on which people fill in forms: it gives the page its questions, takes what was written, and keeps drafts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any, ClassVar

from workbench.desk import Desk, RecordWork
from workbench.errors import Refused
from workbench.model import CaptureForm, Record
from workbench.model.form import Form, form, form_of_group
from workbench.panels.panel import Panel

__all__ = ["FormPanel"]


class FormPanel(Panel):
    """The base of every panel with forms.

    A subclass names in ``kinds`` the kinds of record its page may write, answers :meth:`load`, and calls :meth:`_sit`
    at the beginning of commands of its own that write. Drafts belong to the device somebody writes on; whoever only
    looks keeps none.

    Parameters
    ----------
    desk
        The desk of whoever works here.
    system, cycle
        The group, and the round what is written belongs to.
    may_edit
        False shows and lets nothing be changed.
    """

    #: What the commands work with; a panel with acts of its own names the work that has them.
    work: ClassVar[type[RecordWork]] = RecordWork
    kinds: ClassVar[Collection[str]] = frozenset()
    looks: ClassVar[frozenset[str]] = Panel.looks | {"draft"}

    def __init__(self, desk: Desk, *, system: str, cycle: str, may_edit: bool = True) -> None:
        super().__init__(store=desk.store, may_edit=may_edit, language=desk.words.language)
        self._desk = desk
        self._system = system
        self._cycle = cycle
        self._work = self.work.at(desk, cycle)

    def values(self, record: Record) -> dict[str, Any]:
        """A record as the page shows it.

        ``id``, ``kind``, ``version``, ``created_by`` and every field; ``own:<key>`` for own questions; ``own_gone``
        lists ``{asked, answer}`` for questions that are no longer asked.
        """
        return self._work.values(record)

    def rows(self, kind: str) -> list[dict[str, Any]]:
        """The records of a kind in this cycle as the page shows them, in the order in which they were written down."""
        return [self.values(record) for record in self._desk.store.all(kind, cycle=self._cycle)]

    def page_form(self, asked: Form | CaptureForm) -> dict[str, Any]:
        """A form, or a group's own one, as the page takes it: with the circles that may see what is written."""
        if isinstance(asked, CaptureForm):
            asked = form_of_group(asked, language=self.language)
        scopes = self._work.scopes()
        questions = tuple(
            replace(q, choices=tuple(scopes.items()), default=next(iter(scopes))) if q.question_kind == "scope" else q
            for q in asked.questions
        )
        return {**replace(asked, questions=questions).as_page(), "at": self._cycle}

    # -- commands -----------------------------------------------------------------------------------------------------
    def do_load(self) -> dict[str, Any]:
        """Everything the page needs to begin, and the forms by kind of record."""
        forms = {kind: self.page_form(form(kind, language=self.language)) for kind in sorted(self.kinds)}
        return {**super().do_load(), "forms": forms}

    def do_add(self, kind: str, values: dict[str, Any], made_from: list[str] | None = None) -> dict[str, Any]:
        """Write a new record, perhaps made from another one (kind, id)."""
        self._allow(kind, values)
        source = None
        if made_from is not None:
            if len(made_from) != len(("kind", "id")):
                raise Refused(self.words.say("panel.unknown_command", name="made_from"))
            source = (str(made_from[0]), str(made_from[1]))
        return self.values(self._work.add(kind, values, made_from=source))

    def do_add_several(self, kind: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Write several new records: all of them, or none."""
        self._allow(kind, *rows)
        return [self.values(record) for record in self._work.add_several(kind, rows)]

    def do_write(self, kind: str, id: str, values: dict[str, Any], was: dict[str, Any] | None = None) -> dict[str, Any]:
        """Change some fields of a record; ``was`` says what the page had in them."""
        self._allow(kind, values, was or {})
        return self.values(self._work.write(kind, id, values, was=was))

    def do_remove(self, kind: str, id: str) -> None:
        """Remove a record with its parts."""
        self._allow(kind)
        self._work.remove(kind, id)

    def do_undo(self) -> dict[str, str] | None:
        """Undo this tab's last step; None where there is none."""
        self._sit()
        undone = self._work.undo()
        return {"words": undone.words} if undone else None

    def do_redo(self) -> dict[str, str] | None:
        """Do again what was undone; None where there is nothing."""
        self._sit()
        undone = self._work.redo()
        return {"words": undone.words} if undone else None

    def do_keep_draft(self, place: str, content: dict[str, Any]) -> None:
        """Keep what is being written in one place of this device."""
        self._desk.store.keep_draft(self.device, self._draft_at(place), content)

    def do_drop_draft(self, place: str) -> None:
        """Drop what was being written there: it is saved, or thrown away."""
        self._desk.store.drop_draft(self.device, self._draft_at(place))

    def do_draft(self, place: str) -> Any:
        """What was being written there; None where there is nothing."""
        return self._desk.store.find_draft(self.device, self._draft_at(place))

    # -- checks -------------------------------------------------------------------------------------------------------
    def _sit(self, *kinds: str) -> None:
        """Say who is at the keyboard, for what is written next, and refuse kinds this page does not write."""
        for kind in kinds:
            if not isinstance(kind, str) or kind not in self.kinds:
                raise Refused(self.words.say("forms.problem.not_on_forms", kind=str(kind)[:40]))
        self._desk.sit(by=self.by, page=self.page)

    def _allow(self, kind: str, *given: object) -> None:
        """Refuse what no page of ours sends; then sit down."""
        if not all(isinstance(one, Mapping) for one in given):
            raise Refused(self.words.say("panel.unknown_command", name=str(kind)[:40]))
        self._sit(kind)

    def _draft_at(self, place: str) -> str:
        return f"{self._cycle}/{place}"
