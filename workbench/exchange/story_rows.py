"""The rows of a table of stories, taken one by one under a plan that says what each column is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Final

from workbench.exchange.reading import MAX_LOST, Lost, Reading, tidy_name, tidy_text
from workbench.exchange.story_answer import Asked, ChoiceColumn, Unusable
from workbench.exchange.story_file import ROLES, ReadAnswer, ReadStory, StoryChoices, StoryFile
from workbench.exchange.story_table import StoryTable
from workbench.exchange.written_day import day_first_of, month_names, written_day
from workbench.model import Placing
from workbench.model.record import FIRST_DAY, LAST_DAY

__all__ = ["Plan", "stories_of"]

#: What some exports write in the place of words their teller kept to themselves.
_WITHHELD: Final = re.compile(r"\[\s*withheld\b[^\]]*\]", re.IGNORECASE)
_INSTANT: Final = re.compile(r"\d{12,14}")
_LONGEST_NAME: Final = 200
_TITLE_WORDS: Final = 60
#: Roles that are one line, no longer than a name.
_NAMES: Final = frozenset({"title", "teller", "place", "listened_by", "language", "key"})


@dataclass
class Plan:
    """What each column of a table is. Columns with no place in ``roles``, ``asked`` or ``unread`` are answers in words.

    ``project`` begins the keys of stories; a story whose ``key`` column is blank is known by its words.
    """

    form: str
    name: str
    project: str
    table: StoryTable
    roles: dict[str, int] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    unread: set[int] = field(default_factory=set)
    language: str = "en"
    #: The words for values of a role: ``fr`` for Français; the whole wording for the name of an opening question.
    means: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """The columns by names that tell them apart."""
        seen: Counter[str] = Counter()
        made = []
        for n, name in enumerate(self.table.header, start=1):
            plain = name or f"({n})"
            seen[plain] += 1
            made.append(plain if seen[plain] == 1 else f"{plain} ({seen[plain]})")
        return made

    def choose(self, choices: StoryChoices, reading: Reading) -> None:
        """Take the columns people named for a role.

        Raises
        ------
        workbench.errors.Refused
            Where there is no such role or column.
        """
        names = self.names
        for role, name in choices.roles.items():
            if role not in ROLES:
                raise reading.refusal("no_role", field="roles", value=role, names=", ".join(ROLES))
            self.roles.pop(role, None)
            if not name:
                continue
            found = next((n for n, one in enumerate(names) if one.casefold() == tidy_name(name).casefold()), None)
            if found is None:
                raise reading.refusal("no_column", field=role, value=name, names=", ".join(names[:40]))
            self.roles = {other: at for other, at in self.roles.items() if at != found} | {role: found}
            self.asked = [one for one in self.asked if found not in one.columns]
            self.unread.discard(found)


def stories_of(plan: Plan, reading: Reading, choices: StoryChoices) -> StoryFile:
    """All stories of the table.

    Raises
    ------
    workbench.errors.Refused
        Where no column holds stories, no row is one, or days could mean two things (field: ``day_first``).
    """
    plan.choose(choices, reading)
    names = plan.names
    if "text" not in plan.roles:
        free = ", ".join(f"“{names[n]}”" for n in _free(plan)[:20])
        raise reading.refusal("no_text", field="text", names=free or "–")
    if not plan.table.body:
        raise reading.refusal("header_only")
    taking = _Taking(plan, reading, _days(plan, reading, choices))
    stories = [story for number, cells in plan.table.body if (story := taking.take(number, cells)) is not None]
    if not stories:
        first = taking.refused[0]
        raise reading.refusal("nothing", where=first.where, why=first.why)
    if n := sum(one.withheld for one in stories):
        reading.lose("withheld", reading.say("where.file"), plan.name, n=n)
    words = {n for role, n in plan.roles.items() if role != "key"} | set(_free(plan))
    return StoryFile(
        form=plan.form,
        name=tidy_name(plan.name)[:_LONGEST_NAME] or reading.stem,
        project=plan.project,
        signifiers=tuple(one.signifier for one in plan.asked),
        stories=tuple(stories),
        columns=tuple(names[n] for n in sorted(words)),
        roles={role: names[n] for role, n in plan.roles.items()},
        n_rows=len(plan.table.body),
        n_refused=taking.n_refused,
        refused=_listed(taking.refused, taking.n_refused, reading),
        lost=_listed([*reading.lost, *taking.lost], len(reading.lost) + taking.n_lost, reading),
        language=plan.language,
    )


def _free(plan: Plan) -> list[int]:
    used = {n for one in plan.asked for n in one.columns} | set(plan.roles.values()) | plan.unread
    return [n for n in range(len(plan.table.header)) if n not in used]


def _listed(found: Sequence[Lost], n: int, reading: Reading) -> tuple[Lost, ...]:
    listed = tuple(found[:MAX_LOST])
    more = n - len(listed)
    return (*listed, Lost("", "", reading.say("lost.more", n=more))) if more > 0 else listed


class _Days:
    """How the days of a table are written."""

    def __init__(self, *, day_first: bool, reading: Reading) -> None:
        self._day_first = day_first
        self._months = month_names([reading.words.say(f"dates.month_{n}") for n in range(1, 13)])

    def day(self, text: str) -> date | None:
        """The day; None where it is none. Twelve to fourteen digits are milliseconds since 1970 (SenseMaker)."""
        plain = text.strip()
        if _INSTANT.fullmatch(plain):
            found: date | None = datetime.fromtimestamp(int(plain) / 1000, tz=UTC).date()
        else:
            found = written_day(plain, day_first=self._day_first, months=self._months)
        return found if found is not None and FIRST_DAY <= found <= LAST_DAY else None


def _days(plan: Plan, reading: Reading, choices: StoryChoices) -> _Days:
    at = plan.roles.get("told_on")
    texts = [] if at is None else plan.table.cells(at)
    day_first = day_first_of(texts) if choices.day_first is None else choices.day_first
    if day_first is None:
        example = next(text.strip() for text in texts if day_first_of([text]) is None)
        raise reading.refusal("days_asked", field="day_first", value=example)
    return _Days(day_first=day_first, reading=reading)


class _Taking:
    """The rows as they are taken, and what was left out."""

    def __init__(self, plan: Plan, reading: Reading, days: _Days) -> None:
        self._plan, self._reading, self._days = plan, reading, days
        self._names, self._free = plan.names, _free(plan)
        self._n_withheld = 0
        self.refused: list[Lost] = []
        self.lost: list[Lost] = []
        self.n_refused = self.n_lost = 0

    def take(self, number: int, cells: tuple[str, ...]) -> ReadStory | None:
        """The story of a row; None where it is none."""
        where = self._plan.table.where(number, self._reading)
        said = {role: self._said(role, cells[n], where) for role, n in self._plan.roles.items() if role != "told_on"}
        answers = self._answers(cells, where)
        others = [(self._names[n], tidy_text(cells[n]).strip()) for n in self._free if cells[n].strip()]
        choices = [one for one in self._plan.asked if isinstance(one, ChoiceColumn)]
        say = self._reading.say
        others += [
            (say("written_in", title=one.signifier.title), own) for one in choices if (own := one.written(cells))
        ]
        text = said.get("text", "")
        if not text and not any(one.placing is not Placing.skipped for one in answers):
            self._refuse("no_story", where, said.get("title") or next((t for _, t in others), ""))
            return None
        if not said.get("title"):
            said["title"] = _opening(text) or self._reading.say("withheld_title")
        return ReadStory(
            where=where,
            key=said.get("key", ""),
            said={role: words for role, words in said.items() if words and role != "key"},
            told_on=self._told_on(cells, where),
            answers=tuple(answers),
            others=tuple(others),
            withheld=not text,
        )

    def _said(self, role: str, cell: str, where: str) -> str:
        words = tidy_name(cell) if role in _NAMES else tidy_text(cell).strip()
        if role in ("text", "title") and _WITHHELD.fullmatch(words):
            words = ""
        if role == "title" and words.casefold() in ("n/a", "na", "-"):
            words = ""
        words = self._plan.means.get(role, {}).get(words.casefold(), words)
        if role in _NAMES and len(words) > _LONGEST_NAME:
            self._lose("long_name", where, words, column=self._names[self._plan.roles[role]])
            words = words[: _LONGEST_NAME - 1].rstrip() + "…"
        return words

    def _told_on(self, cells: tuple[str, ...], where: str) -> date | None:
        at = self._plan.roles.get("told_on")
        if at is None or not cells[at].strip():
            return None
        found = self._days.day(cells[at])
        if found is None:
            self._lose("no_day", where, cells[at], column=self._names[at])
        return found

    def _answers(self, cells: tuple[str, ...], where: str) -> list[ReadAnswer]:
        made: list[ReadAnswer] = []
        for one in self._plan.asked:
            try:
                made += one.answers(cells)
            except Unusable as wrong:
                self._lose(wrong.key, where, wrong.what, column=one.signifier.title)
                made.append(ReadAnswer(one.signifier.key, Placing.skipped))
        return made

    def _refuse(self, key: str, where: str, what: str) -> None:
        self.n_refused += 1
        if len(self.refused) < MAX_LOST:
            self.refused.append(self._reading.loss(key, where, what))

    def _lose(self, key: str, where: str, what: str, *, column: str) -> None:
        self.n_lost += 1
        if len(self.lost) < MAX_LOST:
            self.lost.append(self._reading.loss(key, where, what, column=column))


def _opening(text: str) -> str:
    """The first words of a text, for a story nobody gave a title."""
    line = tidy_name(text)
    return line if len(line) <= _TITLE_WORDS else line[:_TITLE_WORDS].rsplit(" ", 1)[0].rstrip(" ,.;:") + " …"
