from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.errors import Refused
from workbench.exchange import read_map, read_maps
from workbench.exchange.read_safely import _answer, read_safely, surroundings
from workbench.exchange.reading import Reading
from workbench.model.prompts import words

WORDS = words()


def test_a_map_comes_back_from_the_child(tmp_path: Path) -> None:
    path = tmp_path / "links.csv"
    path.write_text("From,To\nTrust,Time\n")
    found = read_map(path, words=WORDS)
    assert (found.name, len(found.things), len(found.links)) == ("links", 2, 1)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"There is no file “gone\.csv”") as refused:
        read_map(tmp_path / "gone.csv", words=WORDS)
    assert refused.value.field == "path"
    with pytest.raises(Refused, match="is a folder"):
        read_map(tmp_path, words=WORDS)


@pytest.mark.slow
def test_several_maps_ask_for_a_choice(tmp_path: Path) -> None:
    path = tmp_path / "people.json"
    elements = '[{"_id": "1", "attributes": {"label": "A"}}]'
    maps = ",".join(
        f'{{"name": "{name}", "elements": [{{"element": "1"}}], "connections": []}}' for name in ("Ann", "Bob")
    )
    path.write_text(f'{{"elements": {elements}, "connections": [], "maps": [{maps}]}}')

    assert [one.name for one in read_maps(path, words=WORDS)] == ["Ann", "Bob"]
    assert read_map(path, words=WORDS, choose_map="bob").name == "Bob"
    with pytest.raises(Refused) as refused:
        read_map(path, words=WORDS)
    assert str(refused.value) == "“people.json” holds 2 maps: “Ann”, “Bob”. Choose one of them by its name."
    assert refused.value.field == "map"
    with pytest.raises(Refused, match="holds no map called “Cat”"):
        read_map(path, words=WORDS, choose_map="Cat")


@pytest.mark.slow
def test_a_file_that_needs_too_much_memory_ends_the_child_only(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:  # one wide character makes Python keep each of the others in four bytes
        file.write("From,To\n👩,".encode())
        file.writelines(b"a" * 1_000_000 for _ in range(150))
    with pytest.raises(Refused, match=r"“huge\.csv” needs more memory than one file may take"):
        read_map(path, words=WORDS)


def test_the_child_knows_nothing_of_our_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBENCH_KEY", "marker")
    monkeypatch.setenv("WORKBENCH_STORE", "postgresql://marker")
    assert "marker" not in " ".join(surroundings().values())


def test_a_reader_that_breaks_is_answered_in_words(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("x")
    with pytest.raises(Refused, match=r"“a\.csv” could not be read, for a reason that was not foreseen"):
        read_safely("no such reader", path, words=WORDS)


def test_the_child_waits_for_no_large_library() -> None:
    script = (
        "import sys, workbench.exchange.child, workbench.exchange.map_reader;"
        "print([m for m in ('pandas', 'numpy', 'altair', 'networkx', 'openpyxl', 'sqlalchemy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_child_that_ran_out_of_time_is_answered_in_words() -> None:
    """The 30 seconds themselves are the system's work; here only what is said when it ends the child."""
    reading = Reading(name="slow.json", words=WORDS)
    ended = subprocess.CompletedProcess[bytes](args=[], returncode=-signal.SIGXCPU, stdout=b"", stderr=b"")
    with pytest.raises(Refused) as refused:
        _answer(ended, reading)
    assert str(refused.value) == (
        "“slow.json” was given up after 30 seconds of work. Save only the map from it, and choose that file."
    )
