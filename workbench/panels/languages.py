"""Languages by their names: where a form asks for a language, people choose it and need not know its tag."""

from __future__ import annotations

from typing import Any

from workbench.model.prompts import Words

__all__ = ["language_named", "with_languages"]

_FIELDS = frozenset({"language", "translated_into"})


def with_languages(page_form: dict[str, Any], words: Words) -> dict[str, Any]:
    """A form as a page takes it, its questions for a language with the languages of the templates to choose from."""
    known = [[tag, name] for tag, name in words.section("languages").items()]
    questions = [
        {**q, "kind": "choice", "choices": known, "help": ""} if q["field"] in _FIELDS else q
        for q in page_form["questions"]
    ]
    return {**page_form, "questions": questions}


def language_named(tag: str, words: Words) -> str:
    """How a language is called; its tag where the templates do not name it, "" for none."""
    return str(words.section("languages").get(tag, tag))
