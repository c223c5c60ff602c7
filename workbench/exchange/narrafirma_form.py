"""NarraFirma's story form: which question each column of the stories answers, and with which answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from workbench.exchange.plain_html import plain_html
from workbench.exchange.reading import Reading, tidy_name
from workbench.model import SignifierKind

__all__ = ["FormQuestion", "StoryForm", "find_form"]

_HEADER: Final = ("data column name", "type", "about", "short name", "long name", "options", "answers")
_ANSWERS_AT: Final = 6
_COMMENT: Final = ";"
_LONGEST: Final = 200
#: The ends of a scale lie within this; what is no number lies nowhere.
_FARTHEST: Final = 1e9
#: Settings of the import that name a column, and our role for it.
_COLUMNS: Final = {
    "story title column name": "title",
    "story text column name": "text",
    "participant id column name": "teller",
    "story collection date column name": "told_on",
    "language column name": "language",
}


@dataclass(frozen=True)
class FormQuestion:
    """One question. ``means`` gives the label for what the data says; ``signifier_kind`` None is an answer in words.

    ``write_in`` is the label for an answer of one's own, where there is room for one; ``alone`` False where another
    question is worded the same.
    """

    column: str
    name: str
    title: str
    signifier_kind: SignifierKind | None
    labels: tuple[str, ...]
    means: Mapping[str, str]
    of_teller: bool = False
    as_yes_no: bool = False
    write_in: str = ""
    least: float = 0
    most: float = 100
    alone: bool = True


@dataclass
class StoryForm:
    """A form. ``columns`` are the columns by role; ``eliciting`` the wording of each opening question."""

    name: str
    questions: list[FormQuestion] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    eliciting: dict[str, str] = field(default_factory=dict)
    mark: str = ","
    least: float = 0
    most: float = 100


def find_form(sheet: Mapping[str, Any], reading: Reading) -> StoryForm | None:
    """The form on a sheet; None where it holds none."""
    rows = [(number, [tidy_name(cell) for cell in cells]) for number, cells in sheet["rows"]]
    at = next((n for n, (_, cells) in enumerate(rows[:10]) if _begins(cells)), None)
    if at is None:
        return None
    form = StoryForm(name=reading.stem)
    body = [cells + [""] * (_ANSWERS_AT + 2 - len(cells)) for _, cells in rows[at + 1 :]]
    body = [cells for cells in body if not cells[0].startswith(_COMMENT)]
    for cells in body:
        if cells[2].casefold() == "import":
            _set(form, cells)
    for cells in body:
        about = cells[2].casefold()
        if about == "eliciting":
            form.columns["question"] = cells[0] or cells[3]
            form.eliciting |= {said.casefold(): label for said, label in _answers(cells)}
        elif about in ("story", "participant") and cells[0]:
            form.questions.append(_question(cells, form))
        elif about == "form" and cells[1].casefold() == "title" and (title := plain_html(cells[_ANSWERS_AT])):
            form.name = title[:_LONGEST]
    times = Counter(one.title for one in form.questions)
    form.questions = [replace(one, alone=times[one.title] == 1) for one in form.questions]
    return form


def _begins(cells: Sequence[str]) -> bool:
    return tuple(cell.casefold() for cell in cells[: len(_HEADER)]) == _HEADER


def _set(form: StoryForm, cells: Sequence[str]) -> None:
    said, value = cells[1].casefold(), cells[_ANSWERS_AT]
    if said in _COLUMNS and value:
        form.columns[_COLUMNS[said]] = value
    elif said == "multi choice single column delimiter" and value:
        form.mark = {"comma": ",", "semicolon": ";", "tab": "\t", "space": " "}.get(value.casefold(), value)
    elif said == "scale range":
        form.least, form.most = _ends(value, cells[_ANSWERS_AT + 1], form)


def _ends(least: str, most: str, form: StoryForm) -> tuple[float, float]:
    try:
        found = float(least), float(most)
    except ValueError:
        return form.least, form.most
    return found if -_FARTHEST < found[0] < found[1] < _FARTHEST else (form.least, form.most)


def _answers(cells: Sequence[str]) -> list[tuple[str, str]]:
    """The answers as (what the data says, what people read)."""
    made = []
    for cell in cells[_ANSWERS_AT:]:
        said, bar, label = cell.partition("|")
        if said.strip():
            made.append((said.strip(), (plain_html(label if bar else said) or said.strip())[:_LONGEST]))
    return made


def _question(cells: Sequence[str], form: StoryForm) -> FormQuestion:
    said, options = cells[1].casefold(), dict(one.partition("=")[::2] for one in cells[5].split("|"))
    kind = _kind(said)
    answers = _answers(cells)
    labels = tuple(dict.fromkeys(label for _, label in answers))
    means = {text.casefold(): label for text, label in answers} | {label.casefold(): label for label in labels}
    least, most = form.least, form.most
    if kind is SignifierKind.dyad:
        named = [cell for cell in cells[_ANSWERS_AT:] if cell]
        low, high = (named[2], named[3]) if len(named) > 3 else ("", "")
        least, most = _ends(low, high, form)
        labels = tuple(plain_html(name)[:_LONGEST] or "–" for name in (named[:2] if len(named) > 1 else ("0", "100")))
    elif "indexed" in said:
        means = {str(n): label for n, label in enumerate(labels, start=1)} | means
    return FormQuestion(
        column=cells[0],
        name=cells[3],
        title=(plain_html(cells[4]) or cells[3] or cells[0])[:_LONGEST],
        signifier_kind=kind if labels else None,
        labels=labels,
        means=means,
        of_teller=cells[2].casefold() == "participant",
        as_yes_no="yes/no" in said,
        write_in=plain_html(options.get("writeInTextBoxLabel", ""))[:_LONGEST],
        least=least,
        most=most,
    )


def _kind(said: str) -> SignifierKind | None:
    if said.startswith("scale"):
        return SignifierKind.dyad
    if said.startswith("multi"):
        return SignifierKind.several
    if said.startswith(("single", "radio", "boolean", "checkbox")):
        return SignifierKind.choice
    return None
