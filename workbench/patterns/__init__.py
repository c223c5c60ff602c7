"""The questions: evidence → finding, pure functions, one question a file."""

from __future__ import annotations

from workbench.patterns.activity_before_after import ActivityBeforeAfter, activity_before_after
from workbench.patterns.activity_by_agency import ActivityByAgency, activity_by_agency
from workbench.patterns.assess_do_refer import AssessDoRefer, assess_do_refer
from workbench.patterns.capture_due import CaptureDue, capture_due
from workbench.patterns.changes_since import ChangesSince, changes_since
from workbench.patterns.cohort_before_after import CohortBeforeAfter, cohort_before_after
from workbench.patterns.connectedness import Connectedness, connectedness
from workbench.patterns.countermeasures_standing import CountermeasuresStanding, countermeasures_standing
from workbench.patterns.crisis_share import CrisisShare, crisis_share
from workbench.patterns.cumulative_cost import CumulativeCost, cumulative_cost
from workbench.patterns.cycle_parts import CycleParts, cycle_parts
from workbench.patterns.debrief_account import DebriefAccount, debrief_account
from workbench.patterns.escalated import Escalated, escalated
from workbench.patterns.evidence_beside import EvidenceBeside, evidence_beside
from workbench.patterns.evidence_pieces import EvidencePieces, evidence_pieces
from workbench.patterns.experiment_card import ExperimentCard, experiment_card
from workbench.patterns.experiment_list import ExperimentList, experiment_list
from workbench.patterns.experiment_portfolio import ExperimentPortfolio, experiment_portfolio
from workbench.patterns.experiments_by_status import ExperimentsByStatus, experiments_by_status
from workbench.patterns.failure_demand import FailureDemand, failure_demand
from workbench.patterns.forum_account import ForumAccount, forum_account
from workbench.patterns.goals_over_time import GoalsOverTime, goals_over_time
from workbench.patterns.grant_outcomes import GrantOutcomes, grant_outcomes
from workbench.patterns.hand_offs import HandOffs, hand_offs
from workbench.patterns.issue_age import IssueAge, issue_age
from workbench.patterns.issue_list import IssueList, issue_list
from workbench.patterns.issue_log import IssueLog, issue_log
from workbench.patterns.issue_recurrence import IssueRecurrence, issue_recurrence
from workbench.patterns.learnings import Learnings, learnings
from workbench.patterns.local_multiplier import LocalMultiplier, local_multiplier
from workbench.patterns.loops import Loops, loops
from workbench.patterns.measures_framework import MeasuresFramework, measures_framework
from workbench.patterns.passed_on import PassedOn, passed_on
from workbench.patterns.people_sharing import PeopleSharing, people_sharing, picked_cases
from workbench.patterns.pod_learnings import PodLearnings, pod_learnings
from workbench.patterns.process_behaviour import ProcessBehaviour, process_behaviour
from workbench.patterns.prototype_frame import PrototypeFrame, prototype_frame
from workbench.patterns.purpose_check import Check, purpose_check
from workbench.patterns.purpose_history import PurposeHistory, purpose_history
from workbench.patterns.reach import Reach, reach
from workbench.patterns.recurring_purchases import RecurringPurchases, recurring_purchases
from workbench.patterns.risks_before_after import RisksBeforeAfter, risks_before_after
from workbench.patterns.sequences import Sequences, sequences
from workbench.patterns.spending_audit import SpendingAudit, spending_audit
from workbench.patterns.spending_by_category import SpendingByCategory, spending_by_category
from workbench.patterns.stories_shared import StoriesShared, stories_shared
from workbench.patterns.system_map import SystemMap, system_map
from workbench.patterns.task_matrix import TaskMatrix, task_matrix
from workbench.patterns.time_line import TimeLine, time_line
from workbench.patterns.weekly_cost import WeeklyCost, weekly_cost
from workbench.patterns.yearly_cost import YearlyCost, yearly_cost

__all__ = [
    "ActivityBeforeAfter",
    "ActivityByAgency",
    "AssessDoRefer",
    "CaptureDue",
    "ChangesSince",
    "Check",
    "CohortBeforeAfter",
    "Connectedness",
    "CountermeasuresStanding",
    "CrisisShare",
    "CumulativeCost",
    "CycleParts",
    "DebriefAccount",
    "Escalated",
    "EvidenceBeside",
    "EvidencePieces",
    "ExperimentCard",
    "ExperimentList",
    "ExperimentPortfolio",
    "ExperimentsByStatus",
    "FailureDemand",
    "ForumAccount",
    "GoalsOverTime",
    "GrantOutcomes",
    "HandOffs",
    "IssueAge",
    "IssueList",
    "IssueLog",
    "IssueRecurrence",
    "Learnings",
    "LocalMultiplier",
    "Loops",
    "MeasuresFramework",
    "PassedOn",
    "PeopleSharing",
    "PodLearnings",
    "ProcessBehaviour",
    "PrototypeFrame",
    "PurposeHistory",
    "Reach",
    "RecurringPurchases",
    "RisksBeforeAfter",
    "Sequences",
    "SpendingAudit",
    "SpendingByCategory",
    "StoriesShared",
    "SystemMap",
    "TaskMatrix",
    "TimeLine",
    "WeeklyCost",
    "YearlyCost",
    "activity_before_after",
    "activity_by_agency",
    "assess_do_refer",
    "capture_due",
    "changes_since",
    "cohort_before_after",
    "connectedness",
    "countermeasures_standing",
    "crisis_share",
    "cumulative_cost",
    "cycle_parts",
    "debrief_account",
    "escalated",
    "evidence_beside",
    "evidence_pieces",
    "experiment_card",
    "experiment_list",
    "experiment_portfolio",
    "experiments_by_status",
    "failure_demand",
    "forum_account",
    "goals_over_time",
    "grant_outcomes",
    "hand_offs",
    "issue_age",
    "issue_list",
    "issue_log",
    "issue_recurrence",
    "learnings",
    "local_multiplier",
    "loops",
    "measures_framework",
    "passed_on",
    "people_sharing",
    "picked_cases",
    "pod_learnings",
    "process_behaviour",
    "prototype_frame",
    "purpose_check",
    "purpose_history",
    "reach",
    "recurring_purchases",
    "risks_before_after",
    "sequences",
    "spending_audit",
    "spending_by_category",
    "stories_shared",
    "system_map",
    "task_matrix",
    "time_line",
    "weekly_cost",
    "yearly_cost",
]
