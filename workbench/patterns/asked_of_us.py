"""What do others ask of us, how long has it waited, and what did we answer?"""

from __future__ import annotations

from dataclasses import dataclass

from workbench.frames import Evidence, Finding
from workbench.patterns.circle import systems_inside
from workbench.patterns.passed_on import passed_on
from workbench.patterns.told_as import cycles_told_as, told_as

__all__ = ["AskedOfUs", "asked_of_us"]

_COLUMNS = [
    *("state", "of_kind", "text", "why", "from_system", "from_cycle"),
    *("sent_on", "waited_days", "reason", "answered_on"),
]


@dataclass(frozen=True, kw_only=True)
class AskedOfUs(Finding):
    """What was sent to the cycles of one system from elsewhere: what waits first, the longest ago first.

    ``table``: state (waiting, taken_up, adapted, left), of_kind, text (what was sent, in words; missing where this
    audience may not see it), why, from_system and from_cycle (names; a life is told as the team round it, and its
    cycle is ""), sent_on, waited_days (until the answer, or until the day the evidence was read; missing where the day
    of sending is not known), reason, answered_on. Nothing sent gives no rows.
    """


def asked_of_us(evidence: Evidence, *, system: str, place: str | None = None) -> AskedOfUs:
    """What was sent to the cycles of this system itself; ``place`` leaves only what comes from there or within."""
    found = passed_on(evidence).table
    found = found[(found["to_system"] == system) & (found["from_system"] != system)]
    if place is not None:
        found = found[found["from_system"].isin(systems_inside(evidence["system"], place))]
    rows = found.assign(
        from_system=found["from_system"].map(told_as(evidence["system"])).astype("str"),
        from_cycle=found["from_id"].map(cycles_told_as(evidence)).astype("str"),
    )
    return AskedOfUs(audience=evidence.audience, table=rows[_COLUMNS].reset_index(drop=True))
