"""Only the doors make a Released, and whatever draws, prints or sends takes nothing else."""

from __future__ import annotations

import ast
import builtins
import importlib
import inspect
import pkgutil
import sys
import typing
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

import pandas as pd
import pytest

import workbench
from workbench.desk import Answer
from workbench.frames import Audience, Evidence, Finding, Released
from workbench.sharing import release

PACKAGE = Path(workbench.__file__).parent
#: Rooms that show, print or send something. The desk lies between: it asks, releases and draws.
OUTWARD = ("charts", "exchange", "panels", "reports", "server", "cli")
#: The only files that may say the seal's name.
KEEPERS = ("frames.py", "sharing/release.py")

#: A Released, and the desk's answer that wraps one.
CARRIERS = (Released, Answer)
#: What of the desk gives evidence or a finding, and why it may.
OF_THE_DESK = {
    "workbench.desk.answer.Answer.finding": "the finding inside its Released, read only",
    "workbench.desk.reading.Reading.evidence": "rows consent was applied to, such as desk.stories() gives",
}

F = TypeVar("F", bound=Finding)


def modules(*rooms: str) -> Iterator[ModuleType]:
    for room in rooms:
        there = PACKAGE / room
        if there.is_dir():
            names = [f"workbench.{room}.{m.name}" for m in pkgutil.walk_packages([str(there)])]
            yield from map(importlib.import_module, names)
        else:
            yield importlib.import_module(f"workbench.{room}")


def public_functions(module: ModuleType) -> Iterator[tuple[str, Callable[..., Any]]]:
    """The functions of a module, and the methods of its classes, that others may call."""
    for name, value in vars(module).items():
        if name.startswith("_") or getattr(value, "__module__", None) != module.__name__:
            continue
        if inspect.isfunction(value):
            yield f"{module.__name__}.{name}", value
        elif inspect.isclass(value):
            for method, held in vars(value).items():
                function = held.fget if isinstance(held, property) else getattr(held, "__func__", held)
                if inspect.isfunction(function) and (not method.startswith("_") or method == "__init__"):
                    yield f"{module.__name__}.{name}.{method}", function


class Outside(type):
    """Stands for a type of an outside package that only type checkers import; it is never a finding."""

    def __getattr__(cls, name: str) -> type:
        return cls

    def __getitem__(cls, parts: object) -> type:
        return cls


class Names(dict[str, Any]):
    """What a name in an annotation means: as its module has it, or as the house knows it."""

    def __init__(self, function: Callable[..., Any]) -> None:
        super().__init__()
        self._here = {**vars(builtins), **function.__globals__}

    def __missing__(self, name: str) -> Any:
        if name in self._here:
            return self._here[name]
        house = (vars(m) for known, m in sorted(sys.modules.items()) if known.startswith("workbench."))
        return next((names[name] for names in house if name in names), Outside(name, (), {}))


def hints(function: Callable[..., Any]) -> dict[str, Any]:
    """The types of a function's parameters and of what it gives, also where only type checkers import them."""
    return typing.get_type_hints(function, localns=Names(function))


def unreleased(hint: Any) -> bool:
    """Whether a type lets through evidence or a finding that no door has seen."""
    if typing.get_origin(hint) in CARRIERS or hint in CARRIERS:
        return False
    if isinstance(hint, TypeVar):
        return unreleased(hint.__bound__)
    if inspect.isclass(hint) and issubclass(hint, Finding | Evidence):
        return True
    return any(unreleased(part) for part in typing.get_args(hint))


def let_through(function: Callable[..., Any]) -> list[str]:
    return [name for name, hint in hints(function).items() if unreleased(hint)]


@pytest.mark.slow
def test_the_seal_is_named_by_the_doors_alone() -> None:
    named = []
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            words = (getattr(node, "id", None), getattr(node, "attr", None), getattr(node, "value", None))
            imported = [a.name for a in node.names] if isinstance(node, ast.ImportFrom) else []
            if "_SEAL" in [*(w for w in words if isinstance(w, str)), *imported]:
                named.append(file.relative_to(PACKAGE).as_posix())
    assert tuple(dict.fromkeys(named)) == KEEPERS


def test_what_shows_prints_or_sends_takes_released_findings_only() -> None:
    seen, wrong = 0, []
    assert list(modules("patterns"))  # so that every finding is known by its name
    for module in modules(*OUTWARD):
        for name, function in public_functions(module):
            seen += 1
            wrong += [f"{name}({parameter})" for parameter in let_through(function)]
    assert seen > 20
    assert wrong == []


def test_every_chart_of_a_question_takes_its_released_answer() -> None:
    """A chart that took a bare table would be a way round."""
    drawn = {}
    for module in modules("charts"):
        question = module.__name__.rpartition(".")[2]
        function = vars(module).get(question)
        if inspect.isfunction(function) and importlib.util.find_spec(f"workbench.patterns.{question}"):
            first = next(iter(inspect.signature(function).parameters))
            drawn[question] = typing.get_origin(hints(function)[first]) is Released
    assert drawn
    assert {question for question, takes in drawn.items() if not takes} == set()


def test_the_desk_gives_nothing_else_away_unreleased() -> None:
    found = [name for m in modules("desk") for name, f in public_functions(m) if unreleased(hints(f).get("return"))]
    assert found == list(OF_THE_DESK)


class Asked(Finding):
    """A finding of these tests."""


def takes_a_finding(finding: Asked) -> None:
    """Would be a hole."""


def takes_one_of_many(*, rows: list[tuple[str, Asked | None]]) -> None:
    """Would be a hole."""


def takes_any(finding: F) -> None:
    """Would be a hole."""


def takes_evidence(evidence: Evidence) -> None:
    """Would be a hole."""


def takes_released(released: Released[Asked], *, others: list[Released[Asked]], title: str) -> None:
    """Is as it should be."""


@pytest.mark.parametrize(
    ("function", "found"),
    [
        (takes_a_finding, ["finding"]),
        (takes_one_of_many, ["rows"]),
        (takes_any, ["finding"]),
        (takes_evidence, ["evidence"]),
        (takes_released, []),
    ],
)
def test_the_test_itself_sees_a_hole(function: Callable[..., Any], found: list[str]) -> None:
    assert let_through(function) == found


@pytest.fixture
def finding() -> Finding:
    return Finding(audience=Audience.public(), table=pd.DataFrame({"name": ["rent arrears"]}))


@pytest.mark.parametrize("seal", [None, object(), "_SEAL", True])
def test_nothing_else_makes_a_released(finding: Finding, seal: object) -> None:
    with pytest.raises(TypeError, match=r"only workbench\.sharing\.release\(\) makes a Released"):
        Released(finding=finding, profile="own", notes=(), seal=seal)


def test_no_other_finding_is_put_into_a_released(finding: Finding) -> None:
    released = release(finding)
    with pytest.raises(ValueError, match="seal"):
        replace(released, finding=finding)
    with pytest.raises(AttributeError):
        released.finding = finding  # type: ignore[misc]  # the point of the test
    assert not hasattr(released, "seal")
