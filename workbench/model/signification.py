"""Self-signification: tellers say themselves what their story means, by placing it between words."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from workbench.model.record import Captured, Day, Id, InCycle, Name, Person, Text
from workbench.model.story import Language

__all__ = ["Placing", "Signification", "SignifiedBy", "Signifier", "SignifierKind", "SignifierSet"]

#: A share of a whole.
Share = Annotated[float, Field(ge=0, le=1)]


class SignifierKind(StrEnum):
    """Triad: between three poles. Dyad: between two (a slider). Stones: several things on one field. Then choices."""

    triad = "triad"
    dyad = "dyad"
    stones = "stones"
    choice = "choice"
    several = "several"


class Signifier(BaseModel):
    """One question of a set.

    ``labels`` are, of a triad, the poles top, left, right; of a dyad, left, right; of stones, the stones' names; of a
    choice, what may be chosen. ``axes`` name the ends of the field of stones: left, right, bottom, top. ``of_teller``
    marks a question about the teller and not about the story. One no longer asked stays, ``asked`` False, for its
    answers.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: Id
    signifier_kind: SignifierKind
    title: Name
    help: Text = ""
    labels: Annotated[tuple[Name, ...], Field(max_length=200)] = ()
    axes: Annotated[tuple[Text, ...], Field(max_length=4)] = ()
    may_not_apply: bool = True
    of_teller: bool = False
    asked: bool = True


class SignifierSet(Captured):
    """The questions tellers were asked about their stories, in the wording they were asked in.

    ``template`` names the file of ``templates/forms`` it was taken from, or the format of the file it came in;
    ``follows`` names the wording before.
    """

    kind: ClassVar[str] = "signifier_set"

    name: Name
    signifiers: tuple[Signifier, ...] = ()
    language: Language = "en"
    template: Person = ""
    follows: Id | None = None
    closed_on: Day | None = None


class Placing(StrEnum):
    """What became of one question: placed; it does not apply (the teller said so); skipped (asked, not answered)."""

    placed = "placed"
    not_applicable = "not_applicable"
    skipped = "skipped"


class SignifiedBy(StrEnum):
    """Who placed it: the teller, or whoever listened."""

    teller = "teller"
    listener = "listener"


class Signification(InCycle):
    """Where a story was placed on one signifier (``signifier`` is its key in the set); one row a stone.

    A triad has ``top``, ``left`` and ``right`` (shares, together 1); a dyad ``x``, the share of the right pole; a stone
    ``x`` and ``y`` on its field, and its name in ``item``; choices ``chosen``. ``outside`` marks a point that lay a
    little outside its triangle and was moved to the edge. All of these are missing unless it was placed.
    """

    kind: ClassVar[str] = "signification"

    story: Id
    signifier_set: Id
    signifier: Id
    item: Person = ""
    placing: Placing
    top: Share | None = None
    left: Share | None = None
    right: Share | None = None
    x: Share | None = None
    y: Share | None = None
    chosen: tuple[Text, ...] = ()
    outside: bool = False
    signified_by: SignifiedBy | None = None
    placed_on: Day | None = None
    intake: Id | None = None
