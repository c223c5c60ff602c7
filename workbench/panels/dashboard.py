"""The leadership dashboard: for a meeting of an organisation, a place or a country. It shows, and changes nothing."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any, ClassVar

from workbench.charts.data_table import day_in_words
from workbench.desk import Answer, Desk
from workbench.desk.dashboard import FOLLOWS, Dashboard, Filters
from workbench.errors import Refused
from workbench.exchange.table_export import table_csv
from workbench.panels.dashboard_told import Told, told
from workbench.panels.library import script, style
from workbench.panels.panel import Panel

__all__ = ["DashboardPanel"]

#: More rows than this are not laid out under a figure; the file has all of them.
_MOST_ROWS = 100
#: What an address may say beside system, cycle, audience and language.
_FILTERS = ("place", "theme", "since", "until")


class DashboardPanel(Panel):
    """Figures that come one after another, each with how it was made; all from what was released, and nothing else.

    Parameters
    ----------
    filters
        What the address narrows it to: place, theme, since, until. What cannot be followed is told in a sentence.
    """

    _esm = script("save_file.js", "dashboard_figure.js", "dashboard.js")
    _css = style("dashboard.css")
    sections = ("dashboard",)
    looks = Panel.looks | {"figure", "table"}
    pulse_ms: ClassVar[int] = 10_000

    def __init__(
        self, desk: Desk, *, system: str, cycle: str, filters: Mapping[str, str] | None = None, may_edit: bool = False
    ) -> None:
        super().__init__(store=desk.store, may_edit=may_edit, language=desk.words.language)
        self._dashboard = Dashboard(desk, system=system)
        self._said_audience = desk.said_audience or ""
        self._cycle = cycle
        self._asked = {name: str((filters or {}).get(name, "")) for name in _FILTERS}

    def load(self) -> dict[str, Any]:
        """Whose dashboard it is and for whom, what it can be narrowed to, and which figures there are."""
        board = self._dashboard
        state: dict[str, Any] = {
            "system": board.system.name,
            "synthetic": board.system.synthetic,
            "of_a_life": board.of_a_life,
        }
        if board.of_a_life:
            return state
        asked, notice = self._address()
        return state | {
            "audience": board.desk.audience(board.system.id).name,
            "on": day_in_words(board.desk.today(), self.words),
            "choice": {"system": board.system.id, "cycle": self._cycle, "audience": self._said_audience},
            "places": [[one.id, one.name] for one in board.places()],
            "themes": board.themes(),
            "filters": asked,
            "notice": notice,
            "figures": [{"name": one, "follows": sorted(follows)} for one, follows in FOLLOWS.items()],
        }

    def poll(self, since: int) -> dict[str, Any] | None:
        """That something was written since: in a meeting a figure does not change under the eyes of those who read."""
        return {"written_since": True} if self.revision() > since else None

    def _address(self) -> tuple[dict[str, str], str]:
        """What the page begins with; without what cannot be followed, and the sentence that says so."""
        try:
            self._filters(self._asked)
        except Refused as e:
            return dict.fromkeys(_FILTERS, ""), str(e)
        return dict(self._asked), ""

    def _filters(self, given: Mapping[str, str]) -> Filters:
        asked = {name: str(given.get(name, ""))[:200] for name in _FILTERS}
        filters = Filters.of(**asked, words=self.words)
        self._dashboard.check(filters)
        return filters

    # -- commands -----------------------------------------------------------------------------------------------------
    def do_figure(self, figure: str, filters: dict[str, str], turn: int = 0) -> dict[str, Any]:
        """One figure of this view, with how it was made."""
        answer, made, asked = self._made(figure, filters, turn)
        shown = made.table.head(_MOST_ROWS)
        return {
            "figure": figure,
            "groups": list(made.groups),
            "picture": made.picture,
            "description": [] if made.empty else made.description.split("\n") if made.description else [],
            "empty": self._empty(figure, made, asked) if made.empty else "",
            "caveats": list(made.caveats),
            "notes": answer.notes,
            "narrowed": self._narrowed_to(figure, asked),
            "not_followed": self._not_followed(figure, asked),
            "counted": self._counted(answer, made, asked),
            "headings": list(shown.columns),
            "rows": shown.to_numpy().tolist(),
            "n_rows": len(made.table),
            "more": dict(made.more),
        }

    def do_table(self, figure: str, filters: dict[str, str], turn: int = 0) -> dict[str, str]:
        """The released table of a figure as CSV: the rows and words that stand under it, all of them."""
        _, made, _ = self._made(figure, filters, turn)
        name = f"{self._dashboard.system.id}-{figure}.csv"
        return {"name": name, "content": base64.b64encode(table_csv(made.table)).decode("ascii")}

    # -- words --------------------------------------------------------------------------------------------------------
    def _made(self, figure: str, given: Mapping[str, str], turn: int) -> tuple[Answer[Any], Told, Filters]:
        if not isinstance(given, Mapping) or not isinstance(turn, int) or not isinstance(figure, str):
            raise Refused(self.words.say("panel.unknown_command", name="figure"))
        asked = self._filters(given)
        answer = self._dashboard.answer(figure, asked, turn=max(turn, 0))
        return answer, told(figure, answer, self.words, self._dashboard.desk.structure), asked

    def _empty(self, figure: str, made: Told, asked: Filters) -> str:
        if asked.on & FOLLOWS[figure]:
            return self.words.say("dashboard.none_narrowed")
        return made.description or self.words.say(f"dashboard.figure.{figure}.empty")

    def _narrowed_to(self, figure: str, asked: Filters) -> list[str]:
        """What a figure is narrowed to, in words."""
        said = []
        on = asked.on & FOLLOWS[figure]
        if "place" in on:
            said.append(self._dashboard.desk.structure.system(asked.place).name)
        if "theme" in on:
            said.append(self.words.say("dashboard.theme_is", name=asked.theme))
        if "period" in on:
            said.append(self._period(asked))
        return said

    def _period(self, asked: Filters) -> str:
        days = {name: day_in_words(getattr(asked, name), self.words) for name in ("since", "until")}
        key = "both" if all(days.values()) else "since" if days["since"] else "until"
        return self.words.say(f"dashboard.period.{key}", **days)

    def _not_followed(self, figure: str, asked: Filters) -> list[str]:
        return [self.words.say(f"dashboard.cannot.{one}") for one in sorted(asked.on - FOLLOWS[figure])]

    def _counted(self, answer: Answer[Any], made: Told, asked: Filters) -> list[str]:
        """How much it is made of: rows, people where they are counted, cycles."""
        said = [self.words.say("dashboard.n_rows", n=len(made.table))]
        n_people = getattr(answer.finding, "n_people", None)
        if n_people is not None:
            said.append(self.words.say("dashboard.n_people", n=n_people))
        elif "sharing.note.people_hidden" in answer.released.notes:
            said.append(self.words.say("dashboard.n_people_hidden"))
        said.append(self.words.say("dashboard.n_cycles", n=self._dashboard.n_cycles(asked)))
        return said
