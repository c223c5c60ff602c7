"""NarraFirma's CSV of stories, with its story form and without; and ours taken out and read again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from workbench.errors import Refused
from workbench.exchange.narrafirma_export import TakenStory, narrafirma_files
from workbench.exchange.story_file import ReadAnswer, StoryFile
from workbench.exchange.story_reader import read_stories
from workbench.model import Placing, Signifier, SignifierKind
from workbench.model.prompts import words

Read = Callable[..., StoryFile]

PLACED, AWAY, SKIPPED = Placing.placed, Placing.not_applicable, Placing.skipped
STORIES = """\
\ufeffStory title,Story text,Collection date,Language,Eliciting question,Participant ID,Feel,Feel,Feel,Ended,Who,Note
; the answers,,,,,,glad,sad,cross,,,
Late,"They came ""late"".
Again.",2025-05-01,Français,When,P1,glad,,cross,25,Some,Ann's dog
N/A,They came.,2025-05-02,English,When,P1,,,,100,1,
No,Nobody came,2025-05-03,,Why,P2,,sad,,,None of these,"""
FORM = """\
; our form,,,,,,,
Data column name,Type,About,Short name,Long name,Options,Answers,,,
Eliciting question,eliciting,eliciting,Q,,,When|When was it?,Why,,
Feel,Multi-choice multi-column texts,story,Feel,How do you <b>feel</b>?,,glad,sad,cross,
Ended,Scale,story,Ended,How did it end?,,badly,well,,
Who,Single choice,participant,Who,Who are you?,writeInTextBoxLabel=Other,Some|Somebody,Nobody,,
Note,Text,story,Note,Anything else?,,,,,
,Title,form,,,,The <i>quay</i>,,,
"""


def by_key(story_answers: tuple[ReadAnswer, ...]) -> dict[str, ReadAnswer]:
    return {one.signifier: one for one in story_answers}


def test_with_its_form_every_column_is_what_the_form_says(read_stories_of: Read) -> None:
    file = read_stories_of(("stories.csv", STORIES), ("form.csv", FORM))
    assert (file.form, file.name, file.n_rows, file.lost) == ("narrafirma", "The quay", 3, ())
    assert [(s.key, s.signifier_kind, s.title, s.labels, s.of_teller) for s in file.signifiers] == [
        ("feel", SignifierKind.several, "How do you feel?", ("glad", "sad", "cross"), False),
        ("ended", SignifierKind.dyad, "How did it end?", ("badly", "well"), False),
        ("who", SignifierKind.choice, "Who are you?", ("Somebody", "Nobody", "Other"), True),
    ]
    late, came, nobody = file.stories
    assert late.said == {
        "title": "Late", "text": "They came \"late\".\nAgain.", "language": "fr", "question": "When was it?",
        "teller": "P1",
    }  # fmt: skip
    assert (late.told_on, late.where, late.others) == (date(2025, 5, 1), "line 3", (("Anything else?", "Ann's dog"),))
    assert late.answers == (
        ReadAnswer("feel", PLACED, chosen=("glad", "cross")),
        ReadAnswer("ended", PLACED, x=0.25),
        ReadAnswer("who", PLACED, chosen=("Somebody",)),
    )
    assert came.said["title"] == "They came."
    assert (by_key(came.answers)["feel"].placing, by_key(came.answers)["ended"].x) == (SKIPPED, 1.0)
    # an answer of one's own is one of “Other”, and its words are kept as words
    assert by_key(nobody.answers)["who"].chosen == ("Other",)
    assert nobody.others == (("Who are you? (written in)", "None of these"),)


def test_without_a_form_questions_are_guessed_and_that_is_said(read_stories_of: Read) -> None:
    rows = "".join(
        f"T{n},S{n},{n * 10},{'ab'[n % 2]},{'Yes' if n % 2 else ''},{n},Words of story {n}\n" for n in range(9)
    )
    header = "Story title,Story text,Ended,Where,Needs: help,Number,Said\n"
    file = read_stories_of(("stories.csv", header + rows))
    assert [(s.title, s.signifier_kind, s.labels) for s in file.signifiers] == [
        ("Ended", SignifierKind.dyad, ("0", "100")),
        ("Where", SignifierKind.choice, ("a", "b")),
        ("Needs: help", SignifierKind.choice, ("Yes",)),
    ]
    assert [lost.why[:27] for lost in file.lost] == ["no story form was given: wh"]
    assert file.stories[3].others == (("Number", "3"), ("Said", "Words of story 3"))


def test_headers_that_repeat_without_a_row_of_comments_take_the_words_in_their_cells(read_stories_of: Read) -> None:
    text = "Story title;Story text;Feel;Feel\nA;One;glad;\nB;Two;;sad\n"
    file = read_stories_of(("stories.csv", text))
    assert file.signifiers[0].labels == ("glad", "sad")
    assert [story.answers[0].chosen for story in file.stories] == [("glad",), ("sad",)]


def test_a_quote_that_never_closes_is_refused_with_its_line(read_stories_of: Read) -> None:
    with pytest.raises(Refused, match="a quotation mark opens on line 3 and never closes"):
        read_stories_of(("stories.csv", 'Story title,Story text\nA,One\nB,"Two\nC,Three\n'))


def test_a_lone_quote_within_a_text_stays(read_stories_of: Read) -> None:
    file = read_stories_of(("stories.csv", 'Story title\tStory text\nA\tOne " and 5\' 6"\n'))
    assert file.stories[0].said["text"] == 'One " and 5\' 6"'


def test_days_that_could_mean_two_are_asked_about(read_stories_of: Read) -> None:
    text = "Story title,Story text,Collection date\nA,One,03/04/2025\n"
    with pytest.raises(Refused, match="day first or month first") as refused:
        read_stories_of(("stories.csv", text))
    assert refused.value.field == "day_first"
    assert read_stories_of(("s.csv", text), day_first=True).stories[0].told_on == date(2025, 4, 3)
    assert read_stories_of(("s.csv", text), day_first=False).stories[0].told_on == date(2025, 3, 4)


def test_a_form_alone_holds_no_stories(read_stories_of: Read) -> None:
    with pytest.raises(Refused, match="holds no stories"):
        read_stories_of(("form.csv", FORM))


# -- the real file -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def real(shared_data: Path) -> StoryFile:
    form = shared_data / "narrafirma_example_story_form.csv"
    return read_stories(shared_data / "narrafirma_example_stories.csv", definition=form, words=words())


def test_the_real_file_is_read_whole(real: StoryFile) -> None:
    assert (real.n_rows, len(real.stories), real.lost) == (80, 80, ())
    n = Counter(str(one.signifier_kind) for one in real.signifiers)
    assert n == {"several": 6, "choice": 6, "dyad": 5}
    by_title = {one.title: one.key for one in real.signifiers}
    needed = [by_title[f"What did the main character of this story want or need? ({name})"]
              for name in ("Needed", "Needed delimited", "Needed index delimited", "Needed yes/no")]  # fmt: skip
    for story in real.stories:  # the same question in four ways of writing its answers
        assert len({by_key(story.answers)[key].chosen for key in needed}) == 1
    assert {story.said["language"] for story in real.stories} == {"en", "fr", "de"}
    position = Counter(by_key(story.answers)[by_title["What is your position?"]].chosen for story in real.stories)
    assert set(position.values()) == {20}


# -- out and in again --------------------------------------------------------------------------------------------------

ASKED = (
    Signifier(key="t", signifier_kind="triad", title="It was [mostly] …", labels=("time", "=people", "rules|laws")),
    Signifier(key="d", signifier_kind="dyad", title="It went", labels=("slowly", "fast")),
    Signifier(key="s", signifier_kind="stones", title="Who was there?", labels=("Family: all", "Office")),
    Signifier(key="c", signifier_kind="choice", title="Consent", labels=("yes, of course", "no")),
    Signifier(key="m", signifier_kind="several", title="You feel", labels=("glad", "-sad"), of_teller=True),
)


def placed(**values: object) -> dict[str, object]:
    return {"placing": PLACED, "item": "", "chosen": (), **values}


def story(id: str, **more: object) -> TakenStory:
    said = {"id": id, "title": "=Late", "text": "They came,\n\"late\"; 'again'\n+ more", "told_on": date(2025, 5, 1),
            "language": "cy", "teller": "Wren", "question": "What | when?", "wish": "@home", "scope": "team",
            "may_quote": True, "may_leave": True}  # fmt: skip
    answers = {
        ("q", "t"): [placed(top=0.1, left=0.2, right=0.7)],
        ("q", "d"): [placed(x=0.498046875)],
        ("q", "s"): [placed(item="Office", x=0.1, y=1 / 3)],
        ("q", "c"): [placed(chosen=("yes, of course",))],
        ("q", "m"): [placed(chosen=("glad", "-sad"))],
    }
    return TakenStory({**said, **more}, [("Anything else?", "-1")], answers)


def test_what_the_format_can_hold_comes_back(read_stories_of: Read) -> None:
    away = {("q", one.key): [{"placing": AWAY, "item": "", "chosen": ()}] for one in ASKED}
    taken = [story("s-1"), TakenStory({"id": "s-2", "title": "Two", "text": "عربي 🌊", "teller": "Wren"}, [], away)]
    stories, form = narrafirma_files(taken, [("q", one) for one in ASKED], title="The quay")
    file = read_stories_of(("s.csv", stories), ("f.csv", form))
    assert [(s.signifier_kind, s.title, s.labels, s.of_teller) for s in file.signifiers] == [
        (SignifierKind.triad, "It was (mostly) …", ("time", "=people", "rules|laws"), False),
        (SignifierKind.stones, "Who was there?", ("Family: all", "Office"), False),
        (SignifierKind.dyad, "It went", ("slowly", "fast"), False),
        (SignifierKind.choice, "Consent", ("yes, of course", "no"), False),
        (SignifierKind.several, "You feel", ("glad", "-sad"), True),
    ]
    one, two = file.stories
    assert one.said == {
        "title": "=Late", "text": "They came,\n\"late\"; 'again'\n+ more", "language": "cy", "teller": "Wren",
        "question": "What / when?", "wish": "@home", "consent": "team", "may_quote": "yes", "may_leave": "yes",
    }  # fmt: skip
    assert (one.key, one.told_on, one.others) == ("workbench:s-1", date(2025, 5, 1), (("Anything else?", "-1"),))
    triad, stone, dyad, choice, several = one.answers
    assert (triad.top, triad.left, triad.right) == pytest.approx((0.1, 0.2, 0.7), abs=1e-15)
    assert (stone.item, stone.x, stone.y) == ("Office", pytest.approx(0.1), pytest.approx(1 / 3))
    assert (dyad.x, choice.chosen, several.chosen) == (0.498046875, ("yes, of course",), ("glad", "-sad"))
    assert two.said["text"] == "عربي 🌊"
    assert {answer.placing for answer in two.answers} == {AWAY}


def test_no_cell_of_ours_begins_as_a_formula_does() -> None:
    stories, form = narrafirma_files([story("=cmd()")], [("q", one) for one in ASKED], title="=HYPERLINK(1)")
    for cell in (stories + form).decode("utf-8-sig").replace("\ufeff", "").split('"'):
        assert not cell.startswith(("=", "+1", "@", "-s", "\t"))
