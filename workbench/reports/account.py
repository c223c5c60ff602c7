"""An account a system gives: whose it is, for whom, of which days, and how a section of it is put together."""

from __future__ import annotations

from copy import copy
from datetime import date, timedelta
from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd

from workbench.errors import Refused
from workbench.model import ONE_LIFE
from workbench.model.prompts import words as words_of
from workbench.reports.section import Section, empty, notes, paragraph, said

if TYPE_CHECKING:
    from workbench.desk import Answer, Desk

__all__ = ["Account", "rows_of"]

#: How far "what changed" looks back where neither a day nor the opening of a cycle says so.
_LOOKS_BACK = timedelta(days=91)
#: By scale: what is kept elsewhere as a rule, so that its absence is no news and its section is left out.
_KEPT_ELSEWHERE = {
    ONE_LIFE: {
        "noticed",
        "countermeasures",
        "spending",
        "tasks",
        "measures",
        "patterns",
        "embedded",
        "enabled",
        "groups",
    },
    "place": {"spending", "tasks", "case_files"},
    "country": {"noticed", "spending", "tasks", "case_files", "forum", "grants"},
}


class Account:
    """Of one system, for the desk's audience.

    Parameters
    ----------
    desk
        The desk, at which an audience sits.
    system, cycle
        Their ids; the newest open cycle where none is named, a good system to begin with where none is.
    since, until
        Days as 2026-03-31; ``since`` is the day the cycle was opened, and ``until`` today, where they are empty.
    language
        The language of headings and sentences.

    Raises
    ------
    Refused
        Where there is no such system, cycle or language, or a day is none or still to come.
    """

    def __init__(
        self, desk: Desk, *, system: str = "", cycle: str = "", since: str = "", until: str = "", language: str = "en"
    ) -> None:
        self.words = desk.words = words_of(language or "en")
        choice = desk.choice(system=system, cycle=cycle)
        if choice.system is None:
            raise Refused(self._say("no_system"), field="system")
        self.system, self.cycle = choice.system, choice.cycle
        self.desk = copy(desk)
        if not desk.said_audience:
            # At its screen a group sees one round of its own whole. A printed page may be passed on, so it is
            # released as for the circle that it names.
            self.desk.said_audience = f"{self.system.scale}:{self.system.id}"
        self.audience = self.desk.audience(self.system.id)
        self.until = self._day("until", until) or desk.today()
        self.since = self._day("since", since) or self._opened() or self.until - _LOOKS_BACK
        self._about: dict[str, Any] = {"system": self.system.id}
        if cycle:
            self._about = {"cycle": cycle}

    @property
    def _up_to_now(self) -> bool:
        """Whether the account reaches today; a picture drawn up to today would show more than was asked for."""
        return self.until >= self.desk.today()

    @property
    def _readers(self) -> str:
        """Who the account is for, in words."""
        own = self.system.scale == ONE_LIFE and self.audience.system == self.system.id
        return self._say("audience") if own else self.audience.name

    def _say(self, key: str, **values: object) -> str:
        """A sentence; the report of one life has its own wherever one was written for it."""
        system = getattr(self, "system", None)
        of_one_life = f"report.learning.one_life.{key}"
        if system is not None and system.scale == ONE_LIFE and self.words.say(of_one_life) != of_one_life:
            return self.words.say(of_one_life, **values)
        return self.words.say(f"report.learning.{key}", **values)

    def _section(self, key: str, *parts: str, answer: Answer[Any] | None = None, heading: str = "") -> Section:
        beside = notes(answer.notes) if answer is not None else ""
        return Section(id=key.replace("_", "-"), heading=heading or self._say(f"{key}.heading"), parts=(*parts, beside))

    def _nothing(self, key: str) -> Section | None:
        """The calm sentence that there is nothing; None where such things are kept at another scale."""
        if key in _KEPT_ELSEWHERE.get(self.system.scale, ()):
            return None
        return self._section(key, empty(self._say(f"{key}.none")))

    def _explained(self, key: str) -> str:
        return paragraph(self._say(f"{key}.about"))

    def _under(self, heading: str, *parts: str) -> str:
        """Parts under a heading of their own; nothing where there are none."""
        body = "".join(parts)
        return f"<h3>{escape(heading)}</h3>{body}" if body else ""

    def _labelled(self, label: str, text: object) -> str:
        written = said(text)
        return f'<p dir="auto"><strong>{escape(label)}</strong> {escape(written)}</p>' if written else ""

    def _own_cycles(self) -> list[str]:
        """The cycle asked about, or the system's own, the newest first."""
        if "cycle" in self._about:
            return [self._about["cycle"]]
        found = [c.id for c in self.desk.structure.cycles_of(self.system.id)]
        first = [self.cycle.id] if self.cycle is not None else []
        return list(dict.fromkeys(first + found))

    def _opened(self) -> date | None:
        opened = self.cycle.opened_on if self.cycle is not None else None
        return opened if opened is not None and opened <= self.until else None

    def _day(self, name: str, written: str) -> date | None:
        if not written:
            return None
        try:
            return date.fromisoformat(written)
        except ValueError as e:
            raise Refused(self._say("not_a_day", name=name, written=written), field=name) from e


def rows_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table as mappings, in its order."""
    return [{str(k): v for k, v in row.items()} for row in frame.to_dict("records")]
