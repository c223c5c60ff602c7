"""Laying records beside another one, as what supports it or contradicts it."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.desk.noticing_work import MAY_BE_EVIDENCE
from workbench.desk.record_work import RecordWork
from workbench.errors import Refused
from workbench.model import EvidenceLink, Record, Stance

__all__ = ["EvidenceWork"]

#: A record of any kind: its kind and its id.
Piece = tuple[str, str]


class EvidenceWork(RecordWork):
    """What acts with evidence beside records of one cycle have in common."""

    def _laid_beside(self, of: Record, piece: Piece | None = None) -> list[EvidenceLink]:
        """What lies beside a record; of one piece, where one is named."""
        links = self._store.all(EvidenceLink, target=of.id, target_kind=of.kind)
        laid = [link for link in links if link.stance is not Stance.led_to]
        return [link for link in laid if piece in (None, (link.source_kind, link.source))]

    def _may_lie(self, of: Record, piece: Piece, *, stance: Stance) -> list[EvidenceLink]:
        """Where a piece lies beside a record now; it may lie there on the other side.

        Raises
        ------
        Refused
            Where it lies there already, is no evidence, is the record itself, or is another group's.
        """
        if piece[0] not in MAY_BE_EVIDENCE or stance is Stance.led_to:
            raise Refused(self._words.say("evidence.unknown_kind", kind=piece[0][:40]))
        self._of_ours(*piece)
        if (of.kind, of.id) == piece:
            raise Refused(self._words.say("evidence.itself"))
        there = self._laid_beside(of, piece)
        if any(link.stance is stance for link in there):
            raise Refused(self._words.say("evidence.there_already"))
        return there

    def _evidence(self, of: Record, piece: Piece, *, stance: Stance = Stance.supports, note: str = "") -> EvidenceLink:
        """What lays a piece beside a record; nothing is written yet."""
        return EvidenceLink(
            cycle=self.cycle,
            source_kind=piece[0],
            source=piece[1],
            target_kind=of.kind,
            target=of.id,
            stance=stance,
            note=note,
        )

    def _lay_piece(self, new: EvidenceLink, *, instead: Iterable[EvidenceLink] = ()) -> EvidenceLink:
        """Lay a piece beside a record, instead of where it lay before."""
        with self._step("evidence.step_laid") as step:
            for link in instead:
                step.remove(link.kind, link.id)
            return step.add(new)

    def _taken_off(self, links: Iterable[EvidenceLink]) -> None:
        with self._step("evidence.step_taken_away") as step:
            for link in links:
                step.remove(link.kind, link.id)
