"""The door on the way out: the only maker of a Released."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, TypeVar

import pandas as pd

from workbench.errors import NotAllowed
from workbench.frames import _SEAL, Finding, Released
from workbench.model.prompts import words
from workbench.sharing.disclosure import cells, disclosed
from workbench.sharing.ledger import Ledger
from workbench.sharing.profile import OWN, Profile, profile_for
from workbench.sharing.total import published_sum

__all__ = ["release"]

F = TypeVar("F", bound=Finding)
#: The sentences are ``sharing.note.<key>``, in this order beside a table.
_NOTES = (
    "small_hidden",
    "rounded",
    "totals_are_sums",
    "small_base",
    "amount_hidden",
    "rows_left_out",
    "people_hidden",
    "all_in_one",
)
#: Where a table hides something, a true or rounded number of all could give it away.
_HIDING = {"small_hidden", "rows_left_out"}


def release(finding: F, *, ledger: Ledger | None = None) -> Released[F]:
    """The finding as its audience may see it: all of it within a team, by the site's disclosure profile beyond.

    Every table of the finding is released by what its class declares (``counts`` and the others, see
    ``sharing/disclosure.py``): each count column becomes a nullable whole number, missing where it is hidden, and is
    followed by ``<column>_shown``, its text. ``n_people`` is hidden or rounded as a count is; where anything else is
    hidden it is the sum of the published cells of ``people_column``, or missing, for a true or rounded total gives
    cells away. ``people`` stays behind. The finding given is left as it is, and cannot be reached from the Released.

    Parameters
    ----------
    finding
        What a question found.
    ledger
        Earlier releases; where given, a release that differs from one of them by a few people is refused. Keep
        ``ledger.noted(finding)`` afterwards.

    Raises
    ------
    NotAllowed
        When an earlier release and this one together would give a few people away.
    """
    profile = profile_for(finding.audience)
    if ledger is not None and finding.audience.wide:
        _refuse_differences(finding, ledger)
    rules = type(finding)
    tables = {f.name: getattr(finding, f.name) for f in fields(finding)}
    done = {n: disclosed(t, rules=rules, profile=profile) for n, t in tables.items() if isinstance(t, pd.DataFrame)}
    notes: set[str] = set().union(*(d.notes for d in done.values()))
    numbers: dict[str, int | None] = {
        n: tables[n] for n in ("n_people", *rules.counts) if isinstance(tables.get(n), int)
    }
    if profile is not OWN:
        numbers = {n: None if notes & _HIDING else _number(v, profile) for n, v in numbers.items()}
        if "n_people" in numbers and rules.people_column and notes & _HIDING:
            numbers["n_people"] = published_sum(done["table"].table, column=rules.people_column, rules=rules)
        if None in numbers.values():
            notes.add("people_hidden")
    changed: dict[str, Any] = {**{n: d.table for n, d in done.items()}, **numbers, "people": None}
    return Released(
        finding=replace(finding, **changed),
        profile=profile.name,
        notes=tuple(f"sharing.note.{key}" for key in _NOTES if key in notes),
        seal=_SEAL,
    )


def _number(value: int | None, profile: Profile) -> int | None:
    published = cells(pd.Series([value]), profile=profile).iloc[0]
    return None if pd.isna(published) else int(published)


def _refuse_differences(finding: Finding, ledger: Ledger) -> None:
    clashes = ledger.check(finding)
    if clashes:
        first = clashes[0]
        raise NotAllowed(words().say("sharing.ledger.few_apart", n=len(clashes), earlier=first.earlier.audience.name))
