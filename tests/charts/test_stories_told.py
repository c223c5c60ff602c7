from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from workbench.charts import Figure, stories_told
from workbench.frames import Audience
from workbench.model.prompts import Words
from workbench.patterns import StoriesTold
from workbench.sharing import release


def told(who: Audience, *rows: tuple[str, int, int]) -> StoriesTold:
    table = pd.DataFrame(rows, columns=["period", "n", "n_people"]).astype({"period": "str"})
    return StoriesTold(audience=who, table=table, n_people=1, unit="month")


def test_each_month_is_told_with_its_stories_and_the_people_who_told_them(english: Words, team: Audience) -> None:
    figure = stories_told(release(told(team, ("2026-01", 3, 2), ("2026-02", 0, 0), ("", 1, 1))), words=english)
    assert figure.description == (
        "January 2026: stories 3, people who told them 2.\nno day written down: stories 1, people who told them 1."
    )
    assert list(figure.table.columns) == ["When", "Stories", "People who told them"]
    assert figure.table.to_numpy().tolist() == [
        ["January 2026", "3", "2"],
        ["February 2026", "0", "0"],
        ["no day written down", "1", "1"],
    ]


def test_a_small_number_makes_no_difference_to_what_is_sent(
    sent: Callable[[Figure], str], english: Words, team: Audience, place: Audience
) -> None:
    def drawn(who: Audience) -> set[str]:
        found = [told(who, ("2026-01", 40, 30), ("2026-02", n, n)) for n in (1, 3, 7)]
        return {sent(stories_told(release(one), words=english)) for one in found}

    assert (len(drawn(place)), len(drawn(team))) == (1, 3)


def test_no_stories_say_so(english: Words, team: Audience) -> None:
    figure = stories_told(release(told(team)), words=english)
    assert figure.empty == "No story has been told yet that this audience may know of."
