from __future__ import annotations

from collections.abc import Callable
from typing import Any

from workbench.charts import activity_by_agency
from workbench.charts.paired_bars import MOST_DRAWN
from workbench.frames import Evidence
from workbench.model.prompts import Words
from workbench.patterns import activity_by_agency as found
from workbench.sharing import release

Seen = Callable[..., Evidence]
NOT_SAVED = (
    "Pounds are contacts priced at what one is reckoned to cost. "
    "A smaller sum is not money saved: staff and buildings go on costing what they cost."
)


def drawn(chart: dict[str, Any]) -> list[tuple[str, str, float, str]]:
    """The bars: name, side, how long, what stands at their end."""
    [bars] = [rows for rows in chart["datasets"].values() if "phase" in rows[0]]
    return [(bar["name"], bar["phase"], bar["value"], bar["said"]) for bar in bars]


def test_each_agency_has_a_bar_before_and_after_and_its_change_in_words(seen: Seen, english: Words) -> None:
    evidence = seen(
        *({"day": -2, "agency": "police", "cost_pence": 10_050} for _ in range(4)),
        {"day": 2, "agency": "police", "cost_pence": 5_000},
        {"day": 3, "agency": "Food bank"},
    )
    figure = activity_by_agency(release(found(evidence, agencies=["DWP"])), words=english)
    assert drawn(figure.chart.to_dict()) == [
        ("DWP", "before", 0, "0 before"),
        ("DWP", "after", 0, "0 after"),
        ("Food bank", "before", 0, "0 before"),
        ("Food bank", "after", 1, "1 after"),
        ("police", "before", 4, "4 before"),
        ("police", "after", 1, "1 after"),
    ]
    assert figure.description.split("\n") == [
        "DWP: 0 before, 0 after; no change.",
        "Food bank: 0 before, 1 after; none before, so no percentage.",
        "police: 4 before, 1 after; 75% fewer.",
        "All together: 4 before, 2 after; 50% fewer.",
        "Before and after: 8 quarters of a year on each side of the day the new way of working began for each person.",
        "One person, observed for all of this time.",
        "Contacts: 4 before, 2 after.",
        "Before: £402 known for 4 of 4 contacts.",
        "After: £50 known for 1 of 2 contacts.",
        NOT_SAVED,
    ]
    assert figure.table["Change"].tolist() == ["no change", "none before, so no percentage", "75% fewer", "50% fewer"]


def test_costs_say_of_how_many_contacts_they_are_known(seen: Seen, english: Words) -> None:
    evidence = seen({"day": -2, "cost_pence": 10_050}, {"day": -2}, {"day": 2})
    figure = activity_by_agency(release(found(evidence)), words=english, measure="cost")
    assert figure.title == "What do contacts with each agency cost, before and after?"
    assert figure.description.split("\n")[0] == (
        "council: £100 before, not known after; cost known of 1 of 2 before; cost known of 0 of 1 after."
    )


def test_where_every_cost_is_known_it_is_said_once(seen: Seen, english: Words) -> None:
    evidence = seen({"day": -2, "cost_pence": 10_050}, {"day": 2, "cost_pence": 0})
    figure = activity_by_agency(release(found(evidence)), words=english, measure="cost")
    assert "The cost of every contact is known." in figure.description
    assert figure.description.startswith("council: £100 before, £0 after.\n")


def test_long_names_and_names_like_tags_are_text(seen: Seen, english: Words) -> None:
    names = ["<script>x</script>", "Department for Work and Pensions, benefits of working age, northern region, team 4"]
    evidence = seen(*({"day": -2, "agency": name} for name in names))
    figure = activity_by_agency(release(found(evidence)), words=english)
    assert "<script>x" not in figure.to_html()
    long = drawn(figure.chart.to_dict())[2][0]
    assert (long.count("\n"), max(map(len, long.split("\n"))) <= 32, long.endswith("…")) == (1, True, True)
    assert names[1] in figure.table["Agency"].tolist()


def test_two_names_that_are_cut_to_the_same_words_stay_two(seen: Seen, english: Words) -> None:
    long = "Department for Work and Pensions, benefits of working age"
    evidence = seen(*({"day": -2, "agency": f"{long}, {region} region"} for region in ("northern", "southern")))
    figure = activity_by_agency(release(found(evidence)), words=english)
    [bars] = [rows for rows in figure.chart.to_dict()["datasets"].values() if "phase" in rows[0]]
    assert [bar["at"] for bar in bars] == [0, 0, 1, 1]
    assert len({bar["name"] for bar in bars}) == 1


def test_only_so_many_agencies_are_drawn_and_the_table_has_all(seen: Seen, english: Words) -> None:
    evidence = seen(*({"day": -2, "agency": f"Agency {n:02}"} for n in range(MOST_DRAWN + 4)))
    figure = activity_by_agency(release(found(evidence)), words=english)
    assert (len(drawn(figure.chart.to_dict())), len(figure.table)) == (2 * MOST_DRAWN, MOST_DRAWN + 5)
    assert figure.description.endswith("The picture has the first 15 by name; the table has all.")


def test_no_contacts_say_so(seen: Seen, english: Words) -> None:
    figure = activity_by_agency(release(found(seen())), words=english)
    assert figure.empty == "No contacts of these people in this time have been written down or brought in yet."


def test_people_with_no_day_have_no_before_and_after_and_it_is_said(seen: Seen, english: Words) -> None:
    figure = activity_by_agency(release(found(seen({"day": 1}, way_from=None))), words=english)
    assert figure.empty == (
        "None of these people has a day on which the new way of working began, so there is no before and no after yet."
    )
