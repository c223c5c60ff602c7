"""The words for the choices of a form, for charts and files that show what was chosen."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.model.form import form

__all__ = ["choices_in_words"]


def choices_in_words(kind: str, field: str, *, language: str) -> Mapping[str, str]:
    """Words by value of the choices a form offers for a field; {} where the form does not ask it or offers none.

    Raises
    ------
    workbench.errors.Refused
        Where the kind has no form.
    """
    question = form(kind, language=language).question(field)
    return dict(question.choices) if question is not None else {}
