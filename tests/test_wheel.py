"""The wheel carries what it needs, so that the workbench starts outside the repository."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    made = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stdout + made.stderr
    [path] = out.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)  # our own wheel, made a moment ago
    return folder


def test_the_wheel_carries_notebooks_templates_sample_and_licences(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for wanted in (
        "workbench/_shipped/notebooks/home.ipynb",
        "workbench/_shipped/templates/prompts/en.toml",
        "workbench/_shipped/templates/voila/templates/workbench/index.html.j2",
        "workbench/_shipped/data/sample/system.csv",
        "workbench/panels/static/vendor/vis-network.min.js",
        "workbench/panels/static/vendor/vis-network.LICENSE",
        "workbench/store/migrations/env.py",
    ):
        assert wanted in names
    assert not [name for name in names if name.endswith((".db", ".pyc")) or "/tests/" in name]


@pytest.fixture
def started(installed: Path, tmp_path: Path) -> Iterator[str]:
    """``workbench start`` from the wheel, in a folder and a home that know nothing of the repository."""
    surroundings = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "PYTHONPATH": str(installed),
        "LANG": os.environ.get("LANG", "C.UTF-8"),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "workbench", "start", "--port", "0", "--no-browser"],
        cwd=tmp_path,
        env=surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if "?token=" in line:
            yield line.split()[-1]
            break
    process.send_signal(signal.SIGINT)
    process.wait(timeout=60)
    assert "?token=" in said, said


def test_it_starts_on_the_sample_outside_the_repository(started: str, tmp_path: Path) -> None:
    with urllib.request.urlopen(started, timeout=60) as answer:
        page = answer.read().decode()
    assert answer.status == 200
    assert "Sense-making Workbench" in page
    kept = list(tmp_path.rglob("workbench.db"))
    assert len(kept) == 1
    assert ROOT not in kept[0].parents
