"""Reports per minute: ``workbench report`` against a shell loop of the papermill and nbconvert commands.

Both print the same notebook for the same teams in one run, so the ratio holds on a busy machine. Run it with
``python tests/benchmarks/bench_reports.py [teams]``.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from workbench.desk import Desk
from workbench.desk.sample import fill_with_sample
from workbench.places import notebooks
from workbench.reports import render

NOTEBOOK = "learning_report"


def main() -> int:
    """Print both figures and their ratio."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 4
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        store = room / "sample.db"
        fill_with_sample(store)
        teams = [s.id for s in Desk.open(store).structure.at_scale("team")][:wanted]
        loop = _minutes(lambda: _shell_loop(teams, store=store, out=room / "loop"))
        ours = _minutes(lambda: _batch(teams, store=store, out=room / "ours"))
        one = _minutes(lambda: _batch(teams, store=store, out=room / "one", jobs=1))
        again = _minutes(lambda: _batch(teams, store=store, out=room / "ours"))
    n = len(teams)
    say = sys.stdout.write
    say(f"{n} reports of {NOTEBOOK}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")
    say(f"shell loop of papermill and nbconvert  {n / loop:6.1f} a minute   1.0 ×\n")
    say(f"workbench report --jobs 1              {n / one:6.1f} a minute  {loop / one:4.1f} ×\n")
    say(f"workbench report                       {n / ours:6.1f} a minute  {loop / ours:4.1f} ×\n")
    say(f"workbench report, nothing changed      {n / again:6.1f} a minute  {loop / again:4.1f} ×\n")
    return 0


def _minutes(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) / 60


def _shell_loop(teams: list[str], *, store: Path, out: Path) -> None:
    out.mkdir()
    script = (
        'for team in "$@"; do '
        'papermill --no-progress-bar -k python3 -p system "$team" "$NOTEBOOK" "$team.ipynb" '
        '&& jupyter nbconvert --to html --no-input --log-level ERROR "$team.ipynb" || exit 1; done'
    )
    bin_folder = Path(sys.executable).parent
    environment = {
        **os.environ,
        "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
        "WORKBENCH_STORE": str(store),
        "NOTEBOOK": str(notebooks() / f"{NOTEBOOK}.ipynb"),
    }
    subprocess.run(
        ["sh", "-c", script, "loop", *teams], cwd=out, env=environment, check=True, capture_output=True, text=True
    )
    assert len(list(out.glob("*.html"))) == len(teams)


def _batch(teams: list[str], *, store: Path, out: Path, jobs: int | None = None) -> None:
    assert render(NOTEBOOK, systems=teams, out=out, store=store, jobs=jobs).ok


if __name__ == "__main__":
    raise SystemExit(main())
