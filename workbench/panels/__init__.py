"""What people touch: the panels of the notebooks."""

from __future__ import annotations

from workbench.panels.view import View, view

__all__ = ["View", "view"]
