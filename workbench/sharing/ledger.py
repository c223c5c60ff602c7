"""The ledger of releases: two tables that differ by a few people give those few away.

So it remembers who was behind each number that was published. It is pure: a ledger never changes, ``noted`` gives the
next one. It holds ids and no words; whoever keeps it (the store) keeps it apart from what was released.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace

from workbench.frames import Audience, Finding
from workbench.model import PUBLIC
from workbench.sharing.profile import Profile, profile_for

__all__ = ["Clash", "Ledger", "PastRelease"]


@dataclass(frozen=True)
class PastRelease:
    """What was released once: the question, to whom, and the ids behind each published cell."""

    question: str
    audience: Audience
    cells: Mapping[Hashable, frozenset[str]]


@dataclass(frozen=True)
class Clash:
    """A cell that, beside one released before, would give a few people away."""

    cell: Hashable
    earlier: PastRelease
    earlier_cell: Hashable
    n_new: int
    n_gone: int


@dataclass(frozen=True)
class Ledger:
    """All earlier releases to audiences wider than a team, oldest first.

    ``part_of`` tells of each system's id the id of the larger system it lies in.
    """

    releases: tuple[PastRelease, ...] = ()
    part_of: Mapping[str, str | None] = field(default_factory=dict)

    def check(self, new: Finding) -> tuple[Clash, ...]:
        """What in a new finding would give a few people away, beside what its readers may have seen; () where nothing.

        Two releases of the same cell clash when 1 to ``hide_to`` (7) people are in one and not in the other. Two
        different cells clash only when one holds the other and those few besides: what merely overlaps cannot be
        subtracted. The same people, and people none of whom are in both, never clash.

        Raises
        ------
        ValueError
            When the finding counts but does not tell who is behind its cells: it cannot be judged.
        """
        entry, profile = _entry(new), profile_for(new.audience)
        found = [
            Clash(cell, earlier, earlier_cell, n_new=len(ids - old), n_gone=len(old - ids))
            for earlier in self.releases
            if new.audience.wide and self._share_readers(earlier.audience, new.audience)
            for cell, ids in entry.cells.items()
            for earlier_cell, old in earlier.cells.items()
            if _few_apart(ids, old, same=(earlier.question, earlier_cell) == (entry.question, cell), profile=profile)
        ]
        return tuple(found)

    def noted(self, released: Finding) -> Ledger:
        """The ledger with one release more; ``released`` is the finding as it was before its release."""
        if not released.audience.wide:
            return self
        return replace(self, releases=(*self.releases, _entry(released)))

    def _share_readers(self, one: Audience, other: Audience) -> bool:
        """Whether somebody reads both: the same audience, or one within the other.

        A wider earlier audience is the usual case. A narrower one counts as well, for its people read the wider
        release too, and know the number that is taken away.
        """
        if PUBLIC in (one.scale, other.scale):
            return True
        return other.system in self._circles(one.system) or one.system in self._circles(other.system)

    def _circles(self, system: str | None) -> list[str]:
        found: list[str] = []
        while system is not None and system not in found:
            found.append(system)
            system = self.part_of.get(system)
        return found


def _entry(finding: Finding) -> PastRelease:
    """What a release of this finding publishes; cells whose number is hidden publish nothing."""
    if finding.counts and finding.people is None:
        raise ValueError(f"{type(finding).__name__} counts, so it has to tell the ledger who is behind each cell")
    hide_to = profile_for(finding.audience).hide_to
    cells = {cell: ids for cell, ids in (finding.people or {}).items() if not 1 <= len(ids) <= hide_to}
    return PastRelease(question=type(finding).__name__, audience=finding.audience, cells=cells)


def _few_apart(new: frozenset[str], old: frozenset[str], *, same: bool, profile: Profile) -> bool:
    n_new, n_gone = len(new - old), len(old - new)
    few = range(1, profile.hide_to + 1)
    if same:
        return n_new in few or n_gone in few
    return (n_new in few and n_gone == 0) or (n_gone in few and n_new == 0)
