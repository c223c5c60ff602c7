"""Numbers over time from tables as councils keep them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from workbench.desk import Desk
from workbench.errors import Refused
from workbench.exchange.reading import Reading
from workbench.exchange.series_file import SeriesChoices, SeriesFile, series_of
from workbench.exchange.series_reader import tables_in
from workbench.model import Per, Point, Series
from workbench.model.prompts import words

BED_DAYS = "Month,Bed days\n2026-01-01,123\n2026-02-01,119\n2026-03-01,97\n"


def read(content: str | bytes, *, name: str = "beds.csv", **choices: Any) -> SeriesFile:
    """Read here in this process, as the child does it."""
    chosen = SeriesChoices(**choices)
    raw = content if isinstance(content, bytes) else content.encode()
    reading = Reading(name=name, words=words(), encoding=chosen.encoding)
    return series_of(tables_in(raw, reading), reading, chosen)


def test_days_and_values_are_found_by_what_is_in_the_columns() -> None:
    found = read("Ward,Week beginning,Bed days\nA,2026-01-12,14\nB,2026-01-05,12\n")
    assert (found.day_column, found.value_column) == ("Week beginning", "Bed days")
    assert found.points == ((date(2026, 1, 5), 12.0), (date(2026, 1, 12), 14.0))


def test_a_value_with_a_separated_thousand_a_currency_or_a_per_cent_sign_is_a_number() -> None:
    found = read('Day;Cost\n01.05.2026;"£1.204,50"\n02.05.2026;-3,5\n13.05.2026;9 %\n')
    assert [value for _, value in found.points] == [1204.5, -3.5, 9.0]
    found = read('Day,Cost\n2026-05-01,"1,204,567"\n2026-05-02,−£3.5\n')
    assert [value for _, value in found.points] == [1204567.0, -3.5]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-05-03", date(2026, 5, 3)),
        ("2026-05-03 00:00:00", date(2026, 5, 3)),
        ("2026-05", date(2026, 5, 1)),
        ("5/2026", date(2026, 5, 1)),
        ("13/5/2026", date(2026, 5, 13)),
        ("13.05.2026", date(2026, 5, 13)),
        ("3 May 2026", date(2026, 5, 3)),
        ("May 2026", date(2026, 5, 1)),
        ("Sep-2026", date(2026, 9, 1)),
    ],
)
def test_a_day_is_read_as_people_write_it(written: str, meant: date) -> None:
    assert read(f"Day,n\n{written},1\n").points == ((meant, 1.0),)


def test_days_that_can_be_read_two_ways_are_asked_about() -> None:
    content = "Day,n\n03/04/2026,1\n05/04/2026,2\n"
    with pytest.raises(Refused, match="can be read two ways") as caught:
        read(content)
    assert caught.value.field == "day_first"
    assert [day for day, _ in read(content, day_first=True).points] == [date(2026, 4, 3), date(2026, 4, 5)]
    assert [day for day, _ in read(content, day_first=False).points] == [date(2026, 3, 4), date(2026, 5, 4)]


def test_one_day_past_the_twelfth_settles_the_whole_file() -> None:
    assert read("Day,n\n03/04/2026,1\n23/04/2026,2\n").points[0][0] == date(2026, 4, 3)
    assert read("Day,n\n04/03/2026,1\n04/23/2026,2\n").points[0][0] == date(2026, 4, 3)
    assert read("Day,n\n05/05/2026,1\n").points[0][0] == date(2026, 5, 5)  # means one day either way


def test_each_row_that_cannot_be_taken_is_told_with_its_place() -> None:
    found = read(
        "Day,n\n2026-01-01,1\n2026-01-02,many\n2026-02-30,3\n,4\n2026-01-05,\n01/02/26,5\n2026-01-01,9\n2026-01-01,1\n"
    )
    assert found.points == ((date(2026, 1, 1), 1.0),)
    assert [(lost.where, lost.what, lost.why.split(".")[0]) for lost in found.skipped] == [
        ("line 3", "many", "This is not a number"),
        ("line 4", "2026-02-30", "This is not a day"),
        ("line 5", "4", "The row has a value but no day"),
        ("line 6", "2026-01-05", "The row has a day but no value"),
        ("line 7", "01/02/26", "This is not a day"),
        ("line 8", "2026-01-01: 9", "The day stands above already with another value; the first one was taken"),
    ]
    assert found.n_skipped == 6


def test_at_most_fifty_rows_are_listed_and_the_rest_counted() -> None:
    rows = "".join(f"2026-01-{n % 28 + 1:02},1\n" for n in range(100)) + "".join("2026-02-01,x\n" for _ in range(60))
    found = read("Day,n\n" + rows)
    assert (found.n_skipped, len(found.skipped)) == (60, 51)
    assert found.skipped[-1].why == "10 more lines are not shown."


def test_several_columns_of_numbers_have_to_be_chosen_from() -> None:
    content = "Day,Beds,Visits\n2026-01-01,1,10\n2026-01-02,2,20\n"
    with pytest.raises(Refused, match="several columns of numbers: “Beds”, “Visits”") as caught:
        read(content)
    assert caught.value.field == "column"
    assert [value for _, value in read(content, column="visits").points] == [10.0, 20.0]
    with pytest.raises(Refused, match="has no column “Costs”"):
        read(content, column="Costs")


def test_a_workbook_with_a_title_and_real_dates_is_read(workbook: Callable[..., bytes]) -> None:
    def days(book: Any, page: Any) -> None:
        shape = book.add_format({"num_format": "dd/mm/yyyy"})
        for n, month in enumerate((1, 2), start=3):
            page.write_datetime(n, 0, datetime(2026, month, 3), shape)

    raw = workbook({"Beds": [["Bed days 2026"], [], ["Month", "n"], [None, 12], [None, 14.5]]}, days)
    assert read(raw, name="beds.xlsx").points == ((date(2026, 1, 3), 12.0), (date(2026, 2, 3), 14.5))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("just words\nand more\n", "no table of days and values"),
        ("Day,n\n", "no table of days and values"),
        ("Name,n\nAsh,1\nWren,2\n", "no column of days"),
        ("Day,n\n2026-01-01,many\n", "no column of days"),
        ('{"elements": []}', "is not a table"),
        (b"%PDF-1.7", "is not a table"),
        (b"Day,n\x00\n", "is not a table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office format"),
        ("Day,n\n" + "2026-01-01,1\n" * 10_001, "at most 10,000 points"),
        (b"Day,caf\xe9\n2026-01-01,1\n", "not UTF-8"),
    ],
)
def test_what_holds_no_series_is_refused_in_one_sentence(content: str | bytes, said: str) -> None:
    with pytest.raises(Refused, match=said):
        read(content)


def test_windows_text_is_read_where_somebody_said_so() -> None:
    assert read(b"Day,caf\xe9\n2026-01-01,1\n", encoding="cp1252").value_column == "café"


@pytest.fixture
def beds(tmp_path: Path) -> Path:
    path = tmp_path / "beds.csv"
    path.write_text(BED_DAYS, encoding="utf-8")
    return path


def test_a_file_is_brought_in_once_however_often_it_is_given(quay_desk: Desk, beds: Path) -> None:
    looked = quay_desk.import_series(beds, series="Bed days", unit="bed days", system="quay", preview=True)
    assert (looked.n_new, looked.series, len(quay_desk.series())) == (3, None, 0)
    first = quay_desk.import_series(beds, series="Bed days", unit="bed days", system="quay")
    again = quay_desk.import_series(beds, series="bed days", system="quay")
    assert (first.n_new, again.n_new, again.n_same, again.series) == (3, 0, 3, first.series)
    [made] = quay_desk.store.all(Series)
    assert (made.name, made.unit, made.per, made.source, made.scope) == (
        "Bed days", "bed days", Per.month, "beds.csv", "team",
    )  # fmt: skip
    assert [p.value for p in quay_desk.store.all(Point)] == [123.0, 119.0, 97.0]


def test_another_value_on_a_known_day_is_told_and_not_overwritten(quay_desk: Desk, beds: Path) -> None:
    quay_desk.import_series(beds, series="Bed days", unit="bed days", system="quay")
    beds.write_text(BED_DAYS.replace("119", "120") + "2026-04-01,88\n", encoding="utf-8")
    result = quay_desk.import_series(beds, series="Bed days", system="quay")
    assert [(o.day, o.here, o.in_file) for o in result.others] == [(date(2026, 2, 1), 119.0, 120.0)]
    assert sorted(p.value for p in quay_desk.store.all(Point)) == [88.0, 97.0, 119.0, 123.0]


def test_an_import_is_one_step_that_can_be_undone(quay_desk: Desk, beds: Path) -> None:
    quay_desk.sit(by="Ash", page="tab")
    quay_desk.import_series(beds, series="Bed days", unit="bed days", system="quay")
    quay_desk.store.undo(by="Ash", page="tab")
    assert (len(quay_desk.series()), len(quay_desk.points())) == (0, 0)


def test_a_name_nobody_knows_needs_a_unit(quay_desk: Desk, beds: Path) -> None:
    with pytest.raises(Refused, match="no series called “Beds” here") as caught:
        quay_desk.import_series(beds, series="Beds", system="quay")
    assert caught.value.field == "series"
    with pytest.raises(Refused, match="which series"):
        quay_desk.import_series(beds, series=" ", system="quay")
