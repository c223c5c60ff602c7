"""The kernels behind the pages: one a page, none without a page."""

from __future__ import annotations

import subprocess
import sys
from contextvars import ContextVar
from typing import Any

import psutil
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.ioloop import IOLoop
from traitlets import Float
from traitlets.config import Config

__all__ = ["IDLE_SECONDS", "PageKernels", "end_all", "opening", "started_here", "transport"]

#: Jupyter's own way to let kernels go, as a second net: idle and without a connection for this long.
IDLE_SECONDS = 900

#: A page that crashed cannot say goodbye; one whose network fails for a moment comes back within this time.
_GRACE_SECONDS = 120.0

#: The kernels started for the page now being opened, so that closing it half-way takes them along.
opening: ContextVar[list[str] | None] = ContextVar("opening", default=None)


class PageKernels(AsyncMappingKernelManager):
    """Jupyter's keeper of kernels, which also knows the page of each, and ends those that nobody is connected to."""

    grace_seconds = Float(_GRACE_SECONDS).tag(config=True)

    async def _async_start_kernel(self, **kwargs: Any) -> str:
        # What a kernel prints outside its page would appear in the facilitator's window, with what people wrote in it.
        kwargs = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL} | kwargs
        kernel_id: str = await super()._async_start_kernel(**kwargs)
        mine = opening.get()
        if mine is not None:
            mine.append(kernel_id)
        return kernel_id

    start_kernel = _async_start_kernel  # type: ignore[assignment]  # as jupyter_server itself does

    def notify_disconnect(self, kernel_id: str) -> None:
        """A page's connection ended: its kernel follows, unless the page comes back."""
        super().notify_disconnect(kernel_id)  # type: ignore[no-untyped-call]  # jupyter_server gives no types here
        self.end_unless_connected(kernel_id)

    def end_unless_connected(self, kernel_id: str) -> None:
        """End a kernel in a while if no page is connected to it then."""
        IOLoop.current().call_later(self.grace_seconds, self._end_if_alone, kernel_id)

    async def _end_if_alone(self, kernel_id: str) -> None:
        if kernel_id in self and not self._kernel_connections.get(kernel_id):
            await self.shutdown_kernel(kernel_id)  # type: ignore[no-untyped-call]  # the same


def transport() -> Config:
    """How server and kernel talk: files only this user can open; encrypted where the system has no such files."""
    made = Config()
    made.KernelManager.shutdown_wait_time = 2.0
    if sys.platform == "win32":
        made.MappingKernelManager.transport_encryption = "required"
    else:
        made.KernelManager.transport = "ipc"
    return made


def started_here() -> list[psutil.Process]:
    """Every process that this one started and that still runs."""
    return list(psutil.Process().children(recursive=True))


def end_all(processes: list[psutil.Process]) -> None:
    """End what is still running; a kernel that ignores its server must not outlive it."""
    for process in processes:
        try:
            process.kill()
        except psutil.Error:
            continue  # it had ended by itself
    psutil.wait_procs(processes, timeout=3)
