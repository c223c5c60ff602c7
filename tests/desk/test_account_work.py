"""The account of a cycle as its group works on it: taken in, reworded, ordered, agreed, and copied."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from workbench.desk import Desk
from workbench.desk.account_work import AccountWork, Proposed
from workbench.errors import Gone, Problems, Refused, Stale
from workbench.model import (
    Account,
    AccountQuestion,
    AccountReader,
    Cycle,
    EvidenceLink,
    Issue,
    Observation,
    Stance,
    Story,
    System,
)
from workbench.patterns.account_draft import in_words
from workbench.store import Store

LEARNT, KNOW = AccountQuestion.learnt, AccountQuestion.how_we_know


@pytest.fixture
def work(quay_desk: Desk) -> AccountWork:
    with quay_desk.store.step("Set the scene", by="Test") as step:
        step.add(Observation(id="letters", cycle="quay-1", title="Letters cross"))
        step.add(Story(id="told", cycle="quay-1", title="The second letter", text="x", teller="Robin"))
        step.add(System(id="harbour", name="Harbour", scale="team", part_of="bay"))
        step.add(Cycle(id="harbour-1", system="harbour", name="Theirs"))
        step.add(Issue(id="theirs", cycle="harbour-1", description="x", level="system", owner="team"))
    quay_desk.sit(by="Ama", page="tab")
    return AccountWork.at(quay_desk, "quay-1")


@pytest.fixture
def begun(work: AccountWork) -> Account:
    return work.begin({"title": "What we learnt"})


def proposed(text: str, question: AccountQuestion = LEARNT, *on: tuple[str, str]) -> Proposed:
    return Proposed(question, text, AccountReader.descriptive, on or (("observation", "letters"),))


def texts(work: AccountWork, account: Account) -> list[str]:
    return [one.text for one in work.sentences(account.id)]


def laid(desk: Desk, sentence: str) -> set[tuple[str, str]]:
    links = desk.store.all(EvidenceLink, target=sentence, stance=Stance.supports)
    return {(link.source_kind, link.source) for link in links}


def test_what_is_taken_in_keeps_its_drafted_words_and_what_it_rests_on(
    work: AccountWork, begun: Account, quay_desk: Desk
) -> None:
    (made,) = work.take_in(begun.id, [proposed("Letters cross.")])
    work.write("account_sentence", made.id, {"text": "Our letters cross."})
    (now,) = work.sentences(begun.id)
    assert (now.text, now.drafted) == ("Our letters cross.", "Letters cross.")
    assert laid(quay_desk, now.id) == {("observation", "letters")}
    work.undo()
    work.undo()
    assert work.sentences(begun.id) == [] and quay_desk.store.all(EvidenceLink, target=made.id) == []


def test_an_agreed_edition_stays_as_it_is(work: AccountWork, begun: Account) -> None:
    (made,) = work.take_in(begun.id, [proposed("Letters cross.")])
    agreed = work.agree_edition(begun.id, by="Ama; Bo")
    assert (agreed.agreed_by, agreed.agreed_on) == ("Ama; Bo", date(2026, 5, 4))
    for act in (
        lambda: work.take_in(begun.id, [proposed("More.")]),
        lambda: work.write("account_sentence", made.id, {"text": "Other"}),
        lambda: work.write("account", begun.id, {"title": "Other"}),
        lambda: work.remove("account_sentence", made.id),
        lambda: work.remove("account", begun.id),
        lambda: work.add("account_sentence", {"account": begun.id, "question": "learnt", "text": "x"}),
        lambda: work.lay(made.id, ("story", "told")),
        lambda: work.take_away(made.id, ("observation", "letters")),
        lambda: work.move(made.id, place=0, question=KNOW),
        lambda: work.mark([made.id], AccountReader.one_page),
        lambda: work.agree_edition(begun.id, by="Cy"),
    ):
        with pytest.raises(Refused, match="agreed and can no longer be changed"):
            act()
    assert texts(work, begun) == ["Letters cross."]
    work.undo()
    assert work.editions()[0].agreed_on is None


def test_the_next_edition_is_a_copy_with_its_links(work: AccountWork, begun: Account, quay_desk: Desk) -> None:
    with pytest.raises(Refused, match="still being written"):
        work.next_edition()
    work.take_in(begun.id, [proposed("Letters cross."), proposed("One story.", KNOW, ("story", "told"))])
    work.agree_edition(begun.id, by="Ama")
    second = work.next_edition()
    assert (second.edition, second.agreed_on, second.title) == (2, None, "What we learnt")
    assert texts(work, second) == texts(work, begun)
    assert [laid(quay_desk, one.id) for one in work.sentences(second.id)] == [
        {("observation", "letters")},
        {("story", "told")},
    ]
    first, _ = work.sentences(second.id)
    work.write("account_sentence", first.id, {"text": "Our letters cross."})
    work.add("account_sentence", {"account": second.id, "question": "not_known", "text": "Why?"})
    rows = quay_desk.account_compare(begun.id, second.id).table.to_dict("records")
    assert [(row["change"], row["text"], row["was"]) for row in rows] == [
        ("came", "Why?", ""),
        ("reworded", "Our letters cross.", "Letters cross."),
    ]
    assert texts(work, begun) == ["Letters cross.", "One story."]


def test_sentences_are_ordered_by_hand_within_and_between_questions(work: AccountWork, begun: Account) -> None:
    made = work.take_in(begun.id, [proposed(text) for text in "abc"])
    work.move(made[2].id, place=0)
    assert texts(work, begun) == ["c", "a", "b"]
    work.move(made[0].id, place=0, question=KNOW)
    assert [(one.question.value, one.text) for one in work.sentences(begun.id)] == [
        ("learnt", "c"),
        ("learnt", "b"),
        ("how_we_know", "a"),
    ]
    work.undo()
    assert texts(work, begun) == ["c", "a", "b"]


def test_a_sentence_of_ones_own_stands_last_and_has_nothing_beside_it_until_something_is_laid(
    work: AccountWork, begun: Account, quay_desk: Desk
) -> None:
    work.take_in(begun.id, [proposed("Drafted.")])
    own = work.add("account_sentence", {"account": begun.id, "question": "learnt", "text": "Ours."})
    assert texts(work, begun) == ["Drafted.", "Ours."]
    assert laid(quay_desk, own.id) == set()
    work.lay(own.id, ("story", "told"))
    with pytest.raises(Refused, match="lies there already"):
        work.lay(own.id, ("story", "told"))
    assert laid(quay_desk, own.id) == {("story", "told")}
    work.take_away(own.id, ("story", "told"))
    assert laid(quay_desk, own.id) == set()


@pytest.mark.parametrize("piece", [("issue", "theirs"), ("story", "gone"), ("account", "x"), ("nonsense", "x")])
def test_what_is_not_ours_or_not_there_cannot_be_laid_beside(
    work: AccountWork, begun: Account, piece: tuple[str, str]
) -> None:
    (made,) = work.take_in(begun.id, [proposed("Drafted.")])
    with pytest.raises((Refused, Gone)):
        work.lay(made.id, piece)


def test_a_cycle_has_one_account(work: AccountWork, begun: Account) -> None:
    with pytest.raises(Refused, match="has an account already"):
        work.begin({"title": "Another"})
    assert [one.id for one in work.editions()] == [begun.id]


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"by": " "}, "Say who"),
        ({"by": "Ama", "on": date(2026, 5, 5)}, "still to come"),
        ({"by": "Ama"}, "no sentence"),
    ],
)
def test_what_cannot_be_agreed_says_why(work: AccountWork, begun: Account, given: dict[str, Any], why: str) -> None:
    with pytest.raises(Refused, match=why):
        work.agree_edition(begun.id, **given)


def test_the_state_of_an_edition_is_written_by_its_own_acts_only(work: AccountWork, begun: Account) -> None:
    (made,) = work.take_in(begun.id, [proposed("Drafted.")])
    for kind, id, values in (
        ("account", begun.id, {"agreed_on": "2026-05-01"}),
        ("account", begun.id, {"edition": 7}),
        ("account_sentence", made.id, {"drafted": "x"}),
    ):
        with pytest.raises((Refused, Problems)):
            work.write(kind, id, values)


def test_two_wordings_at_once_are_both_told(work: AccountWork, begun: Account) -> None:
    (made,) = work.take_in(begun.id, [proposed("Drafted.")])
    work.write("account_sentence", made.id, {"text": "Theirs"}, was={"text": "Drafted."})
    with pytest.raises(Stale) as stale:
        work.write("account_sentence", made.id, {"text": "Ours"}, was={"text": "Drafted."})
    assert (stale.value.yours, stale.value.theirs) == ({"text": "Ours"}, {"text": "Theirs"})


# -- the sample -------------------------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def sample(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    copied = tmp_path_factory.mktemp("account") / "sample.db"
    copied.write_bytes(sample_store.read_bytes())
    with Store.open(copied) as store:
        yield Desk(store)


@pytest.mark.slow
def test_every_drafted_sentence_of_the_sample_rests_on_records_that_are_there(sample: Desk) -> None:
    told = ""
    for cycle in ("harbour-caseworkers-1", "harbour-caseworkers-2"):
        rows = sample.account_draft(cycle=cycle).table.to_dict("records")
        assert {row["question"] for row in rows} == {one.value for one in AccountQuestion}
        for row in rows:
            assert row["rests_on"]
            assert all(sample.store.find(kind, id) is not None for kind, id in row["rests_on"])
            text = in_words({str(k): v for k, v in row.items()}, sample.words)
            assert "{" not in text and "account.draft" not in text
            told += text + "\n"
    # the chain of the sample: groceries, then cards, then a record that audit can follow; furniture, then Second Start
    for part in ("payment card", "The record you tested with audit is now how we do it", "Second Start", "furniture"):
        assert part in told


@pytest.mark.slow
def test_the_published_edition_of_the_sample_is_read_with_its_evidence(sample: Desk) -> None:
    table = sample.account_edition(cycle="harbour-caseworkers-1", reader=AccountReader.technical).table
    named = {row["id"]: [one["title"] for one in row["rests_on"]] for row in table.to_dict("records")}
    assert named["sentence-harbour-1-01"] == ["Buy the groceries first"]
    assert named["sentence-harbour-1-09"] == []


def test_a_sentence_of_the_account_needs_its_account(work: AccountWork) -> None:
    with pytest.raises(Refused, match="no longer there"):
        work.add("account_sentence", {"account": "nowhere", "question": "learnt", "text": "x"})
