"""Released finding → figure: an Altair chart with its title, text alternative and table; nothing else is accepted."""

from __future__ import annotations

from workbench.charts.changes_since import changes_since
from workbench.charts.connectedness import connectedness
from workbench.charts.cycle_parts import cycle_parts
from workbench.charts.data_table import table_in_words
from workbench.charts.experiments_by_status import experiments_by_status
from workbench.charts.figure import Figure
from workbench.charts.issue_log import issue_log
from workbench.charts.lab import show_charts_offline
from workbench.charts.loops import loops
from workbench.charts.map_page import embed, map_page
from workbench.charts.purpose_history import purpose_history
from workbench.charts.system_map import system_map

__all__ = [
    "Figure",
    "changes_since",
    "connectedness",
    "cycle_parts",
    "embed",
    "experiments_by_status",
    "issue_log",
    "loops",
    "map_page",
    "purpose_history",
    "show_charts_offline",
    "system_map",
    "table_in_words",
]
