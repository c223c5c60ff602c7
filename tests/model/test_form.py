"""Forms: the record's fields in the words and the order of a template."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.errors import Refused
from workbench.model import RECORDS, CaptureForm, OwnQuestion, QuestionKind
from workbench.model.form import Question, form, form_kinds, form_of_group
from workbench.model.form_shape import FILLED_IN, shapes
from workbench.places import templates

Edit = Callable[..., None]


@pytest.fixture
def edit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Edit:
    """Writes a file of a group's own copy of the templates."""
    own = tmp_path / "templates"
    shutil.copytree(templates() / "forms", own / "forms")
    monkeypatch.setenv("WORKBENCH_TEMPLATES", str(own))

    def edited(file: str, *, then: str = "", **replaced: str) -> None:
        path = own / "forms" / file
        path.parent.mkdir(exist_ok=True)
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        for old, new in replaced.items():
            assert old in text
            text = text.replace(old, new)
        path.write_text(text + then, encoding="utf-8")

    return edited


def fields(kind: str, language: str = "en") -> list[str]:
    return [question.field for question in form(kind, language=language).questions]


def asked(kind: str, field: str, language: str = "en") -> Question:
    found = form(kind, language=language).question(field)
    assert found is not None
    return found


# -- the forms that come with the workbench ----------------------------------------------------------------------------


def test_every_kind_that_people_fill_in_has_a_form() -> None:
    assert set(form_kinds()) == {
        *("issue", "story", "experiment", "rule", "countermeasure", "data_plan", "frame_note", "debrief"),
        *("debrief_entry", "pod_entry", "spend", "task", "task_move", "goal", "goal_score", "measure", "series"),
        *("point", "series_change", "capture_form", "capture_entry", "attachment"),
        *("case", "contact", "risk", "observation"),
        *("forum_case", "refusal", "grant", "outcome", "outcome_talk", "multiplier"),
        "unit_cost",
        *("inquiry", "inquiry_note", "opening_question"),
        *("theme", "coding_round"),
        *("conversation", "statement"),
        *("sense_session", "sense_note", "perspective", "interpretation", "idea", "influence"),
        *("embedding", "enablement", "review", "review_note", "governance_group", "account", "account_sentence"),
    }


@pytest.mark.parametrize("kind", form_kinds())
def test_a_form_speaks_of_nothing_the_record_does_not_have(kind: str) -> None:
    made = form(kind)
    known = shapes(RECORDS[kind])
    assert {*made.labels} <= {*known}
    assert all(label.strip() for label in made.labels.values())
    for question in made.questions:
        named = {value for value, _ in question.choices}
        assert known[question.field].values == () or named == {*known[question.field].values}


@pytest.mark.parametrize("kind", form_kinds())
def test_everything_a_record_needs_is_asked_or_knowingly_hidden(kind: str) -> None:
    needed = {name for name, field in RECORDS[kind].model_fields.items() if field.is_required()} - FILLED_IN
    by_other_means = {"of_kind", "of", "media_type", "size_bytes"}
    assert needed - by_other_means <= {*form(kind).labels}


def test_the_issue_log_has_its_columns_in_its_order() -> None:
    first = form("issue").questions[:6]
    assert [question.label for question in first] == [
        "Issue description",
        "Level",
        "Status",
        "Owner",
        "Action: countermeasure (now)",
        "Action: system change (the new normal)",
    ]
    assert [words for _, words in first[1].choices] == ["Individual", "System", "Macro"]
    for level in ("Individual:", "System:", "Macro:"):
        assert level in first[1].help
    assert [q.required for q in first] == [True, True, False, True, False, False]
    assert first[2].default == "open"


def test_kinds_and_limits_are_the_records_own() -> None:
    spend = {question.field: question for question in form("spend").questions}
    amount = spend["amount_pence"]
    assert (amount.question_kind, amount.required, amount.least, amount.most) == ("money", True, 0, 100_000_000)
    assert (spend["spent_on"].question_kind, spend["worker"].longest) == ("day", 200)
    assert (spend["need"].question_kind, spend["need"].longest) == ("text", 20_000)
    assert (spend["experiment"].question_kind, spend["scope"].question_kind) == ("record", "scope")
    assert (spend["category"].question_kind, spend["category"].default) == ("choice", "other")
    score = asked("goal_score", "score")
    assert (score.question_kind, score.least, score.most, score.step) == ("number", 0, 10, None)
    assert (asked("debrief", "present").question_kind, asked("debrief", "present").many) == ("people", True)
    assert (asked("experiment", "touches").question_kind, asked("task_move", "times").step) == ("records", 1)
    assert (asked("story", "text").longest, asked("story", "may_quote").default) == (1_000_000, False)


def test_free_words_with_choices_keep_what_stands_before_the_words() -> None:
    category = asked("spend", "category")
    assert category.choices[2] == ("household", "Household goods")
    assert ("other", "Other") in category.choices


def test_a_page_gets_a_form_as_plain_values() -> None:
    page = form("goal_score").as_page()
    assert (page["kind"], page["title"], page["add"]) == ("goal_score", "Where I put myself", "Keep it")
    assert page["questions"][1] == {
        "field": "score",
        "kind": "number",
        "label": "From 0 to 10",
        "help": "The person says the number. 0 is as far away as it can be, 10 is there.",
        "placeholder": "",
        "required": True,
        "longest": None,
        "least": 0,
        "most": 10,
        "step": None,
        "lines": 1,
        "choices": [],
        "own": False,
        "default": None,
    }


# -- what a user changes -----------------------------------------------------------------------------------------------


def test_a_form_is_reworded_reordered_and_shortened_in_its_file_alone(edit: Edit) -> None:
    edit(
        "en/task.toml",
        **{'heading = "Task"': 'heading = "Piece of work"', '[note]\nlabel = "Note"\nlines = 2\n': ""},
        then='\n[note]\nlabel = "Anything else?"\n',
    )
    edit("en/task.toml", **{'label = "Who may see it"': 'label = "Seen by"\nhide = true'})
    made = form("task")
    assert (made.title, fields("task")) == ("Piece of work", ["name", "effective", "note"])
    assert made.label("note") == "Anything else?"
    assert made.label("scope") == "Seen by"


def test_a_question_of_ones_own_stands_where_it_is_written(edit: Edit) -> None:
    edit(
        "en/issue.toml",
        **{
            "[status]\n": '[mood]\nkind = "choice"\nlabel = "How was the room?"\nchoices = ["Bright", "Heavy"]\n'
            "\n[status]\n"
        },
        then='\n[minutes]\nkind = "number"\nlabel = "How long did it take, in minutes?"\nhelp = "Roughly."\n',
    )
    assert fields("issue")[1:4] == ["level", "own:mood", "status"]
    mood = asked("issue", "own:mood")
    assert (mood.own, mood.key, mood.question_kind, mood.required) == (True, "mood", "choice", False)
    assert mood.choices == (("Bright", "Bright"), ("Heavy", "Heavy"))
    assert asked("issue", "own:minutes").help == "Roughly."
    assert form("issue").label("own:mood") == "How was the room?"


def test_a_choice_that_is_taken_out_is_no_longer_offered(edit: Edit) -> None:
    edit("en/issue.toml", **{'government = "Government"\n': ""})
    assert [value for value, _ in asked("issue", "owner").choices] == ["team", "leadership"]


def test_what_a_language_lacks_comes_from_english(edit: Edit) -> None:
    edit(
        "cy/task.toml",
        then='heading = "Tasg"\n[effective]\nlabel = "A oedd yn help?"\n[effective.choices]\nno = "Nac oedd"\n'
        '[name]\nlabel = "Y dasg"\n[hwyl]\nkind = "line"\nlabel = "Sut hwyl?"\n',
    )
    made = form("task", language="cy-GB")
    assert (made.title, made.add) == ("Tasg", "Add a task")
    assert fields("task", "cy-GB") == ["effective", "note", "scope", "name", "own:hwyl"]
    assert (made.label("name"), made.label("note")) == ("Y dasg", "Note")
    assert asked("task", "effective", "cy").choices == (("yes", "Yes"), ("partly", "Partly"), ("no", "Nac oedd"))
    assert fields("task") == ["name", "effective", "note", "scope"]


def test_a_language_may_offer_less(edit: Edit) -> None:
    edit("cy/task.toml", then="[effective.choices]\npartly = false\n")
    assert [value for value, _ in asked("task", "effective", "cy").choices] == ["yes", "no"]


@pytest.mark.parametrize(
    ("file", "then", "told"),
    [
        ("issue", '\n[mood]\nlabel = "Mood"\n', "en/issue.toml cannot be used: “mood.kind” is not a kind of question"),
        ("issue", '\n[mood]\nkind = "slider"\nlabel = "Mood"\n', "“mood.kind” is not a kind of question"),
        (
            "issue",
            '\n[mood]\nkind = "choice"\nlabel = "Mood"\n',
            "en/issue.toml cannot be used: “mood” offers no choices",
        ),
        ("issue", '\n[mood]\nkind = "line"\n', "“mood” has no label"),
        (
            "issue",
            '\n[mood]\nkind = "choice"\nlabel = "M"\nchoices = { a = "A" }\n',
            "“mood.choices” should be a list, like",
        ),
        ("issue", '\n[mood]\nkind = "line"\nlabel = "Mood"\n[mood]\nlabel = "Mood"\n', "en/issue.toml cannot be read"),
        ("issue", '\n[mood]\nkind = "line"\nlabel = "Mood"\ncolour = "red"\n', "“mood.colour” is not known there"),
        ("story", '\n[source_key]\nlabel = "Key"\nlines = "many"\n', "“source_key.lines” should be a number"),
        ("story", '\n[source_key]\nlabel = "Key"\nlines = true\n', "“source_key.lines” should be a number"),
        ("story", '\n[source_key]\nlabel = "Key"\nlines = 0\n', "“source_key.lines” is 0; it should be from 1 to 40"),
        ("story", '\n[source_key]\nlabel = "Key"\nkind = "line"\n', "“source_key.kind” cannot be set"),
        ("story", '\n[intake]\nlabel = "Intake"\nchoices = ["a"]\n', "“intake.choices” cannot be set"),
        ("issue", '\n[version]\nlabel = "Version"\n', "“version” cannot be asked; the workbench fills it in itself"),
        ("issue", '\n[own_answers]\nlabel = "Answers"\n', "“own_answers” cannot be asked"),
        ("issue", '\n["a b"]\nkind = "line"\nlabel = "A"\n', "“a b” is no name for a question"),
        ("capture_form", '\n[questions]\nlabel = "Q"\n', "“questions” cannot be asked on a form"),
        (
            "point",
            '\n[mood]\nkind = "line"\nlabel = "M"\n',
            "“mood” is no field of a point, and this form takes no questions",
        ),
        ("debrief_entry", "\n[learning_about.choices.extra]\n", "“learning_about.choices.extra” should be the words"),
    ],
)
def test_a_mistake_is_told_in_one_sentence_with_the_file_and_the_place(
    edit: Edit, file: str, then: str, told: str
) -> None:
    edit(f"en/{file}.toml", then=then)
    with pytest.raises(Refused) as e:
        form(file)
    assert told in str(e.value)


def test_a_value_that_no_record_knows_is_refused(edit: Edit) -> None:
    edit("en/issue.toml", **{'macro = "Macro"': 'cosmic = "Cosmic"'})
    with pytest.raises(Refused, match=r"“level.choices.cosmic” is not known; the values are individual, system, macro"):
        form("issue")


def test_what_the_readme_shows_can_be_written(edit: Edit) -> None:
    shown = re.findall(
        r"```toml\n(.*?)```", (templates() / "forms" / "README.md").read_text(encoding="utf-8"), re.DOTALL
    )
    edit("en/issue.toml", then=f"\n{shown[1]}")
    assert asked("issue", "own:mood").choices[0] == ("Bright", "Bright")
    edit("cy/issue.toml", then=shown[0])
    assert (form("issue", language="cy").lead, asked("issue", "description", "cy").placeholder) == (
        "A sentence or two above the questions.",
        "In your own words",
    )


def test_the_readme_names_the_forms_that_take_no_questions_of_ones_own() -> None:
    told = (templates() / "forms" / "README.md").read_text(encoding="utf-8").split("These forms take no")[1]
    named = set(re.findall(r"`([a-z_]+)`", told.split("\n\n")[0]))
    assert named == {kind for kind in form_kinds() if "own_answers" not in RECORDS[kind].model_fields}


@pytest.mark.parametrize("given", [{"kind": "scale"}, {"kind": "spaceship"}, {"kind": "issue", "language": "../en"}])
def test_what_has_no_form_is_refused(given: dict[str, str]) -> None:
    with pytest.raises(Refused):
        form(**given)


# -- a group's own form ------------------------------------------------------------------------------------------------


def test_a_groups_own_form_asks_its_own_questions_after_the_day() -> None:
    made = form_of_group(
        CaptureForm(
            cycle="c",
            name="At the bus stop",
            questions=(
                OwnQuestion(key="late", label="Was it late?", question_kind=QuestionKind.yes_no),
                OwnQuestion(key="old", label="Weather", asked=False),
                OwnQuestion(key="who", label="Who came?", question_kind=QuestionKind.several, choices=("Old", "Young")),
            ),
        )
    )
    assert (made.kind, made.title) == ("capture_entry", "At the bus stop")
    assert [q.field for q in made.questions] == ["happened_on", "said_by", "own:late", "own:who"]
    assert made.questions[3].choices == (("Old", "Old"), ("Young", "Young"))
    assert made.label("own:late") == "Was it late?"


def test_a_group_may_use_the_name_of_a_question_that_every_form_asks(edit: Edit) -> None:
    edit("en/capture_entry.toml", then='\n[late]\nkind = "line"\nlabel = "Anything late?"\n')
    question = OwnQuestion(key="late", label="Was it late?", question_kind=QuestionKind.yes_no)
    made = form_of_group(CaptureForm(cycle="c", name="Bus", questions=(question,)))
    assert [(q.field, q.question_kind) for q in made.questions][2:] == [("own:late", "yes_no")]
