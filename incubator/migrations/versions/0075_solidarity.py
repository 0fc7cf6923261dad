"""Solidarity funds between cooperatives: agreement, questions, contributions, support and people who are lent.

Revision ID: 0075
Revises: 0074
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0075"
down_revision = "0074"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "solidarity_funds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("neighbourhood_id", sa.Integer(), nullable=False),
        sa.Column("book_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("published_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["book_id"], ["ledger_books.id"], name=op.f("fk_solidarity_funds_book_id_ledger_books")
        ),
        sa.ForeignKeyConstraint(
            ["neighbourhood_id"],
            ["neighbourhoods.id"],
            name=op.f("fk_solidarity_funds_neighbourhood_id_neighbourhoods"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_solidarity_funds")),
        sa.UniqueConstraint("book_id", name=op.f("uq_solidarity_funds_book_id")),
        sa.UniqueConstraint("neighbourhood_id", name=op.f("uq_solidarity_funds_neighbourhood_id")),
    )
    op.create_table(
        "solidarity_members",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fund_id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=False),
        sa.Column("joined_decided_on", sa.Date(), nullable=False),
        sa.Column("joined_by", sa.String(), nullable=False),
        sa.Column("joined_reference", sa.String(), nullable=False),
        sa.Column("rules_number", sa.Integer(), nullable=False),
        sa.Column("leaves_on", sa.Date(), nullable=True),
        sa.Column("left_decided_on", sa.Date(), nullable=True),
        sa.Column("left_by", sa.String(), nullable=False),
        sa.Column("left_reference", sa.String(), nullable=False),
        sa.Column("written_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name=op.f("fk_solidarity_members_cooperative_id_cooperatives"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["fund_id"],
            ["solidarity_funds.id"],
            name=op.f("fk_solidarity_members_fund_id_solidarity_funds"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_solidarity_members")),
    )
    op.create_index(
        op.f("ix_solidarity_members_cooperative_id"), "solidarity_members", ["cooperative_id"], unique=False
    )
    op.create_index(op.f("ix_solidarity_members_fund_id"), "solidarity_members", ["fund_id"], unique=False)

    op.create_table(
        "pay_ratio_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column(
            "answer", sa.Enum("yes", "no", "unknown", name="withinlimit", native_enum=False, length=40), nullable=False
        ),
        sa.Column("limit", sa.Integer(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("written_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["solidarity_members.id"],
            name=op.f("fk_pay_ratio_answers_member_id_solidarity_members"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pay_ratio_answers")),
    )
    op.create_index(op.f("ix_pay_ratio_answers_member_id"), "pay_ratio_answers", ["member_id"], unique=False)

    op.create_table(
        "people_loans",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("lender_id", sa.Integer(), nullable=False),
        sa.Column("borrower_id", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column(
            "named_as",
            sa.Enum("role", "initials", "name", name="whoisnamed", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("ground", sa.String(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("aim", sa.String(), nullable=False),
        sa.Column(
            "wage_payer", sa.Enum("lender", "borrower", name="wagepayer", native_enum=False, length=40), nullable=False
        ),
        sa.Column("lead", sa.Enum("lender", "borrower", name="worklead", native_enum=False, length=40), nullable=False),
        sa.Column("refund_cents", sa.Integer(), nullable=False),
        sa.Column("lender_agreed_at", UTCDateTime(), nullable=True),
        sa.Column("borrower_agreed_at", UTCDateTime(), nullable=True),
        sa.Column("written_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("hours > 0 AND refund_cents >= 0", name=op.f("ck_people_loans_can_be_meant")),
        sa.CheckConstraint("lender_id <> borrower_id", name=op.f("ck_people_loans_two_sides")),
        sa.ForeignKeyConstraint(
            ["borrower_id"],
            ["solidarity_members.id"],
            name=op.f("fk_people_loans_borrower_id_solidarity_members"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["lender_id"],
            ["solidarity_members.id"],
            name=op.f("fk_people_loans_lender_id_solidarity_members"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people_loans")),
    )
    op.create_index(op.f("ix_people_loans_borrower_id"), "people_loans", ["borrower_id"], unique=False)
    op.create_index(op.f("ix_people_loans_lender_id"), "people_loans", ["lender_id"], unique=False)

    op.create_table(
        "solidarity_contributions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("cents", sa.BigInteger(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("proof", sa.String(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("cents > 0", name=op.f("ck_solidarity_contributions_above_zero")),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["ledger_entries.id"],
            name=op.f("fk_solidarity_contributions_entry_id_ledger_entries"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["solidarity_members.id"],
            name=op.f("fk_solidarity_contributions_member_id_solidarity_members"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["users.id"],
            name=op.f("fk_solidarity_contributions_recorded_by_id_users"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_solidarity_contributions")),
        sa.UniqueConstraint("member_id", "year", name=op.f("uq_solidarity_contributions_member_id_year")),
    )
    op.create_table(
        "solidarity_questions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fund_id", sa.Integer(), nullable=False),
        sa.Column("asker_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("quorum", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("open", "accepted", "rejected", name="solidarityverdict", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("yes", sa.Integer(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("blank", sa.Integer(), nullable=False),
        sa.Column("electors", sa.Integer(), nullable=False),
        sa.Column("asked_at", UTCDateTime(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["users.id"], name=op.f("fk_solidarity_questions_asked_by_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["asker_id"],
            ["solidarity_members.id"],
            name=op.f("fk_solidarity_questions_asker_id_solidarity_members"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["fund_id"],
            ["solidarity_funds.id"],
            name=op.f("fk_solidarity_questions_fund_id_solidarity_funds"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_solidarity_questions")),
    )
    op.create_index(op.f("ix_solidarity_questions_fund_id"), "solidarity_questions", ["fund_id"], unique=False)

    op.create_table(
        "people_loan_months",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("loan_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("cents", sa.BigInteger(), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("settled_proof", sa.String(), nullable=False),
        sa.Column("written_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("hours >= 0", name=op.f("ck_people_loan_months_not_negative")),
        sa.ForeignKeyConstraint(
            ["loan_id"],
            ["people_loans.id"],
            name=op.f("fk_people_loan_months_loan_id_people_loans"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people_loan_months")),
        sa.UniqueConstraint("loan_id", "month", name=op.f("uq_people_loan_months_loan_id_month")),
    )
    op.create_table(
        "solidarity_ballots",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column(
            "choice",
            sa.Enum("yes", "no", "blank", name="solidaritychoice", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("cast_at", UTCDateTime(), nullable=False),
        sa.Column("cast_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["cast_by_id"], ["users.id"], name=op.f("fk_solidarity_ballots_cast_by_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["solidarity_members.id"],
            name=op.f("fk_solidarity_ballots_member_id_solidarity_members"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["solidarity_questions.id"],
            name=op.f("fk_solidarity_ballots_question_id_solidarity_questions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_solidarity_ballots")),
        sa.UniqueConstraint("question_id", "member_id", name=op.f("uq_solidarity_ballots_question_id_member_id")),
    )
    op.create_index(op.f("ix_solidarity_ballots_member_id"), "solidarity_ballots", ["member_id"], unique=False)

    op.create_table(
        "solidarity_rules",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fund_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=True),
        sa.Column("applies_from", sa.Date(), nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.Column("used_for", sa.String(), nullable=False),
        sa.Column("largest_cents", sa.BigInteger(), nullable=True),
        sa.Column(
            "returns",
            sa.Enum("gift", "payback", "either", name="returnrule", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("quorum", sa.Integer(), nullable=False),
        sa.Column("notice_months", sa.Integer(), nullable=False),
        sa.Column("pay_limit", sa.Integer(), nullable=False),
        sa.Column("pay_limit_binds", sa.Boolean(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "share > 0 AND quorum BETWEEN 0 AND 100 AND pay_limit BETWEEN 100 AND 900",
            name=op.f("ck_solidarity_rules_can_be_meant"),
        ),
        sa.ForeignKeyConstraint(
            ["fund_id"],
            ["solidarity_funds.id"],
            name=op.f("fk_solidarity_rules_fund_id_solidarity_funds"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["solidarity_questions.id"],
            name=op.f("fk_solidarity_rules_question_id_solidarity_questions"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["users.id"], name=op.f("fk_solidarity_rules_recorded_by_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_solidarity_rules")),
        sa.UniqueConstraint("fund_id", "number", name=op.f("uq_solidarity_rules_fund_id_number")),
        sa.UniqueConstraint("question_id", name=op.f("uq_solidarity_rules_question_id")),
    )
    op.create_table(
        "solidarity_supports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Enum("money", "wages", name="supportkind", native_enum=False, length=40), nullable=False),
        sa.Column("cents", sa.BigInteger(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("months", sa.Integer(), nullable=True),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column(
            "returns", sa.Enum("gift", "payback", name="supportreturn", native_enum=False, length=40), nullable=False
        ),
        sa.CheckConstraint("cents > 0", name=op.f("ck_solidarity_supports_above_zero")),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["solidarity_members.id"],
            name=op.f("fk_solidarity_supports_member_id_solidarity_members"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["solidarity_questions.id"],
            name=op.f("fk_solidarity_supports_question_id_solidarity_questions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_solidarity_supports")),
        sa.UniqueConstraint("question_id", name=op.f("uq_solidarity_supports_question_id")),
    )
    op.create_index(op.f("ix_solidarity_supports_member_id"), "solidarity_supports", ["member_id"], unique=False)

    op.create_table(
        "support_receipts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("support_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Enum("paid", "repaid", name="receiptkind", native_enum=False, length=40), nullable=False),
        sa.Column("cents", sa.BigInteger(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("proof", sa.String(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("cents > 0", name=op.f("ck_support_receipts_above_zero")),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["ledger_entries.id"],
            name=op.f("fk_support_receipts_entry_id_ledger_entries"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["users.id"], name=op.f("fk_support_receipts_recorded_by_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["support_id"],
            ["solidarity_supports.id"],
            name=op.f("fk_support_receipts_support_id_solidarity_supports"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_receipts")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_support_receipts_entry_id")),
    )
    op.create_index(op.f("ix_support_receipts_support_id"), "support_receipts", ["support_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_support_receipts_support_id"), table_name="support_receipts")

    op.drop_table("support_receipts")
    op.drop_index(op.f("ix_solidarity_supports_member_id"), table_name="solidarity_supports")

    op.drop_table("solidarity_supports")
    op.drop_table("solidarity_rules")
    op.drop_index(op.f("ix_solidarity_ballots_member_id"), table_name="solidarity_ballots")

    op.drop_table("solidarity_ballots")
    op.drop_table("people_loan_months")
    op.drop_index(op.f("ix_solidarity_questions_fund_id"), table_name="solidarity_questions")

    op.drop_table("solidarity_questions")
    op.drop_table("solidarity_contributions")
    op.drop_index(op.f("ix_people_loans_lender_id"), table_name="people_loans")
    op.drop_index(op.f("ix_people_loans_borrower_id"), table_name="people_loans")

    op.drop_table("people_loans")
    op.drop_index(op.f("ix_pay_ratio_answers_member_id"), table_name="pay_ratio_answers")

    op.drop_table("pay_ratio_answers")
    op.drop_index(op.f("ix_solidarity_members_fund_id"), table_name="solidarity_members")
    op.drop_index(op.f("ix_solidarity_members_cooperative_id"), table_name="solidarity_members")

    op.drop_table("solidarity_members")
    op.drop_table("solidarity_funds")
