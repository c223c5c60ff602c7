"""How many comparisons were looked at, and which of them would still stand out among so many?"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Final, Literal

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.patterns.choice_comparison import ChoiceComparison
from workbench.patterns.circle import rows_of
from workbench.patterns.dyad_comparison import DyadComparison
from workbench.patterns.multiplicity import false_discovery_rates
from workbench.patterns.scale_correlation import ScaleCorrelation
from workbench.patterns.triad_comparison import TriadComparison

__all__ = ["STANDS_OUT", "ComparisonsLookedAt", "comparisons_looked_at", "looked_at"]

#: A comparison stands out among those looked at where its q is at most this.
STANDS_OUT: Final = 0.05

_KEPT = ("looked_key", "seen_in", "compared", "split_by", "first", "second", "n_first", "n_second", "effect", "p")
_COLUMNS = {
    **dict.fromkeys(_KEPT[:6], "str"),
    **dict.fromkeys(_KEPT[6:8], "int64"),
    **dict.fromkeys(_KEPT[8:], "float64"),
    "q": "float64",
    "stands_out": "bool",
    "may_leave": "bool",
}


@dataclass(frozen=True, kw_only=True)
class ComparisonsLookedAt(Finding):
    """Every comparison looked at in a session, or on a day; each once, however often it was looked at.

    ``table``: looked_key, seen_in (the question), compared, split_by, first, second, n_first, n_second (stories),
    effect, p (missing where too few were there to test), q (Benjamini–Hochberg over all of them with a p), stands_out
    (q ≤ 0.05), may_leave (never: it is about a group's own looking).

    ``n_looked_at`` are all, ``n_tested`` those with a p, ``n_stand_out`` those that stand out: that none does is a
    result.
    """

    own_only: ClassVar[tuple[str, ...]] = tuple(c for c in _COLUMNS if c not in ("seen_in", "may_leave"))
    counts: ClassVar[tuple[str, ...]] = ("n_looked_at", "n_tested", "n_stand_out")
    may_leave: ClassVar[str | None] = "may_leave"

    n_looked_at: int
    n_tested: int
    n_stand_out: int


def comparisons_looked_at(
    evidence: Evidence,
    *,
    cycle: str | None = None,
    sense_session: str | None = None,
    on: date | None = None,
    order: Literal["looked_at", "effect"] = "looked_at",
) -> ComparisonsLookedAt:
    """The comparisons of a session, or of a day (the evidence's own where neither is named); never ordered by p.

    ``order``: as they were looked at, or the largest effect (without its sign) first.
    """
    rows = rows_of(evidence, "comparison", cycle=cycle)
    if sense_session is not None:
        rows = rows[rows["sense_session"] == sense_session]
    else:
        rows = rows[rows["looked_on"] == pd.Timestamp(on or evidence.on)]
    rows = rows.sort_values("id", kind="stable")
    first_seen = rows.drop_duplicates("looked_key")["looked_key"]
    newest = rows.drop_duplicates("looked_key", keep="last").set_index("looked_key").loc[first_seen].reset_index()
    made = newest.reindex(columns=list(_KEPT))
    made["q"] = false_discovery_rates(made["p"])
    made["stands_out"] = made["q"].le(STANDS_OUT)
    if order == "effect":
        made = made.sort_values("effect", key=abs, ascending=False, kind="stable", na_position="last")
    table = made.assign(may_leave=False).reset_index(drop=True).astype(_COLUMNS)
    return ComparisonsLookedAt(
        audience=evidence.audience,
        table=table,
        n_looked_at=len(table),
        n_tested=int(table["p"].notna().sum()),
        n_stand_out=int(table["stands_out"].sum()),
    )


def looked_at(
    finding: TriadComparison | DyadComparison | ChoiceComparison | ScaleCorrelation,
) -> list[dict[str, Any]]:
    """The fields of a ``comparison`` record for every comparison a finding shows, to be counted as looked at.

    A scale has one for all groups together (where there are more than two) and one for each two of them; answers of
    which several may be chosen have one each.
    """
    return [{"looked_key": _key(finding, one), **one} for one in _shown(finding)]


def _shown(
    finding: TriadComparison | DyadComparison | ChoiceComparison | ScaleCorrelation,
) -> Iterator[dict[str, Any]]:
    title = finding.wording.title
    if isinstance(finding, ScaleCorrelation):
        row = finding.table.to_dict("records")[0]
        compared = f"{title} × {finding.with_wording.title}"
        n = {"n_first": int(row["n_stories"]), "n_second": int(row["n_stories"])}
        yield {"seen_in": "scale_correlation", "compared": compared, **n, **_figures(row["effect"], row["p"])}
    elif isinstance(finding, ChoiceComparison):
        for row in finding.table.to_dict("records"):
            compared = f"{title}: {row['option']}" if row["option"] else title
            usual = {"seen_in": "choice_comparison", "compared": compared, "split_by": finding.split_by}
            yield {**usual, "n_first": int(row["n_stories"]), **_figures(row["effect"], row["p"])}
    else:
        seen_in = "triad_comparison" if isinstance(finding, TriadComparison) else "dyad_comparison"
        usual = {"seen_in": seen_in, "compared": title, "split_by": finding.split_by}
        if isinstance(finding, DyadComparison) and len(finding.table) > 1:
            every = finding.overall.to_dict("records")[0]
            yield {**usual, "n_first": int(every["n_stories"]), **_figures(math.nan, every["p_overall"])}
        for row in finding.table.to_dict("records"):
            n = {f"n_{which}": int(row[f"n_stories_{which}"]) for which in ("first", "second")}
            named = {"first": row["first"], "second": row["second"]}
            yield {**usual, **named, **n, **_figures(row["effect"], row["p"])}


def _figures(effect: float, p: float) -> dict[str, float | None]:
    return {"effect": None if pd.isna(effect) else float(effect), "p": None if pd.isna(p) else float(p)}


def _key(finding: Any, one: dict[str, Any]) -> str:
    """The same comparison of the same stories has the same key, whatever figures it shows today."""
    asked = finding.asked
    about = (one["seen_in"], asked.signifier, asked.system, asked.cycle, one["compared"], finding.split_key)
    said = "\n".join(map(str, (*about, one.get("first", ""), one.get("second", ""))))
    return hashlib.sha256(said.encode()).hexdigest()[:32]
