"""The picture of: what comes again in the cycles below, and where?"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.figure import Figure
from workbench.charts.theme import BLUE, GREY, INK, LARGE, PURPLE, SMALL, VERMILION, rows, wrapped
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.across_cycles import KINDS, AcrossCycles

__all__ = ["MOST_DRAWN", "across_cycles", "item_in_words", "spread_in_words"]

#: More items of one kind than this cannot be read across a room; the table has all of them.
MOST_DRAWN = 8
_HIGH = 44
_WIDE = 52


def item_in_words(words: Words, kind: str, wording: str) -> str:
    """What an item says; of experiments the words for the model's own word."""
    return words.say(f"across_cycles.experiment.{wording}") if kind == "experiment" else wording


def spread_in_words(words: Words, row: dict[str, Any]) -> str:
    """One sentence such as "rural: 3 of 4 systems"."""
    name = words.say(f"across_cycles.setting.{row['name']}") if row["by"] == "setting" else row["name"]
    return words.say("across_cycles.spread", name=name, n=row["n_systems"], of=row["of_systems"])


def across_cycles(released: Released[AcrossCycles], *, words: Words) -> Figure:
    """What recurs, a row an item and a column a system: a mark where it is, by shape and colour for the setting."""
    finding = released.finding
    title = words.say("across_cycles.chart.title")
    again = finding.table[finding.table["n_systems"] > 1]
    if again.empty:
        said = "across_cycles.chart.nothing_again" if len(finding.table) else "across_cycles.chart.empty"
        return Figure.nothing_yet(released, title=title, empty=words.say(said), words=words)
    return Figure.of(
        released,
        _parts(finding, again, words),
        title=title,
        description=_told(finding, again, words),
        table=_table(finding, words),
        words=words,
    )


def _told(finding: AcrossCycles, again: pd.DataFrame, words: Words) -> str:
    said = [
        words.say(
            "across_cycles.chart.told",
            what=item_in_words(words, row["kind"], row["wording"]),
            n=row["n_systems"],
            of=row["of_systems"],
            where=", ".join(finding.where.loc[finding.where["item"] == row["item"], "name"]),
        )
        for row in again.to_dict("records")
    ]
    n_alone = int((finding.table["n_systems"] == 1).sum())
    return "\n".join([*said, words.say("across_cycles.chart.alone", n=n_alone)])


def _table(finding: AcrossCycles, words: Words) -> pd.DataFrame:
    def _spread(item: int) -> str:
        those = finding.spread[finding.spread["item"] == item].to_dict("records")
        return "; ".join(spread_in_words(words, {str(k): v for k, v in row.items()}) for row in those)

    names = finding.where.groupby("item")["name"].agg(", ".join)
    found = finding.table
    column = "across_cycles.column"
    return pd.DataFrame(
        {
            words.say(f"{column}.kind"): [words.say(f"across_cycles.kind.{kind}") for kind in found["kind"]],
            words.say(f"{column}.wording"): [
                item_in_words(words, kind, wording)
                for kind, wording in zip(found["kind"], found["wording"], strict=True)
            ],
            words.say(f"{column}.n_cycles"): found["n_cycles"].astype("str"),
            words.say(f"{column}.n_systems"): [
                words.say("across_cycles.of", n=n, of=of)
                for n, of in zip(found["n_systems"], found["of_systems"], strict=True)
            ],
            words.say(f"{column}.spread"): [_spread(item) for item in found["item"]],
            words.say(f"{column}.where"): [names.get(item, "") for item in found["item"]],
        },
        dtype="str",
    )


def _parts(finding: AcrossCycles, again: pd.DataFrame, words: Words) -> Any:
    drawn = pd.concat([again[again["kind"] == kind].head(MOST_DRAWN) for kind in KINDS])
    where = finding.where[finding.where["item"].isin(drawn["item"])]
    systems = list(dict.fromkeys(where.sort_values(["place", "name", "system"])["system"]))
    names = dict(zip(where["system"], where["name"], strict=True))
    # two systems may have one name; a number that is not seen keeps them apart
    column_of = {one: wrapped(names[one], 34, lines=1) + "\u200b" * at for at, one in enumerate(systems)}
    parts = [
        _part(drawn[drawn["kind"] == kind], where, column_of, words, heading=words.say(f"across_cycles.kind.{kind}"))
        for kind in KINDS
        if (drawn["kind"] == kind).any()
    ]
    return alt.vconcat(*parts, spacing=30).resolve_scale(shape="shared")


def _part(items: pd.DataFrame, where: pd.DataFrame, column_of: dict[str, str], words: Words, *, heading: str) -> Any:
    label = {
        row["item"]: wrapped(
            words.say(
                "across_cycles.chart.row",
                what=item_in_words(words, row["kind"], row["wording"]),
                n=row["n_systems"],
                of=row["of_systems"],
            ),
            44,
            lines=2,
        )
        for row in items.to_dict("records")
    }
    setting = words.section("across_cycles.setting")
    dots = [
        {
            "item": label[row["item"]],
            "system": column_of[row["system"]],
            "setting": setting.get(row["setting"], setting["unknown"]),
        }
        for row in where[where["item"].isin(items["item"])].to_dict("records")
    ]
    looks = {"rural": (BLUE, "circle"), "urban": (VERMILION, "square"), "mixed": (PURPLE, "diamond")}
    there = [one for one in (*looks, "") if one in set(where["setting"])]
    shown = [setting[one or "unknown"] for one in there]
    colours, shapes = zip(*(looks.get(one, (GREY, "triangle-up")) for one in there), strict=True)
    y = alt.Y("item:N", sort=list(label.values()), title=None).axis(labelLimit=460, domain=False, ticks=False)
    x = alt.X("system:N", sort=list(column_of.values()), title=words.say("across_cycles.chart.x"))
    base = alt.Chart(rows(dots)).encode(
        y=y,
        x=x.scale(domain=list(column_of.values())).axis(
            labelAngle=-60, labelLimit=300, labelFontSize=SMALL, orient="top", grid=True
        ),
    )
    shape = alt.Shape("setting:N", title=words.say("across_cycles.chart.setting"))
    marks = base.mark_point(filled=True, size=260, opacity=1).encode(
        shape=shape.scale(domain=shown, range=list(shapes)),
        color=alt.Color("setting:N", title=words.say("across_cycles.chart.setting")).scale(
            domain=shown, range=list(colours)
        ),
    )
    return marks.properties(
        width=_WIDE * len(column_of),
        height=_HIGH * len(label),
        title=alt.TitleParams(text=heading, anchor="start", fontSize=LARGE, color=INK, dx=0),
    )
