"""May the people in a room hear this story? A projector shows no more than the widest of them may see."""

from __future__ import annotations

from workbench.desk.reading import Reading
from workbench.frames import table
from workbench.model import Cycle, Story
from workbench.patterns.stories_shared import quotable
from workbench.sharing import admits, audience_of

__all__ = ["reason_to_ask"]


def reason_to_ask(desk: Reading, story: Story, *, room: str) -> str:
    """Why people are asked once more before a story is shown to a room; "" where nothing stands against it.

    Parameters
    ----------
    room
        Who is in it: ``public``, or a scale's id for the circle at that scale round the story's own group.

    ``scope``: it may not be seen so widely, or its consent no longer stands. ``quote``: its teller did not agree that
    people outside the group read or hear it. ``leave``: it may not leave the organisation.

    Raises
    ------
    Refused
        Where there is no such circle.
    """
    known = desk.structure
    own = desk.store.get(Cycle, story.cycle).system
    scales, systems = known.scale_table, known.system_table
    audience = audience_of(room, scales=scales, systems=systems, own=own, words=desk.words)
    row = table("story", [story], system_of={story.id: own})
    if not bool(admits(row, audience=audience, scales=scales, systems=systems, on=desk.today()).all()):
        return "scope"
    if bool(quotable(row, audience, systems).all()):
        return ""
    return "leave" if story.may_quote else "quote"
