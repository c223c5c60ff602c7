"""Who hands people on to whom? Hand-offs from agency to agency."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.patterns.contact_tally import tally_of

__all__ = ["TALLIES", "HandOffs", "hand_offs"]

#: The tallies this question reads.
TALLIES = (("agency", "handed_to"), ("case", "handed_to"))

_COLUMNS = {"from_agency": "str", "to_agency": "str", "n": "int64", "n_people": "int64", "share": "float64"}


@dataclass(frozen=True, kw_only=True)
class HandOffs(Finding):
    """Contacts in which a person was handed on, by who handed on to whom.

    ``table``: from_agency and to_agency (both in alphabetical order; an agency may hand on within itself), n
    (hand-offs), n_people (people handed on this way), share (of what this agency handed on). No hand-offs give no rows.

    ``no_hand_off``: one row, n and n_people of the contacts in which nobody was handed on, as far as somebody wrote it
    down. ``n_people`` are the different people handed on.
    """

    counts: ClassVar[tuple[str, ...]] = ("n", "n_people")
    people_behind: ClassVar[Mapping[str, str]] = {"n": "n_people"}
    shares: ClassVar[Mapping[str, tuple[str, str | tuple[str, ...] | None]]] = {"share": ("n", ("from_agency",))}

    no_hand_off: pd.DataFrame


def hand_offs(evidence: Evidence) -> HandOffs:
    """Who hands people on to whom; it reads :data:`TALLIES`."""
    tallied = tally_of(evidence, *TALLIES[0])
    handed = tallied[tallied["handed_to"].notna()]
    table = handed.rename(columns={"agency": "from_agency", "handed_to": "to_agency"})
    table["share"] = table["n"] / table.groupby("from_agency")["n"].transform("sum")
    by_case = tally_of(evidence, *TALLIES[1])
    on = by_case["handed_to"].notna()
    stayed = {"n": [int(by_case.loc[~on, "n"].sum())], "n_people": [int(by_case.loc[~on, "case"].nunique())]}
    return HandOffs(
        audience=evidence.audience,
        table=table[list(_COLUMNS)]
        .astype(_COLUMNS)
        .sort_values(["from_agency", "to_agency"], key=lambda names: names.str.casefold())
        .reset_index(drop=True),
        no_hand_off=pd.DataFrame(stayed),
        n_people=int(by_case.loc[on, "case"].nunique()),
    )
