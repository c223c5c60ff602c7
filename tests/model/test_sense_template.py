"""Lenses and plans: read from templates, reworded and translated by a group, and fitted into the time there is."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.errors import Refused
from workbench.model import PlanStep
from workbench.model.sense_template import lenses, plans, scaled
from workbench.places import templates

Edit = Callable[[str, str], None]


@pytest.fixture
def edit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Edit:
    """Writes a file of a group's own copy of the templates."""
    own = tmp_path / "templates"
    for folder in ("lenses", "plans"):
        shutil.copytree(templates() / folder, own / folder)
    monkeypatch.setenv("WORKBENCH_TEMPLATES", str(own))

    def edited(file: str, text: str) -> None:
        (own / file).parent.mkdir(exist_ok=True)
        (own / file).write_text(text, encoding="utf-8")

    return edited


def steps(*minutes: int) -> list[PlanStep]:
    return [PlanStep(title=f"Step {n}", minutes=m) for n, m in enumerate(minutes, start=1)]


def fitted(whole: int, *minutes: int) -> list[int]:
    return [step.minutes for step in scaled(steps(*minutes), whole)]


# -- what comes with the workbench -------------------------------------------------------------------------------------
def test_every_lens_asks_and_only_the_card_for_oneself_is_quiet() -> None:
    assert {lens.id: (len(lens.prompts) >= 5, lens.quiet) for lens in lenses()} == {
        "warm_data": (True, False),
        "critical_social_learning": (True, False),
        "several_truths": (True, False),
        "outcomes_star": (True, False),
        "motivational": (True, True),
        "what_surprises": (True, False),
    }


@pytest.mark.parametrize("minutes", [60, 75, 90, 120, 150, 180])
def test_every_plan_fits_into_any_session_of_one_to_three_hours(minutes: int) -> None:
    for plan in plans():
        made = scaled(plan.steps, minutes)
        assert sum(step.minutes for step in made) == minutes
        assert min(step.minutes for step in made) >= 5
        assert [step.title for step in made] == [step.title for step in plan.steps]


# -- fitted into the time there is -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("whole", "minutes", "expected"),
    [
        (60, (10, 30), [15, 45]),
        (120, (10, 30), [30, 90]),
        (60, (10, 10, 10), [20, 20, 20]),
        # thirds of 70 are 23⅓: five each is left over, and goes to the first of those that lack as much
        (70, (10, 10, 10), [25, 25, 20]),
        # two minutes more than a multiple of five are spent on the longest step
        (62, (10, 30), [15, 47]),
        # a step is never shorter than one unit
        (60, (1, 100), [5, 55]),
        # more steps than units of five minutes: single minutes
        (15, (10, 10, 10, 10), [4, 4, 4, 3]),
        (2, (10, 10, 10), [1, 1, 1]),
    ],
)
def test_each_step_keeps_its_share(whole: int, minutes: tuple[int, ...], expected: list[int]) -> None:
    assert fitted(whole, *minutes) == expected


def test_no_steps_stay_none() -> None:
    assert scaled((), 90) == ()


# -- a group's own -----------------------------------------------------------------------------------------------------
def test_a_language_takes_the_place_of_what_it_says_and_the_rest_stays_english(edit: Edit) -> None:
    edit("lenses/cy/warm_data.toml", 'title = "Data cynnes"\n[[prompt]]\ntitle = "Teulu"\nask = "Beth?"\n')
    edit("plans/cy/short_round.toml", 'title = "Rownd fer"\n')
    welsh = {lens.id: lens for lens in lenses("cy")}
    assert (welsh["warm_data"].title, [p.ask for p in welsh["warm_data"].prompts]) == ("Data cynnes", ["Beth?"])
    assert welsh["warm_data"].lead == next(lens.lead for lens in lenses() if lens.id == "warm_data")
    assert welsh["motivational"].title == next(lens.title for lens in lenses() if lens.id == "motivational")
    short = next(plan for plan in plans("cy") if plan.id == "short_round")
    assert (short.title, short.steps) == ("Rownd fer", next(p.steps for p in plans() if p.id == "short_round"))


def test_a_group_adds_a_lens_of_its_own(edit: Edit) -> None:
    edit("lenses/en/weather.toml", 'title = "Weather"\nlead = "Ours."\n[[prompt]]\ntitle = "Rain"\nask = "Where?"\n')
    assert "weather" in {lens.id for lens in lenses()}


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("lenses/en/bad.toml", "title = ", "lenses/en/bad.toml cannot be read"),
        ("lenses/en/bad name.toml", 'title = "x"', "letters, digits and _"),
        ("lenses/en/bad.toml", 'lead = "x"\n[[prompt]]\ntitle = "a"\nask = "b"', "“title” is missing"),
        ("lenses/en/bad.toml", 'title = "x"\nlead = "y"', "no \\[\\[prompt\\]\\]"),
        ("lenses/en/bad.toml", 'title = "x"\nlead = "y"\n[[prompt]]\ntitle = "a"', "number 1 “ask” is missing"),
        (
            "lenses/en/bad.toml",
            'title = "x"\nlead = "y"\n[[prompt]]\ntitle = "a"\nask = "b"\nscore = "c"',
            "“score” is not known",
        ),
        (
            "plans/en/bad.toml",
            'title = "x"\nlead = "y"\n[[step]]\ntitle = "a"\nminutes = 0',
            "whole number from 1 to 480",
        ),
        ("plans/en/bad.toml", 'title = "x"\nlead = "y"\n[[step]]\ntitle = 4\nminutes = 5', "words in quotes"),
    ],
)
def test_a_file_that_cannot_be_followed_is_named(edit: Edit, file: str, text: str, told: str) -> None:
    edit(file, text)
    with pytest.raises(Refused, match=told):
        (lenses if file.startswith("lenses") else plans)()
