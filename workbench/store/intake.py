"""Taking back one import: what it brought and nobody has worked with since goes; everything else stays."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from workbench.errors import Gone
from workbench.model import RECORDS, Intake, IntakeState, Withdrawal
from workbench.store.many import delete_many
from workbench.store.schema import TABLES
from workbench.store.step import Step, current

__all__ = ["TakenBack", "take_back_intake"]


@dataclass(frozen=True)
class TakenBack:
    """What became of an import: what of it went, and the contacts and stories that stayed because of work on them."""

    n_contacts: int
    n_cases: int
    n_kept: int
    n_stories: int = 0


def take_back_intake(connection: sa.Connection, step: Step, intake_id: str) -> TakenBack:
    """Remove the contacts of an import, and the cases it made that nothing is left on; its stories with their answers.

    What somebody changed by hand stays, and so does what evidence or an attachment names, and a case or story whose
    person took back their consent: its mark must not be lost. A story stays with its answers where it was coded, or
    placed anew. The intake stays and says that it was taken back.

    Raises
    ------
    Gone
        There is no such intake.
    """
    intake = current(connection, Intake.kind, intake_id)
    if not isinstance(intake, Intake):
        raise Gone("This import is not there; look for it in the list of imports.")
    c = TABLES["contact"].c
    gone = connection.execute(
        sa.delete(TABLES["contact"]).where(
            c.intake == intake_id, c.revised_at.is_(None), *(c.id.not_in(named) for named in _named("contact"))
        )
    )
    n_kept = connection.execute(sa.select(sa.func.count()).where(c.intake == intake_id)).scalar_one()
    cases = _cases_with_nothing(connection, intake_id)
    for case in delete_many(connection, "case", cases):
        step.note_removed(case)
    n_stories, n_stories_kept = _take_back_stories(connection, step, intake)
    if intake.state is not IntakeState.taken_back:
        step.revise(intake.model_copy(update={"state": IntakeState.taken_back}))
    return TakenBack(gone.rowcount, len(cases), n_kept + n_stories_kept, n_stories)


def _take_back_stories(connection: sa.Connection, step: Step, intake: Intake) -> tuple[int, int]:
    """Remove the stories of an import, the answers it brought for other stories, and a set of questions it began.

    Returns how many stories went, and how many stayed.
    """
    story, placed = TABLES["story"].c, TABLES["signification"].c
    # by somebody else, or changed by hand: work on the story
    worked_on = sa.or_(placed.intake.is_distinct_from(intake.id), placed.revised_at.is_not(None))
    gone = sa.select(story.id).where(
        story.intake == intake.id,
        story.revised_at.is_(None),
        story.withdrawal == Withdrawal.none.value,
        *(story.id.not_in(named) for named in (*_named("story"), *_of("story"))),
        story.id.not_in(sa.select(placed.story).where(worked_on)),
    )
    ids = list(connection.execute(gone.order_by(story.id)).scalars())
    ours = sa.select(story.id).where(story.intake == intake.id)
    answers = sa.delete(TABLES["signification"]).where(
        placed.intake == intake.id,
        placed.revised_at.is_(None),
        sa.or_(placed.story.in_(gone), placed.story.not_in(ours)),
        *(placed.id.not_in(named) for named in _named("signification")),
    )
    connection.execute(answers)
    delete_many(connection, "story", ids)
    asked = TABLES["signifier_set"].c
    # one that this import began was written in the same step, and so at the same moment
    begun = sa.select(asked.id).where(
        asked.cycle == intake.cycle,
        asked.created_at == intake.created_at,
        asked.revised_at.is_(None),
        asked.id.not_in(sa.select(placed.signifier_set)),
        asked.id.not_in(sa.select(asked.follows).where(asked.follows.is_not(None))),
    )
    for one in list(connection.execute(begun).scalars()):
        step.remove("signifier_set", one)
    return len(ids), connection.execute(sa.select(sa.func.count()).where(story.intake == intake.id)).scalar_one()


def _of(kind: str) -> list[sa.Select[tuple[str]]]:
    """The ids of a kind that something lies on: what was coded, or sent on."""
    lies_on = (TABLES[other].c for other, cls in RECORDS.items() if {"of", "of_kind"} <= cls.model_fields.keys())
    return [sa.select(c.of).where(c.of_kind == kind) for c in lies_on]


def _cases_with_nothing(connection: sa.Connection, intake_id: str) -> list[str]:
    """The cases an import made, as it made them, on which nothing is left."""
    case = TABLES["case"].c
    on_them = (TABLES[kind].c.case for kind in ("contact", "risk", "refusal", "forum_case"))
    wanted = sa.select(case.id).where(
        case.intake == intake_id,
        case.revised_at.is_(None),
        case.withdrawal == Withdrawal.none.value,
        *(~sa.exists().where(named == case.id) for named in on_them),
        *(case.id.not_in(named) for named in _named("case")),
    )
    return list(connection.execute(wanted.order_by(case.id)).scalars())


def _named(kind: str) -> tuple[sa.Select[tuple[str]], ...]:
    """The ids of a kind that evidence links or attachments name."""
    link, held = TABLES["evidence_link"].c, TABLES["attachment"].c
    return (
        sa.select(link.source).where(link.source_kind == kind),
        sa.select(link.target).where(link.target_kind == kind),
        sa.select(held.of).where(held.of_kind == kind),
    )
