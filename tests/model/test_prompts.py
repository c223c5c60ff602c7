"""The words come from the templates, in the group's language, with English beneath."""

from __future__ import annotations

import string
from pathlib import Path

import pytest

from workbench import places
from workbench.errors import Refused
from workbench.model.prompts import Words, words


@pytest.fixture
def own_templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for language, text in {"en": 'hello = "Hello {name}"\nbye = "Bye"\n', "cy": 'hello = "Helo {name}"\n'}.items():
        (tmp_path / "words" / language).mkdir(parents=True)
        (tmp_path / "words" / language / "home.toml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("WORKBENCH_TEMPLATES", str(tmp_path))
    return tmp_path


def test_a_group_can_reword_and_translate_and_what_is_missing_stays_english(own_templates: Path) -> None:
    assert words("cy").say("home.hello", name="Wren") == "Helo Wren"
    assert words("cy-GB").say("home.bye") == "Bye"


def test_a_word_nobody_wrote_never_stops_a_session(own_templates: Path) -> None:
    assert words("en").say("home.nothing_like_it") == "home.nothing_like_it"
    assert words("en").say("home.hello", other="x") == "Hello {name}"


def test_a_damaged_file_of_words_is_named(own_templates: Path) -> None:
    (own_templates / "words" / "en" / "home.toml").write_text("hello = ", encoding="utf-8")
    with pytest.raises(Refused, match=r"home\.toml cannot be read"):
        words("en-damaged")


def test_something_that_is_no_language_is_refused() -> None:
    with pytest.raises(Refused, match="language tag"):
        words("../../etc")


def test_one_and_many_are_told_apart() -> None:
    said = Words("en", {"n": {"one": "{n} story", "other": "{n} stories"}})
    assert [said.say("n", n=n) for n in (0, 1, 2)] == ["0 stories", "1 story", "2 stories"]


def _sentences(tree: dict[str, object], path: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in tree.items():
        if isinstance(value, dict):
            found += _sentences(value, f"{path}.{key}")
        elif isinstance(value, str):
            found.append((f"{path}.{key}", value))
    return found


def test_every_sentence_on_a_screen_can_be_filled_in() -> None:
    said = words("en")
    for section in [p.stem for p in (places.templates() / "words" / "en").glob("*.toml")]:
        for key, sentence in _sentences(said.section(section), section):
            names = [name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None]
            assert all(name.isidentifier() for name in names), key


def test_every_part_of_the_cycle_has_prompts_that_ask_something() -> None:
    said = words("en")
    for part in ("before", "understand", "codesign", "run", "embed", "steward"):
        prompts = said.section(f"prompts.{part}")["prompt"]
        assert len(prompts) >= 3
        assert all("?" in p["ask"] for p in prompts if part != "before")
