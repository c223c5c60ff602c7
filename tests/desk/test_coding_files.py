"""Coding brought in from other programs and taken out for them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from workbench.desk import Desk
from workbench.desk.coding_export import coding_file, take_out_coding
from workbench.desk.coding_import import bring_in_coding, read_coding
from workbench.errors import NotAllowed, Refused
from workbench.model import Coding, CodingRound, CodingState, Story, Theme
from workbench.model.prompts import words


@pytest.fixture
def told(quay_desk: Desk) -> Story:
    """A story whose teller lets its words leave, with one passage tagged by Joss."""
    cycle = quay_desk.structure.cycles[0].id
    quay_desk.sit(by="Joss", page="tab")
    with quay_desk.store.step("Told", by="Joss") as step:
        story = step.add(
            Story(cycle=cycle, title="The letter", text="Ada ❤ wrote. Nobody came.", teller="Wren", may_leave=True)
        )
        theme = step.add(Theme(cycle=cycle, name="Letters", definition="On paper"))
        step.add(
            Coding(
                cycle=cycle, theme=theme.id, coder="Joss", of_kind="story", of=story.id, starts=0, ends=5, quote="Ada ❤"
            )
        )
    return story


def kinds(desk: Desk) -> dict[str, int]:
    return {kind: len(desk.store.all(kind)) for kind in ("story", "theme", "coding")}


def system_of(desk: Desk) -> str:
    return desk.structure.cycles[0].system


def highlights(folder: Path, *rows: str) -> Path:
    path = folder / "highlights.csv"
    path.write_text("\n".join(["id,document,tag,content", *rows]), encoding="utf-8")
    return path


def test_what_is_taken_out_comes_in_again_as_what_it_was(quay_desk: Desk, told: Story, tmp_path: Path) -> None:
    path = take_out_coding(quay_desk, str(tmp_path / "out.qdpx"), system=system_of(quay_desk))
    before = kinds(quay_desk)
    found = bring_in_coding(quay_desk, path, system=system_of(quay_desk))
    assert (found.n_themes, found.n_texts, found.n_codings, found.n_same) == (0, 0, 0, 1)
    assert kinds(quay_desk) == before
    assert found.told(words())[0].startswith("Everything in")


@pytest.mark.slow
def test_a_project_comes_into_an_empty_group_and_is_undone_as_one(quay_desk: Desk, told: Story, tmp_path: Path) -> None:
    path = take_out_coding(quay_desk, str(tmp_path / "out.qdpx"), system=system_of(quay_desk))
    with quay_desk.store.step("Removed", by="Joss") as step:
        for kind in ("story", "theme"):
            for record in quay_desk.store.all(kind):
                step.remove(kind, record.id)
    empty = kinds(quay_desk)
    preview = bring_in_coding(quay_desk, path, system=system_of(quay_desk), preview=True)
    assert (preview.n_themes, preview.n_texts, preview.n_codings) == (1, 1, 1)
    assert kinds(quay_desk) == empty
    bring_in_coding(quay_desk, path, system=system_of(quay_desk))
    [story], [theme], [coding] = (quay_desk.store.all(kind) for kind in (Story, Theme, Coding))
    assert (story.text, story.scope, story.may_quote, story.may_leave) == (told.text, "team", False, False)
    assert (theme.name, theme.definition) == ("Letters", "On paper")
    assert (coding.coder, coding.starts, coding.ends, coding.quote) == ("Joss", 0, 5, "Ada ❤")
    again = bring_in_coding(quay_desk, path, system=system_of(quay_desk))
    assert (again.n_themes, again.n_texts, again.n_codings, again.n_same) == (0, 0, 0, 1)
    assert quay_desk.store.undo(by="Joss", page="tab") is not None
    assert kinds(quay_desk) == empty


def test_highlights_find_their_words_in_the_text_of_that_name(quay_desk: Desk, told: Story, tmp_path: Path) -> None:
    file = highlights(
        tmp_path,
        "1,the letter,Alone,Nobody came.",
        "2,The letter,Alone,words nobody ever wrote there",
        "3,Another paper,Alone,x",
    )
    found = bring_in_coding(quay_desk, file, system=system_of(quay_desk), coder="Leonie")
    assert (found.n_themes, found.n_texts, found.n_codings) == (1, 0, 1)
    coding = next(c for c in quay_desk.store.all(Coding) if c.coder == "Leonie")
    assert told.text[coding.starts : coding.ends] == "Nobody came."
    assert [lost.why.split(";")[0] for lost in found.lost] == [
        "these words are not in the text here",
        "a text of this name is not here, and the file does not hold its words",
    ]


def test_words_whose_teller_did_not_let_them_leave_stay(quay_desk: Desk, told: Story, tmp_path: Path) -> None:
    with quay_desk.store.step("Asked again", by="Joss") as step:
        step.revise(told.model_copy(update={"may_leave": False}))
    made = coding_file(quay_desk, system=system_of(quay_desk))
    assert made.n_left_out == 1
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist())
    assert b"Ada" not in whole
    assert b"Letters" in whole


def test_a_blind_round_is_not_taken_out(quay_desk: Desk, told: Story) -> None:
    cycle = quay_desk.structure.cycles[0].id
    with quay_desk.store.step("Blind", by="Leonie") as step:
        blind = step.add(CodingRound(cycle=cycle, name="May", coders=("Leonie",), state=CodingState.blind))
        [theme] = quay_desk.store.all(Theme)
        of = {"of_kind": "story", "of": told.id, "coding_round": blind.id}
        step.add(Coding(cycle=cycle, theme=theme.id, coder="Leonie", starts=13, ends=19, quote="Nobody", **of))
    with zipfile.ZipFile(io.BytesIO(coding_file(quay_desk, system=system_of(quay_desk)).content)) as archive:
        assert b"Leonie" not in archive.read("project.qde")


def test_a_wide_audience_takes_nothing_out_and_an_untagged_group_has_nothing(quay_desk: Desk) -> None:
    with pytest.raises(Refused, match="nothing tagged yet"):
        coding_file(quay_desk, system=system_of(quay_desk))
    with pytest.raises(NotAllowed, match="group itself only"):
        coding_file(Desk(quay_desk.store, audience="public"), system=system_of(quay_desk))


def test_a_file_of_another_kind_changes_nothing(quay_desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "photo.qdpx"
    path.write_bytes(b"\x89PNG\r\n")
    before = kinds(quay_desk)
    with pytest.raises(Refused, match=r"photo\.qdpx"):
        bring_in_coding(quay_desk, path, system=system_of(quay_desk))
    assert kinds(quay_desk) == before


def test_a_file_is_read_in_a_child_process_and_gives_a_draft(tmp_path: Path) -> None:
    draft = read_coding(highlights(tmp_path, "1,The letter,Alone,Nobody came."), words=words())
    assert [code.name for code in draft.codes] == ["Alone"]
