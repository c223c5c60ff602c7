"""Contacts counted by some of their properties, in memory; the store does the same in the database."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from workbench.errors import Refused
from workbench.frames import TALLY_KEYS, TALLY_SUMS, Evidence, Picked, Tally

__all__ = ["QUARTER_MONTHS", "WEEK_DAYS", "contacts_picked", "tally", "tally_of"]

QUARTER_MONTHS = 3
WEEK_DAYS = 7
#: Sums of groups that several finer groups make up; how many different people stand behind them cannot be told then.
_ADD_UP = ("n", "quantity", "n_priced", "cost_pence")


def tally_of(evidence: Evidence, *by: str, picked: Picked | None = None) -> pd.DataFrame:
    """The tally an evidence holds, by these columns; see :class:`~workbench.frames.Tally` for its columns.

    Where the evidence holds the contacts and cases themselves they are counted here. Where it holds a finer tally, that
    one is summed up, and n_people and cost_two_largest_pence are missing (unless it is by case, which tells them).
    ``picked`` needs the contacts, or a tally by what it names.

    Raises
    ------
    Refused
        Where the evidence holds neither.
    """
    wanted = Tally(by)
    if picked is None and wanted.name in evidence.tables:
        return evidence[wanted.name]
    if {"contact", "case"} <= set(evidence.tables):
        return tally(evidence["contact"], evidence["case"], by=by, picked=picked)
    for name, table in evidence.tables.items():
        finer = name.startswith("contact by ") and {*by, *_named(picked)} <= set(table.columns)
        if finer:
            return _summed(_among(table, picked), by)
    raise Refused(f"The evidence holds no “{wanted.name}”; read that tally as well.")


def tally(
    contacts: pd.DataFrame, cases: pd.DataFrame, *, by: Sequence[str], picked: Picked | None = None
) -> pd.DataFrame:
    """Contacts counted by some columns; the tables are those of ``frames.columns("contact")`` and ``("case")``.

    One row a group, ordered by its keys with missing ones last. No contacts give no rows.
    """
    placed = contacts_picked(contacts, cases, picked=picked)
    for name in ("agency", "activity", "does"):
        placed[f"{name}_before"] = placed.groupby("case", sort=False)[name].shift()
    return _grouped(placed, list(by))


def contacts_picked(contacts: pd.DataFrame, cases: pd.DataFrame, *, picked: Picked | None = None) -> pd.DataFrame:
    """The contacts a choice takes in, by case and day, each with the phase, quarter, week and year it falls in.

    The columns are those of ``contacts``, the four of :class:`~workbench.frames.Tally`, and its case's way_from,
    referred_on, observed_from and observed_until. Contacts outside the observed time of their case are not among them.
    """
    placed = _among(_placed(contacts, cases), picked)
    return placed.sort_values(["case", "happened_on", "id"], kind="stable")


def _placed(contacts: pd.DataFrame, cases: pd.DataFrame) -> pd.DataFrame:
    """The contacts within the observed time of their cases, with where they stand on each axis of time."""
    of_case = cases[["id", "way_from", "referred_on", "observed_from", "observed_until"]].rename(columns={"id": "case"})
    placed = contacts.merge(of_case, on="case", how="inner")
    on = placed["happened_on"]
    placed = placed[~((on < placed["observed_from"]) | (on > placed["observed_until"]))].copy()
    on, start = placed["happened_on"], placed["way_from"]
    months = (on.dt.year - start.dt.year) * 12 + on.dt.month - start.dt.month - (on.dt.day < start.dt.day)
    quarter = months // QUARTER_MONTHS
    placed["quarter"] = quarter.astype("float64").round().astype("Int64")
    placed["phase"] = pd.Series(
        ["before" if q < 0 else "after" if q >= 0 else None for q in quarter], index=placed.index, dtype="str"
    )
    weeks = (on - placed["referred_on"]).dt.days // WEEK_DAYS
    placed["week"] = weeks.astype("float64").round().astype("Int64")
    placed["year"] = on.dt.year.astype("Int64")
    placed["handed_to"] = placed["handed_to"].where(placed["handed_to"] != "")
    return placed


def _named(picked: Picked | None) -> set[str]:
    """The columns that a choice of contacts looks at."""
    if picked is None:
        return set()
    others = {"quarter": picked.quarters, "case": picked.cases}
    return {*picked.words, *(name for name, value in others.items() if value is not None)}


def _among(rows: pd.DataFrame, picked: Picked | None) -> pd.DataFrame:
    """The rows that a choice of contacts takes in."""
    if picked is None:
        return rows
    keep = pd.Series(data=True, index=rows.index, dtype=bool)
    for name, wanted in picked.words.items():
        keep &= rows[name].isin(wanted)
    if picked.quarters is not None:
        keep &= rows["quarter"].between(*picked.quarters).fillna(value=False).astype(bool)
    if picked.cases is not None and "case" in rows:
        keep &= rows["case"].isin(picked.cases)
    return rows[keep]


def _grouped(placed: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    placed = placed.assign(priced=placed["cost_pence"].notna(), pence=placed["cost_pence"].fillna(0).astype("int64"))
    if not by:
        placed = placed.assign(all=0)
    keys = by or ["all"]
    per_case = (
        placed.groupby([*keys, *({"case"} - set(keys))], dropna=False, sort=False)
        .agg(n=("id", "size"), quantity=("quantity", "sum"), n_priced=("priced", "sum"), cost_pence=("pence", "sum"))
        .reset_index()
    )
    return _of_people(per_case, by, keys)


def _of_people(per_case: pd.DataFrame, by: list[str], keys: list[str]) -> pd.DataFrame:
    groups = per_case.groupby(keys, dropna=False, sort=True)
    made = groups[list(_ADD_UP)].sum()
    made["n_people"] = groups["case"].nunique() if "case" not in keys else 1
    largest = per_case.sort_values("cost_pence", ascending=False, kind="stable").groupby(keys, dropna=False, sort=True)
    made["cost_two_largest_pence"] = largest["cost_pence"].apply(lambda pence: pence.head(2).sum())
    made = made.reset_index()
    wanted = {**{name: TALLY_KEYS[name] for name in by}, **TALLY_SUMS}
    return made.reindex(columns=list(wanted)).astype(wanted)


def _summed(finer: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    keys = list(by)
    if "case" in finer and "case" not in keys:
        per_case = finer.groupby([*keys, "case"], dropna=False, sort=False)[list(_ADD_UP)].sum().reset_index()
        return _of_people(per_case, keys, keys) if keys else _of_people(per_case.assign(all=0), keys, ["all"])
    grouped = finer.groupby(keys, dropna=False, sort=True) if keys else finer.assign(all=0).groupby("all")
    made = grouped[list(_ADD_UP)].sum().reset_index()
    wanted = {**{name: TALLY_KEYS[name] for name in keys}, **TALLY_SUMS}
    return made.reindex(columns=list(wanted)).astype(wanted)
