"""Which barriers do the cycles below raise, how long have they waited, and what was done about them?"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any, ClassVar

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.model import IssueStatus, Level, Owner, Stance
from workbench.patterns.alike import first_like
from workbench.patterns.cycles_below import cycles_below, rounds_until
from workbench.patterns.issue_recurrence import ALIKE
from workbench.patterns.passed_on import passed_on

__all__ = ["ANSWERED", "OTHER", "WAITING", "BarriersRaised", "barriers_raised"]

#: The level and the owner of what was sent and is no issue.
OTHER = "other"
WAITING, ANSWERED = "waiting", "answered"
_NOT_OURS_ALONE = ((Level.system.value, Level.macro.value), (Owner.leadership.value, Owner.government.value))
_KINDS = (*product((one.value for one in Level), (one.value for one in Owner)), (OTHER, OTHER))
_BARRIERS = {
    "barrier": "int64",
    "wording": "str",
    "level": "str",
    "owner": "str",
    "n": "int64",
    "n_cycles": "int64",
    "state": "str",
    "waited_days": "Int64",
    "cycles": "object",
    "sendings": "object",
    "records": "object",
}
_DONE = {"barrier": "int64", "kind": "str", "id": "str", "cycle": "str", "state": "str", "text": "str"}


@dataclass(frozen=True, kw_only=True)
class BarriersRaised(Finding):
    """Barriers that the cycles below raise: counted by level, owner and whether there is an answer; and one by one.

    A barrier is an open issue of a cycle below that is at the level system or macro, or is owned by leadership or
    government; and whatever was sent here. It is answered where a sending of it was, or where something was enabled
    for it: by that sending, by a link, or in nearly the same words.

    ``table`` has a row for every level × owner × state (waiting, answered), also where there are none, and two for what
    is no issue (``OTHER``): level, owner, state, n (issues), n_cycles (different ones that raised them).

    ``barriers``, those that wait first, then those that most cycles raise, is only for the group itself (no rows for
    wider audiences): barrier (its number), wording (the earliest of nearly the same ones; missing where this audience
    may not read it), level, owner, n, n_cycles, state (waiting while any of them is), waited_days (of the oldest that
    waits, since it was raised; missing where none waits or nobody dated it), cycles (ids), sendings (ids of sendings to
    here) and records ((kind, id) of each). ``done`` says what was done (no rows either): barrier, kind (influence or
    enablement), id, cycle (whose answer it is), state (taken_up, adapted, left; "" for an enablement), text.

    ``n_below`` is how many cycles lie below, whether they raised something or not: how the stack is built is no secret.
    """

    counts: ClassVar[tuple[str, ...]] = ("n", "n_cycles")

    barriers: pd.DataFrame
    done: pd.DataFrame
    n_below: int


def barriers_raised(evidence: Evidence, *, cycle: str | None = None, system: str | None = None) -> BarriersRaised:
    """What the cycles below one cycle (its earlier rounds included) or one system raise; or all that was raised.

    Reads issues, sendings, enablements, evidence links, and the kinds of record that were sent.
    """
    ours, below = _who(evidence, cycle, system)
    raised = _Raised(evidence, ours=ours, below=below)
    rows, behind = [], {}
    for level, owner in _KINDS:
        for state in (WAITING, ANSWERED):
            here = [one for one in raised.all if (one.level, one.owner, one.state) == (level, owner, state)]
            behind[level, owner, state] = frozenset(one.id for one in here)
            counted = {"n": len(here), "n_cycles": len({one.cycle for one in here})}
            rows.append({"level": level, "owner": owner, "state": state, **counted})
    barriers, done = raised.one_by_one() if not evidence.audience.wide else ([], [])
    return BarriersRaised(
        audience=evidence.audience,
        table=pd.DataFrame(rows),
        barriers=pd.DataFrame(barriers, columns=list(_BARRIERS)).astype(_BARRIERS),
        done=pd.DataFrame(done, columns=list(_DONE)).astype(_DONE),
        n_below=len(below),
        people={key: ids for key, ids in behind.items() if ids},
    )


def _who(evidence: Evidence, cycle: str | None, system: str | None) -> tuple[set[str], set[str]]:
    """The cycles that are asked, and those below them."""
    cycles = evidence["cycle"]
    if cycle is None and system is None:
        return set(cycles["id"]), set(cycles["id"])
    ours = rounds_until(evidence, cycle) if cycle is not None else set(cycles.loc[cycles["system"] == system, "id"])
    return ours, cycles_below(evidence, ours)


@dataclass
class _One:
    """One record that was raised or sent."""

    kind: str
    id: str
    text: str | None
    level: str
    owner: str
    cycle: str
    since: Any
    sendings: list[dict[Hashable, Any]] = field(default_factory=list)
    enabled: set[str] = field(default_factory=set)

    @property
    def state(self) -> str:
        return ANSWERED if self.enabled or any(one["answered"] for one in self.sendings) else WAITING


class _Raised:
    """Everything that was raised, gathered by nearly the same words."""

    def __init__(self, evidence: Evidence, *, ours: set[str], below: set[str]) -> None:
        self._on = pd.Timestamp(evidence.on)
        self._enablements = evidence["enablement"][evidence["enablement"]["cycle"].isin(ours)]
        found = {("issue", one.id): one for one in map(_of_issue, _open_below(evidence["issue"], below))}
        issues = evidence["issue"].set_index("id", drop=False)
        sent = passed_on(evidence).table
        whose = dict(zip(sent["id"], sent["from_id"], strict=True))
        for row in sent[sent["to_id"].isin(ours)].to_dict("records"):
            key = (row["of_kind"], row["of"])
            if key not in found and row["of_kind"] == "issue" and row["of"] in issues.index:
                found[key] = _of_issue(issues.loc[row["of"]].to_dict())
            elif key not in found:
                text = row["text"] if isinstance(row["text"], str) else None
                found[key] = _One(*key, text, OTHER, OTHER, whose[row["first"]], row["sent_on"])
            found[key].sendings.append(row)
        self.all = sorted(found.values(), key=lambda one: (pd.isna(one.since), one.since, one.id))
        self._groups = self._gathered(evidence["evidence_link"])

    def _gathered(self, links: pd.DataFrame) -> list[list[_One]]:
        """Records in nearly the same words, the earliest first; each told what was enabled for any of them."""
        said = [one for one in self.all if one.text]
        barriers = [(row["id"], row["barrier"]) for row in self._enablements.to_dict("records") if row["barrier"]]
        texts = [one.text or "" for one in said] + [barrier for _, barrier in barriers]
        heads = first_like(texts, alike=ALIKE)
        groups: dict[int, list[_One]] = {}
        for one, head in zip(said, heads, strict=False):
            groups.setdefault(head, []).append(one)
        for (enablement, _), head in zip(barriers, heads[len(said) :], strict=True):
            for one in groups.get(head, []):
                one.enabled.add(enablement)
        led = links[(links["stance"] == Stance.led_to.value) & (links["target_kind"] == "enablement")]
        came_of = set(zip(led["source_kind"], led["source"], led["target"], strict=True))
        answers = dict(zip(self._enablements["id"], self._enablements["influence"], strict=True))
        for one in self.all:
            sent = {sending["id"] for sending in one.sendings}
            one.enabled |= {id for id, of in answers.items() if of in sent or (one.kind, one.id, id) in came_of}
        return [*groups.values(), *([one] for one in self.all if not one.text)]

    def one_by_one(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """The rows of ``barriers`` and ``done``."""
        told = sorted((self._told(group) for group in self._groups), key=_waiting_first)
        done: list[dict[str, Any]] = []
        for number, row in enumerate(told, start=1):
            row["barrier"] = number
            group = row.pop("group")
            done += [{"barrier": number, **one} for one in self._done(group)]
        return told, done

    def _told(self, group: list[_One]) -> dict[str, Any]:
        waits = [one for one in group if one.state == WAITING]
        since = [one.since for one in waits if not pd.isna(one.since)]
        cycles = dict.fromkeys(one.cycle for one in group)
        return {
            "group": group,
            "wording": group[0].text,
            "level": group[0].level,
            "owner": group[0].owner,
            "n": len(group),
            "n_cycles": len(cycles),
            "state": WAITING if waits else ANSWERED,
            "waited_days": (self._on - min(since)).days if since else None,
            "cycles": tuple(cycles),
            "sendings": tuple(sending["id"] for one in group for sending in one.sendings),
            "records": tuple((one.kind, one.id) for one in group),
        }

    def _done(self, group: list[_One]) -> list[dict[str, Any]]:
        """What was done about a barrier: the answers, then what was enabled."""
        answers = [
            {"kind": "influence", "id": one["id"], "cycle": one["to_id"], "state": one["state"], "text": one["reason"]}
            for each in group
            for one in each.sendings
            if one["answered"]
        ]
        ids = set().union(*(one.enabled for one in group))
        mine = self._enablements[self._enablements["id"].isin(ids)].to_dict("records")
        enabled = [
            {"kind": "enablement", "id": one["id"], "cycle": one["cycle"], "state": "", "text": one["what"]}
            for one in mine
        ]
        return answers + enabled


def _open_below(issues: pd.DataFrame, below: set[str]) -> list[dict[Hashable, Any]]:
    levels, owners = _NOT_OURS_ALONE
    needs_others = issues["level"].isin(levels) | issues["owner"].isin(owners)
    still_open = issues["status"] == IssueStatus.open.value
    return issues[issues["cycle"].isin(below) & still_open & needs_others].to_dict("records")


def _of_issue(row: Mapping[Hashable, Any]) -> _One:
    fields = ("description", "level", "owner", "cycle", "raised_on")
    return _One("issue", row["id"], *(row[name] for name in fields))


def _waiting_first(row: dict[str, Any]) -> tuple[bool, int, int, str]:
    return row["state"] != WAITING, -row["n_cycles"], -(row["waited_days"] or 0), row["wording"] or ""
