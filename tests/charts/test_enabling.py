"""The pictures of what goes down the learning stack, and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from workbench.charts import Figure, barriers_raised, enabled
from workbench.frames import Audience
from workbench.model.prompts import Words
from workbench.patterns import BarriersRaised, Enabled
from workbench.sharing import release

Sent = Callable[[Figure], str]


def barriers(who: Audience, *rows: tuple[str, str, str, int, int]) -> BarriersRaised:
    table = pd.DataFrame(rows, columns=["level", "owner", "state", "n", "n_cycles"])
    return BarriersRaised(audience=who, table=table, barriers=pd.DataFrame(), done=pd.DataFrame(), n_below=3)


def what_helped(who: Audience, n: dict[str, int], *told: dict[str, Any]) -> Enabled:
    said = ("yes", "partly", "no", "too_early", "not_said")
    columns = ["id", "direction", "what", "barrier", "helped_words", "helped_by"]
    return Enabled(
        audience=who,
        table=pd.DataFrame([{"said": one, "n": n.get(one, 0)} for one in said]),
        told=pd.DataFrame(told, columns=columns),
    )


def test_barriers_say_how_many_wait_and_from_how_many_cycles(team: Audience, english: Words) -> None:
    found = barriers(
        team,
        ("system", "leadership", "waiting", 3, 2),
        ("system", "leadership", "answered", 1, 1),
        ("macro", "team", "waiting", 0, 0),
        ("macro", "team", "answered", 0, 0),
    )
    figure = barriers_raised(release(found), words=english)
    assert figure.title == "Which barriers do the cycles below raise, and what waits for an answer?"
    assert figure.description == ("System level, for leadership: 3 wait, from 2 cycles; 1 are answered, from 1 cycles.")
    assert figure.table.to_numpy().tolist() == [["System level, for leadership", "3", "2", "1", "1"]]
    assert "3 (from 2 cycles)" in str(figure.chart.to_dict())


def test_a_hidden_number_is_in_nothing_that_leaves(place: Audience, english: Words, sent: Sent) -> None:
    def drawn(small: int) -> str:
        found = barriers(
            place,
            ("system", "leadership", "waiting", 23, small),
            ("system", "leadership", "answered", small, small),
        )
        return sent(barriers_raised(release(found), words=english))

    assert drawn(3) == drawn(4)


def test_what_those_below_say_is_drawn_in_one_colour_and_told_in_their_words(team: Audience, english: Words) -> None:
    told = {"direction": "by", "what": "Six <b>cards</b>", "barrier": "Nine days", "helped_words": "At once."}
    figure = enabled(release(what_helped(team, {"yes": 2, "no": 1}, told)), words=english)
    assert figure.description.split("\n") == [
        "It helped: 2.",
        "It did not help: 1.",
        "Six <b>cards</b> (the barrier: Nine days). Those below say: At once.",
    ]
    assert figure.table.to_numpy().tolist()[0] == ["It helped", "2"]
    assert "<b>cards" not in figure.to_html()
    colours = {
        part["mark"]["color"] for part in figure.chart.to_dict()["vconcat"][0]["layer"] if "color" in part["mark"]
    }
    assert len(colours) == 2  # the bars and the ink of the numbers: nothing stands for good or bad


def test_a_hidden_word_of_those_below_is_in_nothing_that_leaves(place: Audience, english: Words, sent: Sent) -> None:
    def drawn(small: int, by: str) -> str:
        told = {"direction": "by", "what": "Cards", "barrier": "", "helped_words": "At once.", "helped_by": by}
        return sent(enabled(release(what_helped(place, {"yes": small}, told)), words=english))

    assert drawn(3, "Nell") == drawn(4, "Joss")
    assert "Nell" not in drawn(3, "Nell")


@pytest.mark.parametrize("draw", [barriers_raised, enabled])
def test_nothing_yet_is_a_sentence(team: Audience, english: Words, draw: Callable[..., Figure]) -> None:
    found = barriers(team) if draw is barriers_raised else what_helped(team, {})
    assert draw(release(found), words=english).empty
