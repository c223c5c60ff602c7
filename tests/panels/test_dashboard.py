"""The leadership dashboard's page: what it sends, how each figure says it was made, and what it holds back."""

from __future__ import annotations

import base64
import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from workbench import patterns
from workbench.desk import Desk
from workbench.desk.dashboard import FOLLOWS
from workbench.model import (
    Countermeasure,
    Cycle,
    Debrief,
    DebriefEntry,
    Experiment,
    Influence,
    Interpretation,
    Issue,
    Observation,
    Record,
    Story,
    System,
)
from workbench.panels.dashboard import DashboardPanel

NONE = {"place": "", "theme": "", "since": "", "until": ""}


def heard(panel: DashboardPanel, do: str, **given: Any) -> dict[str, Any]:
    return panel.hear({"do": do, "n": f"{do}{json.dumps(given)}", "page": "p", "device": "d", "with": given})


def figure(panel: DashboardPanel, name: str, **filters: str) -> dict[str, Any]:
    answer = heard(panel, "figure", figure=name, filters={**NONE, **filters})
    assert "ok" in answer, answer
    return answer["ok"]


def texts(made: dict[str, Any]) -> list[str]:
    return [item["text"] for group in made["groups"] for item in group["items"]]


@pytest.fixture
def bay(quay_desk: Desk) -> Callable[..., DashboardPanel]:
    """The dashboard of a place round a team and a life, with these records in it."""

    def _bay(*records: Record, filters: dict[str, str] | None = None) -> DashboardPanel:
        with quay_desk.store.step("Scene", by="Test") as step:
            step.add(Cycle(id="bay-1", system="bay", name="The whole bay"))
            step.add(System(id="life", name="Heron's life", scale="person", part_of="quay"))
            step.add(Cycle(id="life-1", system="life", name="Heron, a year"))
            for record in records:
                step.add(record)
        return DashboardPanel(quay_desk, system="bay", cycle="bay-1", filters=filters)

    return _bay


def asked(id: str, *, by: str = "quay-1", **more: Any) -> list[Record]:
    issue = Issue(id=f"i-{id}", cycle=by, description=f"About {id}", level="system", owner="team", scope="place")
    sent = {"cycle": by, "to_cycle": "bay-1", "of_kind": "issue", "of": f"i-{id}", "scope": "place"}
    return [issue, Influence(id=id, **sent, **{"sent_on": date(2026, 3, 1), **more})]


def test_what_waits_says_for_how_long_in_words_and_who_asks(bay: Callable[..., DashboardPanel]) -> None:
    made = figure(bay(*asked("cash"), *asked("bread", by="life-1", sent_on=date(2025, 12, 1))), "asked_of_us")
    (group,) = made["groups"]
    assert [(item["text"], item["mark"], item["beside"]) for item in group["items"]] == [
        ("About bread", "waits for 5 months", ["Quay team: one person’s own cycle, 1 December 2025"]),
        ("About cash", "waits for 2 months", ["Quay team: First round, 1 March 2026"]),
    ]
    assert "Heron" not in json.dumps(made)


def test_an_answer_stands_under_what_became_of_it_with_its_reason(bay: Callable[..., DashboardPanel]) -> None:
    answered = {"state": "left", "reason": "No money", "answered_on": date(2026, 3, 15)}
    made = figure(bay(*asked("cash", **answered)), "answered")
    assert [(one["heading"], one["items"][0]["quote"]) for one in made["groups"]] == [("Left", "No money")]
    assert "after 2 weeks" in made["groups"][0]["items"][0]["beside"][1]


def test_what_outlived_its_experiment_stands_apart(bay: Callable[..., DashboardPanel]) -> None:
    over = Experiment(id="e", cycle="quay-1", title="Cards", experiment_kind="probe", status="ended", scope="place")
    shield = {"cycle": "quay-1", "scope": "place", "from_on": date(2026, 1, 1)}
    made = figure(
        bay(
            over,
            Countermeasure(id="a", what="A signature", experiment="e", **shield),
            Countermeasure(id="b", what="A list", shields_from="No lists", **shield),
            Countermeasure(id="c", what="Gone", ended_on=date(2026, 2, 1), **shield),
        ),
        "countermeasures_standing",
    )
    assert [(group["heading"], group["items"][0]["text"]) for group in made["groups"]] == [
        ("Stand although their experiment has ended", "A signature"),
        ("Stand now", "A list"),
    ]
    assert made["n_rows"] == 3


def test_patterns_need_two_readings_and_stand_under_their_cycle(bay: Callable[..., DashboardPanel]) -> None:
    seen = Observation(id="o", cycle="quay-1", title="Letters cross", scope="place", noticed_by="Ama")
    bare = Observation(id="p", cycle="quay-1", title="No key", scope="place")
    said = [
        Interpretation(id=f"r{n}", cycle="quay-1", observation="o", text=text)
        for n, text in enumerate(("Nobody reads them", "They come too late"))
    ]
    made = figure(bay(seen, bare, *said), "learning_below")
    assert [group["heading"] for group in made["groups"]] == ["Quay team: First round"]
    assert texts(made) == ["Letters cross"]
    assert "Ama" not in json.dumps(made)


def test_a_figure_says_what_it_follows_and_what_it_cannot(bay: Callable[..., DashboardPanel]) -> None:
    panel = bay(*asked("cash"))
    made = figure(panel, "asked_of_us", place="quay", theme="Waiting", since="2026-03-17", until="2026-04-02")
    assert made["narrowed"] == ["Quay team", "1 March 2026 to 30 April 2026"]
    assert made["not_followed"] == ["This figure cannot follow the theme: nothing in it stands under themes."]
    assert texts(made) == ["About cash"]
    none = figure(panel, "asked_of_us", until="2026-02-02")
    assert none["empty"] == "There is nothing like this in what you narrowed to."
    costs = figure(panel, "cumulative_cost", since="2026-03-17")
    assert costs["narrowed"] == []
    assert costs["not_followed"][0].startswith("This figure cannot follow the months")


def test_an_address_that_cannot_be_followed_is_told_and_opens_the_whole(bay: Callable[..., DashboardPanel]) -> None:
    panel = bay(filters={"place": "elsewhere", "theme": "", "since": "", "until": ""})
    state = heard(panel, "load")["ok"]["state"]
    assert state["filters"] == NONE
    assert "does not lie within" in state["notice"]
    assert [id for id, _ in state["places"]] == ["quay"]


def test_every_figure_of_an_empty_place_says_where_its_material_comes_from(bay: Callable[..., DashboardPanel]) -> None:
    panel = bay()
    for name in FOLLOWS:
        made = figure(panel, name)
        assert len(made["empty"]) > 20, name
        assert (made["groups"], made["picture"]) == ([], None)
        assert made["counted"][-1] == "2 cycles were looked at"  # that of the life is not counted


def test_a_life_has_no_dashboard_and_no_command_makes_one(bay: Callable[..., DashboardPanel], quay_desk: Desk) -> None:
    bay()
    panel = DashboardPanel(quay_desk, system="life", cycle="life-1")
    assert heard(panel, "load")["ok"]["state"] == {"system": "Heron's life", "synthetic": False, "of_a_life": True}
    assert "refused" in heard(panel, "figure", figure="two_stories", filters=NONE)


@pytest.mark.parametrize(
    "given",
    [
        {"figure": "stories_told", "filters": NONE},
        {"figure": "two_stories", "filters": ["place"]},
        {"figure": "two_stories", "filters": {"since": "spring"}},
        {"figure": "two_stories", "filters": NONE, "turn": "two"},
        {"figure": "__class__", "filters": NONE},
    ],
)
def test_what_no_page_of_ours_asks_is_refused_in_a_sentence(
    given: dict[str, Any], bay: Callable[..., DashboardPanel]
) -> None:
    answer = heard(bay(), "figure", **given)
    assert answer.get("refused"), answer
    assert "went wrong" not in answer["refused"]


def test_the_file_of_a_figure_holds_the_rows_that_stand_under_it_and_runs_nothing(
    bay: Callable[..., DashboardPanel],
) -> None:
    panel = bay(*asked("cash", why="=1+1"))
    made = figure(panel, "asked_of_us")
    sent = heard(panel, "table", figure="asked_of_us", filters=NONE)["ok"]
    assert sent["name"] == "bay-asked_of_us.csv"
    rows = list(csv.reader(io.StringIO(base64.b64decode(sent["content"]).decode("utf-8-sig"))))
    assert rows[0] == made["headings"]
    assert rows[1] == [cell if cell != "=1+1" else "'=1+1" for cell in made["rows"][0]]


def test_only_stories_that_may_be_quoted_and_may_leave_are_sent_and_no_teller(
    bay: Callable[..., DashboardPanel],
) -> None:
    def told(id: str, **consent: bool) -> Story:
        given = {"may_quote": True, "may_leave": True, **consent}
        return Story(id=id, cycle="quay-1", title=id, text=f"Marker {id}", teller="Heronry", scope="public", **given)

    made = figure(bay(told("free"), told("unquoted", may_quote=False), told("held", may_leave=False)), "two_stories")
    assert texts(made) == ["free"]
    sent = json.dumps(made)
    assert not [word for word in ("Heronry", "Marker unquoted", "Marker held") if word in sent]


def test_two_others_come_on_the_next_turn(bay: Callable[..., DashboardPanel]) -> None:
    consent = {"may_quote": True, "may_leave": True, "scope": "public", "teller": "T"}
    panel = bay(
        *(
            Story(id=f"s{n}", cycle="quay-1", title=f"s{n}", text="Told", told_on=date(2026, 4, n), **consent)
            for n in (1, 2, 3, 4)
        )
    )
    first = figure(panel, "two_stories")
    other = heard(panel, "figure", figure="two_stories", filters=NONE, turn=1)["ok"]
    assert first["more"] == {"n_pairs": 2}
    assert sorted(texts(first) + texts(other)) == ["s1", "s2", "s3", "s4"]


def test_small_numbers_of_learnings_are_neither_in_the_picture_nor_in_the_table(
    bay: Callable[..., DashboardPanel],
) -> None:
    entries: list[Record] = [Debrief(id="d", cycle="quay-1", held_on=date(2026, 3, 1), scope="place")]
    for n in range(13):
        about, who = ("work", "me") if n < 3 else ("organising", "team")
        said = {"debrief": "d", "slice": "reflective", "text": "Said", "learning_about": about, "can_act": who}
        entries.append(DebriefEntry(id=f"e{n}", cycle="quay-1", **said))
    panel = bay(*entries)
    made = figure(panel, "learnings")
    assert sorted(row[-1] for row in made["rows"] if row[-1] != "0") == ["*", "10"]
    drawn = base64.b64decode(made["picture"]["src"].partition(",")[2]).decode("utf-8")
    assert ">3<" not in drawn
    assert any("*" in note for note in made["notes"])


def test_something_written_meanwhile_is_told_and_the_figures_stay(
    bay: Callable[..., DashboardPanel], quay_desk: Desk
) -> None:
    panel = bay()
    since = panel.revision()
    assert panel.poll(since) is None
    with quay_desk.store.step("More", by="Test") as step:
        step.add(Observation(id="o", cycle="quay-1", title="Seen"))
    assert panel.poll(since) == {"written_since": True}


@pytest.mark.slow
@pytest.mark.parametrize("system", ["tidewell-council", "open-door", "tidewell"])
def test_no_true_small_count_of_the_sample_stands_where_it_was_hidden(system: str, sample_store: Path) -> None:
    desk = Desk.open(sample_store)
    panel = DashboardPanel(desk, system=system, cycle="")
    board = panel._dashboard
    kinds = ("debrief", "debrief_entry", "pod_entry")
    true = patterns.learnings(board.desk.evidence(*kinds, system=system), system=system).table["n"]
    sent = [row[-1] for row in figure(panel, "learnings")["rows"]]
    assert [cell for cell, n in zip(sent, true, strict=True) if 0 < n < 5] == ["*"] * int(true.between(1, 4).sum())


def test_even_a_team_on_its_own_dashboard_gets_no_names_of_who_agreed(
    bay: Callable[..., DashboardPanel], quay_desk: Desk
) -> None:
    bay(Countermeasure(id="a", cycle="quay-1", what="A list", agreed_by="Petronella", from_on=date(2026, 1, 1)))
    made = figure(DashboardPanel(quay_desk, system="quay", cycle="quay-1"), "countermeasures_standing")
    assert texts(made) == ["A list"]
    assert "Petronella" not in json.dumps(made)
