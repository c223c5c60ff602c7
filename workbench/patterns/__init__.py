"""The questions: evidence → finding, pure functions, one question a file."""

from __future__ import annotations

from workbench.patterns.capture_due import CaptureDue, capture_due
from workbench.patterns.changes_since import ChangesSince, changes_since
from workbench.patterns.connectedness import Connectedness, connectedness
from workbench.patterns.countermeasures_standing import CountermeasuresStanding, countermeasures_standing
from workbench.patterns.cycle_parts import CycleParts, cycle_parts
from workbench.patterns.debrief_account import DebriefAccount, debrief_account
from workbench.patterns.evidence_beside import EvidenceBeside, evidence_beside
from workbench.patterns.evidence_pieces import EvidencePieces, evidence_pieces
from workbench.patterns.experiment_card import ExperimentCard, experiment_card
from workbench.patterns.experiment_list import ExperimentList, experiment_list
from workbench.patterns.experiment_portfolio import ExperimentPortfolio, experiment_portfolio
from workbench.patterns.experiments_by_status import ExperimentsByStatus, experiments_by_status
from workbench.patterns.goals_over_time import GoalsOverTime, goals_over_time
from workbench.patterns.issue_age import IssueAge, issue_age
from workbench.patterns.issue_list import IssueList, issue_list
from workbench.patterns.issue_log import IssueLog, issue_log
from workbench.patterns.issue_recurrence import IssueRecurrence, issue_recurrence
from workbench.patterns.learnings import Learnings, learnings
from workbench.patterns.loops import Loops, loops
from workbench.patterns.measures_framework import MeasuresFramework, measures_framework
from workbench.patterns.passed_on import PassedOn, passed_on
from workbench.patterns.pod_learnings import PodLearnings, pod_learnings
from workbench.patterns.process_behaviour import ProcessBehaviour, process_behaviour
from workbench.patterns.prototype_frame import PrototypeFrame, prototype_frame
from workbench.patterns.purpose_check import Check, purpose_check
from workbench.patterns.purpose_history import PurposeHistory, purpose_history
from workbench.patterns.reach import Reach, reach
from workbench.patterns.recurring_purchases import RecurringPurchases, recurring_purchases
from workbench.patterns.spending_audit import SpendingAudit, spending_audit
from workbench.patterns.spending_by_category import SpendingByCategory, spending_by_category
from workbench.patterns.stories_shared import StoriesShared, stories_shared
from workbench.patterns.system_map import SystemMap, system_map
from workbench.patterns.task_matrix import TaskMatrix, task_matrix

__all__ = [
    "CaptureDue",
    "ChangesSince",
    "Check",
    "Connectedness",
    "CountermeasuresStanding",
    "CycleParts",
    "DebriefAccount",
    "EvidenceBeside",
    "EvidencePieces",
    "ExperimentCard",
    "ExperimentList",
    "ExperimentPortfolio",
    "ExperimentsByStatus",
    "GoalsOverTime",
    "IssueAge",
    "IssueList",
    "IssueLog",
    "IssueRecurrence",
    "Learnings",
    "Loops",
    "MeasuresFramework",
    "PassedOn",
    "PodLearnings",
    "ProcessBehaviour",
    "PrototypeFrame",
    "PurposeHistory",
    "Reach",
    "RecurringPurchases",
    "SpendingAudit",
    "SpendingByCategory",
    "StoriesShared",
    "SystemMap",
    "TaskMatrix",
    "capture_due",
    "changes_since",
    "connectedness",
    "countermeasures_standing",
    "cycle_parts",
    "debrief_account",
    "evidence_beside",
    "evidence_pieces",
    "experiment_card",
    "experiment_list",
    "experiment_portfolio",
    "experiments_by_status",
    "goals_over_time",
    "issue_age",
    "issue_list",
    "issue_log",
    "issue_recurrence",
    "learnings",
    "loops",
    "measures_framework",
    "passed_on",
    "pod_learnings",
    "process_behaviour",
    "prototype_frame",
    "purpose_check",
    "purpose_history",
    "reach",
    "recurring_purchases",
    "spending_audit",
    "spending_by_category",
    "stories_shared",
    "system_map",
    "task_matrix",
]
