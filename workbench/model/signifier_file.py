"""The questions tellers answer about their stories, from ``templates/forms/<language>/signifiers/``, over English."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from workbench.errors import Refused
from workbench.model.form_file import FIRST_LANGUAGE, named, ordered, read_toml
from workbench.model.signification import Signifier, SignifierKind
from workbench.places import templates

__all__ = ["SignifierFile", "signifier_file", "signifier_files"]

_FOLDER: Final = "signifiers"
_TEXT: Final = ((str,), "text in quotes")
_YES_NO: Final = ((bool,), "true or false")
_WORDS: Final = ((list,), 'a list of words, like ["Often", "Now and then"]')
#: What a table may say about its question → what it must be, as a type and in words.
_KEYS: Final[dict[str, tuple[tuple[type, ...], str]]] = {
    **dict.fromkeys(("kind", "title", "help", "top", "left", "right", "bottom"), _TEXT),
    **dict.fromkeys(("stones", "choices"), _WORDS),
    **dict.fromkeys(("may_not_apply", "about_teller", "hide"), _YES_NO),
}
#: What each kind of question is made of, in the order in which a record keeps it.
_POLES: Final = {SignifierKind.triad: ("top", "left", "right"), SignifierKind.dyad: ("left", "right")}
_AXES: Final = ("left", "right", "bottom", "top")
_LISTED: Final = {SignifierKind.stones: "stones", SignifierKind.choice: "choices", SignifierKind.several: "choices"}
#: How many may be listed: more stones than this cannot be told apart on a phone.
_FEWEST: Final = {"stones": 1, "choices": 2}
_MOST: Final = {"stones": 12, "choices": 60}
_LONGEST: Final = 200
_KEY: Final = re.compile(r"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$")


@dataclass(frozen=True)
class SignifierFile:
    """One set of questions as the files word it in a language; ``file`` is the name they have without ``.toml``."""

    file: str
    name: str
    language: str
    signifiers: tuple[Signifier, ...]


def signifier_files() -> tuple[str, ...]:
    """The names of the sets there are files for in English, in alphabetical order."""
    return _files(templates())


@functools.cache
def _files(folder: Path) -> tuple[str, ...]:
    found = (folder / "forms" / FIRST_LANGUAGE / _FOLDER).glob("*.toml")
    return tuple(sorted(path.stem for path in found))


def signifier_file(file: str, *, language: str = FIRST_LANGUAGE) -> SignifierFile:
    """A set of questions in a language, over English: what a language lacks stays English, question by question.

    Questions stand in the order of the language's own file; those it does not name follow the one they follow in
    English. Those put to ``hide`` are left out.

    Raises
    ------
    Refused
        Where there is no such set, or a file cannot be followed, naming it and the place in it.
    """
    return _read(templates(), file, language)


@functools.cache
def _read(folder: Path, file: str, language: str) -> SignifierFile:
    if not language.replace("-", "").isalnum():
        raise Refused(f"“{language}” is not a language tag; write one such as en, cy or gd.", field="language")
    if file not in _files(folder):
        known = ", ".join(_files(folder)) or "none"
        raise Refused(f"There are no questions “{file[:80]}” in forms/{FIRST_LANGUAGE}/{_FOLDER}. There are: {known}.")
    title, tables = file, dict[str, dict[str, Any]]()
    first = folder / "forms" / FIRST_LANGUAGE / _FOLDER / f"{file}.toml"
    for tag in dict.fromkeys((FIRST_LANGUAGE, language.partition("-")[0], language)):
        path = folder / "forms" / tag / _FOLDER / f"{file}.toml"
        said = read_toml(path)
        _Checked(path).check(said)
        title = said.pop("name", title)
        merged = {key: {**tables.get(key, {}), **said.get(key, {})} for key in (*tables, *said)}
        tables = {key: merged[key] for key in ordered(list(tables), list(said))}
    made = [_Checked(first).signifier(key, table) for key, table in tables.items() if not table.get("hide", False)]
    if not made:
        raise Refused(f"The questions in {named(first)} cannot be used: it asks nothing; write a table a question.")
    return SignifierFile(file, title, language, tuple(made))


@dataclass(frozen=True)
class _Checked:
    """Looks over one file, and makes questions of what it says."""

    path: Path

    def check(self, said: Mapping[str, Any]) -> None:
        for key, table in said.items():
            if key == "name":
                fits = isinstance(table, str) and 0 < len(table.strip()) <= _LONGEST
                self._needs(key, fits, f"should be text in quotes, of at most {_LONGEST} characters")
                continue
            self._needs(key, isinstance(table, dict), f"is no question; put it in a table [{key}] of its own")
            self._needs(key, bool(_KEY.match(key)), "is no name for a question; use letters, digits, _ and -")
            for name, value in table.items():
                self._value(f"{key}.{name}", name, value)

    def _needs(self, key: str, is_so: bool, why: str) -> None:
        if not is_so:
            raise Refused(f"The questions in {named(self.path)} cannot be used: “{key}” {why}.")

    def _value(self, where: str, name: str, value: Any) -> None:
        self._needs(where, name in _KEYS, f"is not known there; a question may have {', '.join(_KEYS)}")
        types, wanted = _KEYS[name]
        self._needs(where, isinstance(value, types), f"should be {wanted}")
        if isinstance(value, str) and name not in ("help", "bottom"):
            self._needs(where, 0 < len(value.strip()) <= _LONGEST, f"should have from 1 to {_LONGEST} characters")
        if isinstance(value, list):
            words = [isinstance(one, str) and 0 < len(one.strip()) <= _LONGEST for one in value]
            self._needs(where, all(words), f"holds something that is not text of at most {_LONGEST} characters")
            self._needs(where, len(set(value)) == len(value), "names one twice")
            few, most = _FEWEST[name], _MOST[name]
            self._needs(where, few <= len(value) <= most, f"names {len(value)}; it should be from {few} to {most}")

    def signifier(self, key: str, table: Mapping[str, Any]) -> Signifier:
        kinds = ", ".join(SignifierKind)
        self._needs(f"{key}.kind", table.get("kind") in set(SignifierKind), f"should be one of {kinds}")
        kind = SignifierKind(table["kind"])
        asked = (*_POLES.get(kind, ()), *([_LISTED[kind]] if kind in _LISTED else ()))
        axes = _AXES if kind is SignifierKind.stones else ()
        for name in ("title", *asked, *axes):
            self._needs(f"{key}.{name}", bool(table.get(name)), f"is missing; a question of the kind {kind} needs it")
        fits = {"kind", "title", "help", "may_not_apply", "about_teller", "hide", *asked, *axes}
        for name in table:
            self._needs(f"{key}.{name}", name in fits, f"has no place in a question of the kind {kind}; take it out")
        poles = _POLES.get(kind)
        return Signifier(
            key=key,
            signifier_kind=kind,
            title=table["title"],
            help=table.get("help", ""),
            labels=tuple(table[name] for name in poles) if poles else tuple(table[_LISTED[kind]]),
            axes=tuple(table[name] for name in axes),
            may_not_apply=table.get("may_not_apply", True),
            of_teller=table.get("about_teller", False),
        )
