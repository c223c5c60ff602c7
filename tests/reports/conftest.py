"""Small notebooks of the tests' own, and a little store to print from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

MakeNotebook = Callable[..., Path]


@pytest.fixture
def make_notebook(tmp_path: Path) -> MakeNotebook:
    """Write a notebook: its parameters cell, then cells of code; returns its path."""

    def make(*cells: str, parameters: str, name: str = "tiny", markdown: str = "") -> Path:
        first = nbformat.v4.new_code_cell(parameters)
        first.metadata["tags"] = ["parameters"]
        made = nbformat.v4.new_notebook(
            metadata={
                "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
                "title": "Tiny report",
            }
        )
        made.cells = [first, *(nbformat.v4.new_code_cell(cell) for cell in cells)]
        if markdown:
            made.cells.insert(1, nbformat.v4.new_markdown_cell(markdown))
        path = tmp_path / "own notebooks" / f"{name}.ipynb"
        path.parent.mkdir(exist_ok=True)
        nbformat.write(made, path)
        return path

    return make
