"""Several panels on one page, one open at a time: a room is built when somebody first opens its door."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets

from workbench.errors import Refused
from workbench.panels.library import script, style
from workbench.panels.panel import Panel

__all__ = ["Rooms"]


class _Doors(Panel):
    """The row of doors above the rooms."""

    _esm = script("rooms.js")
    _css = style("rooms.css")
    sections = ("rooms",)
    looks = frozenset({"load", "open"})

    def __init__(self, rooms: Rooms, *, language: str) -> None:
        super().__init__(language=language)
        self._rooms = rooms

    def load(self) -> dict[str, Any]:
        """The doors, and which one is open."""
        return {"rooms": list(self._rooms.names), "open": self._rooms.open}

    def do_open(self, room: str) -> None:
        """Open a door."""
        self._rooms.enter(room)


class Rooms:
    """Rooms of one page.

    Parameters
    ----------
    rooms
        What makes the panel of each room, by the room's name; ``templates/words`` says what is on its door
        (``rooms.<name>.title`` and ``.lead``).
    first
        The room that is open to begin with; one that is not there is passed over.
    """

    def __init__(
        self,
        rooms: Mapping[str, Callable[[], ipywidgets.Widget]],
        *,
        first: str,
        language: str = "en",
    ) -> None:
        self.names = tuple(rooms)
        self.open = first if first in rooms else self.names[0]
        self._rooms = rooms
        self._holders = {name: ipywidgets.Box(layout={"display": "none", "width": "100%"}) for name in rooms}
        self._doors = _Doors(self, language=language)
        #: What a notebook shows.
        self.box = ipywidgets.VBox([self._doors, *self._holders.values()])
        self.box.add_class("wb-rooms")
        self.enter(self.open)

    def enter(self, room: str) -> None:
        """Show a room, building it the first time; the others keep what is typed in them.

        Raises
        ------
        Refused
            Where there is no such room.
        """
        if room not in self._holders:
            raise Refused(self._doors.words.say("rooms.none", room=room[:40]), field="room")
        holder = self._holders[room]
        if not holder.children:
            holder.children = (self._rooms[room](),)
        self._holders[self.open].layout.display = "none"
        holder.layout.display = "block"
        self.open = room
