"""The account of learning, spoken to as its page does. It is Monday 4 May 2026."""

from __future__ import annotations

import base64
import itertools
import time
from datetime import date
from typing import Any

import pytest

from workbench.desk import Desk
from workbench.model import (
    Account,
    AccountSentence,
    EvidenceLink,
    Experiment,
    Interpretation,
    Observation,
    Story,
    Withdrawal,
)
from workbench.panels.account import AccountPanel

_NUMBERS = itertools.count(1)


@pytest.fixture
def panel(quay_desk: Desk) -> AccountPanel:
    with quay_desk.store.step("Noticed", by="Test") as step:
        step.add(Observation(id="letters", cycle="quay-1", title="Letters cross", noticed_on=date(2026, 5, 1)))
        step.add(Interpretation(id="i1", cycle="quay-1", observation="letters", text="Nobody reads them"))
        step.add(Interpretation(id="i2", cycle="quay-1", observation="letters", text="They say nothing new"))
        step.add(Experiment(id="van", cycle="quay-1", title="The van", status="running", question="Who drives?"))
        step.add(
            Story(
                id="told", cycle="quay-1", title="The second letter", teller="Robin", text="x", told_on=date(2026, 5, 1)
            )
        )
    return AccountPanel(quay_desk, system="quay", cycle="quay-1")


def ask(panel: AccountPanel, do: str, **given: Any) -> dict[str, Any]:
    said = {"do": do, "n": str(next(_NUMBERS)), "page": "tab", "by": "Ama", "since": 0, "with": given}
    return panel.hear(said)


@pytest.fixture
def begun(panel: AccountPanel) -> str:
    values = {"title": "What we learnt", "since": "2026-05-01"}
    return str(ask(panel, "add", kind="account", values=values)["ok"]["id"])


def take_all(panel: AccountPanel, account: str) -> dict[str, Any]:
    keys = [one["key"] for one in panel.load()["proposals"]]
    found: dict[str, Any] = ask(panel, "take", account=account, keys=keys)["ok"]
    return found


def test_before_there_is_one_the_page_says_how_to_begin(panel: AccountPanel) -> None:
    state = panel.load()
    assert (state["account"], state["editions"]) == (None, [])
    assert state["begin"] == {"title": "What we have learnt: First round", "since": "2026-05-04"}


def test_drafted_sentences_are_proposed_and_taken_in_with_what_they_rest_on(
    panel: AccountPanel, begun: str, quay_desk: Desk
) -> None:
    assert [(one["question"], one["text"], one["n"]) for one in panel.load()["proposals"]] == [
        (
            "learnt",
            "We noticed: “Letters cross”. We read it in more than one way: "
            "“Nobody reads them”, or “They say nothing new”.",
            3,
        ),
        ("how_we_know", "One story was told to us on 1 May 2026.", 1),
        ("not_known", "We are still trying “The van”. We ask: “Who drives?”", 1),
    ]
    state = take_all(panel, begun)
    assert state["proposals"] == []
    assert [[piece["id"] for piece in one["evidence"]] for one in state["sentences"]] == [
        ["letters", "i1", "i2"],
        ["told"],
        ["van"],
    ]
    assert quay_desk.store.recent(1)[0].words == "Took 3 drafted sentences into the account"


def test_drafting_again_adds_only_what_is_new(panel: AccountPanel, begun: str, quay_desk: Desk) -> None:
    take_all(panel, begun)
    with quay_desk.store.step("Ended", by="Test") as step:
        step.add(Experiment(id="card", cycle="quay-1", title="Cards", status="ended", ended_on=date(2026, 5, 3)))
    (only,) = panel.load()["proposals"]
    assert (only["text"], only["there"]) == ("We tried “Cards”; it has ended.", False)
    with quay_desk.store.step("Reworded", by="Test") as step:
        step.revise(quay_desk.store.get(Experiment, "van").model_copy(update={"question": "Who pays?"}))
    assert [(one["text"], one["there"]) for one in panel.load()["proposals"]][1] == (
        "We are still trying “The van”. We ask: “Who pays?”",
        True,
    )


def test_what_a_wider_account_would_quote_from_the_team_is_said(panel: AccountPanel, begun: str) -> None:
    ask(panel, "write", kind="account", id=begun, values={"scope": "place"}, was={})
    assert {one["question"]: one["narrow"] for one in panel.load()["proposals"]} == {
        "learnt": "Team",
        "how_we_know": "",
        "not_known": "Team",
    }
    assert "A few stories" in panel.load()["proposals"][1]["text"]


def test_a_withdrawn_story_is_told_and_a_removed_record_leaves_nothing_beside_it(
    panel: AccountPanel, begun: str, quay_desk: Desk
) -> None:
    take_all(panel, begun)
    with quay_desk.store.step("Withdrawn", by="Test") as step:
        step.revise(quay_desk.store.get(Story, "told").model_copy(update={"withdrawal": Withdrawal.no_use}))
        step.remove("experiment", "van")
    told = {one["question"]: (len(one["evidence"]), one["n_gone"]) for one in panel.load()["sentences"]}
    assert told == {"learnt": (3, 0), "how_we_know": (0, 1), "not_known": (0, 0)}
    assert "The second letter" not in str(panel.load())


def test_what_was_drafted_from_older_words_is_not_taken_in(panel: AccountPanel, begun: str) -> None:
    assert "Look at it again" in ask(panel, "take", account=begun, keys=["0000"])["refused"]
    assert "Tick the sentences" in ask(panel, "take", account=begun, keys=[])["refused"]
    assert panel.load()["sentences"] == []


def test_agreed_is_read_only_and_the_next_edition_goes_on(panel: AccountPanel, begun: str) -> None:
    take_all(panel, begun)
    state = ask(panel, "agree", account=begun, by="Ama; Bo", on="2026-05-04")["ok"]
    assert (state["account"]["open"], state["account"]["said"]) == (
        False,
        "Edition 1: agreed on 4 May 2026 by Ama; Bo",
    )
    first = state["sentences"][0]["id"]
    assert (
        "no longer be changed"
        in ask(panel, "write", kind="account_sentence", id=first, values={"text": "x"}, was={})["refused"]
    )
    state = ask(panel, "next")["ok"]
    assert (state["account"]["edition"], state["account"]["open"], len(state["sentences"])) == (2, True, 3)
    copy = state["sentences"][0]["id"]
    ask(panel, "write", kind="account_sentence", id=copy, values={"text": "Ours cross"}, was={})
    (changed,) = ask(panel, "compare", older=begun, newer=state["account"]["id"])["ok"]
    assert (changed["change"], changed["text"]) == ("reworded", "Ours cross")
    assert ask(panel, "open", id=begun)["ok"]["account"]["edition"] == 1


def test_the_page_warns_when_the_one_page_will_not_fit(panel: AccountPanel, begun: str, quay_desk: Desk) -> None:
    assert panel.load()["one_page"] == {"n": 0, "fits": True}
    with quay_desk.store.step("Long", by="Test") as step:
        for n in range(60):
            values = {"id": f"s{n}", "cycle": "quay-1", "account": begun, "question": "learnt", "reader": "one_page"}
            step.add(AccountSentence.model_validate({**values, "text": "A sentence people wrote. " * 4}))
    assert panel.load()["one_page"] == {"n": 60, "fits": False}
    ask(panel, "mark", sentences=[f"s{n}" for n in range(1, 60)], reader="descriptive")
    assert panel.load()["one_page"] == {"n": 1, "fits": True}


def test_two_hundred_sentences_are_shown_and_one_is_moved_quickly(
    panel: AccountPanel, begun: str, quay_desk: Desk
) -> None:
    with quay_desk.store.step("Many", by="Test") as step:
        for n in range(200):
            step.add(
                AccountSentence(
                    id=f"s{n:03}", cycle="quay-1", account=begun, question="learnt", position=n, text="x" * 900
                )
            )
    began = time.monotonic()
    state = ask(panel, "move", sentence="s199", place=198)["ok"]
    assert [one["id"] for one in state["sentences"]][-2:] == ["s199", "s198"]
    assert time.monotonic() - began < 10


def test_records_are_found_by_their_words_and_laid_beside(panel: AccountPanel, begun: str) -> None:
    values = {"account": begun, "question": "learnt", "text": "Ours."}
    own = ask(panel, "add", kind="account_sentence", values=values)["ok"]["id"]
    (found,) = ask(panel, "search", text="second LETTER")["ok"]
    assert (found["kind"], found["id"], found["page"]) == ("story", "told", "stories")
    state = ask(panel, "lay", sentence=own, kind="story", id="told")["ok"]
    assert [piece["title"] for piece in state["sentences"][0]["evidence"]] == ["The second letter"]
    assert ask(panel, "take_away", sentence=own, kind="story", id="told")["ok"]["sentences"][0]["evidence"] == []


@pytest.mark.parametrize("do", ["take", "agree", "next", "mark", "lay", "save", "add", "move"])
def test_whoever_only_looks_changes_and_saves_nothing(
    quay_desk: Desk, panel: AccountPanel, begun: str, do: str
) -> None:
    looker = AccountPanel(quay_desk, system="quay", cycle="quay-1", may_edit=False)
    assert "refused" in ask(looker, do)
    assert looker.load()["proposals"] == []
    assert [one.edition for one in quay_desk.store.all(Account)] == [1]
    assert quay_desk.store.all(EvidenceLink) == []


@pytest.mark.slow
def test_a_file_of_one_edition_is_made_by_the_report(panel: AccountPanel, begun: str) -> None:
    take_all(panel, begun)
    answer = ask(panel, "save", account=begun, reader="technical", kind="html")
    until = time.monotonic() + 240
    while answer["ok"].get("job") and time.monotonic() < until:
        time.sleep(0.5)
        answer = ask(panel, "saved", job=answer["ok"]["job"])
    done = answer["ok"]["done"]
    page = base64.b64decode(done["content"]).decode()
    assert (done["name"], done["type"]) == ("account of learning Quay team edition 1.html", "text/html")
    assert "not agreed yet" in page and "We are still trying “The van”" in page


def test_what_is_no_kind_of_file_is_refused(panel: AccountPanel, begun: str) -> None:
    assert "Choose a page" in ask(panel, "save", account=begun, reader="technical", kind="exe")["refused"]
    assert "Choose who" in ask(panel, "save", account=begun, reader="nobody", kind="pdf")["refused"]
