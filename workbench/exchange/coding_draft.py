"""Coding in a file, in words of our own: codes, texts, and the passages that somebody tagged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from workbench.exchange.reading import Lost

__all__ = ["CodeDraft", "CodingDraft", "PassageDraft", "TextDraft"]


@dataclass(frozen=True)
class CodeDraft:
    """A code. ``key`` names it in the file; ``part_of`` is the key of the code it belongs under, "" for none."""

    key: str
    name: str
    definition: str = ""
    part_of: str = ""


@dataclass(frozen=True)
class TextDraft:
    """A text that was tagged; ``text`` is "" where the file holds only its name and the passages."""

    key: str
    title: str
    text: str = ""


@dataclass(frozen=True)
class PassageDraft:
    """One passage with one code. ``starts`` and ``ends`` are characters of the text; both None for all of it, or where
    the file says only which words they were (``quote``).
    """

    code: str
    text: str
    coder: str = ""
    starts: int | None = None
    ends: int | None = None
    quote: str = ""
    note: str = ""
    on: str = ""


@dataclass
class CodingDraft:
    """A project of coding as a file holds it, with what of it could not be taken."""

    name: str
    codes: list[CodeDraft] = field(default_factory=list)
    texts: list[TextDraft] = field(default_factory=list)
    passages: list[PassageDraft] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)

    def plain(self) -> dict[str, Any]:
        """As plain values, to come out of the child process."""
        return asdict(self)

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> CodingDraft:
        """From plain values."""
        return cls(
            name=plain["name"],
            codes=[CodeDraft(**one) for one in plain["codes"]],
            texts=[TextDraft(**one) for one in plain["texts"]],
            passages=[PassageDraft(**one) for one in plain["passages"]],
            lost=[Lost(**one) for one in plain["lost"]],
        )
