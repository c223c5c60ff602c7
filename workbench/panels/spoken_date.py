"""Dates as people say them in a room: "3 May 2026", "yesterday"."""

from __future__ import annotations

from datetime import date, datetime

from workbench.model.prompts import Words

__all__ = ["spoken", "spoken_since"]


def spoken(on: date, words: Words) -> str:
    """A calendar day with the month's name in the language of the words."""
    return f"{on.day} {words.say(f'dates.month_{on.month}')} {on.year}"


def spoken_since(at: datetime, now: datetime, words: Words) -> str:
    """How long ago an instant was, roughly: minutes, hours, yesterday, then the day itself."""
    minutes = int((now - at).total_seconds() // 60)
    if minutes < 1:
        return words.say("dates.now")
    if minutes < 60:
        return words.say("dates.minutes", n=minutes)
    if minutes < 24 * 60:
        return words.say("dates.hours", n=minutes // 60)
    days = (now.date() - at.date()).days
    return words.say("dates.yesterday") if days == 1 else spoken(at.date(), words)
