"""Whole tables of records as plain CSV, one file a kind: the sample is read so, and a store is taken out so."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from workbench.errors import Refused
from workbench.exchange.safe_cell import guarded, unguarded
from workbench.frames import columns
from workbench.model import RECORDS, Record

__all__ = ["read_records", "write_records"]

_SEPARATOR = "; "


def read_records(folder: Path) -> Iterator[Record]:
    """Every record in the CSV files of a folder, in an order in which they can be written.

    A file is named for its kind (``thing.csv``) and its columns for the record's fields; an empty cell is an absent
    value, several values are joined by a semicolon and a blank. Files that are not there are passed over.

    Raises
    ------
    Refused
        Names the file, the line, the column and what is wrong; nothing has been written by then.
    """
    for kind, cls in RECORDS.items():
        path = folder / f"{kind}.csv"
        if path.is_file():
            yield from _read_file(path, cls)


def _read_file(path: Path, cls: type[Record]) -> Iterator[Record]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file, strict=True)
        unknown = set(rows.fieldnames or ()) - set(cls.model_fields)
        if unknown:
            raise Refused(f"{path.name}: no field is called {', '.join(sorted(unknown))}. Take the column out.")
        try:
            for row in rows:
                yield _record(row, cls, where=f"{path.name}, line {rows.line_num}")
        except csv.Error as e:
            raise Refused(f"{path.name}, line {rows.line_num}: {e}. Save it again as CSV.") from e


def _record(row: dict[str, str], cls: type[Record], *, where: str) -> Record:
    dtypes = columns(cls.kind)
    values: dict[str, Any] = {}
    for name, cell in row.items():
        if cell in ("", None):
            continue
        text = unguarded(cell)
        values[name] = _several(text) if dtypes[name] == "object" else text
    try:
        return cls.model_validate(values)
    except ValidationError as e:
        first = e.errors()[0]
        column = ".".join(str(part) for part in first["loc"])
        raise Refused(f"{where}, column {column}: {first['msg']} (found {first.get('input')!r:.80}).") from e


def _several(text: str) -> tuple[Any, ...]:
    """The values of one cell: joined words, or (a form's own questions and answers) a JSON list."""
    if text.startswith("[{"):
        try:
            return tuple(json.loads(text))
        except ValueError:
            pass  # a text that begins so all the same
    return tuple(text.split(_SEPARATOR))


def write_records(records: Iterable[Record], folder: Path) -> list[Path]:
    """Write records as CSV, one file a kind, every cell quoted and none a formula; returns the files."""
    by_kind: dict[str, list[Record]] = {}
    for record in records:
        by_kind.setdefault(record.kind, []).append(record)
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for kind, group in by_kind.items():
        path = folder / f"{kind}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            out = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
            names = list(RECORDS[kind].model_fields)
            out.writerow(names)
            out.writerows([_cell(getattr(record, name)) for name in names] for record in group)
        made.append(path)
    return made


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple) and any(isinstance(v, BaseModel) for v in value):
        return json.dumps([v.model_dump(mode="json") for v in value], ensure_ascii=False)
    if isinstance(value, tuple):
        return guarded(_SEPARATOR.join(str(v) for v in value))
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    return guarded(str(value)) if isinstance(value, str) else str(value)
