"""The stack: all cycles by scale, what flows between them, and where it stops."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

import pandas as pd

from workbench.charts.data_table import day_in_words
from workbench.charts.learning_stack import STOPPED, laid_out, title_of
from workbench.charts.stack_layout import Laid
from workbench.charts.stack_look import LOOKS, cycle_look, flow_look
from workbench.charts.stack_words import StackWords, waited
from workbench.desk import Desk
from workbench.errors import Gone
from workbench.frames import Released
from workbench.model import InfluenceState
from workbench.panels.library import script, style
from workbench.panels.panel import Panel
from workbench.panels.picture import picture_of
from workbench.patterns import IN_WORDS, LearningStack

__all__ = ["StackPanel"]


class StackPanel(Panel):
    """The learning stack as this cycle's group sees it; each page looks at a system of its own choice."""

    _esm = script("picture.js", "stack_draw.js", "stack_side.js", "stack.js")
    _css = style("stack.css", "picture.css")
    sections = ("stack",)
    follows = frozenset({*IN_WORDS, "influence", "scale", "system", "cycle", "cycle_link", "intake"})
    looks = Panel.looks | {"look", "flow", "picture"}
    pulse_ms: ClassVar[int] = 5_000

    def __init__(self, desk: Desk, *, system: str, cycle: str, may_edit: bool = True) -> None:
        super().__init__(store=desk.store, may_edit=may_edit, language=desk.words.language)
        self._desk = desk
        self._system = system
        self._cycle = cycle

    def load(self) -> dict[str, Any]:
        """The systems to choose from, and the stack round the group's own."""
        seen = self._asked("", open_only=False).released
        whole, told = seen.finding, StackWords(seen, self.words)
        named = whole.systems[~whole.systems["lives_of"].astype("bool") & whole.systems["name"].astype("bool")]
        return {
            "may_edit": self._may_edit,
            "own": self._system,
            "systems": [[row["id"], told.system(row["id"]), row["scale_name"]] for row in named.to_dict("records")],
            "looks": {name: {"colour": colour, "dash": dash} for name, (colour, dash) in LOOKS.items()},
            "stack": self._drawn(self._asked(self._system, open_only=False).released),
        }

    # -- commands -----------------------------------------------------------------------------------------------------
    def do_look(self, system: str, *, open_only: bool = False) -> dict[str, Any]:
        """The stack round a system; "" for all of it."""
        return self._drawn(self._asked(system, open_only=open_only).released)

    def do_flow(self, flow: str) -> list[dict[str, Any]]:
        """What was sent on one way, the newest first, with what became of it."""
        sendings = self._asked("", open_only=False).finding.sendings
        sendings = sendings[sendings["flow"] == flow]
        if sendings.empty:
            return []
        texts = self._desk.everything_passed_on(cycle=self._cycle).table.set_index("id")
        return [self._sending(row, texts.loc[row["id"]]) for row in sendings.iloc[::-1].to_dict("records")]

    def do_picture(self, system: str, *, open_only: bool = False) -> dict[str, Any]:
        """The same as a still picture."""
        return picture_of(self._asked(system, open_only=open_only).figure())

    # -- what they are made of ----------------------------------------------------------------------------------------
    def _asked(self, system: str, *, open_only: bool) -> Any:
        if system and system not in {one.id for one in self._desk.structure.systems}:
            raise Gone(self.words.say("stack.panel.gone"))
        return self._desk.learning_stack(system=system, cycle=self._cycle, open_only=open_only)

    def _drawn(self, released: Released[LearningStack]) -> dict[str, Any]:
        found, told = released.finding, StackWords(released, self.words)
        laid = laid_out(released, told)
        empty = ""
        if found.cycles["are_lives"].all():
            empty = self.words.say("stack.empty_open" if found.open_only else "stack.empty")
        elif not len(found.table):
            empty = self.words.say("stack.no_links")
        elif (found.table["sent"] == 0).all():
            empty = self.words.say("stack.no_flows")
        table = told.table()
        return {
            "title": title_of(told, released),
            "focus": found.focus or "",
            "up": self._up(found.focus),
            "open_only": found.open_only,
            "empty": empty,
            "told": told.told()[0],
            "seen_by": told.seen_by(),
            "width": laid.width,
            "height": laid.height,
            "bands": [{"name": band.name, "top": band.top, "bottom": band.bottom} for band in laid.bands],
            "systems": [*_systems(found, laid, told)],
            "cycles": [*_cycles(found, laid, told)],
            "flows": [*_flows(found, laid, told)],
            "stops": [{"stop": stop, "of": of, "told": sentence} for stop, of, sentence in told.stops()],
            "columns": [*table.columns],
            "rows": [[flow, *row] for flow, row in zip(table.index, table.to_numpy().tolist(), strict=True)],
        }

    def _up(self, focus: str | None) -> list[str]:
        """The system a step up: its id and name; of the topmost the whole stack; [] where there is no more."""
        if not focus:
            return []
        parent = self._desk.structure.system(focus).part_of
        if parent is None:
            return ["", self.words.say("stack.panel.whole")]
        return [parent, self._desk.structure.system(parent).name]

    def _sending(self, row: dict[Any, Any], of: pd.Series[Any]) -> dict[str, Any]:
        words, days = self.words, waited(row["days"], self.words)
        told = {key: "" if pd.isna(of[key]) else str(of[key]).strip() for key in ("text", "why", "reason")}
        state = words.say(f"stack.state.{row['state']}")
        if row["state"] == InfluenceState.waiting.value:
            became = words.say("stack.panel.waits" if days else "stack.panel.waits_unknown", age=days)
        else:
            key = "stack.panel.answered" if days else "stack.panel.answered_unknown"
            became = words.say(key, state=state, age=days)
        sent_on = day_in_words(row["sent_on"], words)
        return {
            "id": row["id"],
            "kind": words.say(f"stack.kind_one.{row['of_kind']}"),
            "state": row["state"],
            "sent_on": words.say("stack.panel.sent_on" if sent_on else "stack.panel.sent_some_day", day=sent_on),
            "became": became,
            **told,
        }


def _systems(found: LearningStack, laid: Laid, told: StackWords) -> Iterator[dict[str, Any]]:
    rows = {row["id"]: row for row in found.systems.to_dict("records")}
    for rect in laid.systems:
        lives = bool(rows[rect.id]["lives_of"]) or not rows[rect.id]["name"]
        yield {
            "id": rect.id,
            "name": told.system(rect.id),
            "lines": rect.text.split("\n") if rect.text else [],
            "lives": lives,
            "inside": bool(rows[rect.id]["inside"]),
            "at": [rect.x, rect.y, rect.width, rect.height],
        }


def _cycles(found: LearningStack, laid: Laid, told: StackWords) -> Iterator[dict[str, Any]]:
    rows = {row["id"]: row for row in found.cycles.to_dict("records")}
    for rect in laid.cycles:
        row = rows[rect.id]
        look = cycle_look(row)
        short = "" if row["are_lives"] else told.say("round", n=row["round"])
        yield {
            "id": rect.id,
            "system": row["system"],
            "name": told.whole(rect.id),
            "about": told.about(rect.id),
            "lines": rect.text.split("\n"),
            "short": f"{short} · {told.say('open' if row['is_open'] else 'closed')}" if short else "",
            "lives": bool(row["are_lives"]),
            "look": look.look,
            "pale": look.pale,
            "round": look.round,
            "at": [rect.x, rect.y, rect.width, rect.height],
        }


def _flows(found: LearningStack, laid: Laid, told: StackWords) -> Iterator[dict[str, Any]]:
    rows = {row["flow"]: {str(key): value for key, value in row.items()} for row in found.table.to_dict("records")}
    stopped = set(found.stops.loc[found.stops["stop"].isin(STOPPED), "flow"])
    for arrow in laid.arrows:
        row = rows[arrow.id]
        look = flow_look(row, stops=arrow.id in stopped)
        kinds = told.kinds(arrow.id)
        yield {
            "id": arrow.id,
            "from": row["from_cycle"],
            "to": row["to_cycle"],
            "pair": told.pair(row),
            "counted": told.counted(row),
            "relation": told.relation(row),
            "kinds": kinds,
            "sent": row["sent_shown"],
            "look": look.look,
            "thick": look.thick,
            "stops": look.stops,
            "linked": look.linked,
            "head": [*arrow.head] if look.head else None,
            "path": arrow.path,
            "badge": [*arrow.badge],
        }
