"""Which groups and forums stand round a cycle, and which kinds are not there?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.model import GroupKind
from workbench.patterns.circle import rows_of
from workbench.patterns.names_in import names_in

__all__ = ["GroupsRoundCycle", "groups_round_cycle"]

_COLUMNS = {
    "id": "str",
    "name": "str",
    "group_kind": "str",
    "what_for": "str",
    "members": "object",
    "n_members": "int64",
    "convener": "str",
    "meets": "str",
    "began_on": "datetime64[s]",
    "next_on": "datetime64[s]",
    "ended_on": "datetime64[s]",
}
_ORDER = {str(kind): at for at, kind in enumerate(GroupKind)}
#: A cycle can do without something else, which is no kind of its own.
_KINDS = tuple(str(kind) for kind in GroupKind if kind is not GroupKind.other)


@dataclass(frozen=True, kw_only=True)
class GroupsRoundCycle(Finding):
    """The groups this audience may see: those that meet first, then by kind, from the core outwards.

    ``table``: id, name, group_kind, what_for, members (names; only for the group itself), n_members (as many as are
    written down), convener (only for the group itself), meets, began_on, next_on, ended_on (missing where nobody said).
    For wider audiences what_for and meets are "" where they name somebody. ``missing`` are the kinds of which no group
    meets now, without “other”. No groups give no rows.
    """

    counts: ClassVar[tuple[str, ...]] = ("n_members",)
    own_only: ClassVar[tuple[str, ...]] = ("members", "convener")

    missing: tuple[str, ...]


def groups_round_cycle(evidence: Evidence, *, cycle: str | None = None, system: str | None = None) -> GroupsRoundCycle:
    """The groups of one cycle, one system and those inside it, or all that were read.

    A group outlives a round: those of the earlier rounds of the same system that still meet belong to a cycle as well.
    """
    groups = rows_of(evidence, "governance_group", system=system)
    over = groups["ended_on"].notna() & (groups["ended_on"] <= pd.Timestamp(evidence.on))
    if cycle is not None:
        kept = (groups["cycle"] == cycle) | (groups["cycle"].isin(_earlier(evidence["cycle"], cycle)) & ~over)
        groups, over = groups[kept], over[kept]
    groups = groups.assign(
        over=over,
        at=groups["group_kind"].map(_ORDER),
        n_members=[len(several) for several in groups["members"]],
    )
    groups = groups.sort_values(["over", "at", "name", "id"])
    if evidence.audience.wide:
        groups = _without_names(groups)
    there = set(groups.loc[~groups["over"], "group_kind"])
    return GroupsRoundCycle(
        audience=evidence.audience,
        table=groups[list(_COLUMNS)].astype(_COLUMNS).reset_index(drop=True),
        missing=tuple(kind for kind in _KINDS if kind not in there),
    )


def _earlier(cycles: pd.DataFrame, cycle: str) -> set[str]:
    """The rounds of the same system before this one."""
    here = cycles[cycles["id"] == cycle]
    if here.empty:
        return set()
    before = (cycles["system"] == here["system"].iloc[0]) & (cycles["round"] < here["round"].iloc[0])
    return set(cycles.loc[before, "id"])


def _without_names(groups: pd.DataFrame) -> pd.DataFrame:
    """The groups, what is said of each empty where it names somebody who is in one."""
    known = {name for several in groups["members"] for name in several} | set(groups["convener"].dropna())
    kept = {
        said: ["" if isinstance(text, str) and names_in(text, known) else text for text in groups[said]]
        for said in ("what_for", "meets")
    }
    return groups.assign(**kept)
