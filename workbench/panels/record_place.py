"""Where each kind of record is looked at, and which of its fields say in words which one it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["PLACES", "Place"]


@dataclass(frozen=True)
class Place:
    """``title`` and ``text`` are fields of the record; ``page`` without a ``room`` has it somewhere on it."""

    title: str
    page: str = ""
    room: str = ""
    text: str = ""


#: By kind. A link has no name; what it joins tells which one it is.
PLACES: Mapping[str, Place] = {
    "story": Place("title", "stories", "stories", text="text"),
    "inquiry_note": Place("text", "stories", "inquiry"),
    "observation": Place("title", "make_sense", "pattern_board", text="text"),
    "statement": Place("text", "make_sense", "opinions"),
    "issue": Place("description", "run_experiments", "issues", text="countermeasure"),
    "countermeasure": Place("what", "run_experiments", "countermeasures", text="shields_from"),
    "debrief_entry": Place("text", "run_experiments", "debrief"),
    "goal": Place("wording", "run_experiments", "goals"),
    "measure": Place("name", "run_experiments", "measures", text="how"),
    "series": Place("name", "run_experiments", "series", text="note"),
    "spend": Place("what", "run_experiments", "spending"),
    "experiment": Place("title", "codesign_experiments", "experiments", text="question"),
    "rule": Place("wording", "codesign_experiments", "principles"),
    "case": Place("pseudonym", "case_files", "case_file", text="what_matters"),
    "risk": Place("name", "case_files", "case_file"),
    "forum_case": Place("forum", "case_files", "forum"),
    "refusal": Place("why", "case_files", "forum"),
    "review": Place("note", "steward_the_cycle", "review"),
    "review_note": Place("asked", "steward_the_cycle", "review", text="note"),
    "governance_group": Place("name", "steward_the_cycle", "governance_groups", text="what_for"),
    "account": Place("title", "steward_the_cycle", "account", text="note"),
    "account_sentence": Place("text", "steward_the_cycle", "account", text="drafted"),
    "embedding": Place("change", "embed_and_influence", "embedding", text="how_we_know"),
    "influence": Place("why", "embed_and_influence", "sent"),
    "interpretation": Place("text", "make_sense", "pattern_board"),
    "idea": Place("text", "make_sense", "pattern_board"),
    "enablement": Place("what", "learning_stack", "enabled", text="barrier"),
    "thing": Place("name", "understand_the_system", text="note"),
    "link": Place("note", "understand_the_system"),
    "map": Place("name", "understand_the_system"),
}
