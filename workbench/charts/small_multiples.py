"""Small pictures side by side, with the sentences that belong to all of them underneath."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from workbench.charts.theme import beneath

__all__ = ["small_multiples"]

#: Letters of a sentence, for each pixel of width.
_LETTERS = 0.115


def small_multiples(pictures: Sequence[Any], sentences: Sequence[str], *, columns: int, width: float) -> Any:
    """The pictures in rows of so many, the sentences beneath them; ``width`` is that of the whole in pixels."""
    under = beneath(sentences, width=max(int(width * _LETTERS), 40)) if sentences else alt.Undefined
    # the title of what is inside stands beneath it, as the title of the whole is the question above
    inside = alt.concat(*pictures, columns=columns, spacing=24, title=under)
    return alt.vconcat(inside.resolve_scale(color="independent", shape="independent", size="independent"))
