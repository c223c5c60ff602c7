"""Between a record and a page: the plain values a form shows, and what a record makes of the plain values it gets."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Any

from workbench.model import OwnAnswer, Record
from workbench.model.form import Form, Question

__all__ = ["Unfit", "alike", "asked_answers", "from_page", "page_values"]

_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_NUMBER = re.compile(r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$")
_YES, _NO = frozenset({"true", "yes", "y", "1"}), frozenset({"false", "no", "n", "0"})
#: Beyond this a number is no longer exact, and no record takes it.
_LARGEST = 1e15


class Unfit(Exception):
    """A plain value is none of what its question takes; ``key`` names the sentence in the words, ``said`` its parts."""

    def __init__(self, key: str, **said: object) -> None:
        super().__init__(key)
        self.key = key
        self.said = said


def page_values(record: Record, form: Form) -> dict[str, Any]:
    """The values of a record as a page shows them.

    Every field by its name; ``own:<key>`` for the form's own questions; ``own_gone`` lists ``{asked, answer}`` for
    answers to questions that are no longer asked, or are asked in another way.
    """
    values = {**record.model_dump(mode="json", exclude={"own_answers"}), "kind": record.kind}
    own = {question.key: question for question in form.questions if question.own}
    values |= {question.field: [] if question.many else None for question in own.values()}
    gone = []
    for kept in getattr(record, "own_answers", ()):
        question = own.get(kept.question)
        shown = None if question is None else _shown(question, kept.answer)
        if question is None or shown is None:
            gone.append({"asked": kept.asked, "answer": ", ".join(kept.answer)})
        else:
            values[question.field] = shown
    return {**values, "own_gone": gone}


def asked_answers(
    before: Sequence[OwnAnswer],
    values: Mapping[str, Any],
    form: Form,
    fits: Callable[[Question, Any, Collection[str]], Any],
) -> tuple[OwnAnswer, ...]:
    """The answers to own questions after some of them were answered anew; the others stay as they are.

    ``fits`` gives the answer as a plain value from the question, what the page sent and what is kept so far.
    """
    made = {answer.question: answer for answer in before}
    for field, value in values.items():
        question = form.question(field)
        if question is None or not question.own:
            continue
        kept = made[question.key].answer if question.key in made else ()
        answer = _kept(question, fits(question, value, kept))
        if answer:
            made[question.key] = OwnAnswer(question=question.key, asked=question.label, answer=answer)
        else:
            made.pop(question.key, None)
    return tuple(made.values())


def from_page(question_kind: str, value: Any) -> Any:
    """A plain value as the record's field takes it; None where nothing was answered.

    Raises
    ------
    Unfit
        Where it is none of what such a question takes.
    """
    if question_kind in {"several", "people", "records"}:
        return _listed(value, once=question_kind != "people")
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    match question_kind:
        case "day":
            return _day(value)
        case "whole" | "money" | "number":
            return _number(value, question_kind)
        case "yes_no":
            return _yes_no(value)
        case _:
            return _words(value)


def alike(one: Any, other: Any) -> bool:
    """True where two plain values say the same; nothing, no words and no list are the same."""
    if _is_nothing(one) or _is_nothing(other):
        return _is_nothing(one) and _is_nothing(other)
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)


def _is_nothing(value: Any) -> bool:
    return value is None or value in ("", [], ())


def _shown(question: Question, answer: Sequence[str]) -> Any:
    """A kept answer as the page shows it; None where the question asks in another way by now."""
    if question.many:
        return list(answer)
    words = "\n".join(answer)
    if question.question_kind in {"line", "text", "choice"}:
        return words
    try:
        return from_page(question.question_kind, words)
    except Unfit:
        return None


def _kept(question: Question, value: Any) -> tuple[str, ...]:
    """An answer in words, so that it can be read when its question is gone."""
    if value is None:
        return ()
    if question.many:
        return tuple(str(one) for one in value)
    if isinstance(value, bool):
        return ("yes" if value else "no",)
    if isinstance(value, float) and value.is_integer():
        return (str(int(value)),)
    return (str(value),)


def _listed(value: Any, *, once: bool) -> list[str]:
    if value is None:
        return []
    if isinstance(value, str):
        value = re.split(r"[,;\n]", value)
    if not isinstance(value, Sequence):
        raise Unfit("not_list")
    said = [_words(one) for one in value if not (isinstance(one, str) and not one.strip())]
    return list(dict.fromkeys(said)) if once else said


def _day(value: Any) -> str:
    if not isinstance(value, str) or not _DAY.match(value.strip()):
        raise Unfit("not_day")
    try:
        return date.fromisoformat(value.strip()).isoformat()
    except ValueError as e:
        raise Unfit("not_day") from e


def _number(value: Any, question_kind: str) -> float | int:
    wrong = {"whole": "not_whole", "money": "not_money"}.get(question_kind, "not_number")
    if isinstance(value, str) and _NUMBER.match(value.strip()):
        value = float(value)
    fits = isinstance(value, int | float) and not isinstance(value, bool) and -_LARGEST <= value <= _LARGEST
    if not fits or (question_kind != "number" and value != int(value)):
        raise Unfit(wrong)
    return value if question_kind == "number" else int(value)


def _yes_no(value: Any) -> bool:
    said = str(value).strip().casefold()
    if said not in _YES | _NO:
        raise Unfit("not_yes_no")
    return said in _YES


def _words(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise Unfit("not_words")
    return str(value)
