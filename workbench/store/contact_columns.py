"""Contacts as columns of numbers: what counting some hundred thousand of them needs, and no more.

A question about contacts is answered many times while people pick and compare, so each word is turned into a number
once, and counting is then arithmetic on whole columns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.frames import TALLY_KEYS, TALLY_SUMS, Picked
from workbench.patterns.contact_tally import QUARTER_MONTHS, WEEK_DAYS

__all__ = ["WORDS", "Coded", "ContactColumns", "among", "columns_of", "counted", "joined", "placed"]

#: The columns of words that a contact can be counted by or picked by.
WORDS = ("case", "agency", "activity", "does", "urgency", "demand", "handed_to")
_BEFORE = "_before"
#: Numbers of combined keys stay within 64 bits, also with the case's number beside that of its group.
_MOST_KEYS, _MOST_GROUPS = 2**60, 2**40


@dataclass(frozen=True)
class Coded:
    """A column as numbers: ``codes`` point into ``labels``, which are sorted; ``len(labels)`` stands for missing."""

    codes: NDArray[np.int32]
    labels: NDArray[Any]

    @classmethod
    def words(cls, values: Sequence[str | None]) -> Coded:
        """A column of words; None and "" are missing."""
        different = set(values)
        labels = sorted(value for value in different if value)
        number: dict[str | None, int] = dict.fromkeys(different, len(labels))
        number.update({label: n for n, label in enumerate(labels)})
        codes = np.fromiter(map(number.__getitem__, values), dtype=np.int32, count=len(values))
        return cls(codes, np.array(labels, dtype=object))

    @classmethod
    def numbers(cls, values: NDArray[np.int64], known: NDArray[np.bool_]) -> Coded:
        """A column of whole numbers, missing where they are not known."""
        if not known.any():
            return cls(np.zeros(len(values), dtype=np.int32), np.array([], dtype=np.int64))
        least, most = int(values[known].min()), int(values[known].max())
        labels = np.arange(least, most + 1, dtype=np.int64)
        return cls(np.where(known, values - least, len(labels)).astype(np.int32), labels)

    def __getitem__(self, rows: Any) -> Coded:
        return Coded(self.codes[rows], self.labels)

    def is_one_of(self, wanted: frozenset[Any]) -> NDArray[np.bool_]:
        """Whether each value is one of these; missing ones are not."""
        keep = np.array([*(label in wanted for label in self.labels), False], dtype=bool)
        return np.asarray(keep[self.codes])

    def decoded(self) -> Any:
        """The values again, as pandas keeps them."""
        if self.labels.dtype == np.int64:
            numbers = np.array([*self.labels, 0], dtype=np.int64)[self.codes]
            return pd.arrays.IntegerArray(numbers, self.codes == len(self.labels))
        return pd.array(np.array([*self.labels, None], dtype=object)[self.codes], dtype="str")


@dataclass(frozen=True)
class ContactColumns:
    """Contacts in the order of case, day and id: their words, and what they amount to (cost NaN where not known)."""

    words: Mapping[str, Coded]
    on: NDArray[np.datetime64]
    quantity: NDArray[np.float64]
    cost_pence: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.on)

    def __getitem__(self, rows: Any) -> ContactColumns:
        words = {name: column[rows] for name, column in self.words.items()}
        return ContactColumns(words, self.on[rows], self.quantity[rows], self.cost_pence[rows])


def columns_of(rows: Sequence[Sequence[Any]]) -> ContactColumns:
    """Rows of the columns WORDS, happened_on, quantity and cost_pence, in the order of case, day and id."""
    of = list(zip(*rows, strict=True)) or [()] * (len(WORDS) + 3)
    return ContactColumns(
        words={name: Coded.words(column) for name, column in zip(WORDS, of, strict=False)},
        on=_days(of[-3]),
        quantity=np.array(of[-2], dtype=np.float64),
        cost_pence=np.array(of[-1], dtype=np.float64),
    )


def _days(values: Sequence[Any]) -> NDArray[np.datetime64]:
    """Days, each made once: the same ones come many times."""
    different = list(set(values))
    number = {day: n for n, day in enumerate(different)}
    codes = np.fromiter(map(number.__getitem__, values), dtype=np.int32, count=len(values))
    return np.array(different, dtype="datetime64[D]")[codes]


def joined(parts: Sequence[ContactColumns]) -> ContactColumns:
    """Several parts as one, ordered by case again; the contacts of one case come in order, in parts that follow."""
    words = {name: _one_column([part.words[name] for part in parts]) for name in WORDS}
    whole = ContactColumns(
        words,
        np.concatenate([part.on for part in parts]),
        np.concatenate([part.quantity for part in parts]),
        np.concatenate([part.cost_pence for part in parts]),
    )
    whose = words["case"].codes
    return whole if (np.diff(whose) >= 0).all() else whole[np.argsort(whose, kind="stable")]


def _one_column(parts: Sequence[Coded]) -> Coded:
    labels = np.array(sorted({label for part in parts for label in part.labels}), dtype=object)
    number = {label: n for n, label in enumerate(labels)}
    to = [np.array([*(number[label] for label in part.labels), len(labels)], dtype=np.int32) for part in parts]
    return Coded(np.concatenate([n[part.codes] for n, part in zip(to, parts, strict=True)]), labels)


def placed(contacts: ContactColumns, cases: pd.DataFrame) -> ContactColumns:
    """The contacts of these cases within their observed time, with where they stand on each axis of time.

    ``cases`` is the table of ``frames.columns("case")``; contacts of other cases are left out.
    """
    whose = contacts.words["case"]
    of_case = cases.set_index("id").reindex(pd.Index(whose.labels, dtype="str"))
    days = {
        name: of_case[name].to_numpy(dtype="datetime64[D]")
        for name in ("way_from", "referred_on", "observed_from", "observed_until")
    }
    outside = (contacts.on < days["observed_from"][whose.codes]) | (contacts.on > days["observed_until"][whose.codes])
    seen = contacts[whose.is_one_of(frozenset(cases["id"])) & ~outside]
    return replace(seen, words={**seen.words, **_on_axes(seen, days)})


def _on_axes(seen: ContactColumns, days: Mapping[str, NDArray[np.datetime64]]) -> dict[str, Coded]:
    """Phase, quarter, week and year of each contact; see :class:`~workbench.frames.Tally`."""
    whose = seen.words["case"].codes
    month, day = _month_and_day(seen.on)
    way_month, way_day = _month_and_day(days["way_from"])
    begun = ~np.isnat(days["way_from"])[whose]
    quarter = (month - way_month[whose] - (day < way_day[whose])) // QUARTER_MONTHS
    referred = ~np.isnat(days["referred_on"])[whose]
    week = (seen.on - days["referred_on"][whose]).astype(np.int64) // WEEK_DAYS
    phases = np.where(begun, np.where(quarter < 0, 1, 0), 2).astype(np.int32)
    return {
        "quarter": Coded.numbers(quarter, begun),
        "phase": Coded(phases, np.array(["after", "before"], dtype=object)),
        "week": Coded.numbers(week, referred),
        "year": Coded.numbers(month // 12 + 1970, np.ones(len(seen), dtype=bool)),
    }


def _month_and_day(on: NDArray[np.datetime64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Months since 1970, and days since the first of the month."""
    months = on.astype("datetime64[M]")
    return months.astype(np.int64), (on - months.astype("datetime64[D]")).astype(np.int64)


def among(seen: ContactColumns, picked: Picked | None) -> ContactColumns:
    """The placed contacts that a choice takes in."""
    if picked is None:
        return seen
    wanted: dict[str, frozenset[Any] | None] = {
        **picked.words,
        "case": picked.cases,
        "quarter": None if picked.quarters is None else frozenset(range(picked.quarters[0], picked.quarters[1] + 1)),
    }
    keep = np.ones(len(seen), dtype=bool)
    for name, these in wanted.items():
        if these is not None:
            keep &= seen.words[name].is_one_of(these)
    return seen if keep.all() else seen[keep]


def counted(seen: ContactColumns, by: Sequence[str]) -> pd.DataFrame:
    """The tally of placed contacts by some columns: one row a group, by its keys in order, missing ones last."""
    wanted = {**{name: TALLY_KEYS[name] for name in by}, **TALLY_SUMS}
    if not len(seen):
        return pd.DataFrame(columns=list(wanted)).astype(wanted)
    keys = [_key(seen, name) for name in by]
    group = _combined(keys, len(seen))
    # by group, then by case within it: one row a person of each group
    people_of = len(seen.words["case"].labels) + 1
    _, first, of = np.unique(group * people_of + seen.words["case"].codes, return_index=True, return_inverse=True)
    known = ~np.isnan(seen.cost_pence)
    n = np.bincount(of)
    quantity = np.bincount(of, weights=seen.quantity)
    n_priced = np.bincount(of, weights=known).astype(np.int64)
    pence = np.bincount(of, weights=np.where(known, seen.cost_pence, 0)).astype(np.int64)
    starts = np.flatnonzero(np.diff(group[first], prepend=-1))
    people = np.diff(starts, append=len(first))
    ranked = pence[np.lexsort((-pence, group[first]))]
    second = np.where(people > 1, ranked[np.minimum(starts + 1, len(ranked) - 1)], 0)
    sums: dict[str, Any] = {
        "n": np.add.reduceat(n, starts),
        "n_people": people,
        "quantity": np.add.reduceat(quantity, starts),
        "n_priced": np.add.reduceat(n_priced, starts),
        "cost_pence": np.add.reduceat(pence, starts),
        "cost_two_largest_pence": ranked[starts] + second,
    }
    rows = first[starts]
    named = {name: key[rows].decoded() for name, key in zip(by, keys, strict=True)}
    return pd.DataFrame({**named, **sums}).astype(wanted)


def _key(seen: ContactColumns, name: str) -> Coded:
    """A column to count by; what was before is worked out among the contacts that are looked at."""
    if not name.endswith(_BEFORE):
        return seen.words[name]
    column, whose = seen.words[name.removesuffix(_BEFORE)], seen.words["case"].codes
    first = np.diff(whose, prepend=-1) != 0
    return Coded(np.where(first, len(column.labels), np.roll(column.codes, 1)).astype(np.int32), column.labels)


def _combined(keys: Sequence[Coded], n: int) -> NDArray[np.int64]:
    """One number for each combination of keys, in the order of the keys."""
    made, size = np.zeros(n, dtype=np.int64), 1
    for key in keys:
        if size * (len(key.labels) + 1) > _MOST_KEYS:
            made = np.unique(made, return_inverse=True)[1]
            size = int(made.max()) + 1
        made = made * (len(key.labels) + 1) + key.codes
        size *= len(key.labels) + 1
    return np.asarray(np.unique(made, return_inverse=True)[1]) if size > _MOST_GROUPS else made
