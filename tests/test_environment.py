"""The three lists of what is installed say the same."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
#: Not on conda-forge (or not in a build we can use); `pip: -e .` brings them.
BY_PIP = {"sqlcipher3"}


def _asked() -> dict[str, str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["pdf"]
    parts = [re.match(r"([\w.-]+)(?:\[.*?\])?(.*)", line) for line in wanted]
    return {m[1].lower().replace("_", "-"): m[2] for m in parts if m}


def _conda() -> dict[str, str]:
    lines = (ROOT / "environment.yml").read_text().split("dependencies:\n")[1].splitlines()
    found = [re.match(r"  - ([\w.-]+)([<>=].*)?$", line) for line in lines]
    return {m[1].lower().replace("_", "-"): m[2] or "" for m in found if m}


def test_environment_yml_asks_for_what_pyproject_asks_for() -> None:
    asked = {name: floor for name, floor in _asked().items() if name not in BY_PIP}
    # conda writes one equals sign where pip writes two
    conda = {name: floor.lstrip("=") for name, floor in _conda().items() if name not in {"python", "pip"}}
    assert conda == {name: floor.lstrip("=") for name, floor in asked.items()}
    assert "- -e ." in (ROOT / "environment.yml").read_text()


def test_every_dependency_gives_its_reason_in_one_line() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    block = text.split("\ndependencies = [\n")[1].split("\n]")[0]
    assert [line for line in block.splitlines() if not re.search(r'",\s+# \w.+\(.+\)', line)] == []


def test_the_lock_pins_everything_and_names_no_registry() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    pinned = {m.lower().replace("_", "-") for m in re.findall(r"^([\w.-]+)==", lock, flags=re.M)}
    assert set(_asked()) <= pinned
    assert "://" not in lock
    assert "--index-url" not in lock
    assert lock.count("--hash=sha256:") >= len(pinned)
