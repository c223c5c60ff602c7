from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from workbench.charts import Figure, sequences
from workbench.frames import Audience
from workbench.model.prompts import Words
from workbench.patterns import Sequences
from workbench.sharing import release


def followed(who: Audience, *rows: tuple[str, str, int, int, float | None]) -> Sequences:
    table = pd.DataFrame(rows, columns=["what_before", "what", "n", "n_people", "times_expected"])
    first = pd.DataFrame([("arrest", 12, 12)], columns=["what", "n", "n_people"])
    return Sequences(
        audience=who,
        table=table.assign(share=0.25).astype({"times_expected": "float64"}),
        first=first,
        n_people=12,
        of="activity",
    )


def test_what_follows_is_told_with_how_much_more_often(english: Words, team: Audience) -> None:
    found = followed(team, ("arrest", "visit", 12, 9, 1.58), ("visit", "arrest", 1, 1, None))
    figure = sequences(release(found), words=english)
    assert figure.description.split("\n") == [
        "arrest, then visit: 12 (25% of what follows), 1.6 times as often as if order did not matter.",
        "visit, then arrest: 1 (25% of what follows).",
    ]
    [cells] = figure.chart.to_dict()["datasets"].values()
    assert [cell["shown"] for cell in cells] == ["12\n×1.6", "1"]
    assert "It is given from 5 times and 3 people on, and is a question to ask" in figure.notes[0]
    assert figure.notes[1] == "The first contacts of 12 people follow nothing and are not in the picture."


def test_a_hidden_sequence_makes_no_difference_to_what_is_sent(
    sent: Callable[[Figure], str], english: Words, team: Audience, place: Audience
) -> None:
    def drawn(who: Audience) -> set[str]:
        found = [
            followed(who, ("arrest", "visit", 40, 30, 1.5), ("visit", "arrest", n * 9, n, n * 1.1)) for n in (1, 3, 6)
        ]
        return {sent(sequences(release(one), words=english)) for one in found}

    assert (len(drawn(place)), len(drawn(team))) == (1, 3)


def test_nobody_with_two_contacts_is_said(english: Words, team: Audience) -> None:
    figure = sequences(release(followed(team)), words=english)
    assert figure.empty == "Nobody has two contacts yet, so nothing follows anything."
