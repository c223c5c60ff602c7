"""What the server answers: a notebook as a page, the way home, the goodbye of a page, and errors in plain words."""

from __future__ import annotations

import asyncio
import logging
from http.client import responses
from typing import Any, cast
from urllib.parse import parse_qsl, urlencode, urlsplit

from jupyter_server.base.handlers import FileFindHandler, JupyterHandler
from jupyter_server.utils import url_path_join
from tornado import web
from tornado.iostream import StreamClosedError
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.static_file_handler import MultiStaticFileHandler, TemplateStaticFileHandler
from voila.tornado.handler import TornadoVoilaHandler

from workbench.server.page_kernel import PageKernels, opening

__all__ = ["Full", "Goodbye", "Home", "Library", "Missing", "NotebookPage", "Static", "TemplateStatic", "WorkbenchPage"]

_log = logging.getLogger("workbench.server")
_STATIC_SECONDS = 3600
_MOST_QUIET = 36  # heartbeats of ten seconds: longer than any cell may take


class WorkbenchPage(JupyterHandler):
    """A page in our own look and words, from our own templates."""

    @property
    def words(self) -> dict[str, Any]:
        """The words of this room in the server's language."""
        return cast("dict[str, Any]", self.settings["workbench_words"])

    def get_template(self, name: str) -> Any:
        """A page of our own templates."""
        return self.settings["voila_jinja2_env"].get_template(name)

    def render_template(self, name: str, **values: Any) -> str:
        """A page with its words; nothing about the machine goes into it."""
        found = self.get_template(name).render(
            base_url=self.base_url,
            words=self.words,
            language=self.settings["workbench_language"],
            xsrf_form_html=self.xsrf_form_html,
            **values,
        )
        return cast("str", found)

    def check_origin(self, origin_to_satisfy_tornado: str = "") -> bool:
        """Whether the request comes from a page of ours; see ``_own_origin``."""
        return _own_origin(self.request) or bool(super().check_origin(origin_to_satisfy_tornado))

    async def prepare(self, *, _redirect_to_login: bool = True) -> None:
        """Let the person in; then take the token out of the address, so that nobody copies it with a link."""
        waiting = await super().prepare(_redirect_to_login=_redirect_to_login)
        if waiting is not None:
            await waiting
        if self._finished or self.request.method != "GET" or not self.get_query_argument("token", ""):
            return
        if self.current_user is not None:
            kept = [(k, v) for k, v in parse_qsl(urlsplit(self.request.uri).query) if k != "token"]
            self.identity_provider.set_login_cookie(self, self.current_user)
            self.redirect(self.request.path + (f"?{urlencode(kept)}" if kept else ""))

    def write_error(self, status_code: int, **about: Any) -> None:
        """An error in plain words: what happened, what to do, and the way home."""
        said = self.words["error"]
        found = said.get(f"status_{status_code}") or said["status_other"]
        raised = about.get("exc_info", (None, None))[1]
        sentence = raised.sentence if isinstance(raised, Full) else found["sentence"]
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(
            self.render_template(
                "error.html",
                title=found["title"],
                sentence=sentence,
                small=f"{status_code} {responses.get(status_code, '')}".strip(),
            )
        )


def _own_origin(request: Any) -> bool:
    """Whether a browser says "null" for where a form or a goodbye comes from.

    ``Referrer-Policy: no-referrer`` makes browsers say so of our own pages. A page elsewhere gains nothing by it: the
    cookie is SameSite, so a request of its making arrives with no cookie, and is sent to the door.
    """
    return bool(request.headers.get("Origin") == "null" and request.headers.get("Sec-Fetch-Site", "") != "cross-site")


class Full(web.HTTPError):
    """No room for one more page; with the sentence that says so."""

    def __init__(self, sentence: str) -> None:
        super().__init__(503)
        self.sentence = sentence


class Missing(WorkbenchPage):
    """No page has this address."""

    async def get(self, *_: str) -> None:
        """Say so; only people who were let in are told what exists and what does not."""
        raise web.HTTPError(404)

    head = post = put = patch = delete = get


class Home(WorkbenchPage):
    """``/``: on to the home notebook, with the choice that the address holds."""

    @web.authenticated
    async def get(self, *_: str) -> None:
        """Go on to the home notebook."""
        kept = urlsplit(self.request.uri).query or urlencode(self.settings["workbench_choice"])
        self.redirect(url_path_join(self.base_url, "voila/render/home.ipynb") + (f"?{kept}" if kept else ""))


class NotebookPage(WorkbenchPage, TornadoVoilaHandler):  # type: ignore[misc]  # voila has no types
    """A notebook, run for this visitor alone and shown without its code."""

    def initialize(self, **given: Any) -> None:
        """Voilà's own, with a list of the kernels started for this page."""
        super().initialize(**given)
        self.started: list[str] = []

    @web.authenticated
    async def get(self, path: str | None = None) -> None:
        """Run the notebook and send it piece by piece."""
        opening.set(self.started)
        quiet = 0
        try:
            async for piece in self.get_generator(path=path):
                quiet = quiet + 1 if "voila_heartbeat" in piece else 0
                if quiet > _MOST_QUIET or (quiet and not self._kernel_lives()):
                    self.write("<script>window.wb_gone()</script>")
                    break
                self.write(piece)
                await self.flush()
        except StreamClosedError:
            _log.debug("The page was closed while it was being opened.")
        # From here the page is connected by a channel of its own, or it went without a word.
        for kernel_id in self.started:
            cast("PageKernels", self.kernel_manager).end_unless_connected(kernel_id)

    def _kernel_lives(self) -> bool:
        """Whether the page can still be finished: Voilà itself would wait for a dead kernel for ever."""
        return not self.started or all(kernel_id in self.kernel_manager for kernel_id in self.started)

    def redirect_to_file(self, path: str) -> None:
        """Only notebooks are pages; no file is ever given out."""
        raise web.HTTPError(404, path)

    def on_connection_close(self) -> None:
        """The tab was closed half-way: its kernel must not stay, and the page cannot say goodbye yet."""
        super().on_connection_close()
        for kernel_id in self.started:
            asyncio.ensure_future(_let_go(self.kernel_manager, kernel_id))  # noqa: RUF006  the loop outlives the page


async def _let_go(kernels: Any, kernel_id: str) -> None:
    """Stop a kernel; one that is already gone is no error."""
    if kernel_id in kernels:
        try:
            await kernels.shutdown_kernel(kernel_id)
        except (KeyError, RuntimeError, web.HTTPError):
            _log.debug("The kernel had gone already.")


class Goodbye(VoilaShutdownKernelHandler):  # type: ignore[misc]  # voila has no types
    """A closing page lets its kernel go.

    Voilà's own refuses this message for want of a token the page cannot send (voila #1458, open since 2024), so
    every closed tab leaves its kernel behind. Here the kernel's unguessable number stands in for that token, and the
    message must come from one of our own pages.
    """

    def check_xsrf_cookie(self) -> None:
        """Nothing to check: the origin is checked below, and a closing page has no way to send such a token."""

    def check_origin(self, origin_to_satisfy_tornado: str = "") -> bool:
        """Whether the goodbye comes from a page of ours; see ``_own_origin``."""
        return _own_origin(self.request) or bool(super().check_origin(origin_to_satisfy_tornado))

    @web.authenticated
    async def post(self, kernel_id: str) -> None:
        """Stop the kernel; saying goodbye twice is no error."""
        await _let_go(self.kernel_manager, kernel_id)
        self.set_status(204)
        await self.finish()


class _Kept:
    """Files of the program itself may be kept by the browser for an hour: a page has about a hundred of them."""

    def set_extra_headers(self, path: str) -> None:  # noqa: ARG002  tornado's own parameter
        self.set_header("Cache-Control", f"private, max-age={_STATIC_SECONDS}")  # type: ignore[attr-defined]


class Static(_Kept, MultiStaticFileHandler):  # type: ignore[misc]  # voila has no types
    """Voilà's own scripts and fonts."""


class TemplateStatic(_Kept, TemplateStaticFileHandler):  # type: ignore[misc]  # voila has no types
    """The templates' styles."""


class Library(_Kept, FileFindHandler):
    """The browser's half of ipywidgets and anywidget."""
