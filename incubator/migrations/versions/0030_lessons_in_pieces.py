"""A group follows one track and keeps its work when it chooses another; how far a lesson was read; files of exercises.

Revision ID: 0030
Revises: 0029
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

# Until now there was one track, and its lessons had one text: who had read one had read all of it.
ONLY_TRACK = "van-idee-naar-eerste-opdracht"
ALL_PIECES = "99"


def upgrade() -> None:
    with op.batch_alter_table("enrolments") as enrolments:
        enrolments.drop_constraint("uq_enrolments_cooperative_id_track", type_="unique")
        enrolments.create_unique_constraint("uq_enrolments_cooperative_id", ["cooperative_id"])
    op.drop_index("ix_exercise_drafts_edited", table_name="exercise_drafts")
    with op.batch_alter_table("exercise_drafts") as drafts:
        drafts.drop_constraint("uq_exercise_drafts_cooperative_id_track_lesson", type_="unique")
        drafts.drop_column("track")
        drafts.create_unique_constraint("uq_exercise_drafts_cooperative_id_lesson", ["cooperative_id", "lesson"])
    op.create_index("ix_exercise_drafts_edited", "exercise_drafts", ["cooperative_id", "lesson", "edited_at"])
    with op.batch_alter_table("lessons_read") as read:
        read.drop_constraint("uq_lessons_read_cooperative_id_track_lesson_user_id", type_="unique")
        read.drop_column("track")
        read.add_column(sa.Column("pieces", sa.Integer(), nullable=False, server_default=ALL_PIECES))
        read.create_unique_constraint(
            "uq_lessons_read_cooperative_id_lesson_user_id", ["cooperative_id", "lesson", "user_id"]
        )
    with op.batch_alter_table("lessons_read") as read:
        read.alter_column("pieces", server_default=None)
    op.create_table(
        "exercise_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("lesson", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name="fk_exercise_files_cooperative_id_cooperatives",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["file_id"], ["stored_files.id"], name="fk_exercise_files_file_id_stored_files"),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name="fk_exercise_files_by_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_exercise_files"),
    )
    op.create_index("ix_exercise_files_cooperative_id", "exercise_files", ["cooperative_id"])


def downgrade() -> None:
    op.drop_index("ix_exercise_files_cooperative_id", table_name="exercise_files")
    op.drop_table("exercise_files")
    with op.batch_alter_table("lessons_read") as read:
        read.drop_constraint("uq_lessons_read_cooperative_id_lesson_user_id", type_="unique")
        read.drop_column("pieces")
        read.add_column(sa.Column("track", sa.String(), nullable=False, server_default=ONLY_TRACK))
        read.create_unique_constraint(
            "uq_lessons_read_cooperative_id_track_lesson_user_id", ["cooperative_id", "track", "lesson", "user_id"]
        )
    with op.batch_alter_table("lessons_read") as read:
        read.alter_column("track", server_default=None)
    op.drop_index("ix_exercise_drafts_edited", table_name="exercise_drafts")
    with op.batch_alter_table("exercise_drafts") as drafts:
        drafts.drop_constraint("uq_exercise_drafts_cooperative_id_lesson", type_="unique")
        drafts.add_column(sa.Column("track", sa.String(), nullable=False, server_default=ONLY_TRACK))
        drafts.create_unique_constraint(
            "uq_exercise_drafts_cooperative_id_track_lesson", ["cooperative_id", "track", "lesson"]
        )
    with op.batch_alter_table("exercise_drafts") as drafts:
        drafts.alter_column("track", server_default=None)
    op.create_index("ix_exercise_drafts_edited", "exercise_drafts", ["cooperative_id", "track", "lesson", "edited_at"])
    with op.batch_alter_table("enrolments") as enrolments:
        enrolments.drop_constraint("uq_enrolments_cooperative_id", type_="unique")
        enrolments.create_unique_constraint("uq_enrolments_cooperative_id_track", ["cooperative_id", "track"])
