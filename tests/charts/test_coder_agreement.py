from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from workbench.charts import Figure, coder_agreement
from workbench.charts.coder_agreement import MOST_DRAWN
from workbench.frames import Audience
from workbench.model.prompts import Words
from workbench.patterns import CoderAgreement
from workbench.sharing import release

COLUMNS = ["theme", "name", "shared_unit", "n_texts", "n_tagged", "n_coders", "alpha", "low", "high", "told"]
NAN = float("nan")


def agreement(who: Audience, *rows: tuple[Any, ...], n_unfinished: int = 0, n_lost: int = 0) -> CoderAgreement:
    more = {"coding_round": "r", "unit": "passage", "seed": 1, "n_unfinished": n_unfinished, "n_lost": n_lost}
    return CoderAgreement(audience=who, table=pd.DataFrame(list(rows), columns=COLUMNS), **more)  # type: ignore[arg-type]  # of several types


def test_each_theme_says_its_alpha_of_how_many_and_how_sure(english: Words, team: Audience) -> None:
    found = agreement(
        team,
        ("a", "Trust", "text", 30, 12, 3, 0.6, 0.4, 0.8, "enough"),
        ("a", "Trust", "character", 29, 12, 3, -0.05, -0.3, 0.2, "few"),
        ("b", "Waiting", "text", 30, 0, 3, NAN, NAN, NAN, "never"),
        n_unfinished=1,
        n_lost=2,
    )
    figure = coder_agreement(release(found), words=english)
    assert figure.description.split("\n") == [
        "Trust, is it in this text?: α 0.60 (0.40 to 0.80) (enough texts to compare themes); 30 texts · 3 readers, "
        "somebody tagged it in 12 of them.",
        "Trust, on the same words?: α −0.05 (−0.30 to 0.20) (15 to 29 texts: too few to compare themes); "
        "29 texts · 3 readers, somebody tagged it in 12 of them.",
        "Waiting, is it in this text?: no α: nobody used it here, so nothing varies; 30 texts · 3 readers, "
        "somebody tagged it in 0 of them.",
        "Circle: is it in this text? Diamond: on the same words? The line holds α in 95 of 100 draws of other texts.",
        "α is 1 where all say the same, 0 where they agree no more than by chance. It is no mark: low figures show "
        "which theme to talk about. No line separates good from bad.",
        "1 text was left out: fewer than two people read it to the end.",
        "2 texts are left out on words: passages of them were changed since.",
    ]
    assert figure.table["α"].tolist() == ["0.60", "-0.05", ""]


def test_too_few_texts_say_so_instead_of_a_picture(english: Words, team: Audience) -> None:
    found = agreement(team, ("a", "Trust", "text", 4, 2, 2, NAN, NAN, NAN, "too_few"))
    figure = coder_agreement(release(found), words=english)
    assert figure.empty == "There is nothing to compare yet. Two people need to read the same texts to the end."


def test_many_themes_are_drawn_in_part_and_told_in_full(english: Words, team: Audience) -> None:
    rows = [(f"t{n:02}", f"Theme {n:02}", "text", 30, 1, 2, 0.5, 0.1, 0.9, "enough") for n in range(MOST_DRAWN + 1)]
    figure = coder_agreement(release(agreement(team, *rows)), words=english)
    assert f"The first {MOST_DRAWN} themes are drawn; the table has all of them." in figure.description
    assert (len(figure.table), "Theme 14, is it" in figure.description) == (MOST_DRAWN + 1, True)


def test_a_wider_audience_gets_no_alpha(english: Words, place: Audience, sent: Callable[[Figure], str]) -> None:
    found = agreement(place, ("a", "Trust", "text", 30, 12, 3, 0.61234, 0.4, 0.8, "enough"))
    figure = coder_agreement(release(found), words=english)
    assert figure.empty is not None
    assert [word for word in ("0.61", "Trust") if word in sent(figure)] == []
