from __future__ import annotations

import pytest

from workbench.errors import Refused
from workbench.exchange import Lost, ReadLink, ReadThing
from workbench.model import ActorKind, LinkKind, Marker, Polarity, ThingKind


def test_a_kumu_workbook_is_one_map(read, workbook) -> None:
    found = read(
        "harbour.xlsx",
        workbook(
            {
                "People": [
                    ["Label", "Type", "Tags", "Tags", "Ward"],
                    ["Ann", "Person", "served | quiet", "has energy", "North"],
                    ["Rent arrears ", "Factor"],
                    [None],
                    ["Trust", "Factor"],
                    [None],
                    [None],
                    ["From", "To", "Type", "Direction", "Description"],
                    ["Rent arrears", "Trust | Fear", "-", None, "Letters"],
                    ["Ann", "trust", "trusts", "mutual"],
                ],
                "Notes (ignore)": [["From", "To"], ["X", "Y"]],
            }
        ),
    )
    assert found.name == "harbour"
    assert found.things == (
        ReadThing(
            "Ann",
            "Ann",
            ThingKind.actor,
            ActorKind.person,
            markers=(Marker.served, Marker.has_energy),
            note="tags: quiet\nWard: North",
        ),
        ReadThing("Rent arrears", "Rent arrears"),
        ReadThing("Trust", "Trust"),
        ReadThing("Fear", "Fear"),
    )
    assert found.links == (
        ReadLink("Rent arrears", "Trust", polarity=Polarity.opposite, note="Letters\ntype in the file: -"),
        ReadLink("Rent arrears", "Fear", polarity=Polarity.opposite, note="Letters\ntype in the file: -"),
        ReadLink("Ann", "Trust", LinkKind.trusts),
        ReadLink("Trust", "Ann", LinkKind.trusts),
    )
    assert [(lost.where, lost.what) for lost in found.lost] == [
        ("sheet “Notes (ignore)”", "Notes (ignore)"),
        ("sheet “People”, row 9", "Fear"),
        ("types of things", "1 thing"),
        ("sheet “People”, row 10", "Ann → Trust"),
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_an_edge_list_is_read_whatever_separates_it(read, separator: str) -> None:
    rows = [["From", "To", "weight"], ["Trust", "Time", "1"], ['"Fear, hope; both"', "Trust", "-1"]]
    text = "\ufeff" + "\r\n".join(separator.join(row) for row in rows)
    found = read("edges.csv", text)
    assert [thing.name for thing in found.things] == ["Trust", "Time", "Fear, hope; both"]
    assert [(link.source, link.target, link.polarity) for link in found.links] == [
        ("Trust", "Time", Polarity.same),
        ("Fear, hope; both", "Trust", Polarity.opposite),
    ]


def test_weights_with_decimal_commas_become_strengths(read) -> None:
    found = read("edges.csv", "From;To;weight\nA;B;0,2\nB;C;-0,5\nC;A;0,9\nA;C;0\n")
    assert [(link.polarity, link.strength, link.note) for link in found.links] == [
        (Polarity.same, 1, "weight in the file: 0.2"),
        (Polarity.opposite, 2, "weight in the file: -0.5"),
        (Polarity.same, 3, "weight in the file: 0.9"),
        (Polarity.unknown, 2, "weight in the file: 0"),
    ]
    assert [lost.what for lost in found.lost] == ["3 things", "A → C", "3 links"]


def test_weights_that_are_all_alike_say_nothing_of_strength(read) -> None:
    assert {link.strength for link in read("e.csv", "From,To,weight\nA,B,1\nB,A,-1\n").links} == {2}


def test_an_edge_list_whose_header_was_cut_off_is_read_and_said(read) -> None:
    found = read("e.csv", "A;B;1\nB;C;-1\n")
    assert len(found.links) == 2
    assert found.lost[0] == Lost(
        "line 1", "A B 1", "The first row is no header; the columns were read as From, To, Weight."
    )


def test_labels_equal_up_to_a_blank_are_one_thing(read) -> None:
    found = read("e.csv", "Label,Type\nTrust,Factor\nTrust ,Factor\n")
    assert [thing.name for thing in found.things] == ["Trust"]
    assert found.lost == (
        Lost("line 3", "Trust", "The name is there already; both rows are one thing now, with both notes."),
    )


def test_ids_keep_equal_labels_apart(read) -> None:
    found = read("e.csv", "Label,ID\nTrust,1\nTrust,2\n\n\nFrom,To\n1,2\n")
    assert [(thing.key, thing.name) for thing in found.things] == [("1", "Trust"), ("2", "Trust")]
    assert found.links == (ReadLink("1", "2"),)


def test_other_capitals_are_other_things_in_a_bare_edge_list(read) -> None:
    assert [thing.name for thing in read("e.csv", "From,To\nTrust,trust\n").things] == ["Trust", "trust"]


def test_a_header_that_is_printed_again_is_passed_over(read) -> None:
    found = read("e.csv", "From,To\nA,B\nFROM,to\nB,C\n")
    assert [(link.source, link.target) for link in found.links] == [("A", "B"), ("B", "C")]
    assert found.lost[0].where == "line 3"


def test_a_title_above_the_header_is_named(read) -> None:
    found = read("e.csv", "Map of the harbour,\nFrom,To\nA,B\n")
    assert len(found.links) == 1
    assert found.lost[0].what == "Map of the harbour"


def test_a_row_with_one_end_is_a_thing_without_links(read) -> None:
    found = read("e.csv", "From,To,Note\nA,B,\nLonely,,\nHalf,,why\n")
    assert [thing.name for thing in found.things] == ["A", "B", "Lonely", "Half"]
    assert [lost.what for lost in found.lost if lost.where == "line 4"] == ["Half | why"]


def test_text_that_looks_like_a_number_or_nothing_stays_text(read) -> None:
    found = read("e.csv", "From,To\n007,None\nNA,nan\n")
    assert [thing.name for thing in found.things] == ["007", "None", "NA", "nan"]


def test_merged_cells_are_filled_and_said(read, workbook) -> None:
    def merge(book, page) -> None:
        page.merge_range("A2:A3", "Trust")

    found = read("m.xlsx", workbook({"S": [["From", "To"], [None, "Time"], [None, "Fear"]]}, merge))
    assert [(link.source, link.target) for link in found.links] == [("Trust", "Time"), ("Trust", "Fear")]
    assert found.lost[0] == Lost(
        "sheet “S”, cell A2:A3", "Trust", "Merged cells: each was filled with what stands in the first."
    )


def test_what_is_written_beside_a_table_goes_to_the_note(read, workbook) -> None:
    found = read("m.xlsx", workbook({"S": [["Label"], ["Trust", None, "ask Ann"]]}))
    assert found.things == (ReadThing("Trust", "Trust", note="C: ask Ann"),)


def test_windows_text_is_read_when_a_person_says_so(read) -> None:
    raw = "From;To\nCafé;Müller\n".encode("cp1252")
    with pytest.raises(Refused, match="line 2 would read: “Café;Müller”") as refused:
        read("e.csv", raw)
    assert refused.value.field == "encoding"
    assert [thing.name for thing in read("e.csv", raw, encoding="cp1252").things] == ["Café", "Müller"]


def test_utf16_is_known_by_its_mark(read) -> None:
    assert [thing.name for thing in read("e.csv", "From\tTo\nCafé\tB\n".encode("utf-16")).things] == ["Café", "B"]


def test_reversing_marks_are_taken_out_of_names_and_letters_of_all_scripts_stay(read) -> None:
    found = read("e.csv", "From,To\n\u202eevil\u202c,שלום\n👩\u200d👧,e\u0301\n")
    assert [thing.name for thing in found.things] == ["evil", "שלום", "👩\u200d👧", "é"]
