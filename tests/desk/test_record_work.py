"""A group fills in forms: written, changed and removed in one step each, and told everything that does not fit."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workbench.desk import Desk
from workbench.desk.record_work import RecordWork
from workbench.errors import Gone, Problems, Refused, Stale
from workbench.model import Cycle, EvidenceLink, Experiment, Issue, OwnAnswer, Record, Spend, Stance, System
from workbench.model.form import form_kinds
from workbench.places import templates
from workbench.store import Store

ISSUE = {"description": "No keys", "level": "system", "owner": "team"}


@pytest.fixture
def work(quay_desk: Desk) -> RecordWork:
    quay_desk.sit(by="Asha", page="tab")
    return quay_desk.work_on_cycle("quay-1")


@pytest.fixture
def elsewhere(quay_store: Store) -> Experiment:
    """An experiment of another group."""
    with quay_store.step("Another group", by="Test") as step:
        step.add(System(id="harbour", name="Harbour team", scale="team", part_of="bay"))
        step.add(Cycle(id="harbour-1", system="harbour", name="First round"))
        return step.add(Experiment(cycle="harbour-1", title="Walk along"))


@pytest.fixture
def forms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Turns to another copy of the templates in which one form has something added."""
    made = iter(range(100))

    def add(kind: str, more: str) -> None:
        own = tmp_path / f"templates-{next(made)}"
        shutil.copytree(templates(), own)
        with (own / "forms" / "en" / f"{kind}.toml").open("a", encoding="utf-8") as file:
            file.write(more)
        monkeypatch.setenv("WORKBENCH_TEMPLATES", str(own))

    return add


def problems(act: Callable[[], object]) -> dict[str, str]:
    with pytest.raises(Problems) as e:
        act()
    return e.value.problems


def last_words(store: Store) -> str:
    return store.recent(1)[0].words


# -- writing -----------------------------------------------------------------------------------------------------------


def test_a_record_is_written_in_one_step_with_words_and_undone(work: RecordWork, quay_store: Store) -> None:
    made = work.add("issue", {**ISSUE, "raised_on": "2026-05-04", "status": "", "raised_by": None})
    assert isinstance(made, Issue)
    assert (made.cycle, made.status, made.scope, made.created_by) == ("quay-1", "open", "team", "Asha")
    assert last_words(quay_store) == "Wrote down an issue"
    assert work.undo() is not None
    assert quay_store.all("issue") == []


def test_every_problem_is_told_at_once_in_the_words_of_the_form(work: RecordWork, quay_store: Store) -> None:
    before = quay_store.revision()
    told = problems(
        lambda: work.add(
            "issue",
            {
                "description": " ",
                "level": "cosmic",
                "raised_on": "2026-02-30",
                "scope": "moon",
                "system_change": "x" * 20_001,
            },
        )
    )
    assert told == {
        "description": "“Issue description” is empty; write something first.",
        "level": "“Level” cannot be “cosmic”; choose one of: Individual, System, Macro.",
        "owner": "“Owner” needs an answer; choose one of: Team, Leadership, Government.",
        "raised_on": "“Raised on” should be a day that is in the calendar, written as year, month and day, such as "
        "2026-05-04.",
        "system_change": "“Action: system change (the new normal)” is too long: at most 20,000 characters can be kept, "
        "and this has 20,001. Shorten it, or put part of it elsewhere.",
        "scope": "“Who may see it” should be one of: Team, Organisation, Place, Country, Everybody.",
    }
    assert quay_store.revision() == before


@pytest.mark.parametrize(
    ("kind", "field", "value", "told"),
    [
        ("spend", "amount_pence", "12 pounds", "“Amount” should be an amount in pounds and pence, such as 12.50."),
        ("spend", "amount_pence", 12.5, "“Amount” should be an amount in pounds and pence, such as 12.50."),
        ("spend", "amount_pence", -1, "“Amount” should be £0.00 or more."),
        ("spend", "amount_pence", 100_000_001, "“Amount” should be £1,000,000.00 or less."),
        ("spend", "amount_pence", True, "“Amount” should be an amount in pounds and pence, such as 12.50."),
        ("spend", "amount_pence", "", "“Amount” is empty; write something first."),
        ("spend", "spent_on", 0, "“Bought on” should be a day that is in the calendar"),
        ("spend", "spent_on", "20260504", "“Bought on” should be a day that is in the calendar"),
        ("spend", "spent_on", "0202-05-04", "the year 202 cannot be right; write a day between 1900 and 2199"),
        ("spend", "what", "half \ud800", "half a character"),
        ("spend", "what", "a\x00b", "it holds a NUL character"),
        ("spend", "what", ["a"], "“What was bought” should be words."),
        ("spend", "worker", "x" * 201, "at most 200 characters can be kept, and this has 201"),
        ("spend", "colour", "red", "“colour” is no question of this form."),
        ("spend", "own:mood", "fine", "“own:mood” is no question of this form."),
        ("spend", "created_by", "Somebody", "“created_by” is filled in by the workbench"),
        ("spend", "cycle", "harbour-1", "“cycle” is filled in by the workbench"),
        ("spend", "experiment", "none", "“As part of which experiment” names something that is no longer there."),
        (
            "spend",
            "experiment",
            "a\x00\ud800",
            "“As part of which experiment” names something that is no longer there.",
        ),
        ("story", "withdrawal", "erased", "“withdrawal” is filled in by the workbench"),
        ("story", "may_quote", "perhaps", "“May people outside this group read or hear it?” should be yes or no."),
        ("goal_score", "score", "ten", "“From 0 to 10” should be a number in digits"),
        ("goal_score", "score", 10.5, "“From 0 to 10” should be 10 or less."),
        ("goal_score", "score", float("nan"), "“From 0 to 10” should be a number in digits"),
        ("goal_score", "score", 10**400, "“From 0 to 10” should be"),
        ("task_move", "times", "2.5", "“How many times was it counted?” should be a whole number in digits"),
        ("debrief", "present", 7, "“Who is here” should be a list"),
        ("debrief", "present", ["Wren", "x" * 201], "at most 200 characters can be kept, and this has 201"),
        ("influence", "state", "left", "“state” is filled in by the workbench"),
    ],
)
def test_what_does_not_fit_is_told_beside_its_field(
    work: RecordWork, quay_store: Store, kind: str, field: str, value: Any, told: str
) -> None:
    before = quay_store.revision()
    assert told in problems(lambda: work.add(kind, {field: value}))[field]
    assert quay_store.revision() == before


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", '=HYPERLINK("http://x")', "النص من اليمين", "👩🏽‍🚒🏳️‍🌈", "x" * 20_000, "a\nb\n\tc"],
    ids=["script", "formula", "right to left", "emoji", "longest", "lines"],
)
def test_words_are_kept_as_they_are(work: RecordWork, quay_store: Store, text: str) -> None:
    made = work.add("issue", {**ISSUE, "description": text})
    assert quay_store.get(Issue, made.id).description == text
    assert work.values(made)["description"] == text


def test_lists_and_numbers_come_as_words_too(work: RecordWork) -> None:
    debrief = work.add("debrief", {"held_on": " 2026-05-04 ", "present": "Wren, Ash\nWren"})
    assert work.values(debrief)["present"] == ["Wren", "Ash", "Wren"]
    spend = work.add("spend", {"spent_on": "2026-05-04", "amount_pence": "1250", "what": 7, "legal": "yes"})
    assert isinstance(spend, Spend)
    assert (spend.amount_pence, spend.what, spend.category, spend.legal) == (1250, "7", "other", "yes")


def test_a_story_may_be_told_by_nobody_in_particular(work: RecordWork) -> None:
    assert work.values(work.add("story", {"title": "The letter"}))["teller"] == ""


def test_only_kinds_with_a_form_are_filled_in(work: RecordWork) -> None:
    for kind in ("system", "evidence_link", "spaceship"):
        with pytest.raises(Refused, match="not filled in on a form"):
            work.add(kind, {})
        with pytest.raises(Refused, match="not filled in on a form"):
            work.write(kind, "x", {})
        with pytest.raises(Refused, match="not filled in on a form"):
            work.remove(kind, "x")


@pytest.mark.parametrize("kind", form_kinds())
def test_every_act_on_every_kind_has_its_words(work: RecordWork, kind: str) -> None:
    for act, n in (("added", 1), ("added_several", 1), ("added_several", 2), ("written", 1), ("removed", 1)):
        key = f"forms.{act}.{kind}"
        said = work._words.say(key, n=n)
        assert said != key
        assert "{" not in said


# -- what it came from, and several at once ----------------------------------------------------------------------------


def test_what_an_entry_led_to_is_laid_beside_it_in_the_same_step(work: RecordWork, quay_store: Store) -> None:
    debrief = work.add("debrief", {"held_on": "2026-05-04"})
    said = work.add("debrief_entry", {"debrief": debrief.id, "slice": "reflective", "text": "Nobody has the keys"})
    issue = work.add("issue", ISSUE, made_from=("debrief_entry", said.id))
    link = quay_store.all(EvidenceLink)[0]
    assert (link.source_kind, link.source, link.target_kind, link.target, link.stance) == (
        *("debrief_entry", said.id, "issue", issue.id),
        Stance.led_to,
    )
    work.undo()
    assert (quay_store.all("issue"), quay_store.all("evidence_link")) == ([], [])
    with pytest.raises(Gone):
        work.add("issue", ISSUE, made_from=("debrief_entry", "none"))
    with pytest.raises(Refused, match="not a kind of record"):
        work.add("issue", ISSUE, made_from=("spaceship", "x"))
    assert quay_store.all("issue") == []


def test_several_are_written_as_one_step(work: RecordWork, quay_store: Store) -> None:
    made = work.add_several("issue", [{**ISSUE, "description": f"No key {n}"} for n in range(3)])
    assert [i.description for i in made if isinstance(i, Issue)] == ["No key 0", "No key 1", "No key 2"]
    assert last_words(quay_store) == "Wrote down 3 issues"
    work.undo()
    assert quay_store.all("issue") == []


def test_of_several_none_is_written_where_one_does_not_fit_and_the_row_is_named(
    work: RecordWork, quay_store: Store
) -> None:
    rows = [ISSUE, {**ISSUE, "level": "cosmic"}, {"description": "x"}]
    told = problems(lambda: work.add_several("issue", rows))
    assert list(told) == ["2.level", "3.level", "3.owner"]
    assert told["2.level"].startswith("Row 2: “Level” cannot be “cosmic”")
    goal = work.add("goal", {"wording": "Help me to sleep"})
    scores = [{"goal": goal.id, "scored_on": "2026-05-04", "score": n} for n in (3, 4)]
    told = problems(lambda: work.add_several("goal_score", scores))
    assert told["2.scored_on"].startswith("Row 2: This goal has a score for that day already")
    assert (quay_store.all("issue"), quay_store.all("goal_score")) == ([], [])
    for rows, why in (([], "no rows"), ([ISSUE] * 2_001, "At most 2,000 rows")):
        with pytest.raises(Refused, match=why):
            work.add_several("issue", rows)


# -- two people at once ------------------------------------------------------------------------------------------------


@pytest.fixture
def other(quay_desk: Desk) -> RecordWork:
    """A second person at a desk of their own."""
    desk = Desk(quay_desk.store, now=quay_desk._now)
    desk.sit(by="Ben", page="other tab")
    return desk.work_on_cycle("quay-1")


def test_two_people_who_change_different_fields_both_keep_their_words(
    work: RecordWork, other: RecordWork, quay_store: Store
) -> None:
    id = work.add("issue", ISSUE).id
    work.write("issue", id, {"countermeasure": "Ring first"}, was={"countermeasure": ""})
    other.write("issue", id, {"system_change": "Keys for all"}, was={"system_change": ""})
    now = quay_store.get(Issue, id)
    assert (now.countermeasure, now.system_change, now.revised_by) == ("Ring first", "Keys for all", "Ben")
    assert last_words(quay_store) == "Changed an issue"


def test_two_people_who_change_the_same_field_are_shown_both_wordings(
    work: RecordWork, other: RecordWork, quay_store: Store
) -> None:
    id = work.add("issue", ISSUE).id
    work.write("issue", id, {"countermeasure": "Ring first"}, was={"countermeasure": ""})
    with pytest.raises(Stale) as e:
        other.write(
            "issue",
            id,
            {"countermeasure": "Break in", "system_change": "Keys"},
            was={"countermeasure": None, "system_change": ""},
        )
    assert (e.value.yours, e.value.theirs) == ({"countermeasure": "Break in"}, {"countermeasure": "Ring first"})
    assert "Asha changed this after you opened it" in str(e.value)
    assert quay_store.get(Issue, id).system_change == ""
    other.write("issue", id, {"countermeasure": "Ring first"}, was={"countermeasure": ""})
    other.write("issue", id, {"countermeasure": "Break in"}, was={"countermeasure": "Ring first"})
    assert quay_store.get(Issue, id).countermeasure == "Break in"


def test_a_change_made_between_reading_and_writing_is_kept(
    work: RecordWork, other: RecordWork, quay_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = work.add("issue", ISSUE).id
    changed, once = work._changed, iter([True])

    def meanwhile(before: Record, values: Any) -> Record:
        made = changed(before, values)
        if next(once, False):
            other.write("issue", id, {"owner": "leadership"})
        return made

    monkeypatch.setattr(work, "_changed", meanwhile)
    work.write("issue", id, {"level": "macro"})
    now = quay_store.get(Issue, id)
    assert (now.level, now.owner, now.version) == ("macro", "leadership", 3)


def test_what_others_removed_is_told_as_gone(work: RecordWork, other: RecordWork) -> None:
    id = work.add("issue", ISSUE).id
    other.remove("issue", id)
    with pytest.raises(Gone):
        work.write("issue", id, {"level": "macro"})
    with pytest.raises(Gone):
        work.remove("issue", id)
    other.undo()
    assert work.write("issue", id, {"level": "macro"}).id == id
    for no_id in ("", "a\ud800", "a\x00"):
        with pytest.raises(Gone):
            work.remove("issue", no_id)


def test_a_change_that_does_not_fit_changes_nothing(work: RecordWork, quay_store: Store) -> None:
    id, before = work.add("issue", ISSUE).id, quay_store.revision()
    assert list(problems(lambda: work.write("issue", id, {"description": "", "owner": None}))) == [
        "description",
        "owner",
    ]
    assert list(problems(lambda: work.write("issue", id, {"scope": "person"}))) == ["scope"]
    assert quay_store.revision() == before
    work.write("issue", id, {"status": "", "scope": "", "raised_on": None})
    assert quay_store.revision() == before


# -- whose it is -------------------------------------------------------------------------------------------------------


def test_what_belongs_to_another_group_is_neither_changed_nor_named(
    work: RecordWork, elsewhere: Experiment, quay_store: Store
) -> None:
    for act in (
        lambda: work.write("experiment", elsewhere.id, {"title": "Mine"}),
        lambda: work.remove("experiment", elsewhere.id),
        lambda: work.add("issue", ISSUE, made_from=("experiment", elsewhere.id)),
    ):
        with pytest.raises(Refused, match="belongs to another group"):
            act()
    told = problems(lambda: work.add("countermeasure", {"what": "A key", "experiment": elsewhere.id}))
    assert told == {
        "experiment": "“For which experiment” names something that belongs to another group. Choose one of your own."
    }
    assert quay_store.get(Experiment, elsewhere.id).title == "Walk along"


def test_an_experiment_may_be_linked_to_what_others_try(work: RecordWork, elsewhere: Experiment) -> None:
    ours = work.add("experiment", {"title": "Ring first", "links_to": [elsewhere.id]})
    assert work.values(ours)["links_to"] == [elsewhere.id]
    told = problems(lambda: work.write("experiment", ours.id, {"links_to": [elsewhere.id, "none"], "touches": ["x"]}))
    assert list(told) == ["touches", "links_to"]


def test_an_earlier_round_of_the_same_group_is_still_theirs(work: RecordWork, quay_store: Store) -> None:
    with quay_store.step("Second round", by="Test") as step:
        step.add(Cycle(id="quay-2", system="quay", name="Second round", round=2))
        old = step.add(Issue.model_validate({**ISSUE, "cycle": "quay-2"}))
    changed = work.write("issue", old.id, {"level": "macro"})
    assert isinstance(changed, Issue)
    assert (changed.level, changed.cycle) == ("macro", "quay-2")


# -- questions of one's own --------------------------------------------------------------------------------------------

MOOD = '\n[mood]\nkind = "choice"\nlabel = "How was the room?"\nchoices = ["Bright", "Heavy"]\n'
MORE = (
    '\n[n]\nkind = "number"\nlabel = "How many?"\n[on]\nkind = "day"\nlabel = "When?"\n'
    '[ok]\nkind = "yes_no"\nlabel = "OK?"\n'
    '[who]\nkind = "several"\nlabel = "Who?"\nchoices = ["A", "B"]\n[line]\nkind = "line"\nlabel = "In a line"\n'
)


def test_the_answer_to_a_question_of_ones_own_is_kept_and_comes_back(
    work: RecordWork, quay_store: Store, forms: Callable[[str, str], None]
) -> None:
    forms("issue", MOOD + MORE)
    given = {"own:mood": "Heavy", "own:n": "3.0", "own:on": "2026-05-04", "own:ok": False, "own:who": ["B", "A"]}
    made = work.add("issue", {**ISSUE, **given, "own:line": "=1+1"})
    found = quay_store.get(Issue, made.id)
    assert found.own_answers[0] == OwnAnswer(question="mood", asked="How was the room?", answer=("Heavy",))
    values = work.values(found)
    assert [values[f"own:{key}"] for key in ("mood", "n", "on", "ok", "who", "line")] == [
        *("Heavy", 3.0, "2026-05-04", False),
        *(["B", "A"], "=1+1"),
    ]
    assert values["own_gone"] == []
    changed = work.write("issue", made.id, {"own:mood": "", "own:n": 4}, was={"own:mood": "Heavy", "own:n": 3})
    assert (work.values(changed)["own:mood"], work.values(changed)["own:n"]) == (None, 4)
    with pytest.raises(Stale):
        work.write("issue", made.id, {"own:n": 5}, was={"own:n": 3})


def test_what_does_not_fit_a_question_of_ones_own_is_told_beside_it(
    work: RecordWork, quay_store: Store, forms: Callable[[str, str], None]
) -> None:
    forms("issue", MOOD + MORE)
    wrong = {
        "own:mood": "Grey",
        "own:n": "many",
        "own:on": "May",
        "own:ok": "?",
        "own:who": ["C"],
        "own:line": "x" * 201,
    }
    told = problems(lambda: work.add("issue", {**ISSUE, **wrong}))
    assert list(told) == ["own:mood", "own:n", "own:on", "own:ok", "own:who", "own:line"]
    assert told["own:mood"] == "“How was the room?” cannot be “Grey”; choose one of: Bright, Heavy."
    assert "NUL" in problems(lambda: work.add("issue", {**ISSUE, "own:line": "a\x00"}))["own:line"]
    assert quay_store.all("issue") == []


def test_an_answer_whose_question_was_taken_out_is_kept_and_shown(
    work: RecordWork, quay_store: Store, forms: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    forms("issue", MOOD)
    id = work.add("issue", {**ISSUE, "own:mood": "Heavy"}).id
    monkeypatch.delenv("WORKBENCH_TEMPLATES")
    values = work.values(quay_store.get(Issue, id))
    assert values["own_gone"] == [{"asked": "How was the room?", "answer": "Heavy"}]
    assert "own:mood" not in values
    work.write("issue", id, {"level": "macro"})
    assert quay_store.get(Issue, id).own_answers[0].answer == ("Heavy",)


def test_a_choice_that_is_no_longer_offered_stays_where_it_was_chosen(
    work: RecordWork, quay_store: Store, forms: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    forms("issue", MOOD)
    id = work.add("issue", {**ISSUE, "own:mood": "Heavy"}).id
    monkeypatch.delenv("WORKBENCH_TEMPLATES")
    forms("issue", MOOD.replace('"Heavy"', '"Dull"'))
    assert work.values(quay_store.get(Issue, id))["own:mood"] == "Heavy"
    work.write("issue", id, {"own:mood": "Heavy", "level": "macro"})
    assert list(problems(lambda: work.add("issue", {**ISSUE, "own:mood": "Heavy"}))) == ["own:mood"]
    work.write("issue", id, {"own:mood": "Dull"})
    assert list(problems(lambda: work.write("issue", id, {"own:mood": "Heavy"}))) == ["own:mood"]


def test_an_answer_to_a_question_that_now_asks_for_something_else_is_shown_beside_it(
    work: RecordWork, quay_store: Store, forms: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    forms("issue", MOOD)
    id = work.add("issue", {**ISSUE, "own:mood": "Heavy"}).id
    monkeypatch.delenv("WORKBENCH_TEMPLATES")
    forms("issue", '\n[mood]\nkind = "number"\nlabel = "Mood from 1 to 5"\n')
    values = work.values(quay_store.get(Issue, id))
    assert values["own:mood"] is None
    assert values["own_gone"] == [{"asked": "How was the room?", "answer": "Heavy"}]


# -- a group's own form ------------------------------------------------------------------------------------------------


def test_a_groups_own_form_is_filled_in(work: RecordWork) -> None:
    late = {"key": "late", "label": "Late?", "question_kind": "yes_no"}
    why = {"key": "why", "label": "Why?", "question_kind": "choice", "choices": ["Rain", "Road"]}
    made = work.add("capture_form", {"name": "At the bus stop", "questions": [late, why]})
    entry = {"capture_form": made.id, "happened_on": "2026-05-04", "own:late": True, "own:why": "Rain"}
    written = work.add("capture_entry", entry)
    assert work.values(written)["own:late"] is True
    assert list(problems(lambda: work.add("capture_entry", {**entry, "own:why": "Snow"}))) == ["own:why"]
    work.write("capture_form", made.id, {"questions": [late, {**why, "asked": False}]})
    values = work.values(written)
    assert values["own_gone"] == [{"asked": "Why?", "answer": "Rain"}]


@pytest.mark.parametrize(
    ("questions", "told"),
    [
        ([{"key": "a", "label": "A"}, {"key": "a", "label": "B"}], "“B” is asked twice on this form under the key “a”"),
        ([{"key": "a", "label": "A", "question_kind": "several"}], "“A” asks to choose and offers nothing"),
        ([{"key": "a", "label": ""}], "“Questions” is empty"),
        ("anything", "“Questions” cannot be kept like this"),
    ],
)
def test_questions_that_cannot_be_asked_are_refused(work: RecordWork, questions: Any, told: str) -> None:
    assert told in problems(lambda: work.add("capture_form", {"name": "Form", "questions": questions}))["questions"]
