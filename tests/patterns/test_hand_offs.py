from __future__ import annotations

from collections.abc import Callable, Iterable

from workbench.frames import Audience, Evidence
from workbench.model import Case, Contact, Record
from workbench.patterns import hand_offs
from workbench.sharing import release


def contacts(*rows: tuple[str, str, str]) -> Iterable[Record]:
    """Cases and their contacts: (case, agency, handed to)."""
    for name in dict.fromkeys(row[0] for row in rows):
        yield Case(id=name, cycle="c", pseudonym=name)
    for at, (name, agency, to) in enumerate(rows):
        yield Contact.model_validate(
            {
                "id": f"k{at:03}",
                "cycle": "c",
                "case": name,
                "happened_on": "2024-01-01",
                "agency": agency,
                "activity": "visit",
                "handed_to": to,
            }
        )


def test_hand_offs_are_counted_from_agency_to_agency_in_alphabetical_order(
    make_evidence: Callable[..., Evidence],
) -> None:
    found = hand_offs(
        make_evidence(
            *contacts(
                ("wren", "police", "NHS"),
                ("wren", "police", "NHS"),
                ("ash", "police", "NHS"),
                ("ash", "police", "council"),
                ("ash", "council", "council"),
                ("sky", "council", ""),
                ("wren", "council", ""),
            )
        )
    )
    assert found.table.to_numpy().tolist() == [
        ["council", "council", 1, 1, 1.0],
        ["police", "council", 1, 1, 0.25],
        ["police", "NHS", 3, 2, 0.75],
    ]
    assert found.no_hand_off.to_numpy().tolist() == [[2, 2]]
    assert found.n_people == 2


def test_a_wider_audience_does_not_see_what_few_people_went_through(
    make_evidence: Callable[..., Evidence], place: Audience
) -> None:
    often = [("wren", "police", "NHS")] * 40
    many = [(f"p{n}", "police", "council") for n in range(23)]
    found = release(hand_offs(make_evidence(*contacts(*often, *many), audience=place))).finding
    assert found.table[["to_agency", "n_shown", "n_people_shown", "share_shown"]].to_numpy().tolist() == [
        ["council", "25", "25", "100%"],
        ["NHS", "*", "*", "*"],
    ]
    assert found.no_hand_off["n_shown"].tolist() == ["0"]
    assert found.n_people is None


def test_no_hand_offs_give_no_rows(make_evidence: Callable[..., Evidence]) -> None:
    found = hand_offs(make_evidence(*contacts(("wren", "council", ""))))
    assert (len(found.table), found.no_hand_off["n"].tolist(), found.n_people) == (0, [1], 0)
    assert hand_offs(make_evidence()).no_hand_off["n"].tolist() == [0]
