from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from workbench.places import templates
from workbench.reports.program import program_hash


def test_a_reworded_sentence_or_another_look_makes_another_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "templates"
    shutil.copytree(templates(), own)
    monkeypatch.setenv("WORKBENCH_TEMPLATES", str(own))
    first = program_hash()
    (own / "words" / "en" / "report.toml").write_text('[titles]\nlearning_report = "Learnt"\n', encoding="utf-8")
    second = program_hash()
    (own / "notes.txt").write_text("not ours", encoding="utf-8")
    assert second != first
    assert program_hash() == second
