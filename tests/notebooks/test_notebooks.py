"""Every notebook runs from top to bottom in a real kernel: on the sample, on an empty store, for a wider audience."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import nbformat
import papermill
import pytest

from workbench import places
from workbench.store import Store

pytestmark = pytest.mark.notebook

NOTEBOOKS = sorted(p.stem for p in places.notebooks().glob("*.ipynb"))


def _run(name: str, folder: Path, **parameters: Any) -> Any:
    out = folder / f"{name}.ipynb"
    papermill.execute_notebook(
        places.notebooks() / f"{name}.ipynb", out, parameters=parameters, kernel_name="python3", progress_bar=False
    )
    return nbformat.read(out, as_version=4)


def _shown(notebook: Any) -> str:
    return "\n".join(
        str(data)
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        for data in output.get("data", {}).values()
    )


def test_the_notebooks_people_were_promised_are_there() -> None:
    assert {"home", "understand_the_system", "learning_report"} <= set(NOTEBOOKS)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_runs_with_its_defaults_on_the_sample(name: str, sample_store: Path, tmp_path: Path) -> None:
    store = tmp_path / "sample.db"
    shutil.copyfile(sample_store, store)
    notebook = _run(name, tmp_path, store=str(store))
    assert all(output.output_type != "error" for cell in notebook.cells for output in cell.get("outputs", []))
    assert [o.name for cell in notebook.cells for o in cell.get("outputs", []) if o.output_type == "stream"] == []


@pytest.mark.parametrize("name", ["home", "understand_the_system"])
def test_the_pages_open_on_a_store_with_nothing_in_it(name: str, tmp_path: Path) -> None:
    Store.open(tmp_path / "empty.db").close()
    _run(name, tmp_path, store=str(tmp_path / "empty.db"))


def test_a_report_on_a_store_with_nothing_in_it_says_so(tmp_path: Path) -> None:
    Store.open(tmp_path / "empty.db").close()
    with pytest.raises(
        papermill.PapermillExecutionError, match="There is no system “harbour-caseworkers” in this store"
    ):
        _run("learning_report", tmp_path, store=str(tmp_path / "empty.db"))


@pytest.mark.parametrize("audience", ["place", "public"])
def test_the_pages_open_for_a_wider_audience(audience: str, sample_store: Path, tmp_path: Path) -> None:
    for name in ("home", "understand_the_system"):
        _run(name, tmp_path, store=str(sample_store), audience=audience, system="harbour-caseworkers")


def test_what_a_notebook_keeps_of_a_panel_holds_no_words_of_the_group(sample_store: Path, tmp_path: Path) -> None:
    notebook = _run("understand_the_system", tmp_path, store=str(sample_store), system="harbour-caseworkers")
    kept = nbformat.writes(notebook)
    assert "Rent arrears" not in kept
    assert "without debt" not in kept
