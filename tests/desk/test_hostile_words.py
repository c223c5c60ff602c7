"""Whatever people type is shown as text: in every figure, and in every file that is taken out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from workbench.desk import Desk
from workbench.model import Experiment, Series

#: Runs where it is taken for a page, calculates where it is taken for a formula; an emoji and words from right to left.
HOSTILE = "=HYPERLINK(\"x\") <script>alert('here')</script> 🙂 שלום"
#: The longest text a field takes.
LONGEST = HOSTILE + "x" * (20_000 - len(HOSTILE))

_FORMS: dict[str, dict[str, Any]] = {
    "issue": {"description": LONGEST, "level": "system", "owner": "team", "countermeasure": HOSTILE},
    "countermeasure": {"what": HOSTILE, "from_on": "2026-01-05", "agreed_by": HOSTILE},
    "spend": {"what": HOSTILE, "amount_pence": 1250, "spent_on": "2026-01-05", "category": "other", "need": LONGEST},
    "task": {"name": HOSTILE[:200]},
    "goal": {"wording": HOSTILE, "person": "Wren"},
    "measure": {"name": HOSTILE[:200], "reader": "team", "theme": "cost"},
    "rule": {"wording": HOSTILE, "rule_kind": "rule"},
    "debrief": {"held_on": "2026-01-05", "about": HOSTILE},
    "pod_entry": {"held_on": "2026-01-05", "learnt": LONGEST, "shared_on": "2026-01-06"},
}
#: Questions that show people's own words.
_IN_WORDS = ("experiment_portfolio", "countermeasures_standing", "task_matrix", "goals_over_time", "measures_framework")
_OTHERS = ("issue_log", "issue_age", "spending_by_category", "learnings")


@pytest.fixture
def hostile_desk(quay_desk: Desk) -> Desk:
    work = quay_desk.work_on_cycle("quay-1")
    made = {kind: work.add(kind, values) for kind, values in _FORMS.items()}
    experiment = work.add("experiment", {"title": HOSTILE[:200], "question": LONGEST, "status": "running"})
    work.add("frame_note", {"experiment": experiment.id, "region": "condition", "text": HOSTILE})
    place = {"moved_on": "2026-01-05", "complexity": 2, "often": 3, "why": HOSTILE}
    work.add("task_move", {"task": made["task"].id, **place})
    work.add("goal_score", {"goal": made["goal"].id, "scored_on": "2026-01-05", "score": 4, "said": HOSTILE})
    series = work.add("series", {"name": HOSTILE[:200], "unit": HOSTILE[:200]})
    days = [f"2026-{month:02}-01" for month in range(1, 9)]
    work.add_several("point", [{"series": series.id, "happened_on": day, "value": 5} for day in days])
    work.add("series_change", {"series": series.id, "changed_on": "2026-03-01", "what": HOSTILE})
    return quay_desk


def _figures(desk: Desk) -> dict[str, str]:
    experiment, series = (desk.store.all(kind)[0].id for kind in (Experiment, Series))
    made = {name: getattr(desk, name)(system="quay", cycle="quay-1") for name in (*_IN_WORDS, *_OTHERS)}
    made |= {"prototype_frame": desk.prototype_frame(experiment), "process_behaviour": desk.process_behaviour(series)}
    return {name: answer.figure().to_html() for name, answer in made.items()}


@pytest.mark.slow
def test_no_figure_holds_what_a_page_would_run(hostile_desk: Desk) -> None:
    shown = _figures(hostile_desk)
    assert [name for name, html in shown.items() if "<script" in html] == []
    in_words = (*_IN_WORDS, "prototype_frame", "process_behaviour")
    assert [name for name in in_words if "&lt;script&gt;" not in shown[name]] == []


def test_what_people_typed_comes_back_letter_by_letter(hostile_desk: Desk) -> None:
    issues, spending = hostile_desk.issues(system="quay"), hostile_desk.spending(system="quay")
    assert issues["description"].tolist() == [LONGEST]
    assert spending["need"].tolist() == [LONGEST]


@pytest.mark.parametrize("name", ["issues", "spending", "countermeasures", "goals", "debriefs", "pod_entries"])
def test_no_cell_of_a_workbook_is_a_formula(hostile_desk: Desk, tmp_path: Path, name: str) -> None:
    path = hostile_desk.export_table(name, str(tmp_path / f"{name}.xlsx"), system="quay")
    sheet = load_workbook(path).worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} & {"f"} == set()
    assert any(str(cell.value).startswith("=HYPERLINK") for row in sheet.iter_rows() for cell in row)
