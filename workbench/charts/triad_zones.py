"""The picture of: how many stories lie in which part of a triangle?"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.data_table import table_in_words
from workbench.charts.figure import Figure
from workbench.charts.signified_in_words import MOST_GROUPS, answers_in_words, group_name, header, zone_name
from workbench.charts.small_multiples import small_multiples
from workbench.charts.theme import INK, LARGE, SMALL, rows
from workbench.charts.triad_field import centre_of, field, place, shaded_zones
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.triad_zones import PLACED, TriadZones

__all__ = ["triad_zones", "zone_marks", "zones_in_words"]

_WIDTH = {1: 640, 2: 520}
_COLUMNS = ["group", "zone", "n_stories", "n_tellers", "share"]


def triad_zones(released: Released[TriadZones], *, words: Words) -> Figure:
    """One triangle a group, its zones darker the more stories lie in them, each with its share and its number."""
    finding = released.finding
    title = words.say("signification.zones.title", title=finding.wording.title)
    total = released.table[released.table["zone"] == PLACED]
    if total["n_stories"].eq(0).fillna(value=False).all():
        empty = words.say("signification.beside.empty")
        return Figure.nothing_yet(released, title=title, empty=empty, words=words)
    names = [group for group in released.table["group"].unique() if (total["group"] == group).any()]
    columns, width = min(len(names), 2), _WIDTH.get(len(names), 420)
    pictures = [_picture(released, group, words, width=width) for group in names[:MOST_GROUPS]]
    sentences = answers_in_words(released, words)
    if len(names) > MOST_GROUPS:
        sentences.append(words.say("signification.beside.first_groups", n=MOST_GROUPS))
    sentences.append(words.say("signification.beside.self_selected"))
    told = [_told(released, group, words) for group in names]
    return Figure.of(
        released,
        small_multiples(pictures, sentences, columns=columns, width=columns * width * 1.08),
        title=title,
        description="\n".join([*answers_in_words(released, words), *told]),
        table=_table(released, words),
        words=words,
    )


def zone_marks(zones: pd.DataFrame, *, labels: tuple[str, ...], width: float, most: float) -> list[Any]:
    """The layers of one triangle: zones by share, and in each its share (where it may be shown) and its number."""
    of_zone = zones.set_index("zone")
    shares = {str(zone): float(share) for zone, share in of_zone["share"].items()}
    texts = [
        {"x": centre_of(zone)[0], "y": centre_of(zone)[1], "text": _marked(of_zone.loc[zone])}
        for zone in shares
        if zone != PLACED
    ]
    written = alt.Chart(rows(texts)).mark_text(
        fontSize=LARGE if width > 450 else SMALL, fontWeight="bold", color=INK, lineBreak="\n", baseline="middle"
    )
    fills = {zone: share for zone, share in shares.items() if zone != PLACED}
    return [
        *shaded_zones(fills, labels=labels, width=width, most=most),
        written.encode(**place(width, labels), text="text:N"),
    ]


def _marked(row: Any) -> str:
    n = str(row["n_stories_shown"])
    return n if pd.isna(row["share"]) or n == "0" else f"{row['share_shown']}\n({n})"


def _picture(released: Released[TriadZones], group: Any, words: Words, *, width: float) -> Any:
    table = released.table
    of_group = table[table["group"] == group]
    labels = released.finding.wording.labels
    most = float(table.loc[table["zone"] != PLACED, "share"].fillna(0).max())
    whole = of_group[of_group["zone"] == PLACED].to_dict("records")[0]
    layers = zone_marks(of_group, labels=labels, width=width, most=most)
    return field(layers, labels=labels, width=width, title=header(whole, released, words))


def _told(released: Released[TriadZones], group: Any, words: Words) -> str:
    of_group = released.table[released.table["group"] == group]
    whole = of_group[of_group["zone"] == PLACED].to_dict("records")[0]
    group_said = header(whole, released, words)
    return zones_in_words(of_group, words, labels=released.finding.wording.labels, group=group_said)


def zones_in_words(zones: pd.DataFrame, words: Words, *, labels: tuple[str, ...], group: str) -> str:
    """One sentence: of a group (as people call it) the share and the number of each zone."""
    parts = [
        words.say(
            "signification.zones.told_zone",
            zone=zone_name(row["zone"], labels, words),
            share=row["share_shown"],
            n=row["n_stories_shown"],
        )
        for row in zones.to_dict("records")
        if row["zone"] != PLACED
    ]
    return words.say("signification.zones.told", group=group, parts="; ".join(parts))


def _table(released: Released[TriadZones], words: Words) -> pd.DataFrame:
    labels = released.finding.wording.labels
    made = released.table.assign(
        group=[group_name(group, released, words) for group in released.table["group"]],
        zone=[zone_name(zone, labels, words) for zone in released.table["zone"]],
    )
    columns = _COLUMNS if released.finding.split_by else _COLUMNS[1:]
    return table_in_words(made, columns, words=words, section="signification")
