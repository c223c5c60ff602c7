"""What did the learning pods share? Their answers question by question, and nobody's name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.patterns.circle import rows_of

__all__ = ["ASKED", "PodLearnings", "pod_learnings"]

#: What a pair answers, in the order it is asked.
ASKED = ("did_differently", "learnt", "enabled", "went_wrong")
_COLUMNS = ["held_on", "asked", "text", "learning_about", "can_act"]


@dataclass(frozen=True, kw_only=True)
class PodLearnings(Finding):
    """What pairs of front-line staff shared with the group: one row an answer, question by question, newest first.

    ``table``: held_on, asked (did_differently, learnt, enabled, went_wrong), text, learning_about (work, organising),
    can_act (me, team, another_cycle). There is no pair, no author and no id in it, and answers of one day come in the
    order of their words, so that nobody can tell which answers to different questions one pair gave.
    What was not shared is not in it.
    """


def pod_learnings(
    evidence: Evidence, *, cycle: str | None = None, system: str | None = None, since: date | None = None
) -> PodLearnings:
    """Shared answers of one cycle, one system and those inside it, or all; ``since`` leaves out earlier pods."""
    pods = rows_of(evidence, "pod_entry", cycle=cycle, system=system)
    pods = pods[pods["shared_on"].notna()]
    if since is not None:
        pods = pods[pods["held_on"] >= pd.Timestamp(since)]
    carried = ["held_on", "learning_about", "can_act"]
    answers = pods.melt(id_vars=carried, value_vars=list(ASKED), var_name="asked", value_name="text")
    answers = answers[answers["text"].fillna("").str.strip() != ""]
    answers["_asked"] = answers["asked"].map({name: at for at, name in enumerate(ASKED)})
    answers = answers.sort_values(["_asked", "held_on", "text"], ascending=[True, False, True])
    table = answers[_COLUMNS].astype({"asked": "str", "text": "str"}).reset_index(drop=True)
    return PodLearnings(audience=evidence.audience, table=table)
