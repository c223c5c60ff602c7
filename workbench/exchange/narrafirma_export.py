"""Stories with their answers as NarraFirma has them: a CSV of stories, and the CSV of the form they were told on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import pandas as pd

from workbench.exchange.story_file import OWN_STORY
from workbench.exchange.table_export import table_csv
from workbench.model import Placing, Signifier, SignifierKind

__all__ = ["TakenStory", "narrafirma_files"]

_TEXTS: Final = {
    "title": "Story title",
    "text": "Story text",
    "question": "Eliciting question",
    "told_on": "Collection date",
    "language": "Language",
    "teller": "Participant ID",
    "id": "Story ID",
    "place": "Place",
    "wish": "Wish",
    "what_matters": "What matters",
    "listened_by": "Listened by",
    "scope": "Consent",
    "may_quote": "May be quoted",
    "may_leave": "May leave",
}
_FORM_HEADER: Final = ("Data column name", "Type", "About", "Short name", "Long name", "Options")
_SETTINGS: Final = (
    ("Scale range", "0", "100"),
    ("Story title column name", "Story title"),
    ("Story text column name", "Story text"),
    ("Participant ID column name", "Participant ID"),
    ("Story collection date column name", "Collection date"),
    ("Language column name", "Language"),
)
_POLES: Final = ("top", "left", "right")
_MOST: Final = 100


@dataclass(frozen=True)
class TakenStory:
    """One story: ``said`` by field, ``others`` as (asked, answer), ``answers`` are significations by (set, key)."""

    said: Mapping[str, Any]
    others: Sequence[tuple[str, str]] = ()
    answers: Mapping[tuple[str, str], Sequence[Mapping[str, Any]]] = field(default_factory=dict)


@dataclass(frozen=True)
class _Column:
    """A column: its header, what the row of comments says over it, and its line in the form."""

    name: str
    comment: str = ""
    form: tuple[str, ...] = ()
    about_teller: bool = False


def narrafirma_files(
    stories: Sequence[TakenStory], signifiers: Sequence[tuple[str, Signifier]], *, title: str
) -> tuple[bytes, bytes]:
    """The CSV of stories and the CSV of their form, in which no text is ever run (see ``table_csv``).

    A triad is kept in three scales, called ``question [top]``, ``[left]`` and ``[right]``; a stone in two; that a
    question does not apply in a choice called ``question [na]``. All of them come back.

    Parameters
    ----------
    signifiers
        (set, question), in their order.
    """
    used = {key: _values(story.said.get(key)) for key in _TEXTS for story in stories if _values(story.said.get(key))}
    texts = [key for key in _TEXTS if key in used or key in ("title", "text")]
    taken = {_TEXTS[key].casefold() for key in texts}
    asked = [(set_id, one, _name(one.title, taken)) for set_id, one in signifiers]
    said = dict.fromkeys(question for story in stories for question, _ in story.others)
    others = {question: _name(question, taken) for question in said}
    columns = [_Column(_TEXTS[key]) for key in texts]
    columns += [_Column(name, form=("Text", "story", name, question)) for question, name in others.items()]
    for set_id, one, name in asked:
        columns += _columns(one, name, away=_is_away(stories, set_id, one))
    rows = [_row(story, texts, others, asked, columns) for story in stories]
    comments = [column.comment for column in columns]
    comments[0] = "; "
    table = pd.DataFrame([comments, *rows], columns=[column.name for column in columns], dtype=object)
    questions = [story.said.get("question") for story in stories]
    return table_csv(table), _form(columns, dict.fromkeys(one for one in questions if one), title=title)


def _name(title: str, taken: set[str]) -> str:
    """A header nothing else has; what brackets mean in a header is said in :func:`narrafirma_files`."""
    plain = " ".join(title.replace("[", "(").replace("]", ")").split()) or "Question"
    name = next(
        made
        for n in range(1, len(taken) + 3)
        if (made := plain if n == 1 else f"{plain} ({n})").casefold() not in taken
    )
    taken.add(name.casefold())
    return name


def _bare(label: str) -> str:
    """A label without the mark that sets a label apart from what the data says."""
    return label.replace("|", "/")


def _values(value: Any) -> str:
    if value is None or (not isinstance(value, bool | str | date) and pd.isna(value)) or value is pd.NaT:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.strftime("%Y-%m-%d") if isinstance(value, date) else str(value)


def _is_away(stories: Sequence[TakenStory], set_id: str, one: Signifier) -> bool:
    rows = (row for story in stories for row in story.answers.get((set_id, one.key), ()))
    return any(row["placing"] == Placing.not_applicable for row in rows)


def _columns(one: Signifier, name: str, *, away: bool) -> Iterator[_Column]:
    about = "participant" if one.of_teller else "story"
    labels = [_bare(label) for label in one.labels]
    if one.signifier_kind is SignifierKind.triad:
        for pole, label in zip(_POLES, one.labels, strict=True):
            part = f"{name} [{pole}]"
            yield _Column(part, form=("Scale", about, part, label, "", "none", "all"))
    elif one.signifier_kind is SignifierKind.dyad:
        yield _Column(name, form=("Scale", about, name, one.title, "", *labels))
    elif one.signifier_kind is SignifierKind.stones:
        for stone in one.labels:
            for axis in "xy":
                part = f"{name} [{stone}: {axis}]"
                yield _Column(part, form=("Scale", about, part, stone, "", "low", "high"))
    elif one.signifier_kind is SignifierKind.choice:
        yield _Column(name, form=("Single choice", about, name, one.title, "", *labels))
    else:
        form = ("Multi-choice multi-column texts", about, name, one.title, "", *labels)
        yield from (_Column(name, comment=label, form=form) for label in labels)
    if away:
        part = f"{name} [na]"
        yield _Column(part, form=("Single choice", about, part, part, "", "Yes"))


def _row(
    story: TakenStory,
    texts: Sequence[str],
    others: Mapping[str, str],
    asked: Sequence[tuple[str, Signifier, str]],
    columns: Sequence[_Column],
) -> list[str]:
    told = [_values(story.said.get(key)) for key in texts]
    if "id" in texts:
        told[texts.index("id")] = f"{OWN_STORY}{story.said['id']}"
    if "question" in texts:
        told[texts.index("question")] = _bare(told[texts.index("question")])
    said = dict(story.others)
    told += [said.get(question, "") for question in others]
    by_name: dict[str, list[str]] = {}
    for set_id, one, name in asked:
        for part, value in _answered(one, name, story.answers.get((set_id, one.key), ())):
            by_name.setdefault(part, []).append(value)
    for column in columns[len(told) :]:
        values = by_name.get(column.name, [])
        told.append(column.comment if column.comment in values else "" if column.comment else "".join(values[:1]))
    return told


def _answered(one: Signifier, name: str, rows: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for row in rows:
        if row["placing"] == Placing.not_applicable:
            yield f"{name} [na]", "Yes"
        elif row["placing"] != Placing.placed:
            continue
        elif one.signifier_kind is SignifierKind.triad:
            yield from ((f"{name} [{pole}]", _percent(row[pole])) for pole in _POLES)
        elif one.signifier_kind is SignifierKind.dyad:
            yield name, _percent(row["x"])
        elif one.signifier_kind is SignifierKind.stones:
            yield from ((f"{name} [{row['item']}: {axis}]", _percent(row[axis])) for axis in "xy")
        else:
            yield from ((name, _bare(label)) for label in row["chosen"])


def _percent(share: float) -> str:
    """With so many places that nothing is lost; NarraFirma itself reads whole numbers."""
    return f"{share * _MOST:.15g}"


def _form(columns: Sequence[_Column], questions: Mapping[str, None], *, title: str) -> bytes:
    lines: list[tuple[str, ...]] = []
    if questions:
        asked = [f"{_bare(one)}|{_bare(one)}" for one in questions]
        lines.append((_TEXTS["question"], "eliciting", "eliciting", _TEXTS["question"], "", "", *asked))
    forms = {column.name: column.form for column in columns if column.form}
    lines += [(name, *form) for name, form in forms.items()]
    lines.append(("", "Title", "form", "", "", "", title))
    lines += [("", name, "import", "", "", "", *values) for name, *values in _SETTINGS]
    widest = max(len(line) for line in lines)
    header = [*_FORM_HEADER, "Answers", *[""] * (widest - len(_FORM_HEADER) - 1)]
    return table_csv(
        pd.DataFrame([[*line, *[""] * (widest - len(line))] for line in lines], columns=header, dtype=object)
    )
