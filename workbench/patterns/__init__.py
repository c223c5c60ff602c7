"""The questions: evidence → finding, pure functions, one question a file."""

from __future__ import annotations

from workbench.patterns.changes_since import ChangesSince, changes_since
from workbench.patterns.connectedness import Connectedness, connectedness
from workbench.patterns.cycle_parts import CycleParts, cycle_parts
from workbench.patterns.evidence_beside import EvidenceBeside, evidence_beside
from workbench.patterns.evidence_pieces import EvidencePieces, evidence_pieces
from workbench.patterns.experiment_list import ExperimentList, experiment_list
from workbench.patterns.experiments_by_status import ExperimentsByStatus, experiments_by_status
from workbench.patterns.issue_list import IssueList, issue_list
from workbench.patterns.issue_log import IssueLog, issue_log
from workbench.patterns.loops import Loops, loops
from workbench.patterns.passed_on import PassedOn, passed_on
from workbench.patterns.purpose_check import Check, purpose_check
from workbench.patterns.purpose_history import PurposeHistory, purpose_history
from workbench.patterns.reach import Reach, reach
from workbench.patterns.stories_shared import StoriesShared, stories_shared
from workbench.patterns.system_map import SystemMap, system_map

__all__ = [
    "ChangesSince",
    "Check",
    "Connectedness",
    "CycleParts",
    "EvidenceBeside",
    "EvidencePieces",
    "ExperimentList",
    "ExperimentsByStatus",
    "IssueList",
    "IssueLog",
    "Loops",
    "PassedOn",
    "PurposeHistory",
    "Reach",
    "StoriesShared",
    "SystemMap",
    "changes_since",
    "connectedness",
    "cycle_parts",
    "evidence_beside",
    "evidence_pieces",
    "experiment_list",
    "experiments_by_status",
    "issue_list",
    "issue_log",
    "loops",
    "passed_on",
    "purpose_check",
    "purpose_history",
    "reach",
    "stories_shared",
    "system_map",
]
