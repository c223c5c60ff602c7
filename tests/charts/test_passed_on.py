"""From sending to the answer: lines for a group itself, counted bars for a wider audience."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from workbench.charts import passed_on
from workbench.frames import Audience, Evidence, table
from workbench.model import RECORDS, Cycle, Influence, Issue, Record, System
from workbench.model.prompts import Words
from workbench.patterns import passed_on as found_passed_on
from workbench.sharing import release

TODAY = date(2026, 5, 1)
WORLD: list[Record] = [
    System(id="harbour", name="Harbour", scale="team"),
    System(id="tidewell", name="Tidewell", scale="place"),
    Cycle(id="c", system="harbour", name="Harbour, first"),
    Cycle(id="p", system="tidewell", name="Tidewell, first"),
    Issue.model_validate(
        {"id": "i", "cycle": "c", "description": "No <b>beds</b> 📬", "level": "system", "owner": "team"}
    ),
]


def evidence(audience: Audience, sent: Sequence[Mapping[str, Any]]) -> Evidence:
    records = [
        *WORLD,
        *(
            Influence.model_validate(
                {"id": f"s{n}", "cycle": "c", "to_cycle": "p", "of_kind": "issue", "of": "i", **one}
            )
            for n, one in enumerate(sent)
        ),
    ]
    kinds: Mapping[str, list[Record]] = {kind: [r for r in records if type(r).kind == kind] for kind in RECORDS}
    return Evidence(audience=audience, tables={kind: table(kind, rows) for kind, rows in kinds.items()}, on=TODAY)


WAITS = {"sent_on": date(2026, 4, 1)}
ADAPTED = {"sent_on": date(2026, 3, 1), "state": "adapted", "reason": "Two", "answered_on": date(2026, 3, 11)}


def test_each_sending_is_a_line_told_in_words_and_in_the_table(team: Audience, english: Words) -> None:
    found = release(found_passed_on(evidence(team, [WAITS, ADAPTED, {}]), cycle="c"))
    figure = passed_on(found, words=english)
    assert figure.description.split("\n") == [
        "“No <b>beds</b> 📬” was sent to Tidewell, first on 1 April 2026 and has waited for an answer for 30 days.",
        "“No <b>beds</b> 📬” was sent to Tidewell, first; nobody wrote down when. It is waiting.",
        "“No <b>beds</b> 📬” was sent to Tidewell, first on 1 March 2026; it was adapted after 10 days.",
    ]
    assert figure.table.iloc[2].tolist() == [
        *("Sent", "an issue", "No <b>beds</b> 📬", "Harbour, first", "Tidewell, first", "1 March 2026"),
        *("adapted", "Two", "11 March 2026", "10"),
    ]
    html = figure.to_html()
    assert "<b>beds" not in html
    assert figure.svg.startswith("<svg")


def test_a_wider_audience_sees_counts_and_no_words_of_anybody(place: Audience, english: Words) -> None:
    sent = [WAITS] * 12 + [ADAPTED]
    figure = passed_on(release(found_passed_on(evidence(place, sent), cycle="c")), words=english)
    assert figure.title == "What was sent between cycles, and what became of it?"
    assert figure.description.startswith("Sent: waiting 1")
    assert "adapted *" in figure.description
    assert "beds" not in figure.to_html()


def test_nothing_sent_is_told_in_a_sentence(team: Audience, place: Audience, english: Words) -> None:
    for audience in (team, place):
        figure = passed_on(release(found_passed_on(evidence(audience, []), cycle="c")), words=english)
        assert figure.empty is not None
        assert "Nothing has been sent" in figure.empty


def test_more_than_can_be_read_is_left_to_the_table(team: Audience, english: Words) -> None:
    figure = passed_on(release(found_passed_on(evidence(team, [WAITS] * 40), cycle="c")), words=english)
    assert "The picture shows the first 20" in figure.description
    assert len(figure.table) == 40
