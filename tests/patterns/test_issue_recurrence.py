from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pandas as pd

from workbench.frames import Audience, Evidence
from workbench.model import Issue
from workbench.patterns import issue_recurrence
from workbench.sharing import release


def issue(id: str, description: str, *, on: str | None, cycle: str = "c") -> Issue:
    raised = None if on is None else date.fromisoformat(on)
    return Issue.model_validate(
        {"id": id, "cycle": cycle, "description": description, "level": "system", "owner": "team", "raised_on": raised}
    )


def test_an_issue_said_three_times_in_two_cycles_is_one_row_under_its_first_wording(
    make_evidence: Callable[..., Evidence],
) -> None:
    found = issue_recurrence(
        make_evidence(
            issue("b", "Petty cash is taking too long", on="2026-03-02"),
            issue("x", "Nobody answers after six", on="2026-03-03"),
            issue("a", "Petty cash takes too long", on="2026-02-01"),
            issue("c", "petty cash takes too long!", on="2026-04-20", cycle="d"),
        )
    )
    assert found.table.to_dict("records") == [
        {
            "group": 1,
            "description": "Petty cash takes too long",
            "n": 3,
            "n_cycles": 2,
            "first_on": pd.Timestamp("2026-02-01"),
            "last_on": pd.Timestamp("2026-04-20"),
            "issues": ("a", "b", "c"),
        }
    ]


def test_what_was_said_last_stands_first(make_evidence: Callable[..., Evidence]) -> None:
    found = issue_recurrence(
        make_evidence(
            issue("a", "No key to the store room", on="2026-01-01"),
            issue("b", "no key for the store room again", on="2026-01-09"),
            issue("c", "GP will not share records", on="2026-01-02"),
            issue("d", "GPs do not share their records with us", on="2026-02-02"),
        )
    )
    assert list(zip(found.table["group"], found.table["description"], strict=True)) == [
        (1, "GP will not share records"),
        (2, "No key to the store room"),
    ]


def test_how_alike_is_for_the_asker_to_say(make_evidence: Callable[..., Evidence]) -> None:
    held = make_evidence(
        issue("a", "No key to the store room", on=None), issue("b", "no key for the store room again", on=None)
    )
    assert len(issue_recurrence(held, alike=70).table) == 1
    assert issue_recurrence(held, alike=95).table.empty
    assert len(issue_recurrence(held, cycle="d").table) == 0


def test_a_wider_audience_gets_no_ids_and_no_small_numbers(
    make_evidence: Callable[..., Evidence], place: Audience
) -> None:
    held = make_evidence(issue("a", "No key", on=None), issue("b", "no key", on=None), audience=place)
    table = release(issue_recurrence(held)).table
    assert table[["n_shown", "n_cycles_shown"]].to_numpy().tolist() == [["*", "*"]]
    assert "issues" not in table
