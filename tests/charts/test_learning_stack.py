"""The picture of the stack: numbers as in the table, nothing lies over anything, lines tell without colour."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import combinations

import pytest

from workbench.charts import Figure, learning_stack
from workbench.charts.learning_stack import laid_out
from workbench.charts.stack_curve import BADGE
from workbench.charts.stack_layout import Laid
from workbench.charts.stack_look import LOOKS, flow_look
from workbench.charts.stack_words import StackWords, waited
from workbench.frames import Audience, Evidence, table
from workbench.model import Cycle, CycleLink, Influence, Scale, System
from workbench.model.prompts import Words
from workbench.patterns import learning_stack as found_stack
from workbench.sharing import release

OURS = Audience(scale="country", system="n", name="the country", wide=False)
WIDE = Audience(scale="country", system="n", name="the country", wide=True)
LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch team of many words"
Make = Callable[..., Evidence]


@pytest.fixture
def a_country() -> Make:
    """A country of three places, nine organisations, forty-six teams and nine lives, each linked with what holds it."""

    def made(*sendings: Influence, audience: Audience = OURS, linked: bool = True, cycles: bool = True) -> Evidence:
        scales = ("person", 10), ("team", 20), ("organisation", 30), ("place", 40), ("country", 50)
        systems = [System(id="n", name="Northmere", scale="country")]
        for p in "abc":
            systems.append(System(id=p, name=f"Place {p}", scale="place", part_of="n"))
            for o in "123":
                systems.append(System(id=p + o, name=LONG, scale="organisation", part_of=p))
                systems += [System(id=f"{p}{o}{t}", name=LONG, scale="team", part_of=p + o) for t in "vwxyz"]
        systems.append(System(id="a1v-inner", name="A team in a team", scale="team", part_of="a1v"))
        systems += [System(id=f"life{n}", name=f"Wren {n}", scale="person", part_of="a1w") for n in range(9)]
        rounds = [
            Cycle(
                id=f"{s.id}-{n}",
                system=s.id,
                name=f"{LONG} {n}",
                round=n,
                closed_on=date(2025, 1, n) if n < 3 else None,
            )
            for s in systems
            for n in ((1, 2, 3, 4) if s.id == "b2" else (3,))
        ]
        links = [
            CycleLink(id=s.id, source=f"{s.part_of}-3", target=f"{s.id}-3", relation="learns_from")
            for s in systems
            if s.part_of
        ]
        held = {
            "scale": table("scale", [Scale(id=id, name=id, position=at) for id, at in scales]),
            "system": table("system", systems),
            "cycle": table("cycle", rounds if cycles else []),
            "cycle_link": table("cycle_link", links if linked and cycles else []),
            "influence": table("influence", sendings, system_of={one.id: one.cycle[:-2] for one in sendings}),
        }
        return Evidence(audience=audience, tables=held, on=date(2026, 5, 1))

    return made


def sent(id: str, source: str, target: str, state: str = "waiting", on: date = date(2026, 4, 20)) -> Influence:
    told = {"cycle": source, "to_cycle": target, "of_kind": "issue", "of": "x", "scope": "public", "sent_on": on}
    return Influence.model_validate({"id": id, **told, "state": state})


def drawn(evidence: Evidence, words: Words) -> Figure:
    return learning_stack(release(found_stack(evidence)), words=words)


def overlaps(laid: Laid) -> Iterator[tuple[str, str]]:
    for boxes in (laid.systems, laid.cycles):
        for a, b in combinations(boxes, 2):
            if a.x < b.x + b.width and b.x < a.x + a.width and a.y < b.y + b.height and b.y < a.y + a.height:
                yield a.id, b.id


def test_of_sixty_systems_no_box_lies_over_another_and_each_stands_in_the_row_of_its_scale(
    a_country: Make, english: Words
) -> None:
    found = release(found_stack(a_country()))
    laid = laid_out(found, StackWords(found, english))
    assert len(laid.systems) == 60
    assert list(overlaps(laid)) == []
    place = {rect.id: rect for rect in laid.systems}
    assert place["n"].y < place["a"].y == place["b"].y < place["a1"].y < place["a1v"].y < place["a1v-inner"].y
    assert place["a1v-inner"].y < place["lives:a1w"].y
    for rect in laid.systems:  # children stand under what holds them
        if len(rect.id) == 2:
            assert place[rect.id[0]].y + place[rect.id[0]].height < rect.y


def test_numbers_on_arrows_lie_over_no_box_and_over_no_other_number(a_country: Make, english: Words) -> None:
    evidence = a_country(
        *(sent(f"s{n}", f"a{o}{t}-3", f"a{o}-3") for n, (o, t) in enumerate(zip("123" * 5, "vwxyz" * 3, strict=True)))
    )
    found = release(found_stack(evidence))
    laid = laid_out(found, StackWords(found, english))
    table = found.finding.table
    flowing = set(table.loc[table["sent"] > 0, "flow"])
    badges = [arrow.badge for arrow in laid.arrows if arrow.id in flowing]
    assert len(badges) == 15
    for x, y in badges:
        for box in laid.cycles:
            clear_across = x + BADGE <= box.x or x - BADGE >= box.x + box.width
            assert clear_across or y + BADGE <= box.y or y - BADGE >= box.y + box.height, box.id
    for (x1, y1), (x2, y2) in combinations(badges, 2):
        assert max(abs(x1 - x2), abs(y1 - y2)) >= BADGE


def test_long_names_are_cut_to_their_box(a_country: Make, english: Words) -> None:
    found = release(found_stack(a_country()))
    texts = [rect.text for rect in laid_out(found, StackWords(found, english)).systems if rect.text]
    assert any(text.endswith("…") for text in texts)
    assert max(len(line) for text in texts for line in text.split("\n")) <= 70


@pytest.mark.slow
def test_the_picture_and_the_table_say_the_same_number(a_country: Make, english: Words) -> None:
    evidence = a_country(*(sent(f"s{n}", "a1-3", "a-3", "taken_up" if n else "waiting") for n in range(4)))
    figure = drawn(evidence, english)
    (row,) = figure.table[figure.table["Sent"] != "0"].to_dict("records")
    assert [row[name] for name in ("Sent", "Waiting", "Taken up", "Adapted", "Left")] == ["4", "1", "3", "0", "0"]
    assert "4 sent: 1 waits, 3 taken up; the longest for 11 days." in figure.description
    assert ">4</text>" in figure.svg


@pytest.mark.slow
def test_where_it_stops_is_said_in_a_sentence(a_country: Make, english: Words) -> None:
    told = drawn(a_country(sent("s", "a1-3", "a-3"), sent("r", "b1-3", "b2-1")), english).description
    assert "has no answer yet. The longest waits for 11 days." in told
    assert "and that round has closed." in told
    assert "On 58 links nothing was sent." in told


@pytest.mark.parametrize(
    ("waiting", "answered", "on", "look"),
    [
        (0, 0, None, "nothing"),
        (0, 2, None, "answered"),
        (1, 1, date(2026, 4, 20), "waits"),
        (1, 0, date(2026, 1, 20), "waits_long"),
    ],
)
def test_what_waits_and_for_how_long_is_told_by_the_line_and_not_by_colour_alone(
    a_country: Make, waiting: int, answered: int, on: date | None, look: str
) -> None:
    made = [sent(f"w{n}", "a1-3", "a-3", on=on or date(2026, 4, 20)) for n in range(waiting)]
    made += [sent(f"t{n}", "a1-3", "a-3", "taken_up") for n in range(answered)]
    released = release(found_stack(a_country(*made)))
    (row,) = released.table[released.table["flow"] == "a1-3>a-3"].to_dict("records")
    assert flow_look(row, stops=False).look == look
    assert len({tuple(dash) for _, dash in LOOKS.values()}) == len(LOOKS)


def test_more_sent_is_thicker(a_country: Make) -> None:
    made = [sent(f"s{n}", "a1-3", "a-3") for n in range(9)] + [sent("one", "a2-3", "a-3")]
    looks = {
        row["flow"]: flow_look(row, stops=False)
        for row in release(found_stack(a_country(*made))).table.to_dict("records")
    }
    assert looks["a1-3>a-3"].thick > looks["a2-3>a-3"].thick > looks["a3-3>a-3"].thick


@pytest.mark.slow
def test_a_wider_audience_gets_counts_hidden_and_no_life_named(a_country: Make, english: Words) -> None:
    figure = drawn(a_country(sent("s", "a1-3", "a-3"), sent("l", "life1-3", "a1w-3"), audience=WIDE), english)
    everything = figure.to_html()
    assert "Wren" not in everything and "11 days" not in everything
    (row, lives) = figure.table[figure.table["Sent"] != "0"].to_dict("records")
    assert row["Sent"] == row["Waiting"] == lives["Sent"] == "*"
    assert f"10 lives within {LONG}" in everything  # nine, rounded


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"cycles": False}, "There are no cycles yet."),
        ({"linked": False}, "No cycle is linked with another yet."),
        ({}, "Nothing has been sent from one cycle to another yet"),
    ],
)
def test_an_empty_stack_says_what_to_do(a_country: Make, english: Words, given: dict[str, bool], says: str) -> None:
    assert says in drawn(a_country(**given), english).description


def test_waiting_is_told_as_people_say_it(english: Words) -> None:
    assert [waited(days, english) for days in (0, 1, 13, 20, 100, 800)] == [
        "0 days", "1 day", "13 days", "3 weeks", "3 months", "2 years",
    ]  # fmt: skip
    assert waited(None, english) == ""
