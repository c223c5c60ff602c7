"""What an account could say: sentences put together from the record, each resting on records that are there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import pytest

from workbench.frames import Evidence
from workbench.model import (
    Countermeasure,
    Debrief,
    DebriefEntry,
    Embedding,
    Enablement,
    EvidenceLink,
    Experiment,
    Influence,
    Interpretation,
    Issue,
    Observation,
    Record,
    Story,
    Theme,
)
from workbench.model.prompts import words
from workbench.patterns import DRAFTED_FROM, account_draft
from workbench.patterns.account_draft import in_words
from workbench.sharing import release

ISSUE = Issue(id="slow", cycle="c", description="Petty cash is slow.", level="system", owner="leadership")


def sent(id: str, **fields: Any) -> Influence:
    return Influence.model_validate(
        {"id": id, "cycle": "c", "to_cycle": "d", "of_kind": "issue", "of": "slow", "sent_on": "2026-02-01"} | fields
    )


@pytest.fixture
def drafted(make_evidence: Callable[..., Evidence]) -> Callable[..., list[tuple[str, str, tuple[Any, ...]]]]:
    def made(*records: Record, **span: Any) -> list[tuple[str, str, tuple[Any, ...]]]:
        found = release(account_draft(make_evidence(*records), cycle="c", words=words(), **span))
        rows = found.table.to_dict("records")
        return [(str(r["question"]), in_words({str(k): v for k, v in r.items()}, words()), r["rests_on"]) for r in rows]

    return made


def test_a_cycle_in_which_nothing_was_written_down_has_nothing_to_say(drafted: Callable[..., Any]) -> None:
    assert drafted() == []


def test_a_pattern_is_told_with_the_readings_that_compete_and_one_reading_is_not_enough(
    drafted: Callable[..., Any],
) -> None:
    assert drafted(
        Observation(id="o", cycle="c", title="Letters cross."),
        Observation(id="p", cycle="c", title="No key"),
        Observation(id="q", cycle="c", title="It is cold?"),
        Interpretation(id="i1", cycle="c", observation="o", text="Nobody reads them."),
        Interpretation(id="i2", cycle="c", observation="o", text="They say “nothing” new"),
        Interpretation(id="i3", cycle="c", observation="p", text="No trust"),
    ) == [
        (
            "learnt",
            "We noticed: “Letters cross”. We read it in more than one way: "
            "“Nobody reads them”, or “They say ‘nothing’ new”.",
            (("observation", "o"), ("interpretation", "i1"), ("interpretation", "i2")),
        ),
        ("not_known", "We have read this in one way only so far: “No key”.", (("observation", "p"),)),
        ("not_known", "Nobody has said yet what this could mean: “It is cold?”", (("observation", "q"),)),
    ]


def test_what_was_said_in_a_debrief_and_classified_is_told_without_a_name(drafted: Callable[..., Any]) -> None:
    said = {"cycle": "c", "debrief": "d", "slice": "reflective", "said_by": "Ama"}
    (found,) = [
        row
        for row in drafted(
            Debrief(id="d", cycle="c", held_on=date(2026, 3, 2)),
            DebriefEntry(id="e1", text="They ask for less.", learning_about="work", **said),
            DebriefEntry(id="e2", text="We had cake.", **said),
        )
        if row[0] == "learnt"
    ]
    assert found[1:] == ("About the work we learnt on 2 March 2026: “They ask for less”.", (("debrief_entry", "e1"),))


def test_experiments_end_as_learning_and_run_as_open_questions(drafted: Callable[..., Any]) -> None:
    assert drafted(
        Experiment(
            id="cards", cycle="c", title="Cards", status="ended", ending="embedded", what_happened="Bought at once."
        ),
        Experiment(id="van", cycle="c", title="The van", status="running", question="Who drives?"),
        Experiment(id="plan", cycle="c", title="Only a plan"),
    ) == [
        ("learnt", "We tried “Cards”, and it stayed. What happened: “Bought at once”.", (("experiment", "cards"),)),
        ("not_known", "We are still trying “The van”. We ask: “Who drives?”", (("experiment", "van"),)),
    ]


def test_what_changed_tells_what_stayed_what_ended_and_what_was_made_possible(drafted: Callable[..., Any]) -> None:
    assert [text for question, text, _ in drafted(
        Experiment(id="cards", cycle="c", title="Cards"),
        Embedding(id="e", cycle="c", change="Everybody has a card", embedding_kind="process", experiment="cards",
                  state="business_as_usual", usual_on=date(2026, 4, 6)),
        Countermeasure(id="s", cycle="c", what="Nell signs", shields_from="No order, no money",
                       ended_on=date(2026, 4, 6), ended_why="bau_must_change"),
        Countermeasure(id="t", cycle="c", what="Still standing"),
        Enablement(id="n", cycle="c", what="A room", helped="partly", helped_words="On Mondays."),
        Enablement(id="f", cycle="d", for_cycle="c", what="Six cards", helped="yes"),
    ) if question in ("changed", "others_did")] == [
        "Since 6 April 2026 this is how it is done here: “Everybody has a card”.",
        "“Nell signs” shielded us from “No order, no money”. It ended on 6 April 2026; that rule itself has to change.",
        "We made this possible for everybody below: “A room”. It helped in part, they say: “On Mondays”.",
        "Market made this possible for us: “Six cards”. It helped.",
    ]  # fmt: skip


def test_what_was_passed_on_is_told_with_its_answer_along_the_chain(drafted: Callable[..., Any]) -> None:
    found = drafted(
        ISSUE,
        sent("up", state="adapted", reason="Half of it.", answered_on="2026-03-01"),
        sent("on", cycle="d", to_cycle="p", after="up", sent_on="2026-03-02"),
    )
    assert [row[:2] for row in found] == [
        ("passed_on", "We passed on to Market on 1 February 2026: “Petty cash is slow”."),
        (
            "others_did",
            "Market took up what we passed on (“Petty cash is slow”) in its own way "
            "and answered on 1 March 2026: “Half of it”.",
        ),
        (
            "not_known",
            "Market passed it on to Tidewell on 2 March 2026, where it waits for an answer: “Petty cash is slow”.",
        ),
    ]
    assert found[0][2] == (("influence", "up"), ("issue", "slow"))
    assert found[2][2][0] == ("influence", "on")


def test_what_waits_is_told_as_not_known(drafted: Callable[..., Any]) -> None:
    assert drafted(ISSUE, sent("up"))[1][:2] == (
        "not_known",
        "We passed this on to Market on 1 February 2026, and have no answer yet: “Petty cash is slow”.",
    )


def test_a_theme_nobody_interpreted_is_told(drafted: Callable[..., Any]) -> None:
    found = drafted(Theme(id="t", cycle="c", name="Paper"), Observation(id="o", cycle="c", title="Letters", theme="t"))
    assert (
        "not_known",
        "Nobody has said yet what lies under the theme “Paper”.",
        (("theme", "t"), ("observation", "o")),
    ) in found


def test_how_we_know_counts_what_was_gathered_in_the_singular_and_the_plural(drafted: Callable[..., Any]) -> None:
    one = Story(id="s1", cycle="c", title="t", text="x", teller="Robin", told_on=date(2026, 2, 3))
    two = Story(id="s2", cycle="c", title="t", text="x", teller="Wren", told_on=date(2026, 3, 4))
    assert drafted(one) == [("how_we_know", "One story was told to us on 3 February 2026.", (("story", "s1"),))]
    assert drafted(one, two)[0][1] == "2 stories were told to us between 3 February 2026 and 4 March 2026."
    assert drafted(one, two, since=date(2026, 3, 1))[0][1] == "One story was told to us on 4 March 2026."


def test_a_number_of_a_few_is_a_few_where_the_account_is_for_a_wider_audience(
    make_evidence: Callable[..., Evidence],
) -> None:
    told = [Story(id=f"s{n}", cycle="c", title="t", text="x", teller=f"P{n}") for n in range(3)]
    found = release(account_draft(make_evidence(*told), cycle="c", words=words(), wide=True)).table
    row = {str(k): v for k, v in found.iloc[0].items()}
    assert pd.isna(row["n"])
    assert in_words(row, words()) == "A few stories were told to us."


def test_evidence_beside_an_observation_is_counted_for_technical_readers(drafted: Callable[..., Any]) -> None:
    beside = {"cycle": "c", "target_kind": "observation", "target": "o", "source_kind": "issue", "source": "slow"}
    found = drafted(
        ISSUE, Observation(id="o", cycle="c", title="Slow"), EvidenceLink(id="l", stance="supports", **beside)
    )
    assert (
        "how_we_know",
        "One piece of evidence speaks for “Slow”.",
        (("observation", "o"), ("issue", "slow")),
    ) in found


def test_every_kind_that_is_drafted_from_is_read() -> None:
    assert {"observation", "influence", "story", "embedding", "enablement"} <= set(DRAFTED_FROM)
