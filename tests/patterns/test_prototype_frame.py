"""The frame of a prototype, and what its conditions became."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from workbench.errors import Gone
from workbench.frames import Audience, Evidence
from workbench.model import Countermeasure, EvidenceLink, Experiment, FrameNote, Issue, Record
from workbench.patterns import prototype_frame
from workbench.sharing import release

Make = Callable[..., Evidence]


def led_to(id: str, note: str, kind: str, target: str) -> EvidenceLink:
    ends = {"source_kind": "frame_note", "source": note, "target_kind": kind, "target": target}
    return EvidenceLink.model_validate({"id": id, "cycle": "c", "stance": "led_to", **ends})


def records() -> list[Record]:
    def note(id: str, region: str, text: str, **more: str) -> FrameNote:
        return FrameNote.model_validate(
            {"id": id, "cycle": "c", "experiment": "e", "region": region, "text": text, **more}
        )

    return [
        Experiment(id="e", cycle="c", title="Next to one person"),
        note("1", "condition", "Six months of local connection", condition_kind="eligibility"),
        note("2", "request", "Help me keep my door locked"),
        note("3", "core_team", "Ama"),
        note("4", "purpose", "A good life for me"),
        note("5", "condition", "Money for one need only", condition_kind="budgets"),
        FrameNote(id="9", cycle="c", experiment="other", region="purpose", text="Elsewhere"),
        Issue(id="i", cycle="c", description="Local connection", level="system", owner="leadership"),
        Countermeasure(id="k", cycle="c", what="A purse"),
        led_to("a", "5", "countermeasure", "k"),
        led_to("b", "5", "issue", "i"),
        led_to("x", "1", "issue", "taken-away"),
    ]


def test_notes_stand_in_their_regions_with_what_became_of_them(make_evidence: Make) -> None:
    found = prototype_frame(make_evidence(*records()), "e")
    assert found.title == "Next to one person"
    columns = ["id", "region", "condition_kind", "became"]
    assert found.table[columns].fillna("").to_numpy().tolist() == [
        ["2", "request", "", ()],
        ["3", "core_team", "", ()],
        ["4", "purpose", "", ()],
        ["1", "condition", "eligibility", ()],
        ["5", "condition", "budgets", ("countermeasure", "issue")],
    ]
    assert found.made.to_numpy().tolist() == [
        ["5", "countermeasure", "k", "A purse"],
        ["5", "issue", "i", "Local connection"],
    ]


def test_what_speaks_of_people_stays_with_the_group(make_evidence: Make, place: Audience) -> None:
    wide = release(prototype_frame(make_evidence(*records(), audience=place), "e"))
    assert wide.table["text"].tolist() == [
        "A good life for me",
        "Six months of local connection",
        "Money for one need only",
    ]
    assert "sharing.note.rows_left_out" in wide.notes


def test_a_frame_without_notes_is_empty_and_one_that_is_not_there_is_told(make_evidence: Make) -> None:
    assert prototype_frame(make_evidence(Experiment(id="e", cycle="c", title="New")), "e").table.empty
    with pytest.raises(Gone, match="not here"):
        prototype_frame(make_evidence(), "e")
