"""What was escalated from cases to those who can change the system, and what became of it?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.model import Stance
from workbench.patterns.circle import rows_of
from workbench.patterns.passed_on import cycles_asked_about, direction

__all__ = ["Escalated", "escalated"]

_COLUMNS = {
    "id": "str",
    "direction": "str",
    "description": "str",
    "level": "str",
    "from_cycle": "str",
    "to_cycle": "str",
    "handed_on": "datetime64[s]",
    "waiting_days": "Int64",
    "answered": "bool",
    "answer": "str",
    "answered_on": "datetime64[s]",
    "status": "str",
    "system_change": "str",
    "n_cases": "int64",
}


@dataclass(frozen=True, kw_only=True)
class Escalated(Finding):
    """Issues that forum cases led to, and issues that were handed to another cycle.

    ``table``, those without an answer first, then the longest ago first: id, direction (sent, received, within;
    ``between`` where nobody asked about one cycle or system; ``kept`` for an issue of a forum case that was not handed
    on), description, level, from_cycle and to_cycle (names; to_cycle missing where it was kept), handed_on,
    waiting_days (from handing on until the answer, or until the day the evidence was read; missing where it was kept or
    the day is not known), answered, answer, answered_on, status (open, closed), system_change, n_cases (different
    people presented to a forum behind it, as far as this audience may see them; 0 where there are none). Nothing
    escalated gives no rows.
    """

    counts: ClassVar[tuple[str, ...]] = ("n_cases",)


def escalated(evidence: Evidence, *, cycle: str | None = None, system: str | None = None) -> Escalated:
    """What one cycle, or the cycles of one system and those inside it, escalated and were handed; or all there is."""
    ours = cycles_asked_about(evidence, cycle, system)
    everything = cycle is None and system is None
    issues = rows_of(evidence, "issue")
    n_cases = _n_cases(evidence, issues)
    handed, raised = issues["handed_to"].notna(), n_cases > 0
    sent, received = issues["cycle"].isin(ours), handed & issues["handed_to"].isin(ours)
    keep = (handed | raised) & (everything | sent | received)
    names = {str(i): str(n) for i, n in zip(evidence["cycle"]["id"], evidence["cycle"]["name"], strict=True)}
    answered = issues["answered_on"].notna() | (issues["answer"].fillna("").str.strip() != "")
    ended = issues["answered_on"].where(answered, pd.Timestamp(evidence.on))
    handed_on = pd.to_datetime(issues["handed_on"]).where(handed)
    table = issues.assign(
        direction=[direction(bool(sent[i]), bool(received[i])) if handed[i] else "kept" for i in issues.index],
        from_cycle=issues["cycle"].map(names),
        to_cycle=issues["handed_to"].map(names),
        handed_on=handed_on,
        waiting_days=(ended - handed_on).dt.days.astype("Int64"),
        answered=answered,
        n_cases=n_cases,
    )[keep]
    table = table.sort_values(["answered", "handed_on", "id"], na_position="last")
    return Escalated(audience=evidence.audience, table=table[list(_COLUMNS)].astype(_COLUMNS).reset_index(drop=True))


def _n_cases(evidence: Evidence, issues: pd.DataFrame) -> pd.Series[int]:
    """By row of the issues: how many different cases stand behind it."""
    links = evidence["evidence_link"]
    led = links[
        (links["source_kind"] == "forum_case") & (links["target_kind"] == "issue") & (links["stance"] == Stance.led_to)
    ]
    behind = led.merge(evidence["forum_case"][["id", "case"]], left_on="source", right_on="id")
    behind = behind[behind["case"].isin(evidence["case"]["id"])]
    counted = behind.groupby("target")["case"].nunique().to_dict()
    return issues["id"].map(lambda id: counted.get(id, 0)).astype("int64")
