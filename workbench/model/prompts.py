"""The words on screens and the prompts, read once from ``templates/``; users may reword and translate them.

``templates/words/<language>/<section>.toml`` holds the words of one room of the house,
``templates/prompts/<language>.toml`` the prompts of a learning cycle. What a language lacks falls back to English.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from workbench.errors import Refused
from workbench.places import templates

__all__ = ["Words", "languages", "words"]

_FIRST_LANGUAGE = "en"


def _merged(under: dict[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    made = dict(under)
    for key, value in over.items():
        old = made.get(key)
        made[key] = _merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return made


def _read(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as e:
        raise Refused(f"The words in {path.name} cannot be read: {e}. Mend that line, or take the file away.") from e


class Words:
    """The words of one language; ``say`` gives a sentence, ``section`` a group of them for a page."""

    def __init__(self, language: str, tree: Mapping[str, Any]) -> None:
        self.language = language
        self._tree = tree

    def section(self, name: str) -> dict[str, Any]:
        """All words of a section (``map``, ``prompts.understand`` ...), nested as they are; {} where there is none."""
        found: Any = self._tree
        for part in name.split("."):
            if not isinstance(found, Mapping) or part not in found:
                return {}
            found = found[part]
        return dict(found) if isinstance(found, Mapping) else {}

    def say(self, key: str, /, **values: object) -> str:
        """One sentence, its ``{places}`` filled in.

        A key that holds ``one`` and ``other`` is chosen by ``n``. A key nobody wrote gives the key itself, so that a
        half-done translation never stops a session.
        """
        found: Any = self._tree
        for part in key.split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
        if isinstance(found, Mapping) and "other" in found:
            found = found["one"] if values.get("n") == 1 and "one" in found else found["other"]
        if not isinstance(found, str):
            return key
        return found.format_map(_Places(values)) if values else found


class _Places(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


@functools.cache
def _words(folder: Path, language: str) -> Words:
    tree: dict[str, Any] = {}
    for tag in dict.fromkeys((_FIRST_LANGUAGE, language.partition("-")[0], language)):
        for path in sorted((folder / "words" / tag).glob("*.toml")):
            tree = _merged(tree, {path.stem: _read(path)})
        tree = _merged(tree, {"prompts": _read(folder / "prompts" / f"{tag}.toml")})
    return Words(language, tree)


def words(language: str = _FIRST_LANGUAGE) -> Words:
    """The words of a language (``en``, ``cy``, ``gd`` ...), over English."""
    if not language.replace("-", "").isalnum():
        raise Refused(f"“{language}” is not a language tag; write one such as en, cy or gd.", field="language")
    return _words(templates(), language)


def languages() -> tuple[str, ...]:
    """The languages there are words for, English first."""
    found = sorted(p.name for p in (templates() / "words").iterdir() if p.is_dir())
    return (_FIRST_LANGUAGE, *(tag for tag in found if tag != _FIRST_LANGUAGE))
