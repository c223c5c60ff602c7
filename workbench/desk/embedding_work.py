"""What a group does with changes that are to last: from an experiment to business as usual; each act is one step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from workbench.desk.evidence_work import EvidenceWork
from workbench.desk.log_work import LogWork
from workbench.errors import Problems, Refused
from workbench.model import (
    Countermeasure,
    Embedding,
    EmbeddingKind,
    EmbeddingState,
    Ending,
    EvidenceLink,
    Experiment,
    Issue,
    Record,
    Stance,
)

__all__ = ["EmbeddingWork"]

_USUAL = EmbeddingState.business_as_usual


class EmbeddingWork(EvidenceWork, LogWork):
    """Acts on the changes of one cycle.

    A change is business as usual only where the group says how it knows, in words or with a record laid beside it. The
    day on which it became so is written with it, and is taken away where the change is business as usual no longer.
    """

    # -- what is written ----------------------------------------------------------------------------------------------
    def add(self, kind: str, values: Mapping[str, Any], *, made_from: tuple[str, str] | None = None) -> Record:
        """As any record is written; a change is agreed today unless another day is said.

        Raises
        ------
        Problems
            Where it would be business as usual and nobody says how that is known.
        """
        if kind != Embedding.kind:
            return super().add(kind, values, made_from=made_from)
        given: Mapping[str, Any] = {**values, "agreed_on": values.get("agreed_on") or self._today().isoformat()}
        given = self._with_its_day(given, cast(Embedding, self._new(kind, given)), None)
        return super().add(kind, given, made_from=made_from)

    def write(self, kind: str, id: str, values: Mapping[str, Any], *, was: Mapping[str, Any] | None = None) -> Record:
        """As any record is changed.

        Raises
        ------
        Problems
            Where it would be business as usual and nobody says how that is known, or since before it was agreed.
        """
        if kind != Embedding.kind:
            return super().write(kind, id, values, was=was)
        before = cast(Embedding, self._own_record(kind, id))
        self._refuse_changed(before, values, was or {})
        given = self._with_its_day(values, cast(Embedding, self._changed(before, values)), before)
        return super().write(kind, id, given, was=was)

    def _with_its_day(
        self, values: Mapping[str, Any], changed: Embedding, before: Embedding | None
    ) -> Mapping[str, Any]:
        """The values with the day on which the change became business as usual; refused where that is not known."""
        for id in changed.countermeasures:
            if before is None or id not in before.countermeasures:
                self._own_record(Countermeasure.kind, id)
        if changed.state is not _USUAL:
            return {**values, "usual_on": None}
        self._refuse_unknown(changed, field="state" if before is None or before.state is not _USUAL else "how_we_know")
        if changed.usual_on is None:
            # taken away by hand it comes back: since when is part of what is said
            since = before.usual_on if before is not None else None
            return {**values, "usual_on": (since or self._today()).isoformat()}
        if changed.agreed_on is not None and changed.usual_on < changed.agreed_on:
            raise Problems({"usual_on": self._words.say("embedding.usual_before_agreed")})
        return values

    def _refuse_unknown(self, change: Embedding, *, field: str, without: str = "") -> None:
        """Refuse business as usual without words or a record that says so; the link ``without`` does not count."""
        if change.how_we_know.strip():
            return
        if change.id and any(link.id != without for link in self._shown_by(change)):
            return
        raise Problems({field: self._words.say("embedding.not_known")})

    def _shown_by(self, change: Embedding) -> list[EvidenceLink]:
        return [link for link in self._laid_beside(change) if link.stance is Stance.supports]

    # -- from an experiment -------------------------------------------------------------------------------------------
    def embed(self, experiment: str, kind: str, *, change: str = "") -> Embedding:
        """Make a change of an experiment that ended as embedded; the link to it, and its shields, come along.

        Parameters
        ----------
        kind
            process, infrastructure or culture.
        change
            What changes for good; the experiment's title where nobody words it.

        Raises
        ------
        Refused
            Where the experiment has not ended so, is another group's, or is embedded already.
        """
        found = cast(Experiment, self._of_ours(Experiment.kind, experiment))
        if found.ending is not Ending.embedded:
            raise Refused(self._words.say("embedding.not_ended_so"))
        if self._store.all(Embedding, experiment=found.id):
            raise Refused(self._words.say("embedding.embedded_already"))
        if kind not in set(EmbeddingKind):
            raise Refused(self._words.say("embedding.no_kind"), field="embedding_kind")
        shields = self._store.all(Countermeasure, experiment=found.id)
        new = Embedding(
            cycle=self.cycle,
            scope=found.scope if found.scope in self.scopes() else next(iter(self.scopes())),
            change=change.strip() or found.title,
            embedding_kind=EmbeddingKind(kind),
            experiment=found.id,
            countermeasures=tuple(one.id for one in shields if one.ended_on is None),
            agreed_on=self._today(),
        )
        with self._step("forms.added.embedding") as step:
            made = Embedding.model_validate(step.add(new).model_dump())
            step.add(self._led_to(found, made))
        return made

    # -- how it is known ----------------------------------------------------------------------------------------------
    def lay(self, change: str, piece: tuple[str, str], *, stance: Stance, note: str = "") -> EvidenceLink:
        """Lay a record (kind, id) of this group beside a change; where it lay on the other side it changes over.

        Raises
        ------
        Refused
            Where it lies there already, is no evidence, or is another group's.
        Problems
            Where nothing else shows that the change is business as usual.
        """
        target = self._change(change)
        there = self._may_lie(target, piece, stance=stance)
        if stance is Stance.contradicts:
            self._refuse_taking(target, there)
        return self._lay_piece(self._evidence(target, piece, stance=stance, note=note), instead=there)

    def take_away(self, change: str, piece: tuple[str, str]) -> None:
        """Take a record off a change; the record itself stays. Nothing there is no error.

        Raises
        ------
        Problems
            Where nothing else shows that the change is business as usual.
        """
        target = self._change(change)
        there = self._laid_beside(target, piece)
        self._refuse_taking(target, there)
        self._taken_off(there)

    def _refuse_taking(self, change: Embedding, links: list[EvidenceLink]) -> None:
        for link in links:
            if change.state is _USUAL and link.stance is Stance.supports:
                self._refuse_unknown(change, field="", without=link.id)

    # -- what ends with it --------------------------------------------------------------------------------------------
    def ends_with(self, change: str, countermeasure: str, *, ends: bool) -> Embedding:
        """Say that a countermeasure of this group ends with a change, or that it does not. Said already is no error."""
        found = self._change(change)
        self._own_record(Countermeasure.kind, countermeasure)
        chosen = [id for id in found.countermeasures if id != countermeasure] + ([countermeasure] if ends else [])
        if set(chosen) == set(found.countermeasures):
            return found
        changed = found.model_copy(update={"countermeasures": tuple(chosen)})
        with self._step("embedding.step_ends" if ends else "embedding.step_ends_not") as step:
            return step.revise(changed)

    def _change(self, id: str) -> Embedding:
        return cast(Embedding, self._own_record(Embedding.kind, id))

    # -- usual rules that must change ---------------------------------------------------------------------------------
    def raise_issue(self, change: str, values: Mapping[str, Any], *, to: str = "", why: str = "") -> Record:
        """Write the issue a change led to, and send it to the cycle where the rule lives, if one is named: one step.

        Raises
        ------
        Problems
            Where the issue does not fit; nothing was kept.
        Refused
            Where it cannot be sent there; nothing was kept.
        """
        source = self._change(change)
        new = self._new(Issue.kind, self._dated(Issue.kind, values, new=True))
        wider, sent = self._ready(new, to=[to], why=why) if to else (None, [])
        with self._step("embedding.step_issue_sent" if sent else "forms.added.issue") as step:
            made = step.add(wider or new)
            step.add(self._led_to(source, made))
            for one in sent:
                step.add(one.model_copy(update={"of": made.id}))
            return made
