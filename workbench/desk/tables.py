"""The desk's tables: one row a record, as far as its audience may see."""

from __future__ import annotations

import pandas as pd

from workbench.desk.reading import Reading
from workbench.frames import table

__all__ = ["Tables"]


class Tables(Reading):
    """The tables a desk gives.

    ``system`` takes in the systems that lie within it. Without a system and without an audience, every group's material
    comes as that group itself sees it.
    """

    def _own(self, kind: str, *, system: str | None = None) -> pd.DataFrame:
        """The rows of one kind: of one system and what lies within it, or of every system."""
        if system is not None or self.said_audience:
            return self.evidence(kind, system=system)[kind]
        # No audience was named: every group as it sees its own material.
        parts = [self.evidence(kind, system=s.id, below=False)[kind] for s in self.structure.systems]
        return pd.concat(parts, ignore_index=True) if parts else table(kind, [])

    def scales(self) -> pd.DataFrame:
        """The scales, smallest first: id, name, position, note."""
        return table("scale", self.structure.scales)

    def systems(self) -> pd.DataFrame:
        """The systems, largest scale first: id, name, scale, part_of, note, synthetic."""
        return table("system", self.structure.systems)

    def cycles(self, *, system: str | None = None) -> pd.DataFrame:
        """The learning cycles: id, system, name, round, stewards, opened_on, closed_on, note."""
        return table("cycle", (c for c in self.structure.cycles if system in (None, c.system)))

    def cycle_links(self) -> pd.DataFrame:
        """How cycles are connected: source, target, relation (learns_from, enables, peer)."""
        return table("cycle_link", self.structure.cycle_links)

    def purposes(self, *, system: str | None = None) -> pd.DataFrame:
        """Every wording of every purpose: wording, proposed_by, proposed_on, agreed_by, agreed_on, follows."""
        return self._own("purpose", system=system)

    def maps(self, *, system: str | None = None) -> pd.DataFrame:
        """The maps: id, name, map_kind (actor, factor), scope, cycle, system."""
        return self._own("map", system=system)

    def things(self, *, system: str | None = None) -> pd.DataFrame:
        """The register of actors and factors: name, thing_kind, actor_kind, role, markers, effect, belief_from."""
        return self._own("thing", system=system)

    def links(self, *, system: str | None = None) -> pd.DataFrame:
        """Relations and causal links: map, source, target, link_kind, polarity, delay, strength (1-3), quality."""
        return self._own("link", system=system)

    def stories(self, *, system: str | None = None) -> pd.DataFrame:
        """The stories whose tellers let this audience see them: title, text, teller (a pseudonym), consent fields."""
        return self._own("story", system=system)

    def issues(self, *, system: str | None = None) -> pd.DataFrame:
        """The issue log: description, level, status, owner, countermeasure, system_change, handed_to, answer."""
        return self._own("issue", system=system)

    def experiments(self, *, system: str | None = None) -> pd.DataFrame:
        """The experiments: title, question, experiment_kind, hypothesis, status, touches, dates, what_happened."""
        return self._own("experiment", system=system)

    def evidence_links(self, *, system: str | None = None) -> pd.DataFrame:
        """What is laid beside what: source_kind, source, target_kind, target, stance (supports, contradicts)."""
        return self._own("evidence_link", system=system)
