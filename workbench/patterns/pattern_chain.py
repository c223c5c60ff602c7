"""What became of an observation? Its interpretations, the ideas, and what these led to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from workbench.errors import Gone
from workbench.frames import Evidence, Finding
from workbench.model import Stance

__all__ = ["PatternChain", "pattern_chain"]

_COLUMNS = ("part", "kind", "id", "comes_from", "text", "state")
#: Kind → the field that says in words which one it is, and the field that says where it stands.
_TOLD = {
    "observation": ("title", None),
    "interpretation": ("text", None),
    "idea": ("text", None),
    "experiment": ("title", "status"),
    "issue": ("description", "status"),
    "influence": ("why", "state"),
    "measure": ("name", None),
    "inquiry": ("name", None),
    "opening_question": ("wording", None),
}


@dataclass(frozen=True, kw_only=True)
class PatternChain(Finding):
    """One observation and everything that came of it, each after what it comes from.

    ``table``: part (observation, interpretation, idea, led_to), kind (of record), id, comes_from (the id before it in
    the chain; "" for the observation), text, state (of an experiment or issue its status, of what was sent to another
    cycle what became of it; "" otherwise). What this audience may not see is left out, with what hangs on it alone.
    """


def pattern_chain(evidence: Evidence, observation: str) -> PatternChain:
    """The chain of one observation. Raises Gone where this audience has no such observation."""
    chain = _Chain(evidence)
    if ("observation", observation) not in chain.told:
        raise Gone(
            f"This observation is not here, or is not shown to {evidence.audience.name}. "
            "Choose one of those on the pattern board."
        )
    table = pd.DataFrame(list(chain.rows(observation)), columns=list(_COLUMNS)).astype("str")
    return PatternChain(audience=evidence.audience, table=table)


class _Chain:
    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self.told = {
            (kind, str(row["id"])): (str(row[words]), str(row[state]) if state else "")
            for kind, (words, state) in _TOLD.items()
            if kind in evidence.tables and words in evidence[kind]
            for row in evidence[kind].to_dict("records")
        }
        links = evidence["evidence_link"]
        self._led = links[links["stance"] == Stance.led_to.value].sort_values("id").to_dict("records")

    def rows(self, observation: str) -> Iterator[dict[str, Any]]:
        yield self._row("observation", "observation", observation, "")
        yield from self._led_to("observation", observation)
        said = self._of("interpretation", observation)
        for one in said:
            yield self._row("interpretation", "interpretation", one["id"], observation)
            yield from self._led_to("interpretation", one["id"])
        known = {one["id"] for one in said}
        for one in self._of("idea", observation):
            after = one["interpretation"] if one["interpretation"] in known else observation
            yield self._row("idea", "idea", one["id"], after)
            yield from self._led_to("idea", one["id"])

    def _of(self, kind: str, observation: str) -> list[dict[Any, Any]]:
        rows = self._evidence[kind]
        return rows[rows["observation"] == observation].sort_values("id").to_dict("records")

    def _led_to(self, kind: str, id: str) -> Iterator[dict[str, Any]]:
        for link in self._led:
            to = (link["target_kind"], link["target"])
            if (link["source_kind"], link["source"]) == (kind, id) and to in self.told:
                yield self._row("led_to", *to, id)

    def _row(self, part: str, kind: str, id: str, comes_from: str) -> dict[str, Any]:
        text, state = self.told[kind, id]
        return {"part": part, "kind": kind, "id": id, "comes_from": comes_from, "text": text, "state": state}
