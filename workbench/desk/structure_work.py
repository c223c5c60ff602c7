"""Systems, scales, cycles and maps: what a group sets up before it begins."""

from __future__ import annotations

import re

from workbench.desk.reading import Reading
from workbench.errors import Refused
from workbench.model import PUBLIC, Cycle, Map, Scale, System

__all__ = ["StructureWork"]

#: Between two scales there is room for others.
_BETWEEN_SCALES = 10


def _as_id(name: str, taken: set[str]) -> str:
    """A readable id for a scale, for it is also the word for who may see what."""
    stem = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:50]
    stem = stem if stem[:1].isalpha() and stem.isascii() else f"scale-{stem}".strip("-")
    return next(id for id in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if id not in taken)


class StructureWork(Reading):
    """What a desk adds to the learning stack, each as one step."""

    def add_system(self, name: str, *, scale: str, part_of: str | None = None) -> System:
        """Add a system and open its first cycle, as one step.

        Raises
        ------
        Refused
            Where there is no such scale.
        """
        if scale not in {s.id for s in self.scales_to_choose()}:
            raise Refused(self.words.say("home.no_scale", scale=scale), field="scale")
        with self.store.step(self.words.say("home.steps.system_added", name=name), by=self.by, page=self.page) as step:
            if not self.structure.scales:
                for first in self.scales_to_choose():
                    step.add(first)
            made = step.add(System(name=name, scale=scale, part_of=part_of or None))
            step.add(Cycle(system=made.id, name=self.words.say("home.first_cycle"), opened_on=self.today()))
        return made

    def scales_to_choose(self) -> tuple[Scale, ...]:
        """The scales there are, smallest first; in a store with nothing in it, those it will begin with."""
        usual = self.words.section("desk.scales").items()
        first = (Scale(id=id, name=name, position=n * _BETWEEN_SCALES) for n, (id, name) in enumerate(usual, start=1))
        return self.structure.scales or tuple(first)

    def add_scale(self, name: str, *, above: str) -> Scale:
        """Add a scale just above another one, such as a neighbourhood above a team.

        Raises
        ------
        Refused
            Where there is no such scale, or one of that name.
        """
        scales = self.structure.scales
        lower = next((s for s in scales if s.id == above), None)
        if lower is None:
            raise Refused(self.words.say("home.no_scale", scale=above), field="above")
        if name.strip().casefold() in (s.name.casefold() for s in scales):
            raise Refused(self.words.say("home.scale_there", name=name.strip()), field="name")
        larger = [s for s in scales if s.position > lower.position]
        room = (larger[0].position if larger else lower.position + 2 * _BETWEEN_SCALES) - lower.position
        with self.store.step(self.words.say("home.steps.scale_added", name=name), by=self.by, page=self.page) as step:
            if room < 2:
                for scale in larger:
                    step.revise(scale.model_copy(update={"position": scale.position + _BETWEEN_SCALES}))
                room = _BETWEEN_SCALES
            return step.add(
                Scale(id=_as_id(name, {s.id for s in scales}), name=name, position=lower.position + room // 2)
            )

    def add_cycle(self, system: str, name: str) -> Cycle:
        """Open the next round of learning in a system."""
        before = [c for c in self.structure.cycles if c.system == system]
        with self.store.step(self.words.say("home.steps.cycle_added", name=name), by=self.by, page=self.page) as step:
            return step.add(
                Cycle(
                    system=system,
                    name=name,
                    round=max((c.round for c in before), default=0) + 1,
                    stewards=before[-1].stewards if before else (),
                    opened_on=self.today(),
                )
            )

    def add_map(self, cycle: str, *, name: str, map_kind: str) -> Map:
        """Begin an empty map in a cycle; its own group sees it until somebody widens its scope."""
        scope = self.structure.scale_of(self.store.get(Cycle, cycle).system)
        with self.store.step(self.words.say("home.steps.map_added", name=name), by=self.by, page=self.page) as step:
            return step.add(Map.model_validate({"cycle": cycle, "name": name, "map_kind": map_kind, "scope": scope}))

    def revise_map(self, map_id: str, *, name: str, scope: str) -> Map:
        """Give a map another name, or let a wider or narrower circle see it.

        Raises
        ------
        Refused
            Where the scope is not public, nor a scale at or above the map's own system.
        """
        old = self.store.get(Map, map_id)
        if scope not in self.scopes_from(self.system_of_map(map_id)):
            raise Refused(self.words.say("shelf.no_scope", scope=scope), field="scope")
        with self.store.step(self.words.say("home.steps.map_revised", name=name), by=self.by, page=self.page) as step:
            return step.revise(Map.model_validate({**old.model_dump(), "name": name, "scope": scope}))

    def scopes_from(self, system: str) -> dict[str, str]:
        """The circles that may see a system's material, narrowest first: a scale's id or ``public``, and its name."""
        known = self.structure
        here = next((s.position for s in known.scales if s.id == known.scale_of(system)), 0)
        named = {s.id: s.name for s in known.scales if s.position >= here}
        return {**named, PUBLIC: self.words.say("shelf.public")}
