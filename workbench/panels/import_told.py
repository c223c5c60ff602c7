"""What a page is told of a file of contacts: what it holds, what would come of it, and what became of earlier ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from workbench.desk.contact_import import LookedAt, PersonalFound, TriedOut
from workbench.exchange.contact_columns import FIELDS, MANY, REQUIRED, WORDS
from workbench.exchange.reading import Lost
from workbench.model import ImportMapping, Intake
from workbench.model.form import form
from workbench.model.prompts import Words
from workbench.panels.spoken_date import spoken

__all__ = ["in_a_line", "intake_told", "looked_told", "personal_told", "tried_told"]

#: Fields that one word may fill for every row, where a file is all of one agency or one activity.
_ONE_FOR_ALL: Final = ("agency", "activity")
_CHOICES: Final = ("replace", "leave_out", "not_personal")
_CHANGED_SHOWN: Final = 5


def looked_told(found: LookedAt, *, source: str, words: Words) -> dict[str, Any]:
    """What a file holds, the mapping as the page changes it, and the fields and words there are to choose from.

    ``source`` is where the file is said to come from; ``day_first`` of the mapping is None where it has to be said.
    """
    mapping = found.mapping.model_copy(update={"name": source, "source": source})
    contact = form("contact", language=words.language)
    return {
        "columns": [{"name": one.name, "examples": list(one.examples)} for one in found.columns],
        "rows": [list(row) for row in found.rows],
        "n_rows": found.n_rows,
        "sheets": list(found.sheets),
        "sheet": found.sheet,
        "notes": [in_a_line(note) for note in found.notes],
        "saved": found.mapping.source if found.saved else "",
        "asks_day_first": found.asks_day_first,
        "mapping": {
            **_mapping_told(mapping),
            "day_first": None if found.asks_day_first else mapping.day_first,
        },
        "fields": [[name, _label(name, words), name in REQUIRED] for name in FIELDS],
        "several": sorted(MANY),
        "one_for_all": list(_ONE_FOR_ALL),
        "meanings": {
            name: [list(choice) for choice in question.choices]
            for name in WORDS
            if (question := contact.question(name)) is not None
        },
    }


def _mapping_told(mapping: ImportMapping) -> dict[str, Any]:
    wanted = {"name", "source", "headers", "columns", "day_first", "encoding", "sheet", "scope"}
    return mapping.model_dump(mode="json", include=wanted)


def _label(name: str, words: Words) -> str:
    said = words.say(f"contact_import.field.{name}")
    return said[:1].upper() + said[1:]


def _head(name: str, words: Words) -> str:
    """The label without what explains it; what is kept in pence is shown in pounds."""
    return _label("cost" if name == "cost_pence" else name, words).partition(" (")[0]


def tried_told(found: TriedOut, *, mapping: ImportMapping, words: Words) -> dict[str, Any]:
    """What would come of a file, with the first rows as they would be stored."""
    shown = [name for name in FIELDS if any(_said(row.get(name)) for row in found.preview)]
    columns = {one.field: one.column for one in mapping.columns}
    n_taken = found.n_rows - found.n_refused
    refused = [one for one in found.refused if one.where]
    return {
        "n_rows": found.n_rows,
        "n_refused": found.n_refused,
        "refused": [[one.where, one.what, one.why] for one in refused],
        "remarks": [in_a_line(one) for one in found.remarks],
        "n_cases_new": found.n_cases_new,
        "n_contacts_new": found.n_contacts_new,
        "n_same": found.n_same,
        "n_changed": found.n_changed,
        "changed": [_changed(one.where, one.here, one.in_file, words) for one in found.changed[:_CHANGED_SHOWN]],
        "heads": [_head(name, words) for name in shown],
        "preview": [[_shown(name, row.get(name), words) for name in shown] for row in found.preview],
        "personal": personal_told(found.personal, words),
        "n_own_cost": n_taken - found.unpriced,
        "n_priced": found.priced,
        "n_unpriced": found.unpriced - found.priced,
        "first": found.first_day.isoformat() if found.first_day else "",
        "last": found.last_day.isoformat() if found.last_day else "",
        "first_said": spoken(found.first_day, words) if found.first_day else "",
        "last_said": spoken(found.last_day, words) if found.last_day else "",
        "unknown_words": [
            {"field": name, "column": columns.get(name, ""), "word": word, "n": n}
            for name, word, n in found.unknown_words
        ],
    }


def personal_told(found: Sequence[PersonalFound], words: Words) -> list[dict[str, Any]]:
    """What says who somebody is, column by column, with what people can choose to do with it."""
    return [
        {
            "key": one.key,
            "kind": words.say(f"bring_in.personal.kind.{one.kind}"),
            "instead": words.say(f"contact_import.instead.{one.kind}"),
            "column": one.column,
            "n": one.n,
            "example": one.example,
            "choice": "" if one.needs_answer else one.choice,
            "choices": list(_CHOICES) if one.may_choose else [],
        }
        for one in found
    ]


def in_a_line(lost: Lost) -> str:
    """One line of a loss report: where it stands, what it is, and why."""
    where = f"{lost.where}: " if lost.where else ""
    what = f"“{lost.what}” " if lost.what else ""
    return f"{where}{what}{lost.why}"


def _said(value: Any) -> bool:
    return value is not None and value not in ("", ())


def _shown(name: str, value: Any, words: Words) -> str:
    """A value as people read it in a table; nothing where there is none."""
    said = "" if value is None else str(value)
    if said and name == "cost_pence":
        said = f"£{int(value) / 100:,.2f}"
    elif isinstance(value, date):
        said = spoken(value, words)
    elif isinstance(value, float):
        said = f"{value:g}"
    elif isinstance(value, list | tuple):
        said = ", ".join(str(one) for one in value)
    elif said and name in WORDS and (question := form("contact", language=words.language).question(name)):
        said = dict(question.choices).get(said, said)
    return said


def _changed(where: str, here: Mapping[str, Any], in_file: Mapping[str, Any], words: Words) -> str:
    """What one contact says here and in the file, field by field."""
    parts = [
        words.say(
            "bring_in.found.changed_field",
            field=_head(name, words),
            here=_shown(name, here.get(name), words) or words.say("bring_in.columns.nothing_in_it"),
            file=_shown(name, value, words) or words.say("bring_in.columns.nothing_in_it"),
        )
        for name, value in in_file.items()
        if value != here.get(name)
    ]
    return f"{where}: {'; '.join(parts)}"


def intake_told(intake: Intake, words: Words) -> dict[str, Any]:
    """One import as the list of imports has it."""
    begun = intake.begun_on or (intake.created_at.date() if intake.created_at else None)
    covers = words.say("bring_in.earlier.covers_not_said")
    if intake.covers_from and intake.covers_until:
        days = {"from": spoken(intake.covers_from, words), "until": spoken(intake.covers_until, words)}
        covers = words.say("bring_in.earlier.covers_days", **days)
    numbers = {
        "contacts": intake.n_contacts,
        "cases": intake.n_cases,
        "changed": intake.n_changed,
        "same": intake.n_same,
        "refused": intake.n_refused,
    }
    return {
        "id": intake.id,
        "file": intake.file,
        "source": intake.source,
        "state": str(intake.state),
        "day": spoken(begun, words) if begun else "",
        "covers": covers,
        "n": intake.n_contacts,
        "told": words.say("bring_in.earlier.told", **{name: f"{n:,}" for name, n in numbers.items()}),
    }
