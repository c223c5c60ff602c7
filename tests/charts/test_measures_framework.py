"""The picture of the measures framework: eight questions and what speaks to each."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pandas as pd

from workbench.charts import Figure, measures_framework
from workbench.frames import Audience
from workbench.model import MeasureTheme, Reader
from workbench.model.prompts import Words
from workbench.patterns import MeasuresFramework
from workbench.sharing import release

Sent = Callable[[Figure], str]


def framework(who: Audience, *, n: int = 3, names: tuple[str, ...] = ("Sleep",)) -> MeasuresFramework:
    rows = [
        {"reader": r.value, "theme": t.value, "measures": (), "n_series": 0, "n_entries": 0}
        for r, t in product(Reader, MeasureTheme)
    ]
    rows[0] |= {"measures": names, "n_series": 1, "n_entries": n}
    return MeasuresFramework(audience=who, table=pd.DataFrame(rows))


def test_every_cell_asks_its_question(english: Words, team: Audience) -> None:
    figure = measures_framework(release(framework(team)), words=english)
    told = figure.description.split("\n")
    assert len(told) == 8
    assert told[0] == (
        "Teams, Effect on citizens. What would make the most difference to the people we stand beside? "
        "Measures: Sleep. 1 series, 3 entries speak to it."
    )
    assert told[7].startswith("Leadership, Morale. What does this work do to those who do it? No measure yet.")


def test_no_measure_at_all_says_so(english: Words, team: Audience) -> None:
    figure = measures_framework(release(framework(team, names=())), words=english)
    assert figure.empty == "No measure has been written down yet."


def test_few_entries_are_a_star_to_a_wider_audience(
    sent: Sent, english: Words, team: Audience, place: Audience
) -> None:
    wide = {sent(measures_framework(release(framework(place, n=n)), words=english)) for n in (1, 3, 6)}
    own = {sent(measures_framework(release(framework(team, n=n)), words=english)) for n in (1, 3, 6)}
    assert (len(wide), len(own)) == (1, 3)
    assert "* entries speak to it" in next(iter(wide))
