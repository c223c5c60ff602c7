"""Bringing in stories, spoken to as its page does."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from workbench.desk import Desk
from workbench.model import Intake, Signification, Story
from workbench.panels.bring_in import BringInPanel
from workbench.panels.bring_in_stories import BringInStories
from workbench.panels.sent_pieces import SLICE_BYTES

pytestmark = pytest.mark.slow

STORIES = """\
Story title,Story text,Collection date,Participant ID,Ended,Consent
Late,They came late with Joan Hardy.,2025-05-01,Ann,20,yes
,They never came.,2025-05-02,Ann,100,no
Soon,They came soon.,2025-05-03,Bo,60,yes
"""
FORM = "Data column name,Type,About,Short name,Long name,Options,Answers,\nEnded,Scale,story,Ended,How?,,badly,well\n"
WISHES = {"scope": "team", "answers": {"may_be_name:Story text": "replace"}}


class Page:
    """A page before the panel; what takes long is asked after until it is done."""

    def __init__(self, desk: Desk, **more: Any) -> None:
        self.panel = BringInStories(desk, **{"system": "quay", "cycle": "quay-1", **more})
        self.n = 0

    def ask(self, do: str, **given: Any) -> dict[str, Any]:
        self.n += 1
        said = {"do": do, "n": str(self.n), "page": "tab", "device": "laptop", "by": "Ama", "with": given}
        answer = self.panel.hear(said)
        told = answer.get("ok")
        if isinstance(told, dict) and "job" in told:
            return self.ask("went", job=told["job"])
        return {"ok": told["done"]} if isinstance(told, dict) and set(told) == {"done"} else answer

    def send(self, which: str, content: str, name: str) -> str:
        whole = content.encode()
        upload = str(self.ask("file_begin", which=which, name=name, size_bytes=len(whole))["ok"])
        for at in range(0, len(whole), SLICE_BYTES):
            piece = base64.b64encode(whole[at : at + SLICE_BYTES]).decode()
            assert "ok" in self.ask("file_part", which=which, upload=upload, at=at, data=piece)
        return upload

    def sent(self) -> dict[str, str]:
        """Both files, as they are named in what follows."""
        return {
            "upload": self.send("stories", STORIES, "quay.csv"),
            "definition": self.send("definition", FORM, "form.csv"),
        }

    def bring_in(self) -> dict[str, Any]:
        given = self.sent()
        answer = self.ask("accept", **given, wishes=WISHES)
        while "ok" in answer and not answer["ok"]["finished"]:
            answer = self.ask("next", upload=given["upload"])
        return answer


@pytest.fixture
def page(quay_desk: Desk, folder: Path) -> Iterator[Page]:
    one = Page(quay_desk)
    yield one
    one.panel.close()


def test_looking_tells_what_would_come_and_stores_nothing(page: Page, quay_desk: Desk) -> None:
    found = page.ask("look", **page.sent(), wishes={})["ok"]
    assert (found["form"], found["n_rows"], found["n_new"], found["n_left_out"]) == ("NarraFirma", 3, 2, 1)
    assert found["questions"] == [{"kind": "between two", "title": "How?", "labels": ["badly", "well"]}]
    assert [(one["key"], one["choice"]) for one in found["personal"]] == [
        ("may_be_name:Story text", ""), ("identifier:Participant ID", "pseudonym"),
    ]  # fmt: skip
    assert found["consent"] == [
        {"word": "no", "n": 1, "means": "leave_out"}, {"word": "yes", "n": 1 + 1, "means": "as_chosen"},
    ]  # fmt: skip
    assert [one["title"] for one in found["preview"]] == ["Late", "Soon"]
    assert found["preview"][0]["text"] == "They came late with [name]."
    assert {one["role"]: one["column"] for one in found["roles"]}["text"] == "Story text"
    assert quay_desk.store.all(Story) == []


def test_accepted_stories_come_in_and_the_files_are_gone(page: Page, quay_desk: Desk, folder: Path) -> None:
    told = page.bring_in()["ok"]
    assert (told["finished"], told["done"], told["told"]["n_new"], told["told"]["n_left_out"]) == (True, 2, 2, 1)
    assert [(one.title, one.scope, one.created_by) for one in quay_desk.store.all(Story)] == [
        ("Late", "team", "Ama"), ("Soon", "team", "Ama"),
    ]  # fmt: skip
    assert {one.x for one in quay_desk.store.all(Signification)} == {0.2, 0.6}
    assert list(folder.iterdir()) == []
    [intake] = page.panel.load()["intakes"]
    assert (intake["file"], intake["source"], intake["state"], intake["n"]) == ("quay.csv", "NarraFirma", "done", 2)


def test_personal_words_are_answered_before_anything_is_stored(page: Page, quay_desk: Desk) -> None:
    answer = page.ask("accept", **page.sent(), wishes={})
    assert answer["field"] == "may_be_name:Story text"
    assert (quay_desk.store.all(Story), quay_desk.store.all(Intake)) == ([], [])


@pytest.mark.parametrize(
    ("do", "given", "says"),
    [
        ("file_begin", {"which": "stories", "name": "quay.docx", "size_bytes": 3}, "neither CSV nor XLSX nor JSON"),
        ("file_begin", {"which": "stories", "name": "quay.csv", "size_bytes": 0}, "did not arrive whole"),
        ("file_begin", {"which": "stories", "name": "quay.csv", "size_bytes": 10**12}, "larger than 100 MB"),
        ("file_begin", {"which": "other", "name": "quay.csv", "size_bytes": 3}, "no longer here"),
        ("look", {"upload": "gone", "definition": "", "wishes": {}}, "no longer here"),
        ("next", {"upload": "gone"}, "no longer here"),
        ("take_back", {"intake": "gone"}, "not here any more"),
        ("take_stories", {}, "no story to take out"),
        ("take_form", {}, "There are no questions for tellers here yet"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(page: Page, do: str, given: dict[str, Any], says: str) -> None:
    assert says in page.ask(do, **given)["refused"]


@pytest.mark.parametrize("wishes", [{"roles": {"text": 7}}, {"scope": ["x"]}, {"consent": "all"}, {"day_first": "yes"}])
def test_odd_wishes_break_nothing(page: Page, wishes: dict[str, Any]) -> None:
    answer = page.ask("look", **page.sent(), wishes=wishes)
    assert "ok" in answer or answer["refused"]


def test_an_import_is_taken_back_as_one(page: Page, quay_desk: Desk) -> None:
    page.bring_in()
    [intake] = page.panel.load()["intakes"]
    assert page.ask("take_back", intake=intake["id"])["ok"] == {"n_stories": 2, "n_kept": 0}
    assert quay_desk.store.all(Story) == []
    assert [one["state"] for one in page.panel.load()["intakes"]] == ["taken_back"]
    assert "refused" in page.ask("take_back", intake=intake["id"])


def test_contacts_and_stories_are_listed_each_with_their_own(page: Page, quay_desk: Desk) -> None:
    page.bring_in()
    contacts = BringInPanel(quay_desk, system="quay", cycle="quay-1")
    assert contacts.load()["intakes"] == []
    contacts.close()


def test_the_form_and_the_stories_that_may_leave_are_handed_out(page: Page, quay_desk: Desk) -> None:
    page.bring_in()
    late = next(one for one in quay_desk.store.all(Story) if one.title == "Late")
    with quay_desk.store.step("By hand", by="Bo") as step:
        step.revise(late.model_copy(update={"may_leave": True}))
    taken = page.ask("take_stories")["ok"]
    assert (taken["n"], taken["n_held_back"]) == (1, 1)
    assert [one["name"] for one in taken["files"]] == ["stories.csv", "stories-form.csv"]
    told = base64.b64decode(taken["files"][0]["content"]).decode("utf-8-sig")
    assert "They came late with [name]." in told
    assert "They came soon." not in told
    form = page.ask("take_form")["ok"]
    assert form["name"] == "form.xlsx"
    assert openpyxl.load_workbook(io.BytesIO(base64.b64decode(form["content"]))).sheetnames[0] == "survey"


def test_whoever_only_looks_changes_nothing(quay_desk: Desk, folder: Path) -> None:
    page = Page(quay_desk, may_edit=False)
    assert page.panel.load()["may_edit"] is False
    for do in ("file_begin", "accept", "take_back"):
        assert "refused" in page.ask(do, which="stories", name="a.csv", size_bytes=1)
    page.panel.close()
