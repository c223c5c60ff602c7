"""Stories and what tellers say they mean, coding, opinions, and making sense together."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# Written out, and not taken from schema.py: a migration must not change when the schema does.
ID = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
INSTANT = sa.DateTime().with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    """Add the tables of the new records, and what stories, observations and systems say more."""
    _inquiring()
    _stories()
    _signifying()
    _sessions()
    _coding()
    _opinions()
    _observations()
    _meaning()
    op.add_column("system", sa.Column("setting", sa.Text(), nullable=True))


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
    op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {as_written} CONSTRAINT {named} REFERENCES {other} (id)")
    op.create_index(f"ix_{table}_{column}", table, [column])


def _text_columns(table: str, *names: str) -> None:
    for name in names:
        op.add_column(table, sa.Column(name, sa.Text(), nullable=False, server_default=""))


def _stories() -> None:
    for name in ("opening_question", "inquiry", "intake"):
        _naming_column("story", name, name)
    _text_columns("story", "place", "wish", "translation", "translated_into", "translated_by")
    op.add_column("story", sa.Column("source_key", sa.Text(), nullable=True))
    op.create_index("uq_story_cycle_source_key", "story", ["cycle", "source_key"], unique=True)


def _observations() -> None:
    for name in ("sense_session", "theme"):
        _naming_column("observation", name, name)
    for name in ("hard_to_dispute", "surprising", "learning_about"):
        op.add_column("observation", sa.Column(name, sa.Text(), nullable=True))
    _text_columns("observation", "speaks_to")


def _inquiring() -> None:
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("own_answers", JSON, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("pairs", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("follows", ID, nullable=True),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_inquiry_cycle_cycle"),
        sa.ForeignKeyConstraint(["follows"], ["inquiry.id"], name="fk_inquiry_follows_inquiry"),
        name="inquiry",
    )
    op.create_index("ix_inquiry_cycle", "inquiry", ["cycle"])
    op.create_index("ix_inquiry_follows", "inquiry", ["follows"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("inquiry", ID, nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("noted_by", sa.Text(), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_inquiry_note_cycle_cycle"),
        sa.ForeignKeyConstraint(["inquiry"], ["inquiry.id"], name="fk_inquiry_note_inquiry_inquiry"),
        name="inquiry_note",
    )
    op.create_index("ix_inquiry_note_cycle", "inquiry_note", ["cycle"])
    op.create_index("ix_inquiry_note_inquiry", "inquiry_note", ["inquiry"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("own_answers", JSON, nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("made_with", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("inquiry", ID, nullable=True),
        sa.Column("follows", ID, nullable=True),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_opening_question_cycle_cycle"),
        sa.ForeignKeyConstraint(["inquiry"], ["inquiry.id"], name="fk_opening_question_inquiry_inquiry"),
        sa.ForeignKeyConstraint(
            ["follows"], ["opening_question.id"], name="fk_opening_question_follows_opening_question"
        ),
        name="opening_question",
    )
    op.create_index("ix_opening_question_cycle", "opening_question", ["cycle"])
    op.create_index("ix_opening_question_follows", "opening_question", ["follows"])
    op.create_index("ix_opening_question_inquiry", "opening_question", ["inquiry"])


def _signifying() -> None:
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("own_answers", JSON, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("signifiers", JSON, nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("template", sa.Text(), nullable=False),
        sa.Column("follows", ID, nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_signifier_set_cycle_cycle"),
        sa.ForeignKeyConstraint(["follows"], ["signifier_set.id"], name="fk_signifier_set_follows_signifier_set"),
        name="signifier_set",
    )
    op.create_index("ix_signifier_set_cycle", "signifier_set", ["cycle"])
    op.create_index("ix_signifier_set_follows", "signifier_set", ["follows"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("story", ID, nullable=False),
        sa.Column("signifier_set", ID, nullable=False),
        sa.Column("signifier", sa.Text(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("placing", sa.Text(), nullable=False),
        sa.Column("top", sa.Double(), nullable=True),
        sa.Column("left", sa.Double(), nullable=True),
        sa.Column("right", sa.Double(), nullable=True),
        sa.Column("x", sa.Double(), nullable=True),
        sa.Column("y", sa.Double(), nullable=True),
        sa.Column("chosen", JSON, nullable=False),
        sa.Column("outside", sa.Boolean(), nullable=False),
        sa.Column("signified_by", sa.Text(), nullable=True),
        sa.Column("placed_on", sa.Date(), nullable=True),
        sa.Column("intake", ID, nullable=True),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_signification_cycle_cycle"),
        sa.ForeignKeyConstraint(["story"], ["story.id"], name="fk_signification_story_story"),
        sa.ForeignKeyConstraint(
            ["signifier_set"], ["signifier_set.id"], name="fk_signification_signifier_set_signifier_set"
        ),
        sa.ForeignKeyConstraint(["intake"], ["intake.id"], name="fk_signification_intake_intake"),
        sa.UniqueConstraint(
            "story", "signifier_set", "signifier", "item", name="uq_signification_story_signifier_set_signifier_item"
        ),
        name="signification",
    )
    op.create_index("ix_signification_intake", "signification", ["intake"])


def _sessions() -> None:
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("own_answers", JSON, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("starts_at", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("lens", sa.Text(), nullable=False),
        sa.Column("facilitator", sa.Text(), nullable=False),
        sa.Column("people", JSON, nullable=False),
        sa.Column("plan", JSON, nullable=False),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("closing_words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_sense_session_cycle_cycle"),
        name="sense_session",
    )
    op.create_index("ix_sense_session_cycle", "sense_session", ["cycle"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("sense_session", ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_by", sa.Text(), nullable=False),
        sa.Column("seen_in", sa.Text(), nullable=False),
        sa.Column("looked_at", sa.Text(), nullable=False),
        sa.Column("revealed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_sense_note_cycle_cycle"),
        sa.ForeignKeyConstraint(
            ["sense_session"], ["sense_session.id"], name="fk_sense_note_sense_session_sense_session"
        ),
        name="sense_note",
    )
    op.create_index("ix_sense_note_cycle", "sense_note", ["cycle"])
    op.create_index("ix_sense_note_sense_session", "sense_note", ["sense_session"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("own_answers", JSON, nullable=False),
        sa.Column("looked_key", sa.Text(), nullable=False),
        sa.Column("seen_in", sa.Text(), nullable=False),
        sa.Column("compared", sa.Text(), nullable=False),
        sa.Column("split_by", sa.Text(), nullable=False),
        sa.Column("first", sa.Text(), nullable=False),
        sa.Column("second", sa.Text(), nullable=False),
        sa.Column("n_first", sa.Integer(), nullable=False),
        sa.Column("n_second", sa.Integer(), nullable=False),
        sa.Column("effect", sa.Double(), nullable=True),
        sa.Column("p", sa.Double(), nullable=True),
        sa.Column("sense_session", ID, nullable=True),
        sa.Column("looked_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_comparison_cycle_cycle"),
        sa.ForeignKeyConstraint(
            ["sense_session"], ["sense_session.id"], name="fk_comparison_sense_session_sense_session"
        ),
        name="comparison",
    )
    op.create_index("ix_comparison_cycle", "comparison", ["cycle"])
    op.create_index("ix_comparison_sense_session", "comparison", ["sense_session"])


def _coding() -> None:
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("own_answers", JSON, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("belongs", sa.Text(), nullable=False),
        sa.Column("not_this", sa.Text(), nullable=False),
        sa.Column("part_of", ID, nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("source_key", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_theme_cycle_cycle"),
        sa.ForeignKeyConstraint(["part_of"], ["theme.id"], name="fk_theme_part_of_theme"),
        name="theme",
    )
    op.create_index("ix_theme_cycle", "theme", ["cycle"])
    op.create_index("ix_theme_part_of", "theme", ["part_of"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("own_answers", JSON, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("coders", JSON, nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("revealed_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_coding_round_cycle_cycle"),
        name="coding_round",
    )
    op.create_index("ix_coding_round_cycle", "coding_round", ["cycle"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("coding_round", ID, nullable=False),
        sa.Column("of_kind", sa.Text(), nullable=False),
        sa.Column("of", ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_coding_unit_cycle_cycle"),
        sa.ForeignKeyConstraint(["coding_round"], ["coding_round.id"], name="fk_coding_unit_coding_round_coding_round"),
        sa.UniqueConstraint("coding_round", "of_kind", "of", name="uq_coding_unit_coding_round_of_kind_of"),
        name="coding_unit",
    )
    op.create_index("ix_coding_unit_coding_round", "coding_unit", ["coding_round"])
    op.create_index("ix_coding_unit_cycle", "coding_unit", ["cycle"])
    op.create_index("ix_coding_unit_of_kind_of", "coding_unit", ["of_kind", "of"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("coding_unit", ID, nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_coding_done_cycle_cycle"),
        sa.ForeignKeyConstraint(["coding_unit"], ["coding_unit.id"], name="fk_coding_done_coding_unit_coding_unit"),
        sa.UniqueConstraint("coding_unit", "coder", name="uq_coding_done_coding_unit_coder"),
        name="coding_done",
    )
    op.create_index("ix_coding_done_coding_unit", "coding_done", ["coding_unit"])
    op.create_index("ix_coding_done_cycle", "coding_done", ["cycle"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("theme", ID, nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("of_kind", sa.Text(), nullable=False),
        sa.Column("of", ID, nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("starts", sa.Integer(), nullable=True),
        sa.Column("ends", sa.Integer(), nullable=True),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("coding_round", ID, nullable=True),
        sa.Column("coded_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_coding_cycle_cycle"),
        sa.ForeignKeyConstraint(["theme"], ["theme.id"], name="fk_coding_theme_theme"),
        sa.ForeignKeyConstraint(["coding_round"], ["coding_round.id"], name="fk_coding_coding_round_coding_round"),
        name="coding",
    )
    op.create_index("ix_coding_coding_round", "coding", ["coding_round"])
    op.create_index("ix_coding_cycle", "coding", ["cycle"])
    op.create_index("ix_coding_of_kind_of", "coding", ["of_kind", "of"])
    op.create_index("ix_coding_theme", "coding", ["theme"])


def _opinions() -> None:
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("own_answers", JSON, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("source_key", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_conversation_cycle_cycle"),
        name="conversation",
    )
    op.create_index("ix_conversation_cycle", "conversation", ["cycle"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("conversation", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_by", sa.Text(), nullable=False),
        sa.Column("seed", sa.Boolean(), nullable=False),
        sa.Column("moderation", sa.Text(), nullable=False),
        sa.Column("moderated_why", sa.Text(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_statement_cycle_cycle"),
        sa.ForeignKeyConstraint(["conversation"], ["conversation.id"], name="fk_statement_conversation_conversation"),
        sa.UniqueConstraint("conversation", "number", name="uq_statement_conversation_number"),
        name="statement",
    )
    op.create_index("ix_statement_conversation", "statement", ["conversation"])
    op.create_index("ix_statement_cycle", "statement", ["cycle"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("statement", ID, nullable=False),
        sa.Column("voter", sa.Text(), nullable=False),
        sa.Column("vote", sa.Integer(), nullable=False),
        sa.Column("voted_on", sa.Date(), nullable=True),
        sa.Column("intake", ID, nullable=True),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_vote_cycle_cycle"),
        sa.ForeignKeyConstraint(["statement"], ["statement.id"], name="fk_vote_statement_statement"),
        sa.ForeignKeyConstraint(["intake"], ["intake.id"], name="fk_vote_intake_intake"),
        sa.UniqueConstraint("statement", "voter", name="uq_vote_statement_voter"),
        name="vote",
    )
    op.create_index("ix_vote_intake", "vote", ["intake"])


def _meaning() -> None:
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("own_answers", JSON, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_perspective_cycle_cycle"),
        name="perspective",
    )
    op.create_index("ix_perspective_cycle", "perspective", ["cycle"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("observation", ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_by", sa.Text(), nullable=False),
        sa.Column("perspective", ID, nullable=True),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_interpretation_cycle_cycle"),
        sa.ForeignKeyConstraint(["observation"], ["observation.id"], name="fk_interpretation_observation_observation"),
        sa.ForeignKeyConstraint(["perspective"], ["perspective.id"], name="fk_interpretation_perspective_perspective"),
        name="interpretation",
    )
    op.create_index("ix_interpretation_cycle", "interpretation", ["cycle"])
    op.create_index("ix_interpretation_observation", "interpretation", ["observation"])
    op.create_index("ix_interpretation_perspective", "interpretation", ["perspective"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("observation", ID, nullable=False),
        sa.Column("interpretation", ID, nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_idea_cycle_cycle"),
        sa.ForeignKeyConstraint(["observation"], ["observation.id"], name="fk_idea_observation_observation"),
        sa.ForeignKeyConstraint(
            ["interpretation"], ["interpretation.id"], name="fk_idea_interpretation_interpretation"
        ),
        name="idea",
    )
    op.create_index("ix_idea_cycle", "idea", ["cycle"])
    op.create_index("ix_idea_interpretation", "idea", ["interpretation"])
    op.create_index("ix_idea_observation", "idea", ["observation"])
    _record(
        sa.Column("cycle", ID, nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("own_answers", JSON, nullable=False),
        sa.Column("to_cycle", ID, nullable=False),
        sa.Column("of_kind", sa.Text(), nullable=False),
        sa.Column("of", ID, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answered_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["cycle"], ["cycle.id"], name="fk_influence_cycle_cycle"),
        sa.ForeignKeyConstraint(["to_cycle"], ["cycle.id"], name="fk_influence_to_cycle_cycle"),
        name="influence",
    )
    op.create_index("ix_influence_cycle", "influence", ["cycle"])
    op.create_index("ix_influence_of_kind_of", "influence", ["of_kind", "of"])
    op.create_index("ix_influence_to_cycle", "influence", ["to_cycle"])
