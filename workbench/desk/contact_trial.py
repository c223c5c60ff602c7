"""What would come of bringing in a file of contacts: every row checked, counted and compared; nothing is written."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from workbench.desk.contact_rows import ContactSource, Here, sha256_of, values_of
from workbench.exchange.contact_file import ReadContact
from workbench.exchange.contact_words import PersonalFound
from workbench.exchange.reading import Lost
from workbench.model import Contact, ImportMapping

if TYPE_CHECKING:
    from workbench.desk.desk import Desk

__all__ = ["Changed", "TriedOut", "tried_before", "try_out"]

_ROWS_SHOWN: Final = 10
#: The last trials, so that an import need not go through a file again that was just tried out.
_TRIALS: dict[str, TriedOut] = {}
_TRIALS_KEPT: Final = 4


@dataclass(frozen=True)
class Changed:
    """A contact that is here already and that the file has otherwise: the fields that differ, here and in the file."""

    where: str
    here: Mapping[str, Any]
    in_file: Mapping[str, Any]


@dataclass(frozen=True)
class TriedOut:
    """What an import would do.

    ``n_rows`` = ``n_refused`` + ``n_contacts_new`` + ``n_same`` + ``n_changed``. ``refused`` lists at most 50 rows and
    then a count, ``remarks`` what was left out of rows that are taken, ``notes`` what was read in another way than it
    stands; ``changed`` are examples. ``preview`` are the first ten rows as they would be stored, by field, with
    ``person`` the pseudonym. ``personal`` is what says who somebody is. ``unpriced`` contacts have no cost of their
    own, of which a unit cost prices ``priced``. ``unknown_words`` are (field, word, rows): words nobody said the
    meaning of; such a field stays empty.
    """

    file: str
    sha256: str
    n_rows: int
    n_refused: int
    refused: tuple[Lost, ...]
    remarks: tuple[Lost, ...]
    notes: tuple[Lost, ...]
    n_cases_new: int
    n_contacts_new: int
    n_same: int
    n_changed: int
    changed: tuple[Changed, ...]
    preview: tuple[Mapping[str, Any], ...]
    personal: tuple[PersonalFound, ...]
    unpriced: int
    priced: int
    first_day: date | None
    last_day: date | None
    unknown_words: tuple[tuple[str, str, int], ...]


def try_out(
    desk: Desk,
    path: str | Path,
    mapping: ImportMapping,
    *,
    cycle: str,
    choices: Mapping[str, str] | None = None,
    tell: Callable[[int], None] | None = None,
) -> TriedOut:
    """Go through the whole file and tell what would come of it; nothing is written.

    ``choices`` says what to do with personal words, by :attr:`PersonalFound.key`; ``tell`` hears how many rows are
    gone through.

    Raises
    ------
    workbench.errors.Refused
        Where the file cannot be read, the mapping does not fit it, or the key of the pseudonyms is lost.
    """
    here = Here(desk, cycle)
    sha256 = sha256_of(path)
    trial = _Trial(here, again=here.was_brought_in(sha256))
    source = ContactSource(desk, path, mapping, key=desk.store.pseudonym_key(), choices=choices or {})
    try:
        for chunk in source.chunks():
            trial.take(chunk, source)
            if tell is not None:
                tell(source.rows.n_rows)
    finally:
        source.close()
    made = _told(path, sha256, source, trial)
    _TRIALS[_name(desk, sha256, mapping, cycle, choices)] = made
    for name in list(_TRIALS)[:-_TRIALS_KEPT]:
        del _TRIALS[name]
    return made


def tried_before(
    desk: Desk, path: str | Path, mapping: ImportMapping, *, cycle: str, choices: Mapping[str, str]
) -> TriedOut:
    """What :func:`try_out` told of the same file, mapping and answers; where it was not asked, it is now."""
    found = _TRIALS.get(_name(desk, sha256_of(path), mapping, cycle, choices))
    return found or try_out(desk, path, mapping, cycle=cycle, choices=choices)


def _name(desk: Desk, sha256: str, mapping: ImportMapping, cycle: str, choices: Mapping[str, str] | None) -> str:
    read_as = mapping.model_dump(mode="json", include={"source", "columns", "day_first", "encoding", "sheet"})
    return json.dumps([desk.store.address, sha256, read_as, cycle, sorted((choices or {}).items())])


def _told(path: str | Path, sha256: str, source: ContactSource, trial: _Trial) -> TriedOut:
    rows = source.rows
    return TriedOut(
        file=Path(path).name,
        sha256=sha256,
        n_rows=rows.n_rows,
        n_refused=rows.n_refused,
        refused=rows.told(),
        remarks=tuple(rows.remarks),
        notes=source.notes,
        n_cases_new=len(trial.codes),
        n_contacts_new=trial.n_new,
        n_same=trial.n_same + rows.n_again,
        n_changed=trial.n_changed,
        changed=tuple(trial.changed),
        preview=tuple(trial.preview),
        personal=source.personal.told(),
        unpriced=trial.unpriced,
        priced=trial.priced,
        first_day=trial.first_day,
        last_day=trial.last_day,
        unknown_words=tuple((name, word, n) for (name, word), n in rows.unknown_words.most_common()),
    )


@dataclass
class _Trial:
    """What was counted so far."""

    here: Here
    again: bool
    codes: dict[str, str] = field(default_factory=dict)
    n_new: int = 0
    n_same: int = 0
    n_changed: int = 0
    changed: list[Changed] = field(default_factory=list)
    preview: list[Mapping[str, Any]] = field(default_factory=list)
    unpriced: int = 0
    priced: int = 0
    first_day: date | None = None
    last_day: date | None = None

    def take(self, chunk: list[ReadContact], source: ContactSource) -> None:
        """Compare a chunk with what is here."""
        known = self.here.contacts(chunk)
        for read in chunk:
            case = self.here.case_of(read)
            if case is not None and case.closed:
                source.rows.leave_out(read.number, "own_wish", "")
                continue
            if case is None and read.person not in self.codes:
                self.codes[read.person] = source.pseudonyms.code(read.person, self.here.pseudonyms)
                self.here.pseudonyms.add(self.codes[read.person])
            values = self.here.price(read.contact)
            self._count(read, known.get(read.key), values, source)
            if len(self.preview) < _ROWS_SHOWN:
                self.preview.append({"person": self._pseudonym(read), **values, **read.about})

    def _count(
        self, read: ReadContact, known: Contact | None, values: Mapping[str, Any], source: ContactSource
    ) -> None:
        day = read.contact["happened_on"]
        self.first_day = min(day, self.first_day or day)
        self.last_day = max(day, self.last_day or day)
        if read.contact["cost_pence"] is None:
            self.unpriced += 1
            self.priced += values["cost_pence"] is not None
        differing = values_of(read, known, source.rows.mapped, again=self.again) if known is not None else {}
        if known is None:
            self.n_new += 1
        elif not differing:
            self.n_same += 1
        else:
            self.n_changed += 1
            if len(self.changed) < _ROWS_SHOWN:
                old = {name: getattr(known, name) for name in differing}
                self.changed.append(Changed(source.rows.where(read.number), old, differing))

    def _pseudonym(self, read: ReadContact) -> str:
        known = self.here.case_of(read)
        return self.codes[read.person] if known is None else known.pseudonym
