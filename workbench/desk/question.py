"""Every question of ``patterns/`` as a method of the same name: read, ask, release, draw."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from workbench import patterns
from workbench.desk.answer import Answer
from workbench.desk.reading import Reading
from workbench.frames import Evidence, Finding, Picked, Tally
from workbench.model import EVERYDAY, Cycle
from workbench.sharing import release

__all__ = ["Questions"]

F = TypeVar("F", bound=Finding)

#: What a map is made of; a page asks for it after every change, so nothing else is read.
_ON_A_MAP = ("map", "map_item", "thing", "link", "named_loop")


class Questions(Reading):
    """The questions a desk can answer.

    ``system`` takes in the systems that lie within it; ``cycle`` narrows to one round; neither asks about all there is.
    """

    def _answer(self, finding: F, *, picture: str | None = None) -> Answer[F]:
        return Answer(release(finding), words=self.words, picture=picture)

    def _of(self, *kinds: str | Tally, system: str | None, cycle: str | None, picked: Picked | None = None) -> Evidence:
        """What this audience may see; of a named cycle's system, as its group itself does: nothing is hidden then."""
        if cycle is None:
            return self.evidence(*kinds, system=system, picked=picked)
        return self.evidence(*kinds, system=self._system_of(cycle), below=False, own=True, picked=picked)

    def _with_sendings(self, *kinds: str, system: str | None, cycle: str | None) -> Evidence:
        """What was sent between cycles and whatever it tells, as far as whoever asks may see it, and ``kinds``."""
        of = self._system_of(cycle) if cycle is not None else system
        own = cycle is not None
        sent = self.evidence("influence", system=of, everywhere=True, own=own)["influence"]
        told = sorted(set(sent["of_kind"]) & set(patterns.IN_WORDS))
        return self.evidence(*dict.fromkeys(("influence", *kinds, *told)), system=of, everywhere=True, own=own)

    def _system_of(self, cycle: str) -> str:
        return self.store.get(Cycle, cycle).system

    def _of_map(self, map_id: str) -> Evidence:
        return self.evidence(*_ON_A_MAP, system=self.system_of_map(map_id), below=False)

    # -- maps -------------------------------------------------------------------------------------------------------
    def system_map(self, map_id: str) -> Answer[patterns.SystemMap]:
        """What does this system look like? The things of a map where they stand, and its links."""
        return self._answer(patterns.system_map(self._of_map(map_id), map_id), picture="system_map")

    def loops(self, map: str, *, max_length: int | None = None) -> Answer[patterns.Loops]:
        """Which loops are there? The shortest independent set, or all up to ``max_length`` things, with a sentence."""
        found = patterns.loops(self._of_map(map), map, max_length=max_length, words=self.words)
        return self._answer(found, picture="loops")

    def connectedness(self, map_id: str) -> Answer[patterns.Connectedness]:
        """How is it connected? Links in and out, bridges, clusters, drivers, outcomes, and gaps people named."""
        return self._answer(patterns.connectedness(self._of_map(map_id), map_id), picture="connectedness")

    def reach(self, map_id: str, thing: str) -> Answer[patterns.Reach]:
        """How far does a change here reach? Through how many links, by how many ways, through which loops."""
        return self._answer(patterns.reach(self._of_map(map_id), map_id, thing, words=self.words))

    def evidence_beside(self, map_id: str) -> Answer[patterns.EvidenceBeside]:
        """How do we know? What supports and what contradicts each thing and link of a map."""
        return self._answer(
            patterns.evidence_beside(self.evidence(*EVERYDAY, system=self.system_of_map(map_id)), map_id)
        )

    def evidence_pieces(self, map_id: str) -> Answer[patterns.EvidencePieces]:
        """Which pieces of evidence lie beside each element of a map?"""
        found = patterns.evidence_pieces(self.evidence(*EVERYDAY, system=self.system_of_map(map_id)), map_id)
        return self._answer(found)

    def evidence_on_maps(
        self, *, system: str
    ) -> list[tuple[Answer[patterns.EvidenceBeside], Answer[patterns.EvidencePieces]]]:
        """What lies beside the elements of each of a system's own maps: counted, and piece by piece (read once)."""
        evidence = self.evidence(*EVERYDAY, system=system)
        own = evidence["map"][evidence["map"]["system"] == system]
        return [
            (
                self._answer(patterns.evidence_beside(evidence, map_id)),
                self._answer(patterns.evidence_pieces(evidence, map_id)),
            )
            for map_id in own["id"]
        ]

    # -- a system and its cycles --------------------------------------------------------------------------------------
    def purpose_history(
        self, *, system: str | None = None, cycle: str | None = None
    ) -> Answer[patterns.PurposeHistory]:
        """What is it for, and how has the wording changed?"""
        evidence = self.evidence("purpose", system=system, below=False)
        return self._answer(patterns.purpose_history(evidence, system=system, cycle=cycle), picture="purpose_history")

    def cycle_parts(self, *, system: str, cycle: str) -> Answer[patterns.CycleParts]:
        """What is in each of the five parts of a cycle? One's own material, so nothing is hidden from its group."""
        evidence = self.evidence(*EVERYDAY, system=system, below=False, own=True)
        return self._answer(patterns.cycle_parts(evidence, cycle=cycle), picture="cycle_parts")

    def changes_since(self, since: date, *, system: str | None = None) -> Answer[patterns.ChangesSince]:
        """What changed since a day, week by week?"""
        evidence = self.evidence("changes", system=system)
        return self._answer(patterns.changes_since(evidence, since=since, system=system), picture="changes_since")

    def experiments_by_status(
        self, *, system: str | None = None, cycle: str | None = None
    ) -> Answer[patterns.ExperimentsByStatus]:
        """What is being tried, and where does it stand?"""
        evidence = self.evidence("experiment", system=system)
        found = patterns.experiments_by_status(evidence, system=system, cycle=cycle)
        return self._answer(found, picture="experiments_by_status")

    def experiment_list(
        self, *, system: str | None = None, cycle: str | None = None
    ) -> Answer[patterns.ExperimentList]:
        """Which experiments are these, and what happened?"""
        evidence = self.evidence("experiment", "thing", "link", system=system)
        return self._answer(patterns.experiment_list(evidence, system=system, cycle=cycle))

    def issue_log(self, *, system: str | None = None, cycle: str | None = None) -> Answer[patterns.IssueLog]:
        """Where do issues pile up? By level, owner and status."""
        evidence = self.evidence("issue", system=system)
        return self._answer(patterns.issue_log(evidence, system=system, cycle=cycle), picture="issue_log")

    def issue_list(self, *, system: str | None = None, cycle: str | None = None) -> Answer[patterns.IssueList]:
        """Which issues are these? In the issue log's own columns, newest first."""
        evidence = self.evidence("issue", system=system)
        return self._answer(patterns.issue_list(evidence, system=system, cycle=cycle))

    def stories_shared(self, *, system: str | None = None, cycle: str | None = None) -> Answer[patterns.StoriesShared]:
        """Which stories may this audience read?"""
        evidence = self.evidence("story", system=system)
        return self._answer(patterns.stories_shared(evidence, system=system, cycle=cycle))

    def passed_on(self, *, system: str | None = None, cycle: str | None = None) -> Answer[patterns.PassedOn]:
        """What was sent to another cycle, and what became of it?"""
        evidence = self._with_sendings(system=system, cycle=cycle)
        system = self._system_of(cycle) if cycle is not None else system
        return self._answer(patterns.passed_on(evidence, system=system, cycle=cycle), picture="passed_on")
