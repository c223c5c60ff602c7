"""Small notebooks of the tests' own, and a little store to print from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import pytest

from workbench.desk import Desk
from workbench.model import Cycle, Purpose, Scale, System
from workbench.reports.section import Section
from workbench.store import Store

MakeNotebook = Callable[..., Path]
Told = Callable[[Section | None], str]

#: A report of one sentence; ``wb.open`` finds the store by itself, for no address is among the parameters.
PARAMETERS = 'system: str = "harbour"\naudience: str = ""\nlanguage: str = "en"\nshout: bool = False'
OPEN = "import workbench as wb\nfrom IPython.display import HTML, display\ndesk = wb.open(audience=audience or None)"
PURPOSE = 'HTML("<h2>Purpose</h2>" + "".join(f"<p>{w}</p>" for w in desk.purposes(system=system)["wording"]))'


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


@pytest.fixture
def little_store(tmp_path: Path) -> Iterator[Store]:
    """A place with two teams: Harbour has a purpose, North Quay not yet."""
    with Store.open(tmp_path / "stores" / "little.db") as store:
        with store.step("Set up", by="Test") as step:
            step.add(Scale(id="team", name="Team", position=20))
            step.add(Scale(id="place", name="Place", position=40))
            step.add(System(id="tidewell", name="Tidewell", scale="place"))
            step.add(System(id="harbour", name="Harbour caseworkers", scale="team", part_of="tidewell"))
            step.add(System(id="quay", name="North Quay <script>alert(1)</script>", scale="team", part_of="tidewell"))
            for system in ("tidewell", "harbour", "quay"):
                step.add(Cycle(id=f"{system}-1", system=system, name=f"First round of {system}"))
            step.add(Purpose(cycle="harbour-1", wording="People live lives free from debt."))
        yield store


@pytest.fixture
def same_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program stays as it is while a test runs, also when somebody is writing on it."""
    monkeypatch.setattr("workbench.reports.batch.program_hash", lambda: "the same program")


@pytest.fixture
def purpose_report(make_notebook: MakeNotebook) -> Path:
    """A notebook that prints a system's purpose."""
    return make_notebook(OPEN, PURPOSE, parameters=PARAMETERS, name="purpose_report")


@pytest.fixture(scope="module")
def desk(sample_store: Path) -> Desk:
    """A desk at the sample; nothing is written there."""
    return Desk.open(sample_store)


@pytest.fixture
def told() -> Told:
    """What a reader of a section reads: no markup, single blanks."""

    def _told(section: Section | None) -> str:
        assert section is not None
        return " ".join(re.sub(r"<[^>]+>", " ", section._repr_html_()).split())

    return _told
