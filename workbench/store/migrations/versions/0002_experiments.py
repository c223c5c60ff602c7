"""Experiments co-designed and run: what a group captures, its own questions, attachments, and drafts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# Written out, and not taken from schema.py: a migration must not change when the schema does.
ID = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
INSTANT = sa.DateTime().with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    """Add the tables of the new records, and the new fields of those there were."""
    _new_fields()
    _designing()
    _capturing()
    _measuring()
    _drafts()


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


def _new_fields() -> None:
    op.add_column("story", sa.Column("own_answers", JSON, nullable=False, server_default="[]"))
    op.add_column("issue", sa.Column("own_answers", JSON, nullable=False, server_default="[]"))
    op.add_column("experiment", sa.Column("own_answers", JSON, nullable=False, server_default="[]"))
    op.add_column("experiment", sa.Column("end_point", sa.Text(), nullable=True))
    op.add_column("experiment", sa.Column("works_on", sa.Text(), nullable=True))
    op.add_column("experiment", sa.Column("whose_question", sa.Text(), nullable=False, server_default=""))
    op.add_column("experiment", sa.Column("why_these", sa.Text(), nullable=False, server_default=""))
    op.add_column("experiment", sa.Column("elsewhere", sa.Text(), nullable=False, server_default=""))
    op.add_column("experiment", sa.Column("people", sa.Text(), nullable=False, server_default=""))
    op.add_column("experiment", sa.Column("permissions", sa.Text(), nullable=False, server_default=""))
    op.add_column("experiment", sa.Column("timescale", sa.Text(), nullable=False, server_default=""))
    op.add_column("experiment", sa.Column("needs", sa.Text(), nullable=False, server_default=""))
    op.add_column("experiment", sa.Column("skills", sa.Text(), nullable=False, server_default=""))
    op.add_column("experiment", sa.Column("how_we_know", sa.Text(), nullable=False, server_default=""))
    op.add_column("experiment", sa.Column("sense_making", sa.Text(), nullable=False, server_default=""))
    op.add_column("experiment", sa.Column("sharing", sa.Text(), nullable=False, server_default=""))
    op.add_column("experiment", sa.Column("rules", JSON, nullable=False, server_default="[]"))
    op.add_column("experiment", sa.Column("links_to", JSON, nullable=False, server_default="[]"))
    op.add_column("experiment", sa.Column("links_note", sa.Text(), nullable=False, server_default=""))
    op.add_column("experiment", sa.Column("ending", sa.Text(), nullable=True))
    op.add_column("experiment", sa.Column("ending_why", sa.Text(), nullable=False, server_default=""))


def _designing() -> None:
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("own_answers", JSON, nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("rule_kind", sa.Text(), nullable=False),
        sa.Column("came_from", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_rule_cycle_cycle"),
        name="rule",
    )
    op.create_index("ix_rule_cycle", "rule", ["cycle"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("own_answers", JSON, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_measure_cycle_cycle"),
        name="measure",
    )
    op.create_index("ix_measure_cycle", "measure", ["cycle"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("own_answers", JSON, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("per", sa.Text(), nullable=False),
        sa.Column("measure", ID, nullable=True),
        sa.Column("source", ID, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_series_cycle_cycle"),
        sa.ForeignKeyConstraint(["measure"], ["measure.id"], name="fk_series_measure_measure"),
        name="series",
    )
    op.create_index("ix_series_cycle", "series", ["cycle"])
    op.create_index("ix_series_measure", "series", ["measure"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("own_answers", JSON, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("experiment", ID, nullable=True),
        sa.Column("questions", JSON, nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_capture_form_cycle_cycle"),
        sa.ForeignKeyConstraint(["experiment"], ["experiment.id"], name="fk_capture_form_experiment_experiment"),
        name="capture_form",
    )
    op.create_index("ix_capture_form_cycle", "capture_form", ["cycle"])
    op.create_index("ix_capture_form_experiment", "capture_form", ["experiment"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("experiment", ID, nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("data_kind", sa.Text(), nullable=False),
        sa.Column("gathers", sa.Text(), nullable=False),
        sa.Column("analyses", sa.Text(), nullable=False),
        sa.Column("every", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("capture_form", ID, nullable=True),
        sa.Column("series", ID, nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_data_plan_cycle_cycle"),
        sa.ForeignKeyConstraint(["experiment"], ["experiment.id"], name="fk_data_plan_experiment_experiment"),
        sa.ForeignKeyConstraint(["capture_form"], ["capture_form.id"], name="fk_data_plan_capture_form_capture_form"),
        sa.ForeignKeyConstraint(["series"], ["series.id"], name="fk_data_plan_series_series"),
        name="data_plan",
    )
    op.create_index("ix_data_plan_capture_form", "data_plan", ["capture_form"])
    op.create_index("ix_data_plan_cycle", "data_plan", ["cycle"])
    op.create_index("ix_data_plan_experiment", "data_plan", ["experiment"])
    op.create_index("ix_data_plan_series", "data_plan", ["series"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("experiment", ID, nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("condition_kind", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_frame_note_cycle_cycle"),
        sa.ForeignKeyConstraint(["experiment"], ["experiment.id"], name="fk_frame_note_experiment_experiment"),
        name="frame_note",
    )
    op.create_index("ix_frame_note_cycle", "frame_note", ["cycle"])
    op.create_index("ix_frame_note_experiment", "frame_note", ["experiment"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("own_answers", JSON, nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("shields_from", sa.Text(), nullable=False),
        sa.Column("experiment", ID, nullable=True),
        sa.Column("issue", ID, nullable=True),
        sa.Column("agreed_by", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_why", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_countermeasure_cycle_cycle"),
        sa.ForeignKeyConstraint(["experiment"], ["experiment.id"], name="fk_countermeasure_experiment_experiment"),
        sa.ForeignKeyConstraint(["issue"], ["issue.id"], name="fk_countermeasure_issue_issue"),
        name="countermeasure",
    )
    op.create_index("ix_countermeasure_cycle", "countermeasure", ["cycle"])
    op.create_index("ix_countermeasure_experiment", "countermeasure", ["experiment"])
    op.create_index("ix_countermeasure_issue", "countermeasure", ["issue"])


def _capturing() -> None:
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("own_answers", JSON, nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("debrief_kind", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("called_by", sa.Text(), nullable=False),
        sa.Column("recorder", sa.Text(), nullable=False),
        sa.Column("present", JSON, nullable=False),
        sa.Column("experiment", ID, nullable=True),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_debrief_cycle_cycle"),
        sa.ForeignKeyConstraint(["experiment"], ["experiment.id"], name="fk_debrief_experiment_experiment"),
        name="debrief",
    )
    op.create_index("ix_debrief_cycle", "debrief", ["cycle"])
    op.create_index("ix_debrief_experiment", "debrief", ["experiment"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("debrief", ID, nullable=False),
        sa.Column("slice", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("prompt", sa.Text(), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("learning_about", sa.Text(), nullable=True),
        sa.Column("can_act", sa.Text(), nullable=True),
        sa.Column("belief_in_mission", sa.Text(), nullable=True),
        sa.Column("belief_in_experiment", sa.Text(), nullable=True),
        sa.Column("belief_in_own_part", sa.Text(), nullable=True),
        sa.Column("own_answers", JSON, nullable=False),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_debrief_entry_cycle_cycle"),
        sa.ForeignKeyConstraint(["debrief"], ["debrief.id"], name="fk_debrief_entry_debrief_debrief"),
        name="debrief_entry",
    )
    op.create_index("ix_debrief_entry_cycle", "debrief_entry", ["cycle"])
    op.create_index("ix_debrief_entry_debrief", "debrief_entry", ["debrief"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("own_answers", JSON, nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("pair", JSON, nullable=False),
        sa.Column("did_differently", sa.Text(), nullable=False),
        sa.Column("learnt", sa.Text(), nullable=False),
        sa.Column("enabled", sa.Text(), nullable=False),
        sa.Column("went_wrong", sa.Text(), nullable=False),
        sa.Column("learning_about", sa.Text(), nullable=True),
        sa.Column("can_act", sa.Text(), nullable=True),
        sa.Column("experiment", ID, nullable=True),
        sa.Column("shared_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_pod_entry_cycle_cycle"),
        sa.ForeignKeyConstraint(["experiment"], ["experiment.id"], name="fk_pod_entry_experiment_experiment"),
        name="pod_entry",
    )
    op.create_index("ix_pod_entry_cycle", "pod_entry", ["cycle"])
    op.create_index("ix_pod_entry_experiment", "pod_entry", ["experiment"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("capture_form", ID, nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("own_answers", JSON, nullable=False),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_capture_entry_cycle_cycle"),
        sa.ForeignKeyConstraint(
            ["capture_form"], ["capture_form.id"], name="fk_capture_entry_capture_form_capture_form"
        ),
        name="capture_entry",
    )
    op.create_index("ix_capture_entry_capture_form", "capture_entry", ["capture_form"])
    op.create_index("ix_capture_entry_cycle", "capture_entry", ["cycle"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("own_answers", JSON, nullable=False),
        sa.Column("spent_on", sa.Date(), nullable=False),
        sa.Column("worker", sa.Text(), nullable=False),
        sa.Column("amount_pence", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("for_person", sa.Text(), nullable=False),
        sa.Column("need", sa.Text(), nullable=False),
        sa.Column("proportionate", sa.Text(), nullable=True),
        sa.Column("legal", sa.Text(), nullable=True),
        sa.Column("auditable", sa.Text(), nullable=True),
        sa.Column("necessary", sa.Text(), nullable=True),
        sa.Column("plan_note", sa.Text(), nullable=False),
        sa.Column("experiment", ID, nullable=True),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_spend_cycle_cycle"),
        sa.ForeignKeyConstraint(["experiment"], ["experiment.id"], name="fk_spend_experiment_experiment"),
        name="spend",
    )
    op.create_index("ix_spend_cycle", "spend", ["cycle"])
    op.create_index("ix_spend_experiment", "spend", ["experiment"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("own_answers", JSON, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("effective", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_task_cycle_cycle"),
        name="task",
    )
    op.create_index("ix_task_cycle", "task", ["cycle"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("task", ID, nullable=False),
        sa.Column("moved_on", sa.Date(), nullable=False),
        sa.Column("complexity", sa.Double(), nullable=False),
        sa.Column("often", sa.Double(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=True),
        sa.Column("acting", sa.Text(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("moved_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_task_move_cycle_cycle"),
        sa.ForeignKeyConstraint(["task"], ["task.id"], name="fk_task_move_task_task"),
        name="task_move",
    )
    op.create_index("ix_task_move_cycle", "task_move", ["cycle"])
    op.create_index("ix_task_move_task", "task_move", ["task"])


def _measuring() -> None:
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
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("stated_on", sa.Date(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_goal_cycle_cycle"),
        name="goal",
    )
    op.create_index("ix_goal_cycle", "goal", ["cycle"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("goal", ID, nullable=False),
        sa.Column("scored_on", sa.Date(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_goal_score_cycle_cycle"),
        sa.ForeignKeyConstraint(["goal"], ["goal.id"], name="fk_goal_score_goal_goal"),
        sa.UniqueConstraint("goal", "scored_on", name="uq_goal_score_goal_scored_on"),
        name="goal_score",
    )
    op.create_index("ix_goal_score_cycle", "goal_score", ["cycle"])
    op.create_index("ix_goal_score_goal", "goal_score", ["goal"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("series", ID, nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_point_cycle_cycle"),
        sa.ForeignKeyConstraint(["series"], ["series.id"], name="fk_point_series_series"),
        sa.UniqueConstraint("series", "happened_on", name="uq_point_series_happened_on"),
        name="point",
    )
    op.create_index("ix_point_cycle", "point", ["cycle"])
    op.create_index("ix_point_series", "point", ["series"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("series", ID, nullable=False),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("recalculate", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_series_change_cycle_cycle"),
        sa.ForeignKeyConstraint(["series"], ["series.id"], name="fk_series_change_series_series"),
        name="series_change",
    )
    op.create_index("ix_series_change_cycle", "series_change", ["cycle"])
    op.create_index("ix_series_change_series", "series_change", ["series"])
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
        sa.Column("of_kind", sa.Text(), nullable=False),
        sa.Column("of", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_kind", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_attachment_cycle_cycle"),
        name="attachment",
    )
    op.create_index("ix_attachment_cycle", "attachment", ["cycle"])
    op.create_index("ix_attachment_of_kind_of", "attachment", ["of_kind", "of"])


def _drafts() -> None:
    op.create_table(
        "draft",
        sa.Column("owner", ID, nullable=False),
        sa.Column("place", ID, nullable=False),
        sa.Column("content", JSON, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("owner", "place", name="pk_draft"),
    )
