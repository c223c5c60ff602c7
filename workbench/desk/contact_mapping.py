"""How the files of one source are read: what a file holds, the match that is proposed or was kept from last month."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.exchange.contact_columns import plain, proposed
from workbench.exchange.reading import Lost, Reading
from workbench.exchange.row_stream import parts_of
from workbench.model import Cycle, ImportMapping

if TYPE_CHECKING:
    from workbench.desk.desk import Desk

__all__ = ["ColumnFound", "LookedAt", "contact_reading", "look_at", "mappings_of", "save_mapping"]


@dataclass(frozen=True)
class ColumnFound:
    """A column of a file: its header, up to three values, and the field it is proposed for (empty where none)."""

    name: str
    examples: tuple[str, ...]
    proposed: str


@dataclass(frozen=True)
class LookedAt:
    """What a file holds, before anything is decided.

    ``rows`` are the first ten as text, ``notes`` what was read in another way than it stands. ``mapping`` is the one
    kept for files with these headers (``saved``) or a proposal that has no id yet. ``asks_day_first`` where a day such
    as 3/4/2026 could mean two things and nobody has said which.
    """

    file: str
    columns: tuple[ColumnFound, ...]
    rows: tuple[tuple[str, ...], ...]
    n_rows: int
    sheets: tuple[str, ...]
    sheet: str
    notes: tuple[Lost, ...]
    mapping: ImportMapping
    saved: bool
    asks_day_first: bool


def contact_reading(desk: Desk, path: str | Path, encoding: str | None) -> Reading:
    """A file of contacts in hand, with the sentences that are about such files."""
    return Reading(name=Path(path).name, words=desk.words, encoding=encoding or None, section="contact_import")


def look_at(
    desk: Desk, path: str | Path, *, cycle: str, encoding: str | None = None, sheet: str | None = None
) -> LookedAt:
    """What a CSV or XLSX file of contacts holds, and how it would be read; nothing is written.

    Raises
    ------
    workbench.errors.Refused
        Where it cannot be read: one sentence (field ``encoding`` where that has to be chosen, ``sheet`` likewise).
    """
    reading = contact_reading(desk, path, encoding)
    found: dict[str, Any] = {}
    for part in parts_of("contact_look_rows", path, reading=reading, options={"sheet": sheet or ""}):
        found = part
    names = [one["name"] for one in found["columns"]]
    kept = _kept(desk, cycle, names)
    days = {one["name"]: one["day_first"] for one in found["columns"] if one["is_day"]}
    guessed = proposed(names, desk.words, days=days)
    mapping = kept or ImportMapping(
        cycle=cycle,
        name=reading.stem,
        source=reading.stem,
        headers=tuple(names),
        columns=guessed,
        scope=desk.structure.scale_of(desk.store.get(Cycle, cycle).system),
    )
    said = {answer for answer in days.values() if answer is not None}
    unclear = None in days.values() or len(said) > 1
    if kept is None and said == {False}:
        mapping = mapping.model_copy(update={"day_first": False})
    taken = {plain(one.column): one.field for one in mapping.columns}
    return LookedAt(
        file=reading.name,
        columns=tuple(
            ColumnFound(one["name"], tuple(one["examples"]), taken.get(plain(one["name"]), ""))
            for one in found["columns"]
        ),
        rows=tuple(tuple(row) for row in found["rows"]),
        n_rows=found["n_rows"],
        sheets=tuple(found["sheets"]),
        sheet=found["sheet"],
        notes=tuple(Lost(*note) for note in found["notes"]),
        mapping=mapping.model_copy(update={"encoding": encoding or mapping.encoding, "sheet": found["sheet"]}),
        saved=kept is not None,
        asks_day_first=unclear and len(said) != 1 and kept is None,
    )


def mappings_of(desk: Desk, cycle: str) -> list[ImportMapping]:
    """The mappings kept in any cycle of a cycle's system, the newest first: what was learned goes on."""
    system = desk.store.get(Cycle, cycle).system
    found = [one for other in desk.structure.cycles_of(system) for one in desk.store.all(ImportMapping, cycle=other.id)]
    return sorted(found, key=lambda one: one.id, reverse=True)


def save_mapping(desk: Desk, mapping: ImportMapping, cycle: str) -> ImportMapping:
    """Keep how the files of a source are read, over what was kept under that name; returns it as it was kept."""
    same = [one for one in mappings_of(desk, cycle) if one.name.casefold() == mapping.name.casefold()]
    said = desk.words.say("contact_import.steps.mapping_saved", name=mapping.name)
    with desk.store.step(said, by=desk.by, page=desk.page) as step:
        if same:
            held = {name: getattr(same[0], name) for name in ("id", "cycle", "version")}
            return step.revise(mapping.model_copy(update=held))
        return step.add(mapping.model_copy(update={"cycle": cycle, "id": "", "version": 0}))


def _kept(desk: Desk, cycle: str, names: list[str]) -> ImportMapping | None:
    """The mapping for files with these headers, in whichever order they stand."""
    wanted = sorted(plain(name) for name in names)
    found = (one for one in mappings_of(desk, cycle) if sorted(plain(name) for name in one.headers) == wanted)
    return next(found, None)
