"""What every test may rely on: nothing is skipped silently in CI, and no test touches a person's own store."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

#: The project's shared folder holds other people's real files; it is absent for users (and named when it is).
SHARED = Path(__file__).resolve().parents[2] / "shared"


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """With CI=true a skipped test is a failure, unless it names the absent shared folder."""
    if os.environ.get("CI") != "true" or hasattr(session.config, "workerinput"):
        return
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = [r for r in reporter.stats.get("skipped", []) if "shared/" not in str(r.longrepr)]
    if skipped and exitstatus == 0:
        reporter.section("Skipped in CI, which counts as failed")
        for report in skipped:
            reporter.line(f"{report.nodeid}: {report.longrepr}")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True)
def _own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test has a store, a key and a work folder of its own."""
    for name in ("WORKBENCH_KEY", "WORKBENCH_SESSION", "WORKBENCH_TEMPLATES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("WORKBENCH_STORE", str(tmp_path / "workbench.db"))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real files made by others, where they are at hand."""
    folder = SHARED / "data"
    if not folder.is_dir():
        pytest.skip("shared/data is absent here")
    return folder
