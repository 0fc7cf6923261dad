"""Loan funds of neighbourhoods: terms, money, committees, applications, decisions, loans and their schedules.

Revision ID: 0074
Revises: 0073
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0074"
down_revision = "0073"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _lending_funds()
    _lending_gifts()
    _lending_members()
    _lending_seats()
    _lending_terms()
    _loan_applications()
    _subordinated_loans()
    _loan_decisions()
    _loan_guarantees()
    _loan_votes()
    _loans()
    _loan_schedules()


def _lending_funds() -> None:
    op.create_table(
        "lending_funds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("neighbourhood_id", sa.Integer(), nullable=False),
        sa.Column("book_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("last_application", sa.Integer(), nullable=False),
        sa.Column("last_loan", sa.Integer(), nullable=False),
        sa.Column("last_borrowed", sa.Integer(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("published_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["book_id"], ["ledger_books.id"], name=op.f("fk_lending_funds_book_id_ledger_books")),
        sa.ForeignKeyConstraint(
            ["neighbourhood_id"],
            ["neighbourhoods.id"],
            name=op.f("fk_lending_funds_neighbourhood_id_neighbourhoods"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lending_funds")),
        sa.UniqueConstraint("book_id", name=op.f("uq_lending_funds_book_id")),
        sa.UniqueConstraint("neighbourhood_id", name=op.f("uq_lending_funds_neighbourhood_id")),
    )


def _lending_gifts() -> None:
    op.create_table(
        "lending_gifts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fund_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("municipality", "fund", "members", "neighbourhood", name="giverkind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("giver", sa.String(), nullable=False),
        sa.Column("agreement", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["ledger_entries.id"],
            name=op.f("fk_lending_gifts_entry_id_ledger_entries"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["fund_id"], ["lending_funds.id"], name=op.f("fk_lending_gifts_fund_id_lending_funds"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lending_gifts")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_lending_gifts_entry_id")),
    )
    op.create_index(op.f("ix_lending_gifts_fund_id"), "lending_gifts", ["fund_id"])


def _lending_members() -> None:
    op.create_table(
        "lending_members",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fund_id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("joined_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name=op.f("fk_lending_members_cooperative_id_cooperatives"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["fund_id"], ["lending_funds.id"], name=op.f("fk_lending_members_fund_id_lending_funds"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["joined_by_id"], ["users.id"], name=op.f("fk_lending_members_joined_by_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lending_members")),
        sa.UniqueConstraint("fund_id", "cooperative_id", name=op.f("uq_lending_members_fund_id_cooperative_id")),
    )
    op.create_index(op.f("ix_lending_members_cooperative_id"), "lending_members", ["cooperative_id"])


def _lending_seats() -> None:
    op.create_table(
        "lending_seats",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fund_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("basis", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["fund_id"], ["lending_funds.id"], name=op.f("fk_lending_seats_fund_id_lending_funds"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_lending_seats_user_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lending_seats")),
    )
    op.create_index(op.f("ix_lending_seats_fund_id"), "lending_seats", ["fund_id"])
    op.create_index(op.f("ix_lending_seats_user_id"), "lending_seats", ["user_id"])


def _lending_terms() -> None:
    op.create_table(
        "lending_terms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fund_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("largest", sa.BigInteger(), nullable=False),
        sa.Column("shortest", sa.Integer(), nullable=False),
        sa.Column("longest", sa.Integer(), nullable=False),
        sa.Column("interest", sa.Integer(), nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.Column("quorum", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("shortest >= 1 AND longest >= shortest", name=op.f("ck_lending_terms_months")),
        sa.ForeignKeyConstraint(
            ["fund_id"], ["lending_funds.id"], name=op.f("fk_lending_terms_fund_id_lending_funds"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["users.id"], name=op.f("fk_lending_terms_recorded_by_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lending_terms")),
        sa.UniqueConstraint("fund_id", "starts_on", name=op.f("uq_lending_terms_fund_id_starts_on")),
    )


def _loan_applications() -> None:
    op.create_table(
        "loan_applications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fund_id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "handed-in",
                "asked",
                "granted",
                "refused",
                "withdrawn",
                name="applicationstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("plan", sa.String(), nullable=False),
        sa.Column("plan_source", sa.String(), nullable=False),
        sa.Column("plan_on", sa.Date(), nullable=True),
        sa.Column("other_money", sa.String(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("begun_at", UTCDateTime(), nullable=False),
        sa.Column("begun_by_id", sa.Integer(), nullable=True),
        sa.Column("handed_in_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["begun_by_id"], ["users.id"], name=op.f("fk_loan_applications_begun_by_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name=op.f("fk_loan_applications_cooperative_id_cooperatives"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["fund_id"],
            ["lending_funds.id"],
            name=op.f("fk_loan_applications_fund_id_lending_funds"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loan_applications")),
        sa.UniqueConstraint("fund_id", "number", name=op.f("uq_loan_applications_fund_id_number")),
    )
    op.create_index(op.f("ix_loan_applications_cooperative_id"), "loan_applications", ["cooperative_id"])


def _subordinated_loans() -> None:
    op.create_table(
        "subordinated_loans",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fund_id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("lender", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("ranks_after", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("lent_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("interest", sa.Integer(), nullable=False),
        sa.Column(
            "form",
            sa.Enum("annuity", "linear", "bullet", name="loanform", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("every", sa.Integer(), nullable=False),
        sa.Column("grace", sa.Integer(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name=op.f("fk_subordinated_loans_cooperative_id_cooperatives"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["fund_id"],
            ["lending_funds.id"],
            name=op.f("fk_subordinated_loans_fund_id_lending_funds"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["users.id"],
            name=op.f("fk_subordinated_loans_recorded_by_id_users"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subordinated_loans")),
        sa.UniqueConstraint("fund_id", "number", name=op.f("uq_subordinated_loans_fund_id_number")),
    )
    op.create_index(op.f("ix_subordinated_loans_cooperative_id"), "subordinated_loans", ["cooperative_id"])


def _loan_decisions() -> None:
    op.create_table(
        "loan_decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum("grant", "refuse", "ask", "aside", name="committeechoice", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("conditions", sa.String(), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.Column("advised", sa.Integer(), nullable=False),
        sa.Column("aside", sa.Integer(), nullable=False),
        sa.Column("aside_why", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["loan_applications.id"],
            name=op.f("fk_loan_decisions_application_id_loan_applications"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["users.id"], name=op.f("fk_loan_decisions_recorded_by_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loan_decisions")),
        sa.UniqueConstraint("application_id", "round", name=op.f("uq_loan_decisions_application_id_round")),
    )


def _loan_guarantees() -> None:
    op.create_table(
        "loan_guarantees",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("guarantor", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["loan_applications.id"],
            name=op.f("fk_loan_guarantees_application_id_loan_applications"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loan_guarantees")),
    )
    op.create_index(op.f("ix_loan_guarantees_application_id"), "loan_guarantees", ["application_id"])


def _loan_votes() -> None:
    op.create_table(
        "loan_votes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column(
            "choice",
            sa.Enum("grant", "refuse", "ask", "aside", name="committeechoice", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("given_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["loan_applications.id"],
            name=op.f("fk_loan_votes_application_id_loan_applications"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_loan_votes_user_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loan_votes")),
        sa.UniqueConstraint(
            "application_id", "round", "user_id", name=op.f("uq_loan_votes_application_id_round_user_id")
        ),
    )
    op.create_index(op.f("ix_loan_votes_user_id"), "loan_votes", ["user_id"])


def _loans() -> None:
    op.create_table(
        "loans",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fund_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("promised", "running", "closed", "written-off", name="loanstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("conditions", sa.String(), nullable=False),
        sa.Column("promised_on", sa.Date(), nullable=False),
        sa.Column("paid_out_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("write_off_reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["loan_applications.id"],
            name=op.f("fk_loans_application_id_loan_applications"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name=op.f("fk_loans_cooperative_id_cooperatives"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["fund_id"], ["lending_funds.id"], name=op.f("fk_loans_fund_id_lending_funds"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loans")),
        sa.UniqueConstraint("application_id", name=op.f("uq_loans_application_id")),
        sa.UniqueConstraint("fund_id", "number", name=op.f("uq_loans_fund_id_number")),
    )
    op.create_index(op.f("ix_loans_cooperative_id"), "loans", ["cooperative_id"])


def _loan_schedules() -> None:
    op.create_table(
        "loan_schedules",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("loan_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("agreement", sa.String(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("interest", sa.Integer(), nullable=False),
        sa.Column(
            "form",
            sa.Enum("annuity", "linear", "bullet", name="loanform", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("every", sa.Integer(), nullable=False),
        sa.Column("grace", sa.Integer(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["loan_id"], ["loans.id"], name=op.f("fk_loan_schedules_loan_id_loans"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["users.id"], name=op.f("fk_loan_schedules_recorded_by_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loan_schedules")),
        sa.UniqueConstraint("loan_id", "number", name=op.f("uq_loan_schedules_loan_id_number")),
    )


def downgrade() -> None:
    op.drop_table("loan_schedules")
    op.drop_table("loans")
    op.drop_table("loan_votes")
    op.drop_table("loan_guarantees")
    op.drop_table("loan_decisions")
    op.drop_table("subordinated_loans")
    op.drop_table("loan_applications")
    op.drop_table("lending_terms")
    op.drop_table("lending_seats")
    op.drop_table("lending_members")
    op.drop_table("lending_gifts")
    op.drop_table("lending_funds")
