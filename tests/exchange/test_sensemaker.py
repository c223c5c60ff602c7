"""SenseMaker's CSV with its definition: where stories were placed, and what their tellers kept to themselves."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from workbench.errors import Refused
from workbench.exchange.plain_html import plain_html
from workbench.exchange.story_file import ReadAnswer, StoryFile
from workbench.exchange.story_reader import read_stories
from workbench.model import Placing
from workbench.model.prompts import words

Read = Callable[..., StoryFile]

PLACED, AWAY, SKIPPED = Placing.placed, Placing.not_applicable, Placing.skipped


def question(id: str, kind: str, title: str, *, order: int = 1, **more: Any) -> dict[str, Any]:
    content = {key: more.pop(key) for key in ("items", "labels", "stones", "axis", "multiline") if key in more}
    return {"id": id, "type": kind, "title": title, "order": order, "content": content, **more}


def ends(*labels: str, words: str = "text") -> list[dict[str, str]]:
    return [{"id": f"end-{n}", words: label} for n, label in enumerate(labels, start=1)]


DEFINITION = {
    "name": ["The quay"],
    "id": ["p-1"],
    "language": ["en"],
    "signifiers": [
        question("feel", "list", "How does it feel?", order=5, items=ends("glad", "sad", words="title")),
        question("why", "triad", "<b>It was about</b><br>…", order=3, labels=ends("time", "people", "rules<br>")),
        question("pace", "dyad", "It went", order=4, labels=ends("slowly", "fast"), allow_na=True),
        question("who", "stones", "Who was there?", order=6, stones=ends("Family", "Office", words="title"),
                 axis={"x": {"start_label": "far", "end_label": "near"}, "y": {"start_label": "", "end_label": ""}}),
        question("welcome", "label", "Hello"),
        question("story", "freetext", "What happened?", order=1, fragment=True, multiline=True),
        question("headline", "freetext", "A headline?", order=2, multiline=False),
        question("more", "freetext", "Anything else?", order=7, multiline=True),
        question("age", "list", "Your age?", order=8, sticky=True, items=ends("under 40", "over", words="title")),
    ],
}  # fmt: skip
PARTS = [f"why_end-{n}" for n in (1, 2, 3)]
HEADER = [
    *("id", "project_id", "version", "language", "server_upload_time", "story", "headline", "more"),
    *("why_percentX", "why_percentY", *PARTS, "why_NA", "pace_percentX", "pace_end-1", "pace_end-2", "pace_NA"),
    *("feel_end-1", "feel_end-2", "who_end-1_percentX", "who_end-1_percentY", "who_end-2_percentX"),
    *("who_end-2_percentY", "age", "meta_platform"),
]


def content(*rows: dict[str, str]) -> str:
    made = io.StringIO(newline="")
    writer = csv.DictWriter(made, HEADER, restval="")
    writer.writeheader()
    given = {"project_id": "p-1", "language": "en", "server_upload_time": "1438121139568"}
    writer.writerows({"id": f"s-{n}", **given, **row} for n, row in enumerate(rows, start=1))
    return "\ufeff" + made.getvalue()


def triad(top: str, left: str, right: str) -> dict[str, str]:
    return dict(zip(PARTS, (top, left, right), strict=True))


def quay(read: Read, *rows: dict[str, str]) -> StoryFile:
    return read(("quay.csv", content(*rows)), ("quay.json", DEFINITION))


def of(answers: tuple[ReadAnswer, ...], key: str) -> list[ReadAnswer]:
    return [one for one in answers if one.signifier == key]


def test_a_row_becomes_a_story_with_where_it_was_placed(read_stories_of: Read) -> None:
    row = {"story": "They came <b>late</b>.", "headline": "Late", "more": "No", "age": "end-2", "meta_platform": "X"}
    placed = triad("0.5", "0.25", "0.25") | {"why_percentX": "0.5", "why_percentY": "0.5", "pace_percentX": "0.7"}
    stones = {"who_end-1_percentX": "0.2", "who_end-1_percentY": "0.9", "feel_end-1": "1", "feel_end-2": "1"}
    file = quay(read_stories_of, row | placed | stones)
    [story] = file.stories
    assert (file.form, file.name, file.project, file.n_rows) == ("sensemaker", "The quay", "p-1", 1)
    assert story.said == {"text": "They came <b>late</b>.", "title": "Late", "language": "en"}
    assert (story.key, story.told_on, story.others) == ("s-1", date(2015, 7, 28), (("Anything else?", "No"),))
    assert story.answers == (
        ReadAnswer("why", PLACED, top=0.5, left=0.25, right=0.25),
        ReadAnswer("pace", PLACED, x=0.7),
        ReadAnswer("feel", PLACED, chosen=("glad", "sad")),
        ReadAnswer("who", PLACED, item="Family", x=0.2, y=0.9),
        ReadAnswer("age", PLACED, chosen=("over",)),
    )
    asked = {one.key: one for one in file.signifiers}
    assert (asked["why"].title, asked["why"].labels) == ("It was about …", ("time", "people", "rules"))
    assert (asked["pace"].may_not_apply, asked["why"].may_not_apply) == (True, False)
    assert asked["who"].axes == ("far", "near", "", "")
    assert {key: one.of_teller for key, one in asked.items() if one.of_teller} == {"age": True}
    assert file.lost == ()


def test_what_does_not_apply_is_told_from_what_was_skipped(read_stories_of: Read) -> None:
    # the pointer of a triad rests somewhere while “does not apply” is ticked
    away = {"story": "One", "why_NA": "1", "why_percentX": "0.5", "pace_NA": "1"}
    [one, other] = quay(read_stories_of, away, {"story": "Two"}).stories
    assert [answer.placing for answer in (*of(one.answers, "why"), *of(one.answers, "pace"))] == [AWAY, AWAY]
    assert {answer.placing for answer in other.answers} == {SKIPPED}


def test_a_point_without_named_parts_is_the_same_balance(read_stories_of: Read) -> None:
    [story] = quay(read_stories_of, {"story": "One", "why_percentX": "0.625", "why_percentY": "0.25"}).stories
    assert of(story.answers, "why") == [ReadAnswer("why", PLACED, top=0.25, left=0.25, right=0.5)]


def test_a_click_just_outside_is_moved_to_the_edge_and_flagged(read_stories_of: Read) -> None:
    [story] = quay(read_stories_of, {"story": "One", **triad("-0.01", "0.51", "0.5")}).stories
    [answer] = of(story.answers, "why")
    assert (answer.top, answer.outside) == (0.0, True)
    assert answer.left == pytest.approx(0.51 / 1.01)
    assert answer.right == pytest.approx(0.5 / 1.01)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (triad("0.5", "", "0.5"), "one part of the answer is missing"),
        (triad("-0.5", "1", "0.5"), "these parts make no whole"),
        (triad("a", "1", "0.5"), "this should be a number"),
        (triad("nan", "1", "0.5"), "this should be a number"),
        ({"pace_percentX": "1.4"}, "this lies beyond the ends of the scale"),
        ({"age": "unheard-of"}, "this is none of the answers"),
        ({"who_end-1_percentX": "0.5"}, "one part of the answer is missing"),
    ],
)
def test_an_answer_that_cannot_be_counts_as_skipped_and_is_told(
    read_stories_of: Read, row: dict[str, str], why: str
) -> None:
    file = quay(read_stories_of, {"story": "One", **row})
    assert {answer.placing for answer in file.stories[0].answers} == {SKIPPED}
    [lost] = file.lost
    assert (lost.where, lost.why.startswith(why)) == ("line 2", True)


def test_parts_and_point_that_tell_two_things_are_told_and_the_parts_taken(read_stories_of: Read) -> None:
    row = {"story": "One", **triad("1", "0", "0"), "why_percentX": "0.5", "why_percentY": "0.5"}
    file = quay(read_stories_of, row)
    assert of(file.stories[0].answers, "why")[0].top == 1.0
    assert [lost.why for lost in file.lost] == [
        "in one row the parts of the answer and the point tell two things; the parts were taken"
    ]


@pytest.mark.parametrize("withheld", ["", "[withheld]", "[withheld: teller limited access]"])
def test_a_teller_who_kept_the_words_is_heard_by_the_answers_only(read_stories_of: Read, withheld: str) -> None:
    row = {"story": withheld, "headline": withheld, **triad("1", "0", "0")}
    file = quay(read_stories_of, row, {"story": "Told", "headline": "Told"})
    [kept, told] = file.stories
    assert (kept.withheld, kept.said.get("text"), kept.said["title"]) == (True, None, "(the teller kept the words)")
    assert told.withheld is False
    assert file.lost[0].why.startswith("one story has no words (its teller kept them)")


def test_a_row_without_words_and_answers_is_no_story(read_stories_of: Read) -> None:
    file = quay(read_stories_of, {}, {"story": "Told"})
    assert (file.n_rows, file.n_refused, len(file.stories)) == (2, 1, 1)
    assert [(one.where, one.why) for one in file.refused] == [
        ("line 2", "there is neither a story in the row nor an answer to any question")
    ]


def test_html_in_a_definition_is_never_kept() -> None:
    assert plain_html("<div>fixed and<br> unchangeable</div>") == "fixed and unchangeable"
    assert plain_html("a<script>alert(1)</script>b &lt;img src=x onerror=alert(1)&gt;c") == "a b c"
    assert plain_html("&amp;lt;b&amp;gt;twice&amp;lt;/b&amp;gt;") == "twice"
    assert plain_html("fish & chips, a < b") == "fish & chips, a < b"


def test_without_its_definition_the_sentence_says_what_to_choose(read_stories_of: Read) -> None:
    with pytest.raises(Refused, match=r"its columns are only numbers\. Choose the definition") as refused:
        read_stories_of(("quay.csv", content({"story": "One"})))
    assert refused.value.field == "definition"


def test_a_definition_alone_and_one_of_another_project_are_refused(read_stories_of: Read) -> None:
    with pytest.raises(Refused, match="says what the questions are, but holds no stories"):
        read_stories_of(("quay.json", DEFINITION))
    other = {**DEFINITION, "signifiers": [question("else", "freetext", "Else", fragment=True)]}
    with pytest.raises(Refused, match="do not belong together"):
        read_stories_of(("quay.csv", content({"story": "One"})), ("other.json", other))


def test_the_two_files_may_be_given_the_other_way_round(read_stories_of: Read) -> None:
    file = read_stories_of(("quay.json", DEFINITION), ("quay.csv", content({"story": "One"})))
    assert file.stories[0].said["text"] == "One"


@pytest.mark.parametrize("odd", [{"id": "../x"}, {"id": 7}, {"content": None}, {"title": {"x": 1}, "type": "moving"}])
def test_an_odd_question_is_left_out_and_told(read_stories_of: Read, odd: dict[str, Any]) -> None:
    strange = {**question("pace", "dyad", "It went", labels=ends("slowly", "fast")), **odd}
    questions = [one for one in DEFINITION["signifiers"] if one["id"] != "pace"]  # type: ignore[index]
    file = read_stories_of(("q.csv", content({"story": "One"})), ("d.json", {"signifiers": [*questions, strange]}))
    assert "pace" not in [one.key for one in file.signifiers]
    assert any("a question of a kind that is not read" in lost.why for lost in file.lost)


# -- the real file -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def real(shared_data: Path) -> StoryFile:
    definition = shared_data / "sensemaker_ADemo_Definition.json"
    return read_stories(shared_data / "sensemaker_ADemo_Data.csv", definition=definition, words=words())


def test_named_parts_agree_with_the_point_in_598_real_answers(real: StoryFile, shared_data: Path) -> None:
    """Top = percentY, right = percentX − top/2, left = the rest (methods, 1); what was read is what is named."""
    text = (shared_data / "sensemaker_ADemo_Data.csv").read_text(encoding="utf-8-sig")
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(text))}
    definition = json.loads((shared_data / "sensemaker_ADemo_Definition.json").read_text(encoding="utf-8"))
    poles = {one["id"]: [end["id"] for end in one["content"]["labels"]]
             for one in definition["signifiers"] if one["type"] == "triad"}  # fmt: skip
    off, outside = [], 0
    for story in real.stories:
        row = rows[story.key]
        for answer in story.answers:
            if answer.signifier not in poles or answer.placing is not PLACED:
                continue
            named = [float(row[f"{answer.signifier}_{pole}"]) for pole in poles[answer.signifier]]
            x, top = (float(row[f"{answer.signifier}_percent{axis}"]) for axis in "XY")
            right = x - top / 2
            off.append(max(abs(a - b) for a, b in zip(named, (top, 1 - top - right, right), strict=True)))
            if answer.outside:
                outside += 1
                assert min(named) < 0
            else:
                assert [answer.top, answer.left, answer.right] == named
    assert (len(off), outside) == (598, 1)
    assert max(off) <= 2.3e-16


def test_the_reference_counts_hold(real: StoryFile) -> None:
    """Placed stories of the two groups, and what does not apply (methods, 1)."""
    by_title = {one.title: one.key for one in real.signifiers}
    group = by_title["Every day, or a few times a week, share ONE situation at work that either:"]
    found = {}
    for title in (
        "Influences on this situation",
        "Attention or improvement",
        "This situation reflects how our company",
    ):
        key = next(key for name, key in by_title.items() if name.startswith(title))
        n: Counter[str] = Counter()
        for story in real.stories:
            [chosen], [placed] = of(story.answers, group), of(story.answers, key)
            if placed.placing is AWAY:
                n["N/A"] += 1
            elif chosen.chosen:
                n[chosen.chosen[0][:4]] += 1
        found[title] = (n["N/A"], n["gave"], n["worr"])
    assert list(found.values()) == [(6, 41, 81), (12, 35, 81), (1, 44, 83)]


def test_the_real_file_loses_only_what_is_told(real: StoryFile) -> None:
    assert (real.n_rows, len(real.stories), sum(story.withheld for story in real.stories)) == (129, 129, 3)
    assert [(lost.what, lost.why[:40]) for lost in real.lost] == [
        ("ADemo", "3 stories have no words (their tellers k"),
        ("1_2years", "this is none of the answers of “How long"),
    ]
    assert not any("<" in label for one in real.signifiers for label in (one.title, *one.labels))
