"""A span of time as people say it in a room: "5 days", "3 weeks", "4 months", "2 years"."""

from __future__ import annotations

from workbench.model.prompts import Words

__all__ = ["spoken_span"]

_DAYS_A_MONTH = 365.2425 / 12


def spoken_span(days: int, words: Words) -> str:
    """So many days in the largest unit of which there are at least two; less than none is none."""
    days = max(days, 0)
    if days < 14:
        return words.say("dates.span_days", n=days)
    if days < 2 * _DAYS_A_MONTH:
        return words.say("dates.span_weeks", n=days // 7)
    if days < 730:
        return words.say("dates.span_months", n=int(days // _DAYS_A_MONTH))
    return words.say("dates.span_years", n=days // 365)
