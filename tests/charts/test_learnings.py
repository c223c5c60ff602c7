"""The picture of learnings: a square for each pair, a star where a number is hidden."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pandas as pd

from workbench.charts import Figure, learnings
from workbench.frames import Audience
from workbench.model.prompts import Words
from workbench.patterns import Learnings
from workbench.sharing import release

_ABOUT, _WHO = ("work", "organising", "not_said"), ("me", "team", "another_cycle", "not_said")


def _found(who: Audience, **n: int) -> Learnings:
    pairs = [pair for pair in product(_ABOUT, _WHO) if pair != ("not_said", "not_said")]
    rows = [{"learning_about": a, "can_act": c, "n": n.get(f"{a}__{c}", 0)} for a, c in pairs]
    return Learnings(audience=who, table=pd.DataFrame(rows))


def test_every_pair_has_its_square_and_its_sentence(english: Words, place: Audience) -> None:
    figure = learnings(release(_found(place, work__me=23, organising__another_cycle=3)), words=english)
    [cells] = figure.chart.to_dict()["datasets"].values()
    assert len(cells) == 11
    assert [cell for cell in cells if cell["shown"] != "0"] == [
        {"about": "the work", "who": "I can", "n": 25, "shown": "25"},
        {"about": "organising the work", "who": "Another cycle must", "n": None, "shown": "*"},
    ]
    assert figure.description == (
        "Entries of debriefs and learning pods, by what they teach and who can act on it: "
        "the work, I can: 25; organising the work, Another cycle must: *."
    )
    assert figure.table.iloc[0].tolist() == ["the work", "I can", "25"]


def test_a_hidden_number_makes_no_difference(
    sent: Callable[[Figure], str], english: Words, team: Audience, place: Audience
) -> None:
    wide = {sent(learnings(release(_found(place, work__me=20, work__team=n)), words=english)) for n in (1, 4, 7)}
    own = {sent(learnings(release(_found(team, work__me=20, work__team=n)), words=english)) for n in (1, 4, 7)}
    assert (len(wide), len(own)) == (1, 3)


def test_nothing_learnt_yet_is_a_sentence(english: Words, team: Audience) -> None:
    figure = learnings(release(_found(team)), words=english)
    assert figure.empty == english.say("charts.learnings.empty")
    assert "<svg" not in figure.to_html()
