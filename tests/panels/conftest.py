"""Where files that a page sends wait, for panels that take them."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where files wait; nothing of this test lies there to begin with."""
    made = tmp_path / "waiting"
    made.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(made))
    return made
