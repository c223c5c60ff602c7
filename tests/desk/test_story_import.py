"""Stories from files: tried out, brought in as one import, brought in again, taken back, and taken out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from workbench.desk import Desk
from workbench.desk.story_import import StoryImport, story_intakes, try_out_stories
from workbench.desk.story_taking_out import form_to_take, take_out_form, take_out_stories
from workbench.desk.story_wishes import StoryWishes
from workbench.errors import Gone, NotAllowed, Refused
from workbench.exchange.story_file import StoryChoices
from workbench.model import (
    Intake,
    IntakeState,
    OpeningQuestion,
    Placing,
    Scale,
    Signification,
    Signifier,
    SignifierSet,
    Story,
    Withdrawal,
)
from workbench.model.signifier_file import signifier_file

pytestmark = pytest.mark.slow

HEADER = "_uuid,day,title,story,respondent,place,consent,why_top,why_left,why_right,why_na,mood,extra\n"
ROWS = (
    "u-1,2025-05-01,Late,They came late and rang from 07700 900123.,Ann Marsh,North,yes,1,1,2,,good,one\n",
    "u-2,2025-05-02,,They never came.,Ann Marsh,South,team,,,,yes,bad,two\n",
    "u-3,2025-05-03,Soon,They came soon.,Bo,North,no,4,0,0,,good,\n",
    "u-4,2025-05-04,Then,They came then.,Bo,North,place,0,4,0,,bad,\n",
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return written(tmp_path / "quay.csv", ROWS)


def written(path: Path, rows: Sequence[str]) -> Path:
    path.write_text(HEADER + "".join(rows), encoding="utf-8")
    return path


@pytest.fixture
def desk(quay_desk: Desk) -> Desk:
    quay_desk.sit(by="Ama", page="tab")
    return quay_desk


def bring_in(desk: Desk, path: Path, *, definition: Path | None = None, **wishes: Any) -> StoryImport:
    bringing = StoryImport(desk, path, cycle="quay-1", definition=definition, wishes=StoryWishes(**wishes))
    while not bringing.next().finished:
        pass
    return bringing


def by_key(desk: Desk) -> dict[str, Story]:
    return {str(one.source_key).rpartition(":")[2]: one for one in desk.store.all(Story)}


def test_trying_out_tells_what_would_come_and_stores_nothing(desk: Desk, file: Path) -> None:
    before = desk.store.revision()
    tried = try_out_stories(desk, file, cycle="quay-1")
    assert (tried.n_rows, tried.n_new, tried.n_left_out, tried.n_same, tried.n_refused) == (4, 3, 1, 0, 0)
    assert (tried.n_tellers, tried.knows_tellers, tried.sets) == (2, True, ())
    assert dict(tried.n_answers) == {"placed": 5, "not_applicable": 1}
    assert [(one.title, one.labels) for one in tried.questions] == [
        ("why", ("top", "left", "right")), ("mood", ("bad", "good")),
    ]  # fmt: skip
    assert [(one.word, one.n, one.means) for one in tried.consent] == [
        ("no", 1, "leave_out"), ("place", 1, "place"), ("team", 1, "team"), ("yes", 1, "as_chosen"),
    ]  # fmt: skip
    assert [(one.kind, one.column, one.choice) for one in tried.personal] == [
        ("phone", "story", "replace"), ("identifier", "respondent", "pseudonym"),
    ]  # fmt: skip
    assert [row["title"] for row in tried.preview] == ["Late", "They never came.", "Then"]
    assert desk.store.revision() == before
    assert desk.store.all(Story) == []


def test_stories_come_in_with_their_answers_for_the_group_alone(desk: Desk, file: Path) -> None:
    bringing = bring_in(desk, file)
    found = by_key(desk)
    assert sorted(found) == ["u-1", "u-2", "u-4"]
    late, then = found["u-1"], found["u-4"]
    assert late.text == "They came late and rang from [phone]."
    assert (late.title, late.told_on, late.place, late.language) == ("Late", date(2025, 5, 1), "North", "en")
    assert [(one.asked, one.answer) for one in late.own_answers] == [("extra", ("one",))]
    # nothing in the file makes a story wider than was chosen, and nobody said that it may leave
    assert {(one.scope, one.may_quote, one.may_leave) for one in found.values()} == {("team", False, False)}
    assert (then.consent_wording, late.consent_wording) == ("consent: place", "consent: yes")
    assert late.teller == found["u-2"].teller
    assert late.teller not in (then.teller, "Ann Marsh")
    [asked] = desk.store.all(SignifierSet)
    placed = {one.signifier: one for one in desk.store.all(Signification, story=late.id)}
    assert (placed["why"].top, placed["why"].left, placed["why"].right) == (0.25, 0.25, 0.5)
    assert placed["mood"].chosen == ("good",)
    assert {(one.signifier_set, one.signified_by, one.placed_on) for one in placed.values()} == {
        (asked.id, "teller", date(2025, 5, 1))
    }
    away = desk.store.all(Signification, story=found["u-2"].id, signifier="why")
    assert [one.placing for one in away] == [Placing.not_applicable]
    assert (bringing.intake.state, bringing.intake.n_rows, bringing.intake.n_refused) == (IntakeState.done, 4, 1)
    assert desk.store.check() == []


def test_a_scope_chosen_wider_is_narrowed_by_what_each_teller_said(desk: Desk, file: Path) -> None:
    consent = {"no": "without_words", "yes": "as_chosen"}
    bring_in(desk, file, scope="country", may_leave=True, may_quote=True, consent=consent)
    found = by_key(desk)
    assert {key: one.scope for key, one in found.items()} == {
        "u-1": "country", "u-2": "team", "u-3": "country", "u-4": "place",
    }  # fmt: skip
    silent = found["u-3"]
    assert (silent.title, silent.text, silent.place) == ("(the teller kept the words)", "", "")
    assert (silent.may_quote, silent.may_leave, found["u-1"].may_leave) == (False, False, True)
    assert len(desk.store.all(Signification, story=silent.id)) == 2


def test_names_of_tellers_stay_where_people_say_they_are_made_up(desk: Desk, file: Path) -> None:
    tried = try_out_stories(desk, file, cycle="quay-1", wishes=StoryWishes(tellers="as_written"))
    assert {row["teller"] for row in tried.preview} == {"Ann Marsh", "Bo"}


def test_a_file_without_tellers_counts_every_story_as_a_teller_of_its_own(desk: Desk, file: Path) -> None:
    wishes = StoryWishes(read=StoryChoices(roles={"teller": ""}))
    tried = try_out_stories(desk, file, cycle="quay-1", wishes=wishes)
    assert (tried.n_tellers, tried.knows_tellers) == (3, False)


def test_the_same_file_again_makes_nothing_twice(desk: Desk, file: Path) -> None:
    bring_in(desk, file)
    held = [desk.store.all(kind) for kind in (Story, Signification, SignifierSet)]
    again = bring_in(desk, file)
    assert (again.tried.n_new, again.tried.n_same, again.tried.n_changed, again.tried.sets) == (0, 3, 0, ("quay",))
    assert [desk.store.all(kind) for kind in (Story, Signification, SignifierSet)] == held
    assert [n for _, n in story_intakes(desk, "quay")] == [0, 3]


def test_what_the_file_has_otherwise_is_revised_and_its_history_keeps_it(
    desk: Desk, file: Path, tmp_path: Path
) -> None:
    bring_in(desk, file)
    late = by_key(desk)["u-1"]
    rows = [ROWS[0].replace("came late", "came very late").replace(",1,1,2,,good", ",1,0,0,,angry"), *ROWS[1:]]
    more = written(tmp_path / "quay.csv", [*rows, "u-9,2025-06-01,New,They are new.,Cy,,yes,1,1,1,,bad,\n"])
    bringing = bring_in(desk, more)
    assert (bringing.tried.n_new, bringing.tried.n_same, bringing.tried.n_changed) == (1, 2, 1)
    assert bringing.tried.changed == (("line 2", "Late", ("text",)),)
    now = by_key(desk)["u-1"]
    assert (now.id, now.text) == (late.id, "They came very late and rang from [phone].")
    assert [one.before["text"] for one in desk.store.history("story", late.id) if one.before] == [late.text]
    placed = {one.signifier: one for one in desk.store.all(Signification, story=late.id)}
    assert (placed["why"].top, placed["mood"].chosen) == (1.0, ("angry",))
    # the set grew by an answer, and is the same set
    [asked] = desk.store.all(SignifierSet)
    assert asked.signifiers[1].labels == ("bad", "good", "angry")


def test_what_somebody_mended_here_is_not_undone_by_the_same_file(desk: Desk, file: Path) -> None:
    bring_in(desk, file)
    late = by_key(desk)["u-1"]
    with desk.store.step("By hand", by="Bo") as step:
        step.revise(late.model_copy(update={"text": "They came late."}))
    assert bring_in(desk, file).tried.n_changed == 0
    assert desk.store.get(Story, late.id).text == "They came late."


def test_a_story_its_teller_took_back_does_not_come_again(desk: Desk, file: Path) -> None:
    bring_in(desk, file)
    for key, how in (("u-1", Withdrawal.erased), ("u-2", Withdrawal.no_use)):
        desk.store.withdraw("story", by_key(desk)[key].id, how, by="Bo", on=date(2026, 5, 4))
    tried = bring_in(desk, file).tried
    assert (tried.n_new, tried.n_same, tried.n_left_out) == (0, 1, 3)
    assert by_key(desk)["u-1"].text == ""


def test_words_that_may_be_names_need_an_answer_before_anything_is_stored(desk: Desk, tmp_path: Path) -> None:
    path = written(tmp_path / "n.csv", ["u-1,,T,I met Joan Hardy there.,,,,1,1,1,,,\n"])
    with pytest.raises(Refused) as refused:
        StoryImport(desk, path, cycle="quay-1")
    assert refused.value.field == "may_be_name:story"
    assert (desk.store.all(Story), desk.store.all(Intake)) == ([], [])
    bring_in(desk, path, answers={"may_be_name:story": "replace"})
    assert [one.text for one in desk.store.all(Story)] == ["I met [name] there."]


@pytest.mark.parametrize(
    ("wishes", "says"),
    [
        ({"scope": "moon"}, "moon"),
        ({"tellers": "twice"}, "is neither “pseudonym” nor “as_written”"),
        ({"consent": {"yes": "always"}}, "“always”"),
        ({"answers": {"phone:story": "perhaps"}}, "perhaps"),
        ({"consent": dict.fromkeys(("yes", "no", "team", "place"), "leave_out")}, "None of the stories"),
        ({"read": StoryChoices(roles={"text": "nowhere"})}, "has no column “nowhere”"),
    ],
)
def test_a_wish_that_cannot_be_changes_nothing(desk: Desk, file: Path, wishes: dict[str, Any], says: str) -> None:
    before = desk.store.revision()
    with pytest.raises(Refused, match=says):
        bring_in(desk, file, **wishes)
    assert desk.store.revision() == before


def test_a_number_that_stands_twice_is_taken_once_and_told(desk: Desk, tmp_path: Path) -> None:
    path = written(tmp_path / "t.csv", [ROWS[0], ROWS[0], ROWS[1].replace("u-2", "u-1")])
    tried = try_out_stories(desk, path, cycle="quay-1")
    assert (tried.n_rows, tried.n_new, tried.n_same, tried.n_refused) == (3, 1, 1, 1)
    assert [(one.where, one.what) for one in tried.refused] == [("line 4", "u-1")]


def test_an_import_is_taken_back_as_one_and_can_come_again(desk: Desk, file: Path) -> None:
    bringing = bring_in(desk, file)
    taken = desk.store.take_back_intake(bringing.intake.id, by="Ama")
    assert (taken.n_stories, taken.n_kept) == (3, 0)
    assert [desk.store.all(kind) for kind in (Story, Signification, SignifierSet)] == [[], [], []]
    assert bring_in(desk, file).tried.n_new == 3


def test_an_import_that_was_stopped_goes_on_where_it_was(
    desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.desk.story_import._AT_ONCE", 1)
    stopped = StoryImport(desk, file, cycle="quay-1")
    assert stopped.next() == (1, 3, False)
    again = bring_in(desk, file)
    assert again.intake.id == stopped.intake.id
    assert (again.intake.state, len(desk.store.all(Story))) == (IntakeState.done, 3)
    assert len(desk.store.all(Signification)) == 6


def test_a_question_worded_otherwise_begins_a_set_that_follows(desk: Desk, file: Path, tmp_path: Path) -> None:
    form = "Data column name,Type,About,Short name,Long name,Options,Answers,\n"
    stories = tmp_path / "n.csv"
    stories.write_text("Story title,Story text,Ended\nA,One,20\n", encoding="utf-8")
    for n, ends in enumerate((("badly", "well"), ("in tears", "in joy"))):
        path = tmp_path / "form.csv"
        path.write_text(f"{form}Ended,Scale,story,Ended,How?,,{ends[0]},{ends[1]}\n", encoding="utf-8")
        bring_in(desk, stories, definition=path)
        assert len(desk.store.all(SignifierSet)) == n + 1
    first, second = sorted(desk.store.all(SignifierSet), key=lambda one: one.follows or "")
    assert (first.follows, second.follows, second.signifiers[0].labels) == (None, first.id, ("in tears", "in joy"))


# -- taking out --------------------------------------------------------------------------------------------------------


def test_only_stories_whose_tellers_let_them_leave_are_taken_out(desk: Desk, file: Path, tmp_path: Path) -> None:
    bring_in(desk, file)
    with pytest.raises(Refused, match="no story to take out"):
        take_out_stories(desk, tmp_path / "out.csv", system="quay")
    with desk.store.step("By hand", by="Bo") as step:
        step.revise(by_key(desk)["u-4"].model_copy(update={"may_leave": True}))
    path = take_out_stories(desk, tmp_path / "out.csv", system="quay")
    told = path.read_text(encoding="utf-8-sig")
    assert "They came then." in told
    assert "They never came." not in told
    assert path.with_name("out-form.csv").exists()
    with pytest.raises(NotAllowed):
        take_out_stories(Desk(desk.store, audience="public"), tmp_path / "public.csv", system="quay")
    assert not (tmp_path / "public.csv").exists()


def test_out_and_in_again_is_the_same_here_and_elsewhere(desk: Desk, file: Path, tmp_path: Path) -> None:
    bring_in(desk, file, may_leave=True)
    out = take_out_stories(desk, tmp_path / "out.csv", system="quay")
    form = tmp_path / "out-form.csv"
    again = bring_in(desk, out, definition=form)
    assert (again.tried.n_new, again.tried.n_same, again.tried.n_changed) == (0, 3, 0)
    assert (len(desk.store.all(Signification)), len(desk.store.all(SignifierSet))) == (6, 1)
    asked = try_out_stories(desk, out, definition=form, cycle="quay-1").questions
    assert [(one.title, one.labels) for one in asked] == [("why", ("top", "left", "right")), ("mood", ("bad", "good"))]


def test_the_form_for_telephones_asks_the_newest_questions(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="There are no questions for tellers here yet"):
        take_out_form(desk, tmp_path / "f.xlsx", system="quay")
    ours = signifier_file("help_and_services")
    with desk.store.step("Ours", by="Ama") as step:
        made = step.add(SignifierSet(cycle="quay-1", name=ours.name, signifiers=ours.signifiers))
        step.add(OpeningQuestion(cycle="quay-1", wording="What happened to you?", agreed_on=date(2026, 5, 1)))
        step.revise(desk.store.get(Scale, "team").model_copy(update={"name": "Our team"}))
    path = take_out_form(desk, tmp_path / "f.xlsx", system="quay")
    survey = list(openpyxl.load_workbook(path)["survey"].iter_rows(values_only=True))
    labels = {row[1]: row[2] for row in survey}
    assert labels["story_text"] == "What happened to you?"
    assert {f"{one.key}_top" for one in ours.signifiers if one.signifier_kind == "triad"} <= set(labels)
    assert form_to_take(desk, cycle="quay-1", signifier_set=made.id)[0] == ours.name
    with pytest.raises(Gone):
        form_to_take(desk, cycle="quay-1", signifier_set="nothing")


def test_what_telephones_collect_joins_the_questions_that_were_given_out(desk: Desk, tmp_path: Path) -> None:
    asked = (Signifier(key="pace", signifier_kind="dyad", title="It went", labels=("slowly", "fast")),)
    with desk.store.step("Ours", by="Ama") as step:
        made = step.add(SignifierSet(cycle="quay-1", name="Ours", signifiers=asked, template="ours"))
    path = tmp_path / "kobo.csv"
    path.write_text("story_text;pace;pace_na;_uuid\nThey came.;40;;u-1\nThey left.;;yes;u-2\n", encoding="utf-8")
    bring_in(desk, path)
    found = desk.store.all(Signification)
    assert {one.signifier_set for one in found} == {made.id}
    assert sorted((str(one.placing), one.x) for one in found if one.placing == "placed") == [("placed", 0.4)]


@pytest.mark.parametrize(
    ("data", "definition", "n_stories", "n_answers"),
    [
        ("sensemaker_ADemo_Data.csv", "sensemaker_ADemo_Definition.json", 129, 2202),
        ("narrafirma_example_stories.csv", "narrafirma_example_story_form.csv", 80, 1360),
    ],
)
def test_real_files_come_in_and_go_out_and_in_again(
    desk: Desk, shared_data: Path, tmp_path: Path, data: str, definition: str, n_stories: int, n_answers: int
) -> None:
    files = shared_data / data, shared_data / definition
    personal = try_out_stories(desk, files[0], definition=files[1], cycle="quay-1").personal
    answers = {one.key: "not_personal" for one in personal if one.needs_answer}
    bring_in(desk, files[0], definition=files[1], answers=answers, may_leave=True)
    assert (len(desk.store.all(Story)), len(desk.store.all(Signification))) == (n_stories, n_answers)
    withheld = [one for one in desk.store.all(Story) if not one.text]
    assert all(not one.may_leave and one.title == "(the teller kept the words)" for one in withheld)
    out = take_out_stories(desk, tmp_path / "out.csv", system="quay")
    form = tmp_path / "out-form.csv"
    personal = try_out_stories(desk, out, definition=form, cycle="quay-1").personal
    answers = {one.key: "not_personal" for one in personal if one.needs_answer}
    again = bring_in(desk, out, definition=form, answers=answers)
    assert (again.tried.n_new, again.tried.n_same, again.tried.n_changed) == (0, n_stories - len(withheld), 0)
    assert (len(desk.store.all(Signification)), len(desk.store.all(SignifierSet))) == (n_answers, 1)
