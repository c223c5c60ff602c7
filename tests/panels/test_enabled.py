"""The room "What we enabled", spoken to as its page does, from both sides."""

from __future__ import annotations

import itertools
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from workbench.desk import Desk
from workbench.model import Cycle, Enablement, System
from workbench.panels.enabled import EnabledPanel

_NUMBERS = itertools.count(1)
#: The day of the desk at quay_desk is 4 May 2026.
TODAY = date(2026, 5, 4)


def ask(panel: EnabledPanel, do: str, *, by: str = "Odile", **given: Any) -> dict[str, Any]:
    return panel.hear({"do": do, "n": str(next(_NUMBERS)), "page": "tab", "by": by, "since": 0, "with": given})


@pytest.fixture
def bay(quay_desk: Desk) -> EnabledPanel:
    with quay_desk.store.step("A cycle of the place", by="Test") as step:
        step.add(Cycle(id="bay-1", system="bay", name="The first year"))
    return EnabledPanel(quay_desk, system="bay", cycle="bay-1")


@pytest.fixture
def quay(quay_desk: Desk, bay: EnabledPanel) -> EnabledPanel:
    assert bay.load()["by_us"] == []
    return EnabledPanel(quay_desk, system="quay", cycle="quay-1")


def enable(panel: EnabledPanel, what: str = "A night line", **more: Any) -> str:
    told = ask(panel, "enable", values={"what": what, "since_on": "2026-05-01"}, **more)
    return str(told["ok"]["id"])


def test_the_word_of_those_below_is_read_above(bay: EnabledPanel, quay: EnabledPanel) -> None:
    id = enable(bay, for_cycle="quay-1")
    seen = quay.load()["for_us"]
    assert [(one["what"], one["by"], one["since"], one["helped"]) for one in seen] == [
        ("A night line", "The Bay · The first year", "1 May 2026", "")
    ]
    was = {"helped": "", "helped_words": ""}
    ask(quay, "say_helped", by="Nell", id=id, helped="partly", words="Until ten", was=was)
    told = bay.load()
    assert [(one["helped"], one["helped_words"], one["helped_by"], one["helped_on"]) for one in told["by_us"]] == [
        ("partly", "Until ten", "Nell", "4 May 2026")
    ]
    assert {one["said"]: one["shown"] for one in told["counts"]}["partly"] == "1"


def test_the_word_is_not_for_those_above_to_write(bay: EnabledPanel, quay_desk: Desk) -> None:
    id = enable(bay, for_cycle="quay-1")
    assert "refused" in ask(bay, "say_helped", id=id, helped="yes")
    assert "refused" in ask(bay, "write", kind="enablement", id=id, values={"helped": "yes"})
    assert "refused" in ask(bay, "add", kind="enablement", values={"what": "x", "helped": "yes"})
    assert quay_desk.store.get(Enablement, id).helped is None


def test_what_somebody_else_said_meanwhile_is_not_lost(bay: EnabledPanel, quay: EnabledPanel) -> None:
    id = enable(bay, for_cycle="quay-1")
    was = {"helped": "", "helped_words": ""}
    ask(quay, "say_helped", id=id, helped="yes", words="It rings", was=was)
    told = ask(quay, "say_helped", id=id, helped="no", words="It does not", was=was)
    assert told["stale"]["theirs"] == {"helped": "yes", "helped_words": "It rings"}
    assert quay.load()["for_us"][0]["helped_words"] == "It rings"


@pytest.mark.parametrize(
    ("weeks", "helped", "asks"),
    [
        (3, None, ""),
        (4, None, "It has been 4 weeks. Ask them, when you see them, whether it helped."),
        (10, "yes", ""),
        (10, "too_early", "It was too early to say, 2 months ago. Ask them again, when you see them."),
    ],
)
def test_not_heard_for_weeks_is_asked_gently(
    bay: EnabledPanel, quay_desk: Desk, weeks: int, helped: str | None, asks: str
) -> None:
    with quay_desk.store.step("Did", by="Odile") as step:
        told = {"what": "A line", "scope": "place", "since_on": TODAY - timedelta(weeks=weeks), "helped": helped}
        step.add(Enablement.model_validate({"id": "e", "cycle": "bay-1", **told}))
    assert [one["ask"] for one in bay.load()["by_us"]] == [asks]


def test_a_sending_can_be_chosen_and_is_answered(sample_desk: Desk) -> None:
    panel = EnabledPanel(sample_desk, system="tidewell-council", cycle="tidewell-council-2")
    waiting = next(one for one in panel.load()["sendings"] if one["id"] == "sent-harbour-caseworkers-2-10")
    assert (waiting["waits"], waiting["from_cycle"]) == (True, "harbour-caseworkers-2")
    enable(panel, "We pay the bus", for_cycle=waiting["from_cycle"], sendings=[waiting["id"]], answer=True)
    after = next(one for one in panel.load()["sendings"] if one["id"] == waiting["id"])
    assert not after["waits"]
    assert panel.load()["by_us"][0]["asked"] == waiting["what"]


def test_one_life_is_told_and_never_counted(bay: EnabledPanel, quay: EnabledPanel, quay_desk: Desk) -> None:
    with quay_desk.store.step("A life", by="Nell") as step:
        step.add(System(id="life", name="A life", scale="person", part_of="quay"))
        step.add(Cycle(id="life-1", system="life", name="This year"))
    enable(quay, "A key to the garden", for_cycle="life-1")
    enable(bay, "A night line")
    life = EnabledPanel(quay_desk, system="life", cycle="life-1").load()
    assert (life["one_life"], life["counts"]) == (True, [])
    assert [one["what"] for one in life["for_us"]] == ["A key to the garden"]
    assert quay.load()["counts"] == []


def test_who_only_looks_cannot_say_anything(quay_desk: Desk, bay: EnabledPanel) -> None:
    id = enable(bay, for_cycle="quay-1")
    looks = EnabledPanel(quay_desk, system="quay", cycle="quay-1", may_edit=False)
    for do, given in (
        ("say_helped", {"id": id, "helped": "yes"}),
        ("enable", {"values": {"what": "x"}}),
        ("remove", {"kind": "enablement", "id": id}),
    ):
        assert "refused" in ask(looks, do, **given)


def test_a_hidden_small_count_and_a_name_are_in_no_message_for_a_wide_audience(sample_store: Path) -> None:
    desk = Desk.open(sample_store, audience="place")
    panel = EnabledPanel(desk, system="tidewell", cycle="tidewell-2", may_edit=False)
    state = panel.do_load()["state"]
    assert {one["said"]: one["shown"] for one in state["counts"]}["too_early"] == "*"
    assert [(one["what"], one["helped"], one["row"]) for one in state["by_us"]] == [
        ("One table, and a day a week of seven chief officers’ time", "", None)
    ]
    assert state["for_us"] == []
    sent = json.dumps([state, ask(panel, "picture", by="")])
    assert "Odile" not in sent
