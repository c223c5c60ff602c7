"""What differs between two editions of an account?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.model import AccountQuestion, Stance

__all__ = ["AccountCompare", "account_compare"]

_COLUMNS: Final = ("change", "question", "text", "was")
_CHANGES: Final = ("came", "left", "reworded")
_QUESTIONS: Final = [one.value for one in AccountQuestion]


@dataclass(frozen=True, kw_only=True)
class AccountCompare(Finding):
    """What came in, what left and what was reworded from an older edition to a newer one.

    ``table``: change (came, left, reworded), question, text (as the newer one has it; of what left, as the older one
    had it), was (the older wording; "" unless it was reworded). Two editions that are the same give no rows.
    """


def account_compare(evidence: Evidence, *, older: str, newer: str) -> AccountCompare:
    """Compare two editions by their ids.

    A sentence is the one it was copied from (a link that says it led to it), through any edition in between; else one
    that says the same to the same question.
    """
    sentences = evidence["account_sentence"]
    before = {str(r["id"]): r for r in sentences[sentences["account"] == older].to_dict("records")}
    after = sentences[sentences["account"] == newer].sort_values(["position", "id"]).to_dict("records")
    came_from = _copies(evidence)
    left = dict(before)
    rows: list[tuple[str, str, str, str]] = []
    for row in after:
        origin = _origin(str(row["id"]), came_from, before)
        same = [id for id, one in left.items() if (one["question"], one["text"]) == (row["question"], row["text"])]
        known = origin if origin in left else same[0] if same else None
        if known is None:
            rows.append(("came", row["question"], row["text"], ""))
            continue
        was = left.pop(known)
        if was["text"] != row["text"]:
            rows.append(("reworded", row["question"], row["text"], was["text"]))
    rows += [("left", row["question"], row["text"], "") for row in left.values()]
    rows.sort(key=lambda row: (_CHANGES.index(row[0]), _QUESTIONS.index(row[1])))
    return AccountCompare(audience=evidence.audience, table=pd.DataFrame(rows, columns=list(_COLUMNS), dtype="str"))


def _copies(evidence: Evidence) -> dict[str, str]:
    """By id of a copy the sentence it was made from."""
    links = evidence["evidence_link"]
    both = (links["source_kind"] == "account_sentence") & (links["target_kind"] == "account_sentence")
    links = links[both & (links["stance"] == Stance.led_to.value)]
    return {str(copy): str(source) for copy, source in zip(links["target"], links["source"], strict=True)}


def _origin(id: str, came_from: dict[str, str], among: dict[str, dict[object, object]]) -> str | None:
    seen: set[str] = set()
    while id not in among and id in came_from and id not in seen:
        seen.add(id)
        id = came_from[id]
    return id if id in among else None
