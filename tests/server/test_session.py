"""The private folder of a run."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.server.session import begun, root, sweep


def test_kernels_are_told_in_a_file_that_only_this_user_reads_and_that_goes() -> None:
    with begun(store="/a/store.db", key="secret", audience="public", system="harbour", language="cy") as session:
        assert json.loads(session.file.read_text()) == {
            "store": "/a/store.db",
            "key": "secret",
            "audience": "public",
            "system": "harbour",
            "language": "cy",
        }
        assert stat.S_IMODE(session.file.stat().st_mode) == 0o600
        assert stat.S_IMODE(session.folder.stat().st_mode) == 0o700
    assert not session.folder.exists()


def test_it_goes_when_the_server_fails_too() -> None:
    with pytest.raises(RuntimeError), begun(key="secret") as session:
        raise RuntimeError
    assert not session.folder.exists()


def test_what_a_killed_server_left_is_taken_away_by_the_next() -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    left = root() / f"workbench-{dead.pid}-left"
    left.mkdir()
    (left / "session.json").write_text("a key")
    with begun() as alive:
        assert not left.exists()
        sweep()
        assert alive.file.exists()


def test_a_kernels_socket_fits_under_the_folder() -> None:
    with begun() as session:
        socket = session.folder / f"kernel-{'0' * 36}-ipc-5"
        assert len(str(socket)) <= 103


def test_a_long_temporary_folder_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long = tmp_path / ("x" * 60)
    long.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(long))
    assert root() != long
