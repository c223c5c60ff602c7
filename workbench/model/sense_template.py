"""Lenses and plans of a session, read from ``templates/``: users reword, translate and add their own.

``templates/lenses/<language>/<lens>.toml`` holds the prompts of a lens, ``templates/plans/<language>/<plan>.toml`` the
steps of a plan. What a language lacks falls back to English.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.errors import Refused
from workbench.model.form_file import FIRST_LANGUAGE, named, read_toml
from workbench.model.sense_session import PlanStep
from workbench.places import templates

__all__ = ["Lens", "LensPrompt", "SessionPlan", "lenses", "plans", "scaled"]

_NAME = re.compile(r"^[A-Za-z0-9][A-Za-z0-9_]{0,60}$")
#: The usual unit of a plan, in minutes; a plan with more steps than fit is cut into single minutes.
_UNIT = 5
_SHORTEST, _LONGEST = 1, 480


@dataclass(frozen=True)
class LensPrompt:
    """What a lens asks; ``more`` is for whoever facilitates."""

    title: str
    ask: str
    more: str = ""


@dataclass(frozen=True)
class Lens:
    """Some prompts through which a group looks; a ``quiet`` one is a card for oneself, not for the wall."""

    id: str
    title: str
    lead: str
    quiet: bool
    prompts: tuple[LensPrompt, ...]


@dataclass(frozen=True)
class SessionPlan:
    """Where a facilitator begins: steps, each with its share of the time."""

    id: str
    title: str
    lead: str
    steps: tuple[PlanStep, ...]


def lenses(language: str = FIRST_LANGUAGE) -> tuple[Lens, ...]:
    """The lenses, in the order of their titles. Raises Refused where a file cannot be followed, naming it."""
    return _lenses(templates(), _known(language))


def plans(language: str = FIRST_LANGUAGE) -> tuple[SessionPlan, ...]:
    """The plans, in the order of their titles. Raises Refused where a file cannot be followed, naming it."""
    return _plans(templates(), _known(language))


def scaled(steps: Sequence[PlanStep], minutes: int) -> tuple[PlanStep, ...]:
    """The same steps in so many minutes: each keeps its share, in units of five minutes, none shorter than one unit.

    What rounding leaves over goes to the steps it took most from (largest remainder), so that the sum is exact; minutes
    that are no multiple of five are spent on the longest step. Where there are more steps than units, the unit is one
    minute. No steps stay none.

    >>> [s.minutes for s in scaled([PlanStep(title="Look", minutes=10), PlanStep(title="Talk", minutes=30)], 60)]
    [15, 45]
    """
    if not steps:
        return ()
    minutes = max(min(minutes, _LONGEST), len(steps) * _SHORTEST)
    unit = _UNIT if len(steps) * _UNIT <= minutes else _SHORTEST
    units = minutes // unit
    whole = sum(step.minutes for step in steps)
    wanted = [step.minutes / whole * units for step in steps]
    given = [max(int(share), 1) for share in wanted]
    while sum(given) != units:
        more = 1 if sum(given) < units else -1
        open_to = [at for at, n in enumerate(given) if more > 0 or n > 1]
        at = max(open_to, key=lambda n: (more * (wanted[n] - given[n]), -n))
        given[at] += more
    made = [n * unit for n in given]
    made[made.index(max(made))] += minutes - sum(made)
    return tuple(step.model_copy(update={"minutes": n}) for step, n in zip(steps, made, strict=True))


# -- reading -----------------------------------------------------------------------------------------------------------
def _known(language: str) -> str:
    return language if language.replace("-", "").isalnum() else FIRST_LANGUAGE


@functools.cache
def _lenses(folder: Path, language: str) -> tuple[Lens, ...]:
    made = []
    for name, (where, said) in _files(folder / "lenses", language).items():
        file = _File(where, said)
        prompts = file.parts("prompt", {"title", "ask"}, {"more"})
        quiet = said.get("quiet", False)
        file.needs(isinstance(quiet, bool), "“quiet” should be true or false")
        asked = tuple(LensPrompt(**prompt) for prompt in prompts)
        made.append(Lens(name, file.words("title"), file.words("lead"), quiet, asked))
    return tuple(sorted(made, key=lambda lens: lens.title.casefold()))


@functools.cache
def _plans(folder: Path, language: str) -> tuple[SessionPlan, ...]:
    made = []
    for name, (where, said) in _files(folder / "plans", language).items():
        file = _File(where, said)
        steps = file.parts("step", {"title"}, {"text"}, numbers={"minutes"})
        planned = tuple(PlanStep(**step) for step in steps)
        made.append(SessionPlan(name, file.words("title"), file.words("lead"), planned))
    return tuple(sorted(made, key=lambda plan: plan.title.casefold()))


def _files(folder: Path, language: str) -> dict[str, tuple[str, dict[str, Any]]]:
    """By name what the files of a language say over those of English, and where the uppermost one lies."""
    found: dict[str, tuple[str, dict[str, Any]]] = {}
    for tag in dict.fromkeys((FIRST_LANGUAGE, language.partition("-")[0], language)):
        for path in sorted((folder / tag).glob("*.toml")):
            where, said = named(path), read_toml(path)
            if not _NAME.match(path.stem):
                raise Refused(f"{where} cannot be used: name the file with letters, digits and _ only.")
            found[path.stem] = (where, {**found.get(path.stem, ("", {}))[1], **said})
    return found


@dataclass(frozen=True)
class _File:
    """One file, looked over while it is read."""

    where: str
    said: Mapping[str, Any]

    def needs(self, is_so: bool, why: str) -> None:
        if not is_so:
            raise Refused(f"{self.where} cannot be used: {why}.")

    def words(self, key: str) -> str:
        found = self.said.get(key, "")
        self.needs(isinstance(found, str) and bool(found.strip()), f"“{key}” is missing; write it in quotes")
        return str(found).strip()

    def parts(
        self, name: str, needed: set[str], may: set[str], *, numbers: frozenset[str] | set[str] = frozenset()
    ) -> list[dict[str, Any]]:
        """The tables [[name]], each with the words it needs and may have, and its whole numbers."""
        listed = self.said.get(name, [])
        self.needs(isinstance(listed, list) and bool(listed), f"it has no [[{name}]]; add at least one")
        for n, part in enumerate(listed, start=1):
            here = f"in [[{name}]] number {n}"
            self.needs(isinstance(part, dict), f"{here} there is no table")
            for key in (*sorted(needed), *sorted(numbers)):
                self.needs(key in part, f"{here} “{key}” is missing")
            for key, value in part.items():
                if key in numbers:
                    fits = isinstance(value, int) and not isinstance(value, bool) and _SHORTEST <= value <= _LONGEST
                    self.needs(fits, f"{here} “{key}” should be a whole number from {_SHORTEST} to {_LONGEST}")
                    continue
                self.needs(key in needed | may, f"{here} “{key}” is not known")
                self.needs(isinstance(value, str) and bool(value.strip()), f"{here} “{key}” should be words in quotes")
        return [dict(part) for part in listed]
