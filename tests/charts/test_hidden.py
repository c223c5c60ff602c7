"""What an audience may not see is absent from all that is sent, in every chart that counts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pandas as pd

from workbench.charts import Figure, changes_since, cycle_parts, experiments_by_status, issue_log, purpose_history
from workbench.frames import Audience
from workbench.model.prompts import Words
from workbench.patterns import ChangesSince, CycleParts, ExperimentsByStatus, IssueLog, PurposeHistory
from workbench.sharing import release

Sent = Callable[[Figure], str]
#: Hidden numbers are 1 to 7, which also stand in sizes and places; so the true number is put where only it can be.
_SIX = re.compile(r'"(?:n|at|n_people|shown|text|hidden)": "?6"?[,}]|>6<')


def test_the_pattern_finds_a_six_that_is_shown(
    issue_counts: Callable[..., IssueLog], sent: Sent, english: Words
) -> None:
    own = issue_log(release(issue_counts({("macro", "team", "open"): 6})), words=english)
    assert _SIX.search(sent(own))
    assert "macro, team: 6" in own.description


def test_a_small_number_of_issues_is_nowhere(
    issue_counts: Callable[..., IssueLog], sent: Sent, english: Words, place: Audience
) -> None:
    counts = {("macro", "team", "open"): 6, ("system", "team", "open"): 23}
    figure = issue_log(release(issue_counts(counts, place)), words=english)
    hidden = (
        [row for row in figure.chart.to_dict()["datasets"].values()][0] if "datasets" in figure.chart.to_dict() else []
    )
    values = hidden or figure.chart.to_dict()["data"]["values"]
    cell = {"level": "macro", "owner": "team", "status": "Open", "n": None, "shown": "*"}
    assert [row for row in values if row["level"] == "macro" and row["owner"] == "team"][0] == cell
    assert not _SIX.search(sent(figure))
    assert "23" not in re.sub(r"[\d.-]+,[\d.-]+", "", figure.description)
    assert figure.description.startswith("Open issues: system, team: 25; macro, team: *.")
    assert len(figure.notes) >= 1


def test_a_small_number_of_experiments_is_nowhere(sent: Sent, english: Words, place: Audience) -> None:
    rows = [{"status": s, "experiment_kind": "probe", "n": n} for s, n in (("designing", 6), ("running", 15))]
    finding = ExperimentsByStatus(audience=place, table=pd.DataFrame(rows))
    figure = experiments_by_status(release(finding), words=english)
    assert not _SIX.search(sent(figure))
    assert figure.table["Number"].tolist() == ["*", "15"]


def test_a_small_number_of_changes_is_nowhere(sent: Sent, english: Words, place: Audience) -> None:
    rows = [
        {"week_on": pd.Timestamp("2026-03-30"), "about": "issue", "n": 6},
        {"week_on": pd.Timestamp("2026-04-06"), "about": "issue", "n": 20},
    ]
    finding = ChangesSince(audience=place, table=pd.DataFrame(rows), since=date(2026, 4, 1), until=date(2026, 4, 12))
    figure = changes_since(release(finding), words=english)
    assert not _SIX.search(sent(figure))
    assert figure.table.to_numpy().tolist() == [["30 March 2026", "Issues", "*"], ["6 April 2026", "Issues", "20"]]


def test_a_small_number_in_a_part_of_a_cycle_is_nowhere(sent: Sent, english: Words, place: Audience) -> None:
    rows = [{"part": "understand", "what": "story", "n": 6, "last_change_at": pd.NaT}]
    table = pd.DataFrame(rows).astype({"last_change_at": "datetime64[us, UTC]"})
    figure = cycle_parts(
        release(CycleParts(audience=place, table=table, cycle="c", cycle_name="Harbour")), words=english
    )
    assert "* stories" in figure.description
    assert "6 stories" not in sent(figure)
    assert not _SIX.search(sent(figure))


def test_names_stay_with_the_group(sent: Sent, english: Words, team: Audience, place: Audience) -> None:
    row = {
        "id": "a",
        "cycle": "c",
        "wording": "Live free from debt",
        "proposed_by": "Ama-Q",
        "proposed_on": pd.Timestamp("2026-02-05"),
        "agreed_by": ("Bo-Q",),
        "n_agreed": 1,
        "agreed_on": pd.NaT,
        "current": True,
    }
    own, wide = (
        sent(purpose_history(release(PurposeHistory(audience=who, table=pd.DataFrame([row]))), words=english))
        for who in (team, place)
    )
    assert "Ama-Q" in own
    assert "Bo-Q" in own
    assert "-Q" not in wide
