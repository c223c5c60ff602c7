"""Two stories that may be heard: consent first, then variety, and each once before the first comes again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from workbench.frames import Evidence
from workbench.model import Coding, Story, Theme
from workbench.patterns import two_stories


def story(id: str, day: int, *, cycle: str = "c", **more: Any) -> Story:
    given = {"may_quote": True, "may_leave": True, "scope": "public", **more}
    return Story(id=id, cycle=cycle, title=id, text=f"I am {id}", teller="Heron", told_on=date(2026, 4, day), **given)


def test_only_stories_that_may_be_quoted_and_may_leave_are_heard(make_evidence: Callable[..., Evidence]) -> None:
    held = [story("unquoted", 9, may_quote=False), story("kept-here", 8, may_leave=False), story("free", 1)]
    found = two_stories(make_evidence(*held))
    assert [*found.table["title"]] == ["free"]
    assert "Heron" not in found.table.to_csv()


def test_the_second_differs_from_the_newest_in_group_and_theme(make_evidence: Callable[..., Evidence]) -> None:
    told = [story("newest", 9), story("same-group", 8), story("same-theme", 7, cycle="d"), story("other", 6, cycle="d")]
    coded = [
        Coding(id=f"k{n}", cycle="c", of_kind="story", of=of, theme="t", coder="Ama")
        for n, of in enumerate(("newest", "same-theme"))
    ]
    evidence = make_evidence(*told, *coded, Theme(id="t", cycle="c", name="Waiting"))
    assert [*two_stories(evidence).table["title"]] == ["newest", "other"]


def test_every_story_comes_once_before_the_first_comes_again(make_evidence: Callable[..., Evidence]) -> None:
    evidence = make_evidence(*(story(f"s{day}", day) for day in range(1, 6)))
    turns = [[*two_stories(evidence, turn=turn).table["title"]] for turn in range(4)]
    assert sorted(title for pair in turns[:3] for title in pair) == ["s1", "s2", "s3", "s4", "s5"]
    assert turns[3] == turns[0]
    assert two_stories(evidence).n_pairs == 3


def test_none_that_may_be_heard_gives_no_rows(make_evidence: Callable[..., Evidence]) -> None:
    found = two_stories(make_evidence(story("kept", 1, may_leave=False)), turn=5)
    assert (len(found.table), found.n_pairs) == (0, 0)
