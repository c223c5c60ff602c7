"""Which experiments are there, of which shape and kind, and where does each stand?"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.model import ExperimentShape, ExperimentStatus
from workbench.model.experiment import shape_of
from workbench.patterns.circle import rows_of

__all__ = ["UNDECIDED", "ExperimentPortfolio", "experiment_portfolio"]

#: The word for an experiment whose shape nobody has chosen yet.
UNDECIDED = "undecided"
_COLUMNS = ["id", "title", "shape", "experiment_kind", "status", "started_on", "ended_on"]


@dataclass(frozen=True, kw_only=True)
class ExperimentPortfolio(Finding):
    """The experiments this audience may see, side by side; none is measured against another.

    ``table``: id, title, shape (project, prototype, training, enquiry; undecided until both questions are answered),
    experiment_kind, status, started_on, ended_on. In the order of the shapes, then designing, running, resting, ended,
    then by id, which is when they were written down.
    """


def experiment_portfolio(
    evidence: Evidence, *, cycle: str | None = None, system: str | None = None
) -> ExperimentPortfolio:
    """The experiments of one cycle, one system and those inside it, or all there are; none give no rows."""
    experiments = rows_of(evidence, "experiment", cycle=cycle, system=system)
    ends = zip(experiments["end_point"], experiments["works_on"], strict=True)
    shapes = [str(shape_of(*pair) or UNDECIDED) for pair in ends]
    experiments["shape"] = pd.Series(shapes, index=experiments.index, dtype="str")
    experiments["_shape"] = _places(experiments["shape"], [*ExperimentShape, UNDECIDED])
    experiments["_status"] = _places(experiments["status"], list(ExperimentStatus))
    table = experiments.sort_values(["_shape", "_status", "id"])[_COLUMNS].reset_index(drop=True)
    return ExperimentPortfolio(audience=evidence.audience, table=table)


def _places(values: pd.Series[str], order: list[str]) -> pd.Series[int]:
    return pd.Series([order.index(value) for value in values], index=values.index, dtype="int64")
