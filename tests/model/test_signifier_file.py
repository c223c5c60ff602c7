"""The questions tellers answer: what the files say, and what is said of a file that cannot be followed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.errors import Refused
from workbench.model import Signifier, SignifierKind
from workbench.model.signifier_file import SignifierFile, signifier_file, signifier_files

Write = Callable[..., None]

TRIAD = """name = "Ours"
[needed]
kind = "triad"
title = "What was needed was …"
top = "an ear"
left = "a hand"
right = "time"
"""


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes a file of a group's own templates, which hold nothing else: ``write(text, language="cy")``."""
    monkeypatch.setenv("WORKBENCH_TEMPLATES", str(tmp_path))

    def written(text: str, *, file: str = "ours", language: str = "en") -> None:
        folder = tmp_path / "forms" / language / "signifiers"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{file}.toml").write_text(text, encoding="utf-8")

    return written


# -- the set that comes with the workbench -----------------------------------------------------------------------------


def test_the_set_that_comes_along_asks_of_every_kind_and_of_the_teller_too() -> None:
    assert signifier_files() == ("help_and_services",)
    asked = signifier_file("help_and_services")
    kinds = [signifier.signifier_kind for signifier in asked.signifiers]
    assert asked.name == "Help and services"
    assert {kind: kinds.count(kind) for kind in SignifierKind} == {
        "triad": 3, "dyad": 2, "stones": 1, "choice": 3, "several": 2,
    }  # fmt: skip
    assert [s.key for s in asked.signifiers if s.of_teller] == ["my_part", "my_age"]
    assert all(signifier.may_not_apply and signifier.asked for signifier in asked.signifiers)


def test_no_pole_of_the_set_that_comes_along_is_named_twice() -> None:
    for signifier in signifier_file("help_and_services").signifiers:
        named = [*signifier.labels, *signifier.axes]
        assert len(set(named)) == len(named)


# -- a group's own -----------------------------------------------------------------------------------------------------


def test_each_kind_of_question_is_read_with_its_poles_in_their_order(write: Write) -> None:
    write(
        TRIAD
        + """[pace]
kind = "dyad"
title = "Things went …"
right = "too fast"
left = "too slowly"
may_not_apply = false
[there]
kind = "stones"
title = "Who was there?"
help = "Leave out whoever was not."
stones = ["Mum", "The nurse"]
top = "easier"
bottom = "harder"
left = "far"
right = "near"
[part]
kind = "several"
title = "You are …"
choices = ["the person", "a friend"]
about_teller = true
"""
    )
    assert signifier_files() == ("ours",)
    assert signifier_file("ours") == SignifierFile(
        file="ours",
        name="Ours",
        language="en",
        signifiers=(
            Signifier(
                key="needed",
                signifier_kind=SignifierKind.triad,
                title="What was needed was …",
                labels=("an ear", "a hand", "time"),
            ),
            Signifier(
                key="pace",
                signifier_kind=SignifierKind.dyad,
                title="Things went …",
                labels=("too slowly", "too fast"),
                may_not_apply=False,
            ),
            Signifier(
                key="there",
                signifier_kind=SignifierKind.stones,
                title="Who was there?",
                help="Leave out whoever was not.",
                labels=("Mum", "The nurse"),
                axes=("far", "near", "harder", "easier"),
            ),
            Signifier(
                key="part",
                signifier_kind=SignifierKind.several,
                title="You are …",
                labels=("the person", "a friend"),
                of_teller=True,
            ),
        ),
    )


def test_what_a_language_lacks_stays_english_question_by_question(write: Write) -> None:
    write(TRIAD + '[pace]\nkind = "dyad"\ntitle = "Things went …"\nleft = "too slowly"\nright = "too fast"\n')
    write('name = "Ein rhai ni"\n[needed]\ntitle = "Yr hyn oedd ei angen …"\ntop = "clust"\n', language="cy")
    asked = signifier_file("ours", language="cy-GB")
    assert (asked.name, asked.language) == ("Ein rhai ni", "cy-GB")
    assert [(s.title, s.labels) for s in asked.signifiers] == [
        ("Yr hyn oedd ei angen …", ("clust", "a hand", "time")),
        ("Things went …", ("too slowly", "too fast")),
    ]


def test_a_hidden_question_is_not_asked(write: Write) -> None:
    write(TRIAD + '[pace]\nkind = "dyad"\ntitle = "Pace"\nleft = "slow"\nright = "fast"\nhide = true\n')
    assert [signifier.key for signifier in signifier_file("ours").signifiers] == ["needed"]


# -- what cannot be followed -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ('[a]\nkind = "slider"\ntitle = "A"', "“a.kind” should be one of triad, dyad, stones, choice, several."),
        ('[a]\ntitle = "A"', "“a.kind” should be one of triad, dyad, stones, choice, several."),
        ('[a]\nkind = "dyad"\ntitle = "A"\nleft = "x"', "“a.right” is missing; a question of the kind dyad needs it."),
        (
            '[a]\nkind = "dyad"\ntitle = "A"\nleft = "x"\nright = "y"\ntop = "z"',
            "“a.top” has no place in a question of the kind dyad; take it out.",
        ),
        ('[a]\nkind = "choice"\ntitle = "A"\nchoices = "x"', "“a.choices” should be a list of words"),
        ('[a]\nkind = "choice"\ntitle = "A"\nchoices = ["x"]', "“a.choices” names 1; it should be from 2 to 60."),
        ('[a]\nkind = "choice"\ntitle = "A"\nchoices = ["x", "x"]', "“a.choices” names one twice."),
        ('[a]\nkind = "choice"\ntitle = "A"\nchoices = ["x", 2]', "“a.choices” holds something that is not text"),
        ('[a]\nkind = "dyad"\ntitle = " "\nleft = "x"\nright = "y"', "“a.title” should have from 1 to 200 characters."),
        ('[a]\nkind = "dyad"\nasks = "A"', "“a.asks” is not known there; a question may have kind, title, help"),
        ('[a]\nkind = "dyad"\nhide = "no"', "“a.hide” should be true or false."),
        ('["a b"]\nkind = "dyad"', "“a b” is no name for a question; use letters, digits, _ and -."),
        ('a = "A"', "“a” is no question; put it in a table [a] of its own."),
        ("name = 3", "“name” should be text in quotes"),
        ('name = "Ours"', "it asks nothing; write a table a question."),
    ],
)
def test_a_file_that_cannot_be_followed_is_told_with_its_name_and_the_place(write: Write, said: str, told: str) -> None:
    write(said)
    with pytest.raises(Refused) as refused:
        signifier_file("ours")
    assert "en/signifiers/ours.toml cannot be used: " in str(refused.value)
    assert told in str(refused.value)


def test_a_translation_that_cannot_be_followed_is_named_and_not_the_english_file(write: Write) -> None:
    write(TRIAD)
    write("[needed]\ntop = 3\n", language="cy")
    with pytest.raises(Refused, match=r"cy/signifiers/ours\.toml cannot be used: “needed\.top” should be text"):
        signifier_file("ours", language="cy")


def test_a_file_that_is_no_toml_is_told_with_its_line(write: Write) -> None:
    write('[needed\nkind = "triad"')
    with pytest.raises(Refused, match=r"en/signifiers/ours\.toml cannot be read: .*line 1"):
        signifier_file("ours")


def test_a_set_nobody_wrote_is_refused_with_those_there_are(write: Write) -> None:
    write(TRIAD)
    with pytest.raises(Refused, match=r"There are no questions “theirs” .* There are: ours"):
        signifier_file("theirs")


@pytest.mark.parametrize("file", ["../../../secrets", "ours/../ours", ""])
def test_a_name_that_is_no_file_of_the_folder_reads_nothing(write: Write, file: str) -> None:
    write(TRIAD)
    with pytest.raises(Refused, match="There are no questions"):
        signifier_file(file)


def test_a_language_that_is_no_tag_is_refused() -> None:
    with pytest.raises(Refused, match="is not a language tag"):
        signifier_file("help_and_services", language="../en")
