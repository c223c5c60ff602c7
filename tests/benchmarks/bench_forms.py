"""How long it takes to write an answer down, beside a bare insert into the same database in the same run.

Run it with ``python tests/benchmarks/bench_forms.py``; it prints medians in milliseconds, and ratios.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa

from workbench.desk import Desk
from workbench.panels.issues import IssuesPanel
from workbench.store import Store
from workbench.store.schema import TABLES

#: As many issues as a group gathers in some years.
N_ISSUES, ROUNDS = 2_000, 15


def median_ms(do: Callable[[int], object]) -> float:
    taken = []
    for n in range(ROUNDS):
        begun = time.perf_counter()
        do(n)
        taken.append((time.perf_counter() - begun) * 1_000)
    return statistics.median(taken)


def filled(store: Store) -> Desk:
    desk = Desk(store)
    system = desk.add_system("Harbour", scale="team")
    cycle = desk.structure.cycles_of(system.id)[0].id
    rows = [
        {"description": f"Form {n * 7919 % 997} asks {n % 13} things", "level": "system", "owner": "team"}
        for n in range(N_ISSUES)
    ]
    desk.work_on_cycle(cycle).add_several("issue", rows)
    return desk


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "bench.db") as store:
        desk = filled(store)
        system = desk.structure.systems[0].id
        cycle = desk.structure.cycles_of(system)[0].id
        work = desk.work_on_cycle(cycle)
        values = {"description": "The lift is out", "level": "system", "owner": "team"}
        one = work.add("issue", values)
        with store._database.reading() as connection:
            row = dict(connection.execute(sa.select(TABLES["issue"]).limit(1)).mappings().one())

        def bare(n: int) -> None:
            with store._database.writing() as connection:
                connection.execute(sa.insert(TABLES["issue"]), {**row, "id": f"bare-{n}"})

        baseline = median_ms(bare)
        told = {
            "a new issue, checked, with its history": median_ms(lambda _: work.add("issue", values)),
            "one field of an issue, against what was there": median_ms(
                lambda n: work.write("issue", one.id, {"countermeasure": f"Stairs {n}"})
            ),
            "a draft while somebody types": median_ms(lambda n: store.keep_draft("bench", "issue", {"text": "x" * n})),
            f"the whole issue log of {N_ISSUES:,}": median_ms(
                lambda _: IssuesPanel(desk, system=system, cycle=cycle).load()
            ),
        }
    print(f"a bare insert of one row: {baseline:.1f} ms")
    for what, taken in told.items():
        print(f"{what}: {taken:.1f} ms ({taken / baseline:.1f} × the bare insert)")


if __name__ == "__main__":
    main()
