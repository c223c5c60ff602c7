"""The desk: read, ask, release, draw; and a group's work on its cycle and maps."""

from __future__ import annotations

from workbench.desk.answer import Answer
from workbench.desk.choice import Choice
from workbench.desk.cycle_work import CycleWork
from workbench.desk.desk import Desk
from workbench.desk.map_import import ImportResult
from workbench.desk.map_work import MapWork
from workbench.desk.record_work import RecordWork
from workbench.desk.structure import Structure

__all__ = ["Answer", "Choice", "CycleWork", "Desk", "ImportResult", "MapWork", "RecordWork", "Structure"]
