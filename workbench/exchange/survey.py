"""KoboToolbox and ODK: CSV, XLSX and JSON of submissions; and any other table with a story a row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from workbench.exchange.reading import Reading
from workbench.exchange.story_answer import ChoiceColumn, SeveralColumns, is_yes
from workbench.exchange.story_guess import few_words, language_codes, triads_in
from workbench.exchange.story_rows import Plan
from workbench.exchange.story_table import StoryTable, key_of, leaf_of
from workbench.exchange.survey_form import SurveyForm
from workbench.model import Signifier, SignifierKind

__all__ = ["survey_plan"]

#: Columns the programs add; who filled in a form, and on which telephone, is nobody's business here.
_MACHINERY: Final = frozenset(
    {
        *(
            "start",
            "end",
            "today",
            "deviceid",
            "subscriberid",
            "simserial",
            "phonenumber",
            "username",
            "email",
            "audit",
        ),
        *("instanceid", "instancename", "uuid", "key", "submissiondate", "submitterid", "submittername", "status"),
        *(
            "attachmentspresent",
            "attachmentsexpected",
            "devicename",
            "reviewstate",
            "edits",
            "formversion",
            "parent_key",
        ),
    }
)
_KEYS: Final = ("_uuid", "meta/instanceID", "meta-instanceID", "instanceID", "KEY", "_id")
_DAYS: Final = ("end", "today", "_submission_time", "SubmissionDate", "start")
#: A point on a map, as surveys write it: latitude, longitude, height, accuracy.
_POINT: Final = re.compile(r"-?\d{1,3}\.\d+ -?\d{1,3}\.\d+( -?[\d.]+){0,2}")
#: A column of words is the story where it is longer than this on average, and nothing else tells.
_A_STORY: Final = 60


def survey_plan(
    table: StoryTable, form: SurveyForm | None, reading: Reading, *, before: Sequence[Signifier] = ()
) -> Plan:
    """What each column is: as the form says, else by names and by what stands in it.

    ``before`` are questions earlier files of the group had: what was a choice then is one now.
    """
    table = _joined(table, reading)
    plan = Plan(form="survey", name=form.name if form else reading.stem, project="", table=table)
    plan.language = form.language if form else "en"
    plan.means = {"language": language_codes(reading.words)}
    by_name, ticks = _by_name(table), _ticks(table)
    _put_machinery(plan, reading)
    taken: set[str] = set()
    for question in form.questions if form else ():
        asked = question.asked(by_name, ticks)
        if asked is None:
            reading.lose("question_absent", reading.say("where.definition"), question.signifier.title)
        else:
            plan.asked.append(asked)
    _put_roles(plan, by_name, reading)
    if form is None:
        plan.asked += triads_in([leaf_of(name) for name in table.header], taken)
        _put_ticked(plan, ticks, taken)
    else:
        # the summary of what was ticked, or the ticks, whichever was not read
        plan.unread |= {n for found in ticks.values() for n, _ in found} - _used(plan)
    _put_text(plan)
    if form is None:
        _put_choices(plan, taken, before)
    if form is not None and form.asked:
        header = [form.asked.get(leaf_of(name), name) for name in table.header]
        plan.table = StoryTable(table.name, tuple(header), table.body)
    return plan


def _used(plan: Plan) -> set[int]:
    return {n for one in plan.asked for n in one.columns} | set(plan.roles.values()) | plan.unread


def _free(plan: Plan) -> list[int]:
    used = _used(plan)
    return [n for n in range(len(plan.table.header)) if n not in used]


def _by_name(table: StoryTable) -> dict[str, int]:
    """The columns by name, also without the groups before it (``group/name``, ODK: ``group-name``), folded."""
    made: dict[str, int] = {}
    for parts in (lambda name: name, leaf_of, lambda name: name.rpartition("-")[2]):
        for n, name in enumerate(table.header):
            made.setdefault(parts(name).casefold(), n)
    return made


def _joined(table: StoryTable, reading: Reading) -> StoryTable:
    """The table with one column for a question that another version of the form kept in another group."""
    first: dict[str, int] = {}
    into: dict[int, int] = {}
    whole = {name for name in table.header if name}
    for n, name in enumerate(table.header):
        if not name or name.rpartition("/")[0] in whole:
            continue  # a tick belongs to its question
        leaf = leaf_of(name).casefold()
        if leaf in first:
            into[n] = first[leaf]
        first.setdefault(leaf, n)
    into = {n: to for n, to in into.items() if not _both(table, n, to)}
    if not into:
        return table
    for n, to in into.items():
        reading.lose("joined", reading.say("where.column", column=table.header[n]), table.header[to])
    keep = [n for n in range(len(table.header)) if n not in into]
    body = []
    for number, cells in table.body:
        row = list(cells)
        for n, to in into.items():
            row[to] = row[to] or row[n]
        body.append((number, tuple(row[n] for n in keep)))
    return StoryTable(table.name, tuple(table.header[n] for n in keep), tuple(body))


def _both(table: StoryTable, one: int, other: int) -> bool:
    """Whether some row has something else in both columns: then they are two questions."""
    return any(cells[one].strip() and cells[other].strip() not in ("", cells[one].strip()) for _, cells in table.body)


def _ticks(table: StoryTable) -> dict[str, list[tuple[int, str]]]:
    """The columns of 0 and 1 beside a question that takes several answers: (column, choice) by its name."""
    at = {name: n for n, name in enumerate(table.header) if name}
    made: dict[str, list[tuple[int, str]]] = {}
    for n, name in enumerate(table.header):
        whole, slash, choice = name.rpartition("/")
        if slash and choice and whole in at and all(_is_tick(cell) for cell in table.cells(n)):
            for known in dict.fromkeys((whole.casefold(), leaf_of(whole).casefold())):
                made.setdefault(known, []).append((n, choice))
    return made


def _is_tick(cell: str) -> bool:
    return is_yes(cell) or cell.strip().casefold() in ("", "0", "0.0", "false", "no")


def _put_machinery(plan: Plan, reading: Reading) -> None:
    table, told = plan.table, []
    for n, name in enumerate(table.header):
        plain = name.casefold()
        written = [cell.strip() for cell in table.cells(n) if cell.strip()]
        if plain.startswith(("_", "meta/", "meta-", "formhub/", "__")) or plain in _MACHINERY or not name:
            plan.unread.add(n)
            if written and name and name not in (*_KEYS, *_DAYS):
                told.append(name)
        elif written and all(_POINT.fullmatch(cell) for cell in written):
            plan.unread.add(n)
            reading.lose("map_point", reading.say("where.column", column=name), written[0][:6] + "…")
    if told:
        reading.lose("machinery", reading.say("where.file"), ", ".join(told[:20]))


def _put_roles(plan: Plan, by_name: Mapping[str, int], reading: Reading) -> None:
    used = {n for one in plan.asked for n in one.columns} | plan.unread
    for role, names in reading.words.section("story_files.roles").items():
        at = next((by_name[name.casefold()] for name in names if name.casefold() in by_name), None)
        if at is not None and at not in used and at not in plan.roles.values():
            plan.roles[role] = at
    for role, names in (("key", _KEYS), ("told_on", _DAYS)):
        if role not in plan.roles and (at := plan.table.column(*names)) is not None:
            plan.roles[role] = at


def _put_ticked(plan: Plan, ticks: Mapping[str, Sequence[tuple[int, str]]], taken: set[str]) -> None:
    done: set[int] = set()
    for name, found in ticks.items():
        columns = [n for n, _ in found]
        whole = plan.table.header[columns[0]].rpartition("/")[0]
        if done & set(columns) or len(found) < 2 or _used(plan) & set(columns):
            continue
        done |= set(columns)
        signifier = Signifier(
            key=key_of(name, taken),
            signifier_kind=SignifierKind.several,
            title=leaf_of(whole)[:200],
            labels=tuple(dict.fromkeys(choice[:200] for _, choice in found)),
            may_not_apply=False,
        )
        ticked = tuple((n, choice[:200]) for n, choice in found)
        plan.asked.append(SeveralColumns(signifier, ticked))
        if (at := plan.table.column(whole)) is not None:
            plan.unread.add(at)  # the same answers once more, in one cell


def _put_text(plan: Plan) -> None:
    """The column with the longest words is the story, where no column is called so."""
    if "text" in plan.roles:
        return
    free = _free(plan)
    length = {n: _mean_length(plan.table.cells(n)) for n in free}
    longest = max(free, key=lambda n: length[n], default=None)
    if longest is not None and length[longest] >= _A_STORY:
        plan.roles["text"] = longest


def _mean_length(cells: Sequence[str]) -> float:
    written = [len(cell) for cell in cells if cell.strip()]
    return sum(written) / len(written) if written else 0.0


def _put_choices(plan: Plan, taken: set[str], before: Sequence[Signifier]) -> None:
    known = {one.title.casefold() for one in before if one.signifier_kind is SignifierKind.choice}
    for n in _free(plan):
        name, cells = leaf_of(plan.table.header[n]), plan.table.cells(n)
        labels = few_words(cells) or (few_words([*cells, *cells]) if name.casefold() in known else ())
        if not labels or _numeric(labels):
            continue
        signifier = Signifier(
            key=key_of(name, taken),
            signifier_kind=SignifierKind.choice,
            title=name[:200],
            labels=labels,
            may_not_apply=False,
        )
        plan.asked.append(ChoiceColumn(signifier, n))


def _numeric(labels: Iterable[str]) -> bool:
    return all(re.fullmatch(r"-?\d+(?:[.,]\d+)?", label) for label in labels)
