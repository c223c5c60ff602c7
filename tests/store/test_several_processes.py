"""Several kernels write one store: everything acknowledged is there, also after one of them was killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from workbench.store import Store

if TYPE_CHECKING:
    from conftest import World

pytestmark = pytest.mark.slow

Where = tuple[str | Path, str | None]

#: Each step adds two things; a line on the output says that it was acknowledged.
WRITER = """
import sys
from workbench.model import Thing, ThingKind
from workbench.store import Store
address, key, cycle, name, n = sys.argv[1:]
store = Store.open(address, key=key or None)
for number in range(int(n)):
    with store.step(f"Step {number}", by=name) as step:
        for half in "ab":
            step.add(Thing(cycle=cycle, name=f"{name} {number} {half}", thing_kind=ThingKind.factor))
    print(number, flush=True)
"""


def writer(where: Where, world: World, name: str, n: int) -> subprocess.Popen[str]:
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-c", WRITER, str(where[0]), where[1] or "", world.cycle.id, name, str(n)]
    return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True)


def written(store: Store) -> Counter[str]:
    return Counter(
        str(getattr(t, "name", "")).rsplit(" ", 1)[0] for t in store.all("thing") if t.created_by != "Facilitator"
    )


def test_four_processes_write_fifty_steps_each_and_none_is_lost(world: World, where: Where) -> None:
    since = world.store.revision()
    started = [writer(where, world, f"Writer {n}", 50) for n in range(4)]
    said = [process.communicate(timeout=300)[0].split() for process in started]
    assert [process.returncode for process in started] == [0] * 4
    assert said == [[str(n) for n in range(50)]] * 4
    assert written(world.store) == {f"Writer {w} {n}": 2 for w in range(4) for n in range(50)}
    assert [c.seq for c in world.store.changes(since)] == list(range(since + 1, since + 401))
    assert world.store.check() == []


def test_a_writer_that_is_killed_loses_nothing_acknowledged_and_leaves_nothing_half(world: World, where: Where) -> None:
    for attempt in range(3):
        name = f"Killed {attempt}"
        process = writer(where, world, name, 100_000)
        assert process.stdout is not None
        said = [process.stdout.readline()]
        time.sleep(0.05 + 0.11 * attempt)
        process.send_signal(signal.SIGKILL)
        # communicate() would lose what came together with the first line
        said += process.stdout.read().splitlines()
        process.wait(timeout=60)
        acknowledged = {f"{name} {int(line)}" for line in said if line.strip().isdigit()}
        found = {step: n for step, n in written(world.store).items() if step.startswith(name)}
        assert acknowledged
        assert acknowledged <= set(found)
        # At most the one step that had ended but not been told yet.
        assert len(found) - len(acknowledged) <= 1
        assert set(found.values()) == {2}
    assert world.store.check() == []


@pytest.mark.parametrize("where", ["file"], indirect=True)
def test_whoever_reads_while_others_save_is_answered_and_sees_every_save(world: World, where: Where) -> None:
    started = [writer(where, world, f"Writer {n}", 40) for n in range(2)]
    seen = [world.store.revision()]
    while any(process.poll() is None for process in started):
        seen.append(world.store.revision())
        time.sleep(0.02)
    assert [process.returncode for process in started] == [0, 0]
    assert seen == sorted(seen), "numbers never go back"
    assert len(set(seen)) > 2, "the reader was answered while the others were saving"
    assert len(written(world.store)) == 80
