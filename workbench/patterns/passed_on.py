"""What was passed on to another cycle, and what came back?"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.patterns.circle import systems_inside

__all__ = ["PassedOn", "cycles_asked_about", "direction", "passed_on"]

_COLUMNS = {
    "id": "str",
    "direction": "str",
    "description": "str",
    "from_cycle": "str",
    "to_cycle": "str",
    "handed_on": "datetime64[s]",
    "answered": "bool",
    "answer": "str",
    "answered_on": "datetime64[s]",
    "waited_days": "Int64",
}
_LINK_COLUMNS = ["id", "from_cycle", "relation", "to_cycle", "note"]


@dataclass(frozen=True, kw_only=True)
class PassedOn(Finding):
    """Issues handed from one cycle to another, those still waiting first, then the longest ago first.

    ``table``: id, direction (sent, received, within, or between where nobody asked about one cycle), description,
    from_cycle and to_cycle (names), handed_on, answered, answer, answered_on, waited_days (until the answer, or until
    the day the evidence was read; missing where the day of handing on is not known). ``links`` are the connections of
    these cycles: id, from_cycle, relation, to_cycle, note.
    """

    links: pd.DataFrame


def cycles_asked_about(evidence: Evidence, cycle: str | None, system: str | None) -> set[str]:
    """The ids of one cycle, or of the cycles of one system and those inside it; none where neither was asked about."""
    cycles = evidence["cycle"]
    if cycle is not None:
        return {cycle}
    if system is not None:
        return set(cycles.loc[cycles["system"].isin(systems_inside(evidence["system"], system)), "id"])
    return set()


def direction(sent: bool, received: bool) -> str:
    """Which way something went, as seen from the cycles asked about: sent, received, within, or between others."""
    if sent and received:
        return "within"
    return "sent" if sent else "received" if received else "between"


def passed_on(evidence: Evidence, *, cycle: str | None = None, system: str | None = None) -> PassedOn:
    """What one cycle, or the cycles of one system and those inside it, sent and received; or all that was passed on."""
    ours = cycles_asked_about(evidence, cycle, system)
    everything = cycle is None and system is None
    names = {str(i): str(n) for i, n in zip(evidence["cycle"]["id"], evidence["cycle"]["name"], strict=True)}
    issues = evidence["issue"]
    issues = issues[issues["handed_to"].notna()]
    sent, received = issues["cycle"].isin(ours), issues["handed_to"].isin(ours)
    if not everything:
        issues = issues[sent | received]
    handed = pd.to_datetime(issues["handed_on"])
    answered = issues["answered_on"].notna() | (issues["answer"].fillna("").str.strip() != "")
    ended = issues["answered_on"].where(answered, pd.Timestamp(evidence.on))
    table = pd.DataFrame(
        {
            "id": issues["id"],
            "direction": [direction(bool(sent[i]), bool(received[i])) for i in issues.index],
            "description": issues["description"],
            "from_cycle": issues["cycle"].map(names),
            "to_cycle": issues["handed_to"].map(names),
            "handed_on": handed,
            "answered": answered,
            "answer": issues["answer"],
            "answered_on": issues["answered_on"],
            "waited_days": (ended - handed).dt.days.astype("Int64"),
        },
        columns=list(_COLUMNS),
    ).astype(_COLUMNS)
    table = table.sort_values(["answered", "handed_on", "id"], na_position="last").reset_index(drop=True)
    links = evidence["cycle_link"]
    if not everything:
        links = links[links["source"].isin(ours) | links["target"].isin(ours)]
    links = links.assign(from_cycle=links["source"].map(names), to_cycle=links["target"].map(names))
    return PassedOn(audience=evidence.audience, table=table, links=links[_LINK_COLUMNS].reset_index(drop=True))
