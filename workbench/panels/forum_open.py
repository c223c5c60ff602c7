"""What is still open of a case presented to a forum, in words."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from workbench.model.prompts import Words
from workbench.panels.spoken_date import spoken

__all__ = ["still_open"]


def still_open(row: Mapping[Hashable, Any], risks: pd.DataFrame, *, today: date, words: Words) -> list[str]:
    """Sentences about one forum case: no plan yet, a review that is due, risks nobody looked at again, no answer.

    Of somebody the forum lost touch with nothing can be looked at again.
    """
    said = []
    lost = not pd.isna(row["lost_on"])
    waiting = int(risks["after"].isna().sum())
    if not str(row["plan"] or "").strip() and not lost and (waiting or risks.empty):
        said.append(words.say("forum.open.no_plan"))
    if risks.empty:
        said.append(words.say("forum.open.no_risks"))
    review = None if pd.isna(row["plan_review_on"]) else row["plan_review_on"].date()
    if waiting and not lost:
        if review is not None:
            key = "review_due" if review <= today else "review_comes"
            said.append(words.say(f"forum.open.{key}", on=spoken(review, words)))
        said.append(words.say("forum.open.risks", n=waiting))
    if pd.isna(row["avoidable"]):
        said.append(words.say("forum.open.avoidable"))
    return said
