"""What tends to follow what? Pairs of contacts that come one after the other in a person's life with services."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

import pandas as pd

from workbench.errors import Refused
from workbench.frames import Evidence, Finding
from workbench.patterns.contact_tally import tally_of

__all__ = ["OF_CONTACTS", "OF_PEOPLE", "TALLIES", "Sequences", "sequences"]

#: The tally this question reads, by what is followed.
TALLIES: Mapping[str, tuple[str, str]] = {
    "activity": ("activity_before", "activity"),
    "agency": ("agency_before", "agency"),
}
#: How much more often than if order did not matter is told from so many contacts of so many people.
OF_CONTACTS, OF_PEOPLE = 5, 3

_COLUMNS = {
    "what_before": "str",
    "what": "str",
    "n": "int64",
    "n_people": "int64",
    "share": "float64",
    "times_expected": "float64",
}


def _times_expected(pairs: pd.DataFrame) -> pd.Series[Any]:
    n, people = pairs["n"].astype("float64"), pairs["n_people"].astype("float64")
    follows, comes = (n.groupby(pairs[key].to_numpy()).transform("sum") for key in ("what_before", "what"))
    return (n * n.sum() / (follows * comes)).where((n >= OF_CONTACTS) & (people >= OF_PEOPLE))


@dataclass(frozen=True, kw_only=True)
class Sequences(Finding):
    """Each contact by what the same person's contact just before it was.

    ``table``: what_before, what (activities, or agencies: ``of`` tells which), n (times), n_people, share (of all that
    follows ``what_before``), times_expected (how many times as often as if order did not matter: n ÷ (all that follow
    ``what_before`` × all times ``what`` follows anything ÷ all pairs); missing below :data:`OF_CONTACTS` times or
    :data:`OF_PEOPLE` people). Activities: what_before in alphabetical order, then the most
    frequent first; agencies: both in alphabetical order.

    ``first``: what, n, n_people: contacts with none before them, one for each person. ``n_people`` are the people with
    contacts. Nobody with two contacts gives no rows. Contacts on one day come in the order of their ids.
    """

    counts: ClassVar[tuple[str, ...]] = ("n", "n_people")
    shares: ClassVar[Mapping[str, tuple[str, str | tuple[str, ...] | None]]] = {"share": ("n", ("what_before",))}
    people_behind: ClassVar[Mapping[str, str]] = {"n": "n_people"}
    worked_out: ClassVar[Mapping[str, Callable[[pd.DataFrame], pd.Series[Any]]]] = {"times_expected": _times_expected}

    of: str
    first: pd.DataFrame


def sequences(evidence: Evidence, *, of: Literal["activity", "agency"] = "activity") -> Sequences:
    """What tends to follow what: activities or agencies; it reads one of :data:`TALLIES`."""
    if of not in TALLIES:
        raise Refused(f"“{of}” cannot be followed from contact to contact. Choose activity or agency.", field="of")
    before, after = TALLIES[of]
    tallied = tally_of(evidence, before, after).rename(columns={before: "what_before", after: "what"})
    is_first = tallied["what_before"].isna()
    pairs = tallied[~is_first].astype({"n": "int64", "n_people": "int64"})
    pairs["share"] = pairs["n"] / pairs.groupby("what_before")["n"].transform("sum")
    pairs["times_expected"] = _times_expected(pairs)
    order = ["what_before", "n", "what"] if of == "activity" else ["what_before", "what"]
    table = pairs.sort_values(
        order,
        ascending=[column != "n" for column in order],
        key=lambda values: values if values.name == "n" else values.str.casefold(),
    )
    first = tallied.loc[is_first, ["what", "n", "n_people"]].sort_values("what").reset_index(drop=True)
    return Sequences(
        audience=evidence.audience,
        table=table[list(_COLUMNS)].astype(_COLUMNS).reset_index(drop=True),
        first=first.astype({"what": "str", "n": "int64", "n_people": "int64"}),
        n_people=int(first["n"].sum()),
        of=of,
    )
