"""The questions of a survey and the columns that hold their answers: from a set of ours, or from an XLSForm."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from workbench.exchange.plain_html import plain_html
from workbench.exchange.story_answer import (
    NOT_APPLICABLE,
    Asked,
    ChoiceColumn,
    DyadColumn,
    SeveralColumns,
    StonesColumns,
    TriadColumns,
)
from workbench.exchange.story_table import StoryTable, key_of, table_of
from workbench.model import Signifier, SignifierKind

__all__ = [
    "MOST",
    "RESERVED",
    "SurveyForm",
    "SurveyQuestion",
    "choice_names",
    "find_survey_form",
    "form_of_set",
    "names_of",
]

#: How far a slider of ours goes; the parts of a triad are brought to 1 whatever they are counted in.
MOST: Final = 100
#: What we write under a slider.
_ENDS: Final = re.compile(r"0 = (.+?) · (\d+) = (.+)")
_NOT_IN_NAME: Final = re.compile(r"[^A-Za-z0-9_]+")
_POLES: Final = ("top", "left", "right")
#: What the other columns of a form of ours are called.
RESERVED: Final = (
    *("story_text", "story_title", "place", "wish", "what_matters", "listened_by", "teller", "consent"),
    *("may_quote", "may_leave", "start", "end", "today", "about"),
)
_LONGEST: Final = 200


@dataclass(frozen=True)
class SurveyQuestion:
    """``names`` are the columns by part (top, left, right; x; 1_x, 1_y; at; na), ``choices`` labels by their names."""

    signifier: Signifier
    names: Mapping[str, str]
    choices: Mapping[str, str] = field(default_factory=dict)
    most: float = MOST

    def asked(self, at: Mapping[str, int], ticks: Mapping[str, Sequence[tuple[int, str]]]) -> Asked | None:
        """Where the answers stand; None where they do not. ``ticks`` are (column, choice) by a column's name."""
        found = {part: at[name.casefold()] for part, name in self.names.items() if name.casefold() in at}
        one, na = self.signifier, found.get("na")
        means = {said.casefold(): label for said, label in self.choices.items()}
        if one.signifier_kind is SignifierKind.triad and found.keys() >= set(_POLES):
            return TriadColumns(one, (found["top"], found["left"], found["right"]), na=na)
        if one.signifier_kind is SignifierKind.dyad and "x" in found:
            return DyadColumn(one, found["x"], na, most=self.most)
        if one.signifier_kind is SignifierKind.stones:
            numbered = enumerate(one.labels, start=1)
            places = [
                (label, found[f"{n}_x"], found[f"{n}_y"])
                for n, label in numbered
                if found.keys() >= {f"{n}_x", f"{n}_y"}
            ]
            return StonesColumns(one, tuple(places), na, most=self.most) if places else None
        if one.signifier_kind is SignifierKind.choice and "at" in found:
            return ChoiceColumn(one, found["at"], means, na)
        if one.signifier_kind is SignifierKind.several and "at" in found:
            named = ticks.get(self.names["at"].casefold(), ())
            ticked = tuple((n, means.get(said.casefold(), said)) for n, said in named)
            return SeveralColumns(one, ticked, found["at"], " ", means, na)
        return None


@dataclass(frozen=True)
class SurveyForm:
    """A form by its name, with its questions and the words of its other columns (``asked`` by name)."""

    name: str
    questions: tuple[SurveyQuestion, ...]
    asked: Mapping[str, str] = field(default_factory=dict)
    language: str = "en"

    def fits(self, names: Iterable[str]) -> bool:
        """Whether a third of its questions or more have columns among these: a form may have been shortened."""
        there = {name.casefold() for name in names}
        n = sum(any(name.casefold() in there for name in one.names.values()) for one in self.questions)
        return n * 3 >= len(self.questions) > 0


def _stem(key: str, taken: set[str]) -> str:
    """A name XML takes: a letter first."""
    plain = _NOT_IN_NAME.sub("_", key)
    stem = plain if plain[:1].isalpha() else f"q_{plain}"
    made = next(name for n in range(1, len(taken) + 3) if (name := stem if n == 1 else f"{stem}_{n}") not in taken)
    taken.add(made)
    return made


def names_of(signifier: Signifier, taken: set[str]) -> dict[str, str]:
    """The columns of a question by part, unlike those in ``taken``."""
    stem = _stem(signifier.key, taken)
    if signifier.signifier_kind is SignifierKind.triad:
        made = {pole: f"{stem}_{pole}" for pole in _POLES}
    elif signifier.signifier_kind is SignifierKind.stones:
        made = {f"{n}_{axis}": f"{stem}_{n}_{axis}" for n in range(1, len(signifier.labels) + 1) for axis in "xy"}
    elif signifier.signifier_kind is SignifierKind.dyad:
        made = {"x": stem}
    else:
        return {"at": stem}  # of choices, that it does not apply is one more choice
    return made | ({"na": f"{stem}_na"} if signifier.may_not_apply else {}) | {"group": f"{stem}_group"}


def choice_names(labels: Sequence[str]) -> dict[str, str]:
    """The label of each choice by a name of its own without blanks."""
    taken: set[str] = set()
    return {key_of(label, taken): label for label in labels}


def form_of_set(name: str, signifiers: Sequence[Signifier], *, language: str = "en") -> SurveyForm:
    """A set of ours as the form we write of it."""
    taken = set(RESERVED)
    return SurveyForm(
        name=name,
        questions=tuple(
            SurveyQuestion(one, names_of(one, taken), choice_names(one.labels)) for one in signifiers if one.asked
        ),
        language=language,
    )


# -- an XLSForm --------------------------------------------------------------------------------------------------------


def find_survey_form(sheets: Sequence[Mapping[str, Any]], *, name: str) -> SurveyForm | None:
    """The form of a workbook with the sheets survey and choices; None where it is no XLSForm."""
    tables = {str(sheet["name"]).strip().casefold(): table_of(sheet) for sheet in sheets}
    survey = tables.get("survey")
    if survey is None or survey.column("type") is None or survey.column("name") is None:
        return None
    settings = tables.get("settings")
    title = _first(settings, "form_title") if settings else ""
    lists: dict[str, dict[str, str]] = {}
    for row in _rows(tables.get("choices")):
        lists.setdefault(row.get("list_name") or row.get("list name", ""), {})[row["name"]] = (
            row["label"] or row["name"]
        )
    rows = _rows(survey)
    return SurveyForm(
        name=(title or name)[:_LONGEST],
        questions=tuple(_questions(rows, lists)),
        asked={row["name"]: row["label"] for row in rows if row["type"] in ("text", "date") and row["label"]},
    )


def _first(table: StoryTable, column: str) -> str:
    at = table.column(column)
    return next((cell.strip() for cell in table.cells(at) if cell.strip()), "") if at is not None else ""


def _rows(table: StoryTable | None) -> list[dict[str, str]]:
    """The rows by column; ``label`` and ``hint`` in the first language there is."""
    if table is None:
        return []
    names = [name.casefold() for name in table.header]
    first = {
        word: next((n for n, name in enumerate(names) if name.partition("::")[0] == word), None)
        for word in ("label", "hint")
    }
    made = []
    for _, cells in table.body:
        row = {name: cells[n].strip() for n, name in enumerate(names) if name}
        row |= {word: plain_html(cells[n]) if n is not None else "" for word, n in first.items()}
        made.append({"type": "", "name": "", **row})
    return made


def _questions(rows: Sequence[Mapping[str, str]], lists: Mapping[str, Mapping[str, str]]) -> list[SurveyQuestion]:
    made: list[SurveyQuestion] = []
    taken: set[str] = set()
    by_name = {row["name"]: row for row in rows if row["name"]}
    done: set[str] = set()
    for row in rows:
        name, kind = row["name"], row["type"].split()
        if not name or not kind or name in done:
            continue
        if kind[0] in ("begin_group", "begin"):
            found = _grouped(row, by_name, taken)
        else:
            found = _single(row, kind, by_name, lists, taken)
        if found is not None:
            done |= set(found.names.values())
            made.append(found)
    return made


def _na(stem: str, by_name: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    return {"na": f"{stem}_na"} if f"{stem}_na" in by_name else {}


def _grouped(
    row: Mapping[str, str], by_name: Mapping[str, Mapping[str, str]], taken: set[str]
) -> SurveyQuestion | None:
    """A triad or a field of stones: a group whose parts are called as ours are."""
    stem = row["name"].removesuffix("_group")
    title = (row["label"] or stem)[:_LONGEST]
    names = {pole: f"{stem}_{pole}" for pole in _POLES}
    kind = SignifierKind.triad
    labels = [by_name[name]["label"][:_LONGEST] or pole for pole, name in names.items() if name in by_name]
    if len(labels) < len(_POLES):
        kind, names, labels = SignifierKind.stones, {}, []
        for n in range(1, len(by_name)):
            if {f"{stem}_{n}_x", f"{stem}_{n}_y"} - by_name.keys():
                break
            names |= {f"{n}_x": f"{stem}_{n}_x", f"{n}_y": f"{stem}_{n}_y"}
            labels.append(by_name[f"{stem}_{n}_x"]["label"].partition(" · ")[0][:_LONGEST] or str(n))
        if not labels:
            return None
    na = _na(stem, by_name)
    return SurveyQuestion(_signifier(stem, kind, title, labels, na, taken), names | na)


def _single(
    row: Mapping[str, str],
    kind: Sequence[str],
    by_name: Mapping[str, Mapping[str, str]],
    lists: Mapping[str, Mapping[str, str]],
    taken: set[str],
) -> SurveyQuestion | None:
    name = row["name"]
    title, na = (row["label"] or name)[:_LONGEST], _na(name, by_name)
    if kind[0] == "range":
        ends = _ENDS.search(row["hint"])
        labels = [ends[1].strip()[:_LONGEST], ends[3].strip()[:_LONGEST]] if ends else ["0", str(MOST)]
        most = float(ends[2]) if ends else _end(row.get("parameters", ""))
        question = _signifier(name, SignifierKind.dyad, title, labels, na, taken)
        return SurveyQuestion(question, {"x": name} | na, most=most)
    if kind[0] in ("select_one", "select_multiple") and len(kind) > 1:
        listed = dict(lists.get(kind[1], {}))
        away = listed.pop(NOT_APPLICABLE, None)
        choices = {said: plain_html(label)[:_LONGEST] for said, label in listed.items() if said}
        labels = list(dict.fromkeys(choices.values()))
        if not labels or name.endswith("_na") or name in RESERVED:
            return None
        several = SignifierKind.several if kind[0] == "select_multiple" else SignifierKind.choice
        signifier = _signifier(name, several, title, labels, {"na": "a choice"} if away else na, taken)
        return SurveyQuestion(signifier, {"at": name} | na, choices)
    return None


def _end(parameters: str) -> float:
    found = re.search(r"end\s*=\s*(\d{1,9}(?:\.\d+)?)", parameters)
    return float(found[1]) if found and float(found[1]) > 0 else MOST


def _signifier(
    stem: str, kind: SignifierKind, title: str, labels: Sequence[str], na: Mapping[str, str], taken: set[str]
) -> Signifier:
    return Signifier(
        key=key_of(stem, taken),
        signifier_kind=kind,
        title=title,
        labels=tuple(labels)[:200],
        may_not_apply=bool(na),
    )
