"""The picture of: what tends to follow what?"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from workbench.charts.data_table import table_in_words
from workbench.charts.figure import Figure
from workbench.charts.from_to import FromTo, most_frequent
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.sequences import OF_CONTACTS, OF_PEOPLE, Sequences

__all__ = ["MOST_DRAWN", "MOST_TOLD", "sequences"]

#: More rows than this cannot be read across a room; the table has all of them.
MOST_DRAWN = 12
#: So many pairs are told in sentences.
MOST_TOLD = 30


def sequences(released: Released[Sequences], *, words: Words) -> Figure:
    """A matrix: a contact in rows, what followed it in columns; how many times, and how many times as expected."""
    table, finding = released.table, released.finding
    title = words.say(f"case_paths.sequences.title_{finding.of}")
    if table.empty:
        empty = words.say("case_paths.sequences.empty")
        return Figure.nothing_yet(released, title=title, empty=empty, words=words)
    names = most_frequent(table, columns=("what_before", "what"), most=MOST_DRAWN)
    drawn = table[table["what_before"].isin(names) & table["what"].isin(names)]
    cells = pd.DataFrame(
        {
            "before": drawn["what_before"],
            "after": drawn["what"],
            "n": drawn["n"],
            "shown": drawn["n_shown"],
            "under": [_times(times, words) for times in drawn["times_expected"]],
        }
    )
    matrix = FromTo(cells, names, x=words.say("case_paths.sequences.x"), y=words.say("case_paths.sequences.y"))
    shown = table.rename(columns={"share": "share_following", "share_shown": "share_following_shown"})
    figure = Figure.of(
        released,
        matrix.picture(),
        title=title,
        description=_told(table, words),
        table=table_in_words(
            shown,
            ["what_before", "what", "n", "n_people", "share_following", "times_expected"],
            words=words,
            section="case_paths",
        ),
        words=words,
    )
    return replace(figure, notes=(*_notes(finding, len(names), words), *figure.notes))


def _times(times: float, words: Words) -> str:
    return "" if pd.isna(times) else words.say("case_paths.sequences.times", times=f"{times:.1f}")


def _notes(finding: Sequences, drawn: int, words: Words) -> list[str]:
    said = [words.say("case_paths.sequences.what_times_are", n=OF_CONTACTS, people=OF_PEOPLE)]
    if finding.n_people is not None:
        firsts = words.say("case_paths.sequences.firsts", n=finding.n_people, shown=f"{finding.n_people:,}")
        said.append(firsts)
    if finding.table[["what_before", "what"]].stack().nunique() > drawn:
        said.append(words.say("case_paths.sequences.first", n=drawn))
    return said


def _told(table: pd.DataFrame, words: Words) -> str:
    most = table.sort_values("n", ascending=False, kind="stable", na_position="last").head(MOST_TOLD)
    said = [
        words.say(
            "case_paths.sequences.told" if pd.isna(row["times_expected"]) else "case_paths.sequences.told_often",
            before=row["what_before"],
            after=row["what"],
            n=row["n_shown"],
            share=row["share_shown"],
            times=f"{row['times_expected']:.1f}",
        )
        for row in most.sort_index().to_dict("records")
    ]
    if len(table) > MOST_TOLD:
        said.append(words.say("case_paths.sequences.told_first", n=MOST_TOLD))
    return "\n".join(said)
