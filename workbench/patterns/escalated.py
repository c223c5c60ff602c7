"""What was escalated from cases to those who can change the system, and what became of it?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.model import InfluenceState, Issue, Stance
from workbench.patterns.circle import rows_of
from workbench.patterns.passed_on import cycles_asked_about, direction

__all__ = ["Escalated", "escalated"]

_COLUMNS = {
    "id": "str",
    "sending": "str",
    "direction": "str",
    "description": "str",
    "level": "str",
    "from_cycle": "str",
    "to_cycle": "str",
    "sent_on": "datetime64[s]",
    "waiting_days": "Int64",
    "state": "str",
    "answered": "bool",
    "reason": "str",
    "answered_on": "datetime64[s]",
    "status": "str",
    "system_change": "str",
    "n_cases": "int64",
}


@dataclass(frozen=True, kw_only=True)
class Escalated(Finding):
    """Issues that forum cases led to, and issues that were sent to another cycle: a row for each sending.

    ``table``, those without an answer first, then the longest ago first: id (of the issue), sending (its id; missing
    where the issue was kept), direction (sent, received, within; ``between`` where nobody asked about one cycle or
    system; ``kept`` for an issue of a forum case that was not sent on), description, level, from_cycle and to_cycle
    (names; to_cycle missing where it was kept), sent_on, waiting_days (from sending until the answer, or until the day
    the evidence was read; missing where it was kept or the day is not known), state (waiting, taken_up, adapted, left;
    missing where it was kept), answered, reason, answered_on, status (open, closed), system_change, n_cases (different
    people presented to a forum behind it, as far as this audience may see them; 0 where there are none). Nothing
    escalated gives no rows.
    """

    counts: ClassVar[tuple[str, ...]] = ("n_cases",)


def escalated(evidence: Evidence, *, cycle: str | None = None, system: str | None = None) -> Escalated:
    """What one cycle, or the cycles of one system and those inside it, escalated and were sent; or all there is."""
    ours = cycles_asked_about(evidence, cycle, system)
    everything = cycle is None and system is None
    issues = rows_of(evidence, "issue").assign(n_cases=lambda all_: _n_cases(evidence, all_))
    sendings = evidence["influence"]
    sendings = sendings[sendings["of_kind"] == Issue.kind]
    kept = issues[(issues["n_cases"] > 0) & ~issues["id"].isin(sendings.loc[_from_own(sendings, issues), "of"])]
    found = sendings.merge(issues, left_on="of", right_on="id", suffixes=("", "_of_issue"))
    sent, received = found["cycle"].isin(ours), found["to_cycle"].isin(ours)
    names = {str(i): str(n) for i, n in zip(evidence["cycle"]["id"], evidence["cycle"]["name"], strict=True)}
    answered = found["state"] != InfluenceState.waiting
    ended = found["answered_on"].where(answered, pd.Timestamp(evidence.on))
    on_its_way = found.assign(
        sending=found["id"],
        id=found["of"],
        direction=[direction(bool(sent[i]), bool(received[i])) for i in found.index],
        from_cycle=found["cycle"].map(names),
        to_cycle=found["to_cycle"].map(names),
        waiting_days=(ended - found["sent_on"]).dt.days.astype("Int64"),
        answered=answered,
    )[everything | sent | received]
    stayed = kept[everything | kept["cycle"].isin(ours)]
    stayed = stayed.assign(direction="kept", from_cycle=stayed["cycle"].map(names), answered=False)
    rows = [part.reindex(columns=list(_COLUMNS)).astype(_COLUMNS) for part in (on_its_way, stayed)]
    table = pd.concat(rows).sort_values(["answered", "sent_on", "id", "sending"], na_position="last")
    return Escalated(audience=evidence.audience, table=table.reset_index(drop=True))


def _from_own(sendings: pd.DataFrame, issues: pd.DataFrame) -> pd.Series[bool]:
    """Which sendings are those of the cycle that raised the issue."""
    return sendings["cycle"] == sendings["of"].map(dict(zip(issues["id"], issues["cycle"], strict=True)))


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
