"""What is due: every rhythm and its edges, worked out on a calendar. The evidence is read on Friday 1 May 2026."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import pytest

from workbench.frames import Audience, Evidence
from workbench.model import (
    CaptureEntry,
    CaptureForm,
    DataPlan,
    Debrief,
    Experiment,
    Goal,
    GoalScore,
    Issue,
    PodEntry,
    Point,
    Record,
    Series,
    Spend,
    Story,
    Task,
    TaskMove,
)
from workbench.patterns import capture_due
from workbench.sharing import release

Make = Callable[..., Evidence]


def an_experiment(id: str = "x", cycle: str = "c", **more: Any) -> Experiment:
    made = {"title": "Ring back", "status": "running", "started_on": "2026-03-03", **more}
    return Experiment.model_validate({"id": id, "cycle": cycle, **made})


def a_plan(every: str, form: str = "debrief", **more: Any) -> DataPlan:
    made = {"id": "plan", "cycle": "c", "experiment": "x", "what": "How it went", "every": every, "form": form}
    return DataPlan.model_validate({**made, **more})


def debrief_on(day: str, **more: Any) -> Debrief:
    return Debrief.model_validate({"id": f"d-{day}", "cycle": "c", "held_on": day, **more})


def _due(evidence: Evidence) -> tuple[str | None, str | None, str]:
    """The last day, the planned day, and the state, of the only line."""
    [row] = capture_due(evidence).table.to_dict("records")
    return _iso(row["last_on"]), _iso(row["due_on"]), row["state"]


def _iso(value: Any) -> str | None:
    return None if pd.isna(value) else pd.Timestamp(value).date().isoformat()


# 3 March 2026 was a Tuesday; the Tuesdays after it: 28 April, 5 May. Every second one: 28 April, 12 May.
@pytest.mark.slow
@pytest.mark.parametrize(
    ("every", "starts", "last", "due", "state"),
    [
        # every day: today's is waiting until today's is there
        ("day", "2026-03-03", None, "2026-05-01", "due"),
        ("day", "2026-03-03", "2026-04-30", "2026-05-01", "due"),
        ("day", "2026-03-03", "2026-05-01", "2026-05-02", "coming"),
        ("day", "2026-05-01", None, "2026-05-01", "due"),
        ("day", "2026-05-02", None, "2026-05-02", "coming"),
        # every week: the newest Tuesday waits, missed ones are no debt
        ("week", "2026-03-03", None, "2026-04-28", "due"),
        ("week", "2026-03-03", "2026-03-10", "2026-04-28", "due"),
        ("week", "2026-03-03", "2026-04-27", "2026-04-28", "due"),
        ("week", "2026-03-03", "2026-04-28", "2026-05-05", "coming"),
        ("week", "2026-03-03", "2026-04-30", "2026-05-05", "coming"),
        # a line that begins today, and one that begins next week
        ("week", "2026-05-01", None, "2026-05-01", "due"),
        ("week", "2026-05-08", None, "2026-05-08", "coming"),
        ("fortnight", "2026-03-03", "2026-04-27", "2026-04-28", "due"),
        ("fortnight", "2026-03-03", "2026-04-28", "2026-05-12", "coming"),
        # every month from the 31st: 28 February, 31 March, 30 April, 31 May
        ("month", "2026-01-31", "2026-04-29", "2026-04-30", "due"),
        ("month", "2026-01-31", "2026-04-30", "2026-05-31", "coming"),
        # from the 2nd: not yet May's
        ("month", "2026-01-02", "2026-04-01", "2026-04-02", "due"),
        ("month", "2026-01-02", "2026-04-02", "2026-05-02", "coming"),
        ("month", "2026-04-01", None, "2026-05-01", "due"),
        # over the turn of a year: 15 November, 15 February, 15 May
        ("quarter", "2025-11-15", "2026-02-14", "2026-02-15", "due"),
        ("quarter", "2025-11-15", "2026-03-01", "2026-05-15", "coming"),
        ("once", "2026-04-10", None, "2026-04-10", "due"),
        ("once", "2026-05-02", None, "2026-05-02", "coming"),
        # an entry from before it began answers nothing
        ("once", "2026-04-10", "2026-04-09", "2026-04-10", "due"),
        ("once", "2026-04-10", "2026-04-10", None, "ended"),
        ("as_it_happens", "2026-03-03", "2026-04-28", None, "as_it_happens"),
        ("as_it_happens", "2026-03-03", None, None, "as_it_happens"),
    ],
)
def test_the_planned_day_is_the_newest_that_waits_or_the_next(
    make_evidence: Make, every: str, starts: str, last: str | None, due: str | None, state: str
) -> None:
    held = [debrief_on(last)] if last else []
    evidence = make_evidence(an_experiment(), a_plan(every, starts_on=starts), *held)
    assert _due(evidence) == (last, due, state)


@pytest.mark.parametrize(
    ("ends", "last", "due", "state"),
    [
        # ended yesterday; ends today, and its day was Tuesday
        ("2026-04-30", None, None, "ended"),
        ("2026-05-01", None, "2026-04-28", "due"),
        # done for the last time, for the next Tuesday is after its end; or on its very end
        ("2026-05-04", "2026-04-28", None, "ended"),
        ("2026-05-05", "2026-04-28", "2026-05-05", "coming"),
    ],
)
def test_a_line_ends_with_its_last_planned_day(
    make_evidence: Make, ends: str, last: str | None, due: str | None, state: str
) -> None:
    held = [debrief_on(last)] if last else []
    evidence = make_evidence(an_experiment(), a_plan("week", starts_on="2026-03-03", ends_on=ends), *held)
    assert _due(evidence) == (last, due, state)


def test_a_line_without_a_beginning_begins_with_its_experiment_or_when_it_was_written(make_evidence: Make) -> None:
    plan = a_plan("week", created_at="2026-04-27T09:30:00Z")
    assert _due(make_evidence(an_experiment(started_on="2026-04-29"), plan)) == (None, "2026-04-29", "due")
    assert _due(make_evidence(an_experiment(started_on=None), plan)) == (None, "2026-04-27", "due")


@pytest.mark.parametrize("status", ["designing", "resting", "ended"])
def test_only_running_experiments_ask_for_anything(make_evidence: Make, status: str) -> None:
    assert capture_due(make_evidence(an_experiment(status=status), a_plan("week"))).table.empty


def test_a_debrief_counts_for_its_own_experiment_and_one_about_nothing_special_for_all(make_evidence: Make) -> None:
    plan = a_plan("week", starts_on="2026-03-03")
    other = an_experiment("y", status="resting")
    elsewhere = debrief_on("2026-04-30", experiment="y")
    for_all = debrief_on("2026-04-28")
    neighbours = debrief_on("2026-05-01", cycle="d")
    assert _due(make_evidence(an_experiment(), other, plan, elsewhere, neighbours)) == (None, "2026-04-28", "due")
    assert _due(make_evidence(an_experiment(), other, plan, elsewhere, for_all)) == (
        "2026-04-28",
        "2026-05-05",
        "coming",
    )


_ISSUE = {"level": "system", "owner": "team", "description": "No card"}
_STORY = {"title": "A call", "text": "I was rung back.", "teller": "Wren"}
FILLED_IN: dict[str, tuple[Record, ...]] = {
    "debrief": (debrief_on("2026-04-29"),),
    "pod_entry": (PodEntry(id="p", cycle="c", held_on=date(2026, 4, 29), learnt="To wait"),),
    "story": (Story.model_validate({"id": "s", "cycle": "c", "told_on": "2026-04-29", **_STORY}),),
    "goal_score": (
        Goal(id="g", cycle="c", person="Wren", wording="Help me to sleep"),
        GoalScore(id="gs", cycle="c", goal="g", scored_on=date(2026, 4, 29), score=4),
    ),
    "spend": (Spend(id="sp", cycle="c", spent_on=date(2026, 4, 29), amount_pence=900, what="Bus pass"),),
    "task": (
        Task(id="t", cycle="c", name="Ring the landlord"),
        TaskMove(id="tm", cycle="c", task="t", moved_on=date(2026, 4, 29), complexity=2, often=5),
    ),
    "issue": (Issue.model_validate({"id": "i", "cycle": "c", "raised_on": "2026-04-29", **_ISSUE}),),
    "capture_entry": (
        CaptureForm(id="f", cycle="c", name="Calls"),
        CaptureEntry(id="e", cycle="c", capture_form="f", happened_on=date(2026, 4, 29)),
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("form", FILLED_IN)
def test_each_form_tells_by_its_own_day_when_it_was_last_filled_in(make_evidence: Make, form: str) -> None:
    evidence = make_evidence(an_experiment(), a_plan("week", form, starts_on="2026-04-28"), *FILLED_IN[form])
    assert _due(evidence) == ("2026-04-29", "2026-05-05", "coming")


def test_what_has_no_day_of_its_own_counts_when_it_was_written(make_evidence: Make) -> None:
    story = Story.model_validate({"id": "s", "cycle": "c", "created_at": "2026-04-30T22:10:00Z", **_STORY})
    evidence = make_evidence(an_experiment(), a_plan("week", "story", starts_on="2026-04-28"), story)
    assert _due(evidence) == ("2026-04-30", "2026-05-05", "coming")


def test_a_form_of_ones_own_and_a_series_are_told_apart(make_evidence: Make) -> None:
    forms = [CaptureForm(id=id, cycle="c", name=id) for id in ("calls", "visits")]
    visit = CaptureEntry(id="e", cycle="c", capture_form="visits", happened_on=date(2026, 4, 30))
    calls = a_plan("week", "capture_entry", starts_on="2026-04-28", capture_form="calls")
    assert _due(make_evidence(an_experiment(), calls, *forms, visit)) == (None, "2026-04-28", "due")
    visits = a_plan("week", "capture_entry", starts_on="2026-04-28", capture_form="visits")
    assert _due(make_evidence(an_experiment(), visits, *forms, visit)) == ("2026-04-30", "2026-05-05", "coming")


def test_a_value_of_a_series_speaks_until_its_time_is_over(make_evidence: Make) -> None:
    series = Series.model_validate({"id": "beds", "cycle": "c", "name": "Bed days", "unit": "days", "per": "month"})
    plan = a_plan("month", "point", starts_on="2026-02-01", series="beds")
    march = Point(id="m", cycle="c", series="beds", happened_on=date(2026, 3, 1), value=41)
    april = Point(id="a", cycle="c", series="beds", happened_on=date(2026, 4, 1), value=38)
    # March was over on 1 April; on 1 May April's value is waited for, and it is over that very day
    assert _due(make_evidence(an_experiment(), series, plan, march)) == ("2026-04-01", "2026-05-01", "due")
    assert _due(make_evidence(an_experiment(), series, plan, march, april)) == ("2026-05-01", "2026-06-01", "coming")


def test_what_is_kept_elsewhere_waits_on_its_day_only(make_evidence: Make) -> None:
    on_its_day = a_plan("week", "", starts_on="2026-04-24")
    assert _due(make_evidence(an_experiment(), on_its_day)) == (None, "2026-05-01", "due")
    another_day = a_plan("week", "", starts_on="2026-04-23")
    assert _due(make_evidence(an_experiment(), another_day)) == (None, "2026-05-07", "coming")


def test_what_waits_comes_first_and_a_system_takes_in_what_lies_in_it(make_evidence: Make) -> None:
    evidence = make_evidence(
        an_experiment(),
        an_experiment("y", cycle="d", title="Cards"),
        a_plan("as_it_happens", id="c-any"),
        a_plan("week", id="a-tuesday", starts_on="2026-05-05"),
        a_plan("week", id="b-friday", starts_on="2026-05-01"),
        a_plan("day", id="d-there", cycle="d", experiment="y", starts_on="2026-04-01"),
    )
    assert capture_due(evidence, system="harbour").table["id"].tolist() == ["b-friday", "a-tuesday", "c-any"]
    assert capture_due(evidence, cycle="d").table["id"].tolist() == ["d-there"]
    assert capture_due(evidence, system="tidewell").table["id"].tolist() == [
        "d-there",
        "b-friday",
        "a-tuesday",
        "c-any",
    ]


def test_nobody_is_named_outside_the_group(make_evidence: Make, place: Audience) -> None:
    plan = a_plan("week", gathers="Ama")
    own = release(capture_due(make_evidence(an_experiment(), plan)))
    wide = release(capture_due(make_evidence(an_experiment(), plan, audience=place)))
    assert own.table["gathers"].tolist() == ["Ama"]
    assert "gathers" not in wide.table
