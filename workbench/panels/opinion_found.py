"""What the votes of a conversation tell, as a page shows it: groups or none, common ground, and where people differ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from workbench.charts.statement_in_words import group_in_words, verdict_in_words
from workbench.desk import Desk
from workbench.model.prompts import Words
from workbench.panels.picture import picture_of
from workbench.patterns.opinion_standing import Verdict
from workbench.patterns.statement_votes import TOGETHER, VOTES

__all__ = ["found_of"]


def found_of(desk: Desk, cycle: str, conversation: str, *, words: Words) -> dict[str, Any]:
    """The picture and the groups, each with the statements that describe it; then statement by statement.

    Groups are described by statements, never by their people. ``common``, ``differ`` and ``every`` are ids of
    ``statements``: the common ground with most consensus first, what tells groups apart, and all by number.
    """
    groups = desk.opinion_groups(conversation=conversation, cycle=cycle)
    common = desk.common_ground(conversation=conversation, cycle=cycle).table
    differ = desk.representative_statements(conversation=conversation, cycle=cycle).table
    n_groups = len(groups.table)
    describing = differ[differ["represents"] != ""].sort_values(["place", "group"])
    shared = common[common["common"] != ""]
    return {
        "verdict": verdict_in_words(groups.finding.verdict, n_groups=n_groups, words=words),
        "stands": groups.finding.verdict is Verdict.groups,
        "n_people": groups.finding.n_people,
        "n_not_part": groups.finding.n_not_part,
        "picture": picture_of(groups.figure()),
        "groups": [_group(row, describing, words) for row in groups.table.to_dict("records")],
        "common": [
            [id, str(vote)] for id, vote in dict(zip(shared["statement"], shared["common"], strict=True)).items()
        ],
        "differ": list(dict.fromkeys(describing["statement"])),
        "every": list(dict.fromkeys(differ["statement"])),
        "statements": {str(id): _statement(rows, words) for id, rows in differ.groupby("statement", sort=False)},
    }


def _group(row: Mapping[Any, Any], describing: pd.DataFrame, words: Words) -> dict[str, Any]:
    own = describing[describing["group"] == row["group"]]
    return {
        "name": group_in_words(str(row["group"]), words),
        "n": int(row["n_people"]),
        "statements": [[id, vote] for id, vote in zip(own["statement"], own["represents"], strict=True)],
    }


def _statement(rows: pd.DataFrame, words: Words) -> dict[str, Any]:
    first = rows.iloc[0]
    # where there are no groups, the one row of everybody says it all
    inner = rows[rows["group"] != TOGETHER]
    shown = rows if len(inner) > 1 else inner
    return {
        "number": int(first["number"]),
        "text": first["text"],
        "bars": [
            {
                "group": group_in_words(str(row["group"]), words),
                "n": int(row["n_seen"]),
                "shares": None if pd.isna(row["share_agree"]) else {v: float(row[f"share_{v}"]) for v in VOTES},
                "own": bool(row["represents"]),
            }
            for row in shown.to_dict("records")
        ],
    }
