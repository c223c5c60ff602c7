"""The tables: one a kind of record, made from the records' own fields, and the history of every change."""

from __future__ import annotations

import types
from datetime import UTC, date, datetime
from typing import Any, Final, Union, get_args, get_origin

import sqlalchemy as sa
from pydantic import BaseModel
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import TypeDecorator, TypeEngine

from workbench.model import RECORDS

__all__ = ["ACCESS", "DRAFT", "HEAD", "META", "REFERENCES", "REVISION", "TABLES", "UNIQUE", "Instant", "metadata"]

#: The newest migration; a store that names another one is migrated or refused.
HEAD: Final = "0005"

#: Which fields name another record, by kind: field → kind. Evidence links and whatever has ``of`` name any kind and are
#: checked by hand.
REFERENCES: Final[dict[str, dict[str, str]]] = {
    "system": {"scale": "scale", "part_of": "system"},
    "cycle": {"system": "system"},
    "cycle_link": {"source": "cycle", "target": "cycle"},
    "purpose": {"cycle": "cycle", "follows": "purpose"},
    "thing": {"cycle": "cycle"},
    "map": {"cycle": "cycle"},
    "map_item": {"map": "map", "thing": "thing"},
    "link": {"map": "map", "source": "thing", "target": "thing"},
    "named_loop": {"map": "map"},
    "inquiry": {"cycle": "cycle", "follows": "inquiry"},
    "inquiry_note": {"cycle": "cycle", "inquiry": "inquiry"},
    "opening_question": {"cycle": "cycle", "inquiry": "inquiry", "follows": "opening_question"},
    "story": {"cycle": "cycle", "opening_question": "opening_question", "inquiry": "inquiry", "intake": "intake"},
    "signifier_set": {"cycle": "cycle", "follows": "signifier_set"},
    "signification": {
        "cycle": "cycle",
        "story": "story",
        "signifier_set": "signifier_set",
        "intake": "intake",
    },
    "issue": {"cycle": "cycle"},
    "rule": {"cycle": "cycle"},
    "experiment": {"cycle": "cycle"},
    "measure": {"cycle": "cycle"},
    "series": {"cycle": "cycle", "measure": "measure"},
    "capture_form": {"cycle": "cycle", "experiment": "experiment"},
    "data_plan": {
        "cycle": "cycle",
        "experiment": "experiment",
        "capture_form": "capture_form",
        "series": "series",
    },
    "frame_note": {"cycle": "cycle", "experiment": "experiment"},
    "countermeasure": {"cycle": "cycle", "experiment": "experiment", "issue": "issue"},
    "debrief": {"cycle": "cycle", "experiment": "experiment"},
    "debrief_entry": {"cycle": "cycle", "debrief": "debrief"},
    "pod_entry": {"cycle": "cycle", "experiment": "experiment"},
    "capture_entry": {"cycle": "cycle", "capture_form": "capture_form"},
    "spend": {"cycle": "cycle", "experiment": "experiment"},
    "task": {"cycle": "cycle"},
    "task_move": {"cycle": "cycle", "task": "task"},
    "goal": {"cycle": "cycle"},
    "goal_score": {"cycle": "cycle", "goal": "goal"},
    "point": {"cycle": "cycle", "series": "series"},
    "series_change": {"cycle": "cycle", "series": "series"},
    "intake": {"cycle": "cycle"},
    "import_mapping": {"cycle": "cycle"},
    "case": {"cycle": "cycle", "intake": "intake"},
    "unit_cost": {"cycle": "cycle"},
    "contact": {"cycle": "cycle", "case": "case", "priced_by": "unit_cost", "intake": "intake"},
    "risk": {"cycle": "cycle", "case": "case"},
    "forum_case": {"cycle": "cycle", "case": "case"},
    "refusal": {"cycle": "cycle", "case": "case"},
    "grant": {"cycle": "cycle", "grantee_cycle": "cycle"},
    "outcome": {"cycle": "cycle", "grant": "grant"},
    "outcome_talk": {"cycle": "cycle", "outcome": "outcome"},
    "multiplier": {"cycle": "cycle", "grant": "grant"},
    "sense_session": {"cycle": "cycle"},
    "sense_note": {"cycle": "cycle", "sense_session": "sense_session"},
    "comparison": {"cycle": "cycle", "sense_session": "sense_session"},
    "theme": {"cycle": "cycle", "part_of": "theme"},
    "coding_round": {"cycle": "cycle"},
    "coding_unit": {"cycle": "cycle", "coding_round": "coding_round"},
    "coding_done": {"cycle": "cycle", "coding_unit": "coding_unit"},
    "coding": {"cycle": "cycle", "theme": "theme", "coding_round": "coding_round"},
    "conversation": {"cycle": "cycle"},
    "statement": {"cycle": "cycle", "conversation": "conversation"},
    "vote": {"cycle": "cycle", "statement": "statement", "intake": "intake"},
    "observation": {"cycle": "cycle", "sense_session": "sense_session", "theme": "theme"},
    "perspective": {"cycle": "cycle"},
    "interpretation": {"cycle": "cycle", "observation": "observation", "perspective": "perspective"},
    "idea": {"cycle": "cycle", "observation": "observation", "interpretation": "interpretation"},
    "influence": {"cycle": "cycle", "to_cycle": "cycle", "after": "influence"},
    "embedding": {"cycle": "cycle", "experiment": "experiment"},
    "enablement": {"cycle": "cycle", "for_cycle": "cycle", "influence": "influence"},
    "review": {"cycle": "cycle"},
    "review_note": {"cycle": "cycle", "review": "review"},
    "governance_group": {"cycle": "cycle"},
    "account": {"cycle": "cycle"},
    "account_sentence": {"cycle": "cycle", "account": "account"},
    "attachment": {"cycle": "cycle"},
    "evidence_link": {"cycle": "cycle"},
}

#: Indexes beyond the references, by kind.
_INDEXES: dict[str, tuple[tuple[str, ...], ...]] = {
    "evidence_link": (("source_kind", "source"), ("target_kind", "target")),
    "attachment": (("of_kind", "of"),),
    "coding": (("of_kind", "of"),),
    "coding_unit": (("of_kind", "of"),),
    "influence": (("of_kind", "of"),),
}
#: Whatever contacts are counted by: counting them reads this index alone, and not the rows with their notes.
_COUNTED = (
    *("case", "happened_on", "id", "agency", "activity", "does", "urgency", "demand", "handed_to"),
    *("quantity", "cost_pence"),
)
#: References without an index of their own: another index begins with them, or nobody looks that way, and every index
#: makes a row that comes by the hundred thousand dearer.
_NOT_INDEXED = {
    *(("contact", "cycle"), ("contact", "case")),
    *(("signification", "cycle"), ("signification", "story"), ("signification", "signifier_set")),
    *(("vote", "cycle"), ("vote", "statement")),
}

#: What may be there once only, by kind.
UNIQUE: Final[dict[str, tuple[str, ...]]] = {
    "map_item": ("map", "thing"),
    "goal_score": ("goal", "scored_on"),
    "point": ("series", "happened_on"),
    "case": ("cycle", "source_key"),
    "contact": ("cycle", "source_key"),
    "unit_cost": ("cycle", "activity", "agency", "year"),
    "multiplier": ("grant", "stage"),
    "story": ("cycle", "source_key"),
    "signification": ("story", "signifier_set", "signifier", "item"),
    "coding_unit": ("coding_round", "of_kind", "of"),
    "coding_done": ("coding_unit", "coder"),
    "statement": ("conversation", "number"),
    "vote": ("statement", "voter"),
    "review_note": ("review", "prompt"),
    "account": ("cycle", "edition"),
}
#: Those of them whose table was there before: SQLite adds an index to a table, but no constraint.
_UNIQUE_BY_INDEX = {"story"}


class Instant(TypeDecorator[datetime]):
    """A moment in UTC: PostgreSQL keeps the zone, SQLite keeps text without one."""

    impl = sa.DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: sa.Dialect) -> TypeEngine[Any]:
        """The column type of each database."""
        return dialect.type_descriptor(sa.DateTime(timezone=dialect.name == "postgresql"))

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """In UTC, and without the zone where the database keeps none."""
        if value is None or dialect.name == "postgresql":
            return value
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """With its zone again."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


#: Ids sort by their bytes on every database, whatever language it was set up in.
IDENTIFIER = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
#: None is the database's null, not JSON's: an erased wording is then absent and not the word “null”.
JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")

_NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

metadata = sa.MetaData(naming_convention=_NAMING)


def _plain_type(annotation: Any) -> Any:
    """The type under Optional and Annotated."""
    if get_origin(annotation) in (Union, types.UnionType):
        annotation = next(a for a in get_args(annotation) if a is not type(None))
    while hasattr(annotation, "__metadata__"):
        annotation = get_args(annotation)[0]
    return annotation


def _column_type(name: str, annotation: Any, references: dict[str, str]) -> TypeEngine[Any]:
    plain = _plain_type(annotation)
    if get_origin(plain) is tuple:
        return JSON
    known: dict[Any, TypeEngine[Any]] = {
        bool: sa.Boolean(),
        int: sa.Integer(),
        float: sa.Double(),
        datetime: Instant(),
        date: sa.Date(),
    }
    if plain in known:
        return known[plain]
    return IDENTIFIER if name in {"id", "of", "source", "target"} or name in references else sa.Text()


def _is_optional(annotation: Any) -> bool:
    return get_origin(annotation) in (Union, types.UnionType) and type(None) in get_args(annotation)


def _table(kind: str, cls: type[BaseModel]) -> sa.Table:
    references = REFERENCES.get(kind, {})
    made: list[sa.schema.SchemaItem] = []
    for name, field in cls.model_fields.items():
        column_type = _column_type(name, field.annotation, references)
        if name == "id":
            made.append(sa.Column(name, column_type, primary_key=True))
            continue
        key = [sa.ForeignKey(f"{references[name]}.id")] if name in references else []
        indexed = bool(key) and (kind, name) not in _NOT_INDEXED
        made.append(sa.Column(name, column_type, *key, nullable=_is_optional(field.annotation), index=indexed))
    if kind in UNIQUE and kind not in _UNIQUE_BY_INDEX:
        made.append(sa.UniqueConstraint(*UNIQUE[kind]))
    table = sa.Table(kind, metadata, *made)
    if kind in _UNIQUE_BY_INDEX:
        sa.Index(f"uq_{kind}_{'_'.join(UNIQUE[kind])}", *(table.c[n] for n in UNIQUE[kind]), unique=True)
    for named in _INDEXES.get(kind, ()):
        sa.Index(None, *(table.c[n] for n in named))
    return table


#: The table of each kind of record, in an order in which they can be written.
TABLES: Final[dict[str, sa.Table]] = {kind: _table(kind, cls) for kind, cls in RECORDS.items()}
sa.Index("ix_contact_counted", *(TABLES["contact"].c[name] for name in _COUNTED))

#: One row a change to one record; rows with the same ``step`` were made together and are undone together.
REVISION: Final = sa.Table(
    "revision",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("step", IDENTIFIER, nullable=False, index=True),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("page", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("record", IDENTIFIER, nullable=False),
    sa.Column("action", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("before", JSON),
    sa.Column("after", JSON),
    sa.Column("at", Instant, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    #: The step this one took back; None for a step of its own.
    sa.Column("undoes", IDENTIFIER),
    #: False for what cannot be taken back, such as an erasure.
    sa.Column("undoable", sa.Boolean, nullable=False),
    sa.Index(None, "kind", "record", "seq"),
    sa.Index(None, "page", "seq"),
    sa.Index(None, "by", "seq"),
)

#: A few facts about the store itself, by name.
META: Final = sa.Table(
    "meta",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", JSON),
)

#: What somebody is still writing, by whose device and in which form: no record yet, no history, gone once it is saved.
DRAFT: Final = sa.Table(
    "draft",
    metadata,
    sa.Column("owner", IDENTIFIER, primary_key=True),
    sa.Column("place", IDENTIFIER, primary_key=True),
    sa.Column("content", JSON, nullable=False),
    sa.Column("at", Instant, nullable=False),
)

#: Who opened whose file: ids only, never changed and never taken away.
ACCESS: Final = sa.Table(
    "access",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("page", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("record", IDENTIFIER, nullable=False),
    sa.Column("why", sa.Text, nullable=False),
    sa.Index(None, "kind", "record", "at"),
)
