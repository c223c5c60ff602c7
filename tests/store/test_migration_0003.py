"""From form 0002 to 0003: everything that was there stays, and the tables of the case files are there, and empty."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa

from workbench.frames import Audience, Tally
from workbench.model import (
    RECORDS,
    Attachment,
    Case,
    Contact,
    Countermeasure,
    Cycle,
    EvidenceLink,
    Experiment,
    ExperimentKind,
    Goal,
    GoalScore,
    Intake,
    Issue,
    IssueStatus,
    Level,
    MediaKind,
    OwnAnswer,
    Owner,
    Point,
    Record,
    Scale,
    Series,
    SeriesChange,
    Spend,
    Story,
    System,
    Task,
    Withdrawal,
)
from workbench.store import Store
from workbench.store.backup import automatic_backups
from workbench.store.schema import DRAFT, HEAD

if TYPE_CHECKING:
    from conftest import Clock

pytestmark = pytest.mark.slow

THEN = datetime(2026, 2, 3, 9, tzinfo=UTC)
KEY = "another key of 2026"
Where = tuple[str | Path, str | None]

#: The kinds that were there in form 0002, and those that came with form 0003 and later.
BEFORE = {
    *("scale", "system", "cycle", "cycle_link", "purpose", "thing", "map", "map_item", "link", "named_loop", "rule"),
    *("experiment", "measure", "series", "capture_form", "data_plan", "frame_note", "story", "issue"),
    *("countermeasure", "debrief", "debrief_entry", "pod_entry", "capture_entry", "spend", "task", "task_move"),
    *("goal", "goal_score", "point", "series_change", "attachment", "evidence_link"),
}
NEW = set(RECORDS) - BEFORE


def written_in_0002() -> list[Record]:
    """Records of the kinds that came with form 0002, and those they need."""
    said: dict[str, Any] = {"created_at": THEN, "created_by": "Asha", "version": 1}
    ours: dict[str, Any] = {"cycle": "c", **said}
    return [
        Scale(id="team", name="Team", position=20, **said),
        System(id="harbour", name="Harbour", scale="team", **said),
        Cycle(id="c", system="harbour", name="Spring", **said),
        Story(
            **(ours | {"version": 2, "revised_at": THEN, "revised_by": "Bo"}),
            id="s",
            title="The letter",
            text="In the drawer ❤ في البيت",
            teller="Wren",
            own_answers=(OwnAnswer(question="q", asked="And then?", answer=("Tea",)),),
        ),
        Issue(
            id="i",
            description="No key",
            level=Level.system,
            owner=Owner.team,
            status=IssueStatus.open,
            **ours,
        ),
        Experiment(id="e", title="Tea", question="Who comes?", experiment_kind=ExperimentKind.probe, **ours),
        Countermeasure(id="cm", what="We open letters together", issue="i", **ours),
        Goal(id="g", person="Wren", wording="To sleep", withdrawal=Withdrawal.no_contact, **ours),
        GoalScore(id="gs", goal="g", scored_on=date(2026, 2, 1), score=4.5, said="Better", **ours),
        Task(id="t", name="Fill in the form", **ours),
        Series(id="se", name="Evictions", unit="homes", **ours),
        Point(id="po", series="se", happened_on=date(2026, 1, 31), value=12.5, **ours),
        SeriesChange(id="sc", series="se", changed_on=date(2026, 1, 5), what="A new form", recalculate=True, **ours),
        Spend(id="sp", what="A kettle", spent_on=date(2026, 2, 2), amount_pence=2_599, **ours),
        Attachment(
            id="a",
            of_kind="story",
            of="s",
            name="letter.jpg",
            media_kind=MediaKind.photo,
            media_type="image/jpeg",
            size_bytes=0,
            **ours,
        ),
        EvidenceLink(id="ev", source_kind="goal", source="g", target_kind="issue", target="i", **ours),
    ]


@pytest.fixture
def old_store(old_where: Where, write_in_form: Callable[..., None]) -> Where:
    """The address and the key of a store in form 0002 with something in it."""
    left = {"owner": "tablet", "place": "story", "content": json.dumps({"text": "half"}), "at": THEN}
    write_in_form("0002", written_in_0002(), also=lambda connection: connection.execute(sa.insert(DRAFT), left))
    return old_where


@pytest.fixture
def opens_old(old_store: Where, clock: Clock) -> Callable[[], Store]:
    return lambda: Store.open(old_store[0], key=old_store[1], now=clock)


def test_every_old_record_is_there_and_the_new_tables_are_empty(opens_old: Callable[[], Store]) -> None:
    with opens_old() as store:
        found = {(r.kind, r.id): r for kind in RECORDS for r in store.all(kind)}
        assert found == {(r.kind, r.id): r for r in written_in_0002()}
        assert not {kind for kind, _ in found} & NEW
        assert store.find_draft("tablet", "story") == {"text": "half"}
        assert store.check() == []
        with store._database.reading() as connection:
            assert connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar() == HEAD


def test_case_files_can_be_written_into_an_old_store_and_are_counted(opens_old: Callable[[], Store]) -> None:
    with opens_old() as store:
        with store.step("Brought in", by="Bo") as step:
            intake = step.add(Intake(cycle="c", file="may.csv", source="Council"))
            case = step.add(Case(cycle="c", pseudonym="Wren", intake=intake.id))
            step.add_many(
                Contact(cycle="c", case=case.id, happened_on=THEN.date(), agency=agency, activity="x", intake=intake.id)
                for agency in ("Housing", "Housing", "Police")
            )
        team = Audience("team", "harbour", "the team Harbour", wide=False)
        found = store.read(Tally(("agency",)), audience=team, on=THEN.date())["contact by agency"]
        assert found[["agency", "n", "n_people"]].to_dict("list") == {
            "agency": ["Housing", "Police"],
            "n": [2, 1],
            "n_people": [1, 1],
        }


def test_a_backup_in_the_old_form_is_made_first_and_can_be_restored(
    opens_old: Callable[[], Store], old_store: Where, clock: Clock
) -> None:
    with opens_old() as store:
        [kept] = automatic_backups(store._database.address)
        assert (kept.revision, kept.at) == (len(written_in_0002()), clock.at)
        with store.step("Wrote more", by="Bo") as step:
            step.add(Case(cycle="c", pseudonym="Jay"))
    clock.wait(minutes=1)
    Store.restore(old_store[0], kept.file, old_store[1], now=clock)
    with opens_old() as store:
        assert {kind for kind in RECORDS if store.all(kind)} == {r.kind for r in written_in_0002()}
        assert store.get(Point, "po").value == 12.5
        assert store.check() == []


def test_what_was_done_with_the_old_program_can_be_taken_back_and_gone_on_with(opens_old: Callable[[], Store]) -> None:
    with opens_old() as store:
        assert store.undo(by="Bo") is not None
        assert store.get(Story, "s").title == "A letter"
        assert store.redo(by="Bo") is not None
        with store.step("Passed on", by="Bo") as step:
            step.revise(store.get(Issue, "i").model_copy(update={"status": IssueStatus.closed}))
        assert [r.version for r in store.history("issue", "i")] == [1, 2]


def test_opening_again_migrates_nothing_more(opens_old: Callable[[], Store]) -> None:
    opens_old().close()
    with opens_old() as store:
        assert len(automatic_backups(store._database.address)) == 1
        assert len(store.all(Goal)) == 1
