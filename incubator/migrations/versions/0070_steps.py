"""The five steps of a neighbourhood and the commitments of government.

Revision ID: 0070
Revises: 0066
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0070"
down_revision = "0066"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "commitments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("neighbourhood_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "incubator",
                "partnership",
                "right_to_challenge",
                "platform_right",
                "currency",
                "finance",
                "exchange",
                "masterplan",
                name="commitmentkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("promise", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("owner_function", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "promised",
                "decided",
                "running",
                "done",
                "withdrawn",
                name="commitmentstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("promised_on", sa.Date(), nullable=False),
        sa.Column("decision_body", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decision_reference", sa.String(), nullable=False),
        sa.Column("decision_url", sa.String(), nullable=False),
        sa.Column("budget_cents", sa.Integer(), nullable=True),
        sa.Column(
            "budget_period",
            sa.Enum("once", "year", "term", name="budgetperiod", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("next_report_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("written_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["neighbourhood_id"],
            ["neighbourhoods.id"],
            name=op.f("fk_commitments_neighbourhood_id_neighbourhoods"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitments")),
    )
    op.create_index(op.f("ix_commitments_neighbourhood_id"), "commitments", ["neighbourhood_id"], unique=False)
    op.create_table(
        "steps_pages",
        sa.Column("neighbourhood_id", sa.Integer(), nullable=False),
        sa.Column("published_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["neighbourhood_id"],
            ["neighbourhoods.id"],
            name=op.f("fk_steps_pages_neighbourhood_id_neighbourhoods"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("neighbourhood_id", name=op.f("pk_steps_pages")),
    )
    op.create_table(
        "commitment_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind", sa.Enum("proof", "news", "state", name="entrykind", native_enum=False, length=40), nullable=False
        ),
        sa.Column(
            "state",
            sa.Enum(
                "promised",
                "decided",
                "running",
                "done",
                "withdrawn",
                name="commitmentstate",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("notice_id", sa.Integer(), nullable=True),
        sa.Column("notice_title", sa.String(), nullable=False),
        sa.Column("written_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("kind <> 'state' OR state IS NOT NULL", name=op.f("ck_commitment_entries_state_is_named")),
        sa.ForeignKeyConstraint(
            ["commitment_id"],
            ["commitments.id"],
            name=op.f("fk_commitment_entries_commitment_id_commitments"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_files.id"], name=op.f("fk_commitment_entries_file_id_stored_files")
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notices.id"], name=op.f("fk_commitment_entries_notice_id_notices"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment_entries")),
    )
    op.create_index(op.f("ix_commitment_entries_commitment_id"), "commitment_entries", ["commitment_id"], unique=False)
    op.create_table(
        "platform_seats",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("appointed_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("written_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["commitment_id"],
            ["commitments.id"],
            name=op.f("fk_platform_seats_commitment_id_commitments"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_platform_seats")),
    )
    op.create_index(op.f("ix_platform_seats_commitment_id"), "platform_seats", ["commitment_id"], unique=False)
    op.create_table(
        "secondments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("from_organisation", sa.String(), nullable=False),
        sa.Column("to_organisation", sa.String(), nullable=False),
        sa.Column("hours_hundredths", sa.Integer(), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("aim", sa.String(), nullable=False),
        sa.Column("agreement", sa.String(), nullable=False),
        sa.Column("written_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["commitment_id"],
            ["commitments.id"],
            name=op.f("fk_secondments_commitment_id_commitments"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_secondments")),
    )
    op.create_index(op.f("ix_secondments_commitment_id"), "secondments", ["commitment_id"], unique=False)
    op.create_table(
        "seat_reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("written_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["platform_seats.id"], name=op.f("fk_seat_reports_seat_id_platform_seats"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat_reports")),
    )
    op.create_index(op.f("ix_seat_reports_seat_id"), "seat_reports", ["seat_id"], unique=False)
    op.drop_table("notices_fts_docsize")
    op.drop_table("notices_fts")
    op.drop_table("notices_fts_idx")
    op.drop_table("notices_fts_config")
    op.drop_table("notices_fts_data")


def downgrade() -> None:
    op.drop_table("seat_reports")
    op.drop_table("secondments")
    op.drop_table("platform_seats")
    op.drop_table("commitment_entries")
    op.drop_table("steps_pages")
    op.drop_table("commitments")
