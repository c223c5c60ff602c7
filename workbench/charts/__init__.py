"""Released finding → figure: an Altair chart with its title, text alternative and table; nothing else is accepted."""

from __future__ import annotations

from workbench.charts.changes_since import changes_since
from workbench.charts.connectedness import connectedness
from workbench.charts.countermeasures_standing import countermeasures_standing
from workbench.charts.cycle_parts import cycle_parts
from workbench.charts.data_table import table_in_words
from workbench.charts.experiment_portfolio import experiment_portfolio
from workbench.charts.experiments_by_status import experiments_by_status
from workbench.charts.figure import Figure
from workbench.charts.goals_over_time import goals_over_time
from workbench.charts.issue_age import issue_age
from workbench.charts.issue_log import issue_log
from workbench.charts.lab import show_charts_offline
from workbench.charts.learnings import learnings
from workbench.charts.loops import loops
from workbench.charts.map_page import embed, map_page
from workbench.charts.measures_framework import measures_framework
from workbench.charts.process_behaviour import process_behaviour
from workbench.charts.prototype_frame import prototype_frame
from workbench.charts.purpose_history import purpose_history
from workbench.charts.spending_by_category import spending_by_category
from workbench.charts.system_map import system_map
from workbench.charts.task_matrix import task_matrix

__all__ = [
    "Figure",
    "changes_since",
    "connectedness",
    "countermeasures_standing",
    "cycle_parts",
    "embed",
    "experiment_portfolio",
    "experiments_by_status",
    "goals_over_time",
    "issue_age",
    "issue_log",
    "learnings",
    "loops",
    "map_page",
    "measures_framework",
    "process_behaviour",
    "prototype_frame",
    "purpose_history",
    "show_charts_offline",
    "spending_by_category",
    "system_map",
    "table_in_words",
    "task_matrix",
]
