"""Work that takes longer than a page likes to wait: it goes on beside the conversation, and the page asks after it."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from typing import Any, Final

from workbench.errors import Refused

__all__ = ["Background"]

#: So long a command waits itself, as most files are small; the page asks again for what takes longer.
_WAIT_SECONDS: Final = 0.9


class Background:
    """One piece of work at a time for one panel; what nobody asks for any more is forgotten when the next begins.

    Parameters
    ----------
    lost
        What the page is told when it asks for work that is not there.
    """

    def __init__(self, *, lost: str) -> None:
        self._lost = lost
        self._one_at_a_time = threading.Lock()
        self._job = ""
        self._future: Future[Any] | None = None
        self._n = 0

    def begin(self, work: Callable[[], Any]) -> dict[str, Any]:
        """Begin; the answer is as that of :meth:`ask`."""
        future: Future[Any] = Future()
        self._job, self._future, self._n = secrets.token_hex(6), future, 0
        # A daemon: a kernel that is told to end does not wait for it.
        threading.Thread(target=self._run, args=(work, future), daemon=True).start()
        return self.ask(self._job)

    def ask(self, job: str) -> dict[str, Any]:
        """``{"done": …}``, or ``{"job": …, "n": …}`` where it has to be asked for again; ``n`` is how far it is.

        Raises
        ------
        Refused
            Where there is no such work.
        Exception
            What the work raised.
        """
        future = self._future
        if future is None or job != self._job:
            raise Refused(self._lost)
        try:
            done = future.result(timeout=_WAIT_SECONDS)
        except NotYet:
            if not future.done():
                return {"job": job, "n": self._n}
            raise
        return {"done": done}

    def tell(self, n: int) -> None:
        """Say, from within the work, how far it is."""
        self._n = n

    def forget(self) -> None:
        """Ask for it no more."""
        self._job, self._future = "", None

    def _run(self, work: Callable[[], Any], future: Future[Any]) -> None:
        with self._one_at_a_time:
            try:
                future.set_result(work())
            except BaseException as e:  # handed to whoever asks, in their own thread
                future.set_exception(e)
