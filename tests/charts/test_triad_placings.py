"""The triangle: its points, its zones, counts in cells, and what is said beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from workbench.charts import Figure, stories_say, triad_placings, triad_zones
from workbench.frames import Evidence
from workbench.model.prompts import Words
from workbench.patterns import stories_say as all_triads
from workbench.patterns import triad_placings as points_of
from workbench.patterns import triad_zones as zones_of
from workbench.patterns.signified import Asked
from workbench.patterns.story_split import story_split
from workbench.sharing import release

Made = Callable[..., Evidence]
WHAT = Asked("what")
TOP, MIDDLE = (0.8, 0.1, 0.1), (0.34, 0.33, 0.33)


def told(n_top: int, n_middle: int, **more: Any) -> list[dict[str, Any]]:
    return [{"answers": {"what": at}, **more} for at in [TOP] * n_top + [MIDDLE] * n_middle]


def points_in(figure: Figure) -> list[dict[str, Any]]:
    """The rows of the marks that are stories."""

    def layers(part: Any) -> list[Any]:
        if isinstance(part, dict):
            own = [part] if part.get("mark", {}) and part["mark"].get("type") == "point" else []
            return [*own, *(found for value in part.values() for found in layers(value))]
        return [found for value in part for found in layers(value)] if isinstance(part, list) else []

    spec = figure.chart.to_dict()
    sets = spec.get("datasets", {})
    data = [layer["data"] for layer in layers(spec)]
    rows = [one.get("values") or sets.get(one.get("name"), []) for one in data]
    return [row for found in rows for row in found]


def test_a_story_is_a_point_and_the_question_its_title(signified: Made, english: Words) -> None:
    evidence = signified(*told(2, 1), {"answers": {"what": "not_applicable"}}, {"answers": {"what": "skipped"}})
    figure = triad_placings(release(points_of(evidence, WHAT)), words=english)
    assert figure.title == "“What mattered?”: where did tellers place their stories?"
    assert len(points_in(figure)) == 3
    assert figure.description.split("\n") == [
        "1 story: does not apply, says the teller; 1 skipped.",
        "3 stories placed, told by 3 people: near “time”: 2; in the middle of the three: 1.",
    ]
    assert figure.table["Shares"].tolist()[0] == "time 80%, people 10%, rules 10%"


def test_groups_stand_side_by_side_with_their_own_shapes(signified: Made, english: Words) -> None:
    evidence = signified(*told(2, 0, place="Bay"), *told(0, 3, place="Hill"), *told(1, 0))
    split = story_split(evidence, "place", words=english)
    spec = triad_placings(release(points_of(evidence, WHAT, split=split)), words=english).chart.to_dict()
    pictures = spec["vconcat"][0]["concat"]
    assert [" ".join(p["title"]["text"]) for p in pictures] == [
        "Bay: 2 stories placed, told by 2 people",
        "Hill: 3 stories placed, told by 3 people",
        "not said: 1 story placed, told by 1 person",
    ]
    marks = [layer["mark"] for p in pictures for layer in p["layer"] if layer["mark"]["type"] == "point"]
    assert len({(mark["shape"], mark["fill"]) for mark in marks}) == 3


@pytest.mark.parametrize(("n", "sentence"), [(40, "It is drawn from 40 stories"), (29, "It takes 30.")])
def test_a_density_is_drawn_of_thirty_stories_and_not_of_fewer(
    signified: Made, english: Words, sent: Callable[[Figure], str], n: int, sentence: str
) -> None:
    evidence = signified(*told(n - 10, 10))
    figure = triad_placings(release(points_of(evidence, WHAT)), words=english, view="density")
    assert sentence in " ".join(figure.chart.to_dict()["vconcat"][0]["title"]["text"])
    # the points are always there
    assert len(points_in(figure)) == n + (24 * 24 if n >= 30 else 0)
    assert "<svg" in sent(figure)


def test_cells_count_all_stories(signified: Made, english: Words) -> None:
    figure = triad_placings(release(points_of(signified(*told(5, 3)), WHAT)), words=english, view="hexagons")
    cells = [row for row in points_in(figure) if "n" in row]
    assert sorted(cell["n"] for cell in cells) == [3, 5]
    assert len([row for row in points_in(figure) if "n" not in row]) == 8


def test_a_wider_audience_is_told_that_points_stay_here(signified: Made, english: Words, sent: Any) -> None:
    figure = triad_placings(release(points_of(signified(*told(40, 40), wide=True), WHAT)), words=english)
    assert figure.empty == "A point is one person's own answer, so points are shown to the group itself only."
    assert points_in(figure) == []


def test_nobody_yet_gives_a_sentence(signified: Made, english: Words) -> None:
    empty = "Nobody has placed a story on this question yet."
    evidence = signified({})
    assert triad_placings(release(points_of(evidence, WHAT)), words=english).empty == empty
    assert triad_zones(release(zones_of(evidence, WHAT)), words=english).empty == empty
    assert stories_say(release(all_triads(evidence)), words=english).empty == (
        "No stories have been placed on triads yet."
    )


def test_zones_say_their_share_and_their_number(signified: Made, english: Words) -> None:
    figure = triad_zones(release(zones_of(signified(*told(3, 1)), WHAT)), words=english)
    assert figure.title == "“What mattered?”: what do tellers say of their stories?"
    assert "near “time” 75% (3); near “people” 0% (0)" in figure.description
    assert figure.description.startswith("Nobody set this question aside or skipped it.")
    assert figure.table.iloc[0].tolist() == ["near “time”", "3", "3", "75%"]


@pytest.mark.slow
def test_what_is_hidden_makes_no_difference_to_what_is_sent(
    signified: Made, english: Words, sent: Callable[[Figure], str]
) -> None:
    def drawn(n: int) -> str:
        return sent(triad_zones(release(zones_of(signified(*told(n, 40), wide=True), WHAT)), words=english))

    assert drawn(1) == drawn(7) != drawn(8)
    assert "*" in drawn(1)

    def every(n: int) -> str:
        return sent(stories_say(release(all_triads(signified(*told(n, 40), wide=True))), words=english))

    assert every(1) == every(7) != every(8)


def test_all_triads_are_on_one_sheet(signified: Made, english: Words) -> None:
    figure = stories_say(release(all_triads(signified(*told(3, 1)))), words=english)
    assert figure.title == "What do the stories say?"
    pictures = figure.chart.to_dict()["vconcat"][0]["concat"]
    assert [p["title"]["text"] for p in pictures] == [["What mattered?: 4 stories placed"]]
    assert figure.table["Question"].unique().tolist() == ["What mattered?"]


def test_hostile_words_stay_words(signified: Made, english: Words, sent: Callable[[Figure], str]) -> None:
    bad = "<img src=x onerror=alert(1)>"
    triad = {"key": "what", "signifier_kind": "triad", "title": bad, "labels": (bad, "b", "c")}
    evidence = signified(*told(3, 1), signifiers=(triad,))
    html = triad_zones(release(zones_of(evidence, WHAT)), words=english).to_html()
    assert "<img" not in html
    assert "&lt;img" in html
