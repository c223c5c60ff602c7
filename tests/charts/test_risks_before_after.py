from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pandas as pd

from workbench.charts import Figure, risks_before_after
from workbench.charts.risks_before_after import MOST_DRAWN
from workbench.frames import Audience
from workbench.model.prompts import Words
from workbench.patterns import RisksBeforeAfter
from workbench.sharing import release

LEVELS = ("none", "+", "++")


def risks(who: Audience, **cells: dict[tuple[str, str], int]) -> RisksBeforeAfter:
    """Counts by (before, after) for each risk, with the totals the pattern adds."""
    rows = []
    for name, counted in cells.items():
        for before, after in product([*LEVELS, "all"], [*LEVELS, "not_known", "all"]):
            n = sum(v for (b, a), v in counted.items() if before in (b, "all") and after in (a, "all"))
            rows.append((name, before, after, n))
    table = pd.DataFrame(rows, columns=["name", "before", "after", "n"])
    return RisksBeforeAfter(audience=who, table=table, n_people=0)


def test_each_risk_is_told_before_and_after(english: Words, team: Audience) -> None:
    found = risks(team, Overdose={("++", "+"): 9, ("++", "none"): 2, ("+", "not_known"): 1})
    figure = risks_before_after(release(found), words=english)
    assert figure.description == "Overdose: before +: 1, ++: 11; after none: 2, +: 9, not known: 1."
    assert figure.table.to_numpy().tolist() == [
        ["Overdose", "none", "0", "0", "0", "0", "0"],
        ["Overdose", "+", "0", "0", "0", "1", "1"],
        ["Overdose", "++", "2", "9", "0", "0", "11"],
        ["Overdose", "all", "2", "9", "0", "1", "12"],
    ]


def test_no_colour_is_given_to_a_level(english: Words, team: Audience) -> None:
    chart = risks_before_after(release(risks(team, Overdose={("++", "+"): 9})), words=english).chart.to_dict()
    encodings = [layer["encoding"] for panel in chart["hconcat"] for layer in panel["layer"]]
    assert all("color" not in encoding for encoding in encodings)


def test_a_small_number_makes_no_difference_to_what_is_sent(
    sent: Callable[[Figure], str], english: Words, team: Audience, place: Audience
) -> None:
    def drawn(who: Audience) -> set[str]:
        found = [risks(who, Overdose={("++", "+"): 20, ("+", "+"): n}) for n in (1, 3, 7)]
        return {sent(risks_before_after(release(one), words=english)) for one in found}

    assert (len(drawn(place)), len(drawn(team))) == (1, 3)


def test_only_so_many_risks_are_drawn_and_the_table_has_all(english: Words, team: Audience) -> None:
    many = {f"risk{n:02}": {("++", "+"): 1} for n in range(MOST_DRAWN + 3)}
    figure = risks_before_after(release(risks(team, **many)), words=english)
    drawn = {row["name"] for rows in figure.chart.to_dict()["datasets"].values() for row in rows}
    assert (len(drawn), figure.table["Risk"].nunique()) == (12, 15)
    assert figure.description.endswith("The picture has the first 12 by name; the table has all.")


def test_no_risks_say_so(english: Words, team: Audience) -> None:
    none = RisksBeforeAfter(audience=team, table=pd.DataFrame(columns=["name", "before", "after", "n"]))
    said = "No risk of anybody presented to a forum has been written down yet."
    assert risks_before_after(release(none), words=english).empty == said
