from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from workbench.charts import Figure, hand_offs
from workbench.charts.hand_offs import MOST_DRAWN
from workbench.frames import Audience
from workbench.model.prompts import Words
from workbench.patterns import HandOffs
from workbench.sharing import release


def handed(who: Audience, *rows: tuple[str, str, int, int], stayed: tuple[int, int] = (30, 12)) -> HandOffs:
    table = pd.DataFrame(rows, columns=["from_agency", "to_agency", "n", "n_people"])
    return HandOffs(
        audience=who,
        table=table.assign(share=0.5),
        no_hand_off=pd.DataFrame([stayed], columns=["n", "n_people"]),
        n_people=9,
    )


def test_each_hand_off_is_told_and_what_was_none_is_counted(english: Words, team: Audience) -> None:
    figure = hand_offs(
        release(handed(team, ("council", "NHS", 12, 9), ("police", "NHS", 1, 1), stayed=(1, 1))), words=english
    )
    assert figure.description.split("\n") == [
        "council to NHS: 12.",
        "police to NHS: 1.",
        "1 contact was no hand-off, as far as somebody wrote it down.",
        "9 people were handed on at least once.",
    ]
    assert list(figure.table.columns) == [
        "Handed on by",
        "Handed on to",
        "Times",
        "People",
        "Share of what they handed on",
    ]


def test_a_hidden_hand_off_makes_no_difference_to_what_is_sent(
    sent: Callable[[Figure], str], english: Words, team: Audience, place: Audience
) -> None:
    def drawn(who: Audience) -> set[str]:
        found = [handed(who, ("council", "NHS", 40, 30), ("police", "NHS", n * 9, n)) for n in (1, 3, 6)]
        return {sent(hand_offs(release(one), words=english)) for one in found}

    assert (len(drawn(place)), len(drawn(team))) == (1, 3)


def test_the_agencies_with_most_hand_offs_are_drawn_by_name_and_the_table_has_all(
    english: Words, team: Audience
) -> None:
    rows = [(f"agency {n:02}", "NHS", n + 1, 1) for n in range(MOST_DRAWN + 5)]
    figure = hand_offs(release(handed(team, *rows)), words=english)
    [cells] = figure.chart.to_dict()["datasets"].values()
    # the NHS takes one of the twenty places, the nineteen most frequent the others
    assert [cell["before"].rstrip("\u200b") for cell in cells] == [f"agency {n:02}" for n in range(6, 25)]
    assert len(figure.table) == 25
    assert "20 agencies with the most hand-offs, by name" in figure.description


def test_names_that_are_cut_alike_stay_two_rows(english: Words, team: Audience) -> None:
    long = "The society for people who have nowhere to go, in {} of the three towns of the bay and round about"
    rows = [(long.format(town), "NHS", 5, 5) for town in ("one", "two")]
    [cells] = hand_offs(release(handed(team, *rows)), words=english).chart.to_dict()["datasets"].values()
    assert len({cell["before"] for cell in cells}) == 2


def test_names_like_tags_are_text(english: Words, team: Audience) -> None:
    figure = hand_offs(release(handed(team, ("<script>x</script>", "NHS", 9, 9))), words=english)
    assert "<script>x" not in figure.to_html()


def test_no_hand_offs_say_so(english: Words, team: Audience) -> None:
    figure = hand_offs(release(handed(team)), words=english)
    assert figure.empty == "No hand-offs have been written down or brought in yet."
