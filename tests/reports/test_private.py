"""A batch of summaries: each in a folder of its own, in no list, and refused for whoever else is named."""

from __future__ import annotations

import io
import stat
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from workbench.errors import Refused
from workbench.model import Contact, Cycle, Goal, Scale, System
from workbench.model.case import Case
from workbench.places import notebooks
from workbench.reports import render
from workbench.reports.private import is_private
from workbench.store import Store

pytestmark = [pytest.mark.notebook, pytest.mark.usefixtures("same_program")]


@pytest.fixture
def two_lives(little_store: Store) -> Store:
    with little_store.step("Two lives", by="Test") as step:
        step.add(Scale(id="person", name="Person", position=10))
        for name in ("Wren", "Tern"):
            id = name.lower()
            step.add(System(id=f"life-{id}", name=f"{name}'s life", scale="person", part_of="harbour"))
            step.add(Cycle(id=f"{id}-1", system=f"life-{id}", name="A key", stewards=("Nell",)))
            step.add(Goal(cycle=f"{id}-1", person=name, wording=f"Help me, says {name}", scope="person"))
            step.add(Case(id=f"case-{id}", cycle="harbour-1", pseudonym=name, scope="team"))
    return little_store


def test_each_life_gets_a_folder_of_its_own_that_no_list_names(two_lives: Store, tmp_path: Path) -> None:
    out = tmp_path / "reports"
    done = render("case_summary", out=out, store=two_lives.address, jobs=2, pdf=True)
    assert (sorted(e.system for e in done.rendered), done.failed) == (["life-tern", "life-wren"], ())
    own = out / "for-one-person"
    assert done.index == own
    assert sorted(str(p.relative_to(out)) for p in out.rglob("*") if p.is_file()) == [
        *(
            f"for-one-person/life-{n}/case_summary-life-{n}.{kind}"
            for n in ("tern", "wren")
            for kind in ("html", "pdf")
        ),
        "for-one-person/manifest.json",
    ]
    assert {stat.S_IMODE(p.stat().st_mode) for p in own.rglob("*") if p.is_file()} == {0o600}
    page = (own / "life-wren" / "case_summary-life-wren.html").read_text(encoding="utf-8")
    assert "This is for Wren, and for Nell. It is for nobody else." in page
    assert "Help me, says Wren" in page
    assert "Tern" not in page
    made = PdfReader(io.BytesIO((own / "life-wren" / "case_summary-life-wren.pdf").read_bytes()))
    assert made.trailer["/Root"]["/Lang"] == "en"
    assert "Help me, says Wren" in " ".join(p.extract_text() for p in made.pages).replace("\n", " ")

    with two_lives.step("A contact", by="Test") as step:
        new = {"case": "case-wren", "agency": "the ward", "activity": "a night"}
        step.add(Contact(cycle="harbour-1", happened_on="2025-01-01", **new))
    again = render("case_summary", out=out, store=two_lives.address)
    # what happened to one person makes nobody else's page anew
    assert ([e.system for e in again.rendered], [e.system for e in again.unchanged]) == (["life-wren"], ["life-tern"])
    # that it was made is noted in the file; that its page need not be made again is no look at it
    assert [visit.by for visit in two_lives.accesses("case", "case-tern")] == ["How things are going"]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"audience": "public"}, "It is not made for anybody else"),
        ({"audience": "place"}, "It is not made for anybody else"),
        ({"audience": "person:life-tern", "systems": ["life-wren"]}, "It is not made for anybody else"),
        ({"scale": "team"}, "is not the life of one person"),
        ({"systems": ["tidewell"]}, "“Tidewell” is not the life of one person"),
    ],
)
def test_a_wider_audience_or_another_scale_is_refused_before_anything_is_run(
    two_lives: Store, tmp_path: Path, options: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        render("case_summary", out=tmp_path / "out", store=two_lives.address, **options)
    assert not (tmp_path / "out").exists()


def test_only_the_summary_says_of_itself_that_it_is_for_one_person() -> None:
    assert [p.stem for p in sorted(notebooks().glob("*.ipynb")) if is_private(p)] == ["case_summary"]
