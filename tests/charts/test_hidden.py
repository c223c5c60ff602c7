"""What an audience may not see is absent from all that is sent: it makes no difference at all to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest

from workbench.charts import Figure, changes_since, cycle_parts, experiments_by_status, issue_log, purpose_history
from workbench.frames import Audience, Finding
from workbench.model.prompts import Words
from workbench.patterns import ChangesSince, CycleParts, ExperimentsByStatus, IssueLog, PurposeHistory
from workbench.sharing import release

Sent = Callable[[Figure], str]


def issues(small: int, who: Audience) -> Finding:
    rows = [
        {"level": level, "owner": "team", "status": "open", "n": n} for level, n in (("system", 23), ("macro", small))
    ]
    return IssueLog(audience=who, table=pd.DataFrame(rows).assign(n_people=small), n_people=small)


def experiments(small: int, who: Audience) -> Finding:
    rows = [{"status": s, "experiment_kind": "probe", "n": n} for s, n in (("designing", small), ("running", 15))]
    return ExperimentsByStatus(audience=who, table=pd.DataFrame(rows))


def changes(small: int, who: Audience) -> Finding:
    weeks = pd.to_datetime(["2026-03-30", "2026-04-06"])
    table = pd.DataFrame({"week_on": weeks, "about": "issue", "n": [small, 20]})
    return ChangesSince(audience=who, table=table, since=date(2026, 4, 1), until=date(2026, 4, 12))


def parts(small: int, who: Audience) -> Finding:
    table = pd.DataFrame([{"part": "understand", "what": "story", "n": small}])
    table["last_change_at"] = pd.to_datetime([pd.NaT], utc=True)
    return CycleParts(audience=who, table=table, cycle="c", cycle_name="Harbour")


def purposes(small: int, who: Audience) -> Finding:
    table = pd.DataFrame(
        [{"id": "a", "cycle": "c", "wording": "Live free from debt", "n_agreed": small, "current": True}]
    )
    table["proposed_on"] = table["agreed_on"] = pd.to_datetime(["2026-02-05"])
    table["proposed_by"], table["agreed_by"] = ["Ama"], [tuple(f"Person {n}" for n in range(small))]
    return PurposeHistory(audience=who, table=table)


CHARTS = [
    (issue_log, issues),
    (experiments_by_status, experiments),
    (changes_since, changes),
    (cycle_parts, parts),
    (purpose_history, purposes),
]


@pytest.mark.parametrize(("draw", "finding"), CHARTS)
def test_a_hidden_number_makes_no_difference_to_what_is_sent(
    draw: Callable[..., Figure],
    finding: Callable[[int, Audience], Finding],
    sent: Sent,
    english: Words,
    team: Audience,
    place: Audience,
) -> None:
    wide = {sent(draw(release(finding(small, place)), words=english)) for small in (1, 3, 6)}
    own = {sent(draw(release(finding(small, team)), words=english)) for small in (1, 3, 6)}
    assert (len(wide), len(own)) == (1, 3)


def test_hidden_issues_are_a_star_and_no_number(english: Words, place: Audience) -> None:
    figure = issue_log(release(issues(6, place)), words=english)
    sets = figure.chart.to_dict()["datasets"].values()
    assert [list(rows) for rows in sets] == [
        [
            {"level": "system", "owner": "team", "status": "Open", "n": 25, "shown": "25"},
            {"level": "macro", "owner": "team", "status": "Open", "n": None, "shown": "*"},
        ]
    ]
    assert figure.description == "Open issues: system, team: 25; macro, team: *.\nClosed issues: none."
    assert figure.table.to_numpy().tolist() == [
        ["Open", "system", "team", "25", "*"],
        ["Open", "macro", "team", "*", "*"],
    ]
    assert any("* stands for a small number" in note for note in figure.notes)
    assert all(note in figure.to_html() for note in figure.notes)


def test_names_stay_with_the_group(sent: Sent, english: Words, team: Audience, place: Audience) -> None:
    own, wide = (sent(purpose_history(release(purposes(2, who)), words=english)) for who in (team, place))
    assert "Ama" in own
    assert "Person 1" in own
    assert "Ama" not in wide
    assert "Person 1" not in wide
