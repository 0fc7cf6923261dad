"""Questions to buyers and what they change, corrections of notices, decisions of buyers, and what is agreed in a contract.

Revision ID: 0053
Revises: 0052
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None

NEW_OF_CONTRACTS = (
    "starts_on",
    "options",
    "option_months",
    "option_by",
    "first_report_on",
    "report_months",
    "index_month",
    "index_name",
    "index_base",
    "social_return",
    "payment_days",
    "contact",
)


def upgrade() -> None:
    op.create_table(
        "award_decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bid_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum("won", "lost", "stopped", name="awardoutcome", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("lots_won", sa.JSON(), nullable=False),
        sa.Column("winner", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("bids_number", sa.Integer(), nullable=True),
        sa.Column("price_place", sa.Integer(), nullable=True),
        sa.Column(
            "reason",
            sa.Enum(
                "quality",
                "price",
                "invalid",
                "experience",
                "other-work",
                "unknown",
                name="lossreason",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "standstill",
            sa.Enum("law", "documents", name="standstillkind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("standstill_until", sa.Date(), nullable=True),
        sa.Column("reasons_asked_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_because", sa.String(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("place >= 1", name="ck_award_decisions_place"),
        sa.ForeignKeyConstraint(["bid_id"], ["bids.id"], name="fk_award_decisions_bid_id_bids", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["users.id"], name="fk_award_decisions_recorded_by_id_users", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_award_decisions"),
        sa.UniqueConstraint("bid_id", "number", name="uq_award_decisions_bid_id_number"),
    )
    op.create_table(
        "bid_readings",
        sa.Column("bid_id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("taken_at", UTCDateTime(), nullable=False),
        sa.Column("mailed", sa.String(), nullable=False),
        sa.Column("mailed_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["bid_id"], ["bids.id"], name="fk_bid_readings_bid_id_bids", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notices.id"], name="fk_bid_readings_notice_id_notices", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("bid_id", name="pk_bid_readings"),
    )
    with op.batch_alter_table("bid_readings") as table:
        table.create_index("ix_bid_readings_notice_id", ["notice_id"], unique=False)

    op.create_table(
        "bid_questions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bid_id", sa.Integer(), nullable=False),
        sa.Column("requirement_id", sa.Integer(), nullable=True),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("ours", sa.Boolean(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer_file_id", sa.Integer(), nullable=True),
        sa.Column("added_at", UTCDateTime(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["users.id"], name="fk_bid_questions_added_by_id_users", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["answer_file_id"], ["bid_files.id"], name="fk_bid_questions_answer_file_id_bid_files", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["bid_id"], ["bids.id"], name="fk_bid_questions_bid_id_bids", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["requirement_id"],
            ["bid_requirements.id"],
            name="fk_bid_questions_requirement_id_bid_requirements",
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_bid_questions"),
    )
    with op.batch_alter_table("bid_questions") as table:
        table.create_index("ix_bid_questions_bid_id", ["bid_id"], unique=False)

    op.create_table(
        "bid_scores",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("requirement_id", sa.Integer(), nullable=True),
        sa.Column("criterion", sa.String(), nullable=False),
        sa.Column("lot", sa.String(), nullable=True),
        sa.Column("ours", sa.Integer(), nullable=True),
        sa.Column("most", sa.Integer(), nullable=True),
        sa.Column("winners", sa.Integer(), nullable=True),
        sa.Column("remark", sa.String(), nullable=False),
        sa.CheckConstraint("ours >= 0 AND most >= 0 AND winners >= 0", name="ck_bid_scores_not_negative"),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["award_decisions.id"],
            name="fk_bid_scores_decision_id_award_decisions",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["requirement_id"],
            ["bid_requirements.id"],
            name="fk_bid_scores_requirement_id_bid_requirements",
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_bid_scores"),
    )
    with op.batch_alter_table("bid_scores") as table:
        table.create_index("ix_bid_scores_decision_id", ["decision_id"], unique=False)

    op.create_table(
        "bid_effects",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bid_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "requirement-changed",
                "requirement-added",
                "requirement-dropped",
                "section",
                "deadline",
                "lot",
                "other",
                name="effectkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("requirement_id", sa.Integer(), nullable=True),
        sa.Column("section_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("added_at", UTCDateTime(), nullable=False),
        sa.Column("done_at", UTCDateTime(), nullable=True),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["bid_id"], ["bids.id"], name="fk_bid_effects_bid_id_bids", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["done_by_id"], ["users.id"], name="fk_bid_effects_done_by_id_users", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["bid_questions.id"], name="fk_bid_effects_question_id_bid_questions", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["requirement_id"],
            ["bid_requirements.id"],
            name="fk_bid_effects_requirement_id_bid_requirements",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["section_id"], ["bid_sections.id"], name="fk_bid_effects_section_id_bid_sections", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_bid_effects"),
    )
    with op.batch_alter_table("bid_effects") as table:
        table.create_index("ix_bid_effects_bid_id", ["bid_id"], unique=False)
        table.create_index("ix_bid_effects_question_id", ["question_id"], unique=False)

    with op.batch_alter_table("contracts") as table:
        table.add_column(sa.Column("starts_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("options", sa.Integer(), nullable=True))
        table.add_column(sa.Column("option_months", sa.Integer(), nullable=True))
        table.add_column(sa.Column("option_by", sa.Date(), nullable=True))
        table.add_column(sa.Column("first_report_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("report_months", sa.Integer(), nullable=True))
        table.add_column(sa.Column("index_month", sa.Integer(), nullable=True))
        table.add_column(sa.Column("index_name", sa.String(), nullable=False, server_default=""))
        table.add_column(sa.Column("index_base", sa.String(), nullable=False, server_default=""))
        table.add_column(sa.Column("social_return", sa.String(), nullable=False, server_default=""))
        table.add_column(sa.Column("payment_days", sa.Integer(), nullable=True))
        table.add_column(sa.Column("contact", sa.String(), nullable=False, server_default=""))

    with op.batch_alter_table("contracts") as table:
        table.create_check_constraint("ck_contracts_index_month", "index_month BETWEEN 1 AND 12")
        for column in ("index_name", "index_base", "social_return", "contact"):
            table.alter_column(column, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("contracts") as table:
        table.drop_constraint("ck_contracts_index_month", type_="check")
    with op.batch_alter_table("contracts") as table:
        for column in NEW_OF_CONTRACTS:
            table.drop_column(column)
    for table_name in ("bid_effects", "bid_scores", "bid_questions", "bid_readings", "award_decisions"):
        op.drop_table(table_name)
