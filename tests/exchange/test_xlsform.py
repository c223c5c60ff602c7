"""The form for telephones: a workbook as XLSForm has it, which comes back as the questions it was made of."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from workbench.exchange.story_file import StoryFile
from workbench.exchange.survey_form import form_of_set
from workbench.exchange.xlsform import FormFace, form_workbook
from workbench.model import Signifier
from workbench.model.prompts import words

ASKED = (
    Signifier(key="2e9d-why", signifier_kind="triad", title="About ${name}", labels=("=time", "people", "rules")),
    Signifier(key="pace", signifier_kind="dyad", title="It went", labels=("too slowly", "too fast"),
              may_not_apply=False),
    Signifier(key="who", signifier_kind="stones", title="Who?", labels=("Family", "Office"),
              axes=("far", "near", "harder", "easier")),
    Signifier(key="place", signifier_kind="choice", title="Which?", labels=("18 to 34", "18-to-34", "Über 34")),
    Signifier(key="feel", signifier_kind="several", title="You feel", labels=("glad", "sad")),
    Signifier(key="old", signifier_kind="dyad", title="No longer asked", labels=("a", "b"), asked=False),
)  # fmt: skip
FACE = FormFace(
    version="20260504", scopes={"team": "Team", "place": "Place", "public": "Everybody"}, opening="What now?"
)


@pytest.fixture(scope="module")
def content() -> bytes:
    return form_workbook(form_of_set("The quay & more", ASKED), face=FACE, words=words())


@pytest.fixture(scope="module")
def sheets(content: bytes) -> dict[str, list[dict[str, Any]]]:
    """The rows of each sheet by column; what is blank is left out."""
    made = {}
    for sheet in openpyxl.load_workbook(io.BytesIO(content)):
        head, *rows = sheet.iter_rows(values_only=True)
        made[sheet.title] = [{str(k): v for k, v in zip(head, row, strict=True) if v is not None} for row in rows]
    return made


def test_the_sheets_and_their_columns_are_those_of_xlsform(sheets: dict[str, list[dict[str, Any]]]) -> None:
    assert list(sheets) == ["survey", "choices", "settings"]
    assert sheets["settings"] == [
        {"form_title": "The quay & more", "form_id": "the_quay_more", "version": "20260504",
         "default_language": "English (en)"},
    ]  # fmt: skip
    known = {"type", "name", "label::English (en)", "hint::English (en)", "required", "constraint",
             "constraint_message::English (en)", "relevant", "appearance", "parameters"}  # fmt: skip
    assert {key for row in sheets["survey"] for key in row} == known
    assert {key for row in sheets["choices"] for key in row} == {"list_name", "name", "label::English (en)"}


def test_a_form_reader_can_follow_it(sheets: dict[str, list[dict[str, Any]]]) -> None:
    """Names XML takes and that stand once; groups that close; lists and questions that are there when named."""
    survey = sheets["survey"]
    names = [row["name"] for row in survey if row["type"] != "end_group"]
    assert len({name.casefold() for name in names}) == len(names)
    assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_.-]*", name) for name in names)
    opened: list[str] = []
    for row in survey:
        if row["type"] == "begin_group":
            opened.append(row["name"])
        elif row["type"] == "end_group":
            assert opened.pop() == row["name"]
    assert opened == []
    lists = {row["type"].split()[1] for row in survey if row["type"].startswith("select")}
    assert lists == {row["list_name"] for row in sheets["choices"]}
    told = [(row["list_name"], row["name"]) for row in sheets["choices"]]
    assert len(set(told)) == len(told)
    assert not any(" " in name for _, name in told)
    for row in survey:
        for field in ("relevant", "constraint"):
            assert set(re.findall(r"\$\{(\w+)\}", row.get(field, ""))) <= set(names)
    shown = [row for row in survey if row["type"] not in ("start", "end", "today", "end_group")]
    assert all(row.get("label::English (en)") for row in shown)


def test_what_it_asks_and_says(sheets: dict[str, list[dict[str, Any]]]) -> None:
    survey = {row["name"]: row for row in sheets["survey"] if row["type"] != "end_group"}
    label, hint = "label::English (en)", "hint::English (en)"
    assert survey["story_text"][label] == "What now?"
    assert (survey["pace"]["type"], survey["pace"][hint]) == ("range", "0 = too slowly · 100 = too fast")
    assert survey["pace"]["parameters"] == "start=0 end=100 step=5"
    assert survey["q_2e9d_why_group"][label] == "About $ {name}"
    assert survey["q_2e9d_why_right"]["constraint"] == ". + ${q_2e9d_why_top} + ${q_2e9d_why_left} > 0"
    assert survey["q_2e9d_why_top"]["relevant"] == "${q_2e9d_why_na} != 'yes'"
    assert survey["q_2e9d_why_top"][label] == "=time"
    assert (survey["place"]["type"], survey["place_2"]["type"]) == ("text", "select_one place_2")
    assert "old" not in survey
    consent = [(row["name"], row[label]) for row in sheets["choices"] if row["list_name"] == "consent"]
    assert [name for name, _ in consent] == ["team", "place", "public", "no"]


def test_nothing_in_it_is_a_formula(content: bytes) -> None:
    cells = [cell for sheet in openpyxl.load_workbook(io.BytesIO(content)) for row in sheet for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []


def test_it_comes_back_as_the_questions_it_was_made_of(
    read_stories_of: Callable[..., StoryFile], content: bytes
) -> None:
    header = (
        "story_text,q_2e9d_why_top,q_2e9d_why_left,q_2e9d_why_right,q_2e9d_why_na,pace,who_1_x,who_1_y,place_2,feel"
    )
    rows = "One,1,1,2,,40,20,80,18_to_34_2,glad\n"
    file = read_stories_of(("data.csv", f"{header}\n{rows}"), ("form.xlsx", content))
    assert [(s.signifier_kind, s.title, s.labels, s.may_not_apply) for s in file.signifiers] == [
        (s.signifier_kind, s.title.replace("${", "$ {"), s.labels, s.may_not_apply) for s in ASKED if s.asked
    ]
    [story] = file.stories
    assert [(a.top, a.x, a.y, a.item, a.chosen) for a in story.answers] == [
        (0.25, None, None, "", ()), (None, 0.4, None, "", ()), (None, 0.2, 0.8, "Family", ()),
        (None, None, None, "", ("18-to-34",)), (None, None, None, "", ("glad",)),
    ]  # fmt: skip
    assert file.name == "The quay & more"
