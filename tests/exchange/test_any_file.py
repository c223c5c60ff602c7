"""Whatever a file holds, the answer is a map or a sentence."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.errors import Refused
from workbench.exchange import MapFile
from workbench.exchange.child import answer
from workbench.exchange.reading import Reading
from workbench.exchange.story_file import StoryChoices
from workbench.exchange.story_parts import parts_in
from workbench.exchange.story_reader import stories_in
from workbench.model.prompts import words

SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 5), st.floats(), st.text(max_size=8), st.sampled_from("ABC")
)
VALUES = st.recursive(
    SCALARS,
    lambda inside: st.one_of(
        st.lists(inside, max_size=3), st.dictionaries(st.sampled_from(["x", "id", "label"]), inside)
    ),
    max_leaves=5,
)
KEYS = ("id", "_id", "label", "name", "type", "tags", "attributes", "position", "from", "to", "direction", "weight")
MORE_KEYS = ("element", "connection", "elements", "connections", "relationships", "influence", "delayed", "x")
ROWS = st.lists(st.dictionaries(st.sampled_from((*KEYS, *MORE_KEYS)), VALUES, max_size=6), max_size=4)
FILES = st.dictionaries(
    st.sampled_from(["elements", "connections", "maps", "loops", "name", "concepts", "info", "groupNames"]),
    st.one_of(ROWS, VALUES),
)
CELLS = st.sampled_from(
    ["From", "To", "Label", "ID", "Type", "weight", "A", "B", "1", "-0,5", "", " ", "|", "A|B", '"', "=x", "\x00"]
)
TABLES = st.lists(st.lists(CELLS, max_size=5), max_size=8)


def answered(path: Path, raw: bytes) -> None:
    path.write_bytes(raw)
    found = answer({"reader": "maps", "path": str(path), "name": path.name, "language": "en", "encoding": None})
    if "made" in found:
        for one in json.loads(json.dumps(found["made"])):
            map = MapFile.from_plain(one)
            keys = {thing.key for thing in map.things}
            assert len(keys) == len(map.things) > 0
            assert all({link.source, link.target} <= keys and link.source != link.target for link in map.links)
            assert all(set(loop.things) <= keys for loop in map.loops)
            assert all(0 < len(thing.name) <= 200 for thing in map.things)
    else:
        assert "refused" in found, found
        assert path.name in found["refused"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FILES)
def test_any_json_is_answered(tmp_path: Path, content: dict[str, Any]) -> None:
    answered(tmp_path / "any.json", json.dumps(content).encode())


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TABLES, st.sampled_from(",;\t"))
def test_any_table_is_answered(tmp_path: Path, rows: list[list[str]], separator: str) -> None:
    answered(tmp_path / "any.csv", "\n".join(separator.join(row) for row in rows).encode())


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_any_bytes_are_answered(tmp_path: Path, raw: bytes) -> None:
    answered(tmp_path / "any.xlsx", raw)


@pytest.fixture
def small_workbook(workbook: Callable[..., bytes]) -> bytes:
    return workbook({"S": [["From", "To", "weight"], ["A", "B", 1], ["B", "C", -0.5]]})


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_damage_to_a_workbook_is_answered(tmp_path: Path, small_workbook: bytes, data: st.DataObject) -> None:
    raw = bytearray(small_workbook)
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    answered(tmp_path / "any.xlsx", bytes(raw))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_slip_inside_a_workbook_is_answered(tmp_path: Path, small_workbook: bytes, data: st.DataObject) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(small_workbook)) as old, zipfile.ZipFile(made, "w") as new:
        names = [name for name in old.namelist() if name.startswith(("xl/w", "xl/s", "[", "_rels"))]
        broken = data.draw(st.sampled_from(names))
        for name in old.namelist():
            part = bytearray(old.read(name))
            if name == broken:
                at = data.draw(st.integers(0, len(part) - 1))
                part[at : at + data.draw(st.integers(0, 30))] = data.draw(
                    st.sampled_from([b"", b"9", b"<x/>", b'"', b"A0"])
                )
            new.writestr(name, bytes(part))
    answered(tmp_path / "any.xlsx", made.getvalue())


# -- stories -----------------------------------------------------------------------------------------------------------

STORY_KEYS = ("id", "type", "title", "content", "labels", "items", "stones", "text", "fragment", "order", "_uuid")
STORY_FILES = st.one_of(
    st.fixed_dictionaries(
        {"signifiers": st.lists(st.dictionaries(st.sampled_from(STORY_KEYS), VALUES, max_size=6), max_size=4)}
    ),
    st.lists(
        st.dictionaries(st.sampled_from(("_uuid", "story_text", "g/t_top", "t_left", "t_right")), VALUES), max_size=4
    ),
    VALUES,
)
STORY_CELLS = st.sampled_from(
    ["Story text", "Story title", "story", "id", "project_id", "server_upload_time", "t_top", "t_left", "t_right",
     "t_na", "q", "q/a", "q/b", "1", "0", "-1", "nan", "1e999", "yes", "; x", "", " ", "3/4/2026", '"', "=x", "\x00",
     "_uuid", "Data column name", "Type", "About", "Short name", "Long name", "Options", "Answers", "Scale", "story|x"]
)  # fmt: skip
STORY_TABLES = st.lists(st.lists(STORY_CELLS, max_size=8), max_size=8)


def stories_answered(*files: tuple[str, bytes]) -> None:
    """A story file, or one sentence that names the file."""
    readings = [Reading(name=name, words=words(), section="story_files") for name, _ in files]
    try:
        parts = [json.loads(json.dumps(parts_in(raw, one))) for (_, raw), one in zip(files, readings, strict=True)]
        found = stories_in(list(zip(parts, readings, strict=True)), StoryChoices())
    except Refused as e:
        assert any(name in str(e) for name, _ in files)
        return
    keys = {one.key for one in found.signifiers}
    assert len(keys) == len(found.signifiers)
    assert len(found.stories) + found.n_refused == found.n_rows
    for story in found.stories:
        for placed in story.answers:
            assert placed.signifier in keys
            shares = (placed.top, placed.left, placed.right)
            assert all(0 <= share <= 1 for share in (*shares, placed.x, placed.y) if share is not None)
            if placed.top is not None and placed.left is not None and placed.right is not None:
                assert abs(placed.top + placed.left + placed.right - 1) < 1e-9


@settings(max_examples=200, deadline=None)
@given(STORY_FILES)
def test_any_json_of_stories_is_answered(content: Any) -> None:
    stories_answered(("any.json", json.dumps(content).encode()))


@settings(max_examples=200, deadline=None)
@given(STORY_TABLES, st.sampled_from(",;\t"), st.booleans())
def test_any_table_of_stories_is_answered(rows: list[list[str]], separator: str, twice: bool) -> None:
    raw = "\n".join(separator.join(row) for row in rows).encode()
    stories_answered(("any.csv", raw), *([("form.csv", raw[::-1])] if twice else []))


@settings(max_examples=100, deadline=None)
@given(STORY_FILES, STORY_TABLES)
def test_any_definition_beside_any_table_is_answered(content: Any, rows: list[list[str]]) -> None:
    table = "\n".join(",".join(row) for row in rows).encode()
    stories_answered(("any.csv", table), ("any.json", json.dumps(content).encode()))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_for_stories_are_answered(raw: bytes) -> None:
    stories_answered(("any.xlsx", raw))
