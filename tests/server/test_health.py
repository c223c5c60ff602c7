"""``workbench doctor``."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.server import doctor
from workbench.server.health import FLOORS
from workbench.store import Store


def test_a_sound_store_is_said_to_be_sound(tmp_path: Path) -> None:
    Store.open(tmp_path / "store.db").close()
    checks = {c.name: c for c in doctor(str(tmp_path / "store.db"))}
    assert (checks["store"].ok, checks["store"].sentence) == (True, "The store is sound.")
    assert set(checks) >= {"python", "sqlite", "words", "templates", "folder", "space", "browser", *FLOORS}
    assert [c.sentence for c in checks.values() if not c.ok] == []


def test_looking_makes_no_store(tmp_path: Path) -> None:
    checks = {c.name: c for c in doctor(str(tmp_path / "none" / "store.db"))}
    assert "There is no store yet." in checks["store"].sentence
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_store_is_named(tmp_path: Path) -> None:
    (tmp_path / "store.db").write_bytes(b"not a store at all" * 100)
    (check,) = (c for c in doctor(str(tmp_path / "store.db")) if c.name == "store")
    assert not check.ok
    assert check.sentence.startswith("The store: ")


def test_an_old_package_is_named_with_what_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FLOORS, "tornado", "999.1")
    monkeypatch.setitem(FLOORS, "a-package-nobody-made", "1.0")
    checks = {c.name: c for c in doctor()}
    assert "is older than 999.1" in checks["tornado"].sentence
    assert checks["a-package-nobody-made"].sentence.startswith("a-package-nobody-made is missing")
    assert not checks["tornado"].ok and not checks["a-package-nobody-made"].ok


def test_words_that_cannot_be_read_are_the_first_thing_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "words" / "en").mkdir(parents=True)
    (tmp_path / "words" / "en" / "home.toml").write_text("not = = toml")
    monkeypatch.setenv("WORKBENCH_TEMPLATES", str(tmp_path))
    (check,) = doctor()
    assert (check.name, check.ok) == ("words", False)
    assert "home.toml" in check.sentence
