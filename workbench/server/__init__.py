"""The workbench's own servers: pages for groups (standalone Voilà) and JupyterLab for analysts.

``start``, ``lab``, ``doctor`` and ``running`` are loaded when they are asked for: every kernel starts in this package,
and must not wait for a web server it does not need.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workbench.server.analysts import lab
    from workbench.server.health import doctor
    from workbench.server.pages import start
    from workbench.server.presence import running

__all__ = ["doctor", "lab", "running", "start"]

# No module is named like its function: importing one would put the module where the function was.
_HOMES = {"doctor": "health", "lab": "analysts", "running": "presence", "start": "pages"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
