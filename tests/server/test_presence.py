"""Which servers run."""

from __future__ import annotations

import os
from pathlib import Path

from workbench.server import running
from workbench.server.presence import recorded
from workbench.server.session import begun


def test_a_server_is_found_by_its_store_while_it_runs(tmp_path: Path) -> None:
    store, other = str(tmp_path / "one.db"), str(tmp_path / "other.db")
    with begun(store=store) as session:
        with recorded(session, port=8866, host="127.0.0.1", kind="pages"):
            found = [(r.pid, r.address, r.kind) for r in running(store)]
            assert found == [(os.getpid(), "http://127.0.0.1:8866/", "pages")]
            assert running(other) == []
        assert running(store) == []


def test_a_record_holds_no_password() -> None:
    with (
        begun(store="postgresql://me:secret@host/db") as session,
        recorded(session, port=1, host="127.0.0.1", kind="lab"),
    ):
        assert "secret" not in (session.folder / "running.json").read_text()
