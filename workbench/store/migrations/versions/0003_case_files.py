"""Case files: people under pseudonyms, their contacts and what these cost, forums, grants, and what people noticed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# Written out, and not taken from schema.py: a migration must not change when the schema does.
ID = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
INSTANT = sa.DateTime().with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    """Add the tables of the new records, and the log of who opened whose file."""
    _bringing_in()
    _case_files()
    _forum()
    _granting()
    _noticing()
    _access()


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


def _bringing_in() -> None:
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("own_answers", JSON, nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("source", ID, nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("begun_on", sa.Date(), nullable=True),
        sa.Column("covers_from", sa.Date(), nullable=True),
        sa.Column("covers_until", sa.Date(), nullable=True),
        sa.Column("n_rows", sa.Integer(), nullable=False),
        sa.Column("n_refused", sa.Integer(), nullable=False),
        sa.Column("n_cases", sa.Integer(), nullable=False),
        sa.Column("n_contacts", sa.Integer(), nullable=False),
        sa.Column("n_changed", sa.Integer(), nullable=False),
        sa.Column("n_same", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_intake_cycle_cycle"),
        name="intake",
    )
    op.create_index("ix_intake_cycle", "intake", ["cycle"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("own_answers", JSON, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("source", ID, nullable=False),
        sa.Column("headers", JSON, nullable=False),
        sa.Column("columns", JSON, nullable=False),
        sa.Column("day_first", sa.Boolean(), nullable=False),
        sa.Column("encoding", sa.Text(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_import_mapping_cycle_cycle"),
        name="import_mapping",
    )
    op.create_index("ix_import_mapping_cycle", "import_mapping", ["cycle"])


def _case_files() -> None:
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("own_answers", JSON, nullable=False),
        sa.Column("may_quote", sa.Boolean(), nullable=False),
        sa.Column("may_leave", sa.Boolean(), nullable=False),
        sa.Column("consent_until", sa.Date(), nullable=True),
        sa.Column("consent_wording", sa.Text(), nullable=False),
        sa.Column("consent_by", sa.Text(), nullable=False),
        sa.Column("consent_on", sa.Date(), nullable=True),
        sa.Column("withdrawal", sa.Text(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("pseudonym", sa.Text(), nullable=False),
        sa.Column("what_matters", sa.Text(), nullable=False),
        sa.Column("context", sa.Text(), nullable=False),
        sa.Column("tags", JSON, nullable=False),
        sa.Column("gender", sa.Text(), nullable=False),
        sa.Column("age_band", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("chosen", sa.Text(), nullable=False),
        sa.Column("way_from", sa.Date(), nullable=True),
        sa.Column("referred_on", sa.Date(), nullable=True),
        sa.Column("observed_from", sa.Date(), nullable=True),
        sa.Column("observed_until", sa.Date(), nullable=True),
        sa.Column("source_key", sa.Text(), nullable=True),
        sa.Column("intake", ID, nullable=True),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_case_cycle_cycle"),
        sa.ForeignKeyConstraint(["intake"], ["intake.id"], name="fk_case_intake_intake"),
        sa.UniqueConstraint("cycle", "source_key", name="uq_case_cycle_source_key"),
        name="case",
    )
    op.create_index("ix_case_cycle", "case", ["cycle"])
    op.create_index("ix_case_intake", "case", ["intake"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("own_answers", JSON, nullable=False),
        sa.Column("activity", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("each_pence", sa.Integer(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("source", ID, nullable=False),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_unit_cost_cycle_cycle"),
        sa.UniqueConstraint("cycle", "activity", "agency", "year", name="uq_unit_cost_cycle_activity_agency_year"),
        name="unit_cost",
    )
    op.create_index("ix_unit_cost_cycle", "unit_cost", ["cycle"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("case", ID, nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("activity", sa.Text(), nullable=False),
        sa.Column("does", sa.Text(), nullable=True),
        sa.Column("urgency", sa.Text(), nullable=True),
        sa.Column("demand", sa.Text(), nullable=True),
        sa.Column("quantity", sa.Double(), nullable=False),
        sa.Column("cost_pence", sa.Integer(), nullable=True),
        sa.Column("priced_by", ID, nullable=True),
        sa.Column("handed_to", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("source_key", sa.Text(), nullable=True),
        sa.Column("intake", ID, nullable=True),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_contact_cycle_cycle"),
        sa.ForeignKeyConstraint(["case"], ["case.id"], name="fk_contact_case_case"),
        sa.ForeignKeyConstraint(["priced_by"], ["unit_cost.id"], name="fk_contact_priced_by_unit_cost"),
        sa.ForeignKeyConstraint(["intake"], ["intake.id"], name="fk_contact_intake_intake"),
        sa.UniqueConstraint("cycle", "source_key", name="uq_contact_cycle_source_key"),
        name="contact",
    )
    counted = ["case", "happened_on", "id", "agency", "activity", "does", "urgency", "demand", "handed_to"]
    op.create_index("ix_contact_counted", "contact", [*counted, "quantity", "cost_pence"])
    op.create_index("ix_contact_intake", "contact", ["intake"])
    op.create_index("ix_contact_priced_by", "contact", ["priced_by"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("case", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("noted_on", sa.Date(), nullable=True),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_risk_cycle_cycle"),
        sa.ForeignKeyConstraint(["case"], ["case.id"], name="fk_risk_case_case"),
        name="risk",
    )
    op.create_index("ix_risk_case", "risk", ["case"])
    op.create_index("ix_risk_cycle", "risk", ["cycle"])


def _forum() -> None:
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("own_answers", JSON, nullable=False),
        sa.Column("case", ID, nullable=False),
        sa.Column("forum", sa.Text(), nullable=False),
        sa.Column("presented_on", sa.Date(), nullable=True),
        sa.Column("presented_by", sa.Text(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("plan_review_on", sa.Date(), nullable=True),
        sa.Column("avoidable", sa.Text(), nullable=True),
        sa.Column("avoidable_why", sa.Text(), nullable=False),
        sa.Column("system_learning", sa.Text(), nullable=False),
        sa.Column("lost_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_forum_case_cycle_cycle"),
        sa.ForeignKeyConstraint(["case"], ["case.id"], name="fk_forum_case_case_case"),
        name="forum_case",
    )
    op.create_index("ix_forum_case_case", "forum_case", ["case"])
    op.create_index("ix_forum_case_cycle", "forum_case", ["cycle"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("case", ID, nullable=False),
        sa.Column("from_agency", sa.Text(), nullable=False),
        sa.Column("to_agency", sa.Text(), nullable=False),
        sa.Column("refused_on", sa.Date(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_refusal_cycle_cycle"),
        sa.ForeignKeyConstraint(["case"], ["case.id"], name="fk_refusal_case_case"),
        name="refusal",
    )
    op.create_index("ix_refusal_case", "refusal", ["case"])
    op.create_index("ix_refusal_cycle", "refusal", ["cycle"])


def _granting() -> None:
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("own_answers", JSON, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("registration_number", sa.Text(), nullable=False),
        sa.Column("aim", sa.Text(), nullable=False),
        sa.Column("estimate_pence", sa.Integer(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_why", sa.Text(), nullable=False),
        sa.Column("awarded_pence", sa.Integer(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("grantee_cycle", ID, nullable=True),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_grant_cycle_cycle"),
        sa.ForeignKeyConstraint(["grantee_cycle"], ["cycle.id"], name="fk_grant_grantee_cycle_cycle"),
        name="grant",
    )
    op.create_index("ix_grant_cycle", "grant", ["cycle"])
    op.create_index("ix_grant_grantee_cycle", "grant", ["grantee_cycle"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("grant", ID, nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=True),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("agreed_by", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_outcome_cycle_cycle"),
        sa.ForeignKeyConstraint(["grant"], ["grant.id"], name="fk_outcome_grant_grant"),
        name="outcome",
    )
    op.create_index("ix_outcome_cycle", "outcome", ["cycle"])
    op.create_index("ix_outcome_grant", "outcome", ["grant"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("outcome", ID, nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("people", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("wording_then", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_outcome_talk_cycle_cycle"),
        sa.ForeignKeyConstraint(["outcome"], ["outcome.id"], name="fk_outcome_talk_outcome_outcome"),
        name="outcome_talk",
    )
    op.create_index("ix_outcome_talk_cycle", "outcome_talk", ["cycle"])
    op.create_index("ix_outcome_talk_outcome", "outcome_talk", ["outcome"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("grant", ID, nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=True),
        sa.Column("round_1_pence", sa.Integer(), nullable=False),
        sa.Column("round_2_pence", sa.Integer(), nullable=False),
        sa.Column("round_3_pence", sa.Integer(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_multiplier_cycle_cycle"),
        sa.ForeignKeyConstraint(["grant"], ["grant.id"], name="fk_multiplier_grant_grant"),
        sa.UniqueConstraint("grant", "stage", name="uq_multiplier_grant_stage"),
        name="multiplier",
    )
    op.create_index("ix_multiplier_cycle", "multiplier", ["cycle"])
    op.create_index("ix_multiplier_grant", "multiplier", ["grant"])


def _noticing() -> None:
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("own_answers", JSON, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("strength", sa.Text(), nullable=True),
        sa.Column("noticed_on", sa.Date(), nullable=True),
        sa.Column("noticed_by", sa.Text(), nullable=False),
        sa.Column("seen_in", sa.Text(), nullable=False),
        sa.Column("looked_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_observation_cycle_cycle"),
        name="observation",
    )
    op.create_index("ix_observation_cycle", "observation", ["cycle"])


def _access() -> None:
    op.create_table(
        "access",
        sa.Column("seq", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("record", ID, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_access"),
    )
    op.create_index("ix_access_kind_record_at", "access", ["kind", "record", "at"])
