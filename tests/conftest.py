"""What every test may rely on: nothing is skipped silently in CI, and no test touches a person's own store."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from workbench.desk import Desk
from workbench.desk.sample import fill_with_sample
from workbench.frames import Audience, Evidence, table
from workbench.model import RECORDS, Cycle, Record, Scale, Signification, SignifierSet, Story, System
from workbench.store import Store

# As in the child that reads files: lxml is here for Word files, and openpyxl would take it.
os.environ["OPENPYXL_LXML"] = "False"

# A busy machine is slow now and then; how long an example takes is for the benchmarks to tell.
settings.register_profile("workbench", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("workbench")

#: The project's shared folder holds other people's real files; it is absent for users (and named when it is).
SHARED = Path(__file__).resolve().parents[2] / "shared"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes minutes begins first: at the end, the other processes would wait for it."""
    items.sort(key=lambda one: one.get_closest_marker("minutes") is None)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """With CI=true a skipped test is a failure, unless it names the absent shared folder."""
    if os.environ.get("CI") != "true" or hasattr(session.config, "workerinput"):
        return
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = [r for r in reporter.stats.get("skipped", []) if "shared/" not in str(r.longrepr)]
    if skipped and exitstatus == 0:
        reporter.section("Skipped in CI, which counts as failed")
        for report in skipped:
            reporter.line(f"{report.nodeid}: {report.longrepr}")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True)
def _own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test has a store, a key and a work folder of its own."""
    for name in ("WORKBENCH_KEY", "WORKBENCH_SESSION", "WORKBENCH_TEMPLATES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("WORKBENCH_STORE", str(tmp_path / "workbench.db"))
    monkeypatch.setenv("WORKBENCH_PSEUDONYM_KEY", str(tmp_path / "pseudonyms.key"))


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as a store that nobody has open; made once for all test processes. A test that writes copies it."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    store = shared / "sample" / "workbench.db"
    with suppress(FileExistsError):
        store.parent.mkdir()
        fill_with_sample(store.with_suffix(".making"))
        store.with_suffix(".making").rename(store)
    for _ in range(600):
        if store.exists():
            return store
        time.sleep(0.2)  # another test process is making it
    raise AssertionError("the sample store was not made within two minutes")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real files made by others, where they are at hand."""
    folder = SHARED / "data"
    if not folder.is_dir():
        pytest.skip("shared/data is absent here")
    return folder


NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def quay_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of a place and a team, as a file that is copied: making one anew takes ten times as long."""
    file = tmp_path_factory.mktemp("quay") / "own.db"
    with Store.open(file, now=lambda: NOON) as opened, opened.step("Set the scene", by="Test") as step:
        for position, scale in enumerate(("person", "team", "organisation", "place", "country"), start=1):
            step.add(Scale(id=scale, name=scale.title(), position=position * 10))
        step.add(System(id="bay", name="The Bay", scale="place"))
        step.add(System(id="quay", name="Quay team", scale="team", part_of="bay"))
        step.add(Cycle(id="quay-1", system="quay", name="First round", opened_on=NOON.date()))
    return file


@pytest.fixture
def quay_store(quay_file: Path, tmp_path: Path) -> Iterator[Store]:
    """One place, one team, one cycle, nothing in it."""
    with Store.open(shutil.copyfile(quay_file, tmp_path / "own.db"), now=lambda: NOON) as opened:
        yield opened


@pytest.fixture
def quay_desk(quay_store: Store) -> Desk:
    """The desk of a team that has just begun: one place, one team, one cycle, nothing in it."""
    return Desk(quay_store, now=lambda: NOON)


TRIAD = {"key": "what", "signifier_kind": "triad", "title": "What mattered?", "labels": ("time", "people", "rules")}


def _answered(said: object) -> list[dict[str, object]]:
    """Rows of answers: a triad's three shares, a dyad's one, what was chosen, stones by name; or why there is none."""
    if said in ("not_applicable", "skipped"):
        return [{"placing": said}]
    if isinstance(said, dict):
        return [{"placing": "placed", "item": item, "x": x, "y": y} for item, (x, y) in said.items()]
    if isinstance(said, float):
        return [{"placing": "placed", "x": said}]
    if isinstance(said, tuple) and said and isinstance(said[0], float):
        return [{"placing": "placed", **dict(zip(("top", "left", "right"), said, strict=True))}]
    return [{"placing": "placed", "chosen": said if isinstance(said, tuple) else (said,)}]


@pytest.fixture(scope="session")
def signified() -> Callable[..., Evidence]:
    """Stories and what their tellers answered: each says its answers by the key of the question, and its own fields.

    ``told`` are mappings with ``answers`` (see _answered; a question that is not named has no answer) and fields of the
    story; a teller who is not named is one of their own.
    """

    def made(
        *told: Mapping[str, Any], signifiers: Sequence[Mapping[str, Any]] = (TRIAD,), wide: bool = False
    ) -> Evidence:
        records: list[Record] = [SignifierSet(id="set", cycle="c", name="Asked", signifiers=tuple(signifiers))]
        for n, one in enumerate(told):
            fields = {"teller": f"P{n:04}", **{k: v for k, v in one.items() if k != "answers"}}
            records.append(Story.model_validate({"id": f"s{n:04}", "cycle": "c", "title": "t", "text": "x", **fields}))
            rows = [(key, row) for key, said in one.get("answers", {}).items() for row in _answered(said)]
            records += [
                Signification.model_validate(
                    {"id": f"g{n:04}-{i:02}", "cycle": "c", "story": f"s{n:04}", "signifier_set": "set"}
                    | {"signifier": key, **row}
                )
                for i, (key, row) in enumerate(rows)
            ]
        records.append(Cycle(id="c", system="harbour", name="First round"))
        records.append(System(id="harbour", name="Harbour", scale="team"))
        kinds: dict[str, list[Record]] = {kind: [] for kind in RECORDS}
        for record in records:
            kinds[type(record).kind].append(record)
        of = dict.fromkeys((r.id for rs in kinds.values() for r in rs if hasattr(r, "cycle")), "harbour")
        tables = {kind: table(kind, rs, system_of=of) for kind, rs in kinds.items()}
        audience = Audience(scale="place" if wide else "team", system="harbour", name="Harbour", wide=wide)
        return Evidence(audience=audience, tables=tables, on=NOON.date())

    return made


@pytest.fixture
def sample_desk(sample_store: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk at a copy of the sample that a test may write, with somebody at the keyboard."""
    with Store.open(shutil.copyfile(sample_store, tmp_path / "own-sample.db")) as opened:
        desk = Desk(opened)
        desk.sit(by="Odile", page="tab")
        yield desk
