from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from workbench.errors import Refused
from workbench.exchange import read_map, read_maps
from workbench.exchange.read_safely import read_safely
from workbench.model.prompts import words

WORDS = words()


def test_a_map_comes_back_from_the_child(tmp_path: Path) -> None:
    path = tmp_path / "links.csv"
    path.write_text("From,To\nTrust,Time\n")
    found = read_map(path, words=WORDS)
    assert (found.name, len(found.things), len(found.links)) == ("links", 2, 1)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="There is no file “gone.csv”") as refused:
        read_map(tmp_path / "gone.csv", words=WORDS)
    assert refused.value.field == "path"
    with pytest.raises(Refused, match="is a folder"):
        read_map(tmp_path, words=WORDS)


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


def test_a_file_that_needs_too_much_memory_ends_the_child_only(tmp_path: Path) -> None:
    path = tmp_path / "huge.json"
    with path.open("w") as file:  # 90 MB of text that needs several GB as objects
        file.write('{"elements": [')
        file.write(",".join(['{"label":[[],[],[],[],[],[],[],[]]}'] * 2_500_000))
        file.write("]}")
    with pytest.raises(Refused, match="“huge.json” needs more memory than one file may take"):
        read_map(path, words=WORDS)


def test_the_child_knows_nothing_of_our_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from workbench.exchange import read_safely as module

    monkeypatch.setenv("WORKBENCH_KEY", "marker")
    monkeypatch.setenv("WORKBENCH_STORE", "postgresql://marker")
    assert "marker" not in " ".join(module._surroundings().values())


def test_a_reader_that_breaks_is_answered_in_words(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("x")
    with pytest.raises(Refused, match="“a.csv” could not be read, for a reason that was not foreseen"):
        read_safely("no such reader", path, words=WORDS)


def test_the_child_waits_for_no_large_library() -> None:
    script = (
        "import sys, workbench.exchange.child, workbench.exchange.map_reader;"
        "print([m for m in ('pandas', 'numpy', 'altair', 'networkx', 'openpyxl', 'sqlalchemy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
