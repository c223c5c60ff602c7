"""A panel with forms and a table, on a plain Voilà page over a store of its own, for every test of the kit's forms."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import nbformat
import psutil
import pytest
from playwright.sync_api import Locator, Page, expect

from workbench.model import Cycle, Experiment, Issue, Scale, System
from workbench.model.issue import Level, Owner
from workbench.store import Store

_CELL = """
import os, urllib.parse
from workbench.desk import Desk
from workbench.panels.form_panel import FormPanel
from workbench.panels.library import script
asked = dict(urllib.parse.parse_qsl(os.environ.get("QUERY_STRING", "")))

class Capture(FormPanel):
    _esm = script(r"{page}")
    kinds = ("issue", "spend", "debrief")

    def load(self):
        experiments = [[e.id, e.title] for e in self._desk.store.all("experiment")]
        return {{"show": asked.get("show", "issue"), "issues": self.rows("issue"), "experiments": experiments,
                 "may_edit": self._may_edit}}

Capture(Desk.open(r"{store}"), system="harbour", cycle="round1", may_edit="look" not in asked)
"""


class House:
    """A store with a team, and a Voilà that shows its records."""

    def __init__(self, store: Store, address: str, server: psutil.Process) -> None:
        self.store = store
        self.address = address
        self.server = server

    def kernels(self) -> list[psutil.Process]:
        """The kernels that run now."""
        return self.server.children(recursive=True)

    def end_kernels(self) -> None:
        """End every kernel, as a crash would."""
        for kernel in self.kernels():
            kernel.send_signal(signal.SIGKILL)

    def add_issues(self, *descriptions: str, **values: Any) -> list[Issue]:
        """Issues of the team, in place of all there were; at the level of the system and for the team to act on."""
        with self.store.step("Issues", by="set-up") as step:
            for old in self.store.all(Issue):
                step.remove("issue", old.id)
        given = {"cycle": "round1", "level": Level.system, "owner": Owner.team, "raised_by": "Ada"} | values
        with self.store.step("Issues", by="set-up") as step:
            return [step.add(Issue(description=one, **given)) for one in descriptions]

    def issues(self, *fields: str) -> list[tuple[Any, ...]]:
        """These fields of every issue, in the order they were written down."""
        found = self.store.all(Issue)
        return [tuple(str(v) if isinstance(v, date) else v for v in (getattr(i, f) for f in fields)) for i in found]


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A store with a team and an experiment, and the Voilà before it."""
    folder = tmp_path_factory.mktemp("forms")
    store = Store.open(folder / "forms.db")
    with store.step("Began", by="set-up") as step:
        step.add(Scale(id="team", name="Team", position=20))
        step.add(System(id="harbour", name="Harbour", scale="team"))
        step.add(Cycle(id="round1", system="harbour", name="Round 1"))
        for name in ("A smaller team", "The same worker all along"):
            step.add(Experiment.model_validate({"cycle": "round1", "title": name}))
    source = _CELL.format(store=folder / "forms.db", page=Path(__file__).with_name("page.js"))
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python", "language": "python"}}
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)], metadata=kernel)
    nbformat.write(made, folder / "forms.ipynb")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (folder / "voila.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "voila", "forms.ipynb", "--no-browser", f"--port={port}", "--Voila.ip=127.0.0.1"],
            cwd=folder, env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}, stdout=log, stderr=log,
        )  # fmt: skip
    for _ in range(240):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                break
        except OSError:
            assert server.poll() is None, (folder / "voila.log").read_text()
            time.sleep(0.25)
    yield House(store, f"http://127.0.0.1:{port}/", psutil.Process(server.pid))
    for one in (*psutil.Process(server.pid).children(recursive=True), server):
        one.kill()
    server.wait()
    store.close()


@pytest.fixture
def opened(house: House, window: Callable[..., Page]) -> Iterator[Callable[..., Page]]:
    """A page that shows ``issue``, ``spend`` or ``debrief`` (forms), ``live`` or ``grid``; no script may fail in it."""
    pages: list[Page] = []

    def make(show: str, *, look: bool = False, phone: bool = False, wide: int = 1920) -> Page:
        page = window(390, 844, has_touch=True, is_mobile=True) if phone else window(wide, 1080)
        pages.append(page)
        page.goto(f"{house.address}?show={show}{'&look=1' if look else ''}")
        expect(page.locator(".wb-form, .wb-grid")).to_be_visible(timeout=90_000)
        page.wait_for_timeout(300)
        return page

    yield make
    assert [error for page in pages for error in page.errors] == []  # type: ignore[attr-defined]  # see `window`


@pytest.fixture
def cell() -> Callable[..., Locator]:
    """A cell of the table by its row (from 0) and field."""

    def _cell(page: Page, row: int, field: str) -> Locator:
        return page.locator(f"tbody tr:not(.wb-group) >> nth={row}").locator(f'[data-field="{field}"]')

    return _cell


@pytest.fixture
def paste() -> Callable[[Page, str], None]:
    """Paste a text where the focus is, as a browser does on Ctrl-V."""

    def _paste(page: Page, text: str) -> None:
        page.evaluate(
            """(text) => { const data = new DataTransfer(); data.setData("text/plain", text);
            document.activeElement.dispatchEvent(
              new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })); }""",
            text,
        )

    return _paste
