"""The picture of: what does it cost from week to week, before people were referred and since?"""

from __future__ import annotations

from typing import Any, Literal

import altair as alt
import pandas as pd

from workbench.charts.contacts_in_words import known_in_words
from workbench.charts.data_table import table_in_words
from workbench.charts.figure import Figure
from workbench.charts.theme import BLUE, GREY, INK, beneath, rows
from workbench.frames import Released
from workbench.model.number import number_in_words, pounds_in_words
from workbench.model.prompts import Words
from workbench.patterns.weekly_cost import WeeklyCost

__all__ = ["weekly_cost"]

_WIDTH = 1100
_MEASURES = {
    "cost": ("cost_pounds", ""),
    "cost_a_person": ("cost_a_person_pounds", "_person"),
    "activity": ("n", "_activity"),
}
_COLUMNS = ["week", "n", "cost_pounds", "a_person_words", "n_people", "n_priced", "n_observed", "n_partly"]


def weekly_cost(
    released: Released[WeeklyCost], *, words: Words, measure: Literal["cost", "cost_a_person", "activity"] = "cost"
) -> Figure:
    """A bar a week with the day of referral marked, and beneath it how many people were observed in each week."""
    table = released.table
    column, end = _MEASURES[measure]
    title = words.say(f"case_costs.weekly.title{end}")
    without_day = released.finding.n_people == 0 and released.finding.n_without_day
    empty = "no_referral" if without_day else _nothing(table, column, cost=measure != "activity")
    if empty:
        return Figure.nothing_yet(released, title=title, empty=words.say(f"case_costs.{empty}"), words=words)
    named = table.assign(
        value=table[column].astype("float64"),
        a_person_words=[pounds_in_words(pounds) for pounds in table["cost_a_person_pounds"]],
    )
    sentences = _sentences(released.finding, named, words, cost=measure != "activity")
    return Figure.of(
        released,
        alt.vconcat(_bars(named, words, end), _observed(named, words, sentences), spacing=16).resolve_scale(x="shared"),
        title=title,
        description="\n".join([*_told(named, words, measure), *sentences]),
        table=table_in_words(
            named.assign(week=named["week"].astype("str")), _COLUMNS, words=words, section="case_costs"
        ),
        words=words,
    )


def _nothing(table: pd.DataFrame, column: str, *, cost: bool) -> str | None:
    """What is said where there is nothing to draw: a missing number is hidden, or of a week nobody was observed in."""
    seen = table[table["n_shown"] != ""]
    if bool((seen["n"].fillna(1) == 0).all()):
        return "empty"
    if cost and bool((seen["n_priced"].fillna(1) == 0).all()):
        return "not_priced"
    return None if (table[column].fillna(0) > 0).any() else "all_hidden"


def _sentences(finding: WeeklyCost, table: pd.DataFrame, words: Words, *, cost: bool) -> list[str]:
    said = []
    if finding.n_people:
        said.append(words.say("case_costs.weekly.people", n=finding.n_people, shown=f"{finding.n_people:,}"))
    if finding.n_without_day:
        said.append(words.say("case_costs.people.not_referred", n=finding.n_without_day))
    hidden = int(((table["n_shown"] != "") & table["n"].isna()).sum())
    if hidden:
        said.append(words.say("case_costs.weekly.hidden", n=hidden))
    if not cost:
        return said
    n, priced = table["n"].sum(), table["n_priced"].sum()
    together = {
        "n": n,
        "n_shown": f"{n:,}",
        "n_priced": priced,
        "n_priced_shown": f"{priced:,}",
        "cost_shown": pounds_in_words(table["cost_pounds"].sum()),
    }
    known = known_in_words({words.say("case_costs.together"): together}, words, rounded=finding.audience.wide)
    return [*said, *known, words.say("case_costs.unit_costs")]


def _told(table: pd.DataFrame, words: Words, measure: str) -> list[str]:
    made = []
    for side, of_side in (("before", table[table["week"] < 0]), ("since", table[table["week"] >= 0])):
        values = of_side["value"].dropna()
        if values.empty:
            continue
        number = number_in_words if measure == "activity" else pounds_in_words
        made.append(
            words.say(
                f"case_costs.weekly.told_{measure}",
                side=words.say(f"case_costs.weekly.{side}").capitalize(),
                sum=_sum(float(values.sum()), words) if measure == "activity" else number(float(values.sum())),
                mean=number(float(values.mean())),
                most=number(float(values.max())),
                weeks=words.say("case_costs.weekly.weeks", n=len(values)),
            )
        )
    return made


def _sum(contacts: float, words: Words) -> str:
    return words.say("case_costs.weekly.contacts", n=contacts, shown=number_in_words(contacts))


def _across(table: pd.DataFrame, **more: Any) -> alt.X:
    # the bar of a week stands between its first day and the next week's, so that the referral falls between two bars
    ends = [int(table["week"].min()), int(table["week"].max()) + 1]
    return alt.X("week:Q", scale=alt.Scale(domain=ends, nice=False), **more)


def _bars(table: pd.DataFrame, words: Words, end: str) -> Any:
    bars = [
        {"week": int(row["week"]), "next": int(row["week"]) + 1, "none": 0, "value": float(row["value"])}
        for row in table[table["value"].notna()].to_dict("records")
    ]
    across = _across(table, title=None, axis=alt.Axis(labels=False, ticks=False, grid=False))
    up = alt.Y(
        "value:Q",
        title=words.say(f"case_costs.weekly.y{end}"),
        axis=alt.Axis(format=",.0f", tickCount=6),
        scale=alt.Scale(zero=True),
    )
    drawn = alt.Chart(rows(bars)).mark_bar(color=BLUE, stroke="white", strokeWidth=0.5)
    marked = alt.Chart(rows([{"week": 0, "said": words.say("case_costs.weekly.referred")}])).encode(x=_across(table))
    return alt.layer(
        drawn.encode(x=across, x2="next:Q", y=up, y2="none:Q"),
        marked.mark_rule(color=INK, strokeWidth=3, strokeDash=[2, 2]),
        marked.mark_text(align="left", dx=8, dy=10, fontSize=18, fontWeight="bold", color=INK).encode(
            y=alt.value(-26), text="said:N"
        ),
        width=_WIDTH,
        height=360,
    )


def _observed(table: pd.DataFrame, words: Words, sentences: list[str]) -> Any:
    """How many people were observed in each week, as steps."""
    observed = (table["n_observed"] + table["n_partly"]).astype("float64")
    steps = [
        {"week": int(week), "people": None if pd.isna(people) else people}
        for week, people in zip(table["week"], observed, strict=True)
    ]
    steps.append({"week": steps[-1]["week"] + 1, "people": steps[-1]["people"]})
    most = int(max(observed.max(), 1)) if observed.notna().any() else 1
    up = alt.Y(
        "people:Q",
        title=words.say("case_costs.weekly.observed").split("\n"),
        axis=alt.Axis(format=",.0f", values=[0, most]),
        scale=alt.Scale(domain=[0, most * 1.05], nice=False),
    )
    across = _across(table, title=words.say("case_costs.weekly.x"), axis=alt.Axis(format="d", tickCount=12, grid=False))
    strip = alt.Chart(rows(steps), width=_WIDTH, height=80, title=beneath(sentences, width=150))
    return strip.mark_line(
        interpolate="step-after", color=GREY, strokeWidth=3, invalid="break-paths-filter-domains"
    ).encode(x=across, y=up)
