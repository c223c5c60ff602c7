"""What was noticed, and which of it may be printed as a pattern."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import pytest

from workbench.frames import Audience, Evidence
from workbench.model import (
    EvidenceLink,
    Idea,
    Interpretation,
    Observation,
    Record,
    SenseSession,
    Stance,
    Theme,
)
from workbench.patterns import observations_by_theme, pattern_list
from workbench.sharing import release

PLACE = Audience(scale="place", system="tidewell", name="the place Tidewell", wide=True)


def noticed(id: str, **fields: Any) -> Observation:
    return Observation(id=id, cycle="c", title=f"Title of {id}", **fields)


def reading(id: str, of: str, text: str, by: str = "") -> Interpretation:
    return Interpretation(id=id, cycle="c", observation=of, text=text, written_by=by)


def beside(id: str, of: str, stance: Stance) -> EvidenceLink:
    kinds = {"source_kind": "story", "source": f"s{id}", "target_kind": "observation"}
    return EvidenceLink(id=id, cycle="c", **kinds, target=of, stance=stance)


THEME = Theme(id="t", cycle="c", name="Waiting")
PATTERN: tuple[Record, ...] = (
    THEME,
    noticed("letters", theme="t", noticed_on=date(2026, 4, 2), hard_to_dispute="much", surprising="some"),
    reading("i1", "letters", "Nobody reads them"),
    reading("i2", "letters", "They say nothing new"),
    Idea(id="d1", cycle="c", observation="letters", text="Ring first"),
    beside("e1", "letters", Stance.supports),
    beside("e2", "letters", Stance.supports),
    beside("e3", "letters", Stance.contradicts),
    beside("e4", "letters", Stance.led_to),
)
ONE_READING: tuple[Record, ...] = (noticed("keys", noticed_on=date(2026, 4, 9)), reading("i3", "keys", "No trust"))


def test_an_observation_tells_its_evidence_its_readings_and_whether_it_is_a_pattern(
    make_evidence: Callable[..., Evidence],
) -> None:
    table = pattern_list(make_evidence(*PATTERN)).table
    (row,) = table.drop(columns=["noticed_by", "looked_at", "learning_about", "speaks_to", "text"]).to_dict("records")
    assert row == {
        "id": "letters",
        "title": "Title of letters",
        "theme": "Waiting",
        "noticed_on": pd.Timestamp(2026, 4, 2),
        "strength": "strong",
        "n_supports": 2,
        "n_contradicts": 1,
        "interpretations": ("Nobody reads them", "They say nothing new"),
        "n_interpretations": 2,
        "ideas": ("Ring first",),
        "printable": True,
        "why_not": "",
    }


def test_one_with_a_single_interpretation_is_not_printable_and_says_why(
    make_evidence: Callable[..., Evidence],
) -> None:
    table = pattern_list(make_evidence(*ONE_READING, noticed("bare"))).table
    assert table[["id", "printable", "why_not"]].to_numpy().tolist() == [
        ["keys", False, "one"],
        ["bare", False, "none"],
    ]


@pytest.mark.slow
def test_readings_of_people_who_were_not_in_its_session_do_not_make_it_a_pattern(
    make_evidence: Callable[..., Evidence],
) -> None:
    session = SenseSession(id="friday", cycle="c", name="Friday", people=("Ama",), facilitator="Bo")
    seen = noticed("letters", sense_session="friday")
    both = (reading("i1", "letters", "Nobody reads them", "Ama"), reading("i2", "letters", "Too many", "Cy"))
    assert pattern_list(make_evidence(session, seen, *both)).table["why_not"].tolist() == ["others"]
    bos = reading("i3", "letters", "They are late", "bo")
    assert pattern_list(make_evidence(session, seen, *both, bos)).table["why_not"].tolist() == [""]


def test_the_newest_stand_first_and_another_cycle_is_left_out(make_evidence: Callable[..., Evidence]) -> None:
    others = Observation(id="theirs", cycle="d", title="Theirs", noticed_on=date(2026, 4, 30))
    evidence = make_evidence(*PATTERN, *ONE_READING, noticed("undated"), others)
    assert pattern_list(evidence, cycle="c").table["id"].tolist() == ["keys", "letters", "undated"]
    assert pattern_list(evidence, system="council").table["id"].tolist() == ["theirs", "keys", "letters", "undated"]


@pytest.mark.slow
def test_a_wider_audience_gets_patterns_only_without_names_and_small_numbers(
    make_evidence: Callable[..., Evidence],
) -> None:
    evidence = make_evidence(*PATTERN, *ONE_READING, audience=PLACE)
    released = release(pattern_list(evidence))
    assert released.table["id"].tolist() == ["letters"]
    assert released.table["n_supports_shown"].tolist() == ["*"]
    assert not {"noticed_by", "looked_at"} & set(released.table.columns)


def test_no_observations_give_no_rows(make_evidence: Callable[..., Evidence]) -> None:
    found = pattern_list(make_evidence())
    assert (found.table.empty, found.n_observations, list(found.table.columns)[:3]) == (
        True,
        0,
        ["id", "title", "text"],
    )


# -- by theme ---------------------------------------------------------------------------------------------------------
def test_observations_are_counted_by_theme_with_the_patterns_among_them(
    make_evidence: Callable[..., Evidence],
) -> None:
    more = (noticed("second", theme="t"), Theme(id="u", cycle="c", name="keys"), noticed("third", theme="u"))
    table = observations_by_theme(make_evidence(*PATTERN, *ONE_READING, *more)).table
    assert table.to_numpy().tolist() == [["keys", 1, 0], ["Waiting", 2, 1], ["", 1, 0]]


def test_nothing_noticed_gives_no_themes(make_evidence: Callable[..., Evidence]) -> None:
    assert observations_by_theme(make_evidence(THEME)).table.empty
