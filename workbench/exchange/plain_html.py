"""The words of a text with HTML in it, and nothing of the HTML."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

from workbench.exchange.reading import tidy_name

__all__ = ["plain_html"]

_UNSEEN: Final = frozenset({"script", "style", "head", "title", "template", "noscript"})
#: These stand within a word or a line; every other tag sets words apart.
_WITHIN: Final = frozenset({"a", "b", "em", "font", "i", "mark", "small", "span", "strong", "sub", "sup", "u"})
#: What only looks like a tag in a text ("a < b") is no tag.
_TAG: Final = re.compile(r"</?[A-Za-z][^<>]*>")
#: Editors write tags as entities into their own tags; twice is what occurs, and no text is gone through for ever.
_ROUNDS: Final = 3


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the base's own
        """A tag may set words apart, and some hide what follows."""
        if tag not in _WITHIN:
            self.parts.append(" ")
        self._unseen += tag in _UNSEEN

    def handle_endtag(self, tag: str) -> None:
        """As the tag that begins."""
        if tag not in _WITHIN:
            self.parts.append(" ")
        self._unseen = max(0, self._unseen - (tag in _UNSEEN))

    def handle_data(self, data: str) -> None:
        """Words."""
        if not self._unseen:
            self.parts.append(data)


def plain_html(text: str) -> str:
    """The words on one line; what HTML does not show is not there either.

    >>> plain_html("<div>fixed and<br> unchangeable</div>")
    'fixed and unchangeable'
    """
    made = text
    for _ in range(_ROUNDS):
        if not (_TAG.search(made) or "&" in made):
            break
        words = _Words()
        words.feed(made)
        words.close()
        made = "".join(words.parts)
    return tidy_name(made)
