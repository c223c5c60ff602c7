"""JSON, strictly: no deeper than 100, no key twice, no number without end, no half characters."""

from __future__ import annotations

import json
import math
import re
from typing import Any, NoReturn

from workbench.exchange.raw_text import refuse_bad_characters
from workbench.exchange.reading import MAX_DEPTH, Reading

__all__ = ["json_of"]

#: A whole string (so that brackets inside are not counted) or one bracket.
_TOKENS = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)


def json_of(text: str, reading: Reading) -> Any:
    """The value the text holds, every string checked.

    Raises
    ------
    workbench.errors.Refused
        With line and column where the text breaks off or has a slip; for nesting, repeated keys, NaN, Infinity.
    """
    _refuse_deep(text, reading)

    def endless(found: str) -> NoReturn:
        raise reading.refusal("json_number", value=found)

    def number(found: str) -> float:
        value = float(found)
        return value if math.isfinite(value) else endless(found)

    def whole(found: str) -> int:
        return int(found) if len(found) <= 300 else endless(found)

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) < len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            raise reading.refusal("json_key_twice", key=twice)
        return made

    try:
        value = json.loads(text, object_pairs_hook=once, parse_constant=endless, parse_float=number, parse_int=whole)
    except json.JSONDecodeError as e:
        key = "json_ends_early" if e.pos >= len(text.rstrip()) else "json_slip"
        near = text[e.pos : e.pos + 20]
        raise reading.refusal(key, line=e.lineno, column=e.colno, value=near) from e
    if "\\u" in text:  # only an escape can bring in what the text itself was already checked for
        _refuse_bad_strings(value, reading)
    return value


def _refuse_deep(text: str, reading: Reading) -> None:
    depth = 0
    for token in _TOKENS.finditer(text):
        mark = token.group()
        if mark in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                line = text.count("\n", 0, token.start()) + 1
                raise reading.refusal("json_deep", line=line, deepest=MAX_DEPTH)
        elif mark in "]}":
            depth -= 1


def _refuse_bad_strings(value: Any, reading: Reading) -> None:
    waiting: list[tuple[str, Any]] = [("", value)]
    while waiting:
        path, found = waiting.pop()
        if isinstance(found, str):
            refuse_bad_characters(found, reading, where=path)
        elif isinstance(found, dict):
            for key, inside in found.items():
                refuse_bad_characters(key, reading, where=path)
                waiting.append((f"{path}.{key}".lstrip("."), inside))
        elif isinstance(found, list):
            waiting.extend((f"{path}[{n}]", inside) for n, inside in enumerate(found))
