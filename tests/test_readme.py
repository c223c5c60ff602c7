"""The README's examples run, and its commands are the commands there are."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import workbench
from workbench.cli import main

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"


@pytest.mark.slow
def test_the_examples_give_what_they_say(sample_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBENCH_STORE", str(sample_store))
    result = doctest.testfile(str(README), module_relative=False)
    assert result.attempted >= 7
    assert result.failed == 0


@pytest.mark.slow
def test_the_examples_in_docstrings_give_what_they_say(sample_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBENCH_STORE", str(sample_store))
    names = [m.name for m in pkgutil.walk_packages(workbench.__path__, "workbench.") if "migrations" not in m.name]
    results = {name: doctest.testmod(importlib.import_module(name)) for name in names if not name.endswith("__main__")}
    assert {name: r for name, r in results.items() if r.failed} == {}


def test_the_commands_in_the_readme_are_those_of_the_help_screen(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    there = set(re.findall(r"^    (\w+)  ", capsys.readouterr().out, flags=re.MULTILINE))
    table = README.read_text(encoding="utf-8").split("## Commands")[1].split("## What keeps")[0]
    assert set(re.findall(r"`workbench (\w+)", table)) == there
