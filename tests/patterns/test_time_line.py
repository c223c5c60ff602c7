from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from workbench.errors import Gone, NotAllowed
from workbench.frames import Audience, Evidence
from workbench.model import Case, Contact, Record, Spend
from workbench.patterns import TimeLine, time_line
from workbench.sharing import DEFAULT
from workbench.sharing.disclosure import disclosed


def contact(id: str, on: str, **more: object) -> Contact:
    values = {"id": id, "cycle": "c", "case": "w", "happened_on": on, "agency": "NHS", "activity": "visit"}
    return Contact.model_validate({**values, **more})


def bought(id: str, on: str, who: str) -> Spend:
    return Spend.model_validate(
        {"id": id, "cycle": "c", "spent_on": on, "amount_pence": 1_250, "what": "Bed", "for_person": who}
    )


def life() -> list[Record]:
    return [
        Case.model_validate(
            {
                "id": "w",
                "cycle": "c",
                "pseudonym": "Wren",
                "way_from": "2024-03-01",
                "referred_on": "2024-02-01",
                "observed_from": "2024-01-01",
            }
        ),
        Case(id="a", cycle="c", pseudonym="Ash"),
        contact("k3", "2024-03-01", cost_pence=40_050, handed_to="police", note="Came alone"),
        contact("k2", "2024-02-29", urgency="crisis", does="assess"),
        contact("k1", "2024-02-29", quantity=2.5),
        contact("k0", "2023-12-31"),
        contact("other", "2024-02-01", case="a"),
        bought("s2", "2024-03-05", "wren"),
        bought("s1", "2024-03-02", "Wren"),
        bought("s3", "2024-03-01", "Ash"),
    ]


def test_contacts_come_in_order_with_their_phase(make_evidence: Callable[..., Evidence]) -> None:
    found = time_line(make_evidence(*life()), "w")
    assert found.table[["id", "phase", "observed", "quantity"]].to_numpy().tolist() == [
        ["k0", "before", False, 1.0],
        ["k1", "before", True, 2.5],
        ["k2", "before", True, 1.0],
        ["k3", "after", True, 1.0],
    ]
    last = found.table.iloc[3]
    assert last[["cost_pounds", "handed_to", "note"]].tolist() == [400.5, "police", "Came alone"]
    assert found.table["cost_pounds"].isna().tolist() == [True, True, True, False]
    assert (found.case, found.pseudonym) == ("w", "Wren")


def test_marks_and_what_was_bought_come_in_order(make_evidence: Callable[..., Evidence]) -> None:
    found = time_line(make_evidence(*life()), "w")
    assert [(mark, str(on.date())) for mark, on in found.marks[["mark", "marked_on"]].to_numpy()] == [
        ("observed_from", "2024-01-01"),
        ("referred_on", "2024-02-01"),
        ("way_from", "2024-03-01"),
    ]
    assert found.bought[["id", "amount_pounds"]].to_numpy().tolist() == [["s1", 12.5], ["s2", 12.5]]


def test_without_a_day_there_is_no_phase_and_without_contacts_no_row(make_evidence: Callable[..., Evidence]) -> None:
    found = time_line(make_evidence(*life()), "a")
    assert found.table[["id", "observed"]].to_numpy().tolist() == [["other", True]]
    assert found.table["phase"].isna().all()
    empty = time_line(make_evidence(Case(id="a", cycle="c", pseudonym="Ash")), "a")
    assert (len(empty.table), len(empty.marks), len(empty.bought)) == (0, 0, 0)


def test_only_the_group_itself_has_such_a_case(make_evidence: Callable[..., Evidence], place: Audience) -> None:
    with pytest.raises(Gone, match="This case file is not here, or is not shown to the place Tidewell"):
        time_line(make_evidence(*life(), audience=place), "w")
    with pytest.raises(Gone, match="Choose one of those in the list"):
        time_line(make_evidence(*life()), "nobody")


def test_a_time_line_cannot_be_made_for_a_wider_audience_in_any_other_way(
    make_evidence: Callable[..., Evidence], place: Audience
) -> None:
    with pytest.raises(NotAllowed, match="never made for the place Tidewell"):
        replace(time_line(make_evidence(*life()), "w"), audience=place)


def test_the_rules_of_a_time_line_let_nothing_through(make_evidence: Callable[..., Evidence]) -> None:
    own = time_line(make_evidence(*life()), "w")
    left = [disclosed(table, rules=TimeLine, profile=DEFAULT).table for table in (own.table, own.marks, own.bought)]
    assert [(list(table.columns), len(table)) for table in left] == [(["id"], 0), ([], 0), (["id"], 0)]
