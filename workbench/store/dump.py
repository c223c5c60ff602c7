"""All rows of a store as one portable file: a zip with a manifest and one JSON line a row."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from workbench.errors import StoreProblem
from workbench.model import RECORDS
from workbench.store.engine import Database
from workbench.store.older_issue import WHERE_SENT, carry_over
from workbench.store.schema import HEAD, Instant, metadata

__all__ = ["Rows", "empty", "load", "read_dump", "rows_of", "write_dump"]

#: The rows of every table, by its name.
Rows = Mapping[str, Iterable[dict[str, Any]]]

#: Rows written at once.
_CHUNK = 1_000
_MANIFEST = "manifest.json"
#: Older forms whose backups can be restored here: ours has more, and says in another place where issues were sent.
_OLDER = ("0001", "0002", "0003", "0004")


def rows_of(connection: sa.Connection, *, of: sa.MetaData = metadata) -> Rows:
    """Every row of every table, in an order in which they can be written."""
    return {table.name: _rows(connection, table) for table in of.sorted_tables}


def write_dump(store: Database, to: Path) -> None:
    """Write every row into a zip, as the store is at one moment; of a store of an older form, as that form has it."""
    counts: dict[str, int] = {}
    with store.reading() as connection, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as made:
        form = str(connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar_one())
        tables = metadata if form == HEAD else _found(connection)
        for name, rows in rows_of(connection, of=tables).items():
            counts[name] = 0
            with (
                made.open(f"{name}.jsonl", "w", force_zip64=True) as binary,
                io.TextIOWrapper(binary, "utf-8") as lines,
            ):
                for row in rows:
                    lines.write(json.dumps(row, ensure_ascii=False, default=_said) + "\n")
                    counts[name] += 1
        made.writestr(_MANIFEST, json.dumps({"form": form, "rows": counts}, indent=1))


def read_dump(file: Path) -> dict[str, list[dict[str, Any]]]:
    """Every row in a dump, checked against its manifest.

    Raises
    ------
    StoreProblem
        It is cut short, damaged, or of another form.
    """
    try:
        with zipfile.ZipFile(file) as found:
            manifest = json.loads(found.read(_MANIFEST))
            if manifest["form"] not in (HEAD, *_OLDER):
                raise StoreProblem(
                    f"The backup {file} has the form {manifest['form']}, this workbench knows {HEAD}. Restore it with "
                    "the workbench that made it."
                )
            # A form that only grew since lacks tables and columns; they are empty, or at their defaults.
            older = manifest["form"] != HEAD
            there = {table.name for table in metadata.sorted_tables if not older or table.name in manifest["rows"]}
            rows = {
                table.name: list(_read(found, table, older=older)) if table.name in there else []
                for table in metadata.sorted_tables
            }
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile, zlib.error, EOFError) as e:
        raise StoreProblem(
            f"The backup {file} is damaged or cut short. Nothing was changed; choose another one."
        ) from e
    if manifest["rows"] != {name: len(found) for name, found in rows.items() if name in there}:
        raise StoreProblem(f"The backup {file} lacks some of its rows. Nothing was changed; choose another one.")
    if older:
        carry_over(rows)
    return rows


def empty(connection: sa.Connection) -> None:
    """Take every row out of every table, inside the transaction that is open."""
    for table in reversed(metadata.sorted_tables):
        connection.execute(sa.delete(table))


def load(connection: sa.Connection, rows: Rows) -> None:
    """Write every row into tables that are empty, inside the transaction that is open."""
    for table in metadata.sorted_tables:
        itself = next((c.name for c in table.columns for k in c.foreign_keys if k.column.table is table), None)
        found: Iterable[dict[str, Any]] = rows[table.name]
        if itself is not None:
            found = _named_first(list(found), itself)
        chunk: list[dict[str, Any]] = []
        for row in found:
            chunk.append(row)
            if len(chunk) == _CHUNK:
                connection.execute(sa.insert(table), chunk)
                chunk = []
        if chunk:
            connection.execute(sa.insert(table), chunk)


def _rows(connection: sa.Connection, table: sa.Table) -> Iterator[dict[str, Any]]:
    order = list(table.primary_key.columns)
    for row in connection.execute(sa.select(table).order_by(*order).execution_options(yield_per=_CHUNK)).mappings():
        yield dict(row)


def _named_first(rows: list[dict[str, Any]], field: str) -> list[dict[str, Any]]:
    """The rows of a table that names itself, each after the one it names."""
    waiting = {row["id"]: row for row in rows}
    made: list[dict[str, Any]] = []
    while waiting:
        ready = [row for row in waiting.values() if row[field] not in waiting or row[field] == row["id"]]
        if not ready:
            # A ring cannot be written row by row; the database's own check then says so.
            ready = list(waiting.values())
        made.extend(waiting.pop(row["id"]) for row in ready)
    return made


def _said(value: Any) -> str:
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a row")


def _found(connection: sa.Connection) -> sa.MetaData:
    """The tables as they are in a database whose form is not ours."""
    tables = sa.MetaData()
    tables.reflect(connection, only=lambda name, _: name != "alembic_version")
    return tables


def _added_since(table: sa.Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """The columns that a row of an older form lacks, at the defaults their records have."""
    fields = RECORDS[table.name].model_fields if table.name in RECORDS else {}
    lacking = {name: fields[name].get_default() for name in fields if name in table.columns and name not in row}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in lacking.items()}


def _read(found: zipfile.ZipFile, table: sa.Table, *, older: bool) -> Iterator[dict[str, Any]]:
    moments = [c.name for c in table.columns if isinstance(c.type, Instant)]
    days = [c.name for c in table.columns if isinstance(c.type, sa.Date)]
    with found.open(f"{table.name}.jsonl") as binary:
        for line in io.TextIOWrapper(binary, "utf-8", newline="\n"):
            row = json.loads(line)
            if older:
                row = {**_added_since(table, row), **row}
            if set(row) - (WHERE_SENT if older and table.name == "issue" else set()) != set(table.columns.keys()):
                raise ValueError(f"a row of {table.name} has other columns")
            row.update({n: datetime.fromisoformat(row[n]) for n in moments if row[n] is not None})
            row.update({n: date.fromisoformat(row[n]) for n in days if row[n] is not None})
            yield row
