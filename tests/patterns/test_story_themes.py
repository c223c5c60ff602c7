"""The themes of stories; what is tagged blind is nobody else's to see."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from workbench.frames import Evidence
from workbench.model import Coding, CodingRound, Theme
from workbench.patterns.story_themes import story_themes


def tag(theme: str, story: str, **more: Any) -> Coding:
    values = {"id": f"{theme}-{story}", "cycle": "c", "theme": theme, "coder": "Ola", "of_kind": "story", "of": story}
    return Coding.model_validate({**values, **more})


def test_a_story_stands_under_the_themes_it_is_tagged_with(make_evidence: Callable[..., Evidence]) -> None:
    found = story_themes(
        make_evidence(
            Theme(id="t1", cycle="c", name="waiting"),
            Theme(id="t2", cycle="c", name="Being heard"),
            CodingRound(id="blind", cycle="c", name="One", state="blind"),
            CodingRound(id="open", cycle="c", name="Two", state="revealed"),
            tag("t1", "s1"),
            tag("t2", "s1", coding_round="open"),
            tag("t1", "s1", id="again", coder="Nia", coding_round="open"),
            tag("t2", "s2", coding_round="blind"),
            tag("gone", "s3"),
            tag("t1", "i1", of_kind="issue"),
        )
    )
    assert found == {"s1": ("t2", "t1")}
