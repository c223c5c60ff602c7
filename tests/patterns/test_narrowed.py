"""Evidence narrowed to a period or a theme: what is left, and what is left alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from workbench.frames import Evidence
from workbench.model import Coding, Countermeasure, Experiment, Influence, Observation, Story, Theme
from workbench.patterns.narrowed import narrowed, of_theme

MARCH = {"since": date(2026, 3, 1), "until": date(2026, 3, 31)}


def noticed(id: str, on: date | None, theme: str | None = None) -> Observation:
    return Observation(id=id, cycle="c", title=id, noticed_on=on, theme=theme)


def test_a_period_takes_its_first_and_last_day_and_nothing_without_a_day(
    make_evidence: Callable[..., Evidence],
) -> None:
    days = {"before": date(2026, 2, 28), "first": MARCH["since"], "last": MARCH["until"], "after": date(2026, 4, 1)}
    evidence = make_evidence(*(noticed(id, day) for id, day in days.items()), noticed("undated", None))
    assert [*narrowed(evidence, "observation", **MARCH)["observation"]["id"]] == ["first", "last"]
    assert [*narrowed(evidence, "observation", since=MARCH["since"])["observation"]["id"]] == ["first", "last", "after"]
    assert len(narrowed(evidence, "observation")["observation"]) == 5


def test_what_lasts_belongs_to_every_period_it_lasted_in(make_evidence: Callable[..., Evidence]) -> None:
    stands = Countermeasure(id="stands", cycle="c", what="Shield", from_on=date(2025, 1, 1))
    over = Countermeasure(id="over", cycle="c", what="Shield", from_on=date(2025, 1, 1), ended_on=date(2026, 2, 1))
    later = Countermeasure(id="later", cycle="c", what="Shield", from_on=date(2026, 4, 1))
    other = Experiment(id="e", cycle="c", title="Not asked about", experiment_kind="probe")
    left = narrowed(make_evidence(stands, over, later, other), "countermeasure", **MARCH)
    assert [*left["countermeasure"]["id"]] == ["stands"]
    assert [*left["experiment"]["id"]] == ["e"]


def test_an_answer_in_the_period_counts_as_much_as_the_sending(make_evidence: Callable[..., Evidence]) -> None:
    sent = {"cycle": "c", "to_cycle": "d", "of_kind": "issue", "of": "i"}
    asked = Influence(id="asked", **sent, sent_on=date(2026, 3, 5))
    answered = Influence(
        id="answered", **sent, sent_on=date(2025, 1, 1), answered_on=date(2026, 3, 9), state="left", reason="No"
    )
    neither = Influence(id="neither", **sent, sent_on=date(2025, 1, 1))
    left = narrowed(make_evidence(asked, answered, neither), "influence", **MARCH)
    assert {*left["influence"]["id"]} == {"asked", "answered"}


def test_a_theme_is_followed_by_its_name_in_every_cycle(make_evidence: Callable[..., Evidence]) -> None:
    themes = (Theme(id="t", cycle="c", name="Waiting"), Theme(id="u", cycle="d", name="waiting"))
    other = Theme(id="v", cycle="c", name="Paper")
    stories = [
        Story(id=id, cycle="c", title=id, text="Told", teller="T", scope="place") for id in ("told", "untouched")
    ]
    coding = Coding(id="k", cycle="c", of_kind="story", of="told", theme="t", coder="Ama")
    evidence = make_evidence(
        *themes, other, noticed("a", None, "t"), noticed("b", None, "u"), noticed("c1", None, "v"), *stories, coding
    )
    left = of_theme(evidence, "WAITING")
    assert [*left["observation"]["id"]] == ["a", "b"]
    assert [*left["story"]["id"]] == ["told"]
    assert of_theme(evidence, "") is evidence
