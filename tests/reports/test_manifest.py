from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from workbench.errors import Refused
from workbench.reports.manifest import Entry, Outcome, read_manifest, write_manifest, written

AT = datetime(2026, 3, 31, 12, tzinfo=UTC)
HARBOUR = Entry(
    notebook="learning_report",
    system="harbour",
    name="Harbour caseworkers",
    scale="team",
    audience="the team Harbour caseworkers",
    file="learning_report-harbour.html",
    parameters={"system": "harbour"},
    data_hash="d1",
    data_revision=7,
    notebook_hash="n1",
    program_hash="p1",
    package_version="0.1.0",
    rendered_at="2026-03-31T12:00:00+00:00",
    duration_seconds=1.5,
    outcome=Outcome.rendered,
    sha256="s1",
)


def test_a_manifest_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    quay = replace(HARBOUR, system="quay", name="North Quay", outcome=Outcome.failed, reason="There is no purpose yet.")
    path = write_manifest(tmp_path, [quay, HARBOUR], at=AT, version="0.1.0")
    assert read_manifest(tmp_path) == {HARBOUR.key: HARBOUR, quay.key: quay}
    told = json.loads(path.read_text(encoding="utf-8"))
    assert (told["made_by"], told["written_at"]) == ("workbench 0.1.0", "2026-03-31T12:00:00+00:00")
    assert [r["name"] for r in told["reports"]] == ["Harbour caseworkers", "North Quay"]


def test_a_folder_without_a_manifest_has_no_entries(tmp_path: Path) -> None:
    assert read_manifest(tmp_path) == {}


@pytest.mark.parametrize("text", ["not json", "[]", '{"reports": [{"notebook": "x"}]}', '{"name": "a web page"}'])
def test_somebody_elses_manifest_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match="was not written by us"):
        read_manifest(tmp_path)


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({"data_revision": 99, "rendered_at": "later", "sha256": "s2"}, True),
        ({"data_hash": "d2"}, False),
        ({"notebook_hash": "n2"}, False),
        ({"program_hash": "p2"}, False),
        ({"parameters": {"system": "harbour", "since": "2026-01-01"}}, False),
    ],
)
def test_a_report_is_the_same_while_data_notebook_program_and_parameters_are(
    change: dict[str, object], same: bool
) -> None:
    assert HARBOUR.made_from_the_same(replace(HARBOUR, **change)) is same  # type: ignore[arg-type]  # fields by name


def test_bytes_appear_under_their_name_whole_and_leave_nothing_beside_it(tmp_path: Path) -> None:
    written(tmp_path / "a" / "report.html", b"first")
    written(tmp_path / "a" / "report.html", b"second")
    assert {p.name: p.read_bytes() for p in (tmp_path / "a").iterdir()} == {"report.html": b"second"}


def test_bytes_that_cannot_be_written_leave_the_old_ones(tmp_path: Path) -> None:
    written(tmp_path / "report.html", b"first")
    with pytest.raises(TypeError):
        written(tmp_path / "report.html", "not bytes")  # type: ignore[arg-type]  # the fault on purpose
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"report.html": b"first"}
