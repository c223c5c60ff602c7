"""JupyterLab for analysts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workbench import places
from workbench.errors import Refused
from workbench.server.analysts import without_outputs, workplace


def test_a_folder_that_can_be_written_is_the_workplace(tmp_path: Path) -> None:
    assert workplace(tmp_path) == tmp_path


def test_installed_notebooks_are_copied_once_and_never_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = tmp_path / "site-packages" / "workbench"
    (installed / "_shipped" / "notebooks").mkdir(parents=True)
    (installed / "_shipped" / "notebooks" / "home.ipynb").write_text("{}")
    monkeypatch.setattr("workbench.__file__", str(installed / "__init__.py"))
    monkeypatch.setattr(places, "work_folder", lambda: tmp_path / "mine")
    copy = workplace(installed / "_shipped" / "notebooks")
    assert copy == tmp_path / "mine" / "notebooks"
    (copy / "home.ipynb").write_text("my own")
    assert (workplace(installed / "_shipped" / "notebooks") / "home.ipynb").read_text() == "my own"


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="There are no notebooks at"):
        workplace(tmp_path / "nothing")


def test_what_cells_showed_is_not_saved() -> None:
    model = {
        "type": "notebook",
        "content": {
            "metadata": {"widgets": {"a story": 1}, "title": "Mine"},
            "cells": [
                {"cell_type": "code", "source": "1", "outputs": ["a story"], "execution_count": 3},
                {"cell_type": "markdown", "source": "words"},
            ],
        },
    }
    without_outputs(model)
    assert model["content"] == {
        "metadata": {"title": "Mine"},
        "cells": [
            {"cell_type": "code", "source": "1", "outputs": [], "execution_count": None},
            {"cell_type": "markdown", "source": "words"},
        ],
    }


@pytest.mark.slow
def test_the_lab_has_our_kernel_no_terminal_and_no_pages(serve: Callable[..., Any]) -> None:
    lab = serve("lab")
    visitor = lab.visitor()
    get = lambda path: visitor.get(f"{lab.address}{path}")  # noqa: E731  a word for a line
    assert list(get("api/kernelspecs").json()["kernelspecs"]) == ["python3"]
    assert [get(path).status_code for path in ("lab", "api/terminals", "voila/render/home.ipynb")] == [200, 404, 404]
    told = json.loads(re.findall(r'<script id="jupyter-config-data"[^>]*>(.*?)</script>', get("lab").text, re.S)[0])
    assert told["news"] == {"disabled": True}
    assert "@jupyterlab/extensionmanager-extension" in told["disabledExtensions"]
    started = visitor.post(f"{lab.address}api/kernels", headers={"Authorization": f"token {lab.token}"})
    assert started.status_code == 201
    assert lab.has_kernels(1)
    kernels = lab.kernels()
    assert lab.stop() == 0
    assert [k for k in kernels if k.is_running()] == []
    assert lab.said[-1] == "JupyterLab has stopped; nothing of it is left running."
