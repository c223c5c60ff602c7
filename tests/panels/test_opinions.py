"""Opinions, spoken to as their pages do: one browser is one voter, and what somebody voted is nobody else's."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from typing import Any

import pytest

from workbench.desk import Desk
from workbench.desk.opinion_work import OpinionWork, voter_of
from workbench.model import Statement, Vote
from workbench.panels.opinions import OpinionsPanel
from workbench.panels.workplace import SENSE, figures_of


class Page:
    """A page in one browser."""

    def __init__(self, desk: Desk, device: str, *, by: str = "", may_edit: bool = True) -> None:
        self.panel = OpinionsPanel(desk, system="quay", cycle="quay-1", may_edit=may_edit)
        self.device = device
        self._by = by
        self._n = 0
        self.ask("load")

    def ask(self, do: str, **given: Any) -> dict[str, Any]:
        self._n += 1
        message = {"do": do, "n": str(self._n), "page": f"tab-{self.device}", "device": self.device, "by": self._by}
        return self.panel.hear({**message, "since": 0, "with": given})

    def do(self, do: str, **given: Any) -> Any:
        answer = self.ask(do, **given)
        assert "ok" in answer, answer
        return answer["ok"]

    def one(self) -> dict[str, Any]:
        found: dict[str, Any] = self.do("load")["state"]["one"]
        return found


@pytest.fixture
def talk(quay_desk: Desk) -> str:
    quay_desk.sit(by="Ama", page="tab")
    work = OpinionWork.at(quay_desk, "quay-1")
    talk = work.add("conversation", {"name": "Money", "question": "What makes it hard?"}).id
    work.begin_with(talk, [f"Statement {n}" for n in range(1, 9)])
    return talk


def ids(quay_desk: Desk) -> list[str]:
    return [one.id for one in quay_desk.store.all(Statement)]


def test_a_vote_is_told_to_its_own_browser_and_to_nobody_else(quay_desk: Desk, talk: str) -> None:
    first = ids(quay_desk)[0]
    mine = Page(quay_desk, "this very browser", by="Idris")
    assert mine.do("vote", statement=first, vote=-1)["one"]["mine"] == {first: -1}
    assert mine.one()["mine"] == {first: -1}
    other = Page(quay_desk, "d2", by="Idris").do("load")
    assert other["state"]["one"]["mine"] == {}
    sent = json.dumps(other)
    assert voter_of("this very browser", talk) not in sent
    assert "this very browser" not in sent
    assert other["state"]["one"]["n_voters"] == 1


def test_what_votes_are_is_told_from_five_on(quay_desk: Desk, talk: str) -> None:
    first = ids(quay_desk)[0]
    for n in range(4):
        Page(quay_desk, f"d{n}").do("vote", statement=first, vote=1)
    line = Page(quay_desk, "looking").one()["statements"][0]
    assert (line["n_votes"], line["counts"]) == (4, None)
    Page(quay_desk, "d4").do("vote", statement=first, vote=-1)
    line = Page(quay_desk, "looking").one()["statements"][0]
    assert (line["n_votes"], line["counts"]) == (5, {"agree": 4, "disagree": 1, "pass": 0})


def test_nobody_can_vote_for_another(quay_desk: Desk, talk: str) -> None:
    first = ids(quay_desk)[0]
    page = Page(quay_desk, "d1")
    for more in ({"voter": voter_of("d2", talk)}, {"device": "d2"}):
        assert "refused" in page.ask("vote", statement=first, vote=1, **more)
    for kind in ("vote", "statement"):
        answer = page.ask("add", kind=kind, values={"statement": first, "voter": "x", "vote": 1})
        assert "cannot be written" in answer["refused"] or "form" in answer["refused"]
    assert quay_desk.store.all(Vote) == []


def test_each_voter_is_asked_in_an_order_of_their_own_that_stays(quay_desk: Desk, talk: str) -> None:
    orders = {device: Page(quay_desk, device).one()["order"] for device in ("d1", "d2", "d3")}
    assert all(sorted(order) == sorted(ids(quay_desk)) for order in orders.values())
    assert len({tuple(order) for order in orders.values()}) == 3
    assert Page(quay_desk, "d1").one()["order"] == orders["d1"]


def test_a_mind_is_changed_and_an_answer_taken_back(quay_desk: Desk, talk: str) -> None:
    first = ids(quay_desk)[0]
    page = Page(quay_desk, "d1")
    page.do("vote", statement=first, vote=1)
    page.do("vote", statement=first, vote=0)
    assert (page.one()["mine"], len(quay_desk.store.all(Vote))) == ({first: 0}, 1)
    page.do("unvote", statement=first)
    assert (page.one()["mine"], page.one()["n_votes"]) == ({}, 0)


@pytest.mark.slow
def test_ones_own_statement_names_nobody_and_is_known_in_its_own_browser(quay_desk: Desk, talk: str) -> None:
    page = Page(quay_desk, "d1", by="Idris")
    page.do("say", conversation=talk, text="Evening <b>hours</b>")
    assert [one["mine"] for one in page.one()["statements"]][-1] is True
    other = Page(quay_desk, "d2").do("load")
    assert [one["mine"] for one in other["state"]["one"]["statements"]][-1] is False
    assert "Idris" not in json.dumps(other)
    page.do("unsay", statement=ids(quay_desk)[-1])
    assert len(ids(quay_desk)) == 8


def test_what_is_put_out_is_no_longer_asked_and_says_why(quay_desk: Desk, talk: str) -> None:
    first = ids(quay_desk)[0]
    page = Page(quay_desk, "d1")
    refused = page.ask("moderate", statement=first, moderation="out")
    assert (refused["refused"], refused["field"]) == ("Say why it is put out: everybody can read it.", "why")
    one = page.do("moderate", statement=first, moderation="out", why="Not kind")["one"]
    assert first not in one["order"]
    assert (one["statements"][0]["moderation"], one["statements"][0]["why"]) == ("out", "Not kind")


def test_a_closed_conversation_takes_no_vote(quay_desk: Desk, talk: str) -> None:
    page = Page(quay_desk, "d1")
    assert page.do("close", conversation=talk)["one"]["closed"] == "4 May 2026"
    assert "closed" in page.ask("vote", statement=ids(quay_desk)[0], vote=1)["refused"]
    assert page.do("open_again", conversation=talk)["one"]["closed"] == ""


def test_who_only_looks_changes_nothing(quay_desk: Desk, talk: str) -> None:
    page = Page(quay_desk, "d1", may_edit=False)
    for do, given in {"vote": {"statement": ids(quay_desk)[0], "vote": 1}, "close": {"conversation": talk}}.items():
        assert "refused" in page.ask(do, **given)
    assert quay_desk.store.all(Vote) == []
    assert page.do("found")["n_people"] == 0


def fill(quay_desk: Desk, left: int, right: int) -> None:
    """Two camps who differ on the first seven statements and agree on the eighth."""
    work = OpinionWork.at(quay_desk, "quay-1")
    for person in range(left + right):
        for at, statement in enumerate(ids(quay_desk)):
            vote = 0 if at == person % 7 else 1 if at == 7 or person < left else -1
            work.vote(statement, vote, device=f"voter-{person}")


@pytest.mark.slow
def test_what_we_found_speaks_of_statements_and_numbers_and_of_nobody(quay_desk: Desk, talk: str) -> None:
    fill(quay_desk, 12, 10)
    found = Page(quay_desk, "d1").do("found")
    assert found["verdict"].startswith("There are 2 groups here")
    assert sorted(group["n"] for group in found["groups"]) == [10, 12]
    assert all(0 < len(group["statements"]) <= 5 for group in found["groups"])
    last = ids(quay_desk)[7]
    assert found["common"] == [[last, "agree"]]
    assert last not in found["differ"]
    bars = found["statements"][last]["bars"]
    assert [bar["group"] for bar in bars] == ["Group A", "Group B", "All together"]
    assert sum(bar["n"] for bar in bars[:2]) == bars[2]["n"] == 22
    sent = json.dumps(found)
    assert not any(voter_of(f"voter-{n}", talk) in sent or f"voter-{n}" in sent for n in range(22))


def test_of_too_few_people_nothing_but_their_number_is_told(quay_desk: Desk, talk: str) -> None:
    fill(quay_desk, 2, 2)
    found = Page(quay_desk, "d1").do("found")
    assert found["verdict"].startswith("There are no groups here to tell of")
    assert (found["common"], found["differ"], found["picture"]["src"]) == ([], [], "")
    assert {bar["shares"] for one in found["statements"].values() for bar in one["bars"]} == {None}


COMMENTS = "comment-id,comment-body,agrees\n1,Tell it once,2\n2,Forms are fine,0\n"
VOTES = "comment-id,voter-id,vote\n1,0,1\n1,1,1\n2,0,-1\n"


def sent(**files: str) -> list[dict[str, str]]:
    return [{"name": f"{name}.csv", "data": base64.b64encode(text.encode()).decode()} for name, text in files.items()]


@pytest.mark.slow
def test_files_are_looked_into_brought_in_taken_back_and_taken_out(quay_desk: Desk) -> None:
    page = Page(quay_desk, "d1")
    files = sent(comments=COMMENTS, votes=VOTES)
    looked = page.do("look_into", files=files, name="Money")
    assert looked["told"][0] == "2 statements would be brought in with 3 votes of 2 people."
    assert quay_desk.store.all(Vote) == []
    brought = page.do("bring_in", files=files, name="Money")
    assert brought["state"]["one"]["row"]["name"] == "Money"
    [intake] = brought["state"]["files"]
    assert (intake["name"], intake["file"]) == ("Money", "comments.csv")
    out = page.do("take_out")
    with zipfile.ZipFile(io.BytesIO(base64.b64decode(out["content"]))) as held:
        assert sorted(held.namelist()) == ["comments.csv", "participants-votes.csv", "votes.csv"]
    back = page.do("take_back", intake=intake["id"])
    assert (back["told"], back["state"]["one"]) == ("The conversation was taken back with 3 votes.", None)
    page.do("undo")
    assert len(quay_desk.store.all(Vote)) == 3


@pytest.mark.parametrize(
    ("files", "name", "sentence"),
    [
        ([], "Money", "Choose between one and three files of one conversation."),
        (sent(comments=COMMENTS), " ", "Write what the conversation shall be called"),
        (sent(votes=VOTES), "Money", "The statements are missing"),
        ([{"name": "comments.csv", "data": "a"}], "Money", "A file did not arrive whole"),
    ],
)
def test_files_that_cannot_be_taken_are_refused_in_a_sentence(
    quay_desk: Desk, files: list[dict[str, str]], name: str, sentence: str
) -> None:
    assert sentence in Page(quay_desk, "d1").ask("bring_in", files=files, name=name)["refused"]


@pytest.mark.slow
def test_a_wider_audience_gets_released_figures_of_the_room(quay_desk: Desk, talk: str) -> None:
    OpinionWork.at(quay_desk, "quay-1").write("conversation", talk, {"scope": "public"})
    fill(quay_desk, 12, 10)
    wide = Desk(quay_desk.store, audience="public")
    shown = figures_of(SENSE, wide, system="quay", cycle="quay-1")["opinions"]()
    words = " ".join(one.value for one in shown.children)  # type: ignore[attr-defined]  # a box of figures
    assert "Where single people stand is shown to the group itself only." in words
    assert "What do people have in common" in words
    assert voter_of("voter-1", talk) not in words
