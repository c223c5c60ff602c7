"""Names that may have slipped into what is shared."""

from __future__ import annotations

import pytest

from workbench.patterns.names_in import names_in

KNOWN = ["Ama Mensah", "Bo", "Wren", "Hope", "Renée O’Hara", "Worker 3", "مريم"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We rang first and it helped.", ()),
        ("", ()),
        ("Ama rang first", ("Ama Mensah",)),
        ("it was Mensah's idea", ("Ama Mensah",)),
        ("Bo’s list, then Wren, then Bo again", ("Bo", "Wren")),
        # a name that is also a word counts where it is written as a name
        ("We hope so", ()),
        ("Hope said so", ("Hope",)),
        # parts of longer words are none
        ("Boring amalgam, Wrench", ()),
        ("RENÉE rang", ()),
        ("Renée and O’Hara", ("Renée O’Hara",)),
        ("Worker said", ("Worker 3",)),
        ("سألت مريم الجارة", ("مريم",)),
    ],
)
def test_names_that_are_known_here_are_found_as_words_of_their_own(text: str, found: tuple[str, ...]) -> None:
    assert names_in(text, KNOWN) == found
