"""Taking back one import: what it brought and nobody has worked with since goes; everything else stays."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from workbench.errors import Gone
from workbench.model import Intake, IntakeState, Withdrawal
from workbench.store.many import delete_many
from workbench.store.schema import TABLES
from workbench.store.step import Step, current

__all__ = ["TakenBack", "take_back_intake"]


@dataclass(frozen=True)
class TakenBack:
    """What became of an import: contacts and cases that went, and contacts that stayed because of work on them."""

    n_contacts: int
    n_cases: int
    n_kept: int


def take_back_intake(connection: sa.Connection, step: Step, intake_id: str) -> TakenBack:
    """Remove the contacts of an import, and the cases it made that nothing is left on.

    What somebody changed by hand stays, and so does what evidence or an attachment names, and a case whose person took
    back their consent: its mark must not be lost. The intake stays and says that it was taken back.

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
    if intake.state is not IntakeState.taken_back:
        step.revise(intake.model_copy(update={"state": IntakeState.taken_back}))
    return TakenBack(n_contacts=gone.rowcount, n_cases=len(cases), n_kept=n_kept)


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
