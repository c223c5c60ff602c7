"""How long does a save take when a whole building saves at once? Against one writer alone.

Eight processes, as eight kernels on one store, save 50 small records a second between them for half a minute; then one
process alone saves at its share of that pace. Prints what was acknowledged, what is there afterwards, the median and
99th percentile of a save, and the ratio of the percentiles. 100 ms is the figure to hold.
"""

from __future__ import annotations

import multiprocessing
import statistics
import sys
import tempfile
import time
from pathlib import Path

from workbench.model import Cycle, Issue, Scale, System
from workbench.store import Store

WRITERS = 8
SAVES_A_SECOND = 50
SECONDS = int(sys.argv[1]) if len(sys.argv) > 1 else 30


def _write(file: str, seconds: float, took: multiprocessing.Queue[list[float]]) -> None:
    """Save at this writer's share of the pace, each save at its own appointed moment."""
    store, pace, saves = Store.open(file), WRITERS / SAVES_A_SECOND, []
    began = time.perf_counter()
    for n in range(int(seconds / pace)):
        time.sleep(max(0.0, began + n * pace - time.perf_counter()))
        at = time.perf_counter()
        with store.step("Wrote down an issue", by="writer") as step:
            step.add(
                Issue.model_validate({"cycle": "c", "description": f"issue {n}", "level": "system", "owner": "team"})
            )
        saves.append(time.perf_counter() - at)
    took.put(saves)


def _measured(file: Path, writers: int) -> list[float]:
    took: multiprocessing.Queue[list[float]] = multiprocessing.Queue()
    running = [multiprocessing.Process(target=_write, args=(str(file), SECONDS, took)) for _ in range(writers)]
    for process in running:
        process.start()
    saves = [save for _ in running for save in took.get()]
    for process in running:
        process.join()
    return saves


def main() -> None:
    """Measure the building and the single writer, and print both."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "writers.db"
        with Store.open(file) as store, store.step("Set up", by="bench") as step:
            step.add(Scale(id="team", name="Team", position=20))
            step.add(System(id="s", name="S", scale="team"))
            step.add(Cycle(id="c", system="s", name="C"))
        many, one = _measured(file, WRITERS), _measured(file, 1)
        with Store.open(file) as store:
            there = len(store.all(Issue))
    print(f"acknowledged {len(many) + len(one):,}, there afterwards {there:,}")
    print(f"{'':12}{'saves':>8}{'median (ms)':>13}{'99th percentile (ms)':>22}")
    p99 = []
    for name, saves in ((f"{WRITERS} writers", many), ("one writer", one)):
        p99.append(statistics.quantiles(saves, n=100)[98])
        print(f"{name:12}{len(saves):>8,}{statistics.median(saves) * 1000:>13.1f}{p99[-1] * 1000:>22.1f}")
    print(f"ratio of the 99th percentiles: {p99[0] / p99[1]:.1f}")


if __name__ == "__main__":
    main()
