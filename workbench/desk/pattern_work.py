"""What a group does on its pattern board: gathering, laying evidence beside, sending; each act is one step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from workbench.desk.evidence_work import EvidenceWork
from workbench.desk.influence_work import InfluenceWork
from workbench.desk.noticing_work import NoticingWork
from workbench.errors import Refused
from workbench.model import EvidenceLink, Idea, Interpretation, Observation, Perspective, Record, Stance, Theme

__all__ = ["GATHERED", "MOST_GATHERED", "PatternWork"]

#: What is gathered → the field that names under what, and the kind of that.
GATHERED: Mapping[str, tuple[str, type[Theme] | type[Perspective]]] = {
    Observation.kind: ("theme", Theme),
    Interpretation.kind: ("perspective", Perspective),
}
#: More than this is not moved at once.
MOST_GATHERED = 500


class PatternWork(NoticingWork, EvidenceWork, InfluenceWork):
    """Acts on the pattern board of one cycle."""

    def gather(self, kind: str, ids: Sequence[str], *, under: str | None = None, name: str = "") -> str | None:
        """Gather observations under a theme, or interpretations under a perspective; the id of that, None for none.

        A ``name`` takes the one that is called so in this cycle, or makes it in the same step.

        Raises
        ------
        Refused
            Where nothing, or another kind, is to be gathered, or what is named is another group's.
        """
        if kind not in GATHERED or not ids or len(ids) > MOST_GATHERED:
            raise Refused(self._words.say("pattern_board.nothing_to_gather"))
        field, group = GATHERED[kind]
        found = [self._of_ours(kind, id) for id in dict.fromkeys(ids)]
        to = self._of_ours(group.kind, under).id if under else None
        named = " ".join(name.split())
        with self._step(f"pattern_board.step.gathered.{kind}", n=len(found)) as step:
            if named:
                there = (one for one in self._store.all(group, cycle=self.cycle) if _called(one, named))
                known = next(there, None)
                to = known.id if known is not None else step.add(group(cycle=self.cycle, name=named)).id
            for one in found:
                step.revise(type(one).model_validate({**one.model_dump(), field: to}))
        return to

    def lay(self, observation: str, piece: tuple[str, str], *, stance: Stance, note: str = "") -> EvidenceLink:
        """Lay a record (kind, id) of this group beside an observation; where it lay on the other side it changes over.

        Raises
        ------
        Refused
            Where it lies there already, is no evidence, or is another group's.
        """
        target = self._of_ours(Observation.kind, observation)
        there = self._may_lie(target, piece, stance=stance)
        return self._lay_piece(self._evidence(target, piece, stance=stance, note=note), instead=there)

    def take_away(self, observation: str, piece: tuple[str, str]) -> None:
        """Take a piece of evidence off an observation; the piece itself stays. Nothing there is no error."""
        self._taken_off(self._laid_beside(self._found(Observation.kind, observation), piece))

    # -- what is written ----------------------------------------------------------------------------------------------
    def add(self, kind: str, values: Mapping[str, Any], *, made_from: tuple[str, str] | None = None) -> Record:
        """As any record is written; who wrote it, and who raised it on which day, is whoever sits here today."""
        given = dict(values)
        if kind in (Interpretation.kind, Idea.kind):
            given["written_by"] = given.get("written_by") or self._by()
        if kind == "issue":
            given["raised_by"] = given.get("raised_by") or self._by()
            given["raised_on"] = given.get("raised_on") or self._today().isoformat()
        return super().add(kind, given, made_from=made_from)


def _called(group: Theme | Perspective, name: str) -> bool:
    gone = isinstance(group, Theme) and group.ended_on is not None
    return not gone and group.name.casefold() == name.casefold()
