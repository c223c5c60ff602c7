"""The table beside a picture: its columns and values in words a reader knows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from workbench.model.prompts import Words

__all__ = ["day_in_words", "named", "table_in_words"]


def named(words: Words, column: str, value: Any) -> str:
    """A value in words (``open`` → "open"); itself where nobody wrote words for it, "" where it is missing."""
    if value is None or pd.isna(value):
        return ""
    key = f"charts.value.{column}.{value}"
    said = words.say(key)
    return str(value) if said == key else said


def day_in_words(day: Any, words: Words) -> str:
    """A day such as "3 March 2026"; "" where it is missing."""
    if day is None or pd.isna(day):
        return ""
    at = pd.Timestamp(day)
    return words.say("charts.day", day=at.day, month=words.say(f"charts.month.m{at.month}"), year=at.year)


def table_in_words(
    table: pd.DataFrame, columns: Sequence[str], *, words: Words, section: str = "charts"
) -> pd.DataFrame:
    """The columns asked for, all as text: counts as they may be shown, days and codes in words.

    A column that was not released (names, say) is left out. Headings are ``<section>.column.<column>``.
    """
    made: dict[str, list[str]] = {}
    for column in columns:
        shown = f"{column}_shown"
        if shown in table:
            texts = [str(text) for text in table[shown]]
        elif column in table:
            texts = [_text(words, column, value) for value in table[column]]
        else:
            continue
        made[words.say(f"{section}.column.{column}")] = texts
    return pd.DataFrame(made, index=table.index, dtype="str")


def _text(words: Words, column: str, value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(named(words, column, part) for part in value)
    if column.endswith(("_on", "_at")):
        return day_in_words(value, words)
    if isinstance(value, bool) or str(getattr(value, "dtype", "")) == "bool":
        return words.say(f"charts.yes_no.{'yes' if value else 'no'}")
    if isinstance(value, float):
        return "" if pd.isna(value) else f"{value:.2f}"
    return named(words, column, value)
