"""The picture of: who hands people on to whom?"""

from __future__ import annotations

import pandas as pd

from workbench.charts.data_table import table_in_words
from workbench.charts.figure import Figure
from workbench.charts.from_to import FromTo, most_frequent
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.hand_offs import HandOffs

__all__ = ["MOST_DRAWN", "hand_offs"]

#: More agencies than this cannot be read across a room; the table has all of them.
MOST_DRAWN = 20


def hand_offs(released: Released[HandOffs], *, words: Words) -> Figure:
    """A matrix: by whom in rows, to whom in columns, the number in each cell ("*" where it is hidden)."""
    table = released.table
    title = words.say("case_paths.hand_offs.title")
    if table.empty:
        empty = words.say("case_paths.hand_offs.empty")
        return Figure.nothing_yet(released, title=title, empty=empty, words=words)
    names = most_frequent(table, columns=("from_agency", "to_agency"), most=MOST_DRAWN)
    drawn = table[table["from_agency"].isin(names) & table["to_agency"].isin(names)]
    cells = pd.DataFrame(
        {
            "before": drawn["from_agency"],
            "after": drawn["to_agency"],
            "n": drawn["n"],
            "shown": drawn["n_shown"],
            "under": "",
        }
    )
    matrix = FromTo(cells, names, x=words.say("case_paths.hand_offs.x"), y=words.say("case_paths.hand_offs.y"))
    shown = table.rename(columns={"share": "share_handed_on", "share_shown": "share_handed_on_shown"})
    return Figure.of(
        released,
        matrix.picture(),
        title=title,
        description=_told(released.finding, len(names), words),
        table=table_in_words(
            shown, ["from_agency", "to_agency", "n", "n_people", "share_handed_on"], words=words, section="case_paths"
        ),
        words=words,
    )


def _told(finding: HandOffs, drawn: int, words: Words) -> str:
    table = finding.table
    said = [
        words.say(
            "case_paths.hand_offs.told", from_agency=row["from_agency"], to_agency=row["to_agency"], n=row["n_shown"]
        )
        for row in table.to_dict("records")
    ]
    [stayed] = finding.no_hand_off.to_dict("records")
    n = None if pd.isna(stayed["n"]) else int(stayed["n"])
    said.append(words.say("case_paths.hand_offs.stayed", n=n, shown=stayed["n_shown"]))
    if finding.n_people is not None:
        said.append(words.say("case_paths.hand_offs.people", n=finding.n_people))
    if table[["from_agency", "to_agency"]].stack().nunique() > drawn:
        said.append(words.say("case_paths.hand_offs.first", n=drawn))
    return "\n".join(said)
