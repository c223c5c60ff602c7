"""The series panel, spoken to as its page does."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from workbench.desk import Desk
from workbench.model import Point, Series
from workbench.panels.series import SeriesPanel

BEDS = "Month,Bed days\n" + "".join(f"2026-{n:02}-01,{100 + n}\n" for n in range(1, 8))


class Page:
    """A page before a panel: each question gets a number of its own."""

    def __init__(self, desk: Desk) -> None:
        self.panel = SeriesPanel(desk, system="quay", cycle="quay-1")
        self.n = 0

    def ask(self, do: str, **given: Any) -> dict[str, Any]:
        self.n += 1
        return self.panel.hear({"do": do, "n": str(self.n), "page": "tab", "by": "Ash", "since": 0, "with": given})

    def state(self) -> dict[str, Any]:
        state: dict[str, Any] = self.ask("load")["ok"]["state"]
        return state


@pytest.fixture
def page(quay_desk: Desk) -> Page:
    return Page(quay_desk)


def file_of(text: str, name: str = "beds.csv") -> dict[str, str]:
    return {"name": name, "content": base64.b64encode(text.encode()).decode()}


def test_an_empty_system_has_no_series_open(page: Page) -> None:
    assert (page.state()["series"], page.state()["open"]) == ([], None)


def test_values_are_written_by_hand_and_shown_by_day(page: Page) -> None:
    made = page.ask("add", kind="series", values={"name": "Visits", "unit": "visits", "per": "week"})["ok"]
    rows = [{"series": made["id"], "happened_on": day, "value": v} for day, v in (("2026-05-11", 7), ("2026-05-04", 5))]
    assert "ok" in page.ask("add_several", kind="point", rows=rows)
    opened = page.state()["open"]
    assert ([p["value"] for p in opened["points"]], opened["n"], opened["last"]) == (
        [5.0, 7.0], "2 points", "last: 7 visits, 11 May 2026",
    )  # fmt: skip
    drawn = page.ask("picture")["ok"]
    assert "2 points are too few" in drawn["description"]


@pytest.mark.slow
def test_a_file_is_looked_into_before_anything_is_stored(page: Page, quay_desk: Desk) -> None:
    into = {"series": "Bed days", "unit": "days"}
    looked = page.ask("look_into", file=file_of(BEDS), into=into, choices={})["ok"]
    assert (looked["new"], looked["n_new"]) == ("7 new values.", 7)
    assert quay_desk.store.all(Point) == []
    taken = page.ask("bring_in", file=file_of(BEDS), into=into, choices={})["ok"]
    assert taken["state"]["open"]["n"] == "7 points"
    again = page.ask("look_into", file=file_of(BEDS), into={"series": taken["state"]["open"]["row"]["id"]}, choices={})
    assert (again["ok"]["n_new"], again["ok"]["same"]) == (0, "7 values are there already.")


def test_days_that_mean_two_days_are_asked_about(page: Page) -> None:
    given = {"file": file_of("Day,n\n03/04/2026,1\n"), "into": {"series": "Beds", "unit": "days"}}
    asked = page.ask("look_into", **given, choices={"day_first": None})
    assert asked["field"] == "day_first"
    looked = page.ask("look_into", **given, choices={"day_first": True})["ok"]
    assert looked["n_new"] == 1


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ({"name": "x.csv", "content": "not base64!"}, "did not arrive whole"),
        ({"name": "../../etc/passwd", "content": base64.b64encode(b"a,b\n1,2\n").decode()}, "no column of days"),
        ({"name": "", "content": ""}, "is empty"),
    ],
)
def test_what_is_no_file_is_refused_in_words(page: Page, quay_desk: Desk, file: dict[str, str], said: str) -> None:
    answer = page.ask("bring_in", file=file, into={"series": "Beds", "unit": "days"}, choices={})
    assert said in answer["refused"]
    assert quay_desk.store.all(Series) == []
