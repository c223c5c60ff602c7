"""The summary for one person and their worker: what they read in it, and what of others is not in it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from workbench.desk import Desk
from workbench.desk.story_work import StoryWork
from workbench.errors import Refused
from workbench.model import (
    Case,
    Contact,
    Cycle,
    Experiment,
    ExperimentKind,
    ExperimentStatus,
    Goal,
    GoalScore,
    Influence,
    InfluenceState,
    Issue,
    Level,
    Owner,
    Purpose,
    Risk,
    RiskLevel,
    Scale,
    Spend,
    Story,
    System,
    Urgency,
    Withdrawal,
)
from workbench.model.prompts import words
from workbench.reports.case_summary import CaseSummary
from workbench.store import Store

pytestmark = pytest.mark.slow

SECTIONS = (
    *("front", "matters", "goals", "tried", "round_you", "done", "bought", "risks", "asked", "next", "stories", "how"),
)
#: Words of our trade; nobody of eleven knows what they mean.
JARGON = re.compile(
    r"\b(cycle|system|countermeasure|embed\w*|influence\w*|cohort|pseudonym|intervention|outcome|stakeholder|probe|"
    r"hypothesis|failure demand|assess\w*|refer(?:red|ral)?|consent\w*|escalat\w*|evidence|steward\w*)\b",
    re.IGNORECASE,
)


@pytest.fixture
def store(tmp_path: Path, lives: Path) -> Iterator[Store]:
    """A copy of the team with two people, to be written in."""
    shutil.copyfile(lives, tmp_path / "lives.db")
    with Store.open(tmp_path / "lives.db") as opened:
        yield opened


@pytest.fixture(scope="module")
def lives(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A team with two people, Wren and Tern; whatever is Tern's is marked so."""
    path = tmp_path_factory.mktemp("lives") / "lives.db"
    with Store.open(path) as opened, opened.step("Set up", by="Test") as step:
        for at, scale in enumerate(("person", "team", "organisation", "place"), start=1):
            step.add(Scale(id=scale, name=scale.capitalize(), position=at * 10))
        step.add(System(id="tidewell", name="Tidewell", scale="place"))
        step.add(System(id="council", name="The council", scale="organisation", part_of="tidewell"))
        step.add(System(id="harbour", name="Harbour caseworkers", scale="team", part_of="council"))
        for name in ("Wren", "Tern"):
            step.add(System(id=f"life-{name.lower()}", name=f"{name}'s life", scale="person", part_of="harbour"))
            step.add(Cycle(id=f"{name.lower()}-1", system=f"life-{name.lower()}", name="A key", stewards=("Nell",)))
        step.add(Cycle(id="harbour-1", system="harbour", name="From a debt"))
        step.add(Cycle(id="council-1", system="council", name="Making it easy"))
        _of_wren(step.add)
        _of_tern(step.add)
    return path


def _of_wren(add: Callable[[Any], Any]) -> None:
    add(Purpose(cycle="wren-1", wording="A door that locks", proposed_on=date(2025, 1, 6)))
    goal = add(Goal(cycle="wren-1", person="Wren", wording="Help me to sleep in the bed", scope="person"))
    for on, score, said in ((date(2025, 1, 6), 2, "In the hall"), (date(2025, 5, 5), 7, "")):
        add(GoalScore(cycle="wren-1", goal=goal.id, scored_on=on, score=score, said=said))
    add(
        Experiment(
            cycle="wren-1", title="Tea first", experiment_kind=ExperimentKind.probe, actions="Tea, no form.",
            status=ExperimentStatus.ended, started_on=date(2025, 1, 7), ended_on=date(2025, 2, 7),
            what_happened="Wren asked about the rent.", scope="team",
        )
    )  # fmt: skip
    add(
        Case(
            id="case-wren", cycle="harbour-1", pseudonym="Wren", what_matters="A key of my own", scope="organisation",
            observed_from=date(2024, 1, 1), observed_until=date(2025, 6, 30),
        )
    )  # fmt: skip
    for on, urgency in ((date(2024, 3, 1), Urgency.crisis), (date(2025, 3, 1), Urgency.planned)):
        add(
            Contact(
                cycle="harbour-1", case="case-wren", happened_on=on, agency="the ward", activity="a night in bed",
                urgency=urgency, note="The porter said she was rude.",
            )
        )  # fmt: skip
    add(Risk(cycle="harbour-1", case="case-wren", name="the stairs", before=RiskLevel.high, after=RiskLevel.some))
    add(
        Spend(
            cycle="harbour-1", spent_on=date(2025, 2, 1), amount_pence=1250, what="a kettle", for_person="Wren",
            need="Something warm", scope="organisation",
        )
    )  # fmt: skip
    issue = add(
        Issue(
            id="issue-key", cycle="wren-1", description="No key without two references", level=Level.system,
            owner=Owner.leadership, scope="place",
        )
    )  # fmt: skip
    asked = {"of_kind": "issue", "of": issue.id, "scope": "place"}
    add(
        Influence(
            id="sent-1", cycle="wren-1", to_cycle="harbour-1", sent_on=date(2025, 2, 3), state=InfluenceState.taken_up,
            reason="We ask the council.", answered_on=date(2025, 2, 10), **asked,
        )
    )  # fmt: skip
    add(
        Influence(
            id="sent-2", cycle="harbour-1", to_cycle="council-1", sent_on=date(2025, 3, 3), after="sent-1", **asked
        )
    )
    add(
        Story(
            id="story-key", cycle="wren-1", title="The key", text="I slept in the hall.", teller="Wren", scope="person",
            told_on=date(2025, 1, 8), listened_by="Nell", consent_wording="Only me and Nell.",
        )
    )  # fmt: skip
    add(Story(cycle="wren-1", title="My mother", text="Said by TERN-MARK.", teller="Tern", scope="team"))


def _of_tern(add: Callable[[Any], Any]) -> None:
    mark = "TERN-MARK"
    add(Purpose(cycle="tern-1", wording=f"{mark} purpose", proposed_on=date(2025, 1, 6)))
    goal = add(Goal(cycle="tern-1", person="Tern", wording=f"{mark} goal", scope="team"))
    add(GoalScore(cycle="tern-1", goal=goal.id, scored_on=date(2025, 1, 6), score=3, said=f"{mark} said"))
    # a person of the same circle may have a goal in somebody else's life, and is still somebody else
    add(Goal(cycle="wren-1", person="Tern", wording=f"{mark} goal beside Wren's", scope="team"))
    add(Case(id="case-tern", cycle="harbour-1", pseudonym="Tern", what_matters=f"{mark} matters", scope="organisation"))
    add(Contact(cycle="harbour-1", case="case-tern", happened_on=date(2025, 1, 1), agency=mark, activity=mark))
    add(Risk(cycle="harbour-1", case="case-tern", name=mark, before=RiskLevel.high))
    spent = {"spent_on": date(2025, 2, 1), "amount_pence": 99_900, "scope": "organisation"}
    add(Spend(cycle="harbour-1", what=mark, for_person="Tern", **spent))
    issue = add(Issue(cycle="tern-1", description=mark, level=Level.system, owner=Owner.team, scope="place"))
    sent = {"of_kind": "issue", "of": issue.id, "scope": "place", "why": mark}
    add(Influence(cycle="tern-1", to_cycle="harbour-1", sent_on=date(2025, 2, 3), **sent))
    # narrower than the person themself: kept by the team for the team, and by somebody else's life for itself
    add(Story(cycle="tern-1", title=mark, text=mark, teller="Wren", scope="person"))


def _html(store: Store, system: str = "life-wren", **options: Any) -> str:
    summary = CaseSummary(Desk(store, **options), system=system)
    made = (getattr(summary, name)() for name in SECTIONS)
    return "\n".join(section._repr_html_() for section in made if section is not None)


def _said(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_person_reads_what_matters_what_was_done_and_what_came_back(store: Store) -> None:
    said = _said(_html(store))
    assert "This is for Wren, and for Nell. It is for nobody else." in said
    assert "A door that locks" in said
    assert "And in your file it says: A key of my own" in said
    assert "Help me to sleep in the bed 6 January 2025: 2 of 10. “In the hall” 5 May 2025: 7 of 10." in said
    assert "We did this from 7 January 2025 to 7 February 2025." in said
    assert "What happened: Wren asked about the rent." in said
    assert "The ward: 2 times, from 1 March 2024 to 1 March 2025." in said
    assert "2024: once. the ward once. One of them was an emergency." in said
    assert "1 February 2025: a kettle, £12.50 Why: Something warm" in said
    assert "The stairs At first: a big worry. Now: some worry." in said
    assert "I slept in the hall." in said


def test_what_was_asked_for_a_person_is_followed_along_the_whole_chain(store: Store) -> None:
    said = _said(_html(store))
    assert (
        "No key without two references We asked Harbour caseworkers on 3 February 2025. They said yes, on 10 February "
        "2025. They said: We ask the council. Harbour caseworkers asked The council on 3 March 2025. No answer yet."
    ) in said
    assert "We wait for an answer from The council." in said


def test_a_story_stands_with_what_its_teller_agreed_to_and_how_to_take_it_back(store: Store) -> None:
    said = _said(_html(store))
    assert "“Only me and Nell.” Only you and the person you told it to may read it." in said
    assert "You can take a story back at any time. Tell Nell. You do not have to say why." in said


def test_nothing_of_another_person_is_in_it(store: Store) -> None:
    for html in (_html(store), _html(store, audience="person"), _html(store, audience="person:life-wren")):
        assert "TERN-MARK" not in html
        assert "Tern" not in html
        # notes on contacts speak of others as well
        assert "porter" not in html
    assert "TERN-MARK goal" in _html(store, "life-tern")


def test_what_was_agreed_to_for_a_narrower_circle_is_not_in_it(store: Store) -> None:
    with store.step("Only the team keeps it", by="Test") as step:
        case = store.get(Case, "case-wren")
        step.revise(case.model_copy(update={"consent_until": date(2020, 1, 1)}))
    said = _said(_html(store))
    assert "A key of my own" not in said
    assert "the ward" not in said
    assert "a kettle" not in said


@pytest.mark.parametrize("how", [Withdrawal.no_use, Withdrawal.erased])
def test_a_story_that_was_taken_back_is_gone_the_next_time(store: Store, how: Withdrawal) -> None:
    assert "I slept in the hall." in _html(store)
    StoryWork.at(Desk(store), "wren-1").withdraw("story-key", how)
    html = _html(store)
    assert "I slept in the hall." not in html
    assert "The key" not in html


@pytest.mark.parametrize("audience", ["public", "place", "organisation", "team", "team:harbour", "person:life-tern"])
def test_it_is_made_for_nobody_else(store: Store, audience: str) -> None:
    with pytest.raises(Refused, match="It is not made for anybody else"):
        CaseSummary(Desk(store, audience=audience), system="life-wren")


@pytest.mark.parametrize("system", ["harbour", "council", "tidewell"])
def test_it_is_made_of_one_life_only(store: Store, system: str) -> None:
    with pytest.raises(Refused, match="is not the life of one person"):
        CaseSummary(Desk(store), system=system)


def test_where_two_files_bear_the_name_neither_is_shown(store: Store) -> None:
    with store.step("Another Wren", by="Test") as step:
        step.add(Case(cycle="harbour-1", pseudonym="wren", what_matters="ANOTHER", scope="organisation"))
    said = _said(_html(store))
    assert "We found more than one file with your name." in said
    assert "the ward" not in said
    assert "a kettle" not in said
    assert "ANOTHER" not in said


def test_the_same_name_in_another_team_is_somebody_else(store: Store) -> None:
    with store.step("Wren of the valley", by="Test") as step:
        step.add(System(id="valley", name="Valley nurses", scale="team", part_of="council"))
        step.add(Cycle(id="valley-1", system="valley", name="Time"))
        step.add(Case(cycle="valley-1", pseudonym="Wren", what_matters="VALLEY", scope="place"))
        step.add(
            Spend(
                cycle="valley-1",
                spent_on=date(2025, 1, 1),
                amount_pence=1,
                what="VALLEY",
                for_person="Wren",
                scope="place",
            )
        )
    assert "VALLEY" not in _html(store)
    assert "A key of my own" in _html(store)


def test_whose_life_it_is_is_not_guessed_from_who_told_a_story(store: Store) -> None:
    with store.step("A life", by="Test") as step:
        step.add(System(id="life-x", name="The house by the quay", scale="person", part_of="harbour"))
        step.add(Cycle(id="x-1", system="life-x", name="A round"))
        step.add(Story(cycle="x-1", title="My mother", text="HERS", teller="Tern", scope="person"))
    said = _said(_html(store, "life-x"))
    assert "We could not tell which stories are yours." in said
    assert "HERS" not in said
    assert "TERN-MARK" not in said


def test_a_life_in_which_nothing_is_written_down_is_asked_what_matters(store: Store) -> None:
    with store.step("A life", by="Test") as step:
        step.add(System(id="life-new", name="Plover's life", scale="person", part_of="harbour"))
    said = _said(_html(store, "life-new"))
    assert "What matters to you is not written down yet." in said
    assert "What would you like to come next?" in said
    for heading in ("What services did", "What was bought", "What we were worried about", "What we asked"):
        assert heading not in said


def test_that_somebody_looked_is_noted_in_the_file(store: Store) -> None:
    _html(store)
    visits = store.accesses(Case.kind, "case-wren")
    assert [visit.by for visit in visits] == ["How things are going"]
    assert store.accesses(Case.kind, "case-tern") == []


def _sentences() -> list[str]:
    def texts(node: object) -> Iterator[str]:
        if isinstance(node, str):
            yield node
        elif isinstance(node, dict):
            for one in node.values():
                yield from texts(one)

    kept = {"imprint", "no_system", "not_a_day", "not_one_life", "not_for_others"}  # not for the person
    tree = {key: node for key, node in words().section("case_summary").items() if key not in kept}
    return [s for text in texts(tree) for s in re.split(r"(?<=[.?!:])\s+", text) if s]


def test_its_words_are_short_and_known_to_somebody_of_eleven() -> None:
    sentences = _sentences()
    n_words = [len(re.findall(r"[\w’]+", s)) for s in sentences]
    assert len(sentences) > 80
    assert [s for s, n in zip(sentences, n_words, strict=True) if n > 18] == []
    assert sum(n_words) / len(n_words) < 9
    letters = [len(word) for s in sentences for word in re.findall(r"[A-Za-z’]+", re.sub(r"\{\w+\}", "", s))]
    assert sum(letters) / len(letters) < 4.4
    assert [s for s in sentences if JARGON.search(re.sub(r"\{\w+\}", "", s))] == []


def test_scores_are_never_added_up_and_nobody_is_laid_beside_anybody(store: Store) -> None:
    said = _said(_html(store))
    assert re.findall(r"\b(?:average|mean|total|altogether|most people|others like you)\b", said) == []
    assert re.findall(r"\d+ of 10", said) == ["2 of 10", "7 of 10"]
