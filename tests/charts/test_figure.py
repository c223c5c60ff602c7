"""A figure as it stands on a page: named, described, with its table, and nothing in it that runs."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import altair as alt
import pandas as pd
import pytest

from workbench.charts import (
    Figure,
    changes_since,
    connectedness,
    experiments_by_status,
    issue_log,
    loops,
    purpose_history,
    show_charts_offline,
    system_map,
)
from workbench.frames import Audience, Finding
from workbench.model import MapKind
from workbench.model.prompts import Words
from workbench.patterns import (
    ChangesSince,
    Connectedness,
    ExperimentsByStatus,
    IssueLog,
    Loops,
    PurposeHistory,
    SystemMap,
)
from workbench.sharing import release

Map = Callable[..., SystemMap]
EVIL = ("<script>alert(1)</script>", '"><img src=x onerror=alert(2)>', "{{7*7}} & worry")


def test_the_picture_is_one_image_with_a_name_and_a_table(debt_map: Map, english: Words) -> None:
    figure = system_map(release(debt_map()), words=english)
    page = figure.to_html()
    assert page.startswith('<figure class="workbench-figure"')
    assert "<figcaption><strong>What keeps people in debt</strong></figcaption>" in page
    assert page.count('role="img"') == 1
    assert 'aria-label="What keeps people in debt. A map of 3 factors and 3 links.' in page
    assert not re.search(r"aria-(?!label)|role=\"graphics|<script|\sid=", page)
    assert figure.description == (
        "A map of 3 factors and 3 links.\nLinks by direction: opposite direction 1, same direction 1, not known yet 1."
    )
    assert figure.table.to_numpy().tolist() == [
        ["rent arrears", "drives", "worry", "same direction", "yes", "1"],
        ["worry", "drives", "sleep", "opposite direction", "no", "2"],
        ["sleep", "drives", "rent arrears", "not known yet", "no", "3"],
    ]
    assert figure.chart.to_dict()["description"] == figure.description


def test_names_are_text_wherever_they_stand(debt_map: Map, english: Words) -> None:
    page = system_map(release(debt_map(EVIL)), words=english).to_html()
    assert not re.search(r"<script|<img|onerror=alert\(2\)>(?!&gt;)[^&]*<td", page)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_no_letters_are_smaller_than_can_be_read_across_a_room(debt_map: Map, english: Words) -> None:
    sizes = [
        float(px) for px in re.findall(r'font-size="([\d.]+)px"', system_map(release(debt_map()), words=english).svg)
    ]
    assert min(sizes) >= 16


def test_signs_are_told_by_letters_and_lines_as_well_as_by_colour(debt_map: Map, english: Words) -> None:
    svg = system_map(release(debt_map()), words=english).svg
    assert {sign for sign in "+−?‖" if f">{sign}<" in svg} == set("+−?‖")
    assert {"9,6", "2,5"} <= set(re.findall(r'stroke-dasharray="([\d,]+)"', svg))


def test_a_loop_that_is_picked_keeps_its_signs_and_the_rest_loses_them(debt_map: Map, english: Words) -> None:
    svg = system_map(release(debt_map()), words=english, highlight=["l1"]).svg
    assert ">−<" in svg
    assert ">+<" not in svg
    assert ">?<" not in svg


def test_all_of_a_picture_is_inside_it(debt_map: Map, english: Words) -> None:
    long = ("a name so long that it has to be broken into many lines", "x" * 60, "sleep")
    svg = system_map(release(debt_map(long)), words=english).svg
    width, height = map(float, re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)[0])
    corners = re.findall(r'transform="translate\((-?[\d.]+),(-?[\d.]+)\)', svg)
    assert len(corners) > 5
    assert all(-1 <= float(x) <= width and -1 <= float(y) <= height for x, y in corners)


def nothing(kind: type[Finding], **more: object) -> Callable[[Audience], Finding]:
    return lambda who: kind(audience=who, table=pd.DataFrame(), **more)  # type: ignore[arg-type]  # by keyword


def counted(kind: type[Finding], row: dict[str, object], **more: object) -> Callable[[Audience], Finding]:
    return lambda who: kind(audience=who, table=pd.DataFrame([row]), **more)  # type: ignore[arg-type]  # by keyword


_NO_LOOPS = {"map_id": "m", "independent": True, "capped": False, "complete_to": None, "open_names": ()}
_MAP = {"map_id": "m", "map_kind": MapKind.factor}


@pytest.mark.parametrize(
    ("draw", "finding", "sentence"),
    [
        (
            issue_log,
            counted(IssueLog, {"level": "macro", "owner": "team", "status": "open", "n": 0, "n_people": 0}),
            "No issues have been raised yet.",
        ),
        (
            experiments_by_status,
            counted(ExperimentsByStatus, {"status": "running", "experiment_kind": "probe", "n": 0}),
            "No experiments have been written down yet.",
        ),
        (
            changes_since,
            counted(
                ChangesSince,
                {"week_on": pd.Timestamp("2026-04-06"), "about": "issue", "n": 0},
                since=date(2026, 4, 6),
                until=date(2026, 4, 7),
            ),
            "Nothing has changed since 6 April 2026.",
        ),
        (loops, nothing(Loops, **_NO_LOOPS), "There are no loops on this map yet."),
        (purpose_history, nothing(PurposeHistory), "No purpose has been written yet."),
        (connectedness, nothing(Connectedness, **_MAP, gaps=pd.DataFrame()), "Nothing is on this map yet."),
        (system_map, nothing(SystemMap, **_MAP, name="Empty", links=pd.DataFrame()), "Nothing is on this map yet."),
    ],
)
def test_where_there_is_nothing_a_sentence_says_so(
    draw: Callable[..., Figure],
    finding: Callable[[Audience], Finding],
    sentence: str,
    team: Audience,
    english: Words,
) -> None:
    figure = draw(release(finding(team)), words=english)
    assert figure.description.startswith(sentence)
    assert sentence in figure.to_html()
    assert "<svg" not in figure.to_html()


def test_a_list_of_loops_shows_the_names_people_gave(team: Audience, english: Words) -> None:
    row = {
        "name": "The shame spiral",
        "mark": "R1",
        "kind": "reinforcing",
        "length": 2,
        "things": ("shame", "silence"),
        "thing_ids": ("a", "b"),
        "link_ids": ("l", "k"),
        "delay": False,
        "named": True,
        "sentence": "More shame leads to more silence; more silence leads to more shame; so it feeds itself.",
    }
    figure = loops(release(Loops(audience=team, table=pd.DataFrame([row]), **_NO_LOOPS)), words=english)  # type: ignore[arg-type]  # by keyword
    assert ">The shame spiral<" in figure.svg
    assert ">R1<" in figure.svg
    assert figure.description.startswith("One loop: reinforcing 1.")
    assert figure.table.iloc[0].tolist() == ["R1", "The shame spiral", "reinforcing", "2", "no", row["sentence"]]


def test_connectedness_is_by_name_and_warns(team: Audience, english: Words) -> None:
    rows = [
        {
            "id": i,
            "name": i * 3,
            "thing_kind": "factor",
            "links_in": n,
            "links_out": 1 - n,
            "links": 1,
            "betweenness": 0.0,
            "bridge": False,
            "isolated": False,
            "cluster": 1,
            "place": place,
        }
        for i, n, place in (("a", 0, "driver"), ("b", 1, "outcome"))
    ]
    finding = Connectedness(audience=team, table=pd.DataFrame(rows), gaps=pd.DataFrame(), **_MAP)  # type: ignore[arg-type]  # by keyword
    figure = connectedness(release(finding), words=english)
    assert figure.svg.index(">aaa<") < figure.svg.index(">bbb<")
    assert figure.description.endswith("It does not tell where to act.")


def test_an_analysts_own_chart_shows_as_a_still_picture_with_no_script(team: Audience) -> None:
    before = alt.renderers.active
    try:
        show_charts_offline()
        chart = alt.Chart(pd.DataFrame({"x": [1, 2]}), title="Mine").mark_point().encode(x="x:Q")
        bundle = chart._repr_mimebundle_()
    finally:
        alt.renderers.enable(before)
    shown = bundle[0] if isinstance(bundle, tuple) else bundle
    assert set(shown) == {"text/html", "text/plain"}
    assert shown["text/html"].startswith("<svg")
    assert 'aria-label="Mine"' in shown["text/html"]
    assert "script" not in shown["text/html"]
