"""Real servers on small notebooks: started as a person starts them, in a process of their own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
import psutil
import pytest
import requests

CHECKOUT = Path(__file__).resolve().parents[2]
TOKEN = "a-token-for-tests-only-0123456789"


class Served:
    """A running server: its address, its processes, what it said."""

    def __init__(self, kind: str, *, env: dict[str, str] | None = None, **options: Any) -> None:
        call = (
            f"import json, pathlib, sys; from workbench.server import {kind}; o = json.loads(sys.argv[1]); "
            f"sys.exit({kind}(**o | {{'notebooks': pathlib.Path(o['notebooks'])}}))"
        )
        self.process = subprocess.Popen(
            [sys.executable, "-c", call, json.dumps({"port": 0, "open_browser": False, "token": TOKEN} | options)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=CHECKOUT,
            env={**os.environ, **(env or {})},
        )
        self.token = TOKEN
        self.complained = ""
        self.said: list[str] = []
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line.rstrip("\n"))
            if "token=" in line:
                break
        else:
            raise AssertionError(f"It did not start: {self.said} {self.process.stderr and self.process.stderr.read()}")
        self.address = self.said[-1].strip().split("?")[0].removesuffix("lab")

    def visitor(self) -> requests.Session:
        """Somebody who came in with the token."""
        session = requests.Session()
        assert session.get(f"{self.address}login", params={"token": TOKEN}, allow_redirects=False).status_code == 302
        return session

    def kernels(self) -> list[psutil.Process]:
        return [p for p in psutil.Process(self.process.pid).children(recursive=True) if p.status() != "zombie"]

    def has_kernels(self, n: int, *, within_seconds: float = 8) -> bool:
        """Whether this many kernels run, now or soon."""
        end = time.monotonic() + within_seconds
        while len(self.kernels()) != n and time.monotonic() < end:
            time.sleep(0.1)
        return len(self.kernels()) == n

    def stop(self, by: int = signal.SIGTERM) -> int:
        if self.process.poll() is None:
            self.process.send_signal(by)
        out, err = self.process.communicate(timeout=30)
        self.said += out.splitlines()
        self.complained = err
        return self.process.returncode


@pytest.fixture(scope="session")
def small_notebooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home, one that tells its surroundings, and one that fails."""
    folder = tmp_path_factory.mktemp("notebooks")
    v4 = nbformat.v4
    tell = (
        "import json, os, sys\n"
        "told = {'environment': dict(os.environ), 'history': get_ipython().history_manager.enabled,\n"
        "    'shim': sys.modules.get('rfc3987_syntax', 'not looked at'),\n"
        "    'session': json.load(open(os.environ['WORKBENCH_SESSION']))}\n"
        "print('TOLD' + json.dumps(told) + '-told-')"
    )
    code, text = v4.new_code_cell, v4.new_markdown_cell
    for name, cells in {
        "home": [text("# Where shall we begin?"), code("print('six times seven is', 6 * 7)")],
        "surroundings": [code(tell)],
        "broken": [text("# A broken page"), code("secret = 'Mrs Marker'\nraise ValueError(secret)")],
        "slow": [text("# A slow page"), code("import time; time.sleep(60)")],
    }.items():
        made = v4.new_notebook(cells=cells)
        made.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
        nbformat.write(made, folder / f"{name}.ipynb")
    (folder / "private.png").write_bytes(b"\x89PNG")
    return folder


@pytest.fixture
def serve(small_notebooks: Path, tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """Start a server; whatever a test leaves running is stopped."""
    started: list[Served] = []

    def _serve(kind: str = "start", **options: Any) -> Served:
        options = {"notebooks": str(small_notebooks), "store": str(tmp_path / "store.db")} | options
        started.append(Served(kind, **options))
        return started[-1]

    yield _serve
    for one in started:
        one.stop()


@pytest.fixture(scope="module")
def pages(small_notebooks: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server of pages for the tests of a module that only look."""
    one = Served(
        "start",
        env={"DATABASE_PASSWORD": "hunter2", "WORKBENCH_KEY": "", "HTTPS_PROXY": "http://proxy.invalid"},
        notebooks=str(small_notebooks),
        store=str(tmp_path_factory.mktemp("store") / "store.db"),
    )
    yield one
    one.stop()
