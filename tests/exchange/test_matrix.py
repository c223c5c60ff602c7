from __future__ import annotations

import pytest

from workbench.errors import Refused
from workbench.exchange import Lost, ReadLink
from workbench.model import Polarity


def test_a_row_acts_on_a_column(read) -> None:
    found = read("m.csv", ";Trust;Time;Fear\nTrust;;1;-1\nTime;0;;\nFear;-1;0;1\n")
    assert [thing.name for thing in found.things] == ["Trust", "Time", "Fear"]
    assert found.links == (
        ReadLink("Trust", "Time", polarity=Polarity.same, note="weight in the file: 1"),
        ReadLink("Trust", "Fear", polarity=Polarity.opposite, note="weight in the file: -1"),
        ReadLink("Fear", "Trust", polarity=Polarity.opposite, note="weight in the file: -1"),
    )
    assert found.lost[-1] == Lost(
        "line 4",
        "Fear → Fear",
        "It goes from a thing to itself; left out. Name what lies between, and draw it through that.",
    )


def test_names_may_stand_above_only(read) -> None:
    assert [(link.source, link.target) for link in read("m.csv", "A,B\n0,1\n-1,0\n").links] == [("A", "B"), ("B", "A")]


def test_each_sheet_of_a_workbook_is_one_persons_map(read_all, workbook) -> None:
    matrix = [[None, "A", "B"], ["A", None, 0.5], ["B", -0.25, None]]
    maps = read_all("people.xlsx", workbook({"Ann": matrix, "Bob": matrix}))
    assert [(one.name, len(one.things), len(one.links)) for one in maps] == [("Ann", 2, 2), ("Bob", 2, 2)]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (",A,B\nA,,x\nB,1,\n", "“m.csv”, line 2: in the row “A” and column “B” stands “x”"),
        (",A,B\nA,,inf\nB,1,\n", "column “B” stands “inf”"),
        (",A,B,C\nA,,1,0\nB,1,,0\n", "2 rows and 3 columns"),
        (",A,B\nA,,1\nC,1,\n", "“B”, “C” stands only down or only across"),
        (",A,A\nA,,1\nA,1,\n", "“A” heads two columns"),
    ],
)
def test_a_matrix_that_does_not_fit_is_refused(read, text: str, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        read("m.csv", text)
    assert sentence in str(refused.value)
