"""Embedding: a change that is made lasting at its scale; and what a larger cycle enabled in those below it."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from workbench.model.record import Captured, Day, Id, Person, Text, Wording

__all__ = ["Embedding", "EmbeddingKind", "EmbeddingState", "Enablement", "Helped"]


class EmbeddingKind(StrEnum):
    """What changes for good."""

    process = "process"
    infrastructure = "infrastructure"
    culture = "culture"


class EmbeddingState(StrEnum):
    """How far it has come: agreed, under way, business as usual, or given up."""

    agreed = "agreed"
    under_way = "under_way"
    business_as_usual = "business_as_usual"
    given_up = "given_up"


class Embedding(Captured):
    """A change that is embedded at this cycle's scale.

    ``how_we_know`` says in words why the group believes that it is now business as usual; records that show it are
    evidence links. ``countermeasures`` end with it. A rule of business as usual that must change is an issue that this
    embedding led to (an evidence link).
    """

    kind: ClassVar[str] = "embedding"

    change: Wording
    embedding_kind: EmbeddingKind
    owner: Person = ""
    state: EmbeddingState = EmbeddingState.agreed
    experiment: Id | None = None
    how_we_know: Text = ""
    countermeasures: tuple[Id, ...] = ()
    agreed_on: Day | None = None
    usual_on: Day | None = None
    note: Text = ""


class Helped(StrEnum):
    """What those below say of what was enabled."""

    yes = "yes"
    partly = "partly"
    no = "no"
    too_early = "too_early"


class Enablement(Captured):
    """What a cycle did to remove a barrier or grow an enabler for cycles below it, and whether it helped them.

    ``for_cycle`` is the cycle it was done for; None where it was done for all of them. ``influence`` is the sending it
    answers. ``helped``, ``helped_words`` and ``helped_by`` are the word of those it was done for.
    """

    kind: ClassVar[str] = "enablement"

    what: Wording
    barrier: Text = ""
    for_cycle: Id | None = None
    influence: Id | None = None
    since_on: Day | None = None
    helped: Helped | None = None
    helped_words: Text = ""
    helped_by: Person = ""
    helped_on: Day | None = None
