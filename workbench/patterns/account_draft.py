"""What could an account of this cycle say? Plain sentences, each with the records it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar, Final

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.model import AccountQuestion
from workbench.model.prompts import Words
from workbench.patterns.account_drafted import Drafted, Span
from workbench.patterns.account_gathered import gathered, looked_at
from workbench.patterns.account_noticed import learnt, unsure
from workbench.patterns.account_sent import answered, passed, waiting
from workbench.patterns.account_tried import changed, still_running, tried

__all__ = ["DRAFTED_FROM", "AccountDraft", "account_draft", "in_words"]

#: The kinds of record an account is drafted from.
DRAFTED_FROM: Final = (
    *("observation", "interpretation", "theme", "sense_session", "evidence_link", "experiment", "debrief"),
    *("debrief_entry", "pod_entry", "story", "case", "capture_entry", "spend", "comparison", "countermeasure"),
    *("embedding", "enablement", "influence", "issue", "idea"),
)
_COLUMNS: Final = ("question", "key", "n", "says", "reader", "rests_on", "widest")

#: Question → what drafts its sentences, in this order.
_PARTS: Mapping[AccountQuestion, tuple[Callable[[Span], Iterable[Drafted]], ...]] = {
    AccountQuestion.learnt: (learnt, tried),
    AccountQuestion.how_we_know: (gathered, looked_at),
    AccountQuestion.changed: (changed,),
    AccountQuestion.passed_on: (passed,),
    AccountQuestion.others_did: (answered,),
    AccountQuestion.not_known: (still_running, waiting, unsure),
}


@dataclass(frozen=True, kw_only=True)
class AccountDraft(Finding):
    """Sentences an account could have, in the order in which it answers its questions.

    ``table``: question (learnt, how_we_know, changed, passed_on, others_did, not_known), key (of its wording, in the
    words of ``account.draft``), n (what its wording counts; missing where it counts nothing), says (a mapping of what
    else its wording is filled in with), reader (the briefest it is for: one_page, descriptive, technical), rests_on
    (the records it is drafted from, as (kind, id); never empty), widest (the scope of the first of them, "" where it
    has none). :func:`in_words` makes a sentence of a released row. A cycle in which nothing happened gives no rows.
    """

    counts: ClassVar[tuple[str, ...]] = ("n",)


def account_draft(
    evidence: Evidence,
    *,
    cycle: str,
    words: Words,
    since: date | None = None,
    until: date | None = None,
    wide: bool = False,
) -> AccountDraft:
    """The sentences drafted from one cycle, or from those of its records that fall within a span of days.

    What has no day belongs to every span. ``wide`` says that the account will be read beyond the group itself: its
    numbers are then released as for a wider audience.
    """
    span = Span(evidence=evidence, cycle=cycle, words=words, since=since, until=until)
    rows = [
        (question.value, one.key, one.n, dict(one.says), one.reader.value, one.rests_on, one.widest)
        for question, parts in _PARTS.items()
        for part in parts
        for one in part(span)
        if one.rests_on
    ]
    table = pd.DataFrame(rows, columns=list(_COLUMNS)).astype({"n": "Int64"})
    audience = replace(evidence.audience, wide=evidence.audience.wide or wide)
    return AccountDraft(audience=audience, table=table)


def in_words(row: Mapping[str, Any], words: Words) -> str:
    """The sentence of a released row; a number that is hidden is told as a few."""
    key, says = f"account.draft.{row['question']}.{row['key']}", dict(row["says"])
    if not pd.isna(row["n"]):
        says["n"] = int(row["n"])
    else:
        says["n"] = words.say("account.draft.few")
    said = words.say(key, **says)
    for end in ("?", "!", "…"):
        said = said.replace(f"{end}”.", f"{end}”")
    return said[:1].upper() + said[1:]
