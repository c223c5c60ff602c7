from __future__ import annotations

from workbench.charts.time_lane import lanes


def test_marks_of_one_day_stand_one_under_the_other() -> None:
    # 0 and 5 touch, so 5 goes to the second row; 11 fits on the first again; a lane has room for a name of two lines
    police, nhs = lanes([("police", [0, 5, 11]), ("NHS", [0])], top=10)
    assert (police.top, police.bottom, police.middle) == (10, 56, 33)
    assert police.at == (27.5, 38.5, 27.5)
    assert (nhs.top, nhs.at) == (56, (79,))


def test_a_lane_grows_to_eight_rows_and_no_further() -> None:
    [lane] = lanes([("police", [0.0] * 20)], top=0)
    assert (lane.bottom, len(set(lane.at))) == (99, 8)
