"""Where did tellers place their stories in this triangle?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from workbench.frames import Evidence
from workbench.model import SignifierKind
from workbench.patterns.signified import Asked, Signified, read_answers
from workbench.patterns.story_split import Split
from workbench.patterns.triangle import to_point, zone_of

__all__ = ["TriadPlacings", "triad_placings"]

_COLUMNS = ("story", "teller", "group", "top", "left", "right", "x", "y", "zone", "outside", "may_leave")


@dataclass(frozen=True, kw_only=True)
class TriadPlacings(Signified):
    """The stories that were placed, each a point; see also :class:`~workbench.patterns.signified.Signified`.

    ``table``, a row a story, in the order of stories:

    ======================  ===========================================================================================
    story                   its id
    teller                  a key that tells the people apart who told them (see ``story_split.tellers_of``)
    group                   its group; "" without a split, missing where it is in none
    top, left, right        shares of the three poles, together 1 (``wording.labels`` names them in this order)
    x, y                    where it is drawn: see ``triangle.to_point``
    zone                    one of ``triangle.ZONES``
    outside                 it lay outside the triangle and was moved to its edge
    may_leave               never
    ======================  ===========================================================================================

    A point is one person's own answer, so a wider audience gets no row of it. No placed stories give no rows.
    """

    own_only: ClassVar[tuple[str, ...]] = tuple(c for c in _COLUMNS if c not in ("group", "may_leave"))
    may_leave: ClassVar[str | None] = "may_leave"


def triad_placings(evidence: Evidence, asked: Asked, *, split: Split | None = None) -> TriadPlacings:
    """The points of one triad.

    Raises
    ------
    Gone, Refused
        Where there is no such signifier, or it is no triad.
    """
    found = read_answers(evidence, asked, SignifierKind.triad, split=split)
    points = found.placed
    top, left, right = (points[pole] for pole in ("top", "left", "right"))
    x, y = to_point(top, left, right)
    table = points.assign(x=x, y=y, zone=zone_of(top, left, right), may_leave=False)
    return TriadPlacings(table=table[list(_COLUMNS)].reset_index(drop=True), **found.beside())
