"""What a group does on its pattern board: gathering, laying evidence beside, sending on; each act is one step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from workbench.desk.log_work import circle_of_both
from workbench.desk.noticing_work import MAY_BE_EVIDENCE, NoticingWork
from workbench.desk.structure import Structure
from workbench.errors import Refused
from workbench.model import (
    PUBLIC,
    Cycle,
    EvidenceLink,
    Idea,
    Influence,
    Interpretation,
    Observation,
    Perspective,
    Record,
    Stance,
    Theme,
)

__all__ = ["GATHERED", "MOST_GATHERED", "PatternWork"]

#: What is gathered → the field that names under what, and the kind of that.
GATHERED: Mapping[str, tuple[str, type[Theme] | type[Perspective]]] = {
    Observation.kind: ("theme", Theme),
    Interpretation.kind: ("perspective", Perspective),
}
#: More than this is not moved at once.
MOST_GATHERED = 500
_SENT = (Idea.kind, Observation.kind, Interpretation.kind)


class PatternWork(NoticingWork):
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
        if piece[0] not in MAY_BE_EVIDENCE or stance is Stance.led_to:
            raise Refused(self._words.say("evidence.unknown_kind", kind=piece[0][:40]))
        self._of_ours(*piece)
        target = self._of_ours(Observation.kind, observation)
        if (target.kind, target.id) == piece:
            raise Refused(self._words.say("evidence.itself"))
        there = [link for link in self._beside(observation) if (link.source_kind, link.source) == piece]
        if any(link.stance is stance for link in there):
            raise Refused(self._words.say("evidence.there_already"))
        new = EvidenceLink(
            cycle=self.cycle,
            source_kind=piece[0],
            source=piece[1],
            target_kind=target.kind,
            target=target.id,
            stance=stance,
            note=note,
        )
        with self._step("evidence.step_laid") as step:
            for link in there:
                step.remove(link.kind, link.id)
            return step.add(new)

    def take_away(self, observation: str, piece: tuple[str, str]) -> None:
        """Take a piece of evidence off an observation; the piece itself stays. Nothing there is no error."""
        there = [link for link in self._beside(observation) if (link.source_kind, link.source) == piece]
        with self._step("evidence.step_taken_away") as step:
            for link in there:
                step.remove(link.kind, link.id)

    def _beside(self, observation: str) -> list[EvidenceLink]:
        links = self._store.all(EvidenceLink, target=observation, target_kind=Observation.kind)
        return [link for link in links if link.stance is not Stance.led_to]

    def send(self, of: tuple[str, str], *, to: str, why: str) -> Influence:
        """Send an idea, an interpretation or an observation to another cycle, where it waits to be taken up.

        What it says why is seen as far as the other group needs to read it. The link to what was sent is kept.

        Raises
        ------
        Refused
            Where that is this cycle, the two have no system in common, or it waits there already.
        """
        if of[0] not in _SENT:
            raise Refused(self._words.say("evidence.unknown_kind", kind=of[0][:40]))
        found = self._of_ours(*of)
        other = self._store.get(Cycle, to)
        if other.id == self.cycle:
            raise Refused(self._words.say("pattern_board.own_cycle"), field="to_cycle")
        if any(one.to_cycle == to for one in self._store.all(Influence, of=found.id)):
            raise Refused(self._words.say("pattern_board.sent_already"), field="to_cycle")
        new = Influence(
            cycle=self.cycle,
            to_cycle=to,
            of_kind=found.kind,
            of=found.id,
            why=why,
            sent_on=self._today(),
            scope=self._scope_with(other),
        )
        with self._step("forms.added.influence") as step:
            made = Influence.model_validate(step.add(new).model_dump())
            step.add(self._led_to(found, made))
        return made

    def _scope_with(self, other: Cycle) -> str:
        """The circle in which both groups can read."""
        known = Structure.read(self._store)
        own = self._store.get(Cycle, self.cycle).system
        circle = circle_of_both(known, own, other.system)
        if circle is None:
            raise Refused(self._words.say("pattern_board.nothing_in_common"), field="to_cycle")
        return circle.scale if circle.scale in {s.id for s in known.scales} else PUBLIC

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
