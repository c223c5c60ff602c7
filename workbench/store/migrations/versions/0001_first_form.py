"""The first form of the store."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Written out, and not taken from schema.py: a migration must not change when the schema does.
ID = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
INSTANT = sa.DateTime().with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    """Make every table."""
    _structure()
    _maps()
    _evidence()
    _history()


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


def _structure() -> None:
    _record(
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        name="scale",
    )
    _record(
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("scale", ID, nullable=False),
        sa.Column("part_of", ID, nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("synthetic", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["part_of"], ["system.id"], name="fk_system_part_of_system"),
        sa.ForeignKeyConstraint(["scale"], ["scale.id"], name="fk_system_scale_scale"),
        name="system",
    )
    op.create_index("ix_system_part_of", "system", ["part_of"])
    op.create_index("ix_system_scale", "system", ["scale"])
    _record(
        sa.Column("system", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("stewards", JSON, nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["system"], ["system.id"], name="fk_cycle_system_system"),
        name="cycle",
    )
    op.create_index("ix_cycle_system", "cycle", ["system"])
    _record(
        sa.Column("source", ID, nullable=False),
        sa.Column("target", ID, nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["cycle.id"], name="fk_cycle_link_source_cycle"),
        sa.ForeignKeyConstraint(["target"], ["cycle.id"], name="fk_cycle_link_target_cycle"),
        name="cycle_link",
    )
    op.create_index("ix_cycle_link_source", "cycle_link", ["source"])
    op.create_index("ix_cycle_link_target", "cycle_link", ["target"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("proposed_by", sa.Text(), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=True),
        sa.Column("agreed_by", JSON, nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("follows", ID, nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_purpose_cycle_cycle"),
        sa.ForeignKeyConstraint(["follows"], ["purpose.id"], name="fk_purpose_follows_purpose"),
        name="purpose",
    )
    op.create_index("ix_purpose_cycle", "purpose", ["cycle"])
    op.create_index("ix_purpose_follows", "purpose", ["follows"])


def _maps() -> None:
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("thing_kind", sa.Text(), nullable=False),
        sa.Column("actor_kind", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("markers", JSON, nullable=False),
        sa.Column("effect", sa.Text(), nullable=False),
        sa.Column("belief_from", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_thing_cycle_cycle"),
        name="thing",
    )
    op.create_index("ix_thing_cycle", "thing", ["cycle"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("map_kind", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_map_cycle_cycle"),
        name="map",
    )
    op.create_index("ix_map_cycle", "map", ["cycle"])
    _record(
        sa.Column("map", ID, nullable=False),
        sa.Column("thing", ID, nullable=False),
        sa.Column("x", sa.Double(), nullable=True),
        sa.Column("y", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(["map"], ["map.id"], name="fk_map_item_map_map"),
        sa.ForeignKeyConstraint(["thing"], ["thing.id"], name="fk_map_item_thing_thing"),
        sa.UniqueConstraint("map", "thing", name="uq_map_item_map_thing"),
        name="map_item",
    )
    op.create_index("ix_map_item_map", "map_item", ["map"])
    op.create_index("ix_map_item_thing", "map_item", ["thing"])
    _record(
        sa.Column("map", ID, nullable=False),
        sa.Column("source", ID, nullable=False),
        sa.Column("target", ID, nullable=False),
        sa.Column("link_kind", sa.Text(), nullable=False),
        sa.Column("polarity", sa.Text(), nullable=False),
        sa.Column("delay", sa.Boolean(), nullable=False),
        sa.Column("strength", sa.Integer(), nullable=False),
        sa.Column("quality", sa.Text(), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["map"], ["map.id"], name="fk_link_map_map"),
        sa.ForeignKeyConstraint(["source"], ["thing.id"], name="fk_link_source_thing"),
        sa.ForeignKeyConstraint(["target"], ["thing.id"], name="fk_link_target_thing"),
        name="link",
    )
    op.create_index("ix_link_map", "link", ["map"])
    op.create_index("ix_link_source", "link", ["source"])
    op.create_index("ix_link_target", "link", ["target"])
    _record(
        sa.Column("map", ID, nullable=False),
        sa.Column("things", JSON, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["map"], ["map.id"], name="fk_named_loop_map_map"),
        name="named_loop",
    )
    op.create_index("ix_named_loop_map", "named_loop", ["map"])


def _evidence() -> None:
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("teller", sa.Text(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("listened_by", sa.Text(), nullable=False),
        sa.Column("what_matters", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("may_quote", sa.Boolean(), nullable=False),
        sa.Column("may_leave", sa.Boolean(), nullable=False),
        sa.Column("consent_until", sa.Date(), nullable=True),
        sa.Column("consent_wording", sa.Text(), nullable=False),
        sa.Column("consent_by", sa.Text(), nullable=False),
        sa.Column("consent_on", sa.Date(), nullable=True),
        sa.Column("withdrawal", sa.Text(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_story_cycle_cycle"),
        name="story",
    )
    op.create_index("ix_story_cycle", "story", ["cycle"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("countermeasure", sa.Text(), nullable=False),
        sa.Column("system_change", sa.Text(), nullable=False),
        sa.Column("raised_by", sa.Text(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("handed_to", ID, nullable=True),
        sa.Column("handed_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_issue_cycle_cycle"),
        sa.ForeignKeyConstraint(["handed_to"], ["cycle.id"], name="fk_issue_handed_to_cycle"),
        name="issue",
    )
    op.create_index("ix_issue_cycle", "issue", ["cycle"])
    op.create_index("ix_issue_handed_to", "issue", ["handed_to"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("experiment_kind", sa.Text(), nullable=False),
        sa.Column("hypothesis", sa.Text(), nullable=False),
        sa.Column("actions", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("touches", JSON, nullable=False),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("what_happened", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_experiment_cycle_cycle"),
        name="experiment",
    )
    op.create_index("ix_experiment_cycle", "experiment", ["cycle"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("source_kind", sa.Text(), nullable=False),
        sa.Column("source", ID, nullable=False),
        sa.Column("target_kind", sa.Text(), nullable=False),
        sa.Column("target", ID, nullable=False),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_evidence_link_cycle_cycle"),
        name="evidence_link",
    )
    op.create_index("ix_evidence_link_cycle", "evidence_link", ["cycle"])
    op.create_index("ix_evidence_link_source_kind_source", "evidence_link", ["source_kind", "source"])
    op.create_index("ix_evidence_link_target_kind_target", "evidence_link", ["target_kind", "target"])


def _history() -> None:
    op.create_table(
        "revision",
        sa.Column("seq", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("step", ID, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("record", ID, nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("before", JSON, nullable=True),
        sa.Column("after", JSON, nullable=True),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("undoes", ID, nullable=True),
        sa.Column("undoable", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_revision"),
    )
    op.create_index("ix_revision_by_seq", "revision", ["by", "seq"])
    op.create_index("ix_revision_kind_record_seq", "revision", ["kind", "record", "seq"])
    op.create_index("ix_revision_page_seq", "revision", ["page", "seq"])
    op.create_index("ix_revision_step", "revision", ["step"])
    op.create_table(
        "meta",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", JSON, nullable=True),
        sa.PrimaryKeyConstraint("name", name="pk_meta"),
    )


def downgrade() -> None:
    """A store is not taken back; restore the backup that was made before it was migrated."""
    raise NotImplementedError("restore the backup made before the migration")
