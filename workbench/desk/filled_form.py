"""A form somebody filled in, looked over: everything that cannot be kept is told at once, in the form's own words."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from workbench.desk.page_value import Unfit, asked_answers, from_page
from workbench.errors import Problems
from workbench.model import RECORDS, Captured, CaptureEntry, DebriefEntry, OwnAnswer, OwnQuestion, Record
from workbench.model.form import OWN, Form, Question
from workbench.model.form_shape import FILLED_IN, Shape, shapes
from workbench.model.prompts import Words
from workbench.model.shortened import shortened

__all__ = ["FilledForm"]

#: These are written by acts of their own: sending and answering, attaching a file, the way of a grant, of a question.
_BY_OTHER_MEANS: dict[str, frozenset[str]] = {
    "influence": frozenset({"sent_on", "sent_by", "after", "state", "reason", "answered_on", "answered_by"}),
    "grant": frozenset({"state", "submitted_on", "decided_on", "ended_on", "grantee_cycle"}),
    "outcome": frozenset({"state", "agreed_on"}),
    "opening_question": frozenset({"follows", "agreed_on", "ended_on"}),
    "inquiry": frozenset({"follows", "closed_on"}),
    "attachment": frozenset({"of", "of_kind", "media_kind", "media_type", "size_bytes", "sha256"}),
}
#: A list of records inside a record; no question asks for it, and it is looked over as it comes.
_WHOLE = {"capture_form": "questions"}
_CHOOSES = frozenset({"choice", "several"})
_LONGEST_SAID = 60


class FilledForm:
    """What came of a form: the record's fields, and the problems beside them.

    Parameters
    ----------
    form
        The form that was filled in.
    values
        Plain values by field, as a page sends them; ``own:<key>`` for own questions.
    scopes
        The circles that may be chosen, with their names.
    words
        The words for sentences.
    """

    def __init__(self, form: Form, values: Mapping[str, Any], *, scopes: Mapping[str, str], words: Words) -> None:
        self.form = form
        self.values = dict(values)
        self.problems: dict[str, str] = {}
        self._scopes = scopes
        self._words = words
        self._record = RECORDS[form.kind]
        self._shapes = shapes(self._record)
        for field in self.values:
            if field in FILLED_IN or field in _BY_OTHER_MEANS.get(form.kind, ()):
                self.note(field, "filled_in")

    def made(self, before: Record | Mapping[str, Any]) -> Record:
        """The record these values make, over another one or over the fields that are given without asking.

        Raises
        ------
        Problems
            Where anything cannot be kept: a sentence for each field.
        """
        fields = self._fields(new=not isinstance(before, Record))
        held = before.model_dump() if isinstance(before, Record) else dict(before)
        if "own_answers" in self._record.model_fields:
            answers = before.own_answers if isinstance(before, Captured | DebriefEntry | CaptureEntry) else ()
            held["own_answers"] = asked_answers(answers, self.values, self.form, self._own)
        try:
            record = self._record.model_validate({**held, **fields})
        except ValidationError as e:
            for error in e.errors(include_url=False):
                self._note_error(error)
        self.refuse_problems()
        return record

    def refuse_problems(self) -> None:
        """Raise Problems where there are any, in the order of the form."""
        if self.problems:
            order = {question.field: n for n, question in enumerate(self.form.questions)}
            told = sorted(self.problems, key=lambda field: order.get(field, len(order)))
            raise Problems({field: self.problems[field] for field in told})

    def note(self, field: str, key: str, **said: object) -> None:
        """Note a problem beside a field, unless it has one already."""
        sentence = self._words.say(f"forms.problem.{key}", label=self.form.label(field), field=_tame(field), **said)
        self.problems.setdefault(field, sentence)

    # -- one field after another --------------------------------------------------------------------------------------
    def _fields(self, *, new: bool) -> dict[str, Any]:
        made: dict[str, Any] = {}
        given = {**dict.fromkeys(self._asked_on_add() if new else ()), **self.values}
        for field, value in given.items():
            if field.startswith(OWN):
                if self.form.question(field) is None:
                    self.note(field, "unknown_field")
            elif field == _WHOLE.get(self.form.kind):
                made[field] = self._questions(value)
            elif field not in self._shapes:
                self.note(field, "unknown_field")
            elif field not in self.problems:
                self._take(field, value, made)
        return made

    def _asked_on_add(self) -> Iterable[str]:
        """What a new record needs an answer to, or has an answer to where nobody gave one."""
        needed = RECORDS[self.form.kind].model_fields
        return (name for name, shape in self._shapes.items() if needed[name].is_required() or shape.default is not None)

    def _take(self, field: str, value: Any, made: dict[str, Any]) -> None:
        shape, question = self._shapes[field], self.form.question(field)
        kind = shape.question_kind
        try:
            plain = from_page(kind, value)
        except Unfit as e:
            self.note(field, e.key, **e.said)
            return
        if kind == "scope" and plain is not None and plain not in self._scopes:
            self.note(field, "no_scope", offered=", ".join(self._scopes.values()))
        if plain is None:
            plain = self._nothing(field, shape, question)
        for one in plain if isinstance(plain, list) else [plain]:
            if shape.values and one is not None and one not in shape.values:
                self.note(field, "not_offered", given=_tame(one), offered=self._offered(field))
        made[field] = plain

    def _nothing(self, field: str, shape: Shape, question: Question | None) -> Any:
        """What a field holds that nobody answered."""
        if shape.question_kind == "scope":
            return next(iter(self._scopes), shape.default)
        if shape.is_words:
            default = question.default if question else shape.default
            return default or ""
        if shape.required:
            self.note(field, "choose_one" if shape.values else "empty", offered=self._offered(field))
        return shape.default

    def _own(self, question: Question, value: Any, kept: Collection[str]) -> Any:
        """An answer to an own question; what is wrong with it is noted. What is kept already may stay."""
        try:
            plain = from_page(question.question_kind, value)
        except Unfit as e:
            self.note(question.field, e.key, **e.said)
            return None
        offered = {*(choice for choice, _ in question.choices), *kept}
        for one in plain if isinstance(plain, list) else [plain]:
            if not isinstance(one, str):
                continue
            if question.question_kind in _CHOOSES and one not in offered:
                named = ", ".join(words for _, words in question.choices)
                self.note(question.field, "not_offered", given=_tame(one), offered=named)
            if question.longest and _length(one) > question.longest:
                self._too_long(question.field, one, question.longest)
            try:
                OwnAnswer(question=question.key, asked=question.label, answer=(one,))
            except ValidationError as e:
                self._note_error(e.errors(include_url=False)[0] | {"loc": (question.field,)})
        return plain if question.field not in self.problems else None

    def _questions(self, value: Any) -> Any:
        """The questions of a group's own form: each key once, and something to choose from where one chooses."""
        seen: set[str] = set()
        for given in value if isinstance(value, list | tuple) else ():
            one = given.model_dump() if isinstance(given, OwnQuestion) else given
            if not isinstance(one, Mapping):
                continue
            key, label = str(one.get("key", "")), str(one.get("label", ""))
            if key in seen:
                self._say("questions", "twice", label=_tame(label), key=_tame(key))
            chosen = str(one.get("question_kind", "")) in _CHOOSES and one.get("asked", True)
            if chosen and not [c for c in one.get("choices", ()) if str(c).strip()]:
                self._say("questions", "no_choices", label=_tame(label))
            seen.add(key)
        return value

    def _say(self, field: str, problem: str, **said: object) -> None:
        self.problems.setdefault(field, self._words.say(f"forms.problem.{problem}", **said))

    # -- sentences ----------------------------------------------------------------------------------------------------
    def _offered(self, field: str) -> str:
        """The words of the choices of a field, as a sentence lists them."""
        question = self.form.question(field)
        named = dict(question.choices) if question else {}
        return ", ".join(named.get(value, value) for value in self._shapes[field].values)

    def _too_long(self, field: str, given: str, longest: int) -> None:
        self.note(field, "too_long", longest=f"{longest:,}", n=f"{_length(given):,}")

    def _note_error(self, error: ErrorDetails) -> None:
        """A problem that the record itself has with a value."""
        field = str(error["loc"][0]) if error["loc"] else ""
        given, limits = error["input"], error.get("ctx", {})
        match error["type"]:
            case "string_too_long" | "too_long" if isinstance(given, str):
                self._too_long(field, given, int(limits["max_length"]))
            case "string_too_short" | "too_short" | "missing":
                self.note(field, "empty")
            case "greater_than_equal":
                self.note(field, "at_least", least=self._bound(field, limits["ge"]))
            case "less_than_equal":
                self.note(field, "at_most", most=self._bound(field, limits["le"]))
            case "string_pattern_mismatch":
                self.note(field, "not_there")
            case "value_error" if isinstance(given, str) and not given.strip():
                self.note(field, "empty")
            case _:
                self.note(field, "as_said", why=error["msg"].removeprefix("Value error, "))

    def _bound(self, field: str, limit: float) -> str:
        shape = self._shapes.get(field)
        if shape is not None and shape.question_kind == "money":
            return f"£{limit / 100:,.2f}"
        return f"{limit:,g}" if abs(limit) < 1e6 else f"{limit:,.0f}"


def _length(text: str) -> int:
    """How long a text is as it is kept."""
    return len(unicodedata.normalize("NFC", text).replace("\r\n", "\n"))


def _tame(given: object) -> str:
    """A value somebody sent, short and in characters that can be written, for a sentence."""
    said = str(given).encode("utf-8", "replace").decode().replace("\x00", "")
    return shortened(said, _LONGEST_SAID)
