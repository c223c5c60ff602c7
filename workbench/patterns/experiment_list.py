"""What is being tried, and what happened?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.model import ExperimentStatus
from workbench.patterns.circle import rows_of

__all__ = ["ExperimentList", "experiment_list"]

_COLUMNS = [
    "id",
    "title",
    "question",
    "experiment_kind",
    "hypothesis",
    "actions",
    "status",
    "touches",
    "started_on",
    "ended_on",
    "what_happened",
]


@dataclass(frozen=True, kw_only=True)
class ExperimentList(Finding):
    """The experiments this audience may see.

    ``table``: id, title, question, experiment_kind, hypothesis, actions, status, touches (the names of the factors,
    actors and links of the map that it acts on, of those this audience may see), started_on, ended_on, what_happened.
    Designing first, then running, resting, ended; within a state by id, which is when they were written down.
    """


def _names(evidence: Evidence) -> dict[str, str]:
    things = evidence["thing"]
    named = {str(i): str(name) for i, name in zip(things["id"], things["name"], strict=True)}
    for row in evidence["link"].to_dict("records"):
        if row["source"] in named and row["target"] in named:
            named[str(row["id"])] = f"{named[str(row['source'])]} → {named[str(row['target'])]}"
    return named


def _told(touched: Iterable[str], names: dict[str, str]) -> tuple[str, ...]:
    return tuple(names[i] for i in touched if i in names)


def experiment_list(evidence: Evidence, *, cycle: str | None = None, system: str | None = None) -> ExperimentList:
    """The experiments of one cycle, one system and those inside it, or all there are; none give no rows."""
    experiments = rows_of(evidence, "experiment", cycle=cycle, system=system)
    names = _names(evidence)
    order = {status.value: at for at, status in enumerate(ExperimentStatus)}
    experiments["touches"] = pd.Series(
        [_told(touched, names) for touched in experiments["touches"]], index=experiments.index, dtype="object"
    )
    experiments["_order"] = [order[str(status)] for status in experiments["status"]]
    table = experiments.sort_values(["_order", "id"])[_COLUMNS].reset_index(drop=True)
    return ExperimentList(audience=evidence.audience, table=table)
