"""A group's work on one map, on a real store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import ValidationError

from workbench.desk.map_work import MapWork
from workbench.errors import Gone, Refused, Stale
from workbench.model import Cycle, Link, Map, MapItem, Scale, System, Thing
from workbench.model.prompts import words
from workbench.store import Store

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "maps.db", now=lambda: NOW) as opened:
        with opened.step("Began", by="set-up") as step:
            step.add(Scale(id="team", name="Team", position=20))
            step.add(System(id="harbour", name="Harbour", scale="team"))
            step.add(System(id="hill", name="Hill", scale="team"))
            step.add(Cycle(id="round1", system="harbour", name="Round 1"))
            step.add(Cycle(id="round2", system="harbour", name="Round 2", round=2))
            step.add(Cycle(id="other", system="hill", name="Elsewhere"))
            step.add(Map(id="factors", cycle="round2", name="What keeps people stuck", map_kind="factor"))
            step.add(Map(id="second", cycle="round2", name="Later", map_kind="factor"))
        yield opened


@pytest.fixture
def work(store: Store) -> MapWork:
    return MapWork(store, "factors", by="Ada", page="tab-a", words=words())


def names(work: MapWork) -> list[str]:
    return sorted(thing["name"] for thing in work.state()["things"])


def ids(work: MapWork) -> dict[str, str]:
    return {thing["name"]: thing["id"] for thing in work.state()["things"]}


def test_a_line_of_names_adds_each_once_and_none_on_top_of_another(work: MapWork) -> None:
    done = work.add_things(" rent  arrears, loneliness; GP\nrent arrears,, ", near=(100, 50))

    things = work.state()["things"]
    assert [t["name"] for t in sorted(things, key=lambda t: done["added"].index(t["id"]))] == [
        "rent arrears",
        "loneliness",
        "GP",
    ]
    assert {t["thing_kind"] for t in things} == {"factor"}
    places = [(t["x"], t["y"]) for t in things]
    assert (100.0, 50.0) in places
    assert all(abs(a[0] - b[0]) > 180 or abs(a[1] - b[1]) > 90 for a in places for b in places if a is not b)


def test_a_name_on_the_map_already_is_told_and_not_doubled(work: MapWork) -> None:
    first = work.add_things("Loneliness")
    again = work.add_things("loneliness, hope")
    assert again["known"] == first["added"]
    assert names(work) == ["Loneliness", "hope"]


def test_a_thing_of_the_systems_register_is_used_again_but_not_another_systems(store: Store, work: MapWork) -> None:
    with store.step("Earlier", by="Ada") as step:
        step.add(Thing(id="ours", cycle="round1", name="Waiting lists", thing_kind="factor", note="from round 1"))
        step.add(Thing(id="theirs", cycle="other", name="debt", thing_kind="factor"))
        step.add(Thing(id="actor", cycle="round1", name="debt", thing_kind="actor"))
    added = work.add_things("waiting lists, debt")["added"]
    assert added[0] == "ours"
    assert added[1] not in ("theirs", "actor")
    assert names(work) == ["Waiting lists", "debt"]


def test_one_thing_goes_exactly_where_it_was_put_and_may_hold_a_comma(work: MapWork) -> None:
    work.add_thing_at("work, paid or not", 12.3, -4, thing_kind="actor")
    (thing,) = work.state()["things"]
    assert (thing["name"], thing["x"], thing["y"], thing["thing_kind"]) == ("work, paid or not", 12.3, -4, "actor")


@pytest.mark.parametrize(
    ("names_", "said"),
    [(" , ;\n", "There is no name here"), (",".join(f"f{i}" for i in range(1001)), "at most 1000 things")],
)
def test_names_that_cannot_be_taken_are_refused_in_words(work: MapWork, names_: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        work.add_things(names_)
    assert names(work) == []


def test_a_name_too_long_changes_nothing_at_all(work: MapWork) -> None:
    with pytest.raises(ValidationError):
        work.add_things(["hope", "x" * 201])
    assert names(work) == []


def test_a_link_is_drawn_once_and_not_from_a_thing_to_itself(work: MapWork) -> None:
    work.add_things("a, b")
    a, b = ids(work)["a"], ids(work)["b"]
    drawn = work.draw_link(a, b, polarity="same", delay=True)
    again = work.draw_link(a, b)
    assert drawn["known"] is False
    assert again == {"link": drawn["link"], "known": True}
    (link,) = work.state()["links"]
    assert {k: link[k] for k in ("source", "target", "link_kind", "polarity", "delay", "strength")} == {
        "source": a,
        "target": b,
        "link_kind": "drives",
        "polarity": "same",
        "delay": True,
        "strength": 2,
    }
    with pytest.raises(Refused, match="two different things"):
        work.draw_link(a, a)
    with pytest.raises(Gone, match="no longer on the map"):
        work.draw_link(a, "nowhere")


def test_two_people_change_different_fields_of_one_thing_and_both_are_kept(store: Store, work: MapWork) -> None:
    work.add_things("hope")
    hope = ids(work)["hope"]
    other = MapWork(store, "factors", by="Ben", page="tab-b", words=words())
    work.revise_thing(hope, {"note": "from stories"}, was={"note": ""})
    other.rename(hope, "hope for myself", was="hope")
    (thing,) = work.state()["things"]
    assert (thing["name"], thing["note"], thing["revised_by"]) == ("hope for myself", "from stories", "Ben")


def test_two_wordings_of_one_field_are_offered_as_yours_and_theirs(store: Store, work: MapWork) -> None:
    work.add_things("hope")
    hope = ids(work)["hope"]
    MapWork(store, "factors", by="Ben", page="tab-b", words=words()).rename(hope, "trust", was="hope")
    with pytest.raises(Stale) as stale:
        work.rename(hope, "courage", was="hope")
    assert (stale.value.yours, stale.value.theirs) == ({"name": "courage"}, {"name": "trust"})
    assert names(work) == ["trust"]


def test_a_name_may_not_be_given_twice_on_one_map(work: MapWork) -> None:
    work.add_things("hope, trust")
    with pytest.raises(Refused, match="“Hope” is on this map already"):
        work.rename(ids(work)["trust"], "Hope")


def test_fields_that_are_not_the_maps_own_are_refused(work: MapWork) -> None:
    work.add_things("hope")
    with pytest.raises(Refused, match="“cycle” cannot be changed here"):
        work.revise_thing(ids(work)["hope"], {"cycle": "other"})


def test_removing_and_undoing_brings_back_the_thing_with_its_links_and_place(work: MapWork) -> None:
    work.add_things("a, b, c")
    a, b, c = (ids(work)[n] for n in "abc")
    work.draw_link(a, b)
    work.draw_link(b, c)
    before = work.state()
    assert work.remove([b]) == {"things": 1, "links": 2}
    assert (names(work), work.state()["links"]) == (["a", "c"], [])
    assert work.undo() == "Took “b” off the map"
    after = work.state()
    assert [{k: t[k] for k in ("id", "item", "name", "x", "y")} for t in after["things"]] == [
        {k: t[k] for k in ("id", "item", "name", "x", "y")} for t in before["things"]
    ]
    assert {link["id"] for link in after["links"]} == {link["id"] for link in before["links"]}
    assert work.redo() == "Took “b” off the map"
    assert names(work) == ["a", "c"]


def test_a_thing_on_another_map_stays_in_the_register(store: Store, work: MapWork) -> None:
    work.add_things("shared, mine")
    found = ids(work)
    MapWork(store, "second", by="Ada", page="tab-a", words=words()).add_things("shared")
    work.remove(list(found.values()))
    assert [t.id for t in store.all("thing")] == [found["shared"]]


def test_undo_takes_back_my_steps_only_and_never_the_laying_out(store: Store, work: MapWork) -> None:
    work.add_things("a")
    MapWork(store, "factors", by="Ben", page="tab-b", words=words()).add_things("b")
    work.place({ids(work)["b"]: (500, 600)}, layout=True)
    assert work.undo() == "Added “a”"
    assert [(t["name"], t["x"], t["y"]) for t in work.state()["things"]] == [("b", 500, 600)]
    assert work.undo() is None


def test_dragging_several_things_is_one_step(work: MapWork) -> None:
    work.add_things("a, b")
    a, b = ids(work)["a"], ids(work)["b"]
    was = {t["id"]: (t["x"], t["y"]) for t in work.state()["things"]}
    work.place({a: (1.04, 2), b: (3, 4), "gone": (5, 6)})
    assert {t["id"]: (t["x"], t["y"]) for t in work.state()["things"]} == {a: (1.0, 2), b: (3, 4)}
    assert work.undo() == "Moved 2 things"
    assert {t["id"]: (t["x"], t["y"]) for t in work.state()["things"]} == was


def test_a_loops_name_is_kept_whichever_thing_it_is_told_from(store: Store, work: MapWork) -> None:
    work.add_things("a, b, c")
    a, b, c = sorted(ids(work).values())
    work.name_loop([b, c, a], "The spiral")
    work.name_loop([c, a, b], "The debt spiral")
    (named,) = store.all("named_loop")
    assert named.model_dump(include={"things", "name"}) == {"things": (a, b, c), "name": "The debt spiral"}
    work.name_loop([a, b, c], " ")
    assert store.all("named_loop") == []


def test_a_delta_holds_what_changed_on_this_map_and_nothing_else(store: Store, work: MapWork) -> None:
    work.add_things("a, b")
    a, b = ids(work)["a"], ids(work)["b"]
    link = work.draw_link(a, b)["link"]
    since = store.revision()
    assert work.delta(since) is None

    MapWork(store, "second", by="Ben", page="tab-b", words=words()).add_things("elsewhere")
    assert work.delta(since) is None

    work.place({a: (7, 8)})
    moved = work.delta(since)
    assert moved is not None
    assert ([t["x"] for t in moved["things"]], moved["links"], moved["loops"]) == ([7.0], [], False)

    since = store.revision()
    work.revise_link(link, {"polarity": "opposite"})
    work.remove([a])
    gone = work.delta(since)
    assert gone is not None
    assert (gone["gone"]["links"], len(gone["gone"]["items"]), gone["loops"]) == ([link], 1, True)


def test_a_map_that_is_gone_says_so(store: Store) -> None:
    with pytest.raises(Gone, match="no longer there"):
        MapWork(store, "nowhere", by="Ada", words=words())


def test_an_actor_map_holds_actors_that_work_together(store: Store) -> None:
    with store.step("A map", by="Ada") as step:
        step.add(Map(id="actors", cycle="round1", name="Who", map_kind="actor"))
    work = MapWork(store, "actors", by="Ada", page="t", words=words())
    first, second = work.add_things("tenant, GP")["added"]
    work.draw_link(first, second)
    state = work.state()
    assert {t["thing_kind"] for t in state["things"]} == {"actor"}
    assert [link["link_kind"] for link in state["links"]] == ["works_with"]


def test_a_thing_without_a_place_stays_without_one_until_it_is_put_somewhere(store: Store, work: MapWork) -> None:
    with store.step("Imported", by="Ada") as step:
        step.add(Thing(id="t1", cycle="round2", name="imported", thing_kind="factor"))
        step.add(Thing(id="t2", cycle="round2", name="too", thing_kind="factor"))
        step.add(MapItem(map="factors", thing="t1"))
        step.add(MapItem(map="factors", thing="t2"))
        step.add(Link(map="factors", source="t1", target="t2", link_kind="drives"))
    assert [(t["x"], t["y"]) for t in work.state()["things"]] == [(None, None), (None, None)]
