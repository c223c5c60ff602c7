"""Submissions of a survey as one table: from JSON, and with the parts that repeat within a submission."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from workbench.exchange.reading import MAX_COLUMNS, Reading
from workbench.exchange.story_table import StoryTable, leaf_of

__all__ = ["submissions_table", "with_repeats"]

#: Where servers put the submissions in what they answer.
_LISTS: Final = ("results", "value", "data", "submissions")


def submissions_table(found: Any, reading: Reading) -> StoryTable:
    """The table of submissions as JSON: a list of them, or an object that holds it.

    Raises
    ------
    workbench.errors.Refused
        Where it is neither.
    """
    rows = found
    if isinstance(found, dict):
        rows = next((found[name] for name in _LISTS if name in found), [found])
    if not (isinstance(rows, list) and rows and all(isinstance(row, dict) for row in rows)):
        raise reading.refusal("json_other")
    flat = [dict(_flat(row)) for row in rows]
    header = tuple(dict.fromkeys(name for row in flat for name in row))
    if len(header) > MAX_COLUMNS:
        raise reading.refusal("json_other")
    body = ((n, tuple(row.get(name, "") for name in header)) for n, row in enumerate(flat, start=1))
    return StoryTable(reading.say("where.submissions"), header, tuple(body))


def _flat(row: Mapping[str, Any], before: str = "") -> Iterable[tuple[str, str]]:
    for name, value in row.items():
        path = name if not before or name.startswith(before) else f"{before}{name}"
        if isinstance(value, dict):
            yield from _flat(value, f"{path}/")
        elif isinstance(value, list):
            yield path, "\n".join(_told(one) for one in value if one not in (None, "", [], {}))
        elif value is not None:
            yield path, str(value)


def _told(part: Any) -> str:
    """One repetition in words."""
    if isinstance(part, dict):
        return " · ".join(f"{leaf_of(name)}: {_told(value)}" for name, value in part.items() if value not in (None, ""))
    return ", ".join(_told(one) for one in part) if isinstance(part, list) else str(part)


def with_repeats(main: StoryTable, repeats: Sequence[StoryTable], reading: Reading) -> StoryTable:
    """The table with the rows of other sheets, whose ``_parent_index`` says whose they are, as words in a column."""
    index = main.column("_index")
    for sheet in repeats:
        whose = sheet.column("_parent_index")
        if index is None or whose is None:
            reading.lose("other_sheet", reading.say("where.sheet", sheet=sheet.name), " | ".join(sheet.header[:6]))
            continue
        told: dict[str, list[str]] = {}
        for _, cells in sheet.body:
            words = [
                f"{leaf_of(name)}: {cell.strip()}"
                for name, cell in zip(sheet.header, cells, strict=True)
                if cell.strip() and not name.startswith("_")
            ]
            told.setdefault(cells[whose].strip(), []).append(" · ".join(words))
        body = tuple((n, (*cells, "\n".join(told.get(cells[index].strip(), ())))) for n, cells in main.body)
        main = StoryTable(main.name, (*main.header, sheet.name), body)
        reading.lose("repeated", reading.say("where.sheet", sheet=sheet.name), main.name, n=len(sheet.body))
    return main
