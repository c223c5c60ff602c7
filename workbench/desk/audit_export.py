"""The audit list as a workbook: a sheet that says what it is, and every record of spending with its PLAN answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from workbench.errors import NotAllowed, Refused
from workbench.model.choice import choices_in_words
from workbench.patterns.spending_audit import PLAN

if TYPE_CHECKING:
    from workbench.desk.desk import Desk
    from workbench.exchange.table_export import FrontSheet

__all__ = ["audit_workbook", "take_out_audit"]

_ENDING = ".xlsx"
_COLUMNS = ("spent_on", "worker", "amount_pounds", "what", "category", "for_person", "need", *PLAN, "plan_note")


def take_out_audit(desk: Desk, out: str | Path | None, *, system: str | None, cycle: str | None = None) -> Path:
    """Write the audit list as XLSX, whole or not at all; returns the file.

    Raises
    ------
    NotAllowed
        For a wider audience than the group itself and its auditors.
    Refused
        Where there is no such system, or the file cannot be written.
    """
    from workbench.exchange.whole_file import ending_of, put  # noqa: PLC0415  seldom needed

    name, content = audit_workbook(desk, system=system, cycle=cycle)
    path = Path(out or name)
    ending_of(path, (_ENDING,), words=desk.words)
    put(path, content, words=desk.words)
    return path


def audit_workbook(desk: Desk, *, system: str | None, cycle: str | None = None) -> tuple[str, bytes]:
    """The audit list of one system, or of one of its rounds: a name for the file, and what is in it.

    Raises
    ------
    NotAllowed
        For a wider audience than the group itself and its auditors.
    Refused
        Where there is no such system or cycle.
    """
    from workbench.exchange.reading import Reading  # noqa: PLC0415  seldom needed
    from workbench.exchange.table_export import table_workbook  # noqa: PLC0415  seldom needed

    said = desk.words
    if desk.said_audience is not None:
        raise NotAllowed(said.say("spending.audit.group_only"))
    chosen = desk.choice(system=system or "", cycle=cycle or "")
    if chosen.system is None:
        raise Refused(said.say("spending.audit.no_system"), field="system")
    records = desk.spending_audit(system=chosen.system.id, cycle=cycle).table
    name = f"spending-audit-{cycle or chosen.system.id}-{desk.today().isoformat()}{_ENDING}"
    worded = _in_words(records, desk)
    content = table_workbook(
        worded,
        reading=Reading(name=name, words=said),
        sheet=said.say("spending.audit.sheet"),
        front=_front(records, desk, system=chosen.system.id, cycle=cycle),
        number_formats={said.say("spending.column.amount_pounds"): "#,##0.00"},
    )
    return name, content


def _in_words(records: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    """The columns an auditor reads, under their names in words; a test nobody answered says so."""
    made = records[list(_COLUMNS)].copy()
    made["spent_on"] = pd.to_datetime(made["spent_on"])
    known = choices_in_words("spend", "category", language=desk.words.language)
    made["category"] = [known.get(category, category) for category in made["category"]]
    for test in PLAN:
        answers = made[test].astype("object").where(made[test].notna(), "unanswered")
        made[test] = [desk.words.say(f"spending.answer.{answer}") for answer in answers]
    return made.rename(columns={column: desk.words.say(f"spending.column.{column}") for column in _COLUMNS})


def _front(records: pd.DataFrame, desk: Desk, *, system: str, cycle: str | None) -> FrontSheet:
    from workbench.exchange.table_export import FrontSheet  # noqa: PLC0415  seldom needed

    said, known, on = desk.words, desk.structure, desk.today()
    of = known.system(system)
    rounds = next((c.name for c in known.cycles if c.id == cycle), said.say("spending.audit.all_rounds"))
    waiting = int((records["unanswered"] > 0).sum())
    lines = [
        ("what", said.say("spending.audit.what")),
        ("whose", said.say("spending.audit.whose_text", system=of.name, cycle=rounds)),
        ("when", f"{on.day} {said.say(f'dates.month_{on.month}')} {on.year}"),
        ("for_whom", said.say("spending.audit.for_whom_text")),
        ("people", said.say("spending.audit.people_text")),
        ("records", said.say("spending.audit.records_text", n=len(records))),
        ("sum", f"£{records['amount_pounds'].sum():,.2f}"),
        ("unanswered", said.say("spending.audit.unanswered_text", n=waiting)),
        ("plan", said.say("spending.audit.plan_text")),
        *((test, said.say(f"spending.test.{test}")) for test in PLAN),
        ("not_sure", said.say("spending.audit.not_sure_text")),
    ]
    if of.synthetic:
        lines.insert(0, ("synthetic", said.say("home.synthetic")))
    return FrontSheet(
        name=said.say("spending.audit.front"),
        lines=tuple((said.say(f"spending.audit.{label}_label"), text) for label, text in lines),
    )
