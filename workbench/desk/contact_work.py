"""The analysts' way to bring in contacts, in one call; and the worker's way to one person's case file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

from workbench.desk.contact_import import ContactImport, LookedAt, Progress, TriedOut, look_at, mappings_of, try_out
from workbench.desk.contact_mapping import contact_reading, save_mapping
from workbench.desk.contact_pricing import price_contacts
from workbench.desk.reading import Reading
from workbench.errors import NotAllowed, Refused
from workbench.exchange.contact_columns import REQUIRED, fixed_word
from workbench.exchange.contact_file import identity_of
from workbench.exchange.pseudonym import Pseudonyms
from workbench.model import Case, ImportMapping, Intake

if TYPE_CHECKING:
    from workbench.desk.desk import Desk

__all__ = ["ContactChoices", "ContactResult", "ContactWork"]


@dataclass(frozen=True)
class ContactChoices:
    """What only a person can tell of a file of contacts.

    ``day_first`` is whether 3/4/2026 is 3 April, ``encoding`` and ``sheet`` as for maps; ``answers`` say what to do
    with personal words (see :func:`workbench.desk.contact_import.try_out`); ``covers_from`` to ``covers_until`` is the
    time for which the file tells everything about its people.
    """

    day_first: bool | None = None
    encoding: str | None = None
    sheet: str | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    covers_from: date | None = None
    covers_until: date | None = None


@dataclass(frozen=True)
class ContactResult:
    """What the file holds and would do (``tried``), and the import itself; ``intake`` is None in a preview."""

    tried: TriedOut
    intake: Intake | None


class ContactWork(Reading):
    """Contacts brought in, priced, and one person's case file found."""

    def import_contacts(
        self,
        path: str | Path,
        *,
        system: str,
        mapping: str | ImportMapping | None = None,
        preview: bool = False,
        choices: ContactChoices | None = None,
        tell: Callable[[Progress], None] | None = None,
    ) -> ContactResult:
        """Bring the contacts of a CSV or XLSX file into the newest cycle of a system.

        Every person becomes a pseudonym. The same file brought in twice makes nothing twice, and one that was killed
        half-way goes on. How the file was read is kept, and proposed for the next file with these headers.

        Parameters
        ----------
        mapping
            The name of a kept mapping, or one of your own; None takes the one kept for these headers, or proposes one
            from the headers.
        preview
            Only tell what would come of it; nothing is written.
        choices
            What only a person can tell of the file.
        tell
            Hears how far it is.

        Raises
        ------
        Refused
            One sentence: what is wrong with the file, or what has to be said of it first. Nothing has changed then.
        """
        desk, said = cast("Desk", self), choices or ContactChoices()
        cycle = desk.choice(system=system).cycle
        if cycle is None:
            raise Refused(self.words.say("home.no_cycle"), field="system")
        read_as = self._mapping(path, cycle.id, mapping, said)
        tried = try_out(desk, path, read_as, cycle=cycle.id, choices=said.answers)
        if preview:
            return ContactResult(tried, None)
        covers = {"covers_from": said.covers_from, "covers_until": said.covers_until}
        bringing = ContactImport(desk, path, read_as, cycle=cycle.id, choices=said.answers, **covers)
        save_mapping(desk, read_as, cycle.id)
        try:
            while not (at := bringing.next()).finished:
                if tell is not None:
                    tell(at)
        finally:
            bringing.close()
        return ContactResult(tried, bringing.intake)

    def price_contacts(self, cycle: str) -> int:
        """Work out costs anew after unit costs changed; see :func:`workbench.desk.contact_pricing.price_contacts`."""
        return price_contacts(cast("Desk", self), cycle)

    def find_case(self, identifier: str) -> Case | None:
        """The case file of the person whose own number (or name, as the files write it) this is; None where none is.

        A pseudonym is taken as well.

        Raises
        ------
        NotAllowed
            Where this desk looks for a wider audience than the group.
        Refused
            Where the key of the pseudonyms is lost.
        """
        if self.said_audience is not None:
            raise NotAllowed(self.words.say("contact_import.find_not_allowed"))
        cycles = [one.id for one in self.structure.cycles]
        key = Pseudonyms(self.store.pseudonym_key()).digest(f"person:{identity_of(identifier)}")
        found = self.store.having(Case, "source_key", [key], cycles=cycles)
        found = found or self.store.having(Case, "pseudonym", [" ".join(identifier.split())], cycles=cycles)
        return found[0] if found else None

    def _mapping(
        self, path: str | Path, cycle: str, named: str | ImportMapping | None, said: ContactChoices
    ) -> ImportMapping:
        """The mapping meant, with what was said of this file."""
        desk = cast("Desk", self)
        if isinstance(named, ImportMapping):
            found = named
        elif named:
            kept = mappings_of(desk, cycle)
            match = next((one for one in kept if one.name.casefold() == named.casefold()), None)
            if match is None:
                names = ", ".join(f"“{one.name}”" for one in kept) or self.words.say("contact_import.none_kept")
                said_no = self.words.say("contact_import.refused.no_mapping", name=named, names=names)
                raise Refused(said_no, field="mapping")
            found = match
        else:
            looked = look_at(desk, path, cycle=cycle, encoding=said.encoding, sheet=said.sheet)
            self._refuse_unclear(path, looked, said)
            found = looked.mapping
        given = {"encoding": said.encoding, "sheet": said.sheet, "day_first": said.day_first}
        return found.model_copy(update={name: value for name, value in given.items() if value is not None})

    def _refuse_unclear(self, path: str | Path, looked: LookedAt, said: ContactChoices) -> None:
        """Refuse where the headers do not tell a field that is needed, or days could mean two things."""
        reading = contact_reading(cast("Desk", self), path, said.encoding)
        told = {one.field for one in looked.mapping.columns if one.column}
        lacking = [one for one in REQUIRED if one not in told and not fixed_word(looked.mapping.columns, one)]
        if lacking:
            names = ", ".join(f"“{one.name}”" for one in looked.columns)
            what = reading.say(f"field.{lacking[0]}")
            raise reading.refusal("guess_missing", field="mapping", what=what, names=names)
        if looked.asks_day_first and said.day_first is None:
            day = next(one for one in looked.columns if one.proposed == "happened_on")
            raise reading.refusal("days_asked", field="day_first", value=next(iter(day.examples), ""))
