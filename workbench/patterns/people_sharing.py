"""Who shares what? What people's case files have in common, and how many people each choice would leave."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.errors import NotAllowed, Refused
from workbench.frames import Evidence, Finding
from workbench.patterns.contact_tally import tally_of

__all__ = ["ALL_OF", "FIELDS", "TALLIES", "PeopleSharing", "people_sharing", "picked_cases", "refuse_picking"]

#: The tally this question reads.
TALLIES = (("case", "agency"),)
#: What people can be picked by, in the order in which a page asks.
FIELDS: Final = ("tags", "gender", "age_band", "place", "chosen", "has_way_from", "agency")
#: Of these a person needs every value asked for; of the others, any.
ALL_OF: Final = frozenset({"tags"})

#: Words that a group writes about people; they stay with it.
_OWN_WORDS = frozenset({"tags"})
_COLUMNS = {"field": "str", "value": "str", "n_people": "int64", "picked": "bool", "may_leave": "bool"}

#: Which of the cases, in their order.
Some = NDArray[np.bool_]
Places = NDArray[np.int64]
Holders = Mapping[str, Mapping[str, Some]]


@dataclass(frozen=True, kw_only=True)
class PeopleSharing(Finding):
    """What can be picked, and how many people would remain.

    ``table``: field (of :data:`FIELDS`, in that order), value ("" where nobody wrote it down; has_way_from is yes or
    no; agency is one they had contact with), n_people (how many would remain if this value were added to what is
    picked), picked (whether it is picked already), may_leave (never for a group's own words about people, the tags).
    Values are in alphabetical order, what is not written down last. No cases give no rows.

    ``n_people`` are those who remain now, ``n_all`` all there are.
    """

    counts: ClassVar[tuple[str, ...]] = ("n_people", "n_all")
    may_leave: ClassVar[str | None] = "may_leave"

    n_all: int


def people_sharing(
    evidence: Evidence,
    *,
    cases: Collection[str] | None = None,
    wanted: Mapping[str, Collection[str]] = MappingProxyType({}),
) -> PeopleSharing:
    """How many people each choice would leave; it reads :data:`TALLIES` and the table of cases.

    Parameters
    ----------
    cases
        The ids of people picked in another way; None for all.
    wanted
        What is picked, as :func:`picked_cases` takes it.

    Raises
    ------
    NotAllowed
        Where an audience wider than the group picks people: it could pick a few more and take the difference.
    Refused
        Where a field cannot be picked by.
    """
    refuse_picking(evidence, picks=cases is not None or bool(wanted))
    holders = _holders(evidence)
    among = np.ones(len(evidence["case"]), dtype=bool)
    if cases is not None:
        among = evidence["case"]["id"].isin(cases).to_numpy()
    rows = []
    for field in FIELDS:
        others = _fitting(among, {name: values for name, values in wanted.items() if name != field}, holders)
        mine = frozenset(wanted.get(field, ()))
        for value in sorted({*holders[field], *mine}, key=lambda value: (value == "", value.casefold(), value)):
            with_it = _fitting(others, {field: {*mine, value}}, holders)
            rows.append(
                {
                    "field": field,
                    "value": value,
                    "n_people": int(with_it.sum()),
                    "picked": value in mine,
                    "may_leave": field not in _OWN_WORDS,
                }
            )
    return PeopleSharing(
        audience=evidence.audience,
        table=pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS),
        n_people=int(_fitting(among, wanted, holders).sum()),
        n_all=len(evidence["case"]),
    )


def picked_cases(evidence: Evidence, wanted: Mapping[str, Collection[str]]) -> frozenset[str]:
    """The ids of the people who fit what is wanted: field → values (see :class:`PeopleSharing`).

    Within a field any of the values will do (of tags: all are needed); every field has to fit. A field without values
    asks for nothing, so that nothing wanted picks everybody.

    Raises
    ------
    NotAllowed
        For audiences wider than the group.
    Refused
        Where a field cannot be picked by.
    """
    refuse_picking(evidence, picks=True)
    everybody = np.ones(len(evidence["case"]), dtype=bool)
    return frozenset(evidence["case"]["id"].to_numpy()[_fitting(everybody, wanted, _holders(evidence))])


def refuse_picking(evidence: Evidence, *, picks: bool) -> None:
    """Refuse an audience wider than the group that picks people (NotAllowed): one person more or less tells of them."""
    if picks and evidence.audience.wide:
        raise NotAllowed(
            f"Only the group itself can pick people, not {evidence.audience.name}: picking a few more or fewer would "
            "tell who they are. Ask about all of them, or open the workbench as the group."
        )


def _holders(evidence: Evidence) -> Holders:
    """For each field and value, which of the cases have it."""
    cases = evidence["case"]
    at = np.arange(len(cases))
    n_tags = cases["tags"].map(len).to_numpy(dtype="int64")
    met = tally_of(evidence, *TALLIES[0])
    met_by = pd.Index(cases["id"]).get_indexer(pd.Index(met["case"]))
    known = met_by >= 0
    plain = {field: cases[field].fillna("") for field in ("gender", "age_band", "place", "chosen")}
    has_day = cases["way_from"].notna().map({True: "yes", False: "no"})
    return {
        "tags": _by_value(cases["tags"].explode().dropna(), np.repeat(at, n_tags), len(cases)),
        **{field: _by_value(values, at, len(cases)) for field, values in plain.items()},
        "has_way_from": _by_value(has_day, at, len(cases)),
        "agency": _by_value(met.loc[known, "agency"], met_by[known], len(cases)),
    }


def _by_value(values: pd.Series[str], at: Places, n_cases: int) -> dict[str, Some]:
    """For each value the cases that have it; ``at`` is the place of the case of each."""
    codes, known = pd.factorize(values)
    made = {}
    for code, value in enumerate(known):
        having = np.zeros(n_cases, dtype=bool)
        having[at[codes == code]] = True
        made[str(value)] = having
    return made


def _fitting(among: Some, wanted: Mapping[str, Collection[str]], holders: Holders) -> Some:
    """Those of some cases that fit what is wanted."""
    nobody = np.zeros(len(among), dtype=bool)
    for field, values in wanted.items():
        if field not in FIELDS:
            raise Refused(f"People cannot be picked by “{field}”. Choose one of {', '.join(FIELDS)}.", field=field)
        if values:
            having = [holders[field].get(value, nobody) for value in values]
            among = among & (np.all if field in ALL_OF else np.any)(having, axis=0)
    return among
