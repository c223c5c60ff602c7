"""The template of a form: ``templates/forms/<language>/<kind>.toml``, checked and laid over English."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.errors import Refused
from workbench.model import RECORDS, QuestionKind
from workbench.model.form_shape import FILLED_IN, Shape, shapes

__all__ = ["FIRST_LANGUAGE", "Template", "kinds_with_template", "named", "ordered", "read_template", "read_toml"]

FIRST_LANGUAGE = "en"

#: What a file says about the whole form. No record has a field of such a name.
_HEAD = ("heading", "lead", "button")
#: What a table may say about its question → what it must be, as a type and in words.
_KEYS: dict[str, tuple[tuple[type, ...], str]] = {
    "label": ((str,), "text in quotes"),
    "help": ((str,), "text in quotes"),
    "placeholder": ((str,), "text in quotes"),
    "lines": ((int,), "a number"),
    "hide": ((bool,), "true or false"),
    "choices": ((dict, list), "a list of words, or a value and its words on each line"),
    "kind": ((str,), "text in quotes"),
}
_CHOOSES = frozenset({"choice", "several"})
_KEY = re.compile(r"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$")
_MOST_LINES = 40


@dataclass(frozen=True)
class Template:
    """What the files say about one kind of record: words of the form, and a table a question, in order."""

    title: str
    lead: str
    add: str
    questions: Mapping[str, Mapping[str, Any]]

    def choices_of(self, key: str) -> tuple[tuple[str, str], ...]:
        """(value, words) of what a question offers; a choice put to ``false`` is not offered."""
        offered = self.questions[key].get("choices", {})
        if isinstance(offered, list):
            return tuple((words, words) for words in offered)
        return tuple((value, words) for value, words in offered.items() if words is not False)


def read_template(folder: Path, kind: str, language: str, *, fields: frozenset[str]) -> Template:
    """The template of a kind in a language, over English.

    ``fields`` are the names of the record's fields. Questions stand in the order of the language's own file; those it
    does not name follow the one they follow in English.

    Raises
    ------
    Refused
        Where a file cannot be followed, naming it and the key.
    """
    if not language.replace("-", "").isalnum():
        raise Refused(f"“{language}” is not a language tag; write one such as en, cy or gd.", field="language")
    head: dict[str, str] = {}
    questions: dict[str, dict[str, Any]] = {}
    for tag in dict.fromkeys((FIRST_LANGUAGE, language.partition("-")[0], language)):
        path = folder / "forms" / tag / f"{kind}.toml"
        said = read_toml(path)
        _Checked(path, kind, fields).check(said)
        head.update({key: value for key, value in said.items() if key in _HEAD})
        tables = {key: value for key, value in said.items() if key not in _HEAD}
        merged = {key: _over(questions.get(key, {}), tables.get(key, {})) for key in (*questions, *tables)}
        questions = {key: merged[key] for key in ordered(list(questions), list(tables))}
    if not questions:
        raise Refused(f"There is no form for {kind}: the file forms/{FIRST_LANGUAGE}/{kind}.toml is missing.")
    _complete(folder / "forms" / FIRST_LANGUAGE / f"{kind}.toml", kind, questions)
    return Template(head.get("heading", kind), head.get("lead", ""), head.get("button", ""), questions)


@functools.cache
def kinds_with_template(folder: Path) -> tuple[str, ...]:
    """The kinds of record that have a form in English, in the order of the records."""
    return tuple(kind for kind in RECORDS if (folder / "forms" / FIRST_LANGUAGE / f"{kind}.toml").is_file())


def read_toml(path: Path) -> dict[str, Any]:
    """What a file of forms says; {} where there is none. Refused where it is not TOML."""
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as e:
        raise Refused(f"The form in {named(path)} cannot be read: {e}. Mend that line, or take the file away.") from e


def named(path: Path) -> str:
    """A file of forms as sentences name it: its last folders and its name."""
    return "/".join(path.parts[-3:])


def ordered(under: Sequence[str], over: Sequence[str]) -> list[str]:
    """The keys of ``over`` in its order; each one only ``under`` has follows the one it follows there."""
    made = list(over)
    for n, key in enumerate(under):
        if key not in made:
            made.insert(made.index(under[n - 1]) + 1 if n else 0, key)
    return made


def _over(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """One question's table over that of the language below; wordings of choices are taken one by one."""
    made = {**under, **over}
    both = (under.get("choices"), over.get("choices"))
    if isinstance(both[0], dict) and isinstance(both[1], dict):
        made["choices"] = {key: {**both[0], **both[1]}[key] for key in ordered(list(both[0]), list(both[1]))}
    return made


@dataclass(frozen=True)
class _Checked:
    """Looks over one file."""

    path: Path
    kind: str
    fields: frozenset[str]

    def check(self, said: Mapping[str, Any]) -> None:
        known = shapes(RECORDS[self.kind])
        for key, value in said.items():
            if key in _HEAD:
                self._needs(key, isinstance(value, str), "is not text; put its words in quotes")
                continue
            self._needs(key, isinstance(value, dict), f"is no question; put it in a table [{key}] of its own")
            self._table(key, value)
            if key in known:
                self._field(key, value, known[key])
            else:
                self._own(key, value)

    def _needs(self, key: str, is_so: bool, why: str) -> None:
        if not is_so:
            raise Refused(f"The form in {named(self.path)} cannot be used: “{key}” {why}.")

    def _table(self, key: str, table: Mapping[str, Any]) -> None:
        for name, value in table.items():
            where = f"{key}.{name}"
            self._needs(where, name in _KEYS, f"is not known there; a question may have {', '.join(_KEYS)}")
            types, wanted = _KEYS[name]
            # In Python a yes or no is a number as well.
            fits = isinstance(value, types) and (bool in types or not isinstance(value, bool))
            self._needs(where, fits, f"should be {wanted}")
        lines = table.get("lines", 1)
        self._needs(f"{key}.lines", 1 <= lines <= _MOST_LINES, f"is {lines}; it should be from 1 to {_MOST_LINES}")
        self._choices(key, table.get("choices"))

    def _choices(self, key: str, choices: dict[str, Any] | list[Any] | None) -> None:
        where = f"{key}.choices"
        if isinstance(choices, list):
            words = [isinstance(choice, str) and choice.strip() for choice in choices]
            self._needs(where, all(words), "holds something that is not text")
            self._needs(where, len(set(choices)) == len(choices), "names one choice twice")
        for value, words in choices.items() if isinstance(choices, dict) else ():
            fits = words is False or (isinstance(words, str) and bool(words.strip()))
            self._needs(f"{where}.{value}", fits, "should be the words for this choice, or false to offer it no longer")

    def _field(self, key: str, table: Mapping[str, Any], shape: Shape) -> None:
        self._needs(f"{key}.kind", "kind" not in table, "cannot be set; the record says what this question takes")
        choices = table.get("choices")
        if choices is None:
            return
        if shape.is_words:
            self._needs(f"{key}.choices", bool(choices), "is empty; name at least one, or leave the line out")
            return
        self._needs(f"{key}.choices", bool(shape.values), "cannot be set; this question is not answered by choosing")
        self._needs(f"{key}.choices", isinstance(choices, dict), 'needs a value before the words, like open = "Open"')
        for value in choices:
            fit = ", ".join(shape.values)
            self._needs(f"{key}.choices.{value}", value in shape.values, f"is not known; the values are {fit}")

    def _own(self, key: str, table: Mapping[str, Any]) -> None:
        self._needs(key, key not in FILLED_IN, "cannot be asked; the workbench fills it in itself")
        self._needs(key, key not in self.fields, "cannot be asked on a form")
        plain = not isinstance(table.get("choices"), dict)
        self._needs(f"{key}.choices", plain, 'should be a list, like ["Often", "Now and then"]')
        kinds = [str(kind) for kind in QuestionKind]
        what = self.kind.replace("_", " ")
        takes_own = "own_answers" in self.fields
        self._needs(key, takes_own, f"is no field of a {what}, and this form takes no questions of your own")
        self._needs(key, bool(_KEY.match(key)), "is no name for a question; use letters, digits, _ and -")
        self._needs(
            f"{key}.kind",
            table.get("kind", "text" if self.path.parts[-2] != FIRST_LANGUAGE else "") in kinds,
            f"is not a kind of question ({key} is no field of a {what}, so it is a question of your own); "
            f"write one of {', '.join(kinds)}",
        )


def _complete(path: Path, kind: str, questions: Mapping[str, Mapping[str, Any]]) -> None:
    """Refuse a question without words, and a choice without choices."""
    known = shapes(RECORDS[kind])
    for key, table in questions.items():
        if not str(table.get("label", "")).strip():
            raise Refused(f"The form in {named(path)} cannot be used: “{key}” has no label; write what is asked.")
        asked = known[key].question_kind if key in known else table.get("kind")
        offered = table.get("choices") or ()
        left = [c for c in offered if not isinstance(offered, dict) or offered[c] is not False]
        if asked in _CHOOSES and not left and not table.get("hide"):
            raise Refused(f"The form in {named(path)} cannot be used: “{key}” offers no choices; name some.")
