"""The note in which everything is kept that our fields have no place for."""

from __future__ import annotations

from workbench.exchange.reading import Lost, Reading, tidy_text
from workbench.model.shortened import shortened

__all__ = ["LONGEST_NOTE", "Note"]

LONGEST_NOTE = 20_000


class Note:
    """A description, and under it one line a field: ``Budget: 40``."""

    def __init__(self, reading: Reading, description: str = "") -> None:
        self._reading = reading
        self._parts = [tidy_text(description)] if description.strip() else []

    def add(self, field: str, value: str) -> None:
        """Keep a field; a blank one leaves no line."""
        if value.strip():
            line = f"{field}: {tidy_text(value).strip()}"
            if line not in self._parts:
                self._parts.append(line)

    def add_text(self, text: str) -> None:
        """Keep a sentence."""
        if text and text not in self._parts:
            self._parts.append(text)

    @property
    def text(self) -> str:
        """The whole note."""
        return "\n".join(self._parts)

    def shortened(self, text: str, where: str, lost: list[Lost]) -> str:
        """The text, cut where it is longer than a note can be, and that said in ``lost``."""
        tidy = tidy_text(text)
        if len(tidy) <= LONGEST_NOTE:
            return tidy
        lost.append(self._reading.loss("long_note", where, tidy, most=f"{LONGEST_NOTE:,}"))
        return shortened(tidy, LONGEST_NOTE)
