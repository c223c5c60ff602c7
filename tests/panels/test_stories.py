"""Stories, spoken to as their page does."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from workbench.desk import Desk
from workbench.model import (
    Coding,
    CodingRound,
    Cycle,
    EvidenceLink,
    Issue,
    OpeningQuestion,
    PodEntry,
    Story,
    System,
    Theme,
    Withdrawal,
)
from workbench.panels.stories import StoriesPanel

Ask = Callable[..., Any]
MARKER = "zanzibar"


@pytest.fixture
def panel(quay_desk: Desk) -> StoriesPanel:
    with quay_desk.store.step("The council", by="Test") as step:
        step.add(System(id="council", name="The council", scale="organisation", part_of="bay"))
        step.revise(quay_desk.store.get(System, "quay").model_copy(update={"part_of": "council"}))
        step.add(System(id="pier", name="Pier team", scale="team", part_of="council"))
        step.add(Cycle(id="pier-1", system="pier", name="First round"))
        step.add(OpeningQuestion(id="q", cycle="quay-1", wording="When did it go well?", agreed_on=date(2026, 4, 1)))
        step.add(OpeningQuestion(id="new", cycle="quay-1", wording="What now?"))
    return StoriesPanel(quay_desk, system="quay", cycle="quay-1")


def asks(panel: StoriesPanel, page: str = "tab") -> Ask:
    n = iter(range(1, 1000))
    return lambda do, **given: panel.hear({"do": do, "n": str(next(n)), "page": page, "by": "Ama", "with": given})


@pytest.fixture
def ask(panel: StoriesPanel) -> Ask:
    return asks(panel)


def add(desk: Desk, id: str, **more: Any) -> Story:
    values = {"id": id, "cycle": "quay-1", "title": f"About {id}", "text": f"I {MARKER} {id}", "teller": "Wren", **more}
    with desk.store.step("A story", by="Test") as step:
        return step.add(Story.model_validate(values))


def state(ask: Ask) -> dict[str, Any]:
    return dict(ask("load")["ok"]["state"])


def titles(shown: dict[str, Any]) -> list[str]:
    return [card["title"] for card in shown["cards"]]


# -- telling -----------------------------------------------------------------------------------------------------------


def test_a_story_keeps_the_wording_it_was_told_to(ask: Ask, quay_desk: Desk) -> None:
    assert state(ask)["asked"] == [["q", "When did it go well?", ""]]
    made = ask("add", kind="story", values={"title": "T", "text": "I", "teller": "W", "opening_question": "q"})["ok"]
    assert (made["question"], made["opening_question"], made["scope"]) == ("When did it go well?", "q", "team")
    told = ask("write", kind="story", id=made["id"], values={"question": "Another?"})
    assert told["problems"]["question"].startswith("The story keeps the wording it was told to.")
    assert quay_desk.store.get(Story, made["id"]).question == "When did it go well?"


def test_a_story_is_told_to_a_wording_the_group_agreed_to(ask: Ask, quay_desk: Desk) -> None:
    told = ask("add", kind="story", values={"title": "T", "text": "I", "teller": "W", "opening_question": "new"})
    assert told["problems"]["opening_question"].startswith("Nobody has agreed to this wording")
    assert quay_desk.store.all(Story) == []


def test_a_story_may_be_kept_between_the_teller_and_their_worker(ask: Ask) -> None:
    [scope] = [q for q in ask("load")["ok"]["forms"]["story"]["questions"] if q["field"] == "scope"]
    assert scope["choices"] == [
        ["person", "Only the teller and their worker"],
        ["team", "Only this group: Quay team"],
        ["organisation", "Everybody in The council"],
        ["place", "Everybody in The Bay"],
        ["country", "Country"],
        ["public", "Everybody, also people we do not know"],
    ]
    assert scope["default"] == "team"
    made = ask("add", kind="story", values={"title": "T", "text": MARKER, "teller": "W", "scope": "person"})["ok"]
    shown = state(ask)
    assert (titles(shown), shown["hidden"]["stories"][0]["state"]) == ([], "private")
    assert MARKER not in json.dumps(shown)
    assert ask("open", id=made["id"])["ok"]["one"]["cover"] == "private"
    assert MARKER not in json.dumps(ask("open", id=made["id"])["ok"])
    assert ask("open", id=made["id"], sure=True)["ok"]["one"]["row"]["text"] == MARKER
    assert ask("open", id=made["id"])["ok"]["one"]["cover"] == "private"


def test_a_story_not_told_as_i_is_asked_about_and_kept(ask: Ask) -> None:
    made = ask("add", kind="story", values={"title": "T", "text": "She waited.", "teller": "W"})["ok"]
    assert ask("open", id=made["id"])["ok"]["one"]["as_i"] is False
    ask("write", kind="story", id=made["id"], values={"text": "I waited."})
    assert state(ask)["one"]["as_i"] is True


# -- cards and finding -------------------------------------------------------------------------------------------------


def test_a_card_has_the_tellers_wish_and_consent_and_not_the_whole_text(ask: Ask, quay_desk: Desk) -> None:
    add(
        quay_desk,
        "s",
        text="I waited. " * 200,
        told_on="2026-05-01",
        place="Harbour",
        listened_by="Ola",
        wish="Tell the driver",
        scope="place",
        may_quote=True,
        consent_until="2026-05-30",
        consent_by="Ola",
    )
    [card] = state(ask)["cards"]
    assert (card["on"], card["place"], card["listened_by"], card["wish"]) == (
        "1 May 2026",
        "Harbour",
        "Ola",
        "Tell the driver",
    )
    assert card["consent"] == [
        "May be seen by: Everybody in The Bay.",
        "People outside this group may read or hear it.",
        "It stays in the organisation.",
        "Holds until 30 May 2026.",
    ]
    assert card["ends_soon"] == "Consent ends on 30 May 2026: ask the teller again before then."
    assert (card["words"], card["minutes"], card["more"]) == ("400 words", "about 3 minutes aloud", True)
    assert len(card["begins"]) <= 281


def test_stories_of_every_round_are_there_and_those_of_another_group_are_not(ask: Ask, quay_desk: Desk) -> None:
    with quay_desk.store.step("Another round", by="Test") as step:
        step.add(Cycle(id="quay-2", system="quay", name="Another", round=2))
    add(quay_desk, "before", cycle="quay-2")
    add(quay_desk, "theirs", cycle="pier-1", scope="place")
    assert titles(state(ask)) == ["About before"]
    assert ask("open", id="theirs")["ok"]["one"] is None
    assert ask("write", kind="story", id="theirs", values={"title": "Mine"})["refused"]


def test_stories_are_found_by_words_and_what_is_picked_and_the_rest_come_when_asked_for(
    ask: Ask, quay_desk: Desk
) -> None:
    with quay_desk.store.step("Many", by="Test") as step:
        for n in range(60):
            text = f"I walked {n}" if n % 2 else "I sat"
            step.add(Story(id=f"s{n:02}", cycle="quay-1", title=f"T{n}", text=text, teller="W", place=f"P{n % 3}"))
    shown = state(ask)
    assert (shown["n"], shown["n_all"], len(shown["cards"]), shown["n_people"]) == (60, 60, 24, 1)
    assert len(ask("more")["ok"]["cards"]) == 48
    found = ask("find", words="walk", picked={"place": "P1"})["ok"]
    assert (found["n"], len(found["cards"])) == (10, 10)
    assert found["choices"]["place"] == [["P0", "P0", 10], ["P1", "P1", 10], ["P2", "P2", 10]]
    assert ask("find", words="", picked={"teller": "W"})["refused"].startswith("Stories cannot be picked by “teller”")
    assert state(ask)["n"] == 10


def test_stories_picked_in_another_view_are_shown_until_all_are_asked_for(ask: Ask, quay_desk: Desk) -> None:
    for id in ("a", "b", "c"):
        add(quay_desk, id)
    shown = ask("these", ids=["a", "c", "gone"], told="the left corner")["ok"]
    assert (sorted(titles(shown)), shown["told"], shown["n_all"]) == (["About a", "About c"], "the left corner", 3)
    assert titles(ask("find", words='"zanzibar c"')["ok"]) == ["About c"]
    assert (ask("these", ids=None)["ok"]["n"], state(ask)["told"]) == (3, None)


def test_themes_tagged_in_a_blind_round_are_on_nobodys_card(ask: Ask, quay_desk: Desk) -> None:
    add(quay_desk, "s")
    with quay_desk.store.step("Coding", by="Test") as step:
        step.add(CodingRound(id="r", cycle="quay-1", name="R", state="blind"))
        for id, round_ in (("open", None), ("blind", "r")):
            step.add(Theme(id=id, cycle="quay-1", name=f"Theme {id}"))
            step.add(
                Coding(cycle="quay-1", theme=id, coder="Ola", of_kind="story", of="s", coding_round=round_, id=f"c{id}")
            )
    shown = state(ask)
    assert shown["cards"][0]["themes"] == ["Theme open"]
    assert shown["choices"]["theme"] == [["open", "Theme open", 1]]


# -- one story ---------------------------------------------------------------------------------------------------------


def test_what_lies_beside_a_story_is_told_but_not_what_a_pair_wrote_for_itself(ask: Ask, quay_desk: Desk) -> None:
    add(quay_desk, "s")
    add(quay_desk, "taken", withdrawal=Withdrawal.no_use)
    with quay_desk.store.step("Beside", by="Test") as step:
        issue = step.add(Issue(cycle="quay-1", description="No seats", level="system", owner="team"))
        pod = step.add(PodEntry(cycle="quay-1", held_on=date(2026, 5, 1), learnt="secret"))
        for source, target in (
            (("story", "s"), ("issue", issue.id)),
            (("pod_entry", pod.id), ("story", "s")),
            (("story", "taken"), ("story", "s")),
        ):
            step.add(
                EvidenceLink(
                    cycle="quay-1",
                    source_kind=source[0],
                    source=source[1],
                    target_kind=target[0],
                    target=target[1],
                    stance="supports",
                )
            )
    [beside] = ask("open", id="s")["ok"]["one"]["beside"]
    assert (beside["kind"], beside["title"], beside["how"], beside["room"]) == (
        "issue",
        "No seats",
        "supports",
        "issues",
    )


def test_a_story_taken_away_comes_back_with_undo(ask: Ask, quay_desk: Desk) -> None:
    add(quay_desk, "s")
    ask("remove", kind="story", id="s")
    assert titles(state(ask)) == []
    ask("undo")
    assert titles(state(ask)) == ["About s"]


# -- consent -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", [Withdrawal.no_use, Withdrawal.erased])
def test_what_a_teller_takes_back_is_gone_from_another_open_page(
    panel: StoriesPanel, quay_desk: Desk, how: str
) -> None:
    add(quay_desk, "s")
    there = asks(panel, "there")
    assert MARKER in json.dumps(there("open", id="s"))
    here = asks(StoriesPanel(quay_desk, system="quay", cycle="quay-1"), "here")
    assert here("withdraw", id="s", how=how)["ok"] == {"traces": False, "elsewhere": []}
    news = there("pulse")
    assert "news" not in news  # a page that says no revision asks for none
    news = panel.hear({"do": "pulse", "n": "p", "page": "there", "since": 1, "with": {}})["news"]["state"]
    assert (news["one"], news["n"], news["hidden"]["n"]) == (None, 0, 1)
    assert MARKER not in json.dumps(news)
    assert there("write", kind="story", id="s", values={"title": "Mine"})["refused"].startswith("The teller took this")
    assert there("withdraw", id="s", how="sideways")["refused"]


def test_no_more_contact_is_said_on_the_card_and_nothing_else_changes(ask: Ask, quay_desk: Desk) -> None:
    add(quay_desk, "s", consent_until="2026-05-20")
    ask("withdraw", id="s", how="no_contact")
    [card] = state(ask)["cards"]
    assert card["consent"][-1] == "The teller wishes not to be spoken to about it again."
    assert card["ends_soon"] == "Consent ends on 20 May 2026, and the teller wishes not to be asked again."


def test_a_story_whose_consent_ran_out_is_marked_and_comes_back_when_the_teller_agrees_again(
    ask: Ask, quay_desk: Desk
) -> None:
    add(quay_desk, "s", consent_until="2026-05-03", listened_by="Ola", told_on="2026-01-02")
    shown = state(ask)
    assert (shown["n"], MARKER in json.dumps(shown), "About s" in json.dumps(shown)) == (0, False, False)
    [hidden] = shown["hidden"]["stories"]
    assert (hidden["state"], hidden["day"], hidden["listened_by"], hidden["on"]) == (
        "ended",
        "3 May 2026",
        "Ola",
        "2 January 2026",
    )
    assert ask("open", id="s")["ok"]["one"] is None
    refused = ask("write", kind="story", id="s", values={"title": "Mine", "consent_until": None})
    assert refused["refused"].startswith("The teller took this story back, or their consent ran out")
    again = ask("write", kind="story", id="s", values={"consent_until": "2027-05-03"})["ok"]
    assert again == {"id": "s", "kind": "story", "consent_until": "2027-05-03"}
    assert titles(state(ask)) == ["About s"]


# -- reading to a room -------------------------------------------------------------------------------------------------


def covers(ask: Ask, room: str) -> list[str]:
    """Why each story, in its order, is covered in a room; "" where it is shown."""
    one = ask("reading", room=room)["ok"]["one"]
    found = [one["cover"], *(ask("step", by=1)["ok"]["one"]["cover"] for _ in range(one["n"] - 1))]
    ask("reading")
    ask("open", id="")
    return found


@pytest.mark.slow
def test_a_room_wider_than_a_teller_agreed_to_is_asked_a_second_time(ask: Ask, quay_desk: Desk) -> None:
    for day, more in enumerate(
        (
            {"scope": "team", "may_quote": True, "may_leave": True},
            {"scope": "place"},
            {"scope": "place", "may_quote": True},
            {"scope": "public", "may_quote": True, "may_leave": True},
        ),
        start=1,
    ):
        add(quay_desk, f"s{day}", told_on=f"2026-03-0{9 - day}", **more)
    assert covers(ask, "team") == ["", "", "", ""]
    assert covers(ask, "organisation") == ["scope", "quote", "", ""]
    assert covers(ask, "place") == ["scope", "quote", "leave", ""]
    assert covers(ask, "public") == ["scope", "scope", "scope", ""]
    assert ask("reading", room="person")["refused"].startswith("There is no such circle")


def test_a_covered_story_is_not_sent_before_the_second_step_and_is_covered_again_after_it(
    ask: Ask, quay_desk: Desk
) -> None:
    add(quay_desk, "s1", told_on="2026-03-02")
    add(quay_desk, "s2", told_on="2026-03-01")
    one = ask("reading", room="place", id="s1")["ok"]["one"]
    assert one == {"id": "s1", "at": 1, "n": 2, "cover": "scope", "scope": "Only this group: Quay team"}
    assert ask("open", id="s1", sure=True)["ok"]["one"]["row"]["text"] == f"I {MARKER} s1"
    assert ask("step", by=1)["ok"]["one"]["cover"] == "scope"
    assert ask("step", by=-1)["ok"]["one"]["cover"] == "scope"
    assert ask("step", by=-1)["ok"]["open"] == "s1"


def test_a_story_taken_back_while_it_is_read_leaves_its_place_to_the_next(ask: Ask, quay_desk: Desk) -> None:
    for n in (1, 2, 3):
        add(quay_desk, f"s{n}", told_on=f"2026-03-0{9 - n}")
    ask("reading", room="team", id="s2")
    ask("withdraw", id="s2", how="no_use")
    assert state(ask)["one"] is None
    assert ask("step", by=1)["ok"]["open"] == "s3"
    assert ask("step", by=-1)["ok"]["open"] == "s1"


def test_whoever_only_looks_finds_and_reads_and_changes_nothing(quay_desk: Desk) -> None:
    add(quay_desk, "s")
    add(quay_desk, "ended", consent_until="2026-01-01")
    ask = asks(StoriesPanel(quay_desk, system="quay", cycle="quay-1", may_edit=False))
    assert (ask("find", words=MARKER)["ok"]["n"], state(ask)["hidden"]["n"]) == (1, 0)
    assert ask("reading", room="team")["ok"]["one"]["row"]["title"] == "About s"
    for do, given in (("remove", {"kind": "story", "id": "s"}), ("withdraw", {"id": "s", "how": "erased"})):
        assert ask(do, **given)["refused"]
