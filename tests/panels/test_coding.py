"""Coding, spoken to as its page does: what is tagged blind goes to nobody else. It is Monday 4 May 2026."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from workbench.desk import Desk
from workbench.model import Coding, CodingRound, PodEntry, Story, Theme, Withdrawal
from workbench.panels.coding import CodingPanel

TEXT = "Nobody rang me back 🪟. I waited all day."
#: The words Ama tags, and the note that gives her away.
MARK = "waited all"


class Page:
    """A page that asks, of one browser in which somebody said who they are."""

    def __init__(self, desk: Desk, *, by: str = "", may_edit: bool = True) -> None:
        self.panel = CodingPanel(desk, system="quay", cycle="quay-1", may_edit=may_edit)
        self.by = by
        self._n = 0
        self.ask("load")

    def ask(self, do: str, **given: Any) -> dict[str, Any]:
        self._n += 1
        message = {"do": do, "n": str(self._n), "page": f"tab of {self.by}", "by": self.by, "since": 0, "with": given}
        return self.panel.hear(message)

    def do(self, do: str, **given: Any) -> Any:
        answer = self.ask(do, **given)
        assert "ok" in answer, answer
        return answer["ok"]

    def state(self) -> dict[str, Any]:
        found: dict[str, Any] = self.do("load")["state"]
        return found


@pytest.fixture
def desk(quay_desk: Desk) -> Desk:
    with quay_desk.store.step("What there is to read", by="Test") as step:
        for n in range(3):
            step.add(
                Story(
                    id=f"s{n}",
                    cycle="quay-1",
                    title=f"Story {n}",
                    text=TEXT,
                    teller="Wren",
                    told_on=date(2026, 4, n + 1),
                )
            )
        for id, on in (("p1", None), ("p2", date(2026, 5, 1))):
            step.add(
                PodEntry(
                    id=id,
                    cycle="quay-1",
                    held_on=date(2026, 5, 1),
                    learnt=f"We wait, {id}",
                    enabled="Time",
                    shared_on=on,
                )
            )
        step.add(Theme(id="waiting", cycle="quay-1", name="Waiting"))
        step.add(Theme(id="trust", cycle="quay-1", name="Trust"))
    return quay_desk


def begin(page: Page, *texts: tuple[str, str], **values: Any) -> str:
    chosen = [list(one) for one in texts or [("story", f"s{n}") for n in range(3)]]
    made = page.do(
        "begin", values={"name": "Spring", "unit": "passage", "coders": ["Ama", "Bo"], **values}, texts=chosen
    )
    return str(made["id"])


def units(page: Page, coding_round: str) -> list[str]:
    return [unit["unit"] for unit in page.do("open", coding_round=coding_round)["round"]["units"]]


@pytest.mark.slow
def test_what_is_tagged_blind_is_in_nobody_elses_messages(desk: Desk) -> None:
    ama = Page(desk, by="Ama")
    coding_round = begin(ama)
    unit = units(ama, coding_round)[0]
    said = ama.do("tag", unit=unit, theme="waiting", field="text", span=[25, 35], quote=MARK)
    [coding] = said["round"]["text"]["codings"]
    assert (coding["theme"], coding["starts"], coding["ends"], coding["quote"]) == ("waiting", 25, 35, MARK)
    ama.do("read", unit=unit, done=True)

    for by in ("Bo", "Cy", ""):
        other = Page(desk, by=by)
        sent = [other.do("open", coding_round=coding_round), other.do("text", unit=unit), other.state()]
        sent += [other.do("uses"), other.do("passages", theme="waiting"), other.do("history", theme="waiting")]
        sent += [
            other.do("picture", which=which) for which in ("theme_cooccurrence", "themes_by_team", "themes_over_time")
        ]
        sent += [
            other.ask("talk", coding_round=coding_round),
            other.ask("compare", coding_round=coding_round),
            other.ask("picture", which="coder_agreement", coding_round=coding_round),
        ]
        told = json.dumps(sent)
        assert [word for word in (coding["id"], f'"{MARK}"') if word in told] == []
        assert sent[0]["round"]["text"]["codings"] == []
        assert [one["n_mine"] for one in sent[0]["round"]["units"]] == [0, 0, 0]
        assert [one["done"] for one in sent[0]["round"]["units"]] == [False, False, False]
        assert (sent[3], sent[4]) == ({}, {"n": 0, "passages": []})
    mine = Page(desk, by="ama")
    assert mine.do("open", coding_round=coding_round)["round"]["units"][0]["n_mine"] == 1
    assert mine.do("uses") == {"waiting": 1}
    assert mine.do("passages", theme="waiting")["n"] == 1


def test_news_of_what_another_tagged_blind_carry_nothing_of_it(desk: Desk) -> None:
    ama, bo = Page(desk, by="Ama"), Page(desk, by="Bo")
    coding_round = begin(ama)
    [unit, *_] = units(ama, coding_round)
    bo.do("open", coding_round=coding_round)
    ama.do("tag", unit=unit, theme="waiting", field="text", span=[25, 35], quote=MARK)
    answer = bo.panel.hear({"do": "pulse", "n": "p1", "page": "tab of Bo", "by": "Bo", "since": 1, "with": {}})
    assert answer["news"]["state"]["round"]["text"]["codings"] == []
    assert f'"{MARK}"' not in json.dumps(answer)


@pytest.mark.slow
def test_after_the_reveal_everybody_compares(desk: Desk) -> None:
    ama, bo = Page(desk, by="Ama"), Page(desk, by="Bo")
    coding_round = begin(ama)
    first, second, third = units(ama, coding_round)
    ama.do("tag", unit=first, theme="waiting", field="text", span=[23, 41], quote=TEXT[23:])
    bo.do("tag", unit=first, theme="waiting", field="text", span=[25, 35], quote=MARK)
    ama.do("tag", unit=second, theme="trust", field="text", span=[0, 6], quote="Nobody")
    for page, read in ((ama, (first, second)), (bo, (first, second, third))):
        for unit in read:
            page.do("read", unit=unit, done=True)
    for do in ("compare", "talk"):
        assert "this round is blind" in bo.ask(do, coding_round=coding_round)["refused"]
    assert bo.do("unfinished", coding_round=coding_round) == [["Ama", 1]]
    bo.do("reveal", coding_round=coding_round)

    found = Page(desk).do("compare", coding_round=coding_round)
    differences = Page(desk).do("talk", coding_round=coding_round)
    [talk] = differences["talk"]
    assert (talk["name"], talk["title"], talk["tagged_by"], talk["not_by"]) == ("Trust", "Story 1", ["Ama"], ["Bo"])
    assert talk["context"] == {"before": "", "quote": "Nobody", "after": TEXT[6:]}
    assert [differences[key] for key in ("n", "n_agreed", "n_lost", "themes")] == [1, 1, 0, [["trust", "Trust"]]]
    assert Page(desk).do("talk", coding_round=coding_round, theme="waiting")["talk"] == []
    assert found["n_unfinished"] == 1
    assert {row["said"] for row in found["agreement"]} == {"no α: fewer than 5 texts read by two people"}
    assert [(row["name"], row["f1"], row["n_met"]) for row in found["overlap"]] == [
        ("Trust", "0.00", "0 + 0"),
        ("Waiting", "1.00", "1 + 1"),
    ]
    assert Page(desk).do("passages", theme="waiting")["n"] == 2
    assert Page(desk).do("picture", which="coder_agreement", coding_round=coding_round)["src"] == ""


@pytest.mark.slow
def test_a_difference_shows_what_each_marked_and_keeps_what_was_agreed(desk: Desk) -> None:
    ama, bo = Page(desk, by="Ama"), Page(desk, by="Bo")
    coding_round = begin(ama, coders=["Ama", "Bo", "Cy"])
    unit = units(ama, coding_round)[0]
    ama.do("tag", unit=unit, theme="waiting", field="text", span=[23, 41], quote=TEXT[23:])
    bo.do("tag", unit=unit, theme="waiting", field="text", span=[25, 35], quote=MARK)
    for page in (ama, bo, Page(desk, by="Cy")):
        page.do("read", unit=unit, done=True)
    bo.do("reveal", coding_round=coding_round)
    [talk] = bo.do("talk", coding_round=coding_round)["talk"]
    assert (talk["tagged_by"], talk["not_by"]) == (["Ama", "Bo"], ["Cy"])
    assert talk["marks"] == [["Ama", "I waited all day."], ["Bo", MARK]]
    bo.do("agree", codings=talk["codings"], note="All of it is waiting")
    assert bo.do("talk", coding_round=coding_round)["talk"][0]["note"] == "All of it is waiting"
    bo.do("undo")
    assert bo.do("talk", coding_round=coding_round)["talk"][0]["note"] == ""


def test_texts_to_choose_from_are_those_the_group_may_read(desk: Desk) -> None:
    page = Page(desk, by="Ama")
    found = page.do("texts", kind="story", find="WAITED story")
    assert (found["ids"], [text["on"] for text in found["texts"]]) == (
        ["s2", "s1", "s0"],
        ["3 April 2026", "2 April 2026", "1 April 2026"],
    )
    assert found["texts"][0] == {"id": "s2", "title": "Story 2", "on": "3 April 2026", "letters": len(TEXT)}
    assert page.do("texts", kind="story", find="story 1")["ids"] == ["s1"]
    # a pod that shared nothing is not told, and a shared one is one text of several answers
    assert page.do("texts", kind="pod_entry")["texts"] == [
        {"id": "p2", "title": "We wait, p2", "on": "1 May 2026", "letters": 15}
    ]
    assert "cannot be coded" in page.ask("texts", kind="theme")["refused"]


def test_a_text_of_several_answers_is_read_part_by_part(desk: Desk) -> None:
    page = Page(desk, by="Ama")
    coding_round = begin(page, ("pod_entry", "p2"))
    text = page.do("open", coding_round=coding_round)["round"]["text"]
    assert text["fields"] == [{"field": "learnt", "text": "We wait, p2"}, {"field": "enabled", "text": "Time"}]
    page.do("tag", unit=text["unit"], theme="trust", field="enabled", span=[0, 4], quote="Time")
    [coding] = page.state()["round"]["text"]["codings"]
    assert (coding["field"], coding["quote"]) == ("enabled", "Time")


def test_what_nobody_may_read_begins_no_round(desk: Desk) -> None:
    page = Page(desk, by="Ama")
    for texts in ([["pod_entry", "p1"]], [["story", "gone"]], [["theme", "trust"]]):
        answer = page.ask("begin", values={"name": "Spring"}, texts=texts)
        assert "not here any more" in answer["refused"]
    assert desk.store.all(CodingRound) == []


def test_a_story_that_is_withdrawn_leaves_the_round_at_once(desk: Desk) -> None:
    page = Page(desk, by="Ama")
    coding_round = begin(page)
    first = units(page, coding_round)[0]
    page.do("tag", unit=first, theme="waiting", field="text", span=[25, 35], quote=MARK)
    story = desk.store.get(Story, "s0")
    with desk.store.step("Withdrawn", by="Test") as step:
        step.revise(story.model_copy(update={"withdrawal": Withdrawal.no_use}))
    state = page.do("text", unit=first)
    assert (state["round"]["text"]["fields"], state["round"]["text"]["codings"]) == ([], [])
    assert state["round"]["units"][0]["title"] == ""
    assert page.do("uses") == {}
    assert "not here any more" in page.ask("tag", unit=first, theme="trust")["refused"]


def test_a_passage_is_shown_where_it_lies_today(desk: Desk) -> None:
    page = Page(desk, by="Ama")
    coding_round = begin(page)
    first = units(page, coding_round)[0]
    page.do("tag", unit=first, theme="waiting", field="text", span=[25, 35], quote=MARK)
    story = desk.store.get(Story, "s0")
    with desk.store.step("Mended", by="Test") as step:
        story = step.revise(story.model_copy(update={"text": "Well. " + TEXT}))
    [coding] = page.state()["round"]["text"]["codings"]
    assert (coding["starts"], coding["ends"], coding["lost"]) == (31, 41, False)
    with desk.store.step("Another text", by="Test") as step:
        step.revise(story.model_copy(update={"text": "All is well."}))
    [coding] = page.state()["round"]["text"]["codings"]
    assert (coding["starts"], coding["lost"], coding["quote"]) == (None, True, MARK)


@pytest.mark.parametrize("span", [[1], ["a", "b"], [True, 3], 7, [3, 1], [0, 0]])
def test_a_span_no_page_sends_is_refused(desk: Desk, span: Any) -> None:
    page = Page(desk, by="Ama")
    unit = units(page, begin(page))[0]
    answer = page.ask("tag", unit=unit, theme="trust", field="text", span=span, quote="")
    assert "Select them again" in answer["refused"]
    assert desk.store.all(Coding) == []


def test_going_on_leads_to_the_text_named_and_a_round_opens_at_the_first_unread(desk: Desk) -> None:
    page = Page(desk, by="Ama")
    coding_round = begin(page)
    first, second, third = units(page, coding_round)
    assert page.do("read", unit=first, done=True, then=second)["round"]["text"]["unit"] == second
    page.do("read", unit=third, done=True)
    assert page.do("open", coding_round=coding_round)["round"]["text"]["unit"] == second
    assert page.do("open", coding_round="")["round"] is None


def test_a_themes_earlier_wordings_are_told_with_who_changed_them(desk: Desk) -> None:
    page = Page(desk, by="Ama")
    page.do("write", kind="theme", id="trust", values={"definition": "Being believed"})
    page.do("write", kind="theme", id="trust", values={"definition": "Being believed at once", "name": "Belief"})
    assert page.do("history", theme="trust") == [
        {"who": "Ama", "on": "4 May 2026", "was": {"name": "Trust", "definition": "Being believed"}},
        {"who": "Ama", "on": "4 May 2026", "was": {"definition": ""}},
    ]


def test_every_act_is_undone(desk: Desk) -> None:
    page = Page(desk, by="Ama")
    coding_round = begin(page)
    unit = units(page, coding_round)[0]
    tagged = page.do("tag", unit=unit, theme="trust")["round"]["text"]["codings"][0]["id"]
    page.do("untag", coding=tagged)
    page.do("undo")
    assert [one.id for one in desk.store.all(Coding)] == [tagged]
    for do, given in (
        ("reveal", {"coding_round": coding_round}),
        ("end", {"theme": "trust"}),
        ("merge", {"theme": "trust", "into": "waiting"}),
    ):
        if do == "merge":
            page.do("reveal", coding_round=coding_round)
        before = (desk.store.all(CodingRound)[0].state, {t.id: t.ended_on for t in desk.store.all(Theme)})
        page.do(do, **given)
        assert (desk.store.all(CodingRound)[0].state, {t.id: t.ended_on for t in desk.store.all(Theme)}) != before
        page.do("undo")
        assert (desk.store.all(CodingRound)[0].state, {t.id: t.ended_on for t in desk.store.all(Theme)}) == before


def test_whoever_only_looks_tags_nothing(desk: Desk) -> None:
    coding_round = begin(Page(desk, by="Ama"))
    page = Page(desk, by="Ama", may_edit=False)
    unit = units(page, coding_round)[0]
    for do, given in (
        ("tag", {"unit": unit, "theme": "trust"}),
        ("read", {"unit": unit, "done": True}),
        ("reveal", {"coding_round": coding_round}),
        ("join", {"coding_round": coding_round}),
    ):
        assert "refused" in page.ask(do, **given)
    assert desk.store.get(CodingRound, coding_round).state == "blind"


def test_what_no_page_asks_for_is_refused(desk: Desk) -> None:
    page = Page(desk, by="Ama")
    for do, given in (
        ("picture", {"which": "issue_log"}),
        ("history", {"theme": "gone"}),
        ("compare", {"coding_round": "gone"}),
        ("agree", {"codings": [], "note": "x"}),
        ("add", {"kind": "coding_round", "values": {"name": "x"}}),
        ("write", {"kind": "coding", "id": "x", "values": {}}),
    ):
        assert "refused" in page.ask(do, **given), do
