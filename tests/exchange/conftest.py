"""Files are read here in this process, as the child does it, in milliseconds; test_read_safely uses the child."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest
import xlsxwriter

from workbench.exchange import MapFile
from workbench.exchange.map_reader import maps_in
from workbench.exchange.reading import Reading
from workbench.exchange.story_file import StoryChoices, StoryFile
from workbench.exchange.story_parts import parts_in
from workbench.exchange.story_reader import stories_in
from workbench.exchange.survey_form import SurveyForm
from workbench.model.prompts import words

Content = bytes | str | dict[str, Any] | list[Any]


def read_content(name: str, content: Content, *, encoding: str | None = None) -> list[MapFile]:
    raw = (
        content
        if isinstance(content, bytes)
        else (content if isinstance(content, str) else json.dumps(content)).encode()
    )
    return [MapFile.from_plain(one) for one in maps_in(raw, Reading(name=name, words=words(), encoding=encoding))]


@pytest.fixture
def read() -> Callable[..., MapFile]:
    """Reads the one map of a file of this name and content."""

    def one(name: str, content: Content, **options: str) -> MapFile:
        maps = read_content(name, content, **options)
        assert len(maps) == 1
        return maps[0]

    return one


@pytest.fixture
def read_all() -> Callable[..., list[MapFile]]:
    return read_content


@pytest.fixture
def workbook() -> Callable[..., bytes]:
    """A workbook whose sheets are given as rows; ``touch`` may do more to a sheet."""

    def make(sheets: dict[str, list[list[Any]]], touch: Callable[[Any, Any], None] | None = None) -> bytes:
        made = io.BytesIO()
        with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
            for name, rows in sheets.items():
                page = book.add_worksheet(name)
                for n, row in enumerate(rows):
                    for column, value in enumerate(row):
                        if value is not None:
                            page.write(n, column, value)
                if touch is not None:
                    touch(book, page)
        return made.getvalue()

    return make


def _raw(content: Content) -> bytes:
    if isinstance(content, bytes):
        return content
    return (content if isinstance(content, str) else json.dumps(content)).encode()


@pytest.fixture
def read_stories_of() -> Callable[..., StoryFile]:
    """Reads the stories of one file, or of a file and its definition, given as (name, content)."""

    def one(*files: tuple[str, Content], known: Sequence[SurveyForm] = (), **choices: Any) -> StoryFile:
        readings = [Reading(name=name, words=words(), section="story_files") for name, _ in files]
        parts = [parts_in(_raw(content), reading) for (_, content), reading in zip(files, readings, strict=True)]
        # between two processes everything is JSON
        plain = json.loads(json.dumps(parts))
        return stories_in(list(zip(plain, readings, strict=True)), StoryChoices(**choices), known=known)

    return one
