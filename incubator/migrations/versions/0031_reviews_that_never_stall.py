"""Claims end, a group says what to look at and agrees first, threads below answers, examples, notes, and coaches who learn.

Revision ID: 0031
Revises: 0030
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _rounds()
    _agreements()
    _talk()
    _examples_and_training()


def _rounds() -> None:
    with op.batch_alter_table("review_rounds") as rounds:
        rounds.add_column(sa.Column("claimed_until", UTCDateTime(), nullable=True))
        rounds.add_column(sa.Column("request", sa.String(), nullable=False, server_default=""))
        rounds.add_column(sa.Column("with_advice", sa.Boolean(), nullable=False, server_default=sa.false()))
        rounds.add_column(sa.Column("drafted", sa.String(length=40), nullable=True))
        rounds.add_column(sa.Column("drafted_at", UTCDateTime(), nullable=True))
        rounds.add_column(sa.Column("lead_note", sa.String(), nullable=False, server_default=""))
        rounds.add_column(sa.Column("released_by_id", sa.Integer(), nullable=True))
        rounds.add_column(sa.Column("nudged_at", UTCDateTime(), nullable=True))
        rounds.create_foreign_key(
            "fk_review_rounds_released_by_id_users", "users", ["released_by_id"], ["id"], ondelete="SET NULL"
        )
    with op.batch_alter_table("review_remarks") as remarks:
        remarks.add_column(sa.Column("resolved_by_id", sa.Integer(), nullable=True))
        remarks.create_foreign_key(
            "fk_review_remarks_resolved_by_id_users", "users", ["resolved_by_id"], ["id"], ondelete="SET NULL"
        )


def _agreements() -> None:
    op.create_table(
        "hand_in_plans",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("request", sa.String(), nullable=False),
        sa.Column("together", sa.Boolean(), nullable=False),
        sa.Column("begun_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name="fk_hand_in_plans_cooperative_id_cooperatives",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_hand_in_plans"),
        sa.UniqueConstraint("cooperative_id", "kind", "ref", name="uq_hand_in_plans_cooperative_id_kind_ref"),
    )
    op.create_table(
        "hand_in_agreements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["hand_in_plans.id"], name="fk_hand_in_agreements_plan_id_hand_in_plans", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_hand_in_agreements_user_id_users", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_hand_in_agreements"),
        sa.UniqueConstraint("plan_id", "user_id", name="uq_hand_in_agreements_plan_id_user_id"),
    )


def _talk() -> None:
    op.create_table(
        "review_replies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("from_group", sa.Boolean(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["review_rounds.id"], name="fk_review_replies_round_id_review_rounds", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name="fk_review_replies_author_id_users", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_review_replies"),
    )
    op.create_index("ix_review_replies_round_id", "review_replies", ["round_id"])
    op.create_table(
        "review_notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["review_cases.id"], name="fk_review_notes_case_id_review_cases", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name="fk_review_notes_author_id_users", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_review_notes"),
    )
    op.create_index("ix_review_notes_case_id", "review_notes", ["case_id"])


def _examples_and_training() -> None:
    op.create_table(
        "review_examples",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("with_name", sa.Boolean(), nullable=False),
        sa.Column("allowed_by_id", sa.Integer(), nullable=True),
        sa.Column("allowed_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["review_rounds.id"], name="fk_review_examples_round_id_review_rounds", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["allowed_by_id"], ["users.id"], name="fk_review_examples_allowed_by_id_users", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_review_examples"),
        sa.UniqueConstraint("round_id", name="uq_review_examples_round_id"),
    )
    op.create_table(
        "coach_training",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("junior_id", sa.Integer(), nullable=False),
        sa.Column("lead_id", sa.Integer(), nullable=False),
        sa.Column("since", UTCDateTime(), nullable=False),
        sa.Column("until", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["junior_id"], ["users.id"], name="fk_coach_training_junior_id_users", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["lead_id"], ["users.id"], name="fk_coach_training_lead_id_users", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_coach_training"),
    )
    op.create_index("ix_coach_training_junior_id", "coach_training", ["junior_id"])
    op.create_index("ix_coach_training_lead_id", "coach_training", ["lead_id"])


def downgrade() -> None:
    for table in (
        "coach_training",
        "review_examples",
        "review_notes",
        "review_replies",
        "hand_in_agreements",
        "hand_in_plans",
    ):
        op.drop_table(table)
    with op.batch_alter_table("review_remarks") as remarks:
        remarks.drop_constraint("fk_review_remarks_resolved_by_id_users", type_="foreignkey")
        remarks.drop_column("resolved_by_id")
    with op.batch_alter_table("review_rounds") as rounds:
        rounds.drop_constraint("fk_review_rounds_released_by_id_users", type_="foreignkey")
        for column in (
            "nudged_at",
            "released_by_id",
            "lead_note",
            "drafted_at",
            "drafted",
            "with_advice",
            "request",
            "claimed_until",
        ):
            rounds.drop_column(column)
