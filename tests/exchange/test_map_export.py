from __future__ import annotations

import csv
import io
from pathlib import Path

import networkx as nx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import Refused
from workbench.exchange import MapFile, ReadLink, ReadLoop, ReadThing
from workbench.exchange.kumu_export import kumu_json, kumu_workbook
from workbench.exchange.map_export import edge_list_csv, graphml, map_of_records, write_map
from workbench.exchange.map_reader import maps_in
from workbench.exchange.reading import Reading, tidy_name, tidy_text
from workbench.model import (
    ActorKind,
    Effect,
    Link,
    LinkKind,
    Map,
    MapItem,
    MapKind,
    Marker,
    NamedLoop,
    Polarity,
    Quality,
    Source,
    Thing,
    ThingKind,
)
from workbench.model.prompts import words

HARBOUR = MapFile(
    name="Harbour",
    things=(
        ReadThing("01A", "Ann", ThingKind.actor, ActorKind.person, "x", (Marker.served,), note="a\nb", x=1.5, y=-2.0),
        ReadThing("01B", "=HYPERLINK(1)", effect=Effect.hinders, belief_from=Source.lived_experience, note="-1 | 2"),
        ReadThing("01C", "Trust | hope", x=0.0, y=0.0),
        ReadThing("01D", "Trust", note="@home"),
        ReadThing("01E", "Trust"),
        ReadThing("01F", "'=x"),
    ),
    links=(
        ReadLink("01A", "01B", LinkKind.works_with, strength=3, quality=Quality.strained, said_by="Bob"),
        ReadLink("01B", "01C", polarity=Polarity.opposite, delay=True, note="+ more"),
        ReadLink("01C", "01D", polarity=Polarity.disputed, strength=1),
        ReadLink("01D", "01B", polarity=Polarity.same),
        ReadLink("01A", "01D", LinkKind.other, polarity=Polarity.same),
    ),
    loops=(ReadLoop("R1 “more”", ("01B", "01C", "01D"), "named in June"),),
)  # fmt: skip


def back(name: str, content: bytes) -> MapFile:
    (found,) = maps_in(content, Reading(name=name, words=words()))
    return MapFile.from_plain(found)


def test_kumu_json_loses_nothing() -> None:
    assert back("h.json", kumu_json(HARBOUR)) == HARBOUR


def test_a_kumu_workbook_loses_only_the_named_loops() -> None:
    found = back("Harbour.xlsx", kumu_workbook(HARBOUR))
    assert found == MapFile("Harbour", HARBOUR.things, HARBOUR.links)


def test_nothing_in_a_kumu_workbook_is_a_formula_or_an_address() -> None:
    map = MapFile(
        "m", (ReadThing("1", "=1+1", note="https://example.org"), ReadThing("2", "+2")), (ReadLink("1", "2"),)
    )
    book = openpyxl.load_workbook(io.BytesIO(kumu_workbook(map)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert "=1+1" in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.hyperlink for cell in cells if cell.hyperlink] == []


def test_an_edge_list_is_quoted_and_starts_no_formula() -> None:
    text = edge_list_csv(HARBOUR).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[1] == ["Ann", "'=HYPERLINK(1)", "works with", "unknown", "no", "3", "strained", "Bob", ""]
    assert rows[-2][0] == "Trust (2)"
    assert rows[-1] == ["''=x", *[""] * 8]
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert text.count('"') == 2 * sum(len(row) for row in rows)


def test_an_edge_list_comes_back_by_name() -> None:
    found = back("h.csv", edge_list_csv(HARBOUR))
    names = {"01A": "Ann", "01B": "=HYPERLINK(1)", "01C": "Trust | hope", "01D": "Trust"}
    assert sorted(thing.name for thing in found.things) == sorted([*names.values(), "Trust (2)", "'=x"])
    assert found.links == tuple(
        ReadLink(**{**vars(link), "source": names[link.source], "target": names[link.target]}) for link in HARBOUR.links
    )


def test_graphml_is_read_by_networkx() -> None:
    graph = nx.read_graphml(io.BytesIO(graphml(HARBOUR)), force_multigraph=True)
    assert graph.nodes["01B"]["label"] == "=HYPERLINK(1)"
    assert graph.nodes["01A"]["x"] == 1.5
    assert graph.edges["01B", "01C", "link-2"] == {
        "link_kind": "drives",
        "polarity": "opposite",
        "delay": True,
        "strength": 2,
        "quality": "unknown",
        "said_by": "",
        "note": "+ more",
    }


def test_what_a_kind_of_file_cannot_hold_is_said(tmp_path: Path) -> None:
    def lost(name: str) -> list[str]:
        return [one.what for one in write_map(HARBOUR, tmp_path / name, words=words())]

    assert lost("h.json") == []
    assert lost("h.graphml") == []
    assert lost("h.xlsx") == ["R1 “more”"]
    assert lost("h.csv") == ["Harbour", "R1 “more”", "Harbour", "Trust"]
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == [
        "h.csv",
        "h.graphml",
        "h.json",
        "h.xlsx",
    ]


def test_another_ending_is_refused_and_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"“h.pdf” should end in .json, .xlsx, .csv, .graphml"):
        write_map(HARBOUR, tmp_path / "h.pdf", words=words())
    (tmp_path / "file").write_text("")
    with pytest.raises(Refused, match="cannot be written there"):
        write_map(HARBOUR, tmp_path / "file" / "h.json", words=words())
    assert not list(tmp_path.glob("h.*"))


def test_records_of_the_store_make_a_map() -> None:
    map = Map(id="M", cycle="C", name="Harbour", map_kind=MapKind.factor)
    things = [Thing(id=id, cycle="C", name=id, thing_kind=ThingKind.factor) for id in ("A", "B", "X")]
    items = [MapItem(id="1", map="M", thing="B", x=1, y=2), MapItem(id="2", map="M", thing="A")]
    links = [
        Link(id="3", map="M", source="A", target="B", link_kind=LinkKind.drives, polarity=Polarity.same),
        Link(id="4", map="M", source="B", target="A", link_kind=LinkKind.drives),
        Link(id="5", map="M", source="B", target="X", link_kind=LinkKind.drives),
    ]
    loop = NamedLoop(id="6", map="M", things=("A", "B"), name="R1")
    assert map_of_records(map, things=things, items=items, links=links, loops=[loop]) == MapFile(
        "Harbour",
        (ReadThing("B", "B", x=1.0, y=2.0), ReadThing("A", "A")),
        (ReadLink("A", "B", polarity=Polarity.same), ReadLink("B", "A")),
        (ReadLoop("R1", ("A", "B")),),
    )


ODD_WORDS = ("=HYPERLINK(1)", "<script>alert(1)</script>", "👩‍👧", "שלום", "a|b", "\\|", "+1", "'=1", "_x0041_", "a\tb")
MORE_ODD_WORDS = ("#N/A", "007", "1,5", "TRUE", "From", "Label", "x ; y", 'say "hi"', "01K1", "\x01", "@x", "nan")
ODD = st.one_of(
    st.sampled_from((*ODD_WORDS, *MORE_ODD_WORDS)),
    st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=30),
)
NAMES = ODD.map(tidy_name).filter(bool)
NOTES = (
    st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=40)
    .map(tidy_text)
    .filter(lambda text: text == "" or bool(text.strip()))
)


@st.composite
def maps(draw: st.DrawFn) -> MapFile:
    names = draw(st.lists(NAMES, min_size=2, max_size=6))
    spot = st.one_of(st.none(), st.floats(-1000, 1000).map(lambda x: round(x, 2)))
    things = []
    for n, name in enumerate(names):
        actor = draw(st.booleans())
        things.append(
            ReadThing(
                key=f"01K{n}",
                name=name,
                thing_kind=ThingKind.actor if actor else ThingKind.factor,
                actor_kind=draw(st.one_of(st.none(), st.sampled_from(ActorKind))) if actor else None,
                markers=tuple(draw(st.lists(st.sampled_from(Marker), unique=True, max_size=3))),
                effect=draw(st.sampled_from(Effect)),
                belief_from=draw(st.sampled_from(Source)),
                note=draw(NOTES),
                **dict.fromkeys("xy", draw(spot)),
            )
        )
    links = {}
    for _ in range(draw(st.integers(0, 8))):
        source, target = draw(st.lists(st.sampled_from(things), min_size=2, max_size=2, unique_by=lambda t: t.key))
        link = ReadLink(
            source.key,
            target.key,
            draw(st.sampled_from(LinkKind)),
            draw(st.sampled_from(Polarity)),
            draw(st.booleans()),
            draw(st.integers(1, 3)),
            draw(st.sampled_from(Quality)),
            draw(ODD.map(tidy_name)),
            draw(NOTES),
        )
        links[link] = None
    return MapFile("m", tuple(things), tuple(links))


@settings(max_examples=60, deadline=None)
@given(maps())
def test_any_map_survives_kumu_json(map: MapFile) -> None:
    assert back("m.json", kumu_json(map)) == map


@settings(max_examples=40, deadline=None)
@given(maps())
def test_any_map_survives_a_kumu_workbook(map: MapFile) -> None:
    assert back("m.xlsx", kumu_workbook(map)) == map


@settings(max_examples=60, deadline=None)
@given(maps())
def test_any_link_survives_an_edge_list(map: MapFile) -> None:
    found = back("m.csv", edge_list_csv(map))
    assert len(found.things) == len(map.things)
    assert [tuple(vars(link).values())[2:] for link in found.links] == [
        tuple(vars(link).values())[2:] for link in map.links
    ]


@settings(max_examples=40, deadline=None)
@given(maps())
def test_any_map_makes_graphml_that_can_be_read(map: MapFile) -> None:
    graph = nx.read_graphml(io.BytesIO(graphml(map)), force_multigraph=True)
    assert graph.number_of_nodes() == len(map.things)
    assert graph.number_of_edges() == len(map.links)
