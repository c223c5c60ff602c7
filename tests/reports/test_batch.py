from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
import psutil
import pytest

from workbench.errors import Refused
from workbench.model import Purpose, Story
from workbench.reports import Progress, render
from workbench.reports.manifest import sha256_of
from workbench.store import Store

if TYPE_CHECKING:
    from tests.reports.conftest import MakeNotebook

pytestmark = [pytest.mark.notebook, pytest.mark.usefixtures("same_program")]

PARAMETERS = 'system: str = "harbour"\naudience: str = ""\nlanguage: str = "en"\nshout: bool = False'
OPEN = "import workbench as wb\nfrom IPython.display import HTML, display\ndesk = wb.open(audience=audience or None)"


def _names(out: Path) -> list[str]:
    return sorted(p.name for p in out.iterdir())


def _address(store: Store) -> str:
    return store.address


def _of(entries: Any) -> list[str]:
    return sorted(e.system for e in entries)


def test_every_team_gets_a_page_and_the_folder_an_index_and_a_manifest(
    little_store: Store, purpose_report: Path, tmp_path: Path
) -> None:
    out, heard = tmp_path / "reports", list[Progress]()
    done = render(purpose_report, scale="team", out=out, store=_address(little_store), jobs=2, progress=heard.append)

    assert (_of(done.rendered), done.unchanged, done.failed, done.ok) == (["harbour", "quay"], (), (), True)
    assert _names(out) == ["index.html", "manifest.json", "purpose_report-harbour.html", "purpose_report-quay.html"]
    page = (out / "purpose_report-harbour.html").read_text(encoding="utf-8")
    assert "<p>People live lives free from debt.</p>" in page
    assert "<title>Tiny report: Harbour caseworkers</title>" in page

    told = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["reports"][0]
    assert told["parameters"] == {"system": "harbour", "audience": "team:harbour"}
    assert told["sha256"] == sha256_of((out / "purpose_report-harbour.html").read_bytes())
    assert told["notebook_hash"] == sha256_of(purpose_report.read_bytes())
    assert (told["outcome"], told["data_revision"]) == ("rendered", little_store.revision())
    assert told["duration_seconds"] > 0

    index = (out / "index.html").read_text(encoding="utf-8")
    assert '<a class="name" href="purpose_report-harbour.html">Harbour caseworkers</a>' in index
    assert "North Quay &lt;script&gt;alert(1)&lt;/script&gt;" in index and "<script" not in index

    finished = [(step.done, step.total, step.outcome) for step in heard if step.outcome]
    assert finished == [(1, 2, "rendered"), (2, 2, "rendered")]
    assert {(step.cell, step.cells) for step in heard if step.cell} >= {(1, 4), (4, 4)}


def test_the_way_to_the_store_is_in_no_file_that_stays(
    little_store: Store, make_notebook: MakeNotebook, tmp_path: Path
) -> None:
    notebook = make_notebook(OPEN, "1 / 0", parameters=PARAMETERS)
    done = render(notebook, systems=["harbour"], out=tmp_path / "out", store=_address(little_store))
    stores = Path(little_store.address).parent
    files = [p for folder in (tmp_path / "out", stores / "reports") for p in folder.rglob("*") if p.is_file()]
    assert {p.name for p in files} == {"index.html", "manifest.json", "tiny-harbour.ipynb"}
    assert [p.name for p in files if "little.db" in p.read_text(encoding="utf-8")] == []
    assert done.diagnosis["harbour"].stat().st_mode & 0o077 == 0


@pytest.mark.minutes
def test_only_what_changed_is_made_again(little_store: Store, purpose_report: Path, tmp_path: Path) -> None:
    def again(**options: Any) -> tuple[list[str], list[str]]:
        done = render(purpose_report, scale="team", out=tmp_path / "out", store=_address(little_store), **options)
        return _of(done.rendered), _of(done.unchanged)

    both: list[str] = ["harbour", "quay"]
    assert again() == (both, [])
    assert again() == ([], both)

    with little_store.step("A purpose", by="Test") as step:
        step.add(Purpose(cycle="quay-1", wording="Nobody on the quay is alone."))
    assert again() == (["quay"], ["harbour"])
    assert "Nobody on the quay is alone." in (tmp_path / "out" / "purpose_report-quay.html").read_text(encoding="utf-8")

    (tmp_path / "out" / "purpose_report-harbour.html").write_text("touched by hand", encoding="utf-8")
    assert again() == (["harbour"], ["quay"])

    notebook = nbformat.read(purpose_report, as_version=4)
    notebook.cells[-1].source += "  # reworded"
    nbformat.write(notebook, purpose_report)
    assert again() == (both, [])
    assert again(fresh=True) == (both, [])


def test_a_consent_that_ends_makes_a_report_anew_although_nothing_was_written(
    little_store: Store, make_notebook: MakeNotebook, tmp_path: Path
) -> None:
    notebook = make_notebook(OPEN, 'HTML(str(list(desk.stories(system=system)["title"])))', parameters=PARAMETERS)
    with little_store.step("A story", by="Test") as step:
        story = step.add(Story(cycle="harbour-1", title="The bag of coins", text="I had …", teller="Wren"))
    out = tmp_path / "out"
    render(notebook, systems=["harbour"], out=out, store=_address(little_store))
    assert "The bag of coins" in (out / "tiny-harbour.html").read_text(encoding="utf-8")

    with little_store.step("Until yesterday", by="Test") as step:
        step.revise(story.model_copy(update={"consent_until": date(2020, 1, 1)}))
    done = render(notebook, systems=["harbour"], out=out, store=_address(little_store))
    assert _of(done.rendered) == ["harbour"]
    assert "The bag of coins" not in (out / "tiny-harbour.html").read_text(encoding="utf-8")


def test_a_report_that_fails_stops_no_other_and_is_listed_with_its_reason(
    little_store: Store, make_notebook: MakeNotebook, tmp_path: Path
) -> None:
    notebook = make_notebook(
        OPEN,
        "from workbench.errors import Refused",
        'if system == "quay": raise Refused("There is no purpose yet; write one first.")',
        'if system == "tidewell": raise KeyError("something Wren told us")',
        'HTML("<p>All is well.</p>")',
        parameters=PARAMETERS,
    )
    out = tmp_path / "out"
    done = render(notebook, out=out, store=_address(little_store))

    assert (_of(done.rendered), _of(done.failed), done.ok) == (["harbour"], ["quay", "tidewell"], False)
    reasons = {entry.system: entry.reason for entry in done.failed}
    assert reasons == {
        "quay": "There is no purpose yet; write one first.",
        "tidewell": "a step of it stopped with an error nobody expected (KeyError). "
        "What was run is kept with the store, so that it can be looked at.",
    }
    assert _names(out) == ["index.html", "manifest.json", "tiny-harbour.html"]
    index = (out / "index.html").read_text(encoding="utf-8")
    assert "This report could not be made: There is no purpose yet; write one first." in index
    assert "Wren" not in index + (out / "manifest.json").read_text(encoding="utf-8")

    kept = Path(little_store.address).parent / "reports" / "failed"
    assert done.diagnosis == {s: kept / f"tiny-{s}.ipynb" for s in ("quay", "tidewell")}
    executed = nbformat.read(done.diagnosis["tidewell"], as_version=4)
    assert [o.ename for c in executed.cells if c.cell_type == "code" for o in c.outputs if "ename" in o] == ["KeyError"]


def test_a_mended_report_is_made_and_its_executed_notebook_goes(
    little_store: Store, make_notebook: MakeNotebook, tmp_path: Path
) -> None:
    broken = make_notebook("1 / 0", parameters=PARAMETERS)
    first = render(broken, systems=["harbour"], out=tmp_path / "out", store=_address(little_store))
    assert first.diagnosis["harbour"].is_file()
    make_notebook("1 / 1", parameters=PARAMETERS)
    second = render(broken, systems=["harbour"], out=tmp_path / "out", store=_address(little_store))
    assert (_of(second.rendered), first.diagnosis["harbour"].exists()) == (["harbour"], False)


def test_a_page_of_older_data_does_not_outlive_a_failure(
    little_store: Store, make_notebook: MakeNotebook, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    fails_with_two = 'assert len(desk.purposes(system=system)) < 2\nHTML("<p>One purpose.</p>")'
    notebook = make_notebook(OPEN, fails_with_two, parameters=PARAMETERS)
    render(notebook, systems=["harbour"], out=out, store=_address(little_store))
    assert (out / "tiny-harbour.html").is_file()

    make_notebook("1 / 0", parameters=PARAMETERS)
    render(notebook, systems=["harbour"], out=out, store=_address(little_store))
    assert (out / "tiny-harbour.html").is_file()  # the same data: what stands is still true

    with little_store.step("Another wording", by="Test") as step:
        step.add(Purpose(cycle="harbour-1", wording="People are free from debt."))
    render(notebook, systems=["harbour"], out=out, store=_address(little_store))
    assert not (out / "tiny-harbour.html").exists()


def test_what_a_script_in_data_says_is_read_and_not_run(
    little_store: Store, purpose_report: Path, tmp_path: Path
) -> None:
    with little_store.step("A purpose", by="Test") as step:
        step.add(
            Purpose(cycle="quay-1", wording="Safe <script>document.title='owned'</script><img src=x onerror=alert(1)>")
        )
    render(purpose_report, systems=["quay"], out=tmp_path / "out", store=_address(little_store))
    page = (tmp_path / "out" / "purpose_report-quay.html").read_text(encoding="utf-8")
    assert "<p>Safe <img></p>" in page
    assert [bad for bad in ("<script", "onerror", "owned") if bad in page] == []


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"parameters": {"team": "harbour"}}, "has no parameter “team”"),
        ({"parameters": {"shout": "yes"}}, "“shout” of “purpose_report” takes true or false"),
        ({"since": "2026-03-31"}, "has no parameter “since”"),
        ({"systems": ["habour"]}, "There is no system “habour”. There are: harbour, quay, tidewell."),
        ({"scale": "teams"}, "There is no scale “teams”. There are: team, place."),
        ({"audience": "village"}, "“village” is not an audience."),
        ({"jobs": 0}, "At least one report must be made at a time"),
        ({"language": "e/n"}, "is not a language tag"),
    ],
)
def test_what_cannot_be_asked_is_refused_before_anything_is_run(
    little_store: Store, purpose_report: Path, tmp_path: Path, options: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Refused) as refused:
        render(purpose_report, out=tmp_path / "out", store=_address(little_store), **options)
    assert sentence in str(refused.value)
    assert not (tmp_path / "out").exists()


def test_a_second_batch_into_the_same_folder_waits_its_turn(
    little_store: Store, purpose_report: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / ".batch").write_text(str(os.getpid()), encoding="utf-8")
    with pytest.raises(Refused, match="Another batch is writing into “out”"):
        render(purpose_report, out=out, store=_address(little_store))
    (out / ".batch").write_text("999999999", encoding="utf-8")  # a batch that was killed
    assert render(purpose_report, systems=["harbour"], out=out, store=_address(little_store)).ok


KILLED = """
import sys, threading, os, signal
from workbench.reports import batch, render
batch.program_hash = lambda: "the same program"
def heard(step):
    if step.outcome: print("done", step.system, flush=True)
render(sys.argv[1], out=sys.argv[2], store=sys.argv[3], jobs=1, progress=heard)
"""


def test_a_killed_batch_leaves_nothing_half_written_and_no_kernel_and_the_next_goes_on_where_it_was(
    little_store: Store, make_notebook: MakeNotebook, tmp_path: Path
) -> None:
    slow = 'import time\nif system == "quay": time.sleep(60)'
    notebook = make_notebook(OPEN, slow, 'HTML("<p>All of it.</p>")', parameters=PARAMETERS)
    out, stores = tmp_path / "out", Path(little_store.address).parent
    batch = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(notebook), str(out), _address(little_store)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
    )
    assert batch.stdout is not None
    finished = [batch.stdout.readline().split()[1] for _ in range(2)]
    deadline = time.monotonic() + 30
    while not (kernels := psutil.Process(batch.pid).children()) and time.monotonic() < deadline:
        time.sleep(0.1)
    os.kill(batch.pid, signal.SIGKILL)
    batch.wait(timeout=10)
    gone, alive = psutil.wait_procs(kernels, timeout=15)
    assert (len(gone), alive) == (1, [])

    pages = {p.name for p in out.glob("*.html")} - {"index.html"}
    assert pages == {f"tiny-{system}.html" for system in finished}
    assert all(p.read_text(encoding="utf-8").rstrip().endswith("</html>") for p in out.glob("*.html"))

    make_quick = nbformat.read(notebook, as_version=4)
    assert make_quick.cells[2].source == slow
    done = render(notebook, systems=finished, out=out, store=_address(little_store))
    assert (done.rendered, _of(done.unchanged)) == ((), sorted(finished))
    assert [p.name for p in (stores / "reports").glob("work-*")] == []
    assert ".batch" not in _names(out)


def test_two_notebooks_may_print_into_one_folder(
    little_store: Store, purpose_report: Path, make_notebook: MakeNotebook, tmp_path: Path
) -> None:
    other = make_notebook('HTML = "words"\nprint(HTML)', parameters=PARAMETERS, name="other")
    for notebook in (purpose_report, other):
        render(notebook, systems=["harbour"], out=tmp_path / "out", store=_address(little_store))
    assert [n for n in _names(tmp_path / "out") if n.endswith(".html")] == [
        "index.html",
        "other-harbour.html",
        "purpose_report-harbour.html",
    ]
    index = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert "other-harbour.html" in index and "purpose_report-harbour.html" in index


def test_the_clock_is_the_callers(little_store: Store, purpose_report: Path, tmp_path: Path) -> None:
    done = render(
        purpose_report,
        systems=["harbour"],
        out=tmp_path / "out",
        store=_address(little_store),
        now=lambda: datetime(2026, 3, 31, 12, tzinfo=UTC),
    )
    assert done.rendered[0].rendered_at == "2026-03-31T12:00:00+00:00"
    page = (tmp_path / "out" / "purpose_report-harbour.html").read_text(encoding="utf-8")
    assert "on 31 March 2026 with the Sense-making Workbench" in page


def test_a_pdf_lies_beside_the_page_when_asked_for(little_store: Store, purpose_report: Path, tmp_path: Path) -> None:
    out, address = tmp_path / "out", _address(little_store)
    render(purpose_report, systems=["harbour"], out=out, store=address)
    done = render(purpose_report, systems=["harbour"], out=out, store=address, pdf=True)
    made = (out / "purpose_report-harbour.pdf").read_bytes()
    assert made.startswith(b"%PDF-") and done.rendered[0].pdf_sha256 == sha256_of(made)
    assert render(purpose_report, systems=["harbour"], out=out, store=address).rendered == ()
    assert 'href="purpose_report-harbour.pdf"' in (out / "index.html").read_text(encoding="utf-8")
