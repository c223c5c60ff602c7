"""The stack: what flows on each way and where it stops, with lives counted for everybody who is not near to them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from workbench.frames import Audience, Evidence, table
from workbench.model import Cycle, CycleLink, Influence, Record, Scale, System
from workbench.patterns import LearningStack, learning_stack
from workbench.sharing import release

TODAY = date(2026, 5, 1)
SCALES = [
    Scale(id=id, name=id.title(), position=at)
    for id, at in (("person", 10), ("team", 20), ("street", 25), ("organisation", 30), ("place", 40))
]
SYSTEMS = [
    System(id="tidewell", name="Tidewell", scale="place"),
    System(id="fellbeck", name="Fellbeck", scale="place"),
    System(id="council", name="Council", scale="organisation", part_of="tidewell"),
    System(id="quay", name="The quay", scale="street", part_of="council"),
    System(id="harbour", name="Harbour", scale="team", part_of="quay"),
    System(id="market", name="Market", scale="team", part_of="council"),
    System(id="hill", name="Hill", scale="team", part_of="fellbeck"),
    *(System(id=f"life-{name}", name=f"{name}'s life", scale="person", part_of="harbour") for name in ("Wren", "Ama")),
]
CYCLES = [
    Cycle(id="t", system="tidewell", name="A home", convened="one_issue", convened_for="Nobody places them"),
    Cycle(id="f", system="fellbeck", name="Growing old", convened="standing"),
    Cycle(id="c1", system="council", name="First", closed_on=date(2026, 1, 1)),
    Cycle(id="c2", system="council", name="Second", round=2),
    Cycle(id="h", system="harbour", name="Debt"),
    Cycle(id="m", system="market", name="Stalls"),
    Cycle(id="hill-1", system="hill", name="Paths"),
    Cycle(id="w", system="life-Wren", name="The empty cupboard"),
    Cycle(id="a", system="life-Ama", name="The garden"),
]
SYSTEM_OF = {cycle.id: cycle.system for cycle in CYCLES}
COUNCIL = Audience(scale="organisation", system="council", name="the Council", wide=False)
TEAM = Audience(scale="team", system="harbour", name="the team Harbour", wide=False)
OTHER_TEAM = Audience(scale="team", system="market", name="the team Market", wide=False)
WREN = Audience(scale="person", system="life-Wren", name="Wren", wide=False)
WIDE = Audience(scale="place", system="tidewell", name="the place Tidewell", wide=True)


def link(source: str, relation: str, target: str) -> CycleLink:
    return CycleLink.model_validate(
        {"id": f"{source}-{relation}-{target}", "source": source, "target": target, "relation": relation}
    )


def sent(source: str, target: str, state: str = "waiting", on: date = date(2026, 4, 1), **more: Any) -> Influence:
    told = {"cycle": source, "to_cycle": target, "of_kind": "issue", "of": "x", "state": state, "sent_on": on, **more}
    answered = {} if state == "waiting" else {"answered_on": date(2026, 4, 11)}
    return Influence.model_validate({"id": f"{source}-{target}-{on}-{state}", "scope": "public", **told, **answered})


LINKS = [
    link("c1", "learns_from", "h"),
    link("c2", "learns_from", "h"),
    link("c2", "enables", "h"),
    link("h", "peer", "m"),
    link("t", "learns_from", "c2"),
    link("h", "learns_from", "w"),
    link("h", "learns_from", "a"),
    link("f", "learns_from", "hill-1"),
    link("t", "peer", "f"),
]
Ask = Callable[..., LearningStack]


def evidence(*sendings: Influence, audience: Audience = COUNCIL, without: tuple[str, ...] = ()) -> Evidence:
    kinds: dict[str, list[Record]] = {
        "scale": [*SCALES],
        "system": [*SYSTEMS],
        "cycle": [] if "cycle" in without else [*CYCLES],
        "cycle_link": [] if "cycle_link" in without else [*LINKS],
        "influence": [*sendings],
    }
    system_of = {one.id: SYSTEM_OF[one.cycle] for one in sendings}
    return Evidence(
        audience=audience,
        tables={kind: table(kind, records, system_of=system_of) for kind, records in kinds.items()},
        on=TODAY,
    )


@pytest.fixture
def sendings() -> list[Influence]:
    return [
        sent("h", "c2"),
        sent("h", "c2", on=date(2026, 2, 1)),
        sent("h", "c2", "adapted"),
        sent("h", "c1"),
        sent("h", "c1", "taken_up"),
        sent("m", "t"),
        sent("m", "t", "left", of_kind="observation"),
        sent("w", "h", "taken_up"),
        sent("a", "h"),
    ]


def flow(found: LearningStack, source: str, target: str) -> dict[str, Any]:
    (row,) = found.table[(found.table["from_cycle"] == source) & (found.table["to_cycle"] == target)].to_dict("records")
    return {str(key): value for key, value in row.items()}


def test_a_way_says_how_many_were_sent_what_became_of_them_and_how_long_the_oldest_waits(
    sendings: list[Influence],
) -> None:
    row = flow(learning_stack(evidence(*sendings)), "h", "c2")
    assert [row[one] for one in ("sent", "waiting", "taken_up", "adapted", "left")] == [3, 2, 0, 1, 0]
    assert (row["relations"], row["longest_days"]) == (("learns_from",), 89)


def test_learning_goes_up_enabling_comes_down_and_what_has_no_link_is_there_too(sendings: list[Influence]) -> None:
    found = learning_stack(evidence(*sendings, sent("c2", "m"), sent("h", "t"), sent("t", "c2")))
    relation = {(row["from_cycle"], row["to_cycle"]): row["relations"] for row in found.table.to_dict("records")}
    assert relation["h", "c2"] == ("learns_from",)
    assert relation["c2", "h"] == ("enables",)
    assert relation["h", "t"] == relation["c2", "m"] == ("no_link",)
    assert relation["t", "c2"] == ("other_way",)


def test_peers_share_in_the_direction_in_which_something_was_sent() -> None:
    there = learning_stack(evidence(sent("m", "h")))
    assert flow(there, "m", "h")["relations"] == ("peer",)
    assert learning_stack(evidence()).table.eq("h>m").any(axis=None)  # an unused link is one way


def test_it_says_where_the_flow_stops(sendings: list[Influence]) -> None:
    found = learning_stack(evidence(*sendings, sent("c2", "t")))
    stops = {(row["stop"], row["flow"] or row["cycle"]) for row in found.stops.to_dict("records")}
    assert ("closed_waiting", "h>c1") in stops  # the round has closed, and something waits there
    assert ("never_flowed", "h>m") in stops
    assert ("nobody_answered", "c2>t") in stops
    assert not any(of == "h>c2" for _, of in stops)  # one of three has its answer
    silent = learning_stack(evidence(sent("c2", "t"), sent("m", "t")))
    assert "t" in set(silent.stops.loc[silent.stops["stop"] == "never_answers", "cycle"])


def test_the_kinds_of_what_was_sent_are_counted(sendings: list[Influence]) -> None:
    kinds = learning_stack(evidence(*sendings)).kinds
    there = {(row["flow"], row["of_kind"]): row["n"] for row in kinds.to_dict("records")}
    assert (there["m>t", "issue"], there["m>t", "observation"]) == (1, 1)


def test_a_system_is_seen_with_what_lies_within_it_and_what_is_linked_with_it() -> None:
    found = learning_stack(evidence(), system="tidewell")
    inside = set(found.systems.loc[found.systems["inside"], "id"])
    assert inside == {"tidewell", "council", "quay", "harbour", "market", "lives:harbour"}
    assert set(found.systems["id"]) - inside == {"fellbeck"}  # a peer, without its own teams
    low = learning_stack(evidence(), system="market")
    assert set(low.systems["id"]) == {"market", "harbour"}


def test_systems_stand_in_the_order_of_the_scales_also_those_somebody_added() -> None:
    systems = learning_stack(evidence()).systems
    assert list(dict.fromkeys(systems["scale"])) == ["place", "organisation", "street", "team", "person"]
    assert dict(zip(systems["id"], systems["under"], strict=True))["harbour"] == "quay"


@pytest.mark.parametrize("audience", [COUNCIL, OTHER_TEAM, WIDE])
def test_lives_are_counted_and_nothing_of_them_is_told_to_anybody_who_is_not_near(
    audience: Audience, sendings: list[Influence]
) -> None:
    found = learning_stack(evidence(*sendings, audience=audience))
    (lives,) = found.systems[found.systems["scale"] == "person"].to_dict("records")
    assert (lives["n_lives"], lives["lives_of"], lives["name"]) == (2, "Harbour", "")
    row = flow(found, "lives:harbour", "h")
    assert (row["sent"], row["waiting"], row["taken_up"]) == (2, 1, 1)
    told = repr([one.to_dict("records") for one in (found.table, found.systems, found.cycles, found.stops)])
    for word in ("Wren", "Ama", "cupboard", "garden"):
        assert word not in told


def test_their_own_team_sees_its_lives_and_a_life_sees_only_itself(sendings: list[Influence]) -> None:
    of_team = learning_stack(evidence(*sendings, audience=TEAM))
    assert {"life-Wren", "life-Ama"} <= set(of_team.systems["id"])
    assert flow(of_team, "w", "h")["taken_up"] == 1
    of_wren = set(learning_stack(evidence(*sendings, audience=WREN)).systems["id"])
    assert "life-Wren" in of_wren and "life-Ama" not in of_wren and "lives:harbour" in of_wren


def test_looking_at_a_life_one_may_not_name_shows_what_it_lies_in() -> None:
    assert learning_stack(evidence(), system="life-Wren").focus == "harbour"
    assert learning_stack(evidence(audience=TEAM), system="life-Wren").focus == "life-Wren"


def test_closed_rounds_can_be_left_out(sendings: list[Influence]) -> None:
    found = learning_stack(evidence(*sendings), open_only=True)
    assert "c1" not in set(found.cycles["id"]) | set(found.table["to_cycle"])
    assert "closed_waiting" not in set(found.stops["stop"])


def test_a_wider_audience_gets_no_small_number_no_age_and_no_sending(sendings: list[Influence]) -> None:
    many = [sent("h", "c2", on=date(2025, 3, day)) for day in range(1, 13)]
    released = release(learning_stack(evidence(*sendings, *many, audience=WIDE)))
    shown = {row["flow"]: row for row in released.table.to_dict("records")}
    # 14 wait and 1 was adapted: the total is the sum of what is shown
    assert [shown["h>c2"][f"{one}_shown"] for one in ("sent", "waiting", "adapted")] == ["15", "15", "*"]
    assert shown["m>t"]["sent_shown"] == "*"
    assert "longest_days" not in released.table
    assert released.finding.sendings.empty and released.finding.kinds.empty
    lives = released.finding.systems.set_index("id").loc["lives:harbour"]
    assert lives["n_lives_shown"] == "*"


def test_a_store_without_links_has_boxes_and_no_ways_and_one_without_cycles_has_nothing() -> None:
    alone = learning_stack(evidence(without=("cycle_link",)))
    assert (len(alone.table), len(alone.stops), len(alone.cycles)) == (0, 0, 8)
    nothing = learning_stack(evidence(without=("cycle", "cycle_link")))
    assert nothing.table.empty and set(nothing.cycles["id"]) == {"lives:harbour"}


def test_cycles_say_whether_they_stand_or_were_convened_for_one_issue() -> None:
    cycles = learning_stack(evidence()).cycles.set_index("id")
    assert [cycles.loc[one, "convened"] for one in ("t", "f", "h")] == ["one_issue", "standing", ""]
    assert cycles.loc["t", "convened_for"] == "Nobody places them"
