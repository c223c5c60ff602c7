"""The contacts of one file, checked and under pseudonyms, and what of them is here already."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from workbench.desk.contact_mapping import contact_reading
from workbench.desk.contact_pricing import PriceList
from workbench.exchange.contact_columns import WORDS
from workbench.exchange.contact_file import ContactRows, ReadContact
from workbench.exchange.contact_words import PersonalWords
from workbench.exchange.pseudonym import Pseudonyms
from workbench.exchange.reading import Lost
from workbench.exchange.row_stream import parts_of
from workbench.model import Case, Contact, Cycle, ImportMapping, Intake, IntakeState, Withdrawal

if TYPE_CHECKING:
    from workbench.desk.desk import Desk

__all__ = ["ROWS_AT_ONCE", "ContactSource", "Here", "KnownCase", "sha256_of", "values_of"]

#: One transaction each: half a second of work, so that no other window waits for long.
ROWS_AT_ONCE: Final = 2_500
_COMPARED: Final = ("happened_on", "agency", "activity", *WORDS, "quantity", "handed_to", "note")


def sha256_of(path: str | Path) -> str:
    """The SHA-256 of a file's bytes."""
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class ContactSource:
    """One file under one mapping, gone through once, chunk by chunk; ``rows`` tells what was refused.

    Raises
    ------
    workbench.errors.Refused
        Where the file cannot be read, the mapping does not fit it, or the key of the pseudonyms is lost.
    """

    def __init__(
        self, desk: Desk, path: str | Path, mapping: ImportMapping, *, key: bytes, choices: Mapping[str, str]
    ) -> None:
        reading = contact_reading(desk, path, mapping.encoding)
        self._parts = parts_of("contact_rows", path, reading=reading, options={"sheet": mapping.sheet})
        head = next(self._parts)
        self.pseudonyms = Pseudonyms(key)
        self.personal = PersonalWords(head["columns"], mapping, choices=choices, reading=reading)
        self.rows = ContactRows(
            head["columns"],
            mapping,
            reading,
            self.pseudonyms.digest,
            self.personal,
            sheet=head["sheet"],
            decimal_comma=head["decimal_comma"],
        )
        self.notes: tuple[Lost, ...] = ()
        self._contacts = self._all()

    def chunks(self) -> Iterator[list[ReadContact]]:
        """The contacts that can be taken, some thousand at a time; the last chunk may be empty."""
        while chunk := list(islice(self._contacts, ROWS_AT_ONCE)):
            yield chunk

    def close(self) -> None:
        """End the child that reads the file."""
        self._parts.close()  # type: ignore[attr-defined]  # a generator, seen from outside as an iterator

    def _all(self) -> Iterator[ReadContact]:
        for part in self._parts:
            for number, cells in part.get("rows", ()):
                taken = self.rows.take(number, cells)
                if taken is not None:
                    yield taken
            if "notes" in part:
                self.notes = tuple(Lost(*note) for note in part["notes"])


@dataclass(slots=True)
class KnownCase:
    """A case file that is here: which fields of the person are filled, and which intake it came with."""

    id: str
    pseudonym: str
    filled: frozenset[str]
    tags: frozenset[str]
    intake: str | None
    closed: bool
    observed: tuple[date | None, date | None]


@dataclass
class Here:
    """What a system holds already: its case files by the keyed hash of their person, its contacts by their key."""

    desk: Desk
    cycle: str
    by_key: dict[str, KnownCase] = field(default_factory=dict)
    by_pseudonym: dict[str, KnownCase] = field(default_factory=dict)
    pseudonyms: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        system = self.desk.store.get(Cycle, self.cycle).system
        self.cycles = [one.id for one in self.desk.structure.cycles_of(system)]
        self.prices = PriceList.of(self.desk, self.cycles)
        self._any = False
        for cycle in self.cycles:
            for case in self.desk.store.all(Case, cycle=cycle):
                self.learn(case)

    def learn(self, case: Case) -> KnownCase:
        """Take a case file in."""
        known = KnownCase(
            id=case.id,
            pseudonym=case.pseudonym,
            filled=frozenset(name for name in _ABOUT if getattr(case, name)),
            tags=frozenset(case.tags),
            intake=case.intake,
            closed=case.withdrawal in (Withdrawal.no_use, Withdrawal.erased),
            observed=(case.observed_from, case.observed_until),
        )
        if case.source_key is not None:
            self.by_key[case.source_key] = known
        self.by_pseudonym[case.pseudonym.casefold()] = known
        self.pseudonyms.add(case.pseudonym)
        return known

    def case_of(self, read: ReadContact) -> KnownCase | None:
        """The case file of a row's person: by the keyed hash, or because the file says the pseudonym itself."""
        return self.by_key.get(read.person) or self.by_pseudonym.get(read.said.strip().casefold())

    def contacts(self, chunk: Sequence[ReadContact]) -> dict[str, Contact]:
        """Those of these contacts that are here, by their key."""
        keys = [read.key for read in chunk]
        found = self.desk.store.having(Contact, "source_key", keys, cycles=self.cycles)
        return {one.source_key: one for one in found if one.source_key is not None}

    def was_brought_in(self, sha256: str) -> bool:
        """True where the same file was brought in to its end before."""
        done = IntakeState.done
        return any(self.desk.store.all(Intake, cycle=one, sha256=sha256, state=done) for one in self.cycles)

    def price(self, values: dict[str, Any]) -> dict[str, Any]:
        """A contact's values with a cost from the unit costs, where it has none of its own and one fits."""
        if values["cost_pence"] is None:
            found = self.prices.price(
                values["activity"], values["agency"], values["happened_on"], quantity=values["quantity"]
            )
            if found is not None:
                return {**values, "cost_pence": found[0], "priced_by": found[1]}
        return {**values, "priced_by": None}


_ABOUT: Final = ("way_from", "referred_on", "gender", "age_band", "place")


def values_of(read: ReadContact, here: Contact, mapped: frozenset[str], *, again: bool) -> dict[str, Any]:
    """In which of the mapped fields the file differs from the contact that is here: field → value in the file.

    ``again`` where the same file was here before: then it knows nothing newer than what somebody changed by hand since.
    """
    if again and here.revised_by:
        return {}
    differing = {
        name: read.contact[name]
        for name in _COMPARED
        if name in mapped and read.contact[name] != _plain(getattr(here, name))
    }
    cost = read.contact["cost_pence"]
    if cost is not None and (cost != here.cost_pence or here.priced_by is not None):
        differing.update(cost_pence=cost, priced_by=None)
    return differing


def _plain(value: Any) -> Any:
    return getattr(value, "value", value)
