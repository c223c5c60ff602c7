from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from workbench.desk import Desk
from workbench.desk.sample import fill_with_sample
from workbench.errors import Refused
from workbench.model import Influence, InfluenceState, Issue, Level, Owner, Purpose, Story
from workbench.model.prompts import words
from workbench.reports.learning_report import LearningReport
from workbench.reports.page import finished
from workbench.store import Store

pytestmark = pytest.mark.slow

SECTIONS = (
    *("front", "purpose", "maps", "changes", "experiments", "noticed", "issues"),
    *("countermeasures", "spending", "tasks", "goals", "measures", "stories", "passed_on", "how"),
)


@pytest.fixture(scope="module")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    fill_with_sample(path)
    return path


def _html(report: LearningReport) -> str:
    made = (getattr(report, name)() for name in SECTIONS)
    return "\n".join(section._repr_html_() for section in made if section is not None)


def _plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_report_answers_what_and_how_in_this_order(sample_store: Path) -> None:
    report = LearningReport(Desk.open(sample_store), system="harbour-caseworkers")
    html = _html(report)
    found = re.findall(r'<h2 id="([^"]+)">', html)
    assert found == [
        *("purpose", "maps", "changes", "experiments", "noticed", "issues", "countermeasures", "spending"),
        *("tasks", "measures", "stories", "passed-on", "how"),
    ]
    assert '<p class="purpose" dir="auto">' in html
    assert "It is written for the team Harbour caseworkers" in html
    assert "Everything in this report is invented" in html


def test_every_map_has_a_picture_a_text_alternative_and_its_loops(sample_store: Path) -> None:
    desk = Desk.open(sample_store)
    maps = desk.maps(system="harbour-caseworkers")
    html = LearningReport(desk, system="harbour-caseworkers").maps()._repr_html_()
    assert len(maps) > 0
    assert html.count("<figure") == len(maps) and html.count("<svg") == len(maps)
    assert len(re.findall(r'<svg[^>]*\brole="img"[^>]*\baria-label="[^"]+', html)) == len(maps)
    for map_id in maps.loc[maps["map_kind"] == "factor", "id"]:
        for sentence in desk.loops(map_id).table["sentence"]:
            assert sentence in _plain(html).replace("&#x27;", "'").replace("&amp;", "&")


def test_small_numbers_are_absent_from_a_report_for_a_wider_circle(tmp_path: Path) -> None:
    with Store.open(tmp_path / "little.db") as store:
        _little(store)
        own = LearningReport(Desk(store), system="harbour").issues()._repr_html_()
        wide = LearningReport(Desk(store, audience="place"), system="harbour").issues()._repr_html_()
    counts = {
        "own": set(re.findall(r"\b(?:3|9)\b", _plain(own))),
        "wide": set(re.findall(r"\b(?:3|9)\b", _plain(wide))),
    }
    assert counts == {"own": {"3", "9"}, "wide": set()}
    assert "*" in _plain(wide) and "10" in _plain(wide)
    assert "Small numbers are not shown" in _plain(wide)


def test_a_story_is_printed_only_for_those_its_teller_let_read_it(tmp_path: Path) -> None:
    with Store.open(tmp_path / "little.db") as store:
        _little(store)
        with store.step("Stories", by="Test") as step:
            step.add(Story(cycle="harbour-1", title="Just us", text="A secret", teller="Wren", scope="team"))
            step.add(
                Story(
                    cycle="harbour-1", title="For the town", text="<b>Coins</b> in a bag", teller="Wren",
                    scope="place", may_quote=True, may_leave=True, language="cy",
                )
            )  # fmt: skip
        own = LearningReport(Desk(store), system="harbour").stories()._repr_html_()
        place = LearningReport(Desk(store, audience="place"), system="harbour").stories()._repr_html_()
        public = LearningReport(Desk(store, audience="public"), system="harbour").stories()._repr_html_()
    assert "A secret" in own and "Told by Wren" in own
    assert "A secret" not in place and "Wren" not in place
    assert '<p lang="cy" dir="auto">&lt;b&gt;Coins&lt;/b&gt; in a bag</p>' in place
    assert "There is no story here that its teller lets these readers see." in public


def test_an_empty_system_is_told_so_kindly_in_every_section(tmp_path: Path) -> None:
    with Store.open(tmp_path / "little.db") as store:
        _little(store)
        plain = _plain(_html(LearningReport(Desk(store), system="quay")))
    for sentence in (
        "Nobody has written a purpose yet. A first wording, however rough, is a good place to begin.",
        "There is no map that may be shown here yet.",
        "There is no experiment that may be shown here yet.",
        "No issue has been written down that may be shown here.",
        "Nothing has been passed on to another cycle yet, and nothing has come to us.",
        "Nothing from a debrief or a learning pod may be shown here yet.",
        "There is no countermeasure that may be shown here yet.",
        "No spending has been written down that may be shown here.",
        "No tasks have been written down that may be shown here.",
        "No measures have been written down that may be shown here.",
    ):
        assert sentence in plain


def test_what_was_passed_on_is_shown_with_its_answer_or_how_long_it_waits(tmp_path: Path) -> None:
    with Store.open(tmp_path / "little.db") as store:
        _little(store)
        with store.step("Passed on", by="Test") as step:
            for words_, answer in (("Petty cash is slow", "Cards from May"), ("Tests nobody reads", "")):
                one = Issue(
                    cycle="harbour-1", description=words_, level=Level.macro, owner=Owner.leadership, scope="place"
                )
                step.add(
                    Influence(
                        cycle="harbour-1", scope="place", to_cycle="tidewell-1", of_kind="issue", of=step.add(one).id,
                        sent_on=date(2026, 3, 1), reason=answer, answered_on=date(2026, 3, 31) if answer else None,
                        state=InfluenceState.adapted if answer else InfluenceState.waiting,
                    )
                )  # fmt: skip
        sent = _plain(LearningReport(Desk(store), system="harbour").passed_on()._repr_html_())
        received = _plain(LearningReport(Desk(store), system="tidewell").passed_on()._repr_html_())
    assert "Petty cash is slow From: Harbour (Starting from a debt) · To: Tidewell (A home)" in sent
    assert "What those within asked of us Tests nobody reads" in received
    assert "Adapted, 31 March 2026: Cards from May" in sent
    assert re.search(r"Tests nobody reads From: [^.]* No answer yet\.", sent)
    assert "Petty cash is slow" in received


def test_the_newest_wording_of_the_purpose_stands_on_top_and_the_older_are_kept(tmp_path: Path) -> None:
    with Store.open(tmp_path / "little.db") as store:
        _little(store)
        with store.step("Reworded", by="Test") as step:
            step.add(Purpose(cycle="harbour-1", wording="Lives & homes <free> of debt", proposed_on=date(2026, 5, 1)))
        report = LearningReport(Desk(store), system="harbour")
        front, section = report.front()._repr_html_(), _plain(report.purpose()._repr_html_())
    assert '<p class="purpose" dir="auto">Lives &amp; homes &lt;free&gt; of debt</p>' in front
    assert section.index("Lives") < section.index("People live lives free from debt.")
    assert "The wording we use now" in section


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"system": "nowhere"}, "There is no system “nowhere”"),
        ({"since": "31/03/2026"}, "“since” takes a day such as 2026-03-31"),
        ({"language": "e n"}, "is not a language tag"),
    ],
)
def test_what_a_report_cannot_be_about_is_refused(tmp_path: Path, options: dict[str, str], sentence: str) -> None:
    with Store.open(tmp_path / "little.db") as store:
        _little(store)
        with pytest.raises(Refused) as refused:
            LearningReport(Desk(store), **{"system": "harbour", **options})
    assert sentence in str(refused.value)


def test_a_finished_report_lists_its_sections_and_numbers_its_figures(sample_store: Path) -> None:
    body = _html(LearningReport(Desk.open(sample_store), system="harbour-caseworkers"))
    made = finished(body, words=words())
    assert [c.text for c in made.contents][:2] == ["What this is for", "How we understand the system"]
    numbers = re.findall(r'<span class="number">Figure (\d+)\.</span>', made.html)
    assert numbers == [str(n) for n in range(1, len(numbers) + 1)] and len(numbers) >= 4


def _little(store: Store) -> None:
    from workbench.model import Cycle, Scale, System

    with store.step("Set up", by="Test") as step:
        step.add(Scale(id="team", name="Team", position=20))
        step.add(Scale(id="place", name="Place", position=40))
        step.add(System(id="tidewell", name="Tidewell", scale="place"))
        step.add(Cycle(id="tidewell-1", system="tidewell", name="A home"))
        for id, name, cycle in (("harbour", "Harbour", "Starting from a debt"), ("quay", "North Quay", "Knowing")):
            step.add(System(id=id, name=name, scale="team", part_of="tidewell"))
            step.add(Cycle(id=f"{id}-1", system=id, name=cycle))
        step.add(Purpose(cycle="harbour-1", wording="People live lives free from debt.", proposed_on=date(2026, 1, 1)))
        for level, owner, n in ((Level.individual, Owner.team, 3), (Level.system, Owner.leadership, 9)):
            for at in range(n):
                step.add(
                    Issue(
                        cycle="harbour-1", description=f"An issue ({'abcdefghi'[at]})", level=level, owner=owner,
                        raised_by=f"Worker {'abcdefghi'[at]}", scope="place",
                    )
                )  # fmt: skip
