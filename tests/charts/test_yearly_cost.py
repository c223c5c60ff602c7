from __future__ import annotations

from collections.abc import Callable

from workbench.charts import yearly_cost
from workbench.frames import Evidence
from workbench.model.prompts import Words
from workbench.patterns import yearly_cost as found
from workbench.sharing import release

Seen = Callable[..., Evidence]


def test_a_year_that_is_not_wholly_observed_is_dashed_and_said(seen: Seen, english: Words) -> None:
    evidence = seen({"day": -600, "cost_pence": 4_500_000}, {"day": -300, "cost_pence": 1_250}, {"day": 40})
    figure = yearly_cost(release(found(evidence)), words=english)
    assert figure.description.split("\n")[:7] == [
        "2022: £45,000, 1 contact, one person (only partly observed).",
        "2023: £12.50, 1 contact, one person.",
        "2024: cost not known, 1 contact, one person.",
        "A dashed bar is a year in which not everybody was observed for all of it: "
        "it cannot be compared with a whole year.",
        "2022: £45,000 known for the one contact.",
        "2023: £12.50 known for the one contact.",
        "2024: the cost of the one contact is not known.",
    ]
    [bars] = figure.chart.to_dict()["datasets"].values()
    assert [(bar["year"], bar["pounds"], bar["whole"]) for bar in bars] == [
        ("2022", 45_000, False),
        ("2023", 12.5, True),
        ("2024", 0, True),
    ]


def test_costs_nobody_knows_are_not_drawn_as_nought(seen: Seen, english: Words) -> None:
    figure = yearly_cost(release(found(seen({"day": 3}))), words=english)
    assert figure.empty is not None
    assert figure.empty.startswith("No costs are known of these contacts yet.")
