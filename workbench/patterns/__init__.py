"""The questions: evidence → finding, pure functions, one question a file."""

from __future__ import annotations

from workbench.patterns.account_compare import AccountCompare, account_compare
from workbench.patterns.account_draft import DRAFTED_FROM, AccountDraft, account_draft
from workbench.patterns.account_edition import AccountEdition, account_edition
from workbench.patterns.across_cycles import AcrossCycles, across_cycles
from workbench.patterns.activity_before_after import ActivityBeforeAfter, activity_before_after
from workbench.patterns.activity_by_agency import ActivityByAgency, activity_by_agency
from workbench.patterns.asked_of_us import AskedOfUs, asked_of_us
from workbench.patterns.assess_do_refer import AssessDoRefer, assess_do_refer
from workbench.patterns.barriers_raised import BarriersRaised, barriers_raised
from workbench.patterns.capture_due import CaptureDue, capture_due
from workbench.patterns.changes_since import ChangesSince, changes_since
from workbench.patterns.choice_comparison import ChoiceComparison, choice_comparison
from workbench.patterns.choice_counts import ChoiceCounts, choice_counts
from workbench.patterns.coder_agreement import CoderAgreement, coder_agreement
from workbench.patterns.coding_disagreements import CodingDisagreements, coding_disagreements
from workbench.patterns.coding_overlap import CodingOverlap, coding_overlap
from workbench.patterns.cohort_before_after import CohortBeforeAfter, cohort_before_after
from workbench.patterns.common_ground import CommonGround, common_ground
from workbench.patterns.comparisons_looked_at import ComparisonsLookedAt, comparisons_looked_at
from workbench.patterns.connectedness import Connectedness, connectedness
from workbench.patterns.countermeasures_standing import CountermeasuresStanding, countermeasures_standing
from workbench.patterns.crisis_share import CrisisShare, crisis_share
from workbench.patterns.cumulative_cost import CumulativeCost, cumulative_cost
from workbench.patterns.cycle_parts import CycleParts, cycle_parts
from workbench.patterns.debrief_account import DebriefAccount, debrief_account
from workbench.patterns.dyad_comparison import DyadComparison, dyad_comparison
from workbench.patterns.dyad_placings import DyadPlacings, dyad_placings
from workbench.patterns.embeddings_by_state import EmbeddingsByState, embeddings_by_state
from workbench.patterns.embeddings_list import EmbeddingsList, embeddings_list
from workbench.patterns.embeddings_over_time import EmbeddingsOverTime, embeddings_over_time
from workbench.patterns.enabled import Enabled, enabled
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
from workbench.patterns.groups_round_cycle import GroupsRoundCycle, groups_round_cycle
from workbench.patterns.hand_offs import HandOffs, hand_offs
from workbench.patterns.issue_age import IssueAge, issue_age
from workbench.patterns.issue_list import IssueList, issue_list
from workbench.patterns.issue_log import IssueLog, issue_log
from workbench.patterns.issue_recurrence import IssueRecurrence, issue_recurrence
from workbench.patterns.learning_below import LearningBelow, learning_below
from workbench.patterns.learning_stack import LearningStack, learning_stack
from workbench.patterns.learnings import Learnings, learnings
from workbench.patterns.local_multiplier import LocalMultiplier, local_multiplier
from workbench.patterns.loops import Loops, loops
from workbench.patterns.measures_framework import MeasuresFramework, measures_framework
from workbench.patterns.observations_by_theme import ObservationsByTheme, observations_by_theme
from workbench.patterns.opinion_groups import OpinionGroups, opinion_groups
from workbench.patterns.opinion_stability import OpinionStability, opinion_stability
from workbench.patterns.passed_on import IN_WORDS, PassedOn, passed_on
from workbench.patterns.pattern_chain import PatternChain, pattern_chain
from workbench.patterns.pattern_list import PatternList, pattern_list
from workbench.patterns.people_sharing import PeopleSharing, people_sharing, picked_cases
from workbench.patterns.pod_learnings import PodLearnings, pod_learnings
from workbench.patterns.process_behaviour import ProcessBehaviour, process_behaviour
from workbench.patterns.prototype_frame import PrototypeFrame, prototype_frame
from workbench.patterns.purpose_check import Check, purpose_check
from workbench.patterns.purpose_history import PurposeHistory, purpose_history
from workbench.patterns.reach import Reach, reach
from workbench.patterns.recurring_purchases import RecurringPurchases, recurring_purchases
from workbench.patterns.representative_statements import RepresentativeStatements, representative_statements
from workbench.patterns.review_due import ReviewDue, review_due
from workbench.patterns.risks_before_after import RisksBeforeAfter, risks_before_after
from workbench.patterns.scale_correlation import ScaleCorrelation, scale_correlation
from workbench.patterns.sequences import Sequences, sequences
from workbench.patterns.spending_audit import SpendingAudit, spending_audit
from workbench.patterns.spending_by_category import SpendingByCategory, spending_by_category
from workbench.patterns.stewardship_over_time import StewardshipOverTime, stewardship_over_time
from workbench.patterns.stones_placings import StonesPlacings, stones_placings
from workbench.patterns.stories_found import StoriesFound, stories_found
from workbench.patterns.stories_placed import StoriesPlaced
from workbench.patterns.stories_say import StoriesSay, stories_say
from workbench.patterns.stories_shared import StoriesShared, stories_shared
from workbench.patterns.stories_told import StoriesTold, stories_told
from workbench.patterns.system_map import SystemMap, system_map
from workbench.patterns.task_matrix import TaskMatrix, task_matrix
from workbench.patterns.theme_cooccurrence import ThemeCooccurrence, theme_cooccurrence
from workbench.patterns.themes_by_team import ThemesByTeam, themes_by_team
from workbench.patterns.themes_over_time import ThemesOverTime, themes_over_time
from workbench.patterns.time_line import TimeLine, time_line
from workbench.patterns.triad_comparison import TriadComparison, triad_comparison
from workbench.patterns.triad_placings import TriadPlacings, triad_placings
from workbench.patterns.triad_zones import TriadZones, triad_zones
from workbench.patterns.two_stories import TwoStories, two_stories
from workbench.patterns.weekly_cost import WeeklyCost, weekly_cost
from workbench.patterns.yearly_cost import YearlyCost, yearly_cost

__all__ = [
    "DRAFTED_FROM",
    "IN_WORDS",
    "AccountCompare",
    "AccountDraft",
    "AccountEdition",
    "AcrossCycles",
    "ActivityBeforeAfter",
    "ActivityByAgency",
    "AskedOfUs",
    "AssessDoRefer",
    "BarriersRaised",
    "CaptureDue",
    "ChangesSince",
    "Check",
    "ChoiceComparison",
    "ChoiceCounts",
    "CoderAgreement",
    "CodingDisagreements",
    "CodingOverlap",
    "CohortBeforeAfter",
    "CommonGround",
    "ComparisonsLookedAt",
    "Connectedness",
    "CountermeasuresStanding",
    "CrisisShare",
    "CumulativeCost",
    "CycleParts",
    "DebriefAccount",
    "DyadComparison",
    "DyadPlacings",
    "EmbeddingsByState",
    "EmbeddingsList",
    "EmbeddingsOverTime",
    "Enabled",
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
    "GroupsRoundCycle",
    "HandOffs",
    "IssueAge",
    "IssueList",
    "IssueLog",
    "IssueRecurrence",
    "LearningBelow",
    "LearningStack",
    "Learnings",
    "LocalMultiplier",
    "Loops",
    "MeasuresFramework",
    "ObservationsByTheme",
    "OpinionGroups",
    "OpinionStability",
    "PassedOn",
    "PatternChain",
    "PatternList",
    "PeopleSharing",
    "PodLearnings",
    "ProcessBehaviour",
    "PrototypeFrame",
    "PurposeHistory",
    "Reach",
    "RecurringPurchases",
    "RepresentativeStatements",
    "ReviewDue",
    "RisksBeforeAfter",
    "ScaleCorrelation",
    "Sequences",
    "SpendingAudit",
    "SpendingByCategory",
    "StewardshipOverTime",
    "StonesPlacings",
    "StoriesFound",
    "StoriesPlaced",
    "StoriesSay",
    "StoriesShared",
    "StoriesTold",
    "SystemMap",
    "TaskMatrix",
    "ThemeCooccurrence",
    "ThemesByTeam",
    "ThemesOverTime",
    "TimeLine",
    "TriadComparison",
    "TriadPlacings",
    "TriadZones",
    "TwoStories",
    "WeeklyCost",
    "YearlyCost",
    "account_compare",
    "account_draft",
    "account_edition",
    "across_cycles",
    "activity_before_after",
    "activity_by_agency",
    "asked_of_us",
    "assess_do_refer",
    "barriers_raised",
    "capture_due",
    "changes_since",
    "choice_comparison",
    "choice_counts",
    "coder_agreement",
    "coding_disagreements",
    "coding_overlap",
    "cohort_before_after",
    "common_ground",
    "comparisons_looked_at",
    "connectedness",
    "countermeasures_standing",
    "crisis_share",
    "cumulative_cost",
    "cycle_parts",
    "debrief_account",
    "dyad_comparison",
    "dyad_placings",
    "embeddings_by_state",
    "embeddings_list",
    "embeddings_over_time",
    "enabled",
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
    "groups_round_cycle",
    "hand_offs",
    "issue_age",
    "issue_list",
    "issue_log",
    "issue_recurrence",
    "learning_below",
    "learning_stack",
    "learnings",
    "local_multiplier",
    "loops",
    "measures_framework",
    "observations_by_theme",
    "opinion_groups",
    "opinion_stability",
    "passed_on",
    "pattern_chain",
    "pattern_list",
    "people_sharing",
    "picked_cases",
    "pod_learnings",
    "process_behaviour",
    "prototype_frame",
    "purpose_check",
    "purpose_history",
    "reach",
    "recurring_purchases",
    "representative_statements",
    "review_due",
    "risks_before_after",
    "scale_correlation",
    "sequences",
    "spending_audit",
    "spending_by_category",
    "stewardship_over_time",
    "stones_placings",
    "stories_found",
    "stories_say",
    "stories_shared",
    "stories_told",
    "system_map",
    "task_matrix",
    "theme_cooccurrence",
    "themes_by_team",
    "themes_over_time",
    "time_line",
    "triad_comparison",
    "triad_placings",
    "triad_zones",
    "two_stories",
    "weekly_cost",
    "yearly_cost",
]
