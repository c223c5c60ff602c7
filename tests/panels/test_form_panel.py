"""What a page with forms is given, and what it may do."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from workbench.desk import Desk
from workbench.errors import Unreachable
from workbench.model import CaptureForm, OwnQuestion
from workbench.panels.form_panel import FormPanel
from workbench.store import Store

ISSUE = {"description": "No keys", "level": "system", "owner": "team"}
_NUMBER = itertools.count()


class Log(FormPanel):
    """A page that writes issues."""

    kinds = frozenset({"issue"})

    def load(self) -> dict[str, Any]:
        return {"rows": self.rows("issue")}


@pytest.fixture
def log(quay_desk: Desk) -> Log:
    return Log(quay_desk, system="quay", cycle="quay-1")


def ask(panel: FormPanel, do: str, *, by: str = "Asha", device: str = "phone", **given: object) -> dict[str, Any]:
    number = f"q-{next(_NUMBER)}"
    answer = panel.hear({"do": do, "n": number, "page": f"tab of {by}", "device": device, "by": by, "with": given})
    assert answer.pop("re") == number
    return answer


def test_a_page_begins_with_its_forms_and_the_circles_that_may_see_what_is_written(log: Log) -> None:
    answer = ask(log, "load")["ok"]
    form = answer["forms"]["issue"]
    assert list(answer["forms"]) == ["issue"]
    assert (form["title"], form["at"], answer["state"]) == ("Issue", "quay-1", {"rows": []})
    scope = next(q for q in form["questions"] if q["field"] == "scope")
    assert (scope["choices"][0], scope["choices"][-1], scope["default"]) == (
        ["team", "Team"],
        ["public", "Everybody"],
        "team",
    )


def test_what_is_written_comes_back_as_the_page_shows_it(log: Log, quay_store: Store) -> None:
    made = ask(log, "add", kind="issue", values=ISSUE)["ok"]
    assert {
        k: made[k] for k in ("kind", "version", "created_by", "description", "status", "raised_on", "own_gone")
    } == {
        **{"kind": "issue", "version": 1, "created_by": "Asha", "description": "No keys"},
        **{"status": "open", "raised_on": None, "own_gone": []},
    }
    written = ask(
        log, "write", kind="issue", id=made["id"], values={"level": "macro"}, was={"level": "system"}, by="Ben"
    )
    assert (written["ok"]["level"], written["ok"]["version"]) == ("macro", 2)
    rows = ask(log, "add_several", kind="issue", rows=[ISSUE, ISSUE])["ok"]
    assert [row["description"] for row in rows] == ["No keys", "No keys"]
    assert ask(log, "undo") == {"ok": {"words": "Wrote down 2 issues"}}
    assert ask(log, "redo") == {"ok": {"words": "Wrote down 2 issues"}}
    assert ask(log, "remove", kind="issue", id=rows[0]["id"]) == {"ok": None}
    assert len(quay_store.all("issue")) == 2
    assert [row["level"] for row in log.load()["rows"]] == ["macro", "system"]
    assert ask(log, "undo", by="Cy") == {"ok": None}


def test_a_refusal_carries_every_problem_and_its_first_sentence(log: Log) -> None:
    answer = ask(log, "add", kind="issue", values={**ISSUE, "description": "", "owner": ""})
    assert answer["refused"] == "“Issue description” is empty; write something first."
    assert (answer["field"], list(answer["problems"])) == ("description", ["description", "owner"])


def test_two_wordings_of_one_field_come_back_side_by_side(log: Log) -> None:
    id = ask(log, "add", kind="issue", values=ISSUE)["ok"]["id"]
    ask(log, "write", kind="issue", id=id, values={"description": "Mine"}, was={"description": "No keys"})
    answer = ask(
        log, "write", kind="issue", id=id, values={"description": "Yours"}, was={"description": "No keys"}, by="Ben"
    )
    assert answer["stale"] == {
        "kind": "issue",
        "id": id,
        "yours": {"description": "Yours"},
        "theirs": {"description": "Mine"},
    }


@pytest.mark.parametrize(
    ("do", "given"),
    [
        ("add", {"kind": "story", "values": {"title": "x"}}),
        ("add", {"kind": "issue", "values": "No keys"}),
        ("add", {"kind": "issue", "values": ISSUE, "made_from": ["issue"]}),
        ("add", {"kind": ["issue"], "values": ISSUE}),
        ("add_several", {"kind": "issue", "rows": ["No keys"]}),
        ("write", {"kind": "story", "id": "x", "values": {}}),
        ("write", {"kind": "issue", "id": "x", "values": {}, "was": ["x"]}),
        ("remove", {"kind": "system", "id": "quay"}),
    ],
)
def test_what_no_page_of_ours_sends_is_refused(log: Log, quay_store: Store, do: str, given: dict[str, Any]) -> None:
    before = quay_store.revision()
    answer = ask(log, do, **given)
    assert "refused" in answer
    assert "went wrong on our side" not in answer["refused"]
    assert quay_store.revision() == before


def test_a_draft_belongs_to_a_device_and_a_cycle(log: Log, quay_desk: Desk, quay_store: Store) -> None:
    assert ask(log, "draft", place="issue-new") == {"ok": None}
    assert ask(log, "keep_draft", place="issue-new", content={"raws": {"description": "No ke"}}) == {"ok": None}
    another_kernel = Log(Desk(quay_store), system="quay", cycle="quay-1")
    assert ask(another_kernel, "draft", place="issue-new")["ok"] == {"raws": {"description": "No ke"}}
    assert ask(another_kernel, "draft", place="issue-new", device="tablet") == {"ok": None}
    with quay_store.step("Second round", by="Test") as step:
        step.add(quay_desk.structure.cycles[0].model_copy(update={"id": "quay-2", "round": 2, "version": 0}))
    assert ask(Log(quay_desk, system="quay", cycle="quay-2"), "draft", place="issue-new") == {"ok": None}
    assert ask(log, "drop_draft", place="issue-new") == {"ok": None}
    assert ask(log, "draft", place="issue-new") == {"ok": None}


def test_a_draft_that_is_too_large_is_told_in_words(log: Log) -> None:
    answer = ask(log, "keep_draft", place="issue-new", content={"x": "y" * 2_000_000})
    assert answer["refused"].startswith("This draft is too large to be kept (2.0 MB; at most 2 MB).")


def test_who_only_looks_writes_nothing_and_keeps_no_draft(quay_desk: Desk, quay_store: Store) -> None:
    looking = Log(quay_desk, system="quay", cycle="quay-1", may_edit=False)
    before = quay_store.revision()
    given: dict[str, dict[str, Any]] = {
        "add": {"kind": "issue", "values": ISSUE},
        "add_several": {"kind": "issue", "rows": [ISSUE]},
        "remove": {"kind": "issue", "id": "x"},
        "undo": {},
        "keep_draft": {"place": "p", "content": {}},
    }
    for do, values in given.items():
        assert "refused" in ask(looking, do, **values)
    assert (quay_store.revision(), quay_store.drafts("phone")) == (before, [])
    assert "ok" in ask(looking, "load")


def test_a_store_that_is_away_loses_nothing(log: Log, quay_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object, **__: object) -> None:
        raise Unreachable("The store cannot be opened.")

    said = {"do": "add", "n": "7", "page": "tab", "by": "Asha", "with": {"kind": "issue", "values": ISSUE}}
    with monkeypatch.context() as patch:
        patch.setattr(type(quay_store), "step", away)
        assert log.hear(said) == {"re": "7", "again": "The store cannot be opened."}
    assert log.hear(said)["ok"]["description"] == "No keys"
    assert log.hear(said)["ok"]["description"] == "No keys"
    assert len(quay_store.all("issue")) == 1


def test_a_groups_own_form_is_given_with_its_questions(log: Log) -> None:
    made = CaptureForm(cycle="quay-1", name="Bus", questions=(OwnQuestion(key="late", label="Late?"),))
    page = log.page_form(made)
    assert (page["title"], page["at"], page["questions"][-1]["field"]) == ("Bus", "quay-1", "own:late")
