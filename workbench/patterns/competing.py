"""Do interpretations compete? At least two, in different words, by the people who looked together."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from workbench.patterns.alike import first_like

__all__ = ["ALIKE", "ENOUGH", "Competing", "competing"]

#: So many competing interpretations make an observation a pattern.
ENOUGH = 2
#: Wordings at least so similar (0–100) are one interpretation. It is high, as one “not” can make the whole difference.
ALIKE = 97.0


@dataclass(frozen=True)
class Competing:
    """``n`` interpretations that differ and count; ``why_not`` there is no pattern yet ("" where there is).

    ``why_not`` is ``none`` (nobody wrote one), ``one``, ``alike`` (several in nearly the same words) or ``others``
    (some were written by people who were not in the session, and without them there are too few).
    """

    n: int
    why_not: str


def competing(interpretations: Sequence[tuple[str, str]], *, people: Collection[str] = ()) -> Competing:
    """How many of these (text, written by) compete.

    ``people`` are those of the session in which it was noticed; none are given where nobody wrote down who was there,
    and then everybody counts. An interpretation without a name counts as one of theirs.

    >>> competing([("They do not trust us", "Ama"), ("The form is too long", "Bo")])
    Competing(n=2, why_not='')
    >>> competing([("They do not trust us", "Ama"), ("they do not trust us!", "Bo")]).why_not
    'alike'
    """
    there = {person.casefold().strip() for person in people}
    own = [text for text, by in interpretations if not there or not by.strip() or by.casefold().strip() in there]
    n = _n_different(own)
    if n >= ENOUGH:
        return Competing(n, "")
    if _n_different([text for text, _ in interpretations]) >= ENOUGH:
        return Competing(n, "others")
    return Competing(n, "none" if not interpretations else "one" if len(interpretations) == 1 else "alike")


def _n_different(texts: Sequence[str]) -> int:
    return len(set(first_like(texts, alike=ALIKE)))
