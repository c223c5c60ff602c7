"""A group's work on one learning cycle: its purpose, and evidence laid beside what it speaks to."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Self

from workbench.desk.reading import Reading
from workbench.errors import Refused
from workbench.model import RECORDS, Cycle, EvidenceLink, Purpose, Stance
from workbench.model.prompts import Words
from workbench.store import Step, Store, Undone

__all__ = ["CycleWork"]


class CycleWork:
    """Edits to one cycle, each one step of the history, so that each can be undone.

    Parameters
    ----------
    store
        The memory.
    cycle
        The cycle's id.
    by
        Who is at the keyboard, as they wish to be written down.
    page
        The browser tab, so that "undo" means *my* last step.
    today
        Gives the calendar day.
    """

    def __init__(
        self,
        store: Store,
        cycle: str,
        *,
        by: Callable[[], str],
        page: Callable[[], str],
        today: Callable[[], date],
        words: Words,
    ) -> None:
        self._store = store
        self.cycle = cycle
        self._by = by
        self._page = page
        self._today = today
        self._words = words

    @classmethod
    def at(cls, desk: Reading, cycle: str) -> Self:
        """The work of whoever sits at this desk; Gone where there is no such cycle."""
        desk.store.get(Cycle, cycle)
        return cls(desk.store, cycle, by=lambda: desk.by, page=lambda: desk.page, today=desk.today, words=desk.words)

    def wordings(self) -> list[Purpose]:
        """Every wording of the system's purpose up to this round, newest first; [] where none was written.

        A new round begins with the wording of the one before.
        """
        own = self._store.get(Cycle, self.cycle)
        rounds = {c.id: c.round for c in self._store.all(Cycle, system=own.system) if c.round <= own.round}
        found = [purpose for id in rounds for purpose in self._store.all(Purpose, cycle=id)]
        return sorted(
            found, key=lambda p: (rounds[p.cycle], p.proposed_on or date.min, p.created_at, p.id), reverse=True
        )

    def propose_purpose(self, wording: str, *, proposed_by: str = "") -> Purpose:
        """Write a new wording; it follows the current one, and nobody has agreed to it yet.

        Raises
        ------
        pydantic.ValidationError
            Where it is empty or longer than 500 characters.
        Refused
            Where it is word for word the current one.
        """
        before = self.wordings()
        new = Purpose(
            cycle=self.cycle,
            wording=wording,
            proposed_by=proposed_by or self._by(),
            proposed_on=self._today(),
            follows=before[0].id if before else None,
        )
        if before and before[0].wording == new.wording:
            raise Refused(self._words.say("purpose.same_wording"), field="wording")
        with self._step("purpose.step_reworded" if before else "purpose.step_proposed", wording=new.wording) as step:
            return step.add(new)

    def agree(self, purpose: str, name: str) -> Purpose:
        """Add a name to those who agree with a wording; the first agreement dates it.

        Raises
        ------
        Refused
            Where no name was given, or the name is there already.
        """
        found = self._store.get(Purpose, purpose)
        name = " ".join(name.split())
        if not name:
            raise Refused(self._words.say("purpose.no_name"), field="name")
        if name.casefold() in (n.casefold() for n in found.agreed_by):
            raise Refused(self._words.say("purpose.agreed_already", name=name), field="name")
        changed = Purpose.model_validate(
            {**found.model_dump(), "agreed_by": (*found.agreed_by, name), "agreed_on": found.agreed_on or self._today()}
        )
        with self._step("purpose.step_agreed", name=name) as step:
            return step.revise(changed)

    def take_back_agreement(self, purpose: str, name: str) -> Purpose:
        """Take a name off a wording."""
        found = self._store.get(Purpose, purpose)
        left = tuple(n for n in found.agreed_by if n != name)
        changed = found.model_copy(update={"agreed_by": left, "agreed_on": found.agreed_on if left else None})
        with self._step("purpose.step_agreement_taken_back", name=name) as step:
            return step.revise(changed)

    def lay_evidence(
        self, source: tuple[str, str], target: tuple[str, str], *, stance: Stance = Stance.supports, note: str = ""
    ) -> EvidenceLink:
        """Lay a record (kind, id) beside another as evidence that supports or contradicts it.

        Raises
        ------
        Refused
            Where it lies there already with the same stance, or speaks about itself.
        Gone
            Where either of the two is no longer there.
        """
        if source == target:
            raise Refused(self._words.say("evidence.itself"))
        for kind, id in (source, target):
            if kind not in RECORDS:
                raise Refused(self._words.say("evidence.unknown_kind", kind=kind))
            self._store.get(kind, id)
        there = self._store.all(EvidenceLink, source=source[1], target=target[1], stance=str(stance))
        if there:
            raise Refused(self._words.say("evidence.there_already"))
        new = EvidenceLink(
            cycle=self.cycle,
            source_kind=source[0],
            source=source[1],
            target_kind=target[0],
            target=target[1],
            stance=stance,
            note=note,
        )
        with self._step("evidence.step_laid") as step:
            return step.add(new)

    def take_evidence_away(self, evidence_link: str) -> None:
        """Take a piece of evidence off what it was laid beside; the piece itself stays."""
        with self._step("evidence.step_taken_away") as step:
            step.remove("evidence_link", evidence_link)

    def undo(self) -> Undone | None:
        """Undo my last step; None where there is none."""
        return self._store.undo(by=self._by(), page=self._page())

    def redo(self) -> Undone | None:
        """Do again what I undid last; None where there is nothing."""
        return self._store.redo(by=self._by(), page=self._page())

    def _step(self, key: str, **values: object) -> AbstractContextManager[Step]:
        return self._store.step(self._words.say(key, **values), by=self._by(), page=self._page())
