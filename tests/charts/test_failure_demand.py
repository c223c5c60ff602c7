from __future__ import annotations

from collections.abc import Callable

from workbench.charts import failure_demand
from workbench.frames import Evidence
from workbench.model.prompts import Words
from workbench.patterns import failure_demand as found
from workbench.sharing import release

Seen = Callable[..., Evidence]


def test_each_agency_says_its_share_of_how_many_and_what_nobody_said(seen: Seen, english: Words) -> None:
    evidence = seen(
        {"day": -1, "agency": "police", "demand": "failure"},
        {"day": -1, "agency": "police", "demand": "value"},
        {"day": -1, "agency": "police"},
        {"day": 1, "agency": "NHS", "demand": "value"},
        {"day": 1, "agency": "police"},
    )
    figure = failure_demand(release(found(evidence)), words=english)
    assert figure.description.split("\n") == [
        "NHS: no contact before; 0%: 0 of 1 after; said of all.",
        "police: 50%: 1 of 2 before; not said after; not said: 1 before, 1 after.",
        "All together: 50%: 1 of 2 before; 0%: 0 of 1 after; not said: 1 before, 1 after.",
        "Failure demand comes of something not done, or not done right. "
        "Shares are of the contacts of which somebody said which they were.",
        "Contacts before of which nobody said it: 1 of 3.",
        "Contacts after of which nobody said it: 1 of 2.",
        "One person, observed for all of this time.",
    ]


def test_where_nobody_said_it_nothing_is_drawn(seen: Seen, english: Words) -> None:
    figure = failure_demand(release(found(seen({"day": 1}))), words=english)
    assert figure.empty == (
        "Nobody has said of any of these contacts yet whether they are value demand or failure demand."
    )


def test_no_contacts_say_so(seen: Seen, english: Words) -> None:
    figure = failure_demand(release(found(seen())), words=english)
    assert figure.empty == "No contacts of these people in this time have been written down or brought in yet."
