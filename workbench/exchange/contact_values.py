"""What the cells of a council's file say as values: days, amounts of money, numbers of units, ages."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from workbench.exchange.vocabulary import number_of
from workbench.exchange.written_day import written_day
from workbench.model.prompts import Words
from workbench.model.record import FIRST_DAY, LAST_DAY, MOST_PENCE

__all__ = ["MOST_UNITS", "age_band_of", "day_of", "pence_of", "units_of"]

#: The record's own limit (model/case.py).
MOST_UNITS: Final = 1_000_000

_PLAIN = re.compile(r"£? ?(\d{1,9})(?:\.(\d{1,2}))?")
_THOUSANDS = re.compile("(?<=\\d)[, \u00a0\u202f](?=\\d{3}(?!\\d))")
_POINTS = re.compile("(?<=\\d)[. \u00a0\u202f](?=\\d{3}(?!\\d))")
_MONTH_ONLY = re.compile(r"\d{4}-\d{1,2}|\d{1,2}[/.]\d{4}|[^\W\d]{3,}\.?[ \-,]+\d{4}")
_MINUS = re.compile(r"^\(.*\)$|^£? ?[-−–]|-$")
_AGES = ((18, 24), (25, 34), (35, 44), (45, 54), (55, 64), (65, 74), (75, 84))
_OLDEST = 85
_AGE = re.compile(r"\d{1,3}")


def day_of(text: str, *, day_first: bool, months: Mapping[str, int]) -> date | str:
    """The day a cell says, or the word for why it is none (``day_missing``, ``no_month_day``, ``no_day``, ``year``)."""
    plain = " ".join(text.split())
    if not plain:
        return "day_missing"
    if _MONTH_ONLY.fullmatch(plain):
        return "no_month_day"
    day = written_day(plain, day_first=day_first, months=months)
    if day is None:
        return "no_day"
    return day if FIRST_DAY <= day <= LAST_DAY else "year"


def pence_of(text: str, *, pence: bool = False, decimal_comma: bool = False) -> int | str:
    """The pence an amount is, rounded to the nearest, or why it is none (``negative_cost``, ``no_cost``, ``too_dear``).

    ``pence`` where the column is in pence; ``120p`` is always pence.
    """
    plain = " ".join(text.split())
    if not pence and (found := _PLAIN.fullmatch(plain)):
        made = int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))
        return made if made <= MOST_PENCE else "too_dear"
    if _MINUS.search(plain):
        return "negative_cost"
    if plain[-1:] in ("p", "P") and plain[:-1].strip().isdigit():
        plain, pence = plain[:-1].strip(), True
    bare = plain.removeprefix("GBP").removesuffix("GBP").strip().removeprefix("£").removesuffix("£").strip()
    bare = _POINTS.sub("", bare).replace(",", ".", 1) if decimal_comma and "," in bare else _THOUSANDS.sub("", bare)
    if number_of(bare) is None:
        return "no_cost"
    amount = Decimal(bare) * (1 if pence else 100)
    made = int(amount.quantize(Decimal(1), ROUND_HALF_UP)) if amount < 10**15 else MOST_PENCE + 1
    return made if made <= MOST_PENCE else "too_dear"


def units_of(text: str, *, decimal_comma: bool = False) -> float | str:
    """The number of units a cell says, or why it is none (``no_quantity``, ``too_many_units``)."""
    plain = " ".join(text.split())
    comma = decimal_comma and "," in plain
    found = number_of(plain if comma else _THOUSANDS.sub("", plain), decimal_comma=comma)
    if found is None or found < 0 or not math.isfinite(found):
        return "no_quantity"
    return found if found <= MOST_UNITS else "too_many_units"


def age_band_of(text: str, on: date, words: Words, *, day_first: bool, months: Mapping[str, int]) -> str:
    """An age or a day of birth as a band of ten years, for nobody needs to know more; other words as they are."""
    plain = " ".join(text.split())
    born = day_of(plain, day_first=day_first, months=months)
    if isinstance(born, date):
        age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    elif _AGE.fullmatch(plain):
        age = int(plain)
    else:
        return plain
    if age < 0:
        return ""
    if age >= _OLDEST:
        return words.say("contact_import.age.oldest", least=_OLDEST)
    band = next(((least, most) for least, most in _AGES if least <= age <= most), None)
    if band is None:
        return words.say("contact_import.age.youngest", least=_AGES[0][0])
    return words.say("contact_import.age.band", least=band[0], most=band[1])
