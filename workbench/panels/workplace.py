"""The rooms of the pages that have rooms: for a group, and for whoever looks from outside."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any

import ipywidgets

from workbench.desk import Answer, Desk

__all__ = ["CASES", "CODESIGN", "EMBED", "RUN", "SENSE", "STACK", "STEWARD", "STORIES", "figures_of", "room_of"]

#: Room → the file and class of its panel. Imported when the door is opened: a page pays for the rooms people enter.
CODESIGN: Mapping[str, str] = {
    "experiments": "ExperimentsPanel",
    "portfolio": "PortfolioPanel",
    "prototype_frame": "PrototypeFramePanel",
    "principles": "PrinciplesPanel",
}
RUN: Mapping[str, str] = {
    "today": "TodayPanel",
    "debrief": "DebriefPanel",
    "pods": "PodsPanel",
    "issues": "IssuesPanel",
    "countermeasures": "CountermeasuresPanel",
    "spending": "SpendingPanel",
    "task_matrix": "TaskMatrixPanel",
    "goals": "GoalsPanel",
    "measures": "MeasuresPanel",
    "series": "SeriesPanel",
}
CASES: Mapping[str, str] = {
    "case_explorer": "CaseExplorer",
    "case_file": "CaseFilePanel",
    "forum": "ForumPanel",
    "escalated": "EscalatedPanel",
    "grants": "GrantsPanel",
    "bring_in": "BringInPanel",
    "unit_costs": "UnitCostsPanel",
}
STORIES: Mapping[str, str] = {
    "stories": "StoriesPanel",
    "inquiry": "InquiryPanel",
    "what_stories_say": "WhatStoriesSay",
    "bring_in_stories": "BringInStories",
}
SENSE: Mapping[str, str] = {
    "sense_session": "SenseSessionPanel",
    "pattern_board": "PatternBoard",
    "coding": "CodingPanel",
    "opinions": "OpinionsPanel",
    "across_cycles": "AcrossCyclesPanel",
}
EMBED: Mapping[str, str] = {
    "embedding": "EmbeddingPanel",
    "sent": "SentPanel",
}
STEWARD: Mapping[str, str] = {
    "review": "ReviewPanel",
    "governance_groups": "GovernanceGroupsPanel",
    "account": "AccountPanel",
}
STACK: Mapping[str, str] = {
    "stack": "StackPanel",
    "learning_from": "LearningFromPanel",
    "enabled": "EnabledPanel",
}

#: What a wider audience is shown in a room: the questions whose released pictures stand there.
_QUESTIONS: Mapping[str, Sequence[str]] = {
    "portfolio": ("experiments_by_status", "experiment_portfolio"),
    "debrief": ("learnings",),
    "issues": ("issue_log", "issue_age"),
    "countermeasures": ("countermeasures_standing",),
    "spending": ("spending_by_category",),
    "task_matrix": ("task_matrix",),
    "goals": ("goals_over_time",),
    "measures": ("measures_framework",),
    "case_explorer": (
        "activity_by_agency",
        "cumulative_cost",
        "crisis_share",
        "failure_demand",
        "assess_do_refer",
        "hand_offs",
        "cohort_before_after",
    ),
    "forum": ("forum_account", "risks_before_after"),
    "escalated": ("escalated",),
    "across_cycles": ("across_cycles",),
    "grants": ("local_multiplier", "grant_outcomes"),
    "opinions": ("opinion_groups", "common_ground", "representative_statements"),
    "stories": ("stories_told",),
    "what_stories_say": ("stories_say",),
    "coding": ("themes_by_team", "themes_over_time", "theme_cooccurrence"),
    "pattern_board": ("observations_by_theme", "pattern_list"),
    "embedding": ("embeddings_by_state", "embeddings_list", "embeddings_over_time"),
    "sent": ("passed_on",),
    "review": ("stewardship_over_time",),
    "account": ("account_edition",),
    "governance_groups": ("groups_round_cycle",),
    "stack": ("learning_stack",),
    "learning_from": ("barriers_raised",),
    "enabled": ("enabled",),
}


def room_of(
    room: str, class_name: str, desk: Desk, *, system: str, cycle: str, **more: Any
) -> Callable[[], ipywidgets.Widget]:
    """What makes the panel of a room; ``more`` is what that panel takes beside the desk and its place."""

    def _made() -> ipywidgets.Widget:
        panel: Callable[..., ipywidgets.Widget] = getattr(import_module(f"workbench.panels.{room}"), class_name)
        return panel(desk, system=system, cycle=cycle, **more)

    return _made


def figures_of(
    rooms: Mapping[str, str], desk: Desk, *, system: str, cycle: str
) -> Mapping[str, Callable[[], ipywidgets.Widget]]:
    """The rooms a wider audience may enter, each with its released figures."""
    made: dict[str, Callable[[], ipywidgets.Widget]] = {}
    for room in rooms:
        if room in _QUESTIONS or room == "series":
            made[room] = _figures(room, desk, system=system, cycle=cycle)
    return made


def _figures(room: str, desk: Desk, *, system: str, cycle: str) -> Callable[[], ipywidgets.Widget]:
    def _made() -> ipywidgets.Widget:
        drawn = [answer.to_html() for answer in _answers(room, desk, system=system, cycle=cycle)]
        nothing = f"<p>{desk.words.say('rooms.nothing_to_see')}</p>"
        return ipywidgets.VBox([ipywidgets.HTML(one) for one in drawn or [nothing]])

    return _made


def _answers(room: str, desk: Desk, *, system: str, cycle: str) -> Iterator[Answer[Any]]:
    if room == "series":
        for series in desk.series(system=system)["id"]:
            yield desk.process_behaviour(series)
        return
    for question in _QUESTIONS[room]:
        yield getattr(desk, question)(system=system, cycle=cycle)
