"""What every comparison of groups tells: how many stand behind it, and what so few or many may be asked to say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.errors import Refused
from workbench.patterns.cliff_delta import cliff_delta, delta_interval
from workbench.patterns.resample import Numbers
from workbench.patterns.signified import Signified
from workbench.patterns.small_n import may_say
from workbench.patterns.story_split import Split

__all__ = ["COMPARED", "ENDS", "Compared", "behind", "delta_of", "mostly", "one_of_two", "times_in_ten", "two_groups"]

#: The columns every comparison has.
COMPARED: Final = {
    "first": "str",
    "second": "str",
    "n_stories_first": "int64",
    "n_stories_second": "int64",
    "n_tellers_first": "int64",
    "n_tellers_second": "int64",
    "n_tellers_least": "int64",
    "may_say": "str",
}
ENDS: Final = ("delta", "low", "high")
#: How an effect is said where neither group is nearer.
_EVEN: Final = 5


@dataclass(frozen=True, kw_only=True)
class Compared(Signified):
    """Groups of stories beside each other; see also :class:`~workbench.patterns.signified.Signified`.

    ``table`` has a row for each comparison, with these columns and its own:

    =================================  ================================================================================
    first, second                      the two groups
    n_stories_first, _second           stories that were placed
    n_tellers_first, _second           different people who told them; n_tellers_least is the smaller of the two
    may_say                            what the smaller group carries (people are counted): "nothing" (fewer than 5: no
                                       figure), "points" (5 to 14: no figure), "estimate" (15 to 29: effects with their
                                       intervals, too few to compare: no p), "comparison" (30 or more: tests as well)
    effect                             how far apart they are; what it is, the finding says
    p                                  how often chance alone comes out as far apart; missing without a test
    =================================  ================================================================================

    Tellers chose to tell, so none of it is a claim about people who did not. A wider audience gets effects only where
    enough people are in each group. ``seed`` began the drawing of chance.
    """

    counts: ClassVar[tuple[str, ...]] = (
        *Signified.counts,
        *(name for name, dtype in COMPARED.items() if dtype == "int64"),
    )
    people_behind: ClassVar[Mapping[str, str]] = {
        **Signified.people_behind,
        "n_stories_first": "n_tellers_first",
        "n_stories_second": "n_tellers_second",
    }

    #: Which group an effect speaks for is told where the effect is.
    worked_out: ClassVar[Mapping[str, Callable[[pd.DataFrame], pd.Series[Any]]]] = {
        "nearer": lambda table: table["delta"].map(mostly).astype("str"),
    }

    seed: int


def two_groups(split: Split) -> tuple[str, str]:
    """The two groups of a split; raises Refused where it has another number of them."""
    if len(split.groups) != 2:
        raise Refused(
            f"Two groups are compared here, and {split.name} gives {len(split.groups)}: {', '.join(split.groups)}. "
            "Name the first, and the second if it is not all others.",
            field="first",
        )
    return split.groups[0], split.groups[1]


def behind(rows: pd.DataFrame, first: str, second: str) -> dict[str, Any]:
    """The columns of :data:`COMPARED` for two groups of placed stories."""
    made: dict[str, Any] = {"first": first, "second": second}
    for which, group in (("first", first), ("second", second)):
        here = rows[rows["group"] == group]
        made[f"n_stories_{which}"] = int(here["story"].nunique())
        made[f"n_tellers_{which}"] = int(here["teller"].nunique())
    least = min(made["n_tellers_first"], made["n_tellers_second"])
    return {**made, "n_tellers_least": least, "may_say": may_say(least)}


def delta_of(values: Numbers, first: NDArray[np.bool_], drawn: Sequence[Numbers]) -> dict[str, float]:
    """Cliff's δ with its interval (``drawn``: see ``cliff_delta.drawn_weights``), as delta, low, high, times_in_ten."""
    delta = cliff_delta(values, first)
    low, high = delta_interval(values, first, drawn)
    return {"delta": delta, "low": low, "high": high, "times_in_ten": times_in_ten(delta)}


def times_in_ten(delta: float) -> float:
    """Of ten pairs, one story of each group, how often the larger value is that of the group that δ speaks for.

    5 to 10: which group it is, the sign of δ says; ties count half. Half a time goes up. Missing where δ is.

    >>> times_in_ten(0.33), times_in_ten(-0.33), times_in_ten(0.04)
    (7.0, 7.0, 5.0)
    """
    return float(np.floor(10 * (abs(delta) + 1) / 2 + 0.5))


def mostly(delta: float) -> str:
    """Which group δ speaks for: "first", "second", or "neither" where that is 5 times in 10 or δ is missing."""
    if np.isnan(delta) or times_in_ten(delta) == _EVEN:
        return "neither"
    return "first" if delta > 0 else "second"


def one_of_two(rows: pd.DataFrame, first: str, second: str) -> tuple[pd.DataFrame, NDArray[np.bool_], NDArray[Any]]:
    """The placed stories of two groups, which of them are in the first, and who told them."""
    both = rows[rows["group"].isin([first, second])]
    return both, both["group"].eq(first).to_numpy(dtype=np.bool_), both["teller"].to_numpy(dtype=object)
