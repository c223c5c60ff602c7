"""What was enabled for those below, and did it help them?"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import ClassVar

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.model import ONE_LIFE, Helped
from workbench.patterns.circle import systems_inside
from workbench.patterns.cycles_below import cycles_below, rounds_until
from workbench.patterns.passed_on import passed_on

__all__ = ["NOT_SAID", "SAID", "Enabled", "done_for", "enabled"]

#: Nobody below has said yet whether it helped.
NOT_SAID = "not_said"
#: What those below can say, in the order in which it is told.
SAID = (*(one.value for one in Helped), NOT_SAID)
_TOLD = {
    "id": "str",
    "direction": "str",
    "what": "str",
    "barrier": "str",
    "by_cycle": "str",
    "for_cycle": "str",
    "influence": "str",
    "asked": "str",
    "since_on": "datetime64[s]",
    "since_days": "Int64",
    "helped": "str",
    "helped_words": "str",
    "helped_by": "str",
    "helped_on": "datetime64[s]",
    "one_life": "bool",
}


@dataclass(frozen=True, kw_only=True)
class Enabled(Finding):
    """What was enabled, counted by what those it was done for say of it; and one by one.

    ``table`` has a row for each of :data:`SAID` (yes, partly, no, too_early, not_said), also where there are none:
    said, n (enablements). What was done for, or by, one person's life is no number: it is never counted.

    ``told``, the newest first: id, direction (by: what the cycles asked about did; for: what was done for them), what,
    barrier, by_cycle and for_cycle (ids; for_cycle missing where it was done for all below), influence (the sending it
    answers) and asked (what was sent, in words), since_on, since_days (until the day the evidence was read), helped
    (missing where nobody said), helped_words, helped_by, helped_on, one_life. A wider audience gets of what they did
    only what, barrier and helped_words, in the order of the alphabet and without lives. Nothing enabled gives no rows.
    """

    counts: ClassVar[tuple[str, ...]] = ("n",)
    own_only: ClassVar[tuple[str, ...]] = tuple(
        name for name in _TOLD if name not in ("what", "barrier", "helped_words", "direction")
    )

    told: pd.DataFrame


def enabled(evidence: Evidence, *, cycle: str | None = None, system: str | None = None) -> Enabled:
    """What one cycle (its earlier rounds included) or one system and those inside it did, and what was done for them.

    Neither given: all that was enabled. Reads enablements, sendings, and the kinds of record that were sent.
    """
    ours = _ours(evidence, cycle, system)
    sent = passed_on(evidence).table
    asked = dict(zip(sent["id"], sent["text"], strict=True))
    lives = _lives(evidence)
    whom: dict[tuple[str, str | None], set[str]] = {}
    told = []
    for row in evidence["enablement"].to_dict("records"):
        by = row["cycle"] in ours
        named = row["for_cycle"] if isinstance(row["for_cycle"], str) else None
        if not by:
            if (row["cycle"], named) not in whom:
                whom[row["cycle"], named] = done_for(evidence, by_cycle=row["cycle"], for_cycle=named)
            if not whom[row["cycle"], named] & ours:
                continue
        since = row["since_on"]
        more = {
            "direction": "by" if by else "for",
            "by_cycle": row["cycle"],
            "asked": asked.get(row["influence"]),
            "since_days": None if pd.isna(since) else (pd.Timestamp(evidence.on) - since).days,
            "one_life": row["cycle"] in lives or row["for_cycle"] in lives,
        }
        told.append({**{name: row[name] for name in _TOLD if name in row}, **more})
    table = pd.DataFrame(told, columns=list(_TOLD)).astype(_TOLD)
    counted = table[(table["direction"] == "by") & ~table["one_life"]]
    said = counted["helped"].fillna(NOT_SAID)
    behind: dict[Hashable, frozenset[str]] = {one: frozenset(counted.loc[said == one, "id"]) for one in SAID}
    return Enabled(
        audience=evidence.audience,
        table=pd.DataFrame([{"said": one, "n": int((said == one).sum())} for one in SAID]),
        told=_in_order(counted if evidence.audience.wide else table, wide=evidence.audience.wide),
        people={one: ids for one, ids in behind.items() if ids},
    )


def _in_order(told: pd.DataFrame, *, wide: bool) -> pd.DataFrame:
    """Which was newest, or said what, is not for wider audiences to read from the order."""
    by, ascending = (["what", "id"], True) if wide else (["since_on", "id"], False)
    return told.sort_values(by, ascending=ascending, na_position="last").reset_index(drop=True)


def _ours(evidence: Evidence, cycle: str | None, system: str | None) -> set[str]:
    cycles = evidence["cycle"]
    if cycle is not None:
        return rounds_until(evidence, cycle)
    if system is not None:
        return set(cycles.loc[cycles["system"].isin(systems_inside(evidence["system"], system)), "id"])
    return set(cycles["id"])


def done_for(evidence: Evidence, *, by_cycle: str, for_cycle: str | None) -> set[str]:
    """The ids of the cycles something was done for: the rounds of the group that is named, or all cycles below.

    What was done for all reaches a life only from the system it lies in: a country does nothing "for all" in one life.
    """
    cycles, systems = evidence["cycle"], evidence["system"]
    system_of = dict(zip(cycles["id"], cycles["system"], strict=True))
    if for_cycle is not None:
        return set(cycles.loc[cycles["system"] == system_of.get(for_cycle), "id"])
    near = systems.loc[systems["part_of"] == system_of.get(by_cycle), "id"]
    far_lives = _lives(evidence) - set(cycles.loc[cycles["system"].isin(near), "id"])
    return cycles_below(evidence, rounds_until(evidence, by_cycle)) - far_lives


def _lives(evidence: Evidence) -> set[str]:
    systems, cycles = evidence["system"], evidence["cycle"]
    persons = systems.loc[systems["scale"] == ONE_LIFE, "id"]
    return set(cycles.loc[cycles["system"].isin(persons), "id"])
