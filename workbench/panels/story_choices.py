"""What stories can be picked by, in words, with how many there would be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.panels.languages import language_named
from workbench.patterns.stories_found import FIELDS, StoriesFound, StoryShelf

__all__ = ["story_choices", "theme_names"]

_LONGEST = 300


def theme_names(shelf: StoryShelf) -> dict[str, str]:
    """The names of the themes by their ids."""
    themes = shelf.evidence["theme"]
    return dict(zip(themes["id"], themes["name"], strict=True))


def story_choices(
    found: Released[StoriesFound], shelf: StoryShelf, *, wordings: Mapping[str, str], words: Words
) -> dict[str, list[list[Any]]]:
    """By field: value, words, and how many stories there would be; in the order of the words, lengths from short on.

    ``wordings`` are those of the opening questions by their ids.
    """
    lengths = words.section("stories.length")
    named: Mapping[str, Mapping[str, str]] = {
        "theme": theme_names(shelf),
        "opening_question": wordings,
        "length": lengths,
        "placed": words.section("stories.placed"),
        "language": {tag: language_named(tag, words) for tag in shelf.holders["language"]},
        "place": {},
    }
    made: dict[str, list[list[Any]]] = {name: [] for name in FIELDS}
    for name, value, n in found.finding.choices[["field", "value", "n"]].itertuples(index=False):
        made[name].append([value, str(named[name].get(value, value))[:_LONGEST], int(n)])
    for rows in made.values():
        rows.sort(key=lambda row: row[1].casefold())
    made["length"].sort(key=lambda row: list(lengths).index(row[0]))
    return made
