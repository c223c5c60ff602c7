"""Comparisons that were looked at: whoever looks at many finds differences by chance, so all of them are counted."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from workbench.model.record import Captured, Day, Id, Person, Text

__all__ = ["Comparison"]


class Comparison(Captured):
    """One comparison that somebody looked at, kept or not.

    ``seen_in`` is the question (``compare_triads``), ``compared`` what was compared, ``split_by`` by what, in words;
    ``looked_key`` names the same comparison when it is looked at again on that day or in that session. ``p`` is None
    where too few were there to test.
    """

    kind: ClassVar[str] = "comparison"

    looked_key: Person
    seen_in: Person
    compared: Text = ""
    split_by: Text = ""
    first: Text = ""
    second: Text = ""
    n_first: int = Field(default=0, ge=0)
    n_second: int = Field(default=0, ge=0)
    effect: float | None = None
    p: Annotated[float, Field(ge=0, le=1)] | None = None
    sense_session: Id | None = None
    looked_on: Day | None = None
