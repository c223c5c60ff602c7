"""What the page of an account shows: its sentences with what lies beside them, and what could go in."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, Final

from workbench.desk import Desk
from workbench.desk.account_work import Proposed
from workbench.model import RECORDS, Account, AccountQuestion, AccountReader
from workbench.model.prompts import Words
from workbench.panels.record_place import PLACES
from workbench.panels.spoken_date import spoken
from workbench.patterns.account_draft import in_words
from workbench.patterns.account_titles import Titles

__all__ = ["AccountTold"]

#: Records that may be found and laid beside a sentence, in this order.
_FOUND: Final = (
    *("story", "observation", "interpretation", "experiment", "embedding", "enablement", "influence", "issue"),
    *("debrief_entry", "pod_entry", "countermeasure", "spend", "sense_session", "case", "goal", "measure", "series"),
    *("statement", "inquiry_note", "rule", "theme", "map"),
)
_MOST_FOUND: Final = 30


class AccountTold:
    """The account of one cycle as its own group sees it."""

    def __init__(self, desk: Desk, *, system: str, cycle: str, words: Words) -> None:
        self._desk = desk
        self._system = system
        self._cycle = cycle
        self._words = words
        self._drafted: tuple[object, list[tuple[str, Proposed, str]]] = (None, [])

    # -- what is in it ------------------------------------------------------------------------------------------------
    def sentences(self, account: Account) -> dict[str, dict[str, Any]]:
        """By id of a sentence: the records beside it (evidence), and how many may not be seen (n_gone)."""
        answer = self._desk.account_edition(
            cycle=self._cycle, edition=account.edition, reader=AccountReader.technical
        ).table
        return {
            str(row["id"]): {
                "evidence": [self._piece(one) for one in row["rests_on"]],
                "n_gone": int(row["n_not_seen"]),
            }
            for row in answer.to_dict("records")
        }

    def _piece(self, one: Mapping[str, Any]) -> dict[str, str]:
        place = PLACES.get(one["kind"])
        return {
            "kind": one["kind"],
            "id": one["id"],
            "title": one["title"],
            "on": spoken(one["on"], self._words) if one["on"] else "",
            "page": place.page if place is not None else "",
            "room": place.room if place is not None else "",
        }

    def found(self, text: str) -> list[dict[str, str]]:
        """The records of this system with all these words in their names; at most 30."""
        wanted = text.casefold().split()
        kinds = [kind for kind in _FOUND if kind in RECORDS]
        titles = Titles(evidence := self._desk.evidence(*kinds, system=self._system, below=False, own=True))
        found: list[dict[str, str]] = []
        for kind in kinds:
            for id in evidence[kind]["id"]:
                one = titles.told(kind, str(id))
                if one is not None and one["title"] and all(word in one["title"].casefold() for word in wanted):
                    found.append(self._piece(one))
                if len(found) == _MOST_FOUND:
                    return found
        return found

    # -- what could go in ---------------------------------------------------------------------------------------------
    def proposed(self, account: Account) -> dict[str, tuple[Proposed, str]]:
        """By key the drafted sentences of the edition's days, each with the scope of what it quotes.

        They are worked out again only when something was written.
        """
        state = (self._desk.store.revision(), self._desk.today(), account.id)
        if self._drafted[0] != state:
            answer = self._desk.account_draft(
                cycle=self._cycle, since=account.since, until=account.until, scope=account.scope
            )
            made = []
            for row in answer.table.to_dict("records"):
                text = in_words({str(k): v for k, v in row.items()}, self._words)
                one = Proposed(
                    AccountQuestion(row["question"]), text, AccountReader(row["reader"]), tuple(row["rests_on"])
                )
                made.append((_key(one), one, str(row["widest"])))
            self._drafted = (state, made)
        return {key: (one, widest) for key, one, widest in self._drafted[1]}

    def proposals(self, account: Account, sentences: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """What could go in and is not in yet, as the page shows it; what is in with other words is marked."""
        taken = {(one["question"], one["drafted"]) for one in sentences if one["drafted"]}
        about = {(one["question"], one["evidence"][0]["id"]) for one in sentences if one["drafted"] and one["evidence"]}
        scales = {scale.id: (scale.position, scale.name) for scale in self._desk.structure.scales}
        reach = scales.get(account.scope, (10**9, ""))[0]
        return [
            {
                "key": key,
                "question": one.question.value,
                "text": one.text,
                "reader": one.reader.value,
                "n": len(one.rests_on),
                "kinds": list(dict.fromkeys(kind for kind, _ in one.rests_on)),
                "there": (one.question.value, one.rests_on[0][1]) in about and len(one.rests_on) < 5,
                "narrow": scales[widest][1] if widest in scales and scales[widest][0] < reach else "",
            }
            for key, (one, widest) in self.proposed(account).items()
            if (one.question.value, one.text) not in taken
        ]


def _key(one: Proposed) -> str:
    return hashlib.sha256(f"{one.question}\0{one.text}".encode()).hexdigest()[:16]
