"""The learning stack: one way for what is sent to another cycle, embedding, stewarding, and accounts of learning."""

from __future__ import annotations

from datetime import UTC, date
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# Written out, and not taken from schema.py: a migration must not change when the schema does.
ID = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
INSTANT = sa.DateTime().with_variant(sa.DateTime(timezone=True), "postgresql")

#: What an issue said itself of where it was sent; each such issue has an influence instead.
_SENT = ("handed_to", "handed_on", "answer", "answered_on")
_DAYS = ("sent_on", "answered_on")
_INSTANTS = ("created_at", "revised_at")
_INFLUENCE = (
    *("id", "created_at", "created_by", "revised_at", "revised_by", "version", "cycle", "scope", "own_answers"),
    *("to_cycle", "of_kind", "of", "why", "sent_on", "sent_by", "after", "state", "reason", "answered_on"),
    "answered_by",
)
_HISTORY = sa.table(
    "revision",
    *(sa.column(name) for name in ("seq", "step", "words", "page", "kind", "record", "action", "version", "by")),
    *(sa.column("before", JSON), sa.column("after", JSON), sa.column("at", INSTANT)),
    *(sa.column("undoes"), sa.column("undoable", sa.Boolean())),
)


def upgrade() -> None:
    """Add the new records; what issues said of where they were sent becomes records of what was sent."""
    op.add_column("cycle", sa.Column("convened", sa.Text(), nullable=True))
    op.add_column("cycle", sa.Column("convened_for", sa.Text(), nullable=False, server_default=""))
    op.add_column("influence", sa.Column("sent_by", sa.Text(), nullable=False, server_default=""))
    _naming_column("influence", "after", "influence")
    _learning()
    _sent()
    _forget_in_history()
    _issues_without()


def _record(*columns: sa.schema.SchemaItem, name: str) -> None:
    """A table of records: its own columns after those that every record has."""
    op.create_table(
        name,
        sa.Column("id", ID, nullable=False),
        sa.Column("created_at", INSTANT, nullable=True),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("revised_at", INSTANT, nullable=True),
        sa.Column("revised_by", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
    )


def _naming_column(table: str, column: str, other: str) -> None:
    """A column that names another record: both databases take the reference with the column, Alembic only apart."""
    as_written = 'TEXT COLLATE "C"' if op.get_bind().dialect.name == "postgresql" else "TEXT"
    named = f"fk_{table}_{column}_{other}"
    op.execute(f'ALTER TABLE {table} ADD COLUMN "{column}" {as_written} CONSTRAINT {named} REFERENCES {other} (id)')
    op.create_index(f"ix_{table}_{column}", table, [column])


def _sent() -> None:
    """An issue that was handed on is something that was sent; an answer to it means that it was taken up."""
    connection = op.get_bind()
    own = sa.table(
        "issue",
        *(sa.column(name) for name in ("id", "created_by", "revised_by", "cycle", "scope", "handed_to", "answer")),
        *(sa.column(name, sa.Date()) for name in ("handed_on", "answered_on")),
        *(sa.column(name, INSTANT) for name in ("created_at", "revised_at")),
    )
    found = connection.execute(sa.select(own).where(own.c.handed_to.is_not(None)).order_by(own.c.id)).mappings().all()
    last = connection.execute(sa.text("SELECT coalesce(max(seq), 0) FROM revision")).scalar_one()
    influence = sa.table(
        "influence",
        *(sa.column(name) for name in _INFLUENCE if name not in _DAYS and name not in _INSTANTS),
        *(sa.column(name, sa.Date()) for name in _DAYS),
        *(sa.column(name, INSTANT) for name in _INSTANTS),
    )
    for seq, issue in enumerate(found, start=last + 1):
        row = {
            **{n: issue[n] for n in ("created_at", "created_by", "revised_at", "revised_by", "cycle", "scope")},
            **{"id": f"sent-{issue['id'][:59]}", "version": 1, "to_cycle": issue["handed_to"], "of_kind": "issue"},
            **{"of": issue["id"], "why": "", "sent_on": issue["handed_on"], "sent_by": "", "after": None},
            **{"state": "taken_up" if issue["answer"].strip() else "waiting", "reason": issue["answer"]},
            **{"answered_on": issue["answered_on"], "answered_by": ""},
        }
        connection.execute(sa.insert(influence).values(**row, own_answers=sa.text("'[]'")))
        _remembered(connection, seq, row)


def _remembered(connection: sa.Connection, seq: int, row: dict[str, Any]) -> None:
    """What was made is in the history too; it cannot be undone, for the issue no longer says where it was sent."""
    said = {n: v.isoformat() if isinstance(v, date) else v for n, v in row.items()}
    for name in _INSTANTS:
        if said[name] is not None:
            moment = row[name] if row[name].tzinfo else row[name].replace(tzinfo=UTC)
            said[name] = moment.isoformat().replace("+00:00", "Z")
    told = {"step": f"sent0005-{seq}", "words": "Handed an issue over", "page": "", "kind": "influence"}
    what = {"record": row["id"], "action": "added", "version": 1, "before": None, "undoes": None, "undoable": False}
    after: dict[str, Any] = {**said, "own_answers": []}
    when = {"at": row["created_at"], "by": row["created_by"]}
    connection.execute(sa.insert(_HISTORY).values(seq=seq, **told, **what, **when, after=after))


def _forget_in_history() -> None:
    """An undo writes a wording back, and a record no longer takes what issues said of where they were sent."""
    connection = op.get_bind()
    history = _HISTORY.c
    rows = connection.execute(sa.select(history.seq, history.before, history.after).where(history.kind == "issue"))
    for seq, before, after in rows.all():
        kept = {"before": _without(before), "after": _without(after)}
        connection.execute(sa.update(_HISTORY).where(history.seq == seq).values(**kept))


def _without(wording: Any) -> Any:
    if not isinstance(wording, dict):
        return wording
    return {name: value for name, value in wording.items() if name not in _SENT}


def _issues_without() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for name in _SENT:
            op.drop_column("issue", name)
        return
    # SQLite drops no column that names another record. Other tables name issues: while their references wait until the
    # end of the transaction, the table may go and come again with the same rows.
    op.execute("PRAGMA defer_foreign_keys=ON")
    op.execute("CREATE TEMPORARY TABLE issue_kept AS SELECT * FROM issue")
    op.drop_table("issue")
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("own_answers", JSON, nullable=False, server_default="[]"),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("countermeasure", sa.Text(), nullable=False),
        sa.Column("system_change", sa.Text(), nullable=False),
        sa.Column("raised_by", sa.Text(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_issue_cycle_cycle"),
        name="issue",
    )
    op.create_index("ix_issue_cycle", "issue", ["cycle"])
    names = (
        *("id", "created_at", "created_by", "revised_at", "revised_by", "version", "cycle", "scope", "own_answers"),
        *("description", "level", "status", "owner", "countermeasure", "system_change", "raised_by", "raised_on"),
        "closed_on",
    )
    kept, made = (sa.table(name, *(sa.column(n) for n in names)) for name in ("issue_kept", "issue"))
    op.execute(sa.insert(made).from_select(names, sa.select(*kept.c)))
    op.execute("DROP TABLE issue_kept")


def _learning() -> None:
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("own_answers", JSON, nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("embedding_kind", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("experiment", ID, nullable=True),
        sa.Column("how_we_know", sa.Text(), nullable=False),
        sa.Column("countermeasures", JSON, nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("usual_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_embedding_cycle_cycle"),
        sa.ForeignKeyConstraint(["experiment"], ["experiment.id"], name="fk_embedding_experiment_experiment"),
        name="embedding",
    )
    op.create_index("ix_embedding_cycle", "embedding", ["cycle"])
    op.create_index("ix_embedding_experiment", "embedding", ["experiment"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("own_answers", JSON, nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("barrier", sa.Text(), nullable=False),
        sa.Column("for_cycle", ID, nullable=True),
        sa.Column("influence", ID, nullable=True),
        sa.Column("since_on", sa.Date(), nullable=True),
        sa.Column("helped", sa.Text(), nullable=True),
        sa.Column("helped_words", sa.Text(), nullable=False),
        sa.Column("helped_by", sa.Text(), nullable=False),
        sa.Column("helped_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_enablement_cycle_cycle"),
        sa.ForeignKeyConstraint(["for_cycle"], ["cycle.id"], name="fk_enablement_for_cycle_cycle"),
        sa.ForeignKeyConstraint(["influence"], ["influence.id"], name="fk_enablement_influence_influence"),
        name="enablement",
    )
    op.create_index("ix_enablement_cycle", "enablement", ["cycle"])
    op.create_index("ix_enablement_for_cycle", "enablement", ["for_cycle"])
    op.create_index("ix_enablement_influence", "enablement", ["influence"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("own_answers", JSON, nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("taking_part", JSON, nullable=False),
        sa.Column("inside", sa.Text(), nullable=False),
        sa.Column("outside", sa.Text(), nullable=False),
        sa.Column("convened", sa.Text(), nullable=False),
        sa.Column("resources", sa.Text(), nullable=False),
        sa.Column("hours", sa.Double(), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_review_cycle_cycle"),
        name="review",
    )
    op.create_index("ix_review_cycle", "review", ["cycle"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("review", ID, nullable=False),
        sa.Column("prompt", sa.Text(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_review_note_cycle_cycle"),
        sa.ForeignKeyConstraint(["review"], ["review.id"], name="fk_review_note_review_review"),
        sa.UniqueConstraint("review", "prompt", name="uq_review_note_review_prompt"),
        name="review_note",
    )
    op.create_index("ix_review_note_cycle", "review_note", ["cycle"])
    op.create_index("ix_review_note_review", "review_note", ["review"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("own_answers", JSON, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("group_kind", sa.Text(), nullable=False),
        sa.Column("what_for", sa.Text(), nullable=False),
        sa.Column("members", JSON, nullable=False),
        sa.Column("convener", sa.Text(), nullable=False),
        sa.Column("meets", sa.Text(), nullable=False),
        sa.Column("began_on", sa.Date(), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_governance_group_cycle_cycle"),
        name="governance_group",
    )
    op.create_index("ix_governance_group_cycle", "governance_group", ["cycle"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("own_answers", JSON, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("agreed_by", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_account_cycle_cycle"),
        sa.UniqueConstraint("cycle", "edition", name="uq_account_cycle_edition"),
        name="account",
    )
    op.create_index("ix_account_cycle", "account", ["cycle"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("account", ID, nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("position", sa.Double(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("drafted", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_account_sentence_cycle_cycle"),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name="fk_account_sentence_account_account"),
        name="account_sentence",
    )
    op.create_index("ix_account_sentence_account", "account_sentence", ["account"])
    op.create_index("ix_account_sentence_cycle", "account_sentence", ["cycle"])
