"""Every notebook that prints, at every scale: in a real kernel on the sample, and with nothing written down at all."""

from __future__ import annotations

import json
import re
import shutil
from html import unescape
from pathlib import Path

import pytest

from workbench.desk import Desk
from workbench.model import Cycle, Scale, System
from workbench.places import notebooks
from workbench.reports import render
from workbench.reports.learning_report import LearningReport
from workbench.reports.private import is_private
from workbench.store import Store

#: One system of each scale of the sample, those with the most in them left to other tests.
AT_EACH_SCALE = ("northmere", "fellbeck", "open-door", "second-start", "life-marlow")
#: A word's key where its word should be, or a value nobody meant to print.
NOT_WORDS = re.compile(
    r"\b(?:report|case_summary|account|charts|sharing|governance_groups|desk)(?:\.[a-z_]+){2,}\b|\{\w+\}|"
    r"\bNone\b(?! of )|\bnan\b|\bNaT\b|<NA>"
)


def _prints() -> list[Path]:
    return [p for p in sorted(notebooks().glob("*.ipynb")) if "workbench.reports." in p.read_text(encoding="utf-8")]


def _sections(notebook: str) -> list[str]:
    cells = json.loads((notebooks() / f"{notebook}.ipynb").read_text(encoding="utf-8"))["cells"]
    sources = ["".join(cell["source"]) for cell in cells]
    return [found[1] for source in sources if (found := re.fullmatch(r"report\.(\w+)\(\)", source))]


def _read(html: str) -> str:
    pictures = re.sub(r"<(svg|style)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", pictures).split()))


@pytest.mark.notebook
@pytest.mark.minutes
@pytest.mark.usefixtures("same_program")
@pytest.mark.parametrize("notebook", [p.stem for p in _prints()])
def test_every_report_is_printed_at_every_scale(notebook: str, sample_store: Path, tmp_path: Path) -> None:
    store = tmp_path / "stores" / "sample.db"
    store.parent.mkdir()
    shutil.copyfile(sample_store, store)
    own = is_private(notebooks() / f"{notebook}.ipynb")
    systems = AT_EACH_SCALE[-1:] if own else AT_EACH_SCALE
    done = render(notebook, systems=systems, out=tmp_path / "out", store=store, jobs=2)
    assert [f"{entry.system}: {entry.reason}" for entry in done.failed] == []
    assert sorted(entry.system for entry in done.rendered) == sorted(systems)
    for entry in done.rendered:
        page = (done.out / entry.file).read_text(encoding="utf-8")
        assert "<h1" in page
        assert (entry.system, NOT_WORDS.findall(_read(page))) == (entry.system, [])


@pytest.mark.slow
@pytest.mark.parametrize("scale", ["person", "team", "organisation", "place", "country"])
@pytest.mark.parametrize("with_cycle", [True, False])
def test_a_report_of_a_system_with_nothing_in_it_is_calm(tmp_path: Path, scale: str, with_cycle: bool) -> None:
    with Store.open(tmp_path / "bare.db") as store:
        with store.step("Set up", by="Test") as step:
            for at, id in enumerate(("person", "team", "organisation", "place", "country"), start=1):
                step.add(Scale(id=id, name=id.capitalize(), position=at * 10))
            step.add(System(id="bare", name="The bare one", scale=scale))
            if with_cycle:
                step.add(Cycle(id="bare-1", system="bare", name="A beginning"))
        report = LearningReport(Desk(store), system="bare")
        made = [section for name in _sections("learning_report") if (section := getattr(report, name)()) is not None]
    said = [_read(section._repr_html_()) for section in made]
    assert len(said) >= 8
    assert [one for one in said if NOT_WORDS.search(one)] == []
    # that a cycle was opened can be drawn, and how it is linked; nothing else is where there is nothing
    assert {section.id for section in made if "<svg" in section._repr_html_()} <= {"stack", "changes"}
