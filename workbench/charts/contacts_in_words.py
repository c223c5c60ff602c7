"""What every picture of contacts says beneath it: who was observed, and how much is known."""

from __future__ import annotations

from collections.abc import Mapping
from math import isnan
from typing import Any

import pandas as pd

from workbench.frames import Released
from workbench.model.number import number_in_words, pounds_in_words
from workbench.model.prompts import Words
from workbench.patterns.contact_sum import TOTAL, AroundTheDay

__all__ = [
    "QUARTERS_A_YEAR",
    "costs_beside",
    "empty_in_words",
    "fewer_in_words",
    "known_before_after",
    "known_in_words",
    "named_total",
    "not_said_in_words",
    "people_in_words",
    "quarter_in_words",
    "side_in_words",
]

QUARTERS_A_YEAR = 4


def people_in_words(released: Released[AroundTheDay], words: Words) -> list[str]:
    """Who is looked at; nothing where the numbers are not shown."""
    finding = released.finding
    said = []
    if finding.n_people == 0:
        said.append(words.say("case_costs.people.none"))
    elif finding.n_people and finding.n_observed is not None and finding.n_partly is not None:
        key = "some" if finding.n_partly else "all"
        numbers = {"all": f"{finding.n_observed:,}", "part": f"{finding.n_partly:,}"}
        said.append(_counted(words, f"case_costs.people.{key}", finding.n_people, **numbers))
    if finding.n_without_day:
        said.append(_counted(words, "case_costs.people.without_day", finding.n_without_day))
    return said


def empty_in_words(released: Released[AroundTheDay], words: Words, *, key: str = "empty") -> str:
    """Why there is nothing to draw: for want of the day that before and after are told apart by, or as the key says."""
    finding = released.finding
    return words.say(f"case_costs.{'no_day' if finding.n_people == 0 and finding.n_without_day else key}")


def _counted(words: Words, key: str, n: int, **values: object) -> str:
    """A sentence about ``n``, which chooses between one and several and is written with its thousands apart."""
    return words.say(key, n=n if n == 1 else f"{n:,}", **values)


def known_in_words(rows: Mapping[str, Mapping[str, Any]], words: Words, *, rounded: bool) -> list[str]:
    """How much of the cost is known, for each side by its name.

    Each row has n, n_priced and the texts of both and of cost; where they are ``rounded``, two that look the same need
    not be so.
    """
    if not rounded and all(
        pd.notna(row["n"]) and pd.notna(row["n_priced"]) and row["n"] == row["n_priced"] for row in rows.values()
    ):
        return [words.say("case_costs.known.priced_all")]
    said = []
    for side, row in rows.items():
        key = "priced_none" if row["n_priced_shown"] == "0" else "priced"
        n = None if pd.isna(row["n"]) else int(row["n"])
        numbers = {"pounds": row["cost_shown"], "priced": row["n_priced_shown"], "all": row["n_shown"]}
        what = words.say(f"case_costs.known.{key}", n=n, **numbers)
        if row["n_shown"] != "0":
            said.append(words.say("case_costs.known.sentence", side=side.capitalize(), what=what))
    return said


def known_before_after(total: Mapping[Any, Any], n: Mapping[str, str], words: Words, *, rounded: bool) -> list[str]:
    """How many contacts there are on each side and how much of their cost is known; ``n`` names the count columns."""
    sides = {
        words.say(f"case_costs.{side}"): {
            "n": total[column],
            "n_shown": total[f"{column}_shown"],
            "n_priced": total[f"n_priced_{side}"],
            "n_priced_shown": total[f"n_priced_{side}_shown"],
            "cost_shown": total[f"cost_{side}_pounds_shown"],
        }
        for side, column in n.items()
    }
    shown = {side: total[f"{column}_shown"] for side, column in n.items()}
    if set(shown.values()) == {"0"}:
        return []
    return [
        words.say("case_costs.known.contacts", **shown),
        *known_in_words(sides, words, rounded=rounded),
        words.say("case_costs.unit_costs"),
    ]


def side_in_words(row: Mapping[Any, Any], column: str, side: str, words: Words) -> str:
    """What stands at the end of a bar: "197 before", "£1,450 after"."""
    shown = str(row[f"{column}_shown"])
    if column.endswith("pounds"):
        shown = f"£{shown}" if shown else words.say("case_costs.not_known")
    return words.say("case_costs.side", shown=shown, side=words.say(f"case_costs.{side}"))


def costs_beside(row: Mapping[Any, Any], n: Mapping[str, str], words: Words) -> str:
    """Of how many contacts the cost is known, for those sides where it is not known of all; "" where it is."""
    return "; ".join(
        words.say(
            "case_costs.known.beside",
            side=words.say(f"case_costs.{side}"),
            priced=row[f"n_priced_{side}_shown"],
            n=row[f"{column}_shown"],
        )
        for side, column in n.items()
        if row[f"n_priced_{side}_shown"] != row[f"{column}_shown"]
    )


def not_said_in_words(of_phase: Mapping[str, list[dict[Any, Any]]], words: Words) -> list[str]:
    """Of how many contacts of each phase nobody said which they were; rows have n and n_not_said."""
    said = []
    for phase, of_it in of_phase.items():
        missing, n = (pd.Series([row[name] for row in of_it], dtype="Int64") for name in ("n_not_said", "n"))
        if not (missing.fillna(0) == 0).all():
            numbers = {"n": f"{missing.sum():,}", "all": f"{n.sum():,}", "side": phase.lower()}
            said.append(words.say("case_costs.known.not_said", **numbers))
    return said or [words.say("case_costs.known.said_all")]


def quarter_in_words(quarter: int, words: Words) -> str:
    """The name of a quarter: the fifth is Yr2 Q1."""
    year, at = divmod(quarter - 1, QUARTERS_A_YEAR)
    return words.say("case_costs.quarter", year=year + 1, quarter=at + 1)


def named_total(name: str, words: Words) -> str:
    """The name of an agency or activity, and for the total row what it is the total of."""
    return words.say("case_costs.together") if name == TOTAL else name


def fewer_in_words(fewer: float, share: float, words: Words, *, pace: float, pounds: bool = False) -> str:
    """How many fewer (or more) than at the same pace, as a share of what that comes to.

    Where the two sides are not as long (``pace`` is not 1) what it comes to is said as well, as no bar shows it.
    """
    if fewer == 0:
        return words.say("case_costs.activity.same")
    said = {"n": _number(abs(fewer), pounds=pounds)}
    if isnan(share):
        return words.say("case_costs.activity.more_from_nothing", **said)
    said |= {"percent": f"{abs(share):.0%}", "expected": _number(fewer / share, pounds=pounds)}
    key = "more" if fewer < 0 else "less" if pounds else "fewer"
    key += "" if pace == 1 else "_than"
    return words.say(f"case_costs.activity.{key}", **said)


def _number(value: float, *, pounds: bool) -> str:
    return f"£{pounds_in_words(value)}" if pounds else number_in_words(value)
