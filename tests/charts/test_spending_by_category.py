from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from workbench.charts import Figure, spending_by_category
from workbench.charts.spending_by_category import MOST_DRAWN
from workbench.frames import Audience
from workbench.model.prompts import Words
from workbench.patterns import SpendingByCategory
from workbench.sharing import release


def spending(who: Audience, *rows: tuple[str, int, int, float, float]) -> SpendingByCategory:
    table = pd.DataFrame(rows, columns=["category", "n", "n_people", "amount_pounds", "two_largest"])
    return SpendingByCategory(audience=who, table=table.assign(share=table["n"] / table["n"].sum()))


def test_each_category_is_told_in_pounds_and_purchases(english: Words, team: Audience) -> None:
    found = spending(team, ("bedding", 1, 1, 12.5, 1.0), ("removals", 3, 2, 1_450.0, 1.0))
    figure = spending_by_category(release(found), words=english)
    assert figure.description == "bedding: £12.50, 1 purchase.\nremovals: £1,450, 3 purchases."
    assert list(figure.table.columns) == ["Category", "Number", "People", "Pounds", "Share of purchases"]
    assert figure.table.to_numpy().tolist() == [
        ["bedding", "1", "1", "12.50", "25%"],
        ["removals", "3", "2", "1,450", "75%"],
    ]


def test_an_amount_few_people_stand_behind_makes_no_difference_to_what_is_sent(
    sent: Callable[[Figure], str], english: Words, team: Audience, place: Audience
) -> None:
    def drawn(who: Audience) -> set[str]:
        found = [spending(who, ("food", 40, 30, 900, 0.1), ("beds", 30, n, n * 77, 1.0)) for n in (1, 3, 6)]
        return {sent(spending_by_category(release(one), words=english)) for one in found}

    assert (len(drawn(place)), len(drawn(team))) == (1, 3)


def test_only_so_many_bars_are_drawn_and_the_table_has_all(english: Words, team: Audience) -> None:
    rows = [(f"category {n:02}", 1, 1, 10.0, 1.0) for n in range(MOST_DRAWN + 5)]
    figure = spending_by_category(release(spending(team, *rows)), words=english)
    [bars] = figure.chart.to_dict()["datasets"].values()
    assert (len(bars), len(figure.table)) == (20, 25)
    assert figure.description.endswith("The picture has the first 20 by name; the table has all.")


def test_a_category_named_like_a_tag_is_text(english: Words, team: Audience) -> None:
    figure = spending_by_category(release(spending(team, ("<script>x</script>", 9, 9, 9.0, 0.3))), words=english)
    assert "<script>x" not in figure.to_html()


def test_no_spending_says_so(english: Words, team: Audience) -> None:
    figure = spending_by_category(release(spending(team)), words=english)
    assert figure.empty == "No spending has been written down yet."
