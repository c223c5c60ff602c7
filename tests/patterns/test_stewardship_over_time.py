"""What the reviews of a cycle said, one after the other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd

from workbench.frames import Audience, Evidence
from workbench.model import Record, Review, ReviewNote
from workbench.patterns import review_due, stewardship_over_time
from workbench.sharing import release

PLACE = Audience(scale="place", system="tidewell", name="the place Tidewell", wide=True)
ASKED = "Is there a plan?"


def review(id: str, on: date, *people: str, cycle: str = "c", **fields: Any) -> Review:
    return Review(id=id, cycle=cycle, held_on=on, taking_part=people, **fields)


def answer(of: str, prompt: str, state: str | None, note: str = "", asked: str = ASKED) -> ReviewNote:
    told: dict[str, Any] = {"review": of, "prompt": prompt, "state": state, "note": note, "asked": asked}
    return ReviewNote.model_validate({"id": f"{of}-{prompt}", "cycle": "c", **told})


THREE: tuple[Record, ...] = (
    review("r2", date(2026, 3, 1), "Ama", "Bo", "cleo", hours=12.5, next_on=date(2026, 4, 1), note="Less is more"),
    review("r1", date(2026, 1, 1), "Ama", "Cleo", "Dev", hours=8, next_on=date(2026, 3, 1)),
    review("r3", date(2026, 4, 2), "Ama", "Bo", "Cleo", next_on=date(2026, 4, 21)),
    answer("r1", "plan", "dont_know"),
    answer("r2", "plan", "needs_work", "One date"),
    answer("r3", "plan", "fine", asked="Is the plan loose enough?"),
    answer("r3", "money", "needs_work", "Ask Bo", asked="Is there money?"),
    answer("r2", "words-only", None, "Nobody knows", asked="Who knows?"),
)


def test_states_are_told_review_by_review_and_counted_prompt_by_prompt(make_evidence: Callable[..., Evidence]) -> None:
    found = stewardship_over_time(make_evidence(*THREE), cycle="c")
    assert found.table.to_dict("records") == [
        # the newest wording that was answered; the older ones stay with their answers
        {
            "prompt": "plan",
            "asked": "Is the plan loose enough?",
            "n_fine": 1,
            "n_needs_work": 1,
            "n_dont_know": 1,
            "n_answers": 3,
        },
        {
            "prompt": "words-only",
            "asked": "Who knows?",
            "n_fine": 0,
            "n_needs_work": 0,
            "n_dont_know": 0,
            "n_answers": 0,
        },
        {
            "prompt": "money",
            "asked": "Is there money?",
            "n_fine": 0,
            "n_needs_work": 1,
            "n_dont_know": 0,
            "n_answers": 1,
        },
    ]
    plan = found.said[found.said["prompt"] == "plan"]
    assert list(zip(plan["review"], plan["state"], plan["asked"], strict=True)) == [
        ("r1", "dont_know", ASKED),
        ("r2", "needs_work", ASKED),
        ("r3", "fine", "Is the plan loose enough?"),
    ]
    assert found.n_reviews == 3


def test_who_came_in_and_who_left_since_the_review_before(make_evidence: Callable[..., Evidence]) -> None:
    reviews = stewardship_over_time(make_evidence(*THREE), cycle="c").reviews
    told = reviews[["review", "came", "left"]].to_dict("records")
    assert told == [
        {"review": "r1", "came": (), "left": ()},
        {"review": "r2", "came": ("Bo",), "left": ("Dev",)},  # cleo is Cleo
        {"review": "r3", "came": (), "left": ()},
    ]
    assert reviews["hours"].fillna(-1).tolist() == [8, 12.5, -1]


def test_a_wide_audience_gets_counts_and_notes_without_days_states_or_anybodys_name(
    make_evidence: Callable[..., Evidence],
) -> None:
    released = release(stewardship_over_time(make_evidence(*THREE, audience=PLACE), system="tidewell"))
    found = released.finding
    # “Ask Bo” names somebody who took part; what is left does not tell which review said it
    assert found.said.to_dict("records") == [
        {"prompt": "plan", "asked": "Is the plan loose enough?", "note": "One date"},
        {"prompt": "words-only", "asked": "Who knows?", "note": "Nobody knows"},
    ]
    assert found.reviews.shape == (0, 0)
    assert released.table.set_index("prompt").loc["plan", "n_fine_shown"] == "*"
    assert vars(found)["n_reviews"] is None
    sent = repr(vars(found)) + released.table.to_csv() + found.said.to_csv()
    assert not [name for name in ("Ama", "Bo", "Cleo", "cleo", "Dev", "Less is more") if name in sent]


def test_larger_counts_are_rounded_for_a_wide_audience(make_evidence: Callable[..., Evidence]) -> None:
    many = [review(f"r{n:02}", date(2026, 1, n + 1)) for n in range(12)]
    said = [answer(f"r{n:02}", "plan", "fine") for n in range(12)]
    released = release(stewardship_over_time(make_evidence(*many, *said, audience=PLACE)))
    assert list(released.table["n_fine_shown"]) == ["10"]


def test_no_reviews_give_no_rows(make_evidence: Callable[..., Evidence]) -> None:
    for who in ({}, {"audience": PLACE}):
        found = release(stewardship_over_time(make_evidence(**who))).finding
        assert (len(found.table), len(found.said), len(found.reviews)) == (0, 0, 0)


def test_the_day_of_the_next_review_is_the_newest_reviews(make_evidence: Callable[..., Evidence]) -> None:
    # the evidence was read on 1 May 2026
    assert review_due(make_evidence(*THREE), "c") == (date(2026, 4, 21), -10)
    ahead = review("r4", date(2026, 4, 30), next_on=date(2026, 6, 1))
    assert review_due(make_evidence(*THREE, ahead), "c") == (date(2026, 6, 1), 31)
    unsaid = review("r5", date(2026, 4, 30))
    assert review_due(make_evidence(*THREE, unsaid), "c") == (None, None)
    assert review_due(make_evidence(), "c") == (None, None)
    assert review_due(make_evidence(*THREE), "d") == (None, None)


def test_a_missing_table_of_notes_is_not_taken_for_no_notes(make_evidence: Callable[..., Evidence]) -> None:
    found = stewardship_over_time(make_evidence(review("r1", date(2026, 1, 1), "Ama")))
    assert found.table.empty
    assert isinstance(found.reviews, pd.DataFrame)
    assert list(found.reviews["taking_part"]) == [("Ama",)]
