"""Reading a store for an audience: what every table and every question of the desk begins with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

from workbench.desk.structure import Structure
from workbench.frames import Audience, Evidence, Picked, Tally
from workbench.model import Cycle, Map
from workbench.model.prompts import Words, words
from workbench.sharing import audience_of
from workbench.store import Store

__all__ = ["Reading"]


def _now() -> datetime:
    return datetime.now(UTC)


class Reading:
    """A store, and who looks at it; see :class:`~workbench.desk.desk.Desk` for the parameters."""

    def __init__(
        self,
        store: Store,
        *,
        audience: str | None = None,
        language: str = "en",
        now: Callable[[], datetime] = _now,
    ) -> None:
        self.store = store
        self.said_audience = audience
        self.words: Words = words(language)
        self.by = ""
        self.page = ""
        self._now = now
        if audience:
            self.audience(None if ":" in audience or audience == "public" else self._any_system())

    def now(self) -> datetime:
        """The moment."""
        return self._now()

    def today(self) -> date:
        """The calendar day."""
        return self.now().date()

    # -- who and where ----------------------------------------------------------------------------------------------
    @property
    def structure(self) -> Structure:
        """Scales, systems, cycles and their links, as they are now."""
        return Structure.read(self.store)

    def audience(self, system: str | None = None) -> Audience:
        """Who will look, for material of one system.

        Raises
        ------
        Refused
            Where there is no such scale or system.
        """
        known = self.structure
        return audience_of(
            self.said_audience,
            scales=known.scale_table,
            systems=known.system_table,
            own=system,
            words=self.words,
        )

    def _any_system(self) -> str | None:
        known = self.structure.systems
        return known[-1].id if known else None

    def evidence(
        self,
        *kinds: str | Tally,
        system: str | None = None,
        below: bool = True,
        everywhere: bool = False,
        own: bool = False,
        picked: Picked | None = None,
    ) -> Evidence:
        """What this desk's audience may see.

        Parameters
        ----------
        kinds
            Kinds of record, ``changes``, and tallies of contacts; scales, systems, cycles and their links always come
            along.
        system
            Whose material; None for every system's.
        below
            Also of the systems that lie within it.
        everywhere
            Also of every other system, as far as this audience may see it.
        own
            The group looks at its own material only, so small numbers need no hiding.
        picked
            Which people and contacts the tallies count.

        Raises
        ------
        Refused
            Where there is no such system.
        """
        asked: dict[str | Tally, None] = dict.fromkeys((*kinds, "scale", "system", "cycle", "cycle_link"))
        audience = self.audience(system or self._any_system())
        if own and self.said_audience is None:
            audience = replace(audience, wide=False)
        systems = None
        if system is not None and not everywhere:
            systems = self.structure.within(system) if below else {system}
        return self.store.read(*asked, audience=audience, on=self.today(), systems=systems, picked=picked)

    def system_of_map(self, map_id: str) -> str:
        """The id of the system a map belongs to.

        Raises
        ------
        Gone
            Where there is no such map.
        """
        return self.store.get(Cycle, self.store.get(Map, map_id).cycle).system
