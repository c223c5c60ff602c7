"""Contacts and what they cost, added up before and after: the arithmetic several questions about case files share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from workbench.errors import Refused
from workbench.frames import Evidence, Finding, Picked, Tally
from workbench.patterns.contact_tally import tally_of
from workbench.patterns.observed_time import observed, people_looked_at, quarter_days

__all__ = [
    "NOT_SAID",
    "TOTAL",
    "AroundTheDay",
    "around_the_day",
    "before_and_after",
    "contacts_by",
    "quarters_around",
    "said_apart",
    "where_observed",
    "with_pounds",
    "worked_out_in",
]

#: The word for a total row; no agency and no activity can have an empty name.
TOTAL = ""
#: What stands for the contacts of which nobody said it.
NOT_SAID = "not_said"

_SUMS = ("n", "n_people", "quantity", "n_priced", "cost_pounds", "two_largest")
_PHASES = ("before", "after")


@dataclass(frozen=True, kw_only=True)
class AroundTheDay(Finding):
    """What several questions tell of the people they look at, round the day the new way of working began for each.

    ``n_people`` were observed for at least a part of the quarters asked about: ``n_observed`` of them for all of it,
    ``n_partly`` not. ``n_without_day`` others have no such day, so none of their contacts is counted.
    """

    n_observed: int | None
    n_partly: int | None
    n_without_day: int | None


def around_the_day(evidence: Evidence, picked: Picked) -> dict[str, Any]:
    """What :class:`AroundTheDay` begins with, for the quarters that were picked."""
    cases = people_looked_at(evidence, picked)
    first, last = picked.quarters or (0, 0)
    wholly, partly = observed(cases, quarter_days(cases, first, last), on=evidence.on)
    return {
        "audience": evidence.audience,
        "n_people": wholly + partly,
        "n_observed": wholly,
        "n_partly": partly,
        "n_without_day": int(cases["way_from"].isna().sum()),
    }


def quarters_around(before: int, after: int, picked: Picked | None = None) -> Picked:
    """The choice, narrowed to so many quarters before and after; one that was narrower stays as narrow."""
    first, last = -before, after - 1
    chosen = picked or Picked()
    if chosen.quarters is not None:
        first, last = max(first, chosen.quarters[0]), min(last, chosen.quarters[1])
    return replace(chosen, quarters=(first, last))


def contacts_by(evidence: Evidence, *by: str, picked: Picked | None = None) -> pd.DataFrame:
    """A tally with its costs in pounds (see :func:`with_pounds`).

    One that was read by exactly these columns is taken to have been read for what was picked.
    """
    as_read = Tally(by).name in evidence.tables
    return with_pounds(tally_of(evidence, *by, picked=None if as_read else picked))


def with_pounds(tally: pd.DataFrame) -> pd.DataFrame:
    """A tally with cost_pounds (missing where no cost is known) and two_largest (0–1; 1 where nothing was paid)."""
    pounds = tally["cost_pence"].astype("float64").div(100).mask(tally["n_priced"] == 0)
    pence = tally["cost_pence"].astype("float64")
    largest = (tally["cost_two_largest_pence"].astype("float64") / pence.mask(pence == 0)).mask(pence == 0, 1.0)
    return tally.assign(cost_pounds=pounds, two_largest=largest)


def before_and_after(evidence: Evidence, key: str, *, picked: Picked, also: Iterable[str] = ()) -> pd.DataFrame:
    """Contacts before and after, by agency or activity in the order of the alphabet, and all together last.

    Columns: the key (:data:`TOTAL` in the last row), then n, n_people, quantity, n_priced, cost_pounds (missing where
    there were contacts and no cost is known) and two_largest, each with ``_before`` and ``_after``. ``also`` names
    rows that are there even without a contact. No contacts and no names give no rows.

    Raises
    ------
    Refused
        Where quarters of one side only were picked: nobody looked at the other, which is not none.
    """
    first, last = picked.quarters or (-1, 0)
    if first >= 0 or last < 0:
        raise Refused(
            "Before and after are compared here, so pick quarters on both sides of the start, such as -4 to 3. "
            f"Picked were {first} to {last}.",
            field="quarters",
        )
    single = contacts_by(evidence, key, "phase", picked=picked)
    single = single[single["phase"].notna()]
    names = sorted({*single[key], *also}, key=lambda name: (name.casefold(), name))
    together = contacts_by(evidence, "phase", picked=picked).assign(**{key: TOTAL})
    both = pd.concat([single, together[together["phase"].notna()]], ignore_index=True)
    made = pd.DataFrame({key: pd.Series([*names, TOTAL] if names else [], dtype="str")})
    for name in _SUMS:
        for phase in _PHASES:
            of_phase = both[both["phase"] == phase].set_index(key)[name]
            none = made[key].map(lambda word, there=of_phase.index: word not in there).astype("bool")
            made[f"{name}_{phase}"] = made[key].map(of_phase).astype(of_phase.dtype).mask(none, 0)
    return made


def where_observed(tally: pd.DataFrame, frame: pd.DataFrame, *, key: str, named: str | None = None) -> pd.DataFrame:
    """The sums of a tally beside the stretches of time of a frame, which tells n_observed and n_partly of each.

    ``key`` is the frame's column, ``named`` the tally's (the same where it is not given). 0 where there were no
    contacts, missing where nobody was observed.
    """
    made = frame.copy()
    nobody = ((frame["n_observed"] == 0) & (frame["n_partly"] == 0)).astype("bool")
    sums = tally[tally[named or key].notna()].set_index(named or key)
    for name in _SUMS:
        none = ~made[key].isin(sums.index)
        made[name] = made[key].map(sums[name]).astype(sums[name].dtype).mask(none, 0).mask(nobody)
    return made


def said_apart(
    tally: pd.DataFrame, frame: pd.DataFrame, *, keys: Sequence[str], of: str, words: Sequence[str]
) -> pd.DataFrame:
    """Contacts told apart by what was said of them, beside the rows of a frame.

    Adds for each word, and for :data:`NOT_SAID`, ``n_<word>`` and ``n_people_<word>``; n_said (those where it was
    said), n (all) and share (the first word's, of those where it was said; missing where there are none). 0 where the
    frame has a row and the tally none.
    """
    said = tally.assign(**{of: tally[of].astype("object").where(tally[of].notna(), NOT_SAID)})
    made = frame.copy()
    for word in (*words, NOT_SAID):
        of_word = said[said[of] == word][[*keys, "n", "n_people"]]
        renamed = of_word.rename(columns={"n": f"n_{word}", "n_people": f"n_people_{word}"})
        made = made.merge(renamed, on=list(keys), how="left")
        there = [f"n_{word}", f"n_people_{word}"]
        made[there] = made[there].fillna(0).astype("Int64")
    made["n_said"] = sum(made[f"n_{word}"] for word in words)
    made["n"] = made["n_said"] + made[f"n_{NOT_SAID}"]
    base = made["n_said"].astype("float64")
    made["share"] = made[f"n_{words[0]}"].astype("float64") / base.mask(base == 0)
    return made


def worked_out_in(table: pd.DataFrame, rules: type[Finding]) -> pd.DataFrame:
    """The table with the columns a finding declares as worked out of others."""
    made = table.copy()
    for column, how in rules.worked_out.items():
        made[column] = how(made)
    return made
