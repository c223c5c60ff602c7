"""The pattern board with 200 observations and 600 readings, against the same board with 20 and 60."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from statistics import median

from workbench.desk import Desk
from workbench.model import Cycle, Interpretation, Observation, Scale, System
from workbench.panels.pattern_board import PatternBoard
from workbench.store import Store

_RUNS = 7


def _board(folder: Path, n: int) -> PatternBoard:
    store = Store.open(folder / f"{n}.db")
    with store.step("A group", by="Bench") as step:
        step.add(Scale(id="team", name="Team", position=20))
        step.add(System(id="quay", name="Quay", scale="team"))
        step.add(Cycle(id="quay-1", system="quay", name="Spring"))
        for i in range(n):
            step.add(Observation(id=f"o{i}", cycle="quay-1", title=f"Seen {i}"))
            for k in range(3):
                step.add(Interpretation(cycle="quay-1", observation=f"o{i}", text=f"It means {i} times {k}"))
    return PatternBoard(Desk(store), system="quay", cycle="quay-1")


def _seconds(board: PatternBoard) -> float:
    took = []
    for _ in range(_RUNS):
        begun = time.perf_counter()
        board.load()
        took.append(time.perf_counter() - begun)
    return median(took)


def main() -> None:
    """Print both times and the ratio; ten times as many cards should take about ten times as long, or less."""
    with tempfile.TemporaryDirectory() as folder:
        few, many = (_seconds(_board(Path(folder), n)) for n in (20, 200))
    print(
        f"pattern board: 200 observations {many * 1000:.0f} ms, 20 observations {few * 1000:.0f} ms: {many / few:.1f} x"
    )


if __name__ == "__main__":
    main()
