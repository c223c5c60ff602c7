"""Questions about stories as an analyst asks them."""

from __future__ import annotations

from datetime import date

import pytest

from workbench.desk import Desk
from workbench.errors import NotAllowed
from workbench.model import Story, Withdrawal
from workbench.store import Store


@pytest.fixture
def told(quay_desk: Desk) -> Desk:
    with quay_desk.store.step("Stories", by="Test") as step:
        for n, more in enumerate(
            (
                {"text": "I walked home.", "place": "Harbour"},
                {"text": "I walked on.", "scope": "place"},
                {"text": "We sat.", "place": "Harbour"},
                {"text": "I walked back.", "withdrawal": Withdrawal.no_use},
                {"text": "I walked away.", "consent_until": date(2026, 5, 3)},
            )
        ):
            usual = {"cycle": "quay-1", "title": f"T{n}", "teller": f"p{n}", "told_on": date(2026, 4, n + 1)}
            step.add(Story.model_validate({"id": f"s{n}", **usual, **more}))
    return quay_desk


def test_stories_are_found_as_on_the_page_and_what_was_taken_back_is_not(told: Desk) -> None:
    assert told.stories_found("walk", system="quay").table["id"].tolist() == ["s1", "s0"]
    assert told.stories_found(picked={"place": "Harbour"}, system="quay").table["id"].tolist() == ["s2", "s0"]
    assert told.stories_found("walk", ids=["s0", "s2"], system="quay").table["id"].tolist() == ["s0"]


def test_a_wider_audience_finds_no_single_stories_and_hears_no_small_number(told: Desk, quay_store: Store) -> None:
    wider = Desk(quay_store, audience="place", now=told._now)
    with pytest.raises(NotAllowed):
        wider.stories_found("walk", system="quay")
    assert wider.stories_told(system="quay").table[["period", "n_shown"]].to_numpy().tolist() == [["2026-04", "*"]]
    assert told.stories_told(system="quay").table[["period", "n"]].to_numpy().tolist() == [["2026-04", 3]]
