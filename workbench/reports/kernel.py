"""The kernels that reports run in: this Python, a scrubbed environment, no history, no open port."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psutil
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager

__all__ = ["OwnKernel", "kernel_environment", "stop_kernels"]

#: What a kernel inherits: where programs and fonts are, the language, the temporary folder, the way to the system's own
#: key store. Not the passwords and tokens that may stand in the environment of whoever starts a batch.
_KEPT = (
    "PATH HOME LANG LANGUAGE TZ TMPDIR TEMP TMP USER LOGNAME VIRTUAL_ENV CONDA_PREFIX LD_LIBRARY_PATH "
    "DYLD_LIBRARY_PATH FONTCONFIG_FILE FONTCONFIG_PATH SYSTEMROOT APPDATA LOCALAPPDATA USERPROFILE PROGRAMDATA "
    "WORKBENCH_TEMPLATES DBUS_SESSION_BUS_ADDRESS"
)
_KEPT_BEGINNINGS = ("LC_", "XDG_", "PYTHON")


class OwnKernel(AsyncKernelManager):
    """A kernel of the Python that prints the report, whatever kernels a user has installed under the same name.

    It speaks over sockets in a folder only its owner can enter: no port that another user of the machine could
    listen to, and none to race for when many start at once (papermill #511). Where there are no such sockets
    (Windows) the traffic is encrypted instead.
    """

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        if os.name == "posix":
            self.transport = "ipc"
            self.ip = str(Path(self.connection_file).with_suffix("")) + "-ipc"
        else:
            self.transport_encryption = "required"

    @property
    def kernel_spec(self) -> KernelSpec:
        """The Python that prints the report, running ipykernel."""
        return KernelSpec(
            argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
            display_name="Workbench",
            language="python",
        )


def kernel_environment(more: Mapping[str, str], *, home: Path, inherited: Mapping[str, str]) -> dict[str, str]:
    """The environment of a report's kernel: what it needs of ``inherited``, its own settings folder, and ``more``."""
    kept = {
        name: value
        for name, value in inherited.items()
        if name.upper() in _KEPT.split() or name.upper().startswith(_KEPT_BEGINNINGS)
    }
    # A settings folder of its own: a user's IPython start-up files have no business in a report, nor reports in a
    # user's history.
    own = {"IPYTHONDIR": str(home / "ipython"), "PYTHONWARNINGS": "ignore", "PYTHONPATH": _same_package(kept)}
    return {**kept, **own, **more}


def _same_package(kept: Mapping[str, str]) -> str:
    """The notebook imports the workbench that prints it, in a checkout that nobody installed as well."""
    here = str(Path(__file__).resolve().parents[2])
    return os.pathsep.join(part for part in (here, kept.get("PYTHONPATH", "")) if part)


def stop_kernels(mark: str) -> None:
    """End those kernels of this process whose sockets lie in folders named so.

    They have a session of their own, so Ctrl-C in a terminal does not reach them.
    """
    for child in psutil.Process().children():
        try:
            if any(mark in part for part in child.cmdline()):
                child.kill()
        except psutil.Error:
            continue
