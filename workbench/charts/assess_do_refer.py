"""The picture of: how often are people assessed, helped and referred on?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.data_table import table_in_words
from workbench.charts.figure import Figure
from workbench.charts.theme import BLUE, INK, SMALL, rows
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.assess_do_refer import DOES, NOT_SAID, PHASES, AssessDoRefer

__all__ = ["assess_do_refer"]

_WIDTH = 400


def assess_do_refer(released: Released[AssessDoRefer], *, words: Words) -> Figure:
    """Bars of shares by what the service did, and under them people by how many rounds they went through."""
    finding = released.finding
    title = words.say("case_paths.assess_do_refer.title")
    if finding.table.empty:
        empty = words.say("case_paths.assess_do_refer.empty")
        return Figure.nothing_yet(released, title=title, empty=empty, words=words)
    picture = alt.vconcat(_shares(finding, words), _rounds(finding, words), spacing=36).resolve_scale(
        x="independent", y="independent"
    )
    figure = Figure.of(
        released, picture, title=title, description=_told(finding, words), table=_table(finding, words), words=words
    )
    said = words.say("case_paths.assess_do_refer.what_a_round_is")
    return replace(figure, notes=(said, *figure.notes))


def _say(words: Words, key: str, **values: object) -> str:
    return words.say(f"case_paths.assess_do_refer.{key}", **values)


def _named(table: pd.DataFrame, words: Words) -> pd.DataFrame:
    """The table with its codes in words."""
    named = {"phase": "phase", "does": "does", "rounds_band": "band"}
    there = [column for column in named if column in table]
    return table.assign(
        **{column: [_say(words, f"{named[column]}.{value}") for value in table[column]] for column in there}
    )


def _all(table: pd.DataFrame) -> str:
    """All contacts of one phase: the sum of the cells that are shown."""
    return f"{int(table['n'].astype('float64').sum()):,}"


def _phases(finding: AssessDoRefer, words: Words) -> dict[str, str]:
    there = set(finding.table["phase"])
    return {phase: _say(words, f"phase.{phase}") for phase in PHASES if phase in there}


def _shares(finding: AssessDoRefer, words: Words) -> Any:
    headers = {
        phase: _say(words, "header", phase=name, n=_all(finding.table[finding.table["phase"] == phase]))
        for phase, name in _phases(finding, words).items()
    }
    bars: list[dict[str, Any]] = [
        {
            "phase": headers[row["phase"]],
            "bar": _say(words, f"does.{row['does']}"),
            "at": 0 if pd.isna(row["share"]) else float(row["share"]),
            "shown": _say(words, "bar", share=row["share_shown"], n=row["n_shown"]),
        }
        for row in finding.table.to_dict("records")
    ]
    across = alt.X(
        "at:Q",
        title=_say(words, "does_x"),
        axis=alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1]),
        # room for the words at the end of the longest bar
        scale=alt.Scale(domain=[0, 1.35], nice=False),
    )
    order = [_say(words, f"does.{does}") for does in DOES]
    return _bars(bars, across, order=order, panels=list(headers.values()), y=_say(words, "does_y"))


def _rounds(finding: AssessDoRefer, words: Words) -> Any:
    headers = _rounds_headers(finding, words)
    bars: list[dict[str, Any]] = [
        {
            "phase": headers[row["phase"]],
            "bar": _say(words, f"band.{row['rounds_band']}"),
            "at": 0 if pd.isna(row["n_people"]) else int(row["n_people"]),
            "shown": row["n_people_shown"],
        }
        for row in finding.rounds.to_dict("records")
    ]
    most = max(*(bar["at"] for bar in bars), 1)
    across = alt.X(
        "at:Q",
        title=_say(words, "rounds_x"),
        axis=alt.Axis(format="d", tickMinStep=1, tickCount=5),
        scale=alt.Scale(domain=[0, most * 1.35], nice=False),
    )
    order = list(dict.fromkeys(bar["bar"] for bar in bars))
    return _bars(bars, across, order=order, panels=list(headers.values()), y=_say(words, "rounds_y"))


def _rounds_headers(finding: AssessDoRefer, words: Words) -> dict[str, str]:
    usual = finding.usual.set_index("phase")
    return {
        phase: _say(
            words,
            "header_rounds_of" if "n_known" in usual else "header_rounds",
            phase=name,
            median=usual["median_rounds_shown"][phase].removesuffix(".0"),
            people=usual["n_known_shown"][phase] if "n_known" in usual else "",
        )
        for phase, name in _phases(finding, words).items()
    }


def _bars(bars: list[dict[str, Any]], across: Any, *, order: list[str], panels: list[str], y: str) -> Any:
    base = alt.Chart(width=_WIDTH, height=38 * len(order)).encode(
        x=across, y=alt.Y("bar:N", sort=order, title=y, axis=alt.Axis(ticks=False))
    )
    drawn = base.mark_bar(height=24, color=BLUE, stroke=INK, strokeWidth=0.6)
    numbers = base.mark_text(align="left", dx=8, fontSize=SMALL, fontWeight="bold", color=INK).encode(text="shown:N")
    return alt.layer(drawn, numbers, data=rows(bars)).facet(
        column=alt.Column("phase:N", sort=panels, header=alt.Header(title=None)), spacing=30
    )


def _told(finding: AssessDoRefer, words: Words) -> str:
    said = []
    headers = _phases(finding, words)
    for phase, name in headers.items():
        here = finding.table[finding.table["phase"] == phase]
        parts = [
            _say(
                words, "told_part", does=_say(words, f"does.{row['does']}"), share=row["share_shown"], n=row["n_shown"]
            )
            for row in here.to_dict("records")
        ]
        said.append(_say(words, "told", phase=name, all=_all(here), parts=", ".join(parts)))
    median = dict(zip(finding.usual["phase"], finding.usual["median_rounds_shown"], strict=True))
    for phase, name in headers.items():
        here = finding.rounds[(finding.rounds["phase"] == phase) & (finding.rounds["n_people_shown"] != "0")]
        bands = "; ".join(_band(row, words) for row in here.to_dict("records"))
        usual = str(median[phase]).removesuffix(".0")
        said.append(_say(words, "told_rounds", phase=name, parts=bands, median=usual))
    return "\n".join(said)


def _band(row: dict[Any, Any], words: Words) -> str:
    n = None if pd.isna(row["n_people"]) else int(row["n_people"])
    key = "told_not_said" if row["rounds_band"] == NOT_SAID else "told_band"
    band = _say(words, f"band.{row['rounds_band']}")
    return _say(words, key, n=n, shown=row["n_people_shown"], band=band)


def _table(finding: AssessDoRefer, words: Words) -> pd.DataFrame:
    """Contacts by what was done, and under them people by rounds."""
    does = finding.table.rename(columns={"share": "share_of_phase", "share_shown": "share_of_phase_shown"})
    parts = [
        table_in_words(_named(table, words), columns, words=words, section="case_paths")
        for table, columns in (
            (does, ["phase", "does", "n", "n_people", "share_of_phase"]),
            (finding.rounds, ["phase", "rounds_band", "n_people", "share_of_people"]),
        )
    ]
    first = words.say("case_paths.column.phase")
    together = pd.concat(parts, ignore_index=True).fillna("")
    return together[[first, *(column for column in together if column != first)]]
