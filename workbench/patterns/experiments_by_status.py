"""Where do the experiments stand? Experiments by status and kind."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import ClassVar

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.model import ExperimentKind, ExperimentStatus
from workbench.patterns.circle import rows_of

__all__ = ["ExperimentsByStatus", "experiments_by_status"]


@dataclass(frozen=True, kw_only=True)
class ExperimentsByStatus(Finding):
    """How many experiments there are in each state.

    ``table`` has a row for every status × experiment_kind, also where there are none: status, experiment_kind, n.
    """

    counts: ClassVar[tuple[str, ...]] = ("n",)
    total_rows: ClassVar[Mapping[str, str | None]] = {"status": None, "experiment_kind": None}


def experiments_by_status(
    evidence: Evidence, *, cycle: str | None = None, system: str | None = None
) -> ExperimentsByStatus:
    """Experiments counted by status and kind: of one cycle, one system and those inside it, or all there are."""
    experiments = rows_of(evidence, "experiment", cycle=cycle, system=system)
    rows = []
    behind: dict[Hashable, frozenset[str]] = {}
    for status, kind in product(ExperimentStatus, ExperimentKind):
        here = experiments[(experiments["status"] == status) & (experiments["experiment_kind"] == kind)]
        behind[status.value, kind.value] = frozenset(here["id"])
        rows.append({"status": status.value, "experiment_kind": kind.value, "n": len(here)})
    return ExperimentsByStatus(audience=evidence.audience, table=pd.DataFrame(rows), people=behind)
