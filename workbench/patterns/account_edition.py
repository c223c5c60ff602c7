"""What does an account of learning say, and what does each sentence rest on?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Final

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.model import AccountQuestion, AccountReader, Stance
from workbench.patterns.account_titles import Titles

__all__ = ["AccountEdition", "account_edition"]

_COLUMNS: Final = {
    **dict.fromkeys(("id", "question", "text", "reader", "drafted"), "str"),
    "n_evidence": "Int64",
    "n_not_seen": "Int64",
    "rests_on": "object",
}
_QUESTIONS: Final = {one.value: place for place, one in enumerate(AccountQuestion)}
_READERS: Final = [one.value for one in AccountReader]


@dataclass(frozen=True, kw_only=True)
class AccountEdition(Finding):
    """The sentences of one edition for one reader, in the order in which they are read.

    ``table``: id, question (learnt, how_we_know, changed, passed_on, others_did, not_known), text, reader (the briefest
    who reads it), drafted (its wording as it was drafted; "" where people wrote it), n_evidence (records laid beside
    it), n_not_seen (those of them this audience may not see, or that were withdrawn), rests_on (the others, each a
    mapping of kind, id, title and on: a day, or missing).

    ``account`` tells of the edition: id, cycle, title, edition, since, until, agreed_on (days, or None) and agreed_by
    ("" for an audience wider than a team); it is None where this audience may read none. ``editions`` are the numbers
    of all editions of that cycle it may read.
    """

    counts: ClassVar[tuple[str, ...]] = ("n_evidence", "n_not_seen")

    account: Mapping[str, Any] | None
    editions: tuple[int, ...]
    reader: str


def account_edition(
    evidence: Evidence,
    *,
    cycle: str | None = None,
    system: str | None = None,
    edition: int | None = None,
    reader: AccountReader = AccountReader.descriptive,
    laid: Mapping[str, int] | None = None,
) -> AccountEdition:
    """An edition of the account of a cycle, or of the newest cycle of a system that has one.

    Without ``edition`` it is the newest one that was agreed, or the newest of all where none was. ``laid`` tells how
    many records were laid beside each sentence, also those this audience may not see.
    """
    found = _accounts(evidence, cycle=cycle, system=system)
    chosen = _chosen(found, edition, wide=evidence.audience.wide)
    whole = evidence["account_sentence"]
    rows = whole[whole["account"] == chosen["id"]] if chosen is not None else whole.iloc[:0]
    rows = rows[rows["reader"].isin(_READERS[_READERS.index(reader.value) :])]
    rows = rows.assign(_at=rows["question"].map(_QUESTIONS)).sort_values(["_at", "position", "id"])
    beside = _Beside(evidence)
    told = [beside.told({str(k): v for k, v in row.items()}, laid or {}) for row in rows.to_dict("records")]
    return AccountEdition(
        audience=evidence.audience,
        table=pd.DataFrame(told, columns=list(_COLUMNS)).astype(_COLUMNS),
        account=chosen,
        editions=tuple(sorted(int(n) for n in found["edition"])),
        reader=reader.value,
    )


def _accounts(evidence: Evidence, *, cycle: str | None, system: str | None) -> pd.DataFrame:
    """The editions of one cycle: the one named, or the newest of the system that has any."""
    accounts = evidence["account"]
    if cycle is None:
        cycles = evidence["cycle"]
        own = cycles if system is None else cycles[cycles["system"] == system]
        own = own[own["id"].isin(accounts["cycle"])].sort_values(["opened_on", "round", "id"], na_position="first")
        cycle = str(own["id"].iloc[-1]) if len(own) else ""
    return accounts[accounts["cycle"] == cycle].sort_values(["edition", "id"])


def _chosen(found: pd.DataFrame, edition: int | None, *, wide: bool) -> Mapping[str, Any] | None:
    if edition is not None:
        found = found[found["edition"] == edition]
    elif found["agreed_on"].notna().any():
        found = found[found["agreed_on"].notna()]
    if found.empty:
        return None
    row = found.iloc[-1]
    days = {name: _day(row[name]) for name in ("since", "until", "agreed_on")}
    who = "" if wide or not isinstance(row["agreed_by"], str) else row["agreed_by"]
    return {
        **{name: str(row[name]) for name in ("id", "cycle", "title")},
        **days,
        "edition": int(row["edition"]),
        "agreed_by": who,
    }


def _day(value: Any) -> date | None:
    return None if value is None or pd.isna(value) else pd.Timestamp(value).date()


class _Beside:
    """What this audience sees beside each sentence."""

    def __init__(self, evidence: Evidence) -> None:
        links = evidence["evidence_link"]
        links = links[(links["target_kind"] == "account_sentence") & (links["stance"] == Stance.supports.value)]
        titles = Titles(evidence)
        self._records: dict[str, list[dict[str, Any]]] = {}
        for link in links.sort_values("id").to_dict("records"):
            told = titles.told(str(link["source_kind"]), str(link["source"]))
            if told is not None:
                self._records.setdefault(str(link["target"]), []).append(told)

    def told(self, row: Mapping[str, Any], laid: Mapping[str, int]) -> dict[str, Any]:
        records = self._records.get(row["id"], [])
        n = max(laid.get(row["id"], 0), len(records))
        kept = {name: row[name] for name in ("id", "question", "text", "reader", "drafted")}
        return {**kept, "n_evidence": n, "n_not_seen": n - len(records), "rests_on": tuple(records)}
