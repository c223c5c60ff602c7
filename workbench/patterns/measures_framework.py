"""What speaks to each question of the measures framework? Two readers × four themes."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from itertools import product
from typing import ClassVar

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.model import MeasureTheme, Reader
from workbench.patterns.circle import rows_of

__all__ = ["MeasuresFramework", "measures_framework"]


@dataclass(frozen=True, kw_only=True)
class MeasuresFramework(Finding):
    """The eight cells, also those with nothing in them.

    ``table``: reader (team, leadership), theme (citizens, efficiency, cost, morale), measures (the names of those that
    have not ended, in the order they were written down), n_series (numbers over time that belong to them), n_entries
    (records of any kind laid beside them, or that led to them).
    """

    counts: ClassVar[tuple[str, ...]] = ("n_entries",)


def measures_framework(evidence: Evidence, *, cycle: str | None = None, system: str | None = None) -> MeasuresFramework:
    """The cells for one cycle, one system and those inside it, or all there is; always eight rows."""
    measures = rows_of(evidence, "measure", cycle=cycle, system=system).sort_values("id")
    measures = measures[measures["ended_on"].isna()]
    links = evidence["evidence_link"]
    links = links[links["target_kind"] == "measure"]
    rows = []
    behind: dict[Hashable, frozenset[str]] = {}
    for reader, theme in product(Reader, MeasureTheme):
        here = measures[(measures["reader"] == reader.value) & (measures["theme"] == theme.value)]
        entries = links[links["target"].isin(here["id"])].drop_duplicates(["source_kind", "source"])
        behind[reader.value, theme.value] = frozenset(entries["source"])
        rows.append(
            {
                "reader": reader.value,
                "theme": theme.value,
                "measures": tuple(here["name"]),
                "n_series": int(evidence["series"]["measure"].isin(here["id"]).sum()),
                "n_entries": len(entries),
            }
        )
    return MeasuresFramework(audience=evidence.audience, table=pd.DataFrame(rows), people=behind)
