"""A text cut to a length, with a sign that there is more."""

from __future__ import annotations

__all__ = ["shortened"]


def shortened(text: str, longest: int) -> str:
    """Return the text as it is, or its first letters and an ellipsis: never more than ``longest`` signs, at least 1."""
    return text if len(text) <= longest else text[: longest - 1] + "…"
