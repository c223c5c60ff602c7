"""The list of a folder of reports: under the stack of the place they lie in, each system under what holds it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from workbench.reports.index import write_index
from workbench.reports.index_stack import larger_system
from workbench.reports.manifest import Entry, Outcome
from workbench.reports.source import Source

Made = Callable[..., str]


@pytest.fixture(scope="module")
def source(sample_store: Path) -> Iterator[Source]:
    one = Source.open(sample_store, audience=None, language="en")
    yield one
    one.close()


@pytest.fixture
def made(source: Source, tmp_path: Path) -> Made:
    """The list of the reports of these systems, as HTML."""

    def _made(*systems: str, audience: str = "") -> str:
        entries = [entry(source, system, audience=audience) for system in systems]
        for one in entries:
            (tmp_path / one.file).touch()
        return write_index(tmp_path, entries, source=source).read_text(encoding="utf-8")

    return _made


def entry(source: Source, system: str, *, audience: str = "") -> Entry:
    found = source.desk.structure.system(system)
    return Entry(
        notebook="learning_report",
        system=system,
        name=found.name,
        scale=found.scale,
        audience="its own people",
        file=f"learning_report-{system}.html",
        parameters={"system": system, "audience": audience or f"{found.scale}:{system}"},
        data_hash="",
        data_revision=1,
        notebook_hash="",
        program_hash="",
        package_version="1",
        rendered_at="2026-05-01T10:00:00+00:00",
        duration_seconds=1.0,
        outcome=Outcome.rendered,
    )


def test_what_holds_all_reports_is_the_smallest_such_system(source: Source) -> None:
    def _held(*systems: str) -> str | None:
        found = larger_system([entry(source, one) for one in systems], source.desk.structure.systems)
        return found.id if found else None

    assert _held("harbour-caseworkers", "north-quay") == "tidewell-council"
    assert _held("harbour-caseworkers", "street-outreach") == "tidewell"
    assert _held("tidewell", "harbour-caseworkers") == "tidewell"
    assert _held("tidewell", "fellbeck") == "northmere"
    assert _held("tidewell") is None


@pytest.mark.slow
def test_the_reports_of_a_place_stand_under_its_stack_by_scale_and_by_what_holds_them(made: Made) -> None:
    page = made("tidewell", "open-door", "tidewell-council", "north-quay", "street-outreach", "harbour-caseworkers")
    headings = [re.sub("<[^>]+>", "", one) for one in re.findall(r"<h[23].*?</h[23]>", page)]
    assert headings == [
        *("What we have learnt · Place", "In Northmere"),
        *("What we have learnt · Organisation", "In Tidewell"),
        *("What we have learnt · Team", "In Open Door Tidewell", "In Tidewell Council"),
    ]
    assert page.index("How is Tidewell connected") < page.index("What we have learnt · Place")
    links = re.findall(r'class="name" href="learning_report-([\w-]+)\.html"', page)
    assert links == [
        "tidewell",
        "open-door",
        "tidewell-council",
        "street-outreach",
        "harbour-caseworkers",
        "north-quay",
    ]


@pytest.mark.slow
def test_the_stack_on_top_hides_small_numbers_and_names_no_life(made: Made) -> None:
    page = made("open-door", "tidewell-council")
    assert "* lives within Harbour caseworkers" in page
    for word in ("Marlow", "Wren", "Getting through the winter", "<script"):
        assert word not in page
    assert re.search(r"<td>\*</td>", page) and not re.search(r"<td>[1-7]</td>", page)


@pytest.mark.slow
def test_a_folder_with_a_report_for_everybody_shows_the_stack_as_everybody_may_see_it(made: Made) -> None:
    assert "Counted is what the place Tidewell may see" in made("open-door", "tidewell-council")
    assert "Counted is what everybody may see" in made("open-door", "tidewell-council", audience="public")


def test_the_report_of_one_system_needs_no_stack(made: Made) -> None:
    page = made("harbour-caseworkers")
    assert "<svg" not in page and "<h3" not in page
    assert 'href="learning_report-harbour-caseworkers.html">Harbour caseworkers</a>' in page
