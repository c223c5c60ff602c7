"""Where do people put themselves on their own goals? Never averaged, never added up, never one beside another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from workbench.frames import Evidence, Finding
from workbench.patterns.circle import rows_of
from workbench.patterns.stories_shared import quotable

__all__ = ["GoalsOverTime", "goals_over_time"]

_COLUMNS = {
    "goal": "str",
    "person": "str",
    "wording": "str",
    "position": "int64",
    "scored_on": "datetime64[s]",
    "score": "float64",
    "said": "str",
    "change": "float64",
    "ended_on": "datetime64[s]",
}


@dataclass(frozen=True, kw_only=True)
class GoalsOverTime(Finding):
    """Goals in a person's own words, each with the scores that person gave on each date.

    ``table`` has one row a score, by person, then in the star's order of goals, oldest first: goal (id), person (a
    pseudonym; only for a group itself), wording, position, scored_on, score (0–10), said, change (since the first score
    on the same goal; missing on the first), ended_on (where the goal was put away). A goal without a score has one row
    with the score missing. There is no mean and no total, and there will be none.

    Beyond the team only those goals are there whose words the person lets this audience read. ``one_person``: whether
    all rows are known to be one person's, without which nothing may be drawn together.
    """

    own_only: ClassVar[tuple[str, ...]] = ("person",)

    one_person: bool


def goals_over_time(
    evidence: Evidence, *, person: str | None = None, cycle: str | None = None, system: str | None = None
) -> GoalsOverTime:
    """The goals of one person, or of all people of a cycle or a system and those inside it; none give no rows."""
    goals = rows_of(evidence, "goal", cycle=cycle, system=system)
    goals = goals[quotable(goals, evidence.audience, evidence["system"])]
    if person is not None:
        goals = goals[goals["person"] == person]
    n_people = len(goals[["system", "person"]].drop_duplicates())
    goals = goals.rename(columns={"id": "goal"})[["goal", "person", "wording", "position", "ended_on"]]
    scores = evidence["goal_score"][["goal", "scored_on", "score", "said"]]
    table = goals.merge(scores, on="goal", how="left")
    table = table.sort_values(["person", "position", "goal", "scored_on"]).reset_index(drop=True)
    by_goal = table.groupby("goal", sort=False)["score"]
    table["change"] = (table["score"] - by_goal.transform("first")).mask(by_goal.cumcount() == 0)
    # one pseudonym in two systems is two people; and what a wider audience is not told it must not guess from a star
    one = n_people == 1 and (person is not None or not evidence.audience.wide)
    return GoalsOverTime(audience=evidence.audience, table=table[list(_COLUMNS)].astype(_COLUMNS), one_person=one)
