"""A group fills in forms: records written, changed and removed in one cycle, each act one step of the history."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from typing import Any

from workbench.desk.cycle_work import CycleWork
from workbench.desk.filled_form import FilledForm
from workbench.desk.page_value import alike, page_values
from workbench.desk.structure import Structure
from workbench.errors import Problems, Refused, Stale
from workbench.model import PUBLIC, RECORDS, CaptureEntry, CaptureForm, Cycle, EvidenceLink, Map, Record, Stance
from workbench.model.form import Form, form, form_kinds, form_of_group
from workbench.store import Step
from workbench.store.schema import REFERENCES

__all__ = ["MOST_ROWS", "RecordWork"]

#: More rows than this are not written down at once.
MOST_ROWS = 2_000
_ID = re.compile(r"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$")
#: Fields that list records, and of which kinds these may be: they may belong to any group.
_LISTS: dict[tuple[str, str], tuple[str, ...]] = {
    ("experiment", "touches"): ("thing", "link"),
    ("experiment", "rules"): ("rule",),
    ("experiment", "links_to"): ("experiment",),
}


class RecordWork(CycleWork):
    """Everything people write down on forms in one cycle.

    Values are plain, as a page sends them: words, numbers, lists, days as ``2026-05-04``; None or "" where nothing was
    answered; ``own:<key>`` for own questions. Whatever cannot be kept is told at once (Problems), and changes nothing.
    """

    def form(self, kind: str, values: Mapping[str, Any] | Record) -> Form:
        """The form a record of this kind is filled in on; for a group's own form, with that group's questions.

        Raises
        ------
        Refused
            Where records of this kind are not filled in on forms, or the template cannot be followed.
        """
        if kind not in form_kinds():
            raise Refused(self._words.say("forms.problem.not_on_forms", kind=kind[:40]))
        if kind == CaptureEntry.kind:
            named = values.capture_form if isinstance(values, CaptureEntry) else None
            named = named or (str(values.get("capture_form", "")) if isinstance(values, Mapping) else "")
            made = self._store.find(CaptureForm, named)
            if made is not None:
                return form_of_group(made, language=self._words.language)
        return form(kind, language=self._words.language)

    def values(self, record: Record) -> dict[str, Any]:
        """A record as a page shows it; see :func:`workbench.desk.page_value.page_values`."""
        return page_values(record, self.form(record.kind, record))

    def scopes(self) -> dict[str, str]:
        """The circles that may see what is written here, narrowest (the group's own) first, with their names."""
        known = Structure.read(self._store)
        own = known.scale_of(self._store.get(Cycle, self.cycle).system)
        here = next((s.position for s in known.scales if s.id == own), 0)
        named = {s.id: s.name for s in known.scales if s.position >= here}
        return {**named, PUBLIC: self._words.say("shelf.public")}

    # -- acts ---------------------------------------------------------------------------------------------------------
    def add(self, kind: str, values: Mapping[str, Any], *, made_from: tuple[str, str] | None = None) -> Record:
        """Write a new record; ``made_from`` (kind, id) also lays what it was made from beside it, in the same step.

        Raises
        ------
        Problems
            Where anything cannot be kept.
        Gone
            Where what it was made from is no longer there.
        """
        new = self._new(kind, values)
        source = self._source(made_from) if made_from else None
        with self._step(f"forms.added.{kind}") as step:
            added = step.add(new)
            if source is not None:
                step.add(self._led_to(source, added))
            return added

    def add_several(self, kind: str, rows: Sequence[Mapping[str, Any]]) -> list[Record]:
        """Write several records as one step: all of them, or none.

        Raises
        ------
        Problems
            Where anything in any row cannot be kept; each sentence names its row.
        """
        if not rows:
            raise Refused(self._words.say("forms.problem.no_rows"))
        if len(rows) > MOST_ROWS:
            raise Refused(self._words.say("forms.problem.too_many_rows", most=f"{MOST_ROWS:,}", n=f"{len(rows):,}"))
        made: list[Record] = []
        problems: dict[str, str] = {}
        there = _There(self)
        for n, row in enumerate(rows, start=1):
            try:
                made.append(self._new(kind, row, there))
            except Problems as e:
                problems |= self._of_row(n, e.problems)
        if problems:
            raise Problems(problems)
        with self._step(f"forms.added_several.{kind}", n=len(made)) as step:
            return [self._added(step, record, n) for n, record in enumerate(made, start=1)]

    def write(self, kind: str, id: str, values: Mapping[str, Any], *, was: Mapping[str, Any] | None = None) -> Record:
        """Change some fields of a record; what others changed in its other fields stays.

        ``was`` are the values these fields had when they were read.

        Raises
        ------
        Problems
            Where anything cannot be kept.
        Stale
            Where one of the fields is no longer what ``was`` says: both wordings are in the exception.
        Gone
            Where the record is no longer there.
        """
        before = self._own_record(kind, id)
        self._refuse_changed(before, values, was or {})
        changed = self._changed(before, values)
        try:
            with self._step(f"forms.written.{kind}") as step:
                return step.revise(changed)
        except Stale:
            # Somebody wrote between our reading and our writing: theirs is read again, and ours is laid over it.
            return RecordWork.write(self, kind, id, values, was=was)

    def remove(self, kind: str, id: str) -> None:
        """Remove a record, with its parts and the evidence laid beside it; one undo brings all of it back.

        Raises
        ------
        Gone
            Where it is no longer there.
        Refused
            Where other records still need it.
        """
        self._own_record(kind, id)
        with self._step(f"forms.removed.{kind}") as step:
            step.remove(kind, id)

    # -- what they are made of ----------------------------------------------------------------------------------------
    def _new(self, kind: str, values: Mapping[str, Any], there: _There | None = None) -> Record:
        """The new record these values make; nothing is written yet."""
        there = there or _There(self)
        filled = FilledForm(self.form(kind, values), values, scopes=there.scopes, words=self._words)
        there.check(filled, {})
        return filled.made({"cycle": self.cycle})

    def _changed(self, before: Record, values: Mapping[str, Any]) -> Record:
        """The record after these values were written into it; nothing is written yet."""
        there = _There(self)
        filled = FilledForm(self.form(before.kind, before), values, scopes=there.scopes, words=self._words)
        there.check(filled, before.model_dump(mode="json"))
        return filled.made(before)

    def _added(self, step: Step, record: Record, n: int) -> Record:
        try:
            return step.add(record)
        except Refused as e:
            raise Problems(self._of_row(n, {e.field or "": str(e)})) from e

    def _of_row(self, n: int, problems: Mapping[str, str]) -> dict[str, str]:
        return {f"{n}.{field}": self._words.say("forms.problem.row", row=n, why=why) for field, why in problems.items()}

    def _refuse_changed(
        self, before: Record, values: Mapping[str, Any], was: Mapping[str, Any], *, now: Mapping[str, Any] | None = None
    ) -> None:
        """Stale where somebody else wrote one of the fields; ``now`` are its values, where no form shows the record."""
        now = self.values(before) if now is None else now
        changed = [
            field
            for field, value in values.items()
            if field in was and not alike(now.get(field), was[field]) and not alike(now.get(field), value)
        ]
        if changed:
            by = before.revised_by or before.created_by or self._words.say("forms.problem.somebody")
            raise Stale(
                self._words.say("forms.problem.changed_meanwhile", by=by),
                kind=before.kind,
                id=before.id,
                yours={field: values[field] for field in changed},
                theirs={field: now.get(field) for field in changed},
            )

    # -- what belongs where -------------------------------------------------------------------------------------------
    def system_of(self, record: Record | None = None) -> str | None:
        """The system a record belongs to, by its cycle or its map, or that of this work; None where it has none."""
        map_ = getattr(record, "map", None)
        cycle = self._store.get(Map, map_).cycle if map_ else getattr(record, "cycle", None)
        cycle = self.cycle if record is None else cycle
        return self._store.get(Cycle, cycle).system if cycle else None

    def found(self, kinds: Sequence[str], id: Any) -> Record | None:
        """A record a page named, of one of these kinds; None where there is none."""
        if not isinstance(id, str) or not _ID.match(id):
            return None
        return next((found for kind in kinds if (found := self._store.find(kind, id)) is not None), None)

    def _own_record(self, kind: str, id: str) -> Record:
        """A record of this group; another group's may not be changed from here."""
        if kind not in form_kinds():
            raise Refused(self._words.say("forms.problem.not_on_forms", kind=kind[:40]))
        return self._of_ours(kind, id)

    def _source(self, made_from: Sequence[str]) -> Record:
        kind, id = made_from
        if kind not in RECORDS:
            raise Refused(self._words.say("evidence.unknown_kind", kind=kind[:40]))
        return self._of_ours(kind, id)

    def _found(self, kind: str, id: str) -> Record:
        # What no id can be is not looked for: a database may refuse to.
        return self._store.get(kind, id if isinstance(id, str) and _ID.match(id) else "")

    def _of_ours(self, kind: str, id: str) -> Record:
        found = self._found(kind, id)
        if self.system_of(found) != self.system_of():
            raise Refused(self._words.say("forms.problem.elsewhere_record"))
        return found

    def _led_to(self, source: Record, made: Record) -> EvidenceLink:
        return EvidenceLink(
            cycle=self.cycle,
            source_kind=source.kind,
            source=source.id,
            target_kind=made.kind,
            target=made.id,
            stance=Stance.led_to,
        )


class _There:
    """What a form is looked over against: the circles there are, and what it names. Each is looked up once an act."""

    def __init__(self, work: RecordWork) -> None:
        self._work = work
        self._found: dict[tuple[str, str], str | None] = {}

    @functools.cached_property
    def scopes(self) -> dict[str, str]:
        return self._work.scopes()

    @functools.cached_property
    def _system(self) -> str | None:
        return self._work.system_of()

    def check(self, filled: FilledForm, before: Mapping[str, Any]) -> None:
        """Note where a record would name what is not there, or what belongs to another group."""
        kind = filled.form.kind
        for field, value in filled.values.items():
            named = REFERENCES[kind].get(field)
            if named is not None and value and value != before.get(field):
                problem = self._problem(named, value)
                if problem:
                    filled.note(field, problem)
            for id in self._newly_listed(kind, field, value, before):
                if self._work.found(_LISTS[kind, field], id) is None:
                    filled.note(field, "not_there")

    def _problem(self, kind: str, id: Any) -> str | None:
        known = (kind, str(id))
        if known not in self._found:
            found = self._work.found((kind,), id)
            elsewhere = found is not None and self._work.system_of(found) != self._system
            self._found[known] = "not_there" if found is None else "elsewhere" if elsewhere else None
        return self._found[known]

    @staticmethod
    def _newly_listed(kind: str, field: str, value: Any, before: Mapping[str, Any]) -> list[Any]:
        """What a list of records names that it did not name before; what was removed since may stay in it."""
        if (kind, field) not in _LISTS or not isinstance(value, list | tuple):
            return []
        return [id for id in value if id not in before.get(field, ())]
