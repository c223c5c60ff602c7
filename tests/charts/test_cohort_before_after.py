from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from workbench.charts import Figure, cohort_before_after
from workbench.charts.cohort_in_words import rate_in_words
from workbench.frames import Audience
from workbench.model.prompts import Words
from workbench.patterns import CohortBeforeAfter
from workbench.sharing import release

CHOSEN = ["as_they_came", "everybody", "at_their_worst", "not_known"]


def found(
    who: Audience, *, few: int = 30, may_say: str = "comparison", worst: int = 0, rate: float = 2.0
) -> CohortBeforeAfter:
    """Contacts of thirty people; crises of ``few`` of them; of what they cost nothing is known."""
    ends = {"comparison": (0.9, 1.1), "estimate": (0.9, 1.1)}.get(may_say, (np.nan, np.nan))
    rows = []
    for measure, people in (("contacts", 30), ("crisis", few), ("cost_pounds", 0)):
        known = measure != "cost_pounds"
        value = {"before": rate, "after": 1.0, "difference": 1.0 - rate, "ratio": 1.0 / rate}
        row: dict[str, object] = {"measure": measure, "n_people_least": people, "may_say": may_say}
        for side in ("before", "after"):
            row |= {f"n_{side}": people * 2, f"n_people_{side}": people, f"two_largest_{side}": 0.1}
            row |= {f"n_not_known_{side}": 0 if known else 60, f"n_people_not_known_{side}": 0 if known else 30}
        for name, at in (
            ("rate_before", "before"),
            ("rate_after", "after"),
            *((n, n) for n in ("difference", "ratio")),
        ):
            for end, by in zip(("", "_low", "_high"), (1.0, *ends), strict=True):
                row[f"{name}{end}"] = value[at] * by if known else np.nan
        rows.append({**row, "two_largest_most": 0.1})
    followed = [("before", 30, 60.0), ("after", 30, 50.5), ("both", 30, 110.5)]
    left_out = [("no_way_from", 9), ("no_observed_time", 0), ("not_in_window", 0)]
    return CohortBeforeAfter(
        audience=who,
        table=pd.DataFrame(rows),
        n_people=30,
        followed=pd.DataFrame(followed, columns=["phase", "n_people", "person_quarters"]),
        left_out=pd.DataFrame(left_out, columns=["reason", "n_people"]),
        chosen=pd.DataFrame({"chosen": CHOSEN, "n_people": [30 - worst, 0, worst, 0]}),
        window=(-8, 7),
    )


def test_rates_are_told_with_their_intervals_and_what_they_cannot_say(english: Words, team: Audience) -> None:
    figure = cohort_before_after(release(found(team)), words=english)
    assert figure.description.split("\n") == [
        "Contacts per person and quarter: before 2.00 (1.80 to 2.20), 60 contacts; after 1.00 (0.90 to 1.10), "
        "60 contacts. After is 0.50 times before (0.45 to 0.55).",
        "Crisis contacts per person and quarter: before 2.00 (1.80 to 2.20), 60 contacts; after 1.00 (0.90 to 1.10), "
        "60 contacts. After is 0.50 times before (0.45 to 0.55).",
        "Pounds per person and quarter: before not known, 0 contacts; after not known, 0 contacts.",
        "The lines show where 95 of 100 such figures would lie, had other people of the same kind been looked at.",
        "The cost of 60 contacts before and 60 after is not known; they are not in the pounds. Where that is many more "
        "on one side, the pounds cannot be compared.",
        "Before and after is not “because”: other things changed as well, and this cannot tell them apart.",
    ]
    assert figure.notes == (
        "30 people were looked at before, for 60.0 person-quarters.",
        "30 people were looked at after, for 50.5 person-quarters.",
        "30 people were looked at both before and after, for 110.5 person-quarters.",
        "A quarter is 91.3125 days. Each person counts only for the time for which somebody looked for their contacts, "
        "up to 8 quarters on each side.",
        "9 people are left out, because nobody wrote down when the new way of working began for them.",
    )


def test_people_chosen_at_their_worst_are_told_with_what_follows(english: Words, team: Audience) -> None:
    figure = cohort_before_after(release(found(team, worst=12)), words=english)
    said = "12 people were chosen when things were at their worst. Things at their worst tend to get better"
    assert said in figure.description
    drawn = str(figure.chart.to_dict()["datasets"])
    # the picture carries it along wherever it goes
    assert "at their worst" in drawn
    assert "“because”" in drawn


@pytest.mark.parametrize(
    ("may_say", "sentence"),
    [
        ("points", "Fewer than 15 people were looked at on one side"),
        ("estimate", "Fewer than 30 people were looked at on one side: too few to compare"),
    ],
)
def test_few_people_are_said_to_be_few(english: Words, team: Audience, may_say: str, sentence: str) -> None:
    figure = cohort_before_after(release(found(team, may_say=may_say)), words=english)
    assert sentence in figure.description
    assert ("95 of 100" in figure.description) == (may_say == "estimate")
    assert ("times before" in figure.description) == (may_say == "estimate")


def test_too_few_people_are_not_drawn(english: Words, team: Audience) -> None:
    figure = cohort_before_after(release(found(team, may_say="nothing")), words=english)
    assert figure.empty == ("Fewer than 5 people were looked at on both sides: too few to set before beside after.")
    assert figure.notes == (
        "9 people are left out, because nobody wrote down when the new way of working began for them.",
    )


@pytest.mark.slow
def test_a_hidden_rate_makes_no_difference_to_what_is_sent(
    sent: Callable[[Figure], str], english: Words, team: Audience, place: Audience
) -> None:
    def drawn(who: Audience) -> set[str]:
        return {sent(cohort_before_after(release(found(who, few=few)), words=english)) for few in (1, 3, 6)}

    assert (len(drawn(place)), len(drawn(team))) == (1, 3)


def test_a_window_of_other_quarters_is_told(english: Words, team: Audience) -> None:
    figure = cohort_before_after(release(replace(found(team), window=(-4, 7))), words=english)
    assert "from quarter -4 to quarter 7" in figure.notes[3]


@pytest.mark.parametrize(
    ("value", "said"), [(147_600.4, "£147,600"), (12.34, "£12.3"), (-0.5, "−£0.50"), (-0.001, "£0.00")]
)
def test_figures_have_as_many_places_as_they_mean(english: Words, value: float, said: str) -> None:
    row = {"measure": "cost_pounds", "difference": value, "difference_low": np.nan, "difference_high": np.nan}
    assert rate_in_words(row, "difference", english) == said
