"""Standalone Voilà as the workbench runs it: every protection on, nothing left to somebody's settings file."""

from __future__ import annotations

import logging
import re
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import psutil
from tornado import web
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from tornado.netutil import bind_sockets
from traitlets import Any as AnyTrait
from traitlets import Dict as DictTrait
from traitlets.config import Config
from voila.app import Voila
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.static_file_handler import MultiStaticFileHandler, TemplateStaticFileHandler
from voila.tornado.handler import TornadoVoilaHandler

from workbench.errors import Refused
from workbench.model.prompts import Words
from workbench.server import page
from workbench.server.door import Door, Login
from workbench.server.kernelspec import OneKernel
from workbench.server.page_kernel import IDLE_SECONDS, PageKernels, end_all, started_here, transport
from workbench.server.policy import headers

__all__ = ["Site", "ports_from", "settings"]

_log = logging.getLogger("workbench.server")
_PORTS_TRIED = 50
_MOST_BYTES = 32 * 1024 * 1024  # an uploaded workbook travels as one message
_LEAST_FREE_BYTES = 300 * 1024 * 1024  # one more page takes about half of this
_HEADING = re.compile(r"^#\s+(.+?)\s*#*\s*$", re.MULTILINE)
_OURS = {
    VoilaShutdownKernelHandler: page.Goodbye,
    TornadoVoilaHandler: page.NotebookPage,
    MultiStaticFileHandler: page.Static,
    TemplateStaticFileHandler: page.TemplateStatic,
}
# Lists names of notebooks, hands out files, or shows a file tree: none of it is needed by a page.
_CLOSED = ("/voila/files/", "/voila/api/contents", "/voila/tree")


def settings(said: Words) -> Config:
    """Voilà's settings, the same on every start."""
    made = transport()
    made.VoilaConfiguration.template = "workbench"
    made.VoilaConfiguration.theme = "light"
    made.VoilaConfiguration.allow_template_override = "NO"
    made.VoilaConfiguration.allow_theme_override = "NO"
    made.VoilaConfiguration.show_tracebacks = False
    made.VoilaConfiguration.strip_sources = True
    made.VoilaConfiguration.file_allowlist = [r"(?!)"]  # matches nothing
    made.VoilaConfiguration.file_denylist = [r".*"]
    made.VoilaConfiguration.kernel_spec_manager_class = OneKernel
    made.VoilaConfiguration.multi_kernel_manager_class = PageKernels
    made.VoilaConfiguration.prelaunch_hook = _before_a_page(said)
    made.VoilaConfiguration.resources = {"workbench": said.section("server"), "language_code": said.language}
    made.VoilaExecutor.cell_error_instruction = said.say("server.page.stopped")
    made.VoilaExecutor.timeout = 300
    made.VoilaExporter.language_code = said.language
    made.MappingKernelManager.cull_idle_timeout = IDLE_SECONDS
    made.MappingKernelManager.cull_interval = 60
    made.MappingKernelManager.cull_connected = False  # a projected page stays alive for the whole session
    # A kernel that died must not be restarted empty behind a page that looks alive: the page says that it is lost.
    made.KernelRestarter.restart_limit = 0
    # The map library is sent in one message of half a megabyte; Jupyter's limit would drop what follows it.
    made.ZMQChannelsWebsocketConnection.limit_rate = False
    return made


def _before_a_page(said: Words) -> Callable[..., None]:
    def hook(handler: Any, *, notebook: Any, cwd: str) -> None:  # noqa: ARG001  Voilà's own parameters
        if psutil.virtual_memory().available < _LEAST_FREE_BYTES:
            raise page.Full(said.say("server.error.full", n=len(handler.kernel_manager)))
        if not notebook.metadata.get("title"):
            texts = (c.source for c in notebook.cells if c.cell_type == "markdown")
            found = next((m for m in map(_HEADING.search, texts) if m), None)
            name = Path(handler.request.path).stem.replace("_", " ")
            notebook.metadata["title"] = found[1] if found else name[:1].upper() + name[1:]

    return hook


def ports_from(first: int, *, host: str) -> tuple[int, list[Any]]:
    """The first free port at or after the one asked for, and its open sockets."""
    if not 0 <= first <= 65535:
        raise Refused(f"{first} is not a port; ports are numbers from 1 to 65535.", field="port")
    last: OSError | None = None
    for port in range(first, min(first + _PORTS_TRIED, 65536)):
        try:
            sockets = bind_sockets(port, host)
        except OSError as e:
            last = e
        else:
            return sockets[0].getsockname()[1], sockets
    raise Refused(
        f"No port from {first} to {first + _PORTS_TRIED - 1} is free at {host}. Close a program, or begin at another "
        "--port.",
        field="port",
    ) from last


class Site(Voila):  # type: ignore[misc]  # voila has no types
    """Voilà with our doors, pages and manners."""

    door = AnyTrait()
    said = AnyTrait()
    choice = DictTrait()

    def initialize(self, argv: list[str] | None = None) -> None:
        """Read no settings file: on a shared computer one could quietly switch a protection off."""
        self.config_file_paths: list[str] = []
        super().initialize(argv or [])

    def init_settings(self) -> dict[str, Any]:
        """Voilà's, with our door, our error pages, compression, and no address in any log."""
        made = cast("dict[str, Any]", super().init_settings())
        self.identity_provider = Door(
            parent=self, token=self.token, login_handler_class=Login, cookie_options={"samesite": "Lax"}
        )
        self.authorizer = self.authorizer_class(parent=self, identity_provider=self.identity_provider)
        made.update(
            identity_provider=self.identity_provider,
            authorizer=self.authorizer,
            allow_remote_access=self.ip not in ("127.0.0.1", "localhost", "::1"),
            local_hostnames=["localhost", "127.0.0.1"],
            headers=headers(host=self.ip, port=self.port),
            compress_response=True,
            websocket_max_message_size=_MOST_BYTES,
            ws_ping_interval=30_000,
            ws_ping_timeout=30_000,
            default_handler_class=page.Missing,
            log_function=_note,
            workbench_words=self.said.section("server"),
            workbench_language=self.said.language,
            workbench_choice=dict(self.choice),
        )
        return made

    def init_handlers(self) -> list[Any]:
        """Voilà's addresses, ours in their place, and those nobody needs closed."""
        made: list[Any] = []
        for pattern, handler, *rest in super().init_handlers():
            if pattern == self.server_url or any(closed in pattern for closed in _CLOSED):
                continue
            if pattern.endswith("/voila/labextensions/(.*)"):
                made.append((pattern, page.Library, {"path": rest[0]["path"]}))
            else:
                made.append((pattern, _OURS.get(handler, handler), *rest))
        return [*made, (self.server_url, page.Home)]

    def serve(self, sockets: list[Any], *, folder: Path, ready: Callable[[], None]) -> None:
        """Answer until a signal says stop; then no kernel is left."""
        self.connection_dir = str(folder)
        application = web.Application(**self.init_settings())
        application.add_handlers(".*$", self.init_handlers())
        self.app = application
        self.ioloop = IOLoop.current()
        server = HTTPServer(application, max_body_size=_MOST_BYTES)
        server.add_sockets(sockets)
        self._listen_to_signals()
        try:
            self.ioloop.add_callback(ready)
            self.ioloop.start()
        finally:
            server.stop()
            self.stop()

    def _listen_to_signals(self) -> None:
        for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), self._handle_signal_stop)

    def stop(self) -> None:
        """Ask every kernel to end; end those that do not."""
        mine = started_here()
        try:
            self.ioloop.run_sync(self._ask_all, timeout=8)
        except (TimeoutError, KeyboardInterrupt, RuntimeError):
            _log.debug("Some kernels did not answer in time.")
        end_all(mine)

    async def _ask_all(self) -> None:
        await self.kernel_manager.shutdown_all()


def _note(handler: web.RequestHandler) -> None:
    """One line where an answer failed: the number and the path, never a question, a token or a name."""
    if handler.get_status() >= 500:
        _log.warning("%s for %s", handler.get_status(), handler.request.path)
