"""What was enabled, and did it help: whose word, for whom, and what a wide audience is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from workbench.desk import Desk
from workbench.frames import Audience, Evidence
from workbench.model import Enablement
from workbench.patterns.enabled import done_for, enabled
from workbench.sharing import release

Make = Callable[..., Evidence]
OURS = Audience(scale="place", system="tidewell", name="the place Tidewell", wide=False)


def did(id: str, *, cycle: str = "p", **more: Any) -> Enablement:
    return Enablement.model_validate({"id": id, "cycle": cycle, "what": f"What {id} is", **more})


def counted(found: Any) -> dict[str, Any]:
    return dict(zip(found.table["said"], found.table["n"], strict=True))


def test_what_was_done_is_counted_by_the_word_of_those_below(make_evidence: Make) -> None:
    found = enabled(
        make_evidence(
            did("a", for_cycle="c", helped="yes", since_on=date(2026, 4, 1)),
            did("b", helped="partly"),
            did("x", since_on=date(2026, 4, 21)),
            did("far", cycle="d", for_cycle="c", helped="no"),
            audience=OURS,
        ),
        cycle="p",
    )
    assert counted(found) == {"yes": 1, "partly": 1, "no": 0, "too_early": 0, "not_said": 1}
    assert found.told[["id", "direction"]].to_numpy().tolist() == [["x", "by"], ["a", "by"], ["b", "by"]]
    assert found.told["since_days"].dropna().tolist() == [10, 30]


def test_those_it_was_done_for_find_it_by_name_or_because_they_lie_below(make_evidence: Make, team: Audience) -> None:
    evidence = make_evidence(did("mine", for_cycle="c"), did("all"), did("theirs", for_cycle="d"), audience=team)
    found = enabled(evidence, cycle="c")
    assert sorted(found.told["id"]) == ["all", "mine"]
    assert set(found.told["direction"]) == {"for"}
    assert set(counted(found).values()) == {0}
    assert done_for(evidence, by_cycle="p", for_cycle=None) == {"c", "d"}
    assert done_for(evidence, by_cycle="p", for_cycle="d") == {"d"}
    assert done_for(evidence, by_cycle="c", for_cycle=None) == set()


def test_a_wide_audience_gets_texts_without_names_and_hidden_numbers(make_evidence: Make, place: Audience) -> None:
    signed = {"helped": "yes", "helped_by": "Nell", "helped_words": "At once.", "helped_on": date(2026, 4, 2)}
    found = release(enabled(make_evidence(did("a", for_cycle="c", **signed), audience=place), cycle="p")).finding
    assert found.table["n_shown"].tolist() == ["*", "0", "0", "0", "0"]
    assert found.told.to_dict("records") == [
        {"direction": "by", "what": "What a is", "barrier": "", "helped_words": "At once."}
    ]


def test_nothing_enabled_gives_no_rows(make_evidence: Make) -> None:
    found = enabled(make_evidence(audience=OURS), cycle="p")
    assert len(found.told) == 0
    assert set(counted(found).values()) == {0}


def test_the_council_of_the_sample_counted_by_hand(sample_store: Path) -> None:
    """It gave cards and an auditor (both helped) and carries plans over by hand (partly); Tidewell set up a forum."""
    answer = Desk.open(sample_store).enabled(cycle="tidewell-council-2")
    assert counted(answer) == {"yes": 2, "partly": 1, "no": 0, "too_early": 0, "not_said": 0}
    told = answer.finding.told.set_index("id")
    assert told["direction"].to_dict() == {
        "enablement-cards": "by",
        "enablement-audit": "by",
        "enablement-marker": "by",
        "enablement-forum-room": "for",
    }
    assert told.loc["enablement-cards", "asked"] == "Petty cash takes up to nine working days"


@pytest.mark.parametrize("audience", [None, "team", "place"])
def test_a_life_is_never_counted_and_a_country_does_nothing_for_all_in_it(
    sample_desk: Desk, audience: str | None
) -> None:
    with sample_desk.store.step("For a life", by="Nell") as step:
        step.add(did("soup", cycle="harbour-caseworkers-2", for_cycle="life-marlow-2", scope="public", helped="yes"))
    desk = Desk(sample_desk.store, audience=audience)
    about = {"system": "harbour-caseworkers", "cycle": "harbour-caseworkers-2"}
    assert set(counted(desk.enabled(**about)).values()) == {0}
    texts = desk.enabled(**about).finding.told["what"].tolist()
    assert ("What soup is" in texts) == (audience != "place")
    assert desk.enabled(cycle="life-marlow-2").finding.told["what"].tolist() == ["What soup is"] or audience
