"""NarraFirma: a CSV of stories, read with the story form it was told on or, without one, by what stands in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from workbench.exchange.narrafirma_form import FormQuestion, StoryForm
from workbench.exchange.reading import Reading, tidy_name
from workbench.exchange.story_answer import Asked, ChoiceColumn, DyadColumn, SeveralColumns, is_yes
from workbench.exchange.story_guess import few_words, language_codes, parted
from workbench.exchange.story_rows import Plan
from workbench.exchange.story_table import StoryTable, key_of
from workbench.model import Signifier, SignifierKind

__all__ = ["is_narrafirma", "narrafirma_plan"]

_TEXT: Final = "Story text"
_ROLES: Final[dict[str, tuple[str, ...]]] = {
    "text": (_TEXT,),
    "title": ("Story title",),
    "told_on": ("Collection date", "Story collection date"),
    "language": ("Language",),
    "teller": ("Participant ID",),
    "question": ("Eliciting question", "Eliciting question answered"),
    "key": ("Story ID",),
    "consent": ("Consent",),
    "place": ("Place",),
    "wish": ("Wish",),
    "what_matters": ("What matters",),
    "listened_by": ("Listened by",),
    "may_quote": ("May be quoted",),
    "may_leave": ("May leave",),
}
_COMMENT: Final = ";"
_WRITE_IN: Final = "WRITEIN_"
_YES_NO: Final = re.compile(r"(.+?): (.+)")
#: Scales run from 0 to 100 unless the form says otherwise.
_SCALE: Final = (0.0, 100.0)
_FEWEST_ON_A_SCALE: Final = 6


def is_narrafirma(table: StoryTable) -> bool:
    """Whether a table has NarraFirma's column of texts, or its row of comments under the header."""
    first = table.body[0][1][0].lstrip() if table.body else ""
    return table.column(_TEXT) is not None or first.startswith(_COMMENT)


def narrafirma_plan(table: StoryTable, form: StoryForm | None, reading: Reading) -> Plan:
    """What each column is: as the form says, else a repeated header is a question with several answers, whole numbers
    from 0 to 100 are a scale, and few words that come again and again are a choice.
    """
    comments = [cells for _, cells in table.body if cells[0].lstrip().startswith(_COMMENT)]
    body = tuple(row for row in table.body if not row[1][0].lstrip().startswith(_COMMENT))
    table = StoryTable(table.name, table.header, body)
    named = comments[0] if comments else ("",) * len(table.header)
    plan = Plan(form="narrafirma", name=form.name if form else reading.stem, project="", table=table)
    for role, names in _ROLES.items():
        own = form.columns.get(role, "") if form else ""
        if (at := table.column(*([own] if own else []), *names)) is not None:
            plan.roles[role] = at
    plan.means = {"language": language_codes(reading.words), "question": form.eliciting if form else {}}
    plan.unread = {n for n, name in enumerate(table.header) if not name and not any(c.strip() for c in table.cells(n))}
    if form is None:
        reading.lose("no_form", reading.say("where.file"), reading.name)
        _guessed(plan, named)
    else:
        _formed(plan, form, reading)
    return plan


# -- with a form -------------------------------------------------------------------------------------------------------


def _formed(plan: Plan, form: StoryForm, reading: Reading) -> None:
    taken: set[str] = set()
    at: dict[str, list[int]] = {}
    for n, name in enumerate(plan.table.header):
        at.setdefault(name.casefold(), []).append(n)
    for asked in parted(form.questions, at, taken):
        plan.asked.append(asked)
    used = {n for one in plan.asked for n in one.columns}
    for question in form.questions:
        columns = at.get(question.column.casefold(), [])
        if used & set(columns) or set(columns) & set(plan.roles.values()):
            continue
        made = _asked(question, columns, plan.table, taken, mark=form.mark)
        if made is not None:
            plan.asked.append(made)
            used |= set(made.columns)
        elif question.signifier_kind is not None:
            reading.lose("question_absent", reading.say("where.definition"), question.title)
    words = {one.column.casefold(): one.title for one in form.questions if one.signifier_kind is None}
    header = [words.get(name.casefold(), name) for name in plan.table.header]
    plan.table = StoryTable(plan.table.name, tuple(header), plan.table.body)


def _asked(
    question: FormQuestion, columns: Sequence[int], table: StoryTable, taken: set[str], *, mark: str
) -> Asked | None:
    kind = question.signifier_kind
    ticks = _yes_no_columns(question, table) if question.as_yes_no else []
    if kind is None or not (columns or ticks):
        return None
    na = table.column(f"{question.column} [na]")
    signifier = Signifier(
        key=key_of(question.name or question.column, taken),
        signifier_kind=kind,
        title=question.title
        if question.alone
        else f"{question.title[:150]} ({question.name or question.column})"[:200],
        labels=question.labels,
        of_teller=question.of_teller,
        may_not_apply=na is not None,
    )
    if kind is SignifierKind.dyad:
        return DyadColumn(signifier, columns[0], na, least=question.least, most=question.most)
    if kind is SignifierKind.choice:
        if question.write_in:
            labels = tuple(dict.fromkeys((*question.labels, question.write_in)))
            signifier = signifier.model_copy(update={"labels": labels})
        return ChoiceColumn(signifier, columns[0], question.means, na, otherwise=question.write_in)
    if ticks:
        return SeveralColumns(signifier, ticks=tuple(ticks), na=na)
    if len(columns) > 1:
        # each column holds the answer's own words where it was chosen
        labelled = zip(columns, question.labels, strict=False)
        return SeveralColumns(signifier, ticks=tuple(labelled), na=na, named=True)
    return SeveralColumns(signifier, at=columns[0], mark=mark, means=question.means, na=na)


def _yes_no_columns(question: FormQuestion, table: StoryTable) -> list[tuple[int, str]]:
    made = []
    for n, name in enumerate(table.header):
        found = _YES_NO.fullmatch(name)
        if found and found[1].casefold() == question.column.casefold():
            label = question.means.get(found[2].casefold(), found[2])
            if label in question.labels:
                made.append((n, label))
    return made


# -- without a form ----------------------------------------------------------------------------------------------------


def _guessed(plan: Plan, named: Sequence[str]) -> None:
    table, taken = plan.table, set[str]()
    times = Counter(name.casefold() for name in table.header if name)
    free = [n for n in range(len(table.header)) if n not in plan.roles.values() and n not in plan.unread]
    done: set[int] = set()
    for n in free:
        name = table.header[n]
        if n in done or name.startswith(_WRITE_IN):
            continue
        if times[name.casefold()] > 1:
            same = [m for m in free if table.header[m].casefold() == name.casefold()]
            done |= set(same)
            plan.asked.append(_repeated(name, same, table, named, taken))
            continue
        same = _yes_no_of(n, free, table)
        if len(same) > 1:
            done |= set(same)
            plan.asked.append(_ticked(same, table, taken))
            continue
        made = _scale(n, table, taken) or _choice(n, table, taken)
        if made is not None:
            plan.asked.append(made)


def _repeated(name: str, same: Sequence[int], table: StoryTable, named: Sequence[str], taken: set[str]) -> Asked:
    """A header that stands over several columns: a column an answer, called as the row of comments or its cells say."""
    labels: list[str] = []
    for at in same:
        found = tidy_name(named[at]) or next((tidy_name(cell) for cell in table.cells(at) if cell.strip()), "")
        label = found[:200] if found and not is_yes(found) else f"({len(labels) + 1})"
        labels.append(label if label not in labels else f"{label[:190]} ({len(labels) + 1})")
    signifier = _signifier(name, SignifierKind.several, labels, taken)
    return SeveralColumns(signifier, ticks=tuple(zip(same, labels, strict=True)), named=True)


def _yes_no_of(n: int, free: Sequence[int], table: StoryTable) -> list[int]:
    """The columns called ``question: answer`` of the same question as this one, where they hold yes or nothing."""
    found = _YES_NO.fullmatch(table.header[n])
    if found is None:
        return []
    same = [m for m in free if table.header[m].startswith(f"{found[1]}: ")]
    return same if all(not cell.strip() or is_yes(cell) for m in same for cell in table.cells(m)) else []


def _ticked(same: Sequence[int], table: StoryTable, taken: set[str]) -> Asked:
    name, _, _ = table.header[same[0]].partition(": ")
    labels = [table.header[at].partition(": ")[2][:200] for at in same]
    signifier = _signifier(name, SignifierKind.several, labels, taken)
    return SeveralColumns(signifier, ticks=tuple(zip(same, labels, strict=True)))


def _signifier(name: str, kind: SignifierKind, labels: Sequence[str], taken: set[str]) -> Signifier:
    return Signifier(
        key=key_of(name, taken),
        signifier_kind=kind,
        title=name[:200],
        labels=tuple(labels),
        may_not_apply=False,
    )


def _scale(n: int, table: StoryTable, taken: set[str]) -> Asked | None:
    cells = [cell.strip() for cell in table.cells(n) if cell.strip()]
    if not cells or not all(cell.isdecimal() and int(cell) <= _SCALE[1] for cell in cells):
        return None
    if len(set(cells)) < _FEWEST_ON_A_SCALE or max(map(int, cells)) <= 10:
        return None
    ends = [f"{end:g}" for end in _SCALE]
    return DyadColumn(_signifier(table.header[n], SignifierKind.dyad, ends, taken), n, least=_SCALE[0], most=_SCALE[1])


def _choice(n: int, table: StoryTable, taken: set[str]) -> Asked | None:
    labels = few_words(table.cells(n))
    return ChoiceColumn(_signifier(table.header[n], SignifierKind.choice, labels, taken), n) if labels else None
