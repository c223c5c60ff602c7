"""An XLSForm of a set of questions, so that telephones without a connection can collect stories (KoboToolbox, ODK)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import xlsxwriter

from workbench.exchange.story_answer import NOT_APPLICABLE
from workbench.exchange.survey_form import MOST, SurveyForm, SurveyQuestion
from workbench.model import PUBLIC, SignifierKind
from workbench.model.prompts import Words

__all__ = ["FormFace", "form_workbook"]

_POLES: Final = ("top", "left", "right")
#: The parts of a triad are said in tenths; dyads and stones in steps of five.
_TENTHS: Final = 10
_STEP: Final = 5
_NOT_IN_ID: Final = re.compile(r"[^a-z0-9]+")
_YES_NO: Final = "yes_no"
_COLUMNS: Final = (
    *("type", "name", "label", "hint", "required", "constraint", "constraint_message", "relevant", "appearance"),
    "parameters",
)
#: These stand once a language.
_TOLD: Final = frozenset({"label", "hint", "constraint_message"})


@dataclass(frozen=True)
class FormFace:
    """What stands around the questions: the opening question, who may see a story (id → name), and the version."""

    version: str
    scopes: Mapping[str, str]
    opening: str = ""


def form_workbook(form: SurveyForm, *, face: FormFace, words: Words) -> bytes:
    """The workbook: sheets survey, choices and settings, as the XLSForm standard has them.

    What a teller is asked comes back through :func:`workbench.exchange.story_reader.read_stories`.
    """
    language = _language(form, words)
    survey = list(_survey(form, face, words))
    choices = list(_choices(form, face, words))
    settings = {
        "form_title": _plain(form.name),
        "form_id": _NOT_IN_ID.sub("_", form.name.casefold()).strip("_") or "stories",
        "version": face.version,
        "default_language": language,
    }
    made = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(made, options) as book:
        _put(book, "survey", _COLUMNS, survey, language)
        _put(book, "choices", ("list_name", "name", "label"), choices, language)
        _put(book, "settings", tuple(settings), [settings], language)
    return made.getvalue()


def _language(form: SurveyForm, words: Words) -> str:
    named = words.section("story_files.languages").get(form.language, [form.language])
    return f"{named[0]} ({form.language})"


def _put(book: Any, name: str, columns: Sequence[str], rows: Sequence[Mapping[str, str]], language: str) -> None:
    page, bold = book.add_worksheet(name), book.add_format({"bold": True})
    for at, column in enumerate(columns):
        page.write_string(0, at, f"{column}::{language}" if column in _TOLD else column, bold)
        for n, row in enumerate(rows, start=1):
            if row.get(column):
                page.write_string(n, at, row[column])
    page.freeze_panes(1, 0)


def _plain(text: str) -> str:
    """A text in which nothing refers to an answer: ``${name}`` in a label is filled in on the telephone."""
    return text.replace("${", "$ {")


def _survey(form: SurveyForm, face: FormFace, words: Words) -> Iterator[dict[str, str]]:
    def say(key: str, **values: object) -> str:
        return words.say(f"story_form.{key}", **values)

    yield from ({"type": name, "name": name} for name in ("start", "end", "today"))
    yield {"type": "note", "name": "about", "label": say("about")}
    opening = _plain(face.opening) or say("text")
    yield _text("story_text", opening, hint=say("text_hint"), required="yes", appearance="multiline")
    yield _text("story_title", say("title"), hint=say("title_hint"))
    for question in form.questions:
        yield from _question(question, words)
    for name in ("what_matters", "wish", "place", "teller", "listened_by"):
        yield _text(name, say(name), hint=say(f"{name}_hint"))
    yield {"type": "select_one consent", "name": "consent", "label": say("consent"), "required": "yes"}
    used = "${consent} != 'no'"
    for name in ("may_quote", "may_leave"):
        yield {"type": f"select_one {_YES_NO}", "name": name, "label": say(name), "relevant": used}


def _text(name: str, label: str, **more: str) -> dict[str, str]:
    return {"type": "text", "name": name, "label": label, **more}


def _choices(form: SurveyForm, face: FormFace, words: Words) -> Iterator[dict[str, str]]:
    for name in ("yes", "no"):
        yield {"list_name": _YES_NO, "name": name, "label": words.say(f"story_form.{name}")}
    for id, name in face.scopes.items():
        label = _plain(name) if id == PUBLIC else words.say("story_form.seen_by", scope=_plain(name))
        yield {"list_name": "consent", "name": id, "label": label}
    yield {"list_name": "consent", "name": "no", "label": words.say("story_form.not_at_all")}
    for question in form.questions:
        if "at" not in question.names:
            continue
        listed = question.names["at"]
        for said, label in question.choices.items():
            yield {"list_name": listed, "name": said, "label": _plain(label)}
        if question.signifier.may_not_apply:
            away = words.say("story_form.not_applicable")
            yield {"list_name": listed, "name": NOT_APPLICABLE, "label": away}


def _question(question: SurveyQuestion, words: Words) -> Iterator[dict[str, str]]:
    one, names = question.signifier, question.names
    title, hint = _plain(one.title), _plain(one.help)
    if one.signifier_kind in (SignifierKind.choice, SignifierKind.several):
        kind = "select_one" if one.signifier_kind is SignifierKind.choice else "select_multiple"
        made = {"type": f"{kind} {names['at']}", "name": names["at"], "label": title, "hint": hint}
        if one.signifier_kind is SignifierKind.several and one.may_not_apply:
            made |= {
                "constraint": f"not(selected(., '{NOT_APPLICABLE}')) or count-selected(.) = 1",
                "constraint_message": words.say("story_form.either"),
            }
        yield made
        return
    if one.signifier_kind is SignifierKind.dyad:
        yield from _away(question, title, words)
        yield _range(names["x"], title, _ends(one.labels[0], one.labels[1], MOST), question)
        return
    yield {"type": "begin_group", "name": names["group"], "label": title, "appearance": "field-list"}
    yield from _away(question, "", words)
    if one.signifier_kind is SignifierKind.triad:
        yield from _triad(question, words)
    else:
        yield from _stones(question)
    yield {"type": "end_group", "name": names["group"]}


def _away(question: SurveyQuestion, title: str, words: Words) -> Iterator[dict[str, str]]:
    """Whether it applies at all, asked before it: a slider that was touched cannot be put back to nothing."""
    if "na" in question.names:
        label = words.say("story_form.away_of", title=title) if title else words.say("story_form.away")
        yield {"type": f"select_one {_YES_NO}", "name": question.names["na"], "label": label, "appearance": "minimal"}


def _relevant(question: SurveyQuestion) -> dict[str, str]:
    return {"relevant": f"${{{question.names['na']}}} != 'yes'"} if "na" in question.names else {}


def _ends(left: str, right: str, most: int) -> str:
    return f"0 = {_plain(left)} · {most} = {_plain(right)}"


def _range(name: str, label: str, hint: str, question: SurveyQuestion, *, most: int = MOST) -> dict[str, str]:
    step = _STEP if most == MOST else 1
    parameters = f"start=0 end={most} step={step}"
    return {
        "type": "range",
        "name": name,
        "label": label,
        "hint": hint,
        "parameters": parameters,
        **_relevant(question),
    }


def _triad(question: SurveyQuestion, words: Words) -> Iterator[dict[str, str]]:
    names = [question.names[pole] for pole in _POLES]
    for name, label in zip(names, question.signifier.labels, strict=True):
        row = _range(name, _plain(label), words.say("story_form.part", most=_TENTHS), question, most=_TENTHS)
        if name == names[-1]:
            row |= {
                "constraint": f". + ${{{names[0]}}} + ${{{names[1]}}} > 0",
                "constraint_message": words.say("story_form.part_needed"),
            }
        yield row


def _stones(question: SurveyQuestion) -> Iterator[dict[str, str]]:
    one = question.signifier
    left, right, bottom, top = (*one.axes, *[""] * (4 - len(one.axes)))
    for n, stone in enumerate(one.labels, start=1):
        for axis, low, high in (("x", left or "←", right or "→"), ("y", bottom or "↓", top or "↑")):
            label = f"{_plain(stone)} · {_plain(low)} – {_plain(high)}"
            yield _range(question.names[f"{n}_{axis}"], label, _ends(low, high, MOST), question)
