"""Issues of backups from before form 0005, which said themselves where they were sent: that is an influence now."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from workbench.model import Influence, InfluenceState

__all__ = ["WHERE_SENT", "carry_over"]

WHERE_SENT: Final = frozenset({"handed_to", "handed_on", "answer", "answered_on"})
_LONGEST_ID = 59
_TAKEN = ("cycle", "scope", "created_at", "created_by", "revised_at", "revised_by")


def carry_over(rows: dict[str, list[dict[str, Any]]]) -> None:
    """Make a row of ``influence`` of each issue that was handed on, and take from issues what they said of that.

    The history gets what was made, and loses the same words, since an undo writes a wording back.
    """
    last = max((change["seq"] for change in rows["revision"]), default=0)
    for change in rows["revision"]:
        if change["kind"] == "issue":
            for end in ("before", "after"):
                if change[end]:
                    change[end] = {name: value for name, value in change[end].items() if name not in WHERE_SENT}
    for issue in rows["issue"]:
        said = {name: issue.pop(name, None) for name in WHERE_SENT}
        if said["handed_to"]:
            last += 1
            sent = _sent(issue, said)
            rows["influence"].append({**sent.model_dump(), "own_answers": [], "state": sent.state.value})
            rows["revision"].append(_remembered(sent, last))


def _sent(issue: dict[str, Any], said: dict[str, Any]) -> Influence:
    answer = said["answer"] or ""
    return Influence(
        id=f"sent-{issue['id'][:_LONGEST_ID]}",
        **{name: issue[name] for name in _TAKEN},
        to_cycle=said["handed_to"],
        of_kind="issue",
        of=issue["id"],
        sent_on=_day(said["handed_on"]),
        state=InfluenceState.taken_up if answer.strip() else InfluenceState.waiting,
        reason=answer,
        answered_on=_day(said["answered_on"]),
        version=1,
    )


def _remembered(sent: Influence, seq: int) -> dict[str, Any]:
    """A row of the history; it cannot be undone, for the issue no longer says where it was sent."""
    told = {"step": f"sent0005-{seq}", "words": "Handed an issue over", "page": "", "kind": sent.kind}
    what = {"record": sent.id, "action": "added", "version": 1, "before": None, "undoes": None, "undoable": False}
    when = {"at": sent.created_at, "by": sent.created_by}
    return {"seq": seq, **told, **what, **when, "after": sent.model_dump(mode="json")}


def _day(value: object) -> date | None:
    return value if isinstance(value, date) or value is None else date.fromisoformat(str(value))
