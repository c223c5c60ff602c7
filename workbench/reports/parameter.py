"""What a notebook lets one choose: its ``parameters`` cell, read and checked before the first cell runs."""

from __future__ import annotations

import json
import keyword
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

import papermill

from workbench.errors import Refused

__all__ = ["Declared", "Value", "checked", "declared", "typed"]

Value = str | int | float | bool

#: What an annotation in the parameters cell accepts, and how we say it.
_TYPES: dict[str, tuple[tuple[type, ...], str]] = {
    "str": ((str,), "text"),
    "int": ((int,), "a whole number"),
    "float": ((int, float), "a number"),
    "bool": ((bool,), "true or false"),
}
#: Parameters of this name are days, whatever the notebook: papermill can only carry them as text.
_DAYS = frozenset({"since", "until"})


@dataclass(frozen=True)
class Declared:
    """One parameter as its notebook declares it."""

    name: str
    type_name: str
    default: str
    help: str


def declared(notebook: Path) -> dict[str, Declared]:
    """The parameters a notebook declares, by name; none where it has no cell tagged ``parameters``.

    Raises
    ------
    Refused
        Where there is no such notebook, or it cannot be read.
    """
    if not notebook.is_file():
        raise Refused(
            f"There is no notebook “{notebook.stem}”. There are: {_known(notebook.parent)}.", field="notebook"
        )
    try:
        found = papermill.inspect_notebook(str(notebook))
    except (ValueError, KeyError, TypeError, AttributeError, OSError) as e:
        raise Refused(f"“{notebook.name}” cannot be read as a notebook; open it in JupyterLab and save it.") from e
    return {
        name: Declared(name, str(told["inferred_type_name"]), str(told["default"]), str(told["help"]))
        for name, told in found.items()
    }


def typed(choices: Mapping[str, Declared], given: Mapping[str, object]) -> dict[str, object]:
    """The values given, text read as the type its parameter declares ("4" for a whole number), as a command line needs.

    What cannot be read so stays as it is, for ``checked`` to refuse.
    """
    return {name: _read(choices[name].type_name, value) if name in choices else value for name, value in given.items()}


def _read(annotation: str, value: object) -> object:
    if not isinstance(value, str) or annotation not in ("int", "float", "bool"):
        return value
    if annotation == "bool":
        return {"true": True, "false": False}.get(value.strip().lower(), value)
    try:
        return int(value) if annotation == "int" else _finite(value)
    except ValueError:
        return value


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def checked(choices: Mapping[str, Declared], given: Mapping[str, object], *, notebook: str) -> dict[str, Value]:
    """The values given, unchanged, once each is declared and of its declared type.

    Raises
    ------
    Refused
        Naming the parameter: one the notebook does not declare (papermill pastes names as code, so none may slip
        through), or a value of another type, or a day that is not in the calendar.
    """
    return {name: _checked(choices, name, value, notebook) for name, value in given.items()}


def _checked(choices: Mapping[str, Declared], name: str, value: object, notebook: str) -> Value:
    if name not in choices or not name.isidentifier() or keyword.iskeyword(name):
        known = ", ".join(sorted(choices)) or "none at all"
        raise Refused(f"“{notebook}” has no parameter “{name}”. It has: {known}.", field=name)
    annotation = choices[name].type_name
    if annotation not in _TYPES:
        raise Refused(
            f"“{name}” of “{notebook}” has no type that can be checked. "
            "Annotate it in the parameters cell as str, int, float or bool.",
            field=name,
        )
    types, said = _TYPES[annotation]
    if isinstance(value, bool) is not (annotation == "bool") or not isinstance(value, types):
        raise Refused(f"“{name}” of “{notebook}” takes {said}, not {_shown(value)}.", field=name)
    if name in _DAYS and value:
        _day(name, str(value))
    return cast(Value, value)


def _day(name: str, value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as e:
        raise Refused(f"“{name}” takes a day such as 2026-03-31, not “{value}”.", field=name) from e


def _shown(value: object) -> str:
    try:
        text = json.dumps(value, ensure_ascii=False)
    except (TypeError, ValueError):
        text = type(value).__name__
    return text if len(text) <= 60 else text[:57] + "…"


def _known(folder: Path) -> str:
    return ", ".join(sorted(p.stem for p in folder.glob("*.ipynb"))) or "none yet"
