"""What was captured while experiments ran, as a reader of the report meets it: in a team, in one life, further out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from workbench.desk import Desk
from workbench.model import (
    Countermeasure,
    Cycle,
    DataPlan,
    Debrief,
    DebriefEntry,
    EvidenceLink,
    Experiment,
    Goal,
    GoalScore,
    Issue,
    Measure,
    PodEntry,
    Point,
    Scale,
    Series,
    Spend,
    System,
    Task,
    TaskMove,
)
from workbench.reports.learning_report import LearningReport
from workbench.reports.section import Section
from workbench.store import Store

pytestmark = pytest.mark.slow

MONDAY = date(2026, 4, 6)
SECTIONS = ("noticed", "countermeasures", "spending", "tasks", "measures")
#: People who did the work or were helped; none of them is ever named to a wider circle.
NAMES = ("Nell", "Idris", "Joss", "Wenna", "Talan", "Sunniva")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A team in a place, with a life beside it; everything the team wrote down may be seen in the place."""
    with Store.open(tmp_path / "little.db") as opened:
        with opened.step("Set the scene", by="Test") as step:
            for position, scale in enumerate(("person", "team", "organisation", "place"), start=1):
                step.add(Scale(id=scale, name=scale.title(), position=position * 10))
            step.add(System(id="tidewell", name="Tidewell", scale="place"))
            step.add(System(id="harbour", name="Harbour", scale="team", part_of="tidewell"))
            step.add(System(id="life", name="Wenna's life", scale="person", part_of="harbour"))
            step.add(System(id="quiet", name="Quiet", scale="team", part_of="tidewell"))
            for system in ("tidewell", "harbour", "life", "quiet"):
                step.add(Cycle(id=f"{system}-1", system=system, name="First round", opened_on=date(2026, 1, 5)))
        yield opened


@pytest.fixture
def captured(store: Store) -> Store:
    with store.step("Captured", by="Test") as step:
        step.add(
            Experiment(
                id="cards", cycle="harbour-1", title="Cards for all", status="ended", scope="place",
                end_point="known", works_on="citizens", ended_on=MONDAY, what_happened="Bought the same day.",
                ending="passed_on", ending_why="Whether audit can follow is for others.",
            )
        )  # fmt: skip
        step.add(DataPlan(cycle="harbour-1", experiment="cards", what="Every purchase", form="spend", every="day"))
        step.add(Debrief(id="d", cycle="harbour-1", held_on=MONDAY, recorder="Joss", present=("Nell",), scope="place"))
        for at, (about, text) in enumerate((("work", "People ask for less."), ("organising", "Slips take nine days."))):
            step.add(
                DebriefEntry(
                    id=f"e{at}", cycle="harbour-1", debrief="d", slice="reflective", text=text, said_by="Idris",
                    learning_about=about, can_act="team",
                )
            )  # fmt: skip
        step.add(Issue(id="i", cycle="harbour-1", description="Slips", level="system", owner="team", scope="place"))
        made = {"source_kind": "debrief_entry", "source": "e1", "target_kind": "issue", "target": "i"}
        step.add(EvidenceLink.model_validate({"cycle": "harbour-1", **made, "stance": "led_to"}))
        pods = {"cycle": "harbour-1", "held_on": MONDAY, "pair": ("Nell", "Idris"), "scope": "place"}
        step.add(PodEntry.model_validate({**pods, "learnt": "Silence helps.", "shared_on": MONDAY}))
        step.add(PodEntry.model_validate({**pods, "learnt": "I cried in the car."}))
        shield = {"cycle": "harbour-1", "experiment": "cards", "agreed_by": "Sunniva", "scope": "place"}
        step.add(
            Countermeasure.model_validate({**shield, "what": "A second signature", "shields_from": "Orders first"})
        )
        ended = {"what": "No minutes", "ended_on": MONDAY, "ended_why": "bau_must_change"}
        step.add(Countermeasure.model_validate({**shield, **ended}))
        for at in range(12):
            step.add(
                Spend(
                    cycle="harbour-1", spent_on=MONDAY, worker="Nell", amount_pence=2500,
                    what="a single bed" if at < 3 else "groceries", category="furniture" if at < 3 else "food",
                    for_person=f"Talan {'abcdefghijkl'[at]}", need="Nothing in the house", scope="place",
                )
            )  # fmt: skip
        for id, name, complexity, often in (("t1", "Dressings", 1, 5), ("t2", "Adaptations", 5, 1)):
            step.add(Task(id=id, cycle="harbour-1", name=name, scope="place"))
            step.add(
                TaskMove(
                    cycle="harbour-1", task=id, moved_on=MONDAY, complexity=complexity, often=often, times=3,
                    acting="refer_on", why="Nobody asked Nell", moved_by="Joss",
                )
            )  # fmt: skip
        step.add(Task(id="t3", cycle="harbour-1", name="Hearings", scope="place"))
        step.add(
            Measure(id="m", cycle="harbour-1", name="Nights at home", reader="team", theme="citizens", scope="place")
        )
        step.add(Series(id="s", cycle="harbour-1", name="Nights in rooms", unit="nights", measure="m", scope="place"))
        for month, value in enumerate((40, 3, 40, 40, 40, 40, 40), start=1):
            step.add(Point(cycle="harbour-1", series="s", happened_on=date(2025, month, 1), value=value))
    return store


def _plain(section: Section | None) -> str:
    html = re.sub(r"<svg.*?</svg>", " ", section._repr_html_() if section else "", flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def _report(store: Store, system: str, audience: str | None = None, cycle: str = "") -> LearningReport:
    return LearningReport(Desk(store, audience=audience), system=system, cycle=cycle)


def test_an_experiment_is_told_with_its_shape_what_was_gathered_and_what_became_of_it(captured: Store) -> None:
    told = _plain(_report(captured, "harbour").experiments())
    assert "Cards for all A question asked by doing · Project · Ended on 6 April 2026" in told
    assert "What we gather: Every purchase: what people experienced, every day (spending record)" in told
    assert "What happened: Bought the same day. What became of it: Passed on" in told
    assert "Why: Whether audit can follow is for others." in told


def test_what_was_noticed_is_told_without_who_said_it(captured: Store) -> None:
    told = _plain(_report(captured, "harbour").noticed())
    work, organising = told.index("About the work"), told.index("About organising the work")
    assert work < told.index("People ask for less.") < organising
    assert "Slips take nine days. Said on 6 April 2026 · Who can act: this team · became an issue" in told
    assert "What did you learn? Silence helps." in told
    assert "I cried in the car." not in told
    assert not any(name in told for name in NAMES)


def test_what_shields_is_told_apart_from_what_has_shown_something(captured: Store) -> None:
    told = _plain(_report(captured, "harbour").countermeasures())
    standing, ended = told[told.index("Still standing") :].split("Taken away ", 1)
    assert "A second signature Shields from: Orders first For: Cards for all" in standing
    assert "The experiment has ended, and this still stands: a question to settle." in standing
    assert "No minutes For: Cards for all · Taken away on 6 April 2026" in ended
    assert "It has shown that business as usual must change." in ended


def test_what_was_bought_is_told_by_kind_and_never_one_by_one(captured: Store) -> None:
    html = _report(captured, "harbour").spending()._repr_html_()
    rows = [re.findall(r"<t[hd][^>]*>([^<]*)<", row) for row in re.findall(r"<tr>(.*?)</tr>", html)][-2:]
    assert rows == [["a single bed", "3", "3", "75"], ["groceries", "9", "9", "225"]]
    assert not any(name in html for name in (*NAMES, "Nothing in the house"))


def test_tasks_are_told_by_where_they_could_sit_and_which_sit_elsewhere_today(captured: Store) -> None:
    told = _plain(_report(captured, "harbour").tasks())
    assert "Can live in the team: Dressings Stays on pull: Adaptations" in told
    assert (
        "Could be done in the team, and today is asked for or referred on: Dressings Not placed yet: Hearings" in told
    )


def test_measures_and_series_come_with_the_limits_of_their_noise(captured: Store) -> None:
    """Mean 243 / 7 = 34.7; mean moving range (37 + 37) / 6 = 12.3; limits 34.7 ± 2.66 × 12.3 = 1.9 to 67.5."""
    told = _plain(_report(captured, "harbour").measures())
    assert "Nights at home. 1 series" in told
    assert "7 points, mean 34.7, noise between 1.91 and 67.5" in told


def test_a_wider_circle_sees_no_small_number_no_name_and_no_single_purchase(captured: Store) -> None:
    for report in (_report(captured, "harbour", "place"), _report(captured, "tidewell")):
        told = {name: _plain(getattr(report, name)()) for name in SECTIONS}
        assert not any(name in words for name in NAMES for words in told.values())
        assert "the work, This team can: *" in told["noticed"]
        assert "Furniture" in told["spending"] and "a single bed" not in told["spending"]
        assert "groceries 10 10 225" in told["spending"]
        assert not re.search(r"\b(3|9|75)\b", told["spending"])
        # 3 nights are hidden, and the limits are worked out from what is shown.
        assert "1 February 2025 *" in told["measures"]
        assert "34.7" not in told["measures"]


def test_a_printed_round_of_a_place_is_released_as_for_the_place(captured: Store) -> None:
    """At its screen the place sees this round of its own whole; a page that is printed may be passed on."""
    with captured.step("The place's own", by="Test") as step:
        for at in range(3):
            what = {"what": "a bench", "category": "benches", "for_person": f"Talan {at}"}
            step.add(Spend(cycle="tidewell-1", spent_on=MONDAY, amount_pence=100, scope="place", **what))
    on_screen = Desk(captured).spending_by_category(system="tidewell", cycle="tidewell-1").table
    assert on_screen["n_shown"].tolist() == ["3"]
    printed = _plain(_report(captured, "tidewell", cycle="tidewell-1").spending())
    assert "benches" in printed and not re.search(r"\b3\b|a bench\b", printed)


def test_goals_are_in_the_report_of_a_life_only_in_the_persons_words(captured: Store) -> None:
    with captured.step("Goals", by="Leonie") as step:
        for at, wording in enumerate(("Help me to sleep", "Help me to ring her", "Help me with the teeth")):
            goal = {"id": f"g{at}", "cycle": "life-1", "person": "Wenna", "wording": wording, "position": at}
            step.add(Goal.model_validate({**goal, "scope": "place", "may_quote": at == 1, "may_leave": at == 1}))
            for month, score in ((2, 1), (4, 5)):
                said = {"scored_on": date(2026, month, 2), "said": "In the hall" if at == 0 and month == 2 else ""}
                step.add(GoalScore.model_validate({"cycle": "life-1", "goal": f"g{at}", "score": score, **said}))
    own = _report(captured, "life").goals()
    assert own is not None and own._repr_html_().count("<svg") == 2
    assert "Help me to sleep 2 February 2026, at 1: In the hall Help me to ring her" in _plain(own)
    assert _report(captured, "harbour").goals() is None
    wide = _plain(_report(captured, "life", "place").goals())
    assert "Help me to ring her" in wide
    assert not any(words in wide for words in ("Help me to sleep", "In the hall", "Wenna"))


def test_where_nothing_was_captured_each_section_is_a_kind_sentence(store: Store) -> None:
    report = _report(store, "quiet")
    for name in SECTIONS:
        assert getattr(report, name)().parts[0].startswith('<p class="empty">'), name
    assert "The words of a goal belong to the person who said them." in _plain(_report(store, "life").goals())
