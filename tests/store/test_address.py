"""Where the store is: argument, environment, session file, default; and which folders are refused."""

from __future__ import annotations

import json
from collections import namedtuple
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend

from workbench.errors import StoreProblem
from workbench.store import Store
from workbench.store.address import key_from_keyring, resolved


def session(folder: Path, monkeypatch: pytest.MonkeyPatch, *, mode: int = 0o600, **content: str) -> None:
    file = folder / "session.json"
    file.write_text(json.dumps(content))
    file.chmod(mode)
    monkeypatch.setenv("WORKBENCH_SESSION", str(file))


def test_the_default_is_the_local_store(tmp_path: Path) -> None:
    assert str(resolved()) == str(tmp_path / "workbench.db")


def test_the_argument_comes_before_the_environment_and_that_before_the_session(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session(tmp_path, monkeypatch, store=str(tmp_path / "session.db"), key="session key")
    found = [resolved()]
    monkeypatch.setenv("WORKBENCH_STORE", str(tmp_path / "environment.db"))
    monkeypatch.setenv("WORKBENCH_KEY", "environment key")
    found += [resolved(), resolved(tmp_path / "argument.db", key="argument key")]
    assert [(a.name, a.key) for a in found] == [
        ("session", "session key"),
        ("environment", "environment key"),
        ("argument", "argument key"),
    ]


def test_a_session_file_that_others_can_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session(tmp_path, monkeypatch, mode=0o644, store="x.db")
    with pytest.raises(StoreProblem, match="can be read by others"):
        resolved()
    monkeypatch.setenv("WORKBENCH_SESSION", str(tmp_path / "nowhere.json"))
    with pytest.raises(StoreProblem, match="cannot be read"):
        resolved()


@pytest.mark.parametrize(
    "folder",
    [
        "OneDrive - Tidewell Council/work",
        "Dropbox",
        "Library/CloudStorage/GoogleDrive-a@b",
        "Library/Mobile Documents/x",
    ],
)
def test_a_synced_folder_is_refused_in_words(tmp_path: Path, folder: str) -> None:
    with pytest.raises(StoreProblem, match="another program copies while it is being written"):
        Store.open(tmp_path / folder / "workbench.db")
    assert not (tmp_path / folder).exists()


def test_a_folder_with_the_mark_of_a_syncing_program_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    with pytest.raises(StoreProblem, match="another program copies"):
        resolved(tmp_path / "deep" / "workbench.db")


@pytest.mark.parametrize("folder", ["megaphone", "boxes", "dropboxing", "drives"])
def test_a_folder_that_only_sounds_like_it_is_taken(tmp_path: Path, folder: str) -> None:
    assert resolved(tmp_path / folder / "workbench.db").file == tmp_path / folder / "workbench.db"


def test_a_network_drive_is_refused_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    part = namedtuple("part", "mountpoint fstype")
    mounted = [part("/", "ext4"), part(str(tmp_path), "fuse.sshfs")]
    monkeypatch.setattr("workbench.store.address.psutil.disk_partitions", lambda **_: mounted)
    with pytest.raises(StoreProblem, match=r"network drive \(fuse.sshfs\)"):
        resolved(tmp_path / "workbench.db")


def test_no_password_or_key_is_ever_shown(tmp_path: Path) -> None:
    shared = resolved("postgresql://asha:sesame@db.example:5432/learning")
    local = resolved(tmp_path / "a.db", key="sesame")
    shown = f"{shared} {shared!r} {local} {local!r}"
    assert "sesame" not in shown
    assert str(shared) == "postgresql+psycopg://asha:***@db.example:5432/learning"
    for wrong in ("mysql://asha:sesame@host/x", "postgresql://asha:sesame@host:port/x"):
        with pytest.raises(StoreProblem) as problem:
            resolved(wrong)
        assert "sesame" not in str(problem.value)
        assert problem.value.__cause__ is None


class InMemory(KeyringBackend):
    """A keyring of the test's own."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.held[service, username]


@pytest.mark.slow
def test_the_keyring_opens_an_encrypted_store_without_being_asked(tmp_path: Path) -> None:
    file = tmp_path / "workbench.db"
    Store.open(file, key="from the keyring").close()
    before = keyring.get_keyring()
    keyring.set_keyring(InMemory())
    try:
        keyring.set_password("sense-making-workbench", str(file), "from the keyring")
        with Store.open(file) as store:
            assert store.revision() == 0
    finally:
        keyring.set_keyring(before)


def test_a_computer_without_a_keyring_opens_all_the_same(tmp_path: Path) -> None:
    from keyring.backends.fail import Keyring

    before = keyring.get_keyring()
    keyring.set_keyring(Keyring())
    try:
        assert key_from_keyring(resolved(tmp_path / "a.db")) is None
        with Store.open(tmp_path / "a.db") as store:
            assert store.check() == []
    finally:
        keyring.set_keyring(before)
