"""What was sent to another cycle, and what came back?"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from itertools import product
from types import MappingProxyType
from typing import ClassVar, Final

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.model import InfluenceState
from workbench.patterns.circle import systems_inside

__all__ = ["IN_WORDS", "PassedOn", "cycles_asked_about", "direction", "passed_on"]

#: What is sent → the fields that say in words which one it is; the first that is filled in does.
IN_WORDS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "issue": ("description",),
        "observation": ("title", "text"),
        "interpretation": ("text",),
        "idea": ("text",),
        "experiment": ("title",),
        "embedding": ("change",),
        "enablement": ("what",),
        "countermeasure": ("what",),
        "story": ("title", "text"),
        "theme": ("name",),
    }
)
_COLUMNS = {
    "id": "str",
    "direction": "str",
    "of_kind": "str",
    "of": "str",
    "text": "str",
    "why": "str",
    "from_cycle": "str",
    "to_cycle": "str",
    "from_id": "str",
    "to_id": "str",
    "from_system": "str",
    "to_system": "str",
    "sent_on": "datetime64[s]",
    "state": "str",
    "answered": "bool",
    "reason": "str",
    "answered_on": "datetime64[s]",
    "waited_days": "Int64",
    "after": "str",
    "first": "str",
}
_LINK_COLUMNS = ["id", "from_cycle", "relation", "to_cycle", "note"]
_DIRECTIONS = ("sent", "received", "within", "between")


@dataclass(frozen=True, kw_only=True)
class PassedOn(Finding):
    """What was sent from one cycle to another: what still waits first, then the longest ago first.

    ``table``: id (of the sending), direction (sent, received, within, or between where nobody asked about one cycle),
    of_kind and of (the record that was sent), text (the record in words; missing where this audience may not see it),
    why, from_cycle and to_cycle (names), from_id and to_id, from_system and to_system (ids), sent_on, state (waiting,
    taken_up, adapted, left), answered, reason, answered_on, waited_days (until the answer, or until the day the
    evidence was read; missing where the day of sending is not known), after (the sending through which it had come to
    the cycle that sent it on), first (the first sending of that chain; itself where it is the first). Sendings this
    audience may not see are no part of a chain. ``chain`` has the same columns: how what these cycles sent, or what
    came to them, went between others before and after (direction is between). ``counted`` has a row for every
    direction × state, also where there are none: direction, state, n (sendings). ``links`` are the connections of
    these cycles: id, from_cycle, relation, to_cycle, note. Nothing sent gives no rows.
    """

    counts: ClassVar[tuple[str, ...]] = ("n",)
    total_rows: ClassVar[Mapping[str, str | None]] = {"direction": None, "state": None}

    chain: pd.DataFrame
    counted: pd.DataFrame
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
    """What one cycle, or the cycles of one system and those inside it, sent and received; or all that was sent.

    Records are put into words by the kinds of :data:`IN_WORDS` that were read.
    """
    ours = cycles_asked_about(evidence, cycle, system)
    everything = cycle is None and system is None
    cycles = evidence["cycle"].set_index("id")
    names, systems = cycles["name"].to_dict(), cycles["system"].to_dict()
    rows = evidence["influence"]
    after, first = _chains(rows)
    sent, received = rows["cycle"].isin(ours), rows["to_cycle"].isin(ours)
    told = _in_words(evidence)
    answered = rows["state"] != InfluenceState.waiting
    ended = rows["answered_on"].where(answered, pd.Timestamp(evidence.on))
    whole = rows.assign(
        direction=[direction(bool(sent[i]), bool(received[i])) for i in rows.index],
        text=pd.array([told.get(of) for of in zip(rows["of_kind"], rows["of"], strict=True)], dtype="str"),
        from_cycle=rows["cycle"].map(names),
        to_cycle=rows["to_cycle"].map(names),
        from_id=rows["cycle"],
        to_id=rows["to_cycle"],
        from_system=rows["cycle"].map(systems),
        to_system=rows["to_cycle"].map(systems),
        answered=answered,
        waited_days=(ended - rows["sent_on"]).dt.days.astype("Int64"),
        after=rows["id"].map(after),
        first=rows["id"].map(first),
    )
    whole = whole.sort_values(["answered", "sent_on", "id"], na_position="last")[list(_COLUMNS)].astype(_COLUMNS)
    here = everything | (sent | received)[whole.index]
    table = whole[here]
    counted, behind = _counted(table)
    return PassedOn(
        audience=evidence.audience,
        table=table.reset_index(drop=True),
        chain=whole[~here & whole["first"].isin(table["first"])].reset_index(drop=True),
        counted=counted,
        links=_links(evidence, None if everything else ours, names),
        people=behind,
    )


def _in_words(evidence: Evidence) -> dict[tuple[str, str], str]:
    """By kind and id: the record in words, as far as it was read."""
    told: dict[tuple[str, str], str] = {}
    for kind, fields in IN_WORDS.items():
        if kind not in evidence.tables:
            continue
        read = evidence[kind]
        for field in reversed([field for field in fields if field in read]):
            for id, said in zip(read["id"], read[field], strict=True):
                if isinstance(said, str) and said.strip():
                    told[kind, str(id)] = said
    return told


def _chains(sent: pd.DataFrame) -> tuple[dict[str, str], dict[str, str]]:
    """By id: the sending it came through where that can be seen, and the first one that can."""
    seen = set(sent["id"])
    after = {str(id): str(a) for id, a in zip(sent["id"], sent["after"], strict=True) if isinstance(a, str)}
    after = {id: before for id, before in after.items() if before in seen}
    first: dict[str, str] = {}
    for id in sent["id"]:
        way = [str(id)]
        while way[-1] in after and after[way[-1]] not in way:
            way.append(after[way[-1]])
        first[str(id)] = way[-1]
    return after, first


def _counted(table: pd.DataFrame) -> tuple[pd.DataFrame, dict[Hashable, frozenset[str]]]:
    made = []
    behind: dict[Hashable, frozenset[str]] = {}
    for way, state in product(_DIRECTIONS, InfluenceState):
        here = table[(table["direction"] == way) & (table["state"] == state)]
        behind[way, state.value] = frozenset(here["id"])
        made.append({"direction": way, "state": state.value, "n": len(here)})
    return pd.DataFrame(made), behind


def _links(evidence: Evidence, ours: set[str] | None, names: Mapping[Hashable, object]) -> pd.DataFrame:
    links = evidence["cycle_link"]
    if ours is not None:
        links = links[links["source"].isin(ours) | links["target"].isin(ours)]
    links = links.assign(from_cycle=links["source"].map(names), to_cycle=links["target"].map(names))
    return links[_LINK_COLUMNS].reset_index(drop=True)
