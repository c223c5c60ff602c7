"""Records as an account names them: a few words and the day, as far as an audience may see them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from workbench.frames import Evidence
from workbench.model.shortened import shortened
from workbench.patterns.passed_on import IN_WORDS

__all__ = ["Titles"]

#: Kind → the fields that say in words which record it is; the first that is filled in does.
_TITLED: Final[Mapping[str, tuple[str, ...]]] = {
    **IN_WORDS,
    "story": ("title",),
    "observation": ("title",),
    "case": ("pseudonym",),
    "comparison": ("compared",),
    "debrief": ("about",),
    "debrief_entry": ("text",),
    "forum_case": ("forum",),
    "goal": ("wording",),
    "influence": ("why",),
    "inquiry_note": ("text",),
    "map": ("name",),
    "measure": ("name",),
    "pod_entry": ("learnt", "did_differently"),
    "rule": ("wording",),
    "sense_session": ("name",),
    "series": ("name",),
    "spend": ("what",),
    "statement": ("text",),
    "thing": ("name",),
}
#: Kind → the field with the day by which people know it.
_DATED: Final[Mapping[str, str]] = {
    "capture_entry": "happened_on",
    "countermeasure": "ended_on",
    "debrief": "held_on",
    "embedding": "usual_on",
    "enablement": "since_on",
    "experiment": "ended_on",
    "influence": "sent_on",
    "issue": "raised_on",
    "observation": "noticed_on",
    "pod_entry": "held_on",
    "sense_session": "held_on",
    "spend": "spent_on",
    "story": "told_on",
}
_LONGEST: Final = 160


class Titles:
    """The records that were read, by kind and id."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._kinds: dict[str, dict[str, dict[str, Any]]] = {}

    def told(self, kind: str, id: str) -> dict[str, Any] | None:
        """Kind, id, title ("" where it has no words) and on (a day, or None); None for what may not be seen."""
        row = self._row(kind, id)
        if row is None:
            return None
        title = self._words(kind, row)
        if kind == "influence":
            sent = self._row(str(row["of_kind"]), str(row["of"]))
            title = (self._words(str(row["of_kind"]), sent) if sent is not None else "") or title
        on = row.get(_DATED.get(kind, ""))
        known = None if on is None or pd.isna(on) else pd.Timestamp(on).date()
        return {"kind": kind, "id": id, "title": title, "on": known}

    def _row(self, kind: str, id: str) -> dict[str, Any] | None:
        if kind not in self._evidence.tables:
            return None
        if kind not in self._kinds:
            rows = self._evidence[kind].to_dict("records")
            self._kinds[kind] = {str(row["id"]): {str(k): v for k, v in row.items()} for row in rows}
        return self._kinds[kind].get(id)

    @staticmethod
    def _words(kind: str, row: Mapping[str, Any]) -> str:
        written = (row.get(field) for field in _TITLED.get(kind, ()))
        said = next((" ".join(text.split()) for text in written if isinstance(text, str) and text.strip()), "")
        return shortened(said, _LONGEST)
