"""Forms as data: which questions are asked about a record, in which order and words, read once from ``templates/``.

The fields, their kinds and their limits are the record's own; ``templates/forms/<language>/<kind>.toml`` gives order,
labels, help and choices, and may hide questions or add a group's own. What a language lacks falls back to English.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workbench.errors import Refused
from workbench.model import RECORDS, CaptureForm, OwnQuestion, QuestionKind
from workbench.model.form_file import FIRST_LANGUAGE, Template, kinds_with_template, read_template
from workbench.model.form_shape import Shape, shapes
from workbench.places import templates

__all__ = ["OWN", "Form", "Question", "form", "form_kinds", "form_of_group"]

#: What the field of an own question begins with; the rest is its key.
OWN = "own:"

#: How long the answers to own questions may be, by their kind.
_LONGEST = {"line": 200, "text": 20_000}
_MANY = frozenset({"several", "people", "records"})


@dataclass(frozen=True)
class Question:
    """One question of a form.

    Parameters
    ----------
    field
        The record's field, or ``own:<key>``.
    question_kind
        line, text, number, whole, money (pence in the record, pounds on the screen), day, yes_no, choice, several,
        people (names), record or records (ids of other records), or scope.
    required
        The record cannot be without an answer, and has none to begin with.
    longest, least, most, step
        Limits: characters, and the smallest and largest number with its usual step; None where there is none.
    choices
        (value, words) of what is offered. What a record holds already may be kept, offered or not.
    default
        What the record says where nobody answers.
    """

    field: str
    question_kind: str
    label: str
    help: str = ""
    placeholder: str = ""
    required: bool = False
    longest: int | None = None
    least: float | None = None
    most: float | None = None
    step: float | None = None
    lines: int = 1
    choices: tuple[tuple[str, str], ...] = ()
    own: bool = False
    default: Any = None

    @property
    def many(self) -> bool:
        """True where an answer is a list."""
        return self.question_kind in _MANY

    @property
    def key(self) -> str:
        """What the answer is kept under: the field, or an own question's key."""
        return self.field.removeprefix(OWN)

    def as_page(self) -> dict[str, Any]:
        """The question as plain values."""
        return {
            "field": self.field,
            "kind": self.question_kind,
            "label": self.label,
            "help": self.help,
            "placeholder": self.placeholder,
            "required": self.required,
            "longest": self.longest,
            "least": self.least,
            "most": self.most,
            "step": self.step,
            "lines": self.lines,
            "choices": [list(choice) for choice in self.choices],
            "own": self.own,
            "default": self.default,
        }


@dataclass(frozen=True)
class Form:
    """The questions about one kind of record, in order.

    ``labels`` names every field the template speaks of, those it hides as well, for sentences about them.
    """

    kind: str
    title: str
    lead: str
    add: str
    questions: tuple[Question, ...]
    labels: Mapping[str, str] = field(default_factory=dict)

    def question(self, field: str) -> Question | None:
        """The question that asks about a field; None where it is not asked."""
        return next((q for q in self.questions if q.field == field), None)

    def label(self, field: str) -> str:
        """What people call a field."""
        return self.labels.get(field) or field.removeprefix(OWN).replace("_", " ").capitalize()

    def as_page(self) -> dict[str, Any]:
        """The form as plain values."""
        questions = [question.as_page() for question in self.questions]
        return {"kind": self.kind, "title": self.title, "lead": self.lead, "add": self.add, "questions": questions}


def form(kind: str, *, language: str = FIRST_LANGUAGE) -> Form:
    """The form for a kind of record.

    Raises
    ------
    Refused
        Where there is no form for this kind, or its template cannot be followed: one sentence that names the file and
        the place in it.
    """
    return _form(templates(), kind, language)


def form_kinds() -> tuple[str, ...]:
    """The kinds of record that people fill in on a form."""
    return kinds_with_template(templates())


def form_of_group(made: CaptureForm, *, language: str = FIRST_LANGUAGE) -> Form:
    """The form a group made for itself: when it was and who says so, then the group's own questions as far as asked."""
    usual = form("capture_entry", language=language)
    own = tuple(_groups_own(question) for question in made.questions if question.asked)
    keys = {question.field for question in own}
    asked = tuple(question for question in usual.questions if question.field not in keys)
    return Form(
        usual.kind,
        made.name,
        usual.lead,
        usual.add,
        (*asked, *own),
        {**usual.labels, **{question.field: question.label for question in own}},
    )


@functools.cache
def _form(folder: Path, kind: str, language: str) -> Form:
    if kind not in RECORDS:
        raise Refused(f"There are no records of the kind “{kind}”, so there is no form for them.")
    template = read_template(folder, kind, language, fields=frozenset(RECORDS[kind].model_fields))
    known = shapes(RECORDS[kind])
    asked = tuple(
        _of_record(key, known[key], template) if key in known else _own(key, template)
        for key, table in template.questions.items()
        if not table.get("hide")
    )
    labels = {(key if key in known else f"{OWN}{key}"): t["label"] for key, t in template.questions.items()}
    return Form(kind, template.title, template.lead, template.add, asked, labels)


def _of_record(name: str, shape: Shape, template: Template) -> Question:
    """The question about one of the record's own fields."""
    table = template.questions[name]
    kind, lines = shape.question_kind, table.get("lines", 1)
    choices = template.choices_of(name)
    if shape.is_words and choices:
        kind = "choice"
    elif shape.is_words:
        lines = table.get("lines", shape.lines)
        kind = "text" if lines > 1 else "line"
    known = {value.casefold(): value for value, _ in choices}
    default = known.get(shape.default.casefold(), shape.default) if isinstance(shape.default, str) else shape.default
    return Question(
        name,
        kind,
        table["label"],
        help=table.get("help", ""),
        placeholder=table.get("placeholder", ""),
        required=shape.required,
        longest=shape.longest,
        least=shape.least,
        most=shape.most,
        step=shape.step,
        lines=lines,
        choices=choices,
        default=default,
    )


def _own(key: str, template: Template) -> Question:
    """A question a group put into the template."""
    table = template.questions[key]
    kind = table["kind"]
    return Question(
        f"{OWN}{key}",
        kind,
        table["label"],
        help=table.get("help", ""),
        placeholder=table.get("placeholder", ""),
        longest=_LONGEST.get(kind),
        lines=table.get("lines", 3 if kind == "text" else 1),
        choices=template.choices_of(key),
        own=True,
    )


def _groups_own(question: OwnQuestion) -> Question:
    kind = str(question.question_kind)
    return Question(
        f"{OWN}{question.key}",
        kind,
        question.label,
        help=question.help,
        longest=_LONGEST.get(kind),
        lines=3 if question.question_kind is QuestionKind.text else 1,
        choices=tuple((choice, choice) for choice in question.choices),
        own=True,
    )
