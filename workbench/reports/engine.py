"""Papermill's engine of the printing room: how a notebook is run. It has a name, so that another may replace it."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import nbformat
import papermill
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, papermill_engines
from traitlets.config import Config

from workbench.reports.kernel import OwnKernel, kernel_environment

__all__ = ["ENGINE", "WorkbenchEngine", "executed", "kernel_room"]

#: The name under which papermill finds it.
ENGINE = "workbench"

OnCell = Callable[[int, int], None]


class WorkbenchEngine(Engine):  # type: ignore[misc]  # papermill has no types
    """Runs a notebook in a kernel of its own, and leaves what was executed behind when it stops early."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> Any:
        """Run the cells in order.

        ``room`` is a private folder for the kernel's sockets, ``environment`` what it inherits, ``on_cell`` hears
        (cells run, cells in all). The kernel works in ``room``: never papermill's ``cwd``, which moves the whole
        process and with it every other thread (papermill #473).
        """
        room: Path = options["room"]
        on_cell: OnCell | None = options.get("on_cell")
        cells = sum(cell.cell_type == "code" for cell in nb_man.nb.cells)
        ran = iter(range(1, cells + 1))

        def heard(**_: Any) -> None:
            if on_cell is not None:
                on_cell(next(ran, cells), cells)

        client = PapermillNotebookClient(
            nb_man,
            kernel_name=kernel_name,
            kernel_manager_class=OwnKernel,
            config=Config({"KernelManager": {"connection_file": str(room / "k.json")}}),
            resources={"metadata": {"path": str(room)}},
            timeout=options.get("timeout_seconds"),
            startup_timeout=options.get("start_timeout", 120),
            store_widget_state=False,
            extra_arguments=["--HistoryManager.enabled=False"],
            on_cell_executed=heard,
        )
        try:
            # What a dying kernel says on its own screen is not for the person at this one.
            return client.execute(
                env=dict(options["environment"]), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
        except BaseException:
            # A dead kernel or a cell out of time: papermill keeps nothing then, and whoever mends it could see nothing.
            nbformat.write(nb_man.nb, options["left_at"])  # type: ignore[no-untyped-call]  # nbformat has no type here
            raise


papermill_engines.register(ENGINE, WorkbenchEngine)


def kernel_room(work: Path) -> str:
    """How the names of the folders begin in which the kernels of one batch keep their sockets."""
    return f"wb-kernel-{work.name.removeprefix('work-')}-"


def executed(
    notebook: Path,
    parameters: Mapping[str, object],
    *,
    left_at: Path,
    environment: Mapping[str, str],
    timeout_seconds: int,
    on_cell: OnCell | None = None,
) -> Any:
    """The executed notebook; it is also written to ``left_at``, as far as it came when it stops early.

    Raises
    ------
    papermill.PapermillExecutionError
        Where a cell raised.
    nbclient.exceptions.CellTimeoutError, nbclient.exceptions.DeadKernelError
        Where a cell took longer than ``timeout_seconds``, or its kernel died.
    """
    # In the temporary folder and not beside the store: the path of a socket may have 104 characters on some systems.
    with tempfile.TemporaryDirectory(prefix=kernel_room(left_at.parent)) as room:
        return papermill.execute_notebook(
            str(notebook),
            str(left_at),
            parameters=dict(parameters),
            engine_name=ENGINE,
            kernel_name="python3",
            progress_bar=False,
            request_save_on_cell_execute=False,
            room=Path(room),
            left_at=str(left_at),
            environment=kernel_environment(environment, home=Path(room), inherited=os.environ),
            timeout_seconds=timeout_seconds,
            on_cell=on_cell,
        )
