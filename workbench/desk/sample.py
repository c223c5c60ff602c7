"""Fill a new store with the synthetic sample, its history spread over the days the sample says."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from workbench import places
from workbench.errors import Refused
from workbench.exchange.record_file import read_records
from workbench.model import RECORDS, Record
from workbench.model.prompts import words
from workbench.store import Store

__all__ = ["fill_with_sample"]

_ORDER = {kind: position for position, kind in enumerate(RECORDS)}
_FRAME = frozenset({"scale", "system", "cycle"})
#: What is written down together with the whole it is part of: one step, told by the whole.
_WITH = {
    "debrief_entry": "debrief",
    "capture_entry": "capture_form",
    "task_move": "task",
    "goal_score": "goal",
    "point": "series",
    "series_change": "series",
    "review_note": "review",
    "account_sentence": "account",
    "signification": "intake",
    "vote": "intake",
}
#: What came in with an import, all of it at once.
_BROUGHT_IN = ("signification", "vote")
_UNDATED = datetime(2024, 11, 1, 9, tzinfo=UTC)


class _Clock:
    """Tells the moment the sample says its records were made."""

    def __init__(self) -> None:
        self.at = _UNDATED

    def __call__(self) -> datetime:
        return self.at


def fill_with_sample(address: str | Path | None = None, *, key: str | None = None, folder: Path | None = None) -> int:
    """Write the sample into an empty store, one step a day, author and kind of record; returns how many records.

    Parts are in one step with what they are part of, as what was said is with its debrief.

    Raises
    ------
    Refused
        Where the store holds something already: the sample never mixes with a group's own material.
    """
    clock = _Clock()
    said = words()
    records = list(read_records(folder or places.sample()))
    with Store.open(address, key=key, now=clock) as store, store.filling():
        if store.revision():
            raise Refused(
                "This store has material in it, and the sample is never mixed with it. Name another store: "
                "workbench sample --store FILE."
            )
        for (at, _, by), group in groupby(sorted(records, key=_when), key=_when):
            these = list(group)
            clock.at = at
            kind = these[0].kind
            what = said.say(f"desk.kinds.{kind}", n=sum(record.kind == kind for record in these))
            with store.step(said.say("desk.sample_step", what=what), by=by) as step:
                together = {kind: [record for record in these if record.kind == kind] for kind in _BROUGHT_IN}
                for record in these:
                    if record.kind not in _BROUGHT_IN:
                        step.add(record)
                for many in together.values():
                    step.add_many(many)
    return len(records)


def _when(record: Record) -> tuple[datetime, int, str]:
    # What everything hangs on comes first, whatever its day: an issue may name a cycle that is opened for it later.
    at = _UNDATED if record.kind in _FRAME else record.created_at or _UNDATED
    at = at.replace(hour=9, minute=0, second=0, microsecond=0)
    return (at, _ORDER[_WITH.get(record.kind, record.kind)], record.created_by)
