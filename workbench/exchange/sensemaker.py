"""SenseMaker: a CSV whose columns are ids, and the definition (JSON) that says what each id is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from workbench.exchange.plain_html import plain_html
from workbench.exchange.reading import Reading, tidy_name
from workbench.exchange.story_answer import (
    Asked,
    ChoiceColumn,
    DyadColumn,
    SeveralColumns,
    StonesColumns,
    TriadColumns,
    Unusable,
    number_in,
)
from workbench.exchange.story_rows import Plan
from workbench.exchange.story_table import StoryTable
from workbench.model import Signifier, SignifierKind

__all__ = ["is_definition", "is_sensemaker", "sensemaker_plan"]

#: Kinds of question that only stand on the page.
_FOR_SHOW: Final = frozenset({"label", "save", "navigation", "image", "video", "separator", "embed"})
_MACHINERY: Final = frozenset(
    {"id", "project_id", "version", "language", "server_upload_time", "definition_version", "responder_id"}
)
_KEY: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_LONGEST: Final = 200
#: How far the parts may lie from the point before it is said.
_NOISE: Final = 1e-6


def is_definition(found: Any) -> bool:
    """Whether a JSON value is a definition of SenseMaker's."""
    return isinstance(found, dict) and isinstance(found.get("signifiers"), list)


def is_sensemaker(table: StoryTable) -> bool:
    """Whether a table has SenseMaker's columns."""
    return {"id", "project_id", "server_upload_time"} <= {name.casefold() for name in table.header}


def sensemaker_plan(table: StoryTable, definition: Mapping[str, Any], reading: Reading) -> Plan:
    """What each column is.

    Raises
    ------
    workbench.errors.Refused
        Where the definition names none of the columns, or is of another project.
    """
    named = [one for one in _questions(definition, reading) if any(one["id"] in name for name in table.header)]
    if not named:
        raise reading.refusal("other_definition", field="definition")
    plan = Plan(
        form="sensemaker",
        name=plain_html(str(_one(definition.get("name")) or reading.stem)),
        project=str(_one(definition.get("id")) or ""),
        table=table,
        language=str(_one(definition.get("language")) or "en")[:35],
    )
    plan.unread = {
        n for n, name in enumerate(table.header) if name in _MACHINERY or name.startswith("meta_") or not name
    }
    for role, name in (("key", "id"), ("told_on", "server_upload_time"), ("language", "language")):
        if (at := table.column(name)) is not None:
            plan.roles[role] = at
    if (at := table.column("responder_id")) is not None and any(cell.strip() for cell in table.cells(at)):
        plan.roles["teller"] = at
    _put_questions(plan, _Columns(table), named, reading)
    return plan


def _one(value: Any) -> Any:
    """What a definition wraps in a list of one."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _questions(definition: Mapping[str, Any], reading: Reading) -> list[Mapping[str, Any]]:
    """The questions in their order; those without an id we can use are left out, and it is said."""
    made = []
    for one in definition["signifiers"]:
        if not isinstance(one, dict) or str(one.get("type")) in _FOR_SHOW:
            continue
        if not (isinstance(one.get("id"), str) and _KEY.fullmatch(one["id"]) and isinstance(one.get("content"), dict)):
            reading.lose("odd_question", reading.say("where.definition"), plain_html(str(one.get("title", ""))))
            continue
        made.append(one)
    return sorted(made, key=lambda one: one["order"] if isinstance(one.get("order"), int | float) else 0)


class _Columns:
    """The columns of a table by the ids in their names."""

    def __init__(self, table: StoryTable) -> None:
        self.table = table
        self._at = {name: n for n, name in enumerate(table.header)}

    def at(self, *ids: str) -> int | None:
        """The column called ``<id>_<id>…``."""
        return self._at.get("_".join(ids))

    def all_of(self, id: str) -> set[int]:
        """Every column of a question."""
        return {n for name, n in self._at.items() if name == id or name.startswith(f"{id}_")}


def _put_questions(plan: Plan, columns: _Columns, named: Sequence[Mapping[str, Any]], reading: Reading) -> None:
    for one in named:
        title = (plain_html(str(one.get("title", ""))) or one["id"])[:_LONGEST]
        at, kind = columns.at(one["id"]), str(one.get("type"))
        if kind == "freetext":
            _put_text(plan, one, at, title)
            continue
        asked = _asked(one, kind, title, columns)
        if asked is None:
            reading.lose("odd_question", reading.say("where.definition"), f"{title} ({kind})")
            plan.unread |= columns.all_of(one["id"])
        else:
            plan.asked.append(asked)
            plan.unread |= columns.all_of(one["id"]) - set(asked.columns)
            if isinstance(asked, TriadColumns):
                _compare(asked, plan.table, reading)


def _put_text(plan: Plan, one: Mapping[str, Any], at: int | None, title: str) -> None:
    """Words of the teller's: the story, the headline they gave it (one line, asked after it), or another answer."""
    if at is None:
        return
    plan.table = StoryTable(
        plan.table.name, (*plan.table.header[:at], title, *plan.table.header[at + 1 :]), plan.table.body
    )
    if one.get("fragment") is True and "text" not in plan.roles:
        plan.roles["text"] = at
    elif "text" in plan.roles and "title" not in plan.roles and not one["content"].get("multiline"):
        plan.roles["title"] = at


def _asked(one: Mapping[str, Any], kind: str, title: str, columns: _Columns) -> Asked | None:
    id, content = str(one["id"]), one["content"]
    na = columns.at(id, "NA")

    def question(signifier_kind: SignifierKind, labels: Sequence[str]) -> Signifier:
        return Signifier(
            key=id,
            signifier_kind=signifier_kind,
            title=title,
            labels=_apart(labels),
            axes=_axes(content) if signifier_kind is SignifierKind.stones else (),
            may_not_apply=one.get("allow_na") is True,
            # what a teller's next story is not asked again is about the teller (``sticky``), but for sliders and triads
            of_teller=one.get("sticky") is True and kind == "list",
        )

    if kind in ("triad", "dyad"):
        ends = list(_named(content.get("labels"), "text"))
        x, y = columns.at(id, "percentX"), columns.at(id, "percentY")
        at = [columns.at(id, end) for end, _ in ends]
        labels = [label for _, label in ends]
        if kind == "dyad" and len(ends) == 2 and x is not None:
            repeated = tuple(n for n in at if n is not None)
            return DyadColumn(question(SignifierKind.dyad, labels), x, na, repeated, least=0, most=1)
        if kind == "triad" and len(ends) == 3:
            return _triad(question(SignifierKind.triad, labels), at, (x, y), na)
    if kind == "stones":
        stones = list(_named(content.get("stones"), "title"))
        named = _apart([label for _, label in stones])
        places = [
            (label, x, y)
            for (stone, _), label in zip(stones, named, strict=True)
            if (x := columns.at(id, stone, "percentX")) is not None
            and (y := columns.at(id, stone, "percentY")) is not None
        ]
        return StonesColumns(question(SignifierKind.stones, named), tuple(places), na) if places else None
    if kind == "list":
        return _list(one, question, columns, na)
    return None


def _triad(
    signifier: Signifier, at: Sequence[int | None], point: tuple[int | None, int | None], na: int | None
) -> Asked | None:
    top, left, right = at
    x, y = point
    parts = None if top is None or left is None or right is None else (top, left, right)
    placed = None if x is None or y is None else (x, y)
    return TriadColumns(signifier, parts, placed, na) if parts or placed else None


def _list(one: Mapping[str, Any], question: Any, columns: _Columns, na: int | None) -> Asked | None:
    id, items = str(one["id"]), list(_named(one["content"].get("items"), "title"))
    labels = _apart([label for _, label in items])
    at, means = columns.at(id), dict(zip((item.casefold() for item, _ in items), labels, strict=True))
    if at is not None:
        return ChoiceColumn(question(SignifierKind.choice, labels), at, means, na)
    ticks = [
        (n, label) for (item, _), label in zip(items, labels, strict=True) if (n := columns.at(id, item)) is not None
    ]
    return SeveralColumns(question(SignifierKind.several, labels), tuple(ticks), na=na) if ticks else None


def _named(found: Any, words: str) -> Iterator[tuple[str, str]]:
    """The (id, words) of the parts of a question; parts without an id are passed over."""
    for one in found if isinstance(found, list) else ():
        if isinstance(one, dict) and isinstance(one.get("id"), str):
            yield one["id"], (plain_html(str(one.get(words, ""))) or one["id"])[:_LONGEST]


def _apart(labels: Sequence[str]) -> tuple[str, ...]:
    """Labels that differ: an answer names its label."""
    made: list[str] = []
    for label in labels:
        n = 1
        while (told := label if n == 1 else f"{label[: _LONGEST - 6]} ({n})") in made:
            n += 1
        made.append(told)
    return tuple(made)


def _axes(content: Mapping[str, Any]) -> tuple[str, ...]:
    """The ends of the field of stones: left, right, bottom, top; none where none is named."""
    axis = content.get("axis")
    ends = [
        tidy_name(plain_html(str(one.get(end, "")))) if isinstance(one, dict) else ""
        for one in (axis.get("x"), axis.get("y"))
        for end in ("start_label", "end_label")
    ] if isinstance(axis, dict) else []  # fmt: skip
    return tuple(ends) if any(ends) else ()


def _compare(triad: TriadColumns, table: StoryTable, reading: Reading) -> None:
    """Say where the named parts and the point of an answer tell two things; the parts are taken."""
    if triad.parts is None or triad.point is None:
        return
    odd: list[int] = []
    for number, cells in table.body:
        try:
            top, left, right = (number_in(cells[n]) for n in triad.parts)
            x, y = (number_in(cells[n]) for n in triad.point)
        except Unusable:
            continue  # told where the answer is read
        if top is None or left is None or right is None or x is None or y is None:
            continue
        if max(abs(top - y), abs(right - (x - y / 2)), abs(left - (1 - y - (x - y / 2)))) > _NOISE:
            odd.append(number)
    if odd:
        reading.lose("parts_and_point", table.where(odd[0], reading), triad.signifier.title, n=len(odd))
