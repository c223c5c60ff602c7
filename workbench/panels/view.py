"""A page's view: its parameters and its address turned into a desk, a system and a cycle, and the panels for them."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qs

import ipywidgets
import pandas as pd

from workbench.desk import Choice, Desk
from workbench.errors import WorkbenchError
from workbench.model import ONE_LIFE, MapKind
from workbench.panels.evidence import EvidencePanel
from workbench.panels.home import HomePanel
from workbench.panels.map_shelf import MapShelf
from workbench.panels.notice import Notice
from workbench.panels.prompts import PromptsPanel
from workbench.panels.purpose import PurposePanel
from workbench.panels.rooms import Rooms
from workbench.panels.trail import Trail
from workbench.panels.workplace import CASES, CODESIGN, EMBED, RUN, SENSE, STACK, STEWARD, STORIES, figures_of, room_of

__all__ = ["View", "view"]

#: What the address of a page may say; everything else in it is passed over.
_IN_ADDRESS = ("system", "cycle", "audience", "language", "room")
#: What narrows the page for leaders.
_FILTERS = ("theme", "place", "since", "until")
#: Rooms in which something is picked that the next cell goes on with; a page has one of them at most.
_EXPLORERS = ("case_explorer", "what_stories_say")


class View:
    """What one page is about. Every method gives a panel to be shown by being the last line of a cell.

    Parameters
    ----------
    desk
        The seat at the store.
    choice
        The system and cycle.
    notice
        A sentence to show above everything, where the address could not be followed.
    room
        The room to begin with, on a page that has rooms.
    filters
        What narrows the page for leaders: theme, place, since, until.
    """

    def __init__(
        self,
        desk: Desk,
        choice: Choice,
        *,
        notice: str = "",
        room: str = "",
        filters: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.desk = desk
        self.choice = choice
        self.notice = notice
        self.room = room
        self.filters = filters
        #: Only the group itself edits: who looks as somebody else sees, and changes nothing.
        self.may_edit = desk.said_audience is None
        self._evidence: EvidencePanel | None = None
        self._entered: dict[str, ipywidgets.Widget] = {}

    def home(self) -> ipywidgets.Widget:
        """The first page."""
        return HomePanel(self.desk, self.choice, notice=self.notice)

    def purpose(self) -> ipywidgets.Widget:
        """The purpose, large."""
        if not (self.choice.system and self.choice.cycle):
            return self._nothing_yet()
        panel = PurposePanel(
            self.desk, system=self.choice.system.id, cycle=self.choice.cycle.id, may_edit=self.may_edit
        )
        return ipywidgets.VBox([Notice(self.notice), panel]) if self.notice else panel

    def map(self, map_kind: str) -> ipywidgets.Widget:
        """The maps of one kind (``actor`` or ``factor``): choose one, begin one, draw."""
        if not (self.choice.system and self.choice.cycle):
            return self._nothing_yet()
        if not self.may_edit:
            return self._pictures(map_kind)
        return MapShelf(
            self.desk,
            system=self.choice.system.id,
            cycle=self.choice.cycle.id,
            map_kind=map_kind,
            on_select=self._selected,
        ).box

    def evidence(self) -> ipywidgets.Widget:
        """What supports and contradicts each thing and link."""
        if not (self.choice.system and self.choice.cycle):
            return self._nothing_yet()
        self._evidence = EvidencePanel(
            self.desk, system=self.choice.system.id, cycle=self.choice.cycle.id, may_edit=self.may_edit
        )
        return self._evidence

    def trail(self, page: str) -> ipywidgets.Widget:
        """Where this page is, and the way to the others; ``page`` is the name of its notebook."""
        system, cycle, language = self.choice.system, self.choice.cycle, self.desk.words.language
        where = " · ".join(one.name for one in (system, cycle) if one)
        if system and system.synthetic:
            where = f"{where} · {self.desk.words.say('home.synthetic')}"
        chosen = {"system": system.id if system else "", "cycle": cycle.id if cycle else ""}
        if language != "en":
            chosen["language"] = language
        return Trail(where, choice={k: v for k, v in chosen.items() if v}, here=page, language=language)

    def codesign(self) -> ipywidgets.Widget:
        """Co-design experiments: the cards, all experiments, the prototype frame, rules and principles."""
        return self._rooms(CODESIGN, first="experiments")

    def run(self) -> ipywidgets.Widget:
        """Run experiments: today, debriefs, pods, issues, countermeasures, spending, tasks, goals and measures."""
        person = self.choice.system is not None and self.choice.system.scale == ONE_LIFE
        return self._rooms(RUN, first="goals" if person else "today")

    def cases(self) -> ipywidgets.Widget:
        """Case files: many at once, one, the forum and what it passed on, grants, and how contacts are brought in."""
        return self._rooms(CASES, first="case_explorer")

    def stories(self) -> ipywidgets.Widget:
        """Stories: told, read to a room, placed by their tellers, asked about, and brought in."""
        return self._rooms(STORIES, first="stories")

    def sense(self) -> ipywidgets.Widget:
        """Make sense together: sessions, the pattern board, coding, opinions, and what recurs in other cycles."""
        return self._rooms(SENSE, first="sense_session")

    def embed(self) -> ipywidgets.Widget:
        """Embed and influence: changes that are made lasting, and what was sent to other cycles."""
        return self._rooms(EMBED, first="embedding")

    def steward(self) -> ipywidgets.Widget:
        """Steward the cycle: reviews, the groups round it, and the account of learning."""
        return self._rooms(STEWARD, first="review")

    def stack(self) -> ipywidgets.Widget:
        """The learning stack: how cycles are connected, what comes from those below, and what was enabled for them."""
        return self._rooms(STACK, first="stack")

    def inbox(self) -> ipywidgets.Widget:
        """What other cycles sent to this one; nothing for somebody who only looks."""
        return self._beside("inbox", "InboxPanel")

    def dashboard(self) -> ipywidgets.Widget:
        """For a meeting of an organisation, a place or a country: what is learnt below, and what is asked of us."""
        if not (self.choice.system and self.choice.cycle):
            return self._nothing_yet()
        here = {"system": self.choice.system.id, "cycle": self.choice.cycle.id}
        panel = room_of("dashboard", "DashboardPanel", self.desk, **here, filters=self.filters)()
        return ipywidgets.VBox([Notice(self.notice), panel]) if self.notice else panel

    def selection(self) -> pd.DataFrame | ipywidgets.Widget:
        """The contacts chosen under "Many case files", or the stories picked, to go on with in the next cell.

        A tidy table, as ``desk.contacts()`` or ``desk.stories()``; everything while nothing is chosen. On a page that
        has no cells to run, and for whoever only looks, there is nothing.
        """
        explorer = next((self._entered[room] for room in _EXPLORERS if room in self._entered), None)
        if explorer is None or os.environ.get("SERVER_SOFTWARE", "").startswith("voila"):
            return ipywidgets.Box(layout={"display": "none"})
        chosen: pd.DataFrame = getattr(explorer, "selection")  # noqa: B009  a panel is known here as a widget only
        return chosen

    def noticing(self) -> ipywidgets.Widget:
        """“We noticed …”, from any view of the page; nothing for somebody who only looks."""
        return self._beside("noticing", "NoticingPanel")

    def quick_capture(self) -> ipywidgets.Widget:
        """The button that writes something down from anywhere; nothing for somebody who only looks."""
        return self._beside("quick_capture", "QuickCapture")

    def _beside(self, name: str, class_name: str) -> ipywidgets.Widget:
        """A panel that listens on the page beside its rooms."""
        if not (self.may_edit and self.choice.system and self.choice.cycle):
            return ipywidgets.Box(layout={"display": "none"})
        return room_of(name, class_name, self.desk, system=self.choice.system.id, cycle=self.choice.cycle.id)()

    def _rooms(self, rooms: Mapping[str, str], *, first: str) -> ipywidgets.Widget:
        system, cycle = self.choice.system, self.choice.cycle
        if not (system and cycle):
            return self._nothing_yet()
        made = (
            {name: self._remembered(name, panel, system.id, cycle.id) for name, panel in rooms.items()}
            if self.may_edit
            else figures_of(rooms, self.desk, system=system.id, cycle=cycle.id)
        )
        return Rooms(made, first=self.room or first, language=self.desk.words.language).box

    def _remembered(self, name: str, class_name: str, system: str, cycle: str) -> Callable[[], ipywidgets.Widget]:
        made = room_of(name, class_name, self.desk, system=system, cycle=cycle)

        def _entered() -> ipywidgets.Widget:
            self._entered[name] = made()
            return self._entered[name]

        return _entered

    def prompts(self, part: str, *keys: str) -> ipywidgets.Widget:
        """The prompts of a part of the cycle, or some of them by key."""
        return PromptsPanel(part, *keys, language=self.desk.words.language)

    def _pictures(self, map_kind: str) -> ipywidgets.Widget:
        """The maps as released to this audience, each with its loops; a sentence where it may see none."""
        maps = self.desk.maps(system=self.choice.system.id if self.choice.system else None)
        drawn = []
        for map_id in maps.loc[maps["map_kind"] == map_kind, "id"]:
            drawn.append(self.desk.system_map(map_id).figure().to_html())
            if map_kind == MapKind.factor:
                drawn.append(self.desk.loops(map_id).figure().to_html())
        if not drawn:
            return Notice(self.desk.words.say("shelf.none_to_see"), language=self.desk.words.language)
        return ipywidgets.VBox([ipywidgets.HTML(one) for one in drawn])

    def _selected(self, kind: str, id: str) -> None:
        if self._evidence is not None:
            self._evidence.pick(kind, id)

    def _nothing_yet(self) -> ipywidgets.Widget:
        said = "home.no_systems" if self.choice.system is None else "home.no_cycle"
        return Notice(self.desk.words.say(said))


def view(
    *,
    store: str = "",
    system: str = "",
    cycle: str = "",
    audience: str = "",
    language: str = "en",
    room: str = "",
    filters: Mapping[str, str] = MappingProxyType({}),
) -> View:
    """The view of a page, from the notebook's parameters and, over them, the page's address.

    Under a server that was started for an audience, neither can name another one. What the address names and the store
    does not have is told in a sentence, and the view begins where a first visit would.
    """
    given = {"system": system, "cycle": cycle, "audience": audience, "language": language, "room": room}
    started = _started()
    given |= {key: value for key, value in started.items() if key == "system" and value and not given["system"]}
    if started.get("language") and language == "en":
        given["language"] = started["language"]
    address = os.environ.get("QUERY_STRING", "")
    given |= _address(address, _IN_ADDRESS)
    narrowed = {**filters, **_address(address, _FILTERS)}
    if started.get("audience"):
        given["audience"] = started["audience"]
    desk = Desk.open(store or None, language=given["language"] or "en")
    try:
        desk = Desk(desk.store, audience=given["audience"] or None, language=given["language"] or "en")
        choice = desk.choice(system=given["system"], cycle=given["cycle"])
        return View(desk, choice, room=given["room"], filters=narrowed)
    except WorkbenchError as e:
        if started.get("audience"):
            raise  # never fall back to a wider view than the server was started for
        return View(desk, desk.choice(), notice=str(e))


def _address(query: str, keys: Sequence[str]) -> dict[str, str]:
    said = parse_qs(query)
    return {key: said[key][0][:200] for key in keys if key in said}


def _started() -> Mapping[str, Any]:
    """What the server that runs this kernel was started for; {} outside our servers."""
    told = os.environ.get("WORKBENCH_SESSION")
    if not told or not Path(told).is_file():
        return {}
    found = json.loads(Path(told).read_text(encoding="utf-8"))
    return found if isinstance(found, dict) else {}
