"""An account as a wider audience sees it in a room."""

from __future__ import annotations

from workbench.desk import Desk
from workbench.desk.account_work import AccountWork


def test_its_sentences_stand_under_their_questions_and_an_account_that_is_not_there_is_told(quay_desk: Desk) -> None:
    assert "There is no account here yet." in quay_desk.account_edition(system="quay", cycle="quay-1").to_html()
    work = AccountWork.at(quay_desk, "quay-1")
    made = work.begin({"title": "Learnt", "scope": "place"})
    work.add("account_sentence", {"account": made.id, "question": "learnt", "text": "Trust <first>"})
    figure = Desk(quay_desk.store, audience="place").account_edition(system="quay", cycle="quay-1").figure()
    assert figure.description == "What have we learnt? Trust <first>"
    assert "<first>" not in figure.to_html() and figure.table.iloc[0].tolist()[:2] == [
        "What have we learnt?",
        "Trust <first>",
    ]
