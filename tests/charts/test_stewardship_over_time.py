"""Reviews side by side, in shapes and words; and counted, for a wider audience."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from workbench.charts import Figure, groups_round_cycle, stewardship_over_time
from workbench.frames import Audience, Evidence, Released, table
from workbench.model import RECORDS, GovernanceGroup, Record, Review, ReviewNote
from workbench.model.prompts import Words
from workbench.patterns import groups_round_cycle as groups
from workbench.patterns import stewardship_over_time as over_time
from workbench.sharing import release

SAID = (
    ("r1", "tides", "fine", "Does the tide <b>matter</b>?", ""),
    ("r1", "plan", "needs_work", "Is there a plan?", "One date"),
    ("r2", "plan", "dont_know", "Is there a plan?", "Ask Bodil"),
)
REVIEWS: tuple[Record, ...] = (
    Review(id="r1", cycle="c", held_on=date(2026, 1, 5), taking_part=("Ama", "Bodil"), hours=8),
    Review(id="r2", cycle="c", held_on=date(2026, 4, 6), taking_part=("Ama", "Cleo"), hours=12.5),
    *(
        ReviewNote(
            id=f"{review}-{prompt}", cycle="c", review=review, prompt=prompt, state=state, asked=asked, note=note
        )
        for review, prompt, state, asked, note in SAID
    ),
)
GROUPS = (
    GovernanceGroup(id="doers", cycle="c", name="Doers", group_kind="core", members=("Ama",)),
    GovernanceGroup(id="table", cycle="c", name="Table", group_kind="creative_solutions_forum", members=("Ama",)),
    GovernanceGroup(id="was", cycle="c", name="Was", group_kind="evidence", ended_on=date(2026, 1, 1)),
)


@pytest.fixture
def asked(today: date) -> Callable[..., Released[Any]]:
    def made(question: Callable[[Evidence], Any], *records: Record, who: Audience) -> Released[Any]:
        kinds = {kind: [r for r in records if type(r).kind == kind] for kind in RECORDS}
        tables = {kind: table(kind, rows, system_of={r.id: "harbour" for r in rows}) for kind, rows in kinds.items()}
        return release(question(Evidence(audience=who, tables=tables, on=today)))

    return made


def test_each_state_is_told_by_day_in_words_and_drawn_as_a_shape_of_its_own(
    asked: Callable[..., Released[Any]], team: Audience, english: Words, sent: Callable[[Figure], str]
) -> None:
    figure = stewardship_over_time(asked(over_time, *REVIEWS, who=team), words=english)
    assert figure.description.split("\n") == [
        "“The plan”: Needs work on 5 January 2026, Don’t know on 6 April 2026.",
        "“Does the tide <b>matter</b>?”: Fine on 5 January 2026.",  # no longer asked, and still told
        "By 5 January 2026 it had taken 8 hours since the review before.",
        "By 6 April 2026 it had taken 12.5 hours since the review before.",
        "On 6 April 2026 these took part who had not the time before: Cleo.",
        "On 6 April 2026 these did not take part who had the time before: Bodil.",
    ]
    assert figure.table.iloc[0].tolist() == ["5 January 2026", "The plan", "Needs work", "One date", "Is there a plan?"]
    drawn = sent(figure)
    assert all(shape in drawn for shape in ("circle", "triangle-up", "cross"))
    assert "<b>matter" not in figure.to_html()
    assert "12.5 hours" in figure.svg


def test_a_wider_audience_sees_counts_and_nameless_notes_only(
    asked: Callable[..., Released[Any]], place: Audience, english: Words, sent: Callable[[Figure], str]
) -> None:
    figure = stewardship_over_time(asked(over_time, *REVIEWS, who=place), words=english)
    assert figure.description.split("\n") == [
        "“The plan”: fine in 0 reviews, needs work in *, don’t know in *.",
        "“Does the tide <b>matter</b>?”: fine in * reviews, needs work in 0, don’t know in 0.",
        "To “The plan” it was said: One date",
    ]
    said = sent(figure)
    assert not [word for word in ("Ama", "Bodil", "Cleo", "2026", "12.5") if word in said]


def test_the_groups_that_meet_are_told_and_drawn_and_one_that_ended_is_in_the_table_only(
    asked: Callable[..., Released[Any]], team: Audience, place: Audience, english: Words, sent: Callable[[Figure], str]
) -> None:
    figure = groups_round_cycle(asked(groups, *GROUPS, who=team), words=english)
    assert figure.description == "Doers: Core team.\nTable: Creative solutions forum."
    assert list(figure.table["Group"]) == ["Doers", "Table", "Was"]
    assert "Was" not in figure.svg
    assert "Ama" not in sent(groups_round_cycle(asked(groups, *GROUPS, who=place), words=english))


def test_nothing_yet_is_a_sentence(asked: Callable[..., Released[Any]], team: Audience, english: Words) -> None:
    for figure in (
        stewardship_over_time(asked(over_time, who=team), words=english),
        groups_round_cycle(asked(groups, who=team), words=english),
    ):
        assert figure.empty
        assert figure.table.empty
