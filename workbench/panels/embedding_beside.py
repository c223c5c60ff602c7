"""What stands beside one change that is to last: its way so far, the shields that end with it, and its issues."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from workbench.desk import Desk
from workbench.desk.structure import Structure
from workbench.model import (
    Countermeasure,
    Embedding,
    EmbeddingState,
    EvidenceLink,
    Experiment,
    Issue,
    Stance,
)
from workbench.model.prompts import Words
from workbench.panels.cycle_in_words import cycle_in_words
from workbench.panels.spoken_date import spoken
from workbench.store import Revision

__all__ = ["SETTLED", "EmbeddingBeside", "scales_in_use", "way_so_far"]

#: A change that is there, or that will not come, needs no shield any more.
SETTLED = frozenset({EmbeddingState.business_as_usual, EmbeddingState.given_up})


def way_so_far(change: Embedding, history: Iterable[Revision]) -> list[tuple[str, date | None]]:
    """The states a change was in, earliest first, each with the day it came to it; None where nobody knows.

    What was undone again is not told. The days people wrote down go before those of the history.
    """
    way: list[tuple[str, date]] = []
    for revision in history:
        state = (revision.after or {}).get("state")
        if state is None or (way and way[-1][0] == state):
            continue
        if revision.undoes and len(way) > 1 and way[-2][0] == state:
            way.pop()
            continue
        way.append((state, revision.at.date()))
    usual = EmbeddingState.business_as_usual.value
    told: list[tuple[str, date | None]] = list(way) if way else [(change.state.value, None)]
    if told[0][0] == EmbeddingState.agreed:
        told[0] = (told[0][0], change.agreed_on or told[0][1])
    elif change.agreed_on is not None:
        told.insert(0, (EmbeddingState.agreed.value, change.agreed_on))
    if told[-1][0] == usual and change.usual_on is not None:
        told[-1] = (usual, change.usual_on)
    return told


class EmbeddingBeside:
    """The shields, issues and sendings of one group's changes; read anew for each load of the page."""

    def __init__(self, desk: Desk, *, system: str, words: Words) -> None:
        self._desk = desk
        self._words = words
        self._known = desk.structure
        store, cycles = desk.store, [cycle.id for cycle in self._known.cycles_of(system)]
        shields = [one for cycle in cycles for one in store.all(Countermeasure, cycle=cycle)]
        self._shields = {one.id: one for one in shields}
        self.experiments = {one.id: one for cycle in cycles for one in store.all(Experiment, cycle=cycle)}
        self._issues = {one.id: one for cycle in cycles for one in store.all(Issue, cycle=cycle)}
        self._led: dict[str, list[str]] = {}
        self.n_beside: dict[tuple[str, str], int] = {}
        for cycle in cycles:
            for link in store.all(EvidenceLink, cycle=cycle):
                if link.stance is Stance.led_to and link.target_kind == Issue.kind:
                    self._led.setdefault(link.source, []).append(link.target)
                elif link.target_kind == Embedding.kind and link.stance is not Stance.led_to:
                    at = (link.target, link.stance.value)
                    self.n_beside[at] = self.n_beside.get(at, 0) + 1
        seen = desk.evidence("influence", system=system, everywhere=True, own=True)["influence"]
        seen = seen[(seen["of_kind"] == Issue.kind) & seen["of"].isin(self._issues)]
        self._sent: dict[str, list[dict[str, Any]]] = {}
        for row in seen.sort_values(["sent_on", "id"]).to_dict("records"):
            self._sent.setdefault(str(row["of"]), []).append({str(key): value for key, value in row.items()})

    # -- shields ------------------------------------------------------------------------------------------------------
    def standing(self, change: Embedding) -> list[Countermeasure]:
        """The shields that end with a change and stand."""
        chosen = (self._shields.get(id) for id in change.countermeasures)
        return [one for one in chosen if one is not None and one.ended_on is None]

    def shields(self, change: Embedding, *, cycle: str) -> list[dict[str, Any]]:
        """What may end with a change: the shields of this round and of its experiment that stand, and those chosen."""
        told = []
        for one in self._shields.values():
            here = one.cycle == cycle or (change.experiment is not None and one.experiment == change.experiment)
            if one.id in change.countermeasures or (here and one.ended_on is None):
                of_it = one.experiment is not None and one.experiment == change.experiment
                told.append(self.shield(one) | {"ends": one.id in change.countermeasures, "of_it": of_it})
        return sorted(told, key=lambda one: (not one["ends"], not one["of_it"], one["id"]))

    def shield(self, one: Countermeasure) -> dict[str, Any]:
        """A shield as the page and its closing question take it."""
        ended = spoken(one.ended_on, self._words) if one.ended_on else ""
        why = one.ended_why.value if one.ended_why else "not_said"
        plain = {"id": one.id, "what": one.what, "shields_from": one.shields_from, "note": one.note, "scope": one.scope}
        said = self._words.say(f"countermeasures.ended_{why}", on=ended) if ended else ""
        return {**plain, "ended": said, "led": bool(self._led.get(one.id)), "must_change": why == "bau_must_change"}

    # -- issues -------------------------------------------------------------------------------------------------------
    def issues(self, change: Embedding) -> list[dict[str, Any]]:
        """The issues a change, or a shield that ends with it, led to; each with where it went and what came back."""
        named: dict[str, str] = {}
        for source in (change.id, *change.countermeasures):
            shield = self._shields.get(source)
            for id in self._led.get(source, ()):
                named.setdefault(id, shield.what if shield is not None else "")
        return [self._issue(self._issues[id], shield) for id, shield in named.items() if id in self._issues]

    def _issue(self, issue: Issue, shield: str) -> dict[str, Any]:
        told = {"id": issue.id, "description": issue.description, "status": issue.status.value, "scope": issue.scope}
        sent = [self._sending(row, of=issue) for row in self._sent.get(issue.id, ())]
        return {**told, "from_shield": shield, "sent": sent, "sent_to": [one["to_id"] for one in sent]}

    def _sending(self, row: Mapping[str, Any], *, of: Issue) -> dict[str, Any]:
        on, answered = row["sent_on"], row["answered_on"]
        return {
            "id": str(row["id"]),
            "to_id": str(row["to_cycle"]),
            "to": cycle_in_words(self._known, str(row["to_cycle"])),
            "by": "" if row["cycle"] == of.cycle else cycle_in_words(self._known, str(row["cycle"])),
            "on": "" if pd.isna(on) else spoken(on.date(), self._words),
            "state": str(row["state"]),
            "reason": row["reason"] if isinstance(row["reason"], str) else "",
            "answered": "" if pd.isna(answered) else spoken(answered.date(), self._words),
        }

    def places(self, ways: list[list[str]]) -> list[dict[str, str]]:
        """The cycles an issue can be sent to, each with the scale it learns at."""
        scale = {cycle.id: self._known.scale_of(cycle.system) for cycle in self._known.cycles}
        return [{"id": id, "words": words, "scale": scale.get(id, "")} for id, words in ways]


def scales_in_use(known: Structure, places: list[dict[str, str]]) -> list[list[str]]:
    """The scales at which there is a cycle to send to, smallest first, with their names."""
    used = {one["scale"] for one in places}
    return [[scale.id, scale.name] for scale in known.scales if scale.id in used]
