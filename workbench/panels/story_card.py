"""A story as a card shows it: how it begins, who listened, where and when, what its teller wishes and agreed to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pandas as pd

from workbench.model import Story, Withdrawal
from workbench.model.prompts import Words
from workbench.panels.languages import language_named
from workbench.panels.spoken_date import spoken

__all__ = ["CONSENT", "consent_in_words", "first_lines", "state_of", "story_card"]

#: What a teller agreed to.
CONSENT = ("scope", "may_quote", "may_leave", "consent_until", "consent_wording", "consent_by", "consent_on")
#: So much of a story stands on its card.
_FIRST_LINES = 280
#: From so many days before its end on, a card says that consent has to be asked for again.
_SOON = timedelta(days=30)
#: A longer wish stands in full on the page of its story.
_LONGEST_WISH = 400
_MINUTE_WORDS = 150


def first_lines(text: str, most: int = _FIRST_LINES) -> str:
    """How a text begins, in one line: whole words, with “…” where there is more of it."""
    line = " ".join(text[: most * 4].split())
    if len(line) <= most and len(text) <= most * 4:
        return line
    cut = line[:most]
    head, space, _ = cut.rpartition(" ")
    kept = head if space and len(head) > most // 2 else cut
    return f"{kept.rstrip(' .,;:…')}…"


def state_of(story: Story, *, scopes: Mapping[str, str], on: date) -> str:
    """Whether the group sees a story: ``shown``, or why not: ``ended``, ``withdrawn``, ``erased``, ``private``."""
    if story.withdrawal is Withdrawal.erased:
        return "erased"
    if story.withdrawal not in (Withdrawal.none, Withdrawal.no_contact):
        return "withdrawn"
    if story.consent_until is not None and story.consent_until < on:
        return "ended"
    return "shown" if story.scope in scopes else "private"


def story_card(row: Mapping[Any, Any], *, scopes: Mapping[str, str], on: date, words: Words) -> dict[str, Any]:
    """One story as plain values, from a row of the table of stories with n_words, length and placed.

    The whole text does not come along; ``more`` says whether there is more of it.
    """
    beginning = first_lines(_said(row["text"]))
    told_on, until = _day(row["told_on"]), _day(row["consent_until"])
    no_contact = row["withdrawal"] == Withdrawal.no_contact.value
    soon = "stories.consent.ends_soon_no_contact" if no_contact else "stories.consent.ends_soon"
    return {
        "id": row["id"],
        "title": row["title"],
        "begins": beginning,
        "more": beginning.endswith("…"),
        "lang": _said(row["language"]),
        "language": language_named(_said(row["language"]), words) if _said(row["language"]) not in ("", "en") else "",
        "translated": language_named(_said(row["translated_into"]), words) if _said(row["translation"]) else "",
        "on": spoken(told_on, words) if told_on else "",
        "listened_by": _said(row["listened_by"]),
        "place": _said(row["place"]),
        "words": words.say("stories.card.words", n=int(row["n_words"])),
        "length": row["length"],
        "minutes": words.say("stories.card.minutes", n=max(1, round(int(row["n_words"]) / _MINUTE_WORDS))),
        "wish": first_lines(_said(row["wish"]), _LONGEST_WISH),
        "placed": bool(row["placed"]),
        "consent": consent_in_words(row, scopes=scopes, words=words),
        "ends_soon": words.say(soon, on=spoken(until, words)) if until and until - on <= _SOON else "",
    }


def consent_in_words(row: Mapping[Any, Any], *, scopes: Mapping[str, str], words: Words) -> list[str]:
    """What a teller agreed to, in plain sentences; the first says where nothing was written down about it."""
    say = words.say
    said = [say("stories.consent.scope", scope=scopes.get(row["scope"], row["scope"]))]
    if not (_said(row["consent_by"]) or _said(row["consent_wording"]) or _day(row["consent_on"])):
        said.insert(0, say("stories.consent.none"))
    said.append(say(f"stories.consent.quote_{'yes' if row['may_quote'] else 'no'}"))
    said.append(say(f"stories.consent.leave_{'yes' if row['may_leave'] else 'no'}"))
    until = _day(row["consent_until"])
    said.append(say("stories.consent.until", on=spoken(until, words)) if until else say("stories.consent.no_end"))
    if row["withdrawal"] == Withdrawal.no_contact.value:
        said.append(say("stories.consent.no_contact"))
    return said


def _said(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _day(value: Any) -> date | None:
    return None if value is None or pd.isna(value) else pd.Timestamp(value).date()
