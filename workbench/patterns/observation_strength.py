"""How strong is an observation? How hard it is to dispute × how surprising it is."""

from __future__ import annotations

from workbench.model import Degree, Strength

__all__ = ["observation_strength"]

_WEIGHT = {Degree.little.value: 1, Degree.some.value: 2, Degree.much.value: 3}
_WEAK_TO, _MEDIUM_TO = 2, 4


def observation_strength(
    hard_to_dispute: str | None, surprising: str | None, said: str | None = None
) -> Strength | None:
    """The strength that follows from two answers (little, some, much); without both, what people ``said``, if anything.

    Little counts 1, some 2 and much 3; the product is weak at 1 and 2, medium at 3 and 4, strong at 6 and 9 (after the
    catalysis of NarraFirma, whose observations are strong, medium or weak in the same sense). The product is never
    shown: it would look like a score.

    >>> observation_strength("much", "some"), observation_strength("much", "little")
    (<Strength.strong: 'strong'>, <Strength.medium: 'medium'>)
    >>> observation_strength("much", None, said="weak")
    <Strength.weak: 'weak'>
    """
    hard, new = _WEIGHT.get(hard_to_dispute or ""), _WEIGHT.get(surprising or "")
    if hard is None or new is None:
        return Strength(said) if said else None
    product = hard * new
    if product <= _WEAK_TO:
        return Strength.weak
    return Strength.medium if product <= _MEDIUM_TO else Strength.strong
