"""What the fields of a record can hold: the kind of question that asks for each, and its limits."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from workbench.model.record import Id, Record, Scope

__all__ = ["FILLED_IN", "Shape", "shapes"]

#: These the workbench fills in itself; no form asks for them.
FILLED_IN = frozenset({*Record.model_fields, "cycle", "own_answers", "withdrawal", "withdrawn_on"})

_ID = TypeAdapter(Id).json_schema()["pattern"]
_SCOPE = TypeAdapter(Scope).json_schema()["pattern"]
#: Words longer than this are asked for in several lines, unless a template says otherwise.
_ONE_LINE = 500
_LINES = 3

_PLAIN = {"boolean": "yes_no", "integer": "whole", "number": "number"}


@dataclass(frozen=True)
class Shape:
    """One field of a record, as a question sees it."""

    question_kind: str
    required: bool = False
    longest: int | None = None
    least: float | None = None
    most: float | None = None
    values: tuple[str, ...] = ()
    default: Any = None

    @property
    def is_words(self) -> bool:
        """True for free words."""
        return self.question_kind in {"line", "text"}

    @property
    def lines(self) -> int:
        """How many lines free words are given where a template does not say."""
        return _LINES if self.question_kind == "text" else 1

    @property
    def step(self) -> float | None:
        """The usual step from one number to the next."""
        return 1 if self.question_kind in {"whole", "money"} else None


@functools.cache
def shapes(record: type[Record]) -> Mapping[str, Shape]:
    """The shape of each field that people may be asked for, by its name."""
    schema = record.model_json_schema()
    known = schema.get("$defs", {})
    needed = schema.get("required", ())
    made: dict[str, Shape] = {}
    for name, described in schema["properties"].items():
        plain = _plain(described, known)
        kind = _question_kind(name, plain, known)
        if name in FILLED_IN or kind is None:
            continue
        # A list is limited by what each of its answers may be.
        limited = _plain(plain.get("items", {}), known) if plain.get("type") == "array" else plain
        made[name] = Shape(
            kind,
            required=name in needed and not _may_be_empty(plain),
            longest=limited.get("maxLength"),
            least=limited.get("minimum"),
            most=limited.get("maximum"),
            values=tuple(limited.get("enum", ())),
            default=described.get("default"),
        )
    return made


def _may_be_empty(plain: Mapping[str, Any]) -> bool:
    """True for words that may be none at all, such as a teller who gave no name."""
    words = plain.get("type") == "string" and not {"enum", "pattern", "format"} & set(plain)
    return words and plain.get("minLength", 0) == 0


def _plain(described: Mapping[str, Any], known: Mapping[str, Any]) -> Mapping[str, Any]:
    """The description without “or nothing” and with what it refers to put in."""
    for option in described.get("anyOf", ()):
        if option.get("type") != "null":
            described = {**described, **option}
    if "$ref" in described:
        return {**described, **known[described["$ref"].rpartition("/")[2]]}
    return described


def _question_kind(name: str, plain: Mapping[str, Any], known: Mapping[str, Any]) -> str | None:
    """The kind of question that asks for it; None where no single question can."""
    if plain.get("type") == "array":
        one = _question_kind(name, _plain(plain["items"], known), known)
        return {"choice": "several", "record": "records", "line": "people"}.get(one or "")
    if plain.get("type") == "integer" and name.endswith("_pence"):
        return "money"
    if plain.get("type") != "string":
        return _PLAIN.get(str(plain.get("type")))
    if "enum" in plain:
        return "choice"
    if plain.get("format") == "date":
        return "day"
    named = {_ID: "record", _SCOPE: "scope"}.get(plain.get("pattern", ""))
    return named or ("text" if plain.get("maxLength", 0) > _ONE_LINE else "line")
