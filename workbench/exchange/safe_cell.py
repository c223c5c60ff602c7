"""Text that no spreadsheet will run: the apostrophe before what looks like a formula, and its taking off again."""

from __future__ import annotations

import re

__all__ = ["guarded", "unguarded"]

#: Apostrophes are counted in, so that a text that already begins with '= gains one more and loses exactly one again.
_STARTS = re.compile(r"'*[=+\-@\t\r]")


def guarded(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet could take it for a formula (OWASP, CSV injection).

    >>> guarded("=1+1"), guarded("Trust")
    ("'=1+1", 'Trust')
    """
    return "'" + text if _STARTS.match(text) else text


def unguarded(text: str) -> str:
    """The text as it was before :func:`guarded`.

    >>> unguarded("'=1+1"), unguarded("'tis")
    ('=1+1', "'tis")
    """
    return text[1:] if text.startswith("'") and _STARTS.match(text) else text
