from __future__ import annotations

from collections.abc import Callable

from workbench.charts import crisis_share
from workbench.frames import Evidence
from workbench.model.prompts import Words
from workbench.patterns import crisis_share as found
from workbench.sharing import release

Seen = Callable[..., Evidence]


def test_each_bar_says_its_share_and_of_how_many(seen: Seen, english: Words) -> None:
    evidence = seen(
        {"day": -1, "urgency": "crisis"},
        {"day": -2, "urgency": "planned"},
        {"day": -3},
        {"day": 100},
        observed_until="2024-07-14",
    )
    figure = crisis_share(release(found(evidence, quarters=3)), words=english)
    assert figure.description.split("\n") == [
        "Before, Yr1 Q1: none.",
        "Before, Yr1 Q2: none.",
        "Before, Yr1 Q3: 50% crisis (1 of 2).",
        "After, Yr1 Q1: none.",
        "After, Yr1 Q2: not said.",
        "After, Yr1 Q3: nobody observed.",
        "Shares are of the contacts of which somebody said whether they were planned or a crisis.",
        "Contacts before of which nobody said it: 1 of 3.",
        "Contacts after of which nobody said it: 1 of 1.",
        "One person, observed for a part of this time only.",
    ]
    [bars] = figure.chart.to_dict()["datasets"].values()
    assert [bar["said"].strip("\n") for bar in bars] == ["none", "none", "50%\n1 of\n2", "none", "not said", ""]


def test_one_bar_a_side_needs_no_quarters(seen: Seen, english: Words) -> None:
    evidence = seen({"day": -1, "urgency": "crisis"}, {"day": 1, "urgency": "planned"})
    figure = crisis_share(release(found(evidence, by_quarter=False)), words=english)
    assert figure.description.split("\n")[:2] == [
        "Before: 100% crisis (1 of 1).",
        "After: 0% crisis (0 of 1).",
    ]
    assert "Quarter" not in figure.table


def test_where_nobody_said_it_nothing_is_drawn(seen: Seen, english: Words) -> None:
    figure = crisis_share(release(found(seen({"day": 1}))), words=english)
    assert figure.empty == "Nobody has said of any of these contacts yet whether they were planned or a crisis."
