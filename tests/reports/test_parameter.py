from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from workbench.errors import Refused
from workbench.reports.parameter import Declared, checked, declared, typed

if TYPE_CHECKING:
    from tests.reports.conftest import MakeNotebook

CELL = """\
system: str = "harbour"  # Whose report
weeks: int = 4
share: float = 0.5
plain: bool = False
since: str = ""
untyped = 3
"""


@pytest.fixture
def choices(make_notebook: MakeNotebook) -> dict[str, Declared]:
    return declared(make_notebook(parameters=CELL))


def test_a_parameters_cell_is_read_with_types_defaults_and_help(choices: dict[str, Declared]) -> None:
    assert choices["system"] == Declared("system", "str", '"harbour"', "Whose report")
    assert [c.type_name for c in choices.values()] == ["str", "int", "float", "bool", "str", "None"]


def test_declared_values_of_their_type_pass_unchanged(choices: dict[str, Declared]) -> None:
    given = {"system": "it's “ours” <b>", "weeks": 3, "share": 1, "plain": True, "since": "2026-03-31"}
    assert checked(choices, given, notebook="tiny") == given


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (
            {"team": "harbour"},
            "“tiny” has no parameter “team”. It has: plain, share, since, system, untyped, weeks.",
        ),
        (
            {"system = 1; import os": "x"},
            "“tiny” has no parameter “system = 1; import os”. It has: plain, share, since, system, untyped, weeks.",
        ),
        ({"weeks": "4"}, '“weeks” of “tiny” takes a whole number, not "4".'),
        ({"weeks": True}, "“weeks” of “tiny” takes a whole number, not true."),
        ({"weeks": 4.5}, "“weeks” of “tiny” takes a whole number, not 4.5."),
        ({"plain": 1}, "“plain” of “tiny” takes true or false, not 1."),
        ({"system": Path("harbour")}, "“system” of “tiny” takes text, not PosixPath."),
        ({"since": "31/03/2026"}, "“since” takes a day such as 2026-03-31, not “31/03/2026”."),
        (
            {"untyped": 4},
            "“untyped” of “tiny” has no type that can be checked. "
            "Annotate it in the parameters cell as str, int, float or bool.",
        ),
    ],
)
def test_anything_else_is_refused_with_a_sentence(
    choices: dict[str, Declared], given: dict[str, object], sentence: str
) -> None:
    with pytest.raises(Refused) as refused:
        checked(choices, given, notebook="tiny")
    assert str(refused.value) == sentence
    assert refused.value.field == next(iter(given))


def test_text_of_a_command_line_is_read_as_the_type_declared(choices: dict[str, Declared]) -> None:
    given = {"system": "12", "weeks": "12", "share": "0.25", "plain": "True", "other": "1"}
    assert typed(choices, given) == {"system": "12", "weeks": 12, "share": 0.25, "plain": True, "other": "1"}
    odd = {"weeks": "twelve", "share": "nan", "plain": "yes"}
    assert typed(choices, odd) == odd


def test_a_notebook_that_is_not_there_is_refused_naming_those_that_are(make_notebook: MakeNotebook) -> None:
    here = make_notebook(parameters=CELL, name="learning_report")
    with pytest.raises(Refused, match=r"There is no notebook “learnin_report”\. There are: learning_report\."):
        declared(here.with_name("learnin_report.ipynb"))


def test_a_file_that_is_no_notebook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "odd.ipynb").write_text("not json", encoding="utf-8")
    with pytest.raises(Refused, match=r"“odd\.ipynb” cannot be read as a notebook"):
        declared(tmp_path / "odd.ipynb")
