"""Bring contacts from a council's file into case files, chunk by chunk; killed half-way, the same file goes on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.desk.contact_mapping import ColumnFound, LookedAt, contact_reading, look_at, mappings_of, save_mapping
from workbench.desk.contact_pricing import price_contacts
from workbench.desk.contact_rows import ContactSource, Here, KnownCase, values_of
from workbench.desk.contact_trial import Changed, TriedOut, tried_before, try_out
from workbench.errors import Refused
from workbench.exchange.contact_file import ReadContact
from workbench.exchange.contact_words import PersonalFound, refuse_unanswered
from workbench.exchange.personal_data import NOT_PERSONAL
from workbench.model import Case, Contact, Cycle, ImportMapping, Intake, IntakeState
from workbench.store import Step

if TYPE_CHECKING:
    from workbench.desk.desk import Desk

__all__ = [
    "Changed",
    "ColumnFound",
    "ContactImport",
    "LookedAt",
    "PersonalFound",
    "Progress",
    "TriedOut",
    "look_at",
    "mappings_of",
    "price_contacts",
    "save_mapping",
    "try_out",
]


@dataclass(frozen=True)
class Progress:
    """``done`` of ``total`` rows of the file are dealt with; ``finished`` where the import is over."""

    done: int
    total: int
    finished: bool


@dataclass
class ContactImport:
    """One file on its way into the store: ``next`` brings in some thousand rows as one transaction, until finished.

    ``choices`` answers for personal words (see :func:`try_out`), ``covers_from`` to ``covers_until`` is the time for
    which the file tells everything about its people, both days included. ``intake`` tells what happened so far. An
    import that was killed stays ``running``; the same file under the same source goes on with it, and what is here
    already is not made again.

    Raises
    ------
    workbench.errors.Refused
        Where the file or the mapping cannot be taken, no row can, or personal words still need an answer (field: the
        key of the answer). Nothing has changed then.
    """

    desk: Desk
    path: str | Path
    mapping: ImportMapping
    cycle: str = field(kw_only=True)
    choices: Mapping[str, str] = field(kw_only=True, default_factory=dict)
    covers_from: date | None = field(kw_only=True, default=None)
    covers_until: date | None = field(kw_only=True, default=None)
    intake: Intake = field(init=False)

    def __post_init__(self) -> None:
        said = self.desk.words.say
        if self.covers_from and self.covers_until and self.covers_until < self.covers_from:
            raise Refused(said("contact_import.refused.covers"), field="covers_until")
        tried = tried_before(self.desk, self.path, self.mapping, cycle=self.cycle, choices=self.choices)
        reading = contact_reading(self.desk, self.path, self.mapping.encoding)
        if tried.n_refused == tried.n_rows:
            first = tried.refused[0]
            raise reading.refusal("nothing", where=first.where, why=first.why)
        refuse_unanswered(tried.personal, reading)
        self._total = tried.n_rows
        key = self.desk.store.pseudonym_key(keep=True)
        self._here = Here(self.desk, self.cycle)
        self._source = ContactSource(self.desk, self.path, self.mapping, key=key, choices=self.choices)
        self._chunks = self._source.chunks()
        self._not_personal = ", ".join(
            f"{said(f'contact_import.personal.{one.kind}')} ({one.column})"
            for one in tried.personal
            if one.choice == NOT_PERSONAL
        )
        self.intake = self._begun(tried.sha256)
        self._count = dict.fromkeys(("n_cases", "n_contacts", "n_changed", "n_same"), 0)
        self._count["n_cases"] = sum(known.intake == self.intake.id for known in self._here.by_key.values())
        self._again = self._here.was_brought_in(tried.sha256)

    def next(self) -> Progress:
        """Bring in the next rows, as one transaction."""
        if self.intake.state is IntakeState.done:
            return Progress(self._total, self._total, finished=True)
        chunk = next(self._chunks, None)
        known = self._here.contacts(chunk) if chunk else {}
        rows = self._source.rows
        with self.desk.store.step(self._words(rows.n_rows), by=self.desk.by, page=self.desk.page) as step:
            if chunk:
                self._bring_in(step, self._wanted(chunk), known)
            self.intake = step.revise(
                self.intake.model_copy(
                    update={
                        "n_rows": rows.n_rows,
                        "n_refused": rows.n_refused,
                        **self._count,
                        "n_same": self._count["n_same"] + rows.n_again,
                        "state": IntakeState.running if chunk else IntakeState.done,
                    }
                )
            )
        return Progress(min(rows.n_rows, self._total), self._total, finished=not chunk)

    def close(self) -> None:
        """Stop reading the file; what is brought in stays, and the same file goes on from there."""
        self._source.close()

    # -- the intake --------------------------------------------------------------------------------------------------
    def _begun(self, sha256: str) -> Intake:
        """The import of the same file and source that was not finished, or a new one."""
        source = self.mapping.source
        for cycle in self._here.cycles:
            for one in self.desk.store.all(Intake, cycle=cycle, sha256=sha256, source=source):
                if one.state is IntakeState.running:
                    return one
        scope = self.desk.structure.scale_of(self.desk.store.get(Cycle, self.cycle).system)
        begun = Intake(
            cycle=self.cycle,
            scope=scope,
            file=Path(self.path).name,
            source=source,
            sha256=sha256,
            begun_on=self.desk.today(),
            covers_from=self.covers_from,
            covers_until=self.covers_until,
        )
        with self.desk.store.step(self._words(0), by=self.desk.by, page=self.desk.page) as step:
            return step.add(begun)

    def _words(self, n: int) -> str:
        say = self.desk.words.say
        made = say("contact_import.steps.brought_in", n=n, file=Path(self.path).name)
        if self._not_personal:
            made += say("contact_import.steps.not_personal", what=self._not_personal)
        return made

    # -- one chunk ---------------------------------------------------------------------------------------------------
    def _wanted(self, chunk: list[ReadContact]) -> list[ReadContact]:
        """Without the rows of people who asked that nothing more be kept of them."""
        kept = []
        for read in chunk:
            case = self._here.case_of(read)
            if case is not None and case.closed:
                self._source.rows.leave_out(read.number, "own_wish", "")
            else:
                kept.append(read)
        return kept

    def _bring_in(self, step: Step, chunk: list[ReadContact], known: Mapping[str, Contact]) -> None:
        self._add_cases(step, chunk)
        new: list[Contact] = []
        for read in chunk:
            here = known.get(read.key)
            if here is not None:
                self._compare(step, read, here)
                continue
            case = self._case(read)
            values = self._here.price(read.contact)
            new.append(
                Contact.model_construct(
                    cycle=self.cycle, case=case.id, source_key=read.key, intake=self.intake.id, **values
                )
            )
        step.add_many(new)
        self._count["n_contacts"] += len(new)

    def _compare(self, step: Step, read: ReadContact, here: Contact) -> None:
        differing = values_of(read, here, self._source.rows.mapped, again=self._again)
        if here.intake == self.intake.id:
            self._count["n_contacts"] += 1
        elif not differing:
            self._count["n_same"] += 1
        else:
            self._count["n_changed"] += 1
            step.revise(here.model_copy(update=differing))

    def _case(self, read: ReadContact) -> KnownCase:
        found = self._here.case_of(read)
        if found is None:
            raise AssertionError("every person of a chunk has a case file by now")
        return found

    def _add_cases(self, step: Step, chunk: list[ReadContact]) -> None:
        """A case file for everybody who has none; what the file tells of the others where it is not known here."""
        told: dict[str, dict[str, Any]] = {}
        for read in chunk:
            held = told.setdefault(read.person, {"said": read})
            for name, value in read.about.items():
                held[name] = (
                    tuple(dict.fromkeys((*held.get(name, ()), *value))) if name == "tags" else (held.get(name) or value)
                )
        new = []
        for person, about in told.items():
            read = about.pop("said")
            case = self._here.case_of(read)
            if case is not None:
                self._complete(step, case, about)
                continue
            code = self._source.pseudonyms.code(person, self._here.pseudonyms)
            self._here.pseudonyms.add(code)
            new.append(
                Case(
                    cycle=self.cycle,
                    scope=self.intake.scope,
                    pseudonym=code,
                    source_key=person,
                    intake=self.intake.id,
                    observed_from=self.covers_from,
                    observed_until=self.covers_until,
                    **about,
                )
            )
        for made in step.add_many(new):
            self._here.learn(made)
        self._count["n_cases"] += len(new)

    def _complete(self, step: Step, known: KnownCase, about: Mapping[str, Any]) -> None:
        """Fill what is empty in a case file, and widen the time it was looked at; what people wrote there stays."""
        tags = [tag for tag in about.get("tags", ()) if tag not in known.tags]
        filling = {name: value for name, value in about.items() if name != "tags" and name not in known.filled}
        first, last = known.observed
        widened = {
            **(
                {"observed_from": self.covers_from}
                if self.covers_from and (not first or self.covers_from < first)
                else {}
            ),
            **(
                {"observed_until": self.covers_until}
                if self.covers_until and (not last or self.covers_until > last)
                else {}
            ),
        }
        if not (tags or filling or widened):
            return
        case = self.desk.store.get(Case, known.id)
        made = step.revise(case.model_copy(update={**filling, **widened, "tags": (*case.tags, *tags)}))
        self._here.learn(made)
