"""Numbers as people read them: no more digits than help."""

from __future__ import annotations

from math import isnan

__all__ = ["number_in_words", "pounds_in_words"]


def number_in_words(value: float) -> str:
    """A number as it is read; "" where it is missing.

    >>> [number_in_words(n) for n in (1234.5, 12.0, 12.34, 0.03456)]
    ['1,234', '12', '12.3', '0.0346']
    """
    if isnan(value):
        return ""
    if float(value).is_integer() or abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.3g}"


def pounds_in_words(pounds: float) -> str:
    """An amount of money as it is read: whole pounds from a hundred on; "" where it is missing.

    >>> [pounds_in_words(p) for p in (147600.4, 12.5, 12.0)]
    ['147,600', '12.50', '12']
    """
    if isnan(pounds):
        return ""
    return f"{pounds:,.0f}" if abs(pounds) >= 100 else f"{pounds:,.2f}".removesuffix(".00")
