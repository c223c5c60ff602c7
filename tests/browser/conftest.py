"""A real Chromium before a real running workbench.

``workbench_server`` is ``workbench start`` on the sample, once for all tests; a test that changes the store takes
``own_workbench_server``. ``browser_page``, ``projector`` and ``phone`` are windows of a fresh visitor each;
``requests_outside`` collects whatever any of them asked of another host; ``axe`` lists accessibility faults.
"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import nbformat
import psutil
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

CHECKOUT = Path(__file__).resolve().parents[2]
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge")
#: Without the pages that Chromium makes ready behind every window for an address line that nobody sees here.
CHROMIUM_ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup")
_OWN = ("127.0.0.1", "localhost", "")

# What a person would wait for on a machine that runs other tests as well; what is there at once is found at once.
expect.set_options(timeout=15_000)


class Workbench:
    """A running ``workbench start``."""

    def __init__(self, command: Sequence[str], *, store: Path, templates: Path | None = None) -> None:
        self.store = store
        outside = {k: v for k, v in os.environ.items() if not k.startswith("WORKBENCH_")}
        if templates is not None:
            outside["WORKBENCH_TEMPLATES"] = str(templates)
        self.process = subprocess.Popen(
            [sys.executable, *command],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=CHECKOUT,
            env=outside,
        )
        assert self.process.stdout is not None
        said = ""
        for line in self.process.stdout:
            said += line
            if "?token=" in line:
                break
        else:
            assert self.process.stderr is not None
            raise AssertionError(f"The workbench did not start: {said}{self.process.stderr.read()}")
        whole = urlsplit(line.strip())
        self.address = f"{whole.scheme}://{whole.netloc}/"
        self.token = whole.query.removeprefix("token=")

    def url(self, notebook: str = "home", **choice: str) -> str:
        """The address of a notebook's page, with the token and what the address may choose."""
        return f"{self.address}voila/render/{notebook}.ipynb?{urlencode({**choice, 'token': self.token})}"

    def open(self, page: Page, notebook: str = "home", *, seconds: float = 90, **choice: str) -> Page:
        """Open a notebook's page and wait until it shows itself."""
        page.goto(self.url(notebook, **choice), wait_until="commit", timeout=seconds * 1000)
        page.wait_for_selector("main#wb-main", state="visible", timeout=seconds * 1000)
        return page

    def kernels(self) -> int:
        """How many kernels run."""
        return sum(p.status() != "zombie" for p in psutil.Process(self.process.pid).children(recursive=True))

    def has_kernels(self, n: int, *, within_seconds: float = 10) -> bool:
        """Whether exactly this many kernels run, now or soon."""
        end = time.monotonic() + within_seconds
        while self.kernels() != n and time.monotonic() < end:
            time.sleep(0.1)
        return self.kernels() == n

    def end_kernels(self) -> None:
        """End every kernel from outside, as a crash would."""
        for kernel in psutil.Process(self.process.pid).children(recursive=True):
            kernel.kill()

    def begin_anew(self, sample: Path) -> None:
        """Put a new copy of the sample in the place of the store and all that lay beside it, when no page is open."""
        if not self.has_kernels(0, within_seconds=1):
            self.end_kernels()
            assert self.has_kernels(0)
        for beside in self.store.parent.iterdir():
            shutil.rmtree(beside) if beside.is_dir() else beside.unlink()
        shutil.copyfile(sample, self.store)

    def stop(self) -> str:
        """Stop it; what it complained of meanwhile."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.communicate(timeout=30)[1]


def _on_sample(folder: Path, sample: Path, *, templates: Path | None = None) -> Workbench:
    store = folder / "workbench.db"
    shutil.copyfile(sample, store)
    command = ("-m", "workbench", "start", "--store", str(store), "--port", "0", "--no-browser")
    return Workbench(command, store=store, templates=templates)


@pytest.fixture(scope="session")
def workbench_server(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    """``workbench start`` on a copy of the sample, for tests that look."""
    one = _on_sample(tmp_path_factory.mktemp("server"), sample_store)
    yield one
    one.stop()


@pytest.fixture(scope="session")
def _for_one_test_at_a_time(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    one = _on_sample(tmp_path_factory.mktemp("own"), sample_store)
    yield one
    one.stop()


@pytest.fixture
def own_workbench_server(_for_one_test_at_a_time: Workbench, sample_store: Path) -> Workbench:
    """The same for one test alone, which may change what it likes.

    The program goes on from test to test, for starting it takes as long as many a test; nothing it showed does.
    """
    _for_one_test_at_a_time.begin_anew(sample_store)
    return _for_one_test_at_a_time


@pytest.fixture
def workbench_with_templates(sample_store: Path, tmp_path: Path) -> Iterator[tuple[Workbench, Path]]:
    """A workbench whose words and forms are a group's own copy of the templates, and that copy's folder."""
    templates = tmp_path / "templates"
    shutil.copytree(CHECKOUT / "templates", templates)
    one = _on_sample(tmp_path, sample_store, templates=templates)
    yield one, templates
    one.stop()


_SMALL = {
    "home": [
        ("markdown", "# Where shall we begin?\n\nChoose a *system*; see [the list](slow.ipynb).\n\n"
                     "| a | b |\n|--|--|\n| 1 | 2 |"),
        ("code", "import ipywidgets as w\nb, said = w.Button(description='Count'), w.HTML('nothing yet')\n"
                 "b.on_click(lambda _: setattr(said, 'value', 'counted'))\nw.VBox([b, said])"),
        ("code", "import anywidget\nclass Hello(anywidget.AnyWidget):\n"
                 "    _esm = 'export default { render({ el }) { el.textContent = `Hello from a panel` } }'\n"
                 "Hello()"),
    ],
    "slow": [("markdown", "# A slow page"), *[("code", "import time; time.sleep(3)")] * 5],
    "broken": [("markdown", "# A broken page"), ("code", "raise ValueError('Mrs Marker')"), ("code", "print('never')")],
}  # fmt: skip


@pytest.fixture(scope="session")
def small_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    """The server alone, on notebooks of a few cells that need no store."""
    folder = tmp_path_factory.mktemp("small")
    for name, cells in _SMALL.items():
        made = nbformat.v4.new_notebook(
            cells=[getattr(nbformat.v4, f"new_{kind}_cell")(source) for kind, source in cells]
        )
        made.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
        nbformat.write(made, folder / f"{name}.ipynb")
    call = (
        "import pathlib, sys; from workbench.server import start; "
        "start(notebooks=pathlib.Path(sys.argv[1]), store=sys.argv[2], port=0, open_browser=False)"
    )
    store = folder / "store.db"
    one = Workbench(("-c", call, str(folder), str(store)), store=store)
    yield one
    one.stop()


@pytest.fixture
def server_on() -> Iterator[Callable[[Path, Path], Workbench]]:
    """Starts the server on a test's own folder of notebooks and store: ``server_on(notebooks, store)``."""
    started: list[Workbench] = []

    def _server_on(notebooks: Path, store: Path) -> Workbench:
        call = (
            "import pathlib, sys; from workbench.server import start; "
            "start(notebooks=pathlib.Path(sys.argv[1]), store=sys.argv[2], port=0, open_browser=False)"
        )
        started.append(Workbench(("-c", call, str(notebooks), str(store)), store=store))
        return started[-1]

    yield _server_on
    for one in started:
        one.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium, or the one ``WORKBENCH_BROWSER`` names, with every other host unknown to it.

    One a module, as playwright allows one at a time and a module may want its own.
    """
    path = os.environ.get("WORKBENCH_BROWSER") or next(filter(None, map(shutil.which, _BROWSERS)), None)
    if path is None:
        pytest.skip("no Chromium here; on Debian: apt-get install chromium")
    with sync_playwright() as playwright:
        one = playwright.chromium.launch(
            executable_path=path,
            args=[*CHROMIUM_ARGUMENTS, "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"],
        )
        yield one
        one.close()


@pytest.fixture
def requests_outside() -> list[str]:
    """Every address on another host that any window of this test asked for; a test asserts it is []."""
    return []


@pytest.fixture
def window(browser: Browser, requests_outside: list[str]) -> Iterator[Callable[..., Page]]:
    """A window of a new visitor, of any size: ``window(1920, 1080)``; ``page.errors`` are its script errors."""
    opened: list[BrowserContext] = []

    def _window(width: int = 1280, height: int = 800, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        opened.append(context)
        context.on("request", lambda r: _note(r.url, requests_outside))
        page = context.new_page()
        page.on("websocket", lambda s: _note(s.url, requests_outside))
        page.errors = []  # type: ignore[attr-defined]  # kept with the page it belongs to
        page.on("pageerror", lambda e: page.errors.append(str(e)))  # type: ignore[attr-defined]  # the same
        return page

    yield _window
    for context in opened:
        # As a person closes a tab, so that its kernel goes with it; closing a context is more like a crash.
        for page in context.pages:
            page.goto("about:blank")
        context.close()


def _note(url: str, outside: list[str]) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("data", "blob", "about") and (parts.hostname or "") not in _OWN:
        outside.append(url)


@pytest.fixture
def browser_page(window: Callable[..., Page]) -> Page:
    """A window on a laptop."""
    return window()


@pytest.fixture
def projector(window: Callable[..., Page]) -> Page:
    """A window on the wall."""
    return window(1920, 1080)


@pytest.fixture
def phone(window: Callable[..., Page]) -> Page:
    """A window in a hand."""
    return window(390, 844, has_touch=True, is_mobile=True)


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """Accessibility faults of what a page shows now, one line a place; a test asserts it is []."""

    def _axe(page: Page) -> list[str]:
        found = Axe().run(page).response["violations"]
        return [f"{v['id']}: {n['target']} {n['failureSummary']}" for v in found for n in v["nodes"]]

    return _axe


@pytest.fixture
def until() -> Callable[..., None]:
    """Wait until something gives what is expected, and fail with what it gave last."""

    def _until(given: Callable[[], Any], expected: Any, *, seconds: float = 20) -> None:
        end = time.monotonic() + seconds
        while given() != expected and time.monotonic() < end:
            time.sleep(0.1)
        assert given() == expected

    return _until


@pytest.fixture
def draft_kept(until: Callable[..., None]) -> Callable[..., None]:
    """Wait until the store keeps a draft with all of these words."""

    def _kept(store: Path | str, *words: str) -> None:
        having = f"SELECT count(*) > 0 FROM draft WHERE {' AND '.join(['content LIKE ?'] * len(words))}"
        with closing(sqlite3.connect(store)) as there:
            until(lambda: there.execute(having, [f"%{word}%" for word in words]).fetchone(), (1,))

    return _kept


@pytest.fixture
def sheet_printed(until: Callable[..., None]) -> Callable[[Page, str], str]:
    """The words of the sheet that is printed when a button of this name is pressed."""

    def _printed(page: Page, button: str) -> str:
        said = "document.querySelector('.wb-sheet')?.innerText ?? ''"
        page.evaluate(f"() => {{ delete window.printed; window.print = () => {{ window.printed = {said}; }}; }}")
        page.get_by_role("button", name=button).click()
        until(lambda: page.evaluate("() => 'printed' in window"), True)
        words: str = page.evaluate("() => window.printed")
        return words

    return _printed
