"""What an edition of an account says, to whom, and how it differs from another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from workbench.frames import Audience, Evidence
from workbench.model import Account, AccountReader, AccountSentence, EvidenceLink, Record, Story
from workbench.patterns import account_compare, account_edition
from workbench.patterns.account_page import LINES_A_PAGE, lines_of
from workbench.sharing import release

PLACE = Audience(scale="place", system="bay", name="the place", wide=True)


def said(id: str, text: str, account: str = "a1", question: str = "learnt", **fields: Any) -> AccountSentence:
    return AccountSentence.model_validate(
        {"id": id, "cycle": "c", "account": account, "question": question, "text": text} | fields
    )


def beside(id: str, source: str, target: str, kind: str = "story", stance: str = "supports") -> EvidenceLink:
    return EvidenceLink.model_validate(
        {"id": id, "cycle": "c", "source_kind": kind, "source": source, "stance": stance}
        | {"target_kind": "account_sentence", "target": target}
    )


RECORDS: tuple[Record, ...] = (
    Account(id="a1", cycle="c", title="Learnt", agreed_on=date(2026, 3, 1), agreed_by="Ama"),
    Account(id="a2", cycle="c", title="Learnt", edition=2),
    said("s1", "Trust first", position=2, reader="one_page"),
    said("s2", "Then money", position=1),
    said("s3", "n was ten", question="how_we_know", reader="technical"),
    Story(id="told", cycle="c", title="The second letter", text="x", teller="Robin", told_on=date(2026, 2, 3)),
    beside("l1", "told", "s1"),
)


def test_a_reader_gets_what_is_for_them_and_for_briefer_ones(make_evidence: Callable[..., Evidence]) -> None:
    evidence = make_evidence(*RECORDS)
    read = {
        reader.value: list(account_edition(evidence, cycle="c", edition=1, reader=reader).table["id"])
        for reader in AccountReader
    }
    assert read == {"technical": ["s2", "s1", "s3"], "descriptive": ["s2", "s1"], "one_page": ["s1"]}


def test_the_newest_that_was_agreed_is_read_where_nobody_names_one(make_evidence: Callable[..., Evidence]) -> None:
    found = account_edition(make_evidence(*RECORDS), system="harbour")
    assert (found.account or {})["edition"] == 1 and found.editions == (1, 2)
    assert account_edition(make_evidence(), system="harbour").account is None


def test_a_sentence_tells_its_records_and_how_many_may_not_be_seen(make_evidence: Callable[..., Evidence]) -> None:
    found = account_edition(make_evidence(*RECORDS), cycle="c", edition=1, laid={"s1": 3}).table.set_index("id")
    assert found.loc["s1", "rests_on"] == (
        {"kind": "story", "id": "told", "title": "The second letter", "on": date(2026, 2, 3)},
    )
    assert (found.loc["s1", "n_evidence"], found.loc["s1", "n_not_seen"]) == (3, 2)


def test_a_wider_audience_gets_no_small_number_and_no_name(make_evidence: Callable[..., Evidence]) -> None:
    finding = account_edition(make_evidence(*RECORDS, audience=PLACE), cycle="c", edition=1, laid={"s1": 3})
    released = release(finding)
    assert set(released.table["n_not_seen_shown"]) == {"0", "*"}
    assert (released.finding.account or {})["agreed_by"] == ""


def test_two_editions_differ_by_what_came_what_left_and_what_was_reworded(
    make_evidence: Callable[..., Evidence],
) -> None:
    evidence = make_evidence(
        *RECORDS,
        said("n1", "Trust came first", account="a2"),
        said("n2", "Then money", account="a2"),
        said("n3", "And a van", account="a2"),
        beside("c1", "s1", "n1", kind="account_sentence", stance="led_to"),
    )
    assert account_compare(evidence, older="a1", newer="a2").table.to_dict("records") == [
        {"change": "came", "question": "learnt", "text": "And a van", "was": ""},
        {"change": "left", "question": "how_we_know", "text": "n was ten", "was": ""},
        {"change": "reworded", "question": "learnt", "text": "Trust came first", "was": "Trust first"},
    ]
    assert account_compare(evidence, older="a1", newer="a1").table.empty


@pytest.mark.parametrize(("n", "fits"), [(0, True), (10, True), (80, False)])
def test_whether_it_fits_on_a_page(n: int, fits: bool) -> None:
    assert (
        lines_of([("learnt", "A sentence of some twenty words, more or less, as people write them.")] * n)
        <= LINES_A_PAGE
    ) is fits
