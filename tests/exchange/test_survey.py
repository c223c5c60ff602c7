"""KoboToolbox and ODK: CSV, workbooks and JSON of submissions, over several versions of a form."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from workbench.errors import Refused
from workbench.exchange.story_file import ReadAnswer, StoryFile
from workbench.exchange.survey_form import form_of_set
from workbench.model import Placing, Signifier, SignifierKind

Read = Callable[..., StoryFile]

PLACED, AWAY, SKIPPED = Placing.placed, Placing.not_applicable, Placing.skipped
HEADER = (
    *("start", "end", "deviceid", "story/story_text", "story/headline", "t_top", "t_left", "t_right", "t_na", "mood"),
    *("feel", "feel/glad", "feel/sad", "where", "_uuid", "_submitted_by", "__version__", "old/mood"),
)
KOBO: tuple[dict[str, str], ...] = (
    {"story/story_text": "I came and nobody knew why I was there.", "story/headline": "Lost", "t_top": "2",
     "t_left": "1", "t_right": "1", "mood": "good", "feel": "glad sad", "feel/glad": "1", "feel/sad": "1",
     "where": "51.5014 -0.1419 0 0"},
    {"story/story_text": "I came again.", "t_na": "yes", "old/mood": "bad"},
    {"story/story_text": "And again.", "t_top": "0,5", "t_left": "0,25", "t_right": "0,25", "mood": "good",
     "feel": "sad", "feel/sad": "1"},
    {"story/story_text": "And left.", "mood": "bad"},
    {},
)  # fmt: skip


def kobo() -> str:
    made = io.StringIO(newline="")
    writer = csv.DictWriter(made, HEADER, restval="", delimiter=";")
    writer.writeheader()
    for n, row in enumerate(KOBO, start=1):
        sent = {"start": "2025-05-01", "end": f"2025-05-0{n + 1}T10:00:00.000+01:00", "deviceid": "ee.1"}
        ticks = {"feel/glad": "0", "feel/sad": "0"}
        writer.writerow({**sent, "_uuid": f"u-{n}", "_submitted_by": "ann", "__version__": "v2", **ticks, **row})
    return made.getvalue()


def test_an_export_without_its_form_is_read_by_names_and_cells(read_stories_of: Read) -> None:
    file = read_stories_of(("kobo.csv", kobo()))
    assert (file.form, file.n_rows, file.n_refused) == ("survey", 5, 1)
    assert [(s.key, s.signifier_kind, s.labels) for s in file.signifiers] == [
        ("t", SignifierKind.triad, ("top", "left", "right")),
        ("feel", SignifierKind.several, ("glad", "sad")),
        ("mood", SignifierKind.choice, ("bad", "good")),
    ]
    one, two, three, _ = file.stories
    assert (one.key, one.told_on, one.said) == (
        "u-1", date(2025, 5, 2), {"text": "I came and nobody knew why I was there.", "title": "Lost"},
    )  # fmt: skip
    assert one.answers == (
        ReadAnswer("t", PLACED, top=0.5, left=0.25, right=0.25),
        ReadAnswer("feel", PLACED, chosen=("glad", "sad")),
        ReadAnswer("mood", PLACED, chosen=("good",)),
    )
    # the question lay in another group in an earlier version of the form
    assert [answer.placing for answer in two.answers] == [AWAY, SKIPPED, PLACED]
    assert three.answers[0] == ReadAnswer("t", PLACED, top=0.5, left=0.25, right=0.25)
    assert [(lost.what, lost.why.partition(",")[0].partition(";")[0]) for lost in file.lost] == [
        ("mood", "taken together with the column of the same name: the same question in another version of the form"),
        ("51.501…", "a point on a map"),
        ("deviceid, _submitted_by, __version__", "columns the program adds about the telephone"),
    ]
    assert all("ann" not in str(story) and "ee.1" not in str(story) for story in file.stories)


def test_which_column_is_the_story_can_be_said(read_stories_of: Read) -> None:
    text = "who,what,why\nAnn,came,because\n"
    with pytest.raises(Refused, match="no column seems to hold the stories") as refused:
        read_stories_of(("table.csv", text))
    assert refused.value.field == "text"
    file = read_stories_of(("table.csv", text), roles={"text": "What", "teller": "who"})
    assert file.stories[0].said == {"title": "came", "text": "came", "teller": "Ann"}
    assert file.stories[0].others == (("why", "because"),)
    with pytest.raises(Refused, match="has no column “when”"):
        read_stories_of(("table.csv", text), roles={"text": "when"})


def test_a_set_of_ours_is_known_again_by_the_names_of_its_form(read_stories_of: Read) -> None:
    asked = (
        Signifier(key="why", signifier_kind="triad", title="It was about", labels=("time", "people", "rules")),
        Signifier(key="pace", signifier_kind="dyad", title="It went", labels=("slowly", "fast")),
        Signifier(key="who", signifier_kind="stones", title="Who?", labels=("Family", "Office")),
        Signifier(key="feel", signifier_kind="several", title="You feel", labels=("Glad", "Very sad")),
    )
    header = (
        "story_text,g/why_top,g/why_left,g/why_right,why_na,pace,who_2_x,who_2_y,feel,feel/glad,feel/very_sad,consent"
    )
    rows = "One,5,5,0,,75,10,100,glad very_sad,1,1,team\nTwo,,,,yes,,,,not_applicable,0,0,no\n"
    file = read_stories_of(("kobo.csv", f"{header}\n{rows}"), known=[form_of_set("Ours", asked)])
    assert (file.name, file.signifiers) == ("Ours", asked)
    one, two = file.stories
    assert one.answers == (
        ReadAnswer("why", PLACED, top=0.5, left=0.5, right=0.0),
        ReadAnswer("pace", PLACED, x=0.75),
        ReadAnswer("who", PLACED, item="Office", x=0.1, y=1.0),
        ReadAnswer("feel", PLACED, chosen=("Glad", "Very sad")),
    )
    assert [answer.placing for answer in two.answers] == [AWAY, SKIPPED, SKIPPED, AWAY]
    assert (one.said["consent"], two.said["consent"]) == ("team", "no")


def test_submissions_as_json_are_read_with_what_repeats_in_them(read_stories_of: Read) -> None:
    found: dict[str, Any] = {
        "count": 2,
        "results": [
            {"_uuid": "u-1", "_submission_time": "2025-05-01T10:00:00", "g/story_text": "I came.", "age": 7,
             "visit": [{"visit/day": "Monday"}, {"visit/day": "Friday"}], "_geolocation": [51.5, -0.1]},
            {"_uuid": "u-2", "story_text": "I left.", "meta": {"instanceID": "uuid:2"}, "gone": None},
        ],
    }  # fmt: skip
    file = read_stories_of(("data.json", found))
    assert [(s.key, s.said["text"], s.told_on) for s in file.stories] == [
        ("u-1", "I came.", date(2025, 5, 1)), ("u-2", "I left.", None),
    ]  # fmt: skip
    assert file.stories[0].others == (("age", "7"), ("visit", "day: Monday\nday: Friday"))


def test_a_workbook_with_repeats_on_a_sheet_of_their_own(read_stories_of: Read, workbook: Callable[..., bytes]) -> None:
    sheets = {
        "Form": [["story_text", "_index", "_uuid"], ["I came.", 1, "u-1"], ["I left.", 2, "u-2"]],
        "visits": [["day", "_parent_index"], ["Monday", 1], ["Friday", 1]],
        "notes": [["anything"], ["else"]],
    }
    file = read_stories_of(("kobo.xlsx", workbook(sheets)))
    assert [story.others for story in file.stories] == [(("visits", "day: Monday\nday: Friday"),), ()]
    assert [lost.where for lost in file.lost[:2]] == ["sheet “visits”", "sheet “notes”"]


@pytest.mark.parametrize("found", [[], {}, [1], [[]], "text", {"results": [1]}, [{"a": "b"}]])
def test_json_that_is_no_list_of_submissions_is_refused_in_a_sentence(read_stories_of: Read, found: Any) -> None:
    with pytest.raises(Refused, match=r"any\.json"):
        read_stories_of(("any.json", found))


def test_a_story_as_long_as_stories_may_be_is_read(read_stories_of: Read) -> None:
    long = "word " * 100_000
    file = read_stories_of(("table.csv", f'story,title\n"{long}",Long\n'))
    assert file.stories[0].said["text"] == long.strip()
    with pytest.raises(Refused, match="is longer than 1,000,000 characters"):
        read_stories_of(("table.csv", f'story,title\n"{"x" * 1_000_001}",Long\n'))
