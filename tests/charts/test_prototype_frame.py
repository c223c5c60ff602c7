"""The prototype frame, drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from workbench.charts import Figure, prototype_frame
from workbench.frames import Audience
from workbench.model.prompts import Words
from workbench.patterns import PrototypeFrame
from workbench.sharing import release

#: region, kind of condition, text, what became of it, whether it may leave
Note = tuple[str, str | None, str, tuple[str, ...], bool]
NOTES: tuple[Note, ...] = (
    ("request", None, "Help me keep my door locked", (), False),
    ("purpose", None, "A good life for me", (), True),
    ("condition", "budgets", "Money for one need only", ("countermeasure",), True),
    ("condition", None, "Nobody has the time", (), True),
)


def frame(audience: Audience, *notes: Note) -> PrototypeFrame:
    columns = ["region", "condition_kind", "text", "became", "may_leave"]
    table = pd.DataFrame(list(notes), columns=columns)
    table.insert(0, "id", [str(n) for n in range(len(table))])
    return PrototypeFrame(
        audience=audience,
        table=table.astype({"condition_kind": "str", "may_leave": "bool"}),
        experiment="e",
        title="Next to one person",
        made=pd.DataFrame(columns=["note", "kind", "id", "text"]),
    )


def texts(figure: Figure) -> list[str]:
    sets: Any = figure.chart.to_dict()["datasets"].values()
    return [row["text"] for rows in sets for row in rows if "text" in row]


def test_every_region_is_drawn_and_conditions_press_on_it(english: Words, team: Audience) -> None:
    figure = prototype_frame(release(frame(team, *NOTES)), words=english)
    assert figure.title == "The prototype “Next to one person”: what is inside, and what presses on it?"
    assert figure.description == (
        "“Help me” and “fix me”: Help me keep my door locked.\n"
        "Purpose: A good life for me.\n"
        "System conditions: Budgets: Money for one need only (became a countermeasure); Nobody has the time."
    )
    seen = texts(figure)
    assert {"Core team", "Boundary", "Budgets", "System conditions", "• Nobody has the time"} <= set(seen)
    assert "• Money for one need only\n(became a countermeasure)" in seen
    arrows = next(rows for rows in figure.chart.to_dict()["datasets"].values() if "angle" in rows[0])
    assert [arrow["angle"] for arrow in arrows] == [90, -90]


def test_what_speaks_of_people_is_not_drawn_for_a_wider_audience(
    english: Words, place: Audience, sent: Callable[[Figure], str]
) -> None:
    figure = prototype_frame(release(frame(place, *NOTES)), words=english)
    assert "door" not in sent(figure)
    assert figure.table["What was written"].tolist() == [
        "A good life for me",
        "Money for one need only",
        "Nobody has the time",
    ]
    assert figure.notes


def test_an_empty_frame_is_a_sentence(english: Words, team: Audience) -> None:
    figure = prototype_frame(release(frame(team)), words=english)
    assert figure.empty is not None
    assert figure.empty.startswith("Nothing has been put on this frame yet")


def test_many_notes_of_one_region_are_cut_and_the_table_has_all(english: Words, team: Audience) -> None:
    many: tuple[Note, ...] = tuple(("request", None, f"Help me {n}", (), False) for n in range(20))
    figure = prototype_frame(release(frame(team, *many)), words=english)
    [listed] = [text for text in texts(figure) if "Help me 0" in text]
    assert listed.endswith("• Help me 5\n… +14")
    assert len(figure.table) == 20
