"""Released finding → figure: an Altair chart with its title, text alternative and table; nothing else is accepted."""

from __future__ import annotations

from workbench.charts.activity_before_after import activity_before_after
from workbench.charts.activity_by_agency import activity_by_agency
from workbench.charts.assess_do_refer import assess_do_refer
from workbench.charts.changes_since import changes_since
from workbench.charts.cohort_before_after import cohort_before_after
from workbench.charts.connectedness import connectedness
from workbench.charts.countermeasures_standing import countermeasures_standing
from workbench.charts.crisis_share import crisis_share
from workbench.charts.cumulative_cost import cumulative_cost
from workbench.charts.cycle_parts import cycle_parts
from workbench.charts.data_table import table_in_words
from workbench.charts.experiment_portfolio import experiment_portfolio
from workbench.charts.experiments_by_status import experiments_by_status
from workbench.charts.failure_demand import failure_demand
from workbench.charts.figure import Figure
from workbench.charts.forum_account import forum_account
from workbench.charts.goals_over_time import goals_over_time
from workbench.charts.hand_offs import hand_offs
from workbench.charts.issue_age import issue_age
from workbench.charts.issue_log import issue_log
from workbench.charts.lab import show_charts_offline
from workbench.charts.learnings import learnings
from workbench.charts.local_multiplier import local_multiplier
from workbench.charts.loops import loops
from workbench.charts.map_page import embed, map_page
from workbench.charts.measures_framework import measures_framework
from workbench.charts.process_behaviour import process_behaviour
from workbench.charts.prototype_frame import prototype_frame
from workbench.charts.purpose_history import purpose_history
from workbench.charts.risks_before_after import risks_before_after
from workbench.charts.sequences import sequences
from workbench.charts.spending_by_category import spending_by_category
from workbench.charts.system_map import system_map
from workbench.charts.task_matrix import task_matrix
from workbench.charts.time_line import time_line
from workbench.charts.weekly_cost import weekly_cost
from workbench.charts.yearly_cost import yearly_cost

__all__ = [
    "Figure",
    "activity_before_after",
    "activity_by_agency",
    "assess_do_refer",
    "changes_since",
    "cohort_before_after",
    "connectedness",
    "countermeasures_standing",
    "crisis_share",
    "cumulative_cost",
    "cycle_parts",
    "embed",
    "experiment_portfolio",
    "experiments_by_status",
    "failure_demand",
    "forum_account",
    "goals_over_time",
    "hand_offs",
    "issue_age",
    "issue_log",
    "learnings",
    "local_multiplier",
    "loops",
    "map_page",
    "measures_framework",
    "process_behaviour",
    "prototype_frame",
    "purpose_history",
    "risks_before_after",
    "sequences",
    "show_charts_offline",
    "spending_by_category",
    "system_map",
    "table_in_words",
    "task_matrix",
    "time_line",
    "weekly_cost",
    "yearly_cost",
]
