"""Released finding → figure: an Altair chart with its title, text alternative and table; nothing else is accepted."""

from __future__ import annotations

from workbench.charts.account_edition import account_edition
from workbench.charts.across_cycles import across_cycles
from workbench.charts.activity_before_after import activity_before_after
from workbench.charts.activity_by_agency import activity_by_agency
from workbench.charts.assess_do_refer import assess_do_refer
from workbench.charts.barriers_raised import barriers_raised
from workbench.charts.changes_since import changes_since
from workbench.charts.choice_comparison import choice_comparison
from workbench.charts.choice_counts import choice_counts
from workbench.charts.coder_agreement import coder_agreement
from workbench.charts.cohort_before_after import cohort_before_after
from workbench.charts.common_ground import common_ground
from workbench.charts.connectedness import connectedness
from workbench.charts.countermeasures_standing import countermeasures_standing
from workbench.charts.crisis_share import crisis_share
from workbench.charts.cumulative_cost import cumulative_cost
from workbench.charts.cycle_parts import cycle_parts
from workbench.charts.data_table import table_in_words
from workbench.charts.dyad_comparison import dyad_comparison
from workbench.charts.dyad_placings import dyad_placings
from workbench.charts.embeddings_by_state import embeddings_by_state
from workbench.charts.embeddings_list import embeddings_list
from workbench.charts.embeddings_over_time import embeddings_over_time
from workbench.charts.enabled import enabled
from workbench.charts.experiment_portfolio import experiment_portfolio
from workbench.charts.experiments_by_status import experiments_by_status
from workbench.charts.failure_demand import failure_demand
from workbench.charts.figure import Figure
from workbench.charts.forum_account import forum_account
from workbench.charts.goals_over_time import goals_over_time
from workbench.charts.groups_round_cycle import groups_round_cycle
from workbench.charts.hand_offs import hand_offs
from workbench.charts.issue_age import issue_age
from workbench.charts.issue_log import issue_log
from workbench.charts.lab import show_charts_offline
from workbench.charts.learning_stack import learning_stack
from workbench.charts.learnings import learnings
from workbench.charts.local_multiplier import local_multiplier
from workbench.charts.loops import loops
from workbench.charts.map_page import embed, map_page
from workbench.charts.measures_framework import measures_framework
from workbench.charts.observations_by_theme import observations_by_theme
from workbench.charts.opinion_groups import opinion_groups
from workbench.charts.opinion_stability import opinion_stability
from workbench.charts.passed_on import passed_on
from workbench.charts.pattern_list import pattern_list
from workbench.charts.process_behaviour import process_behaviour
from workbench.charts.prototype_frame import prototype_frame
from workbench.charts.purpose_history import purpose_history
from workbench.charts.representative_statements import representative_statements
from workbench.charts.risks_before_after import risks_before_after
from workbench.charts.scale_correlation import scale_correlation
from workbench.charts.sequences import sequences
from workbench.charts.spending_by_category import spending_by_category
from workbench.charts.stewardship_over_time import stewardship_over_time
from workbench.charts.stones_placings import stones_placings
from workbench.charts.stories_say import stories_say
from workbench.charts.stories_told import stories_told
from workbench.charts.system_map import system_map
from workbench.charts.task_matrix import task_matrix
from workbench.charts.theme_cooccurrence import theme_cooccurrence
from workbench.charts.themes_by_team import themes_by_team
from workbench.charts.themes_over_time import themes_over_time
from workbench.charts.time_line import time_line
from workbench.charts.triad_comparison import triad_comparison
from workbench.charts.triad_placings import triad_placings
from workbench.charts.triad_zones import triad_zones
from workbench.charts.weekly_cost import weekly_cost
from workbench.charts.yearly_cost import yearly_cost

__all__ = [
    "Figure",
    "account_edition",
    "across_cycles",
    "activity_before_after",
    "activity_by_agency",
    "assess_do_refer",
    "barriers_raised",
    "changes_since",
    "choice_comparison",
    "choice_counts",
    "coder_agreement",
    "cohort_before_after",
    "common_ground",
    "connectedness",
    "countermeasures_standing",
    "crisis_share",
    "cumulative_cost",
    "cycle_parts",
    "dyad_comparison",
    "dyad_placings",
    "embed",
    "embeddings_by_state",
    "embeddings_list",
    "embeddings_over_time",
    "enabled",
    "experiment_portfolio",
    "experiments_by_status",
    "failure_demand",
    "forum_account",
    "goals_over_time",
    "groups_round_cycle",
    "hand_offs",
    "issue_age",
    "issue_log",
    "learning_stack",
    "learnings",
    "local_multiplier",
    "loops",
    "map_page",
    "measures_framework",
    "observations_by_theme",
    "opinion_groups",
    "opinion_stability",
    "passed_on",
    "pattern_list",
    "process_behaviour",
    "prototype_frame",
    "purpose_history",
    "representative_statements",
    "risks_before_after",
    "scale_correlation",
    "sequences",
    "show_charts_offline",
    "spending_by_category",
    "stewardship_over_time",
    "stones_placings",
    "stories_say",
    "stories_told",
    "system_map",
    "table_in_words",
    "task_matrix",
    "theme_cooccurrence",
    "themes_by_team",
    "themes_over_time",
    "time_line",
    "triad_comparison",
    "triad_placings",
    "triad_zones",
    "weekly_cost",
    "yearly_cost",
]
