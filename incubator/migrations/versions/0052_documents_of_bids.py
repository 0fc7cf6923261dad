"""The documents of a bid, what they were made from, their look and templates; and the price.

Revision ID: 0052
Revises: 0051
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "document_looks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("looks", sa.JSON(), nullable=False),
        sa.Column("put_at", UTCDateTime(), nullable=False),
        sa.Column("put_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_files.id"], name="fk_document_looks_file_id_stored_files", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["put_by_id"], ["users.id"], name="fk_document_looks_put_by_id_users", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_document_looks"),
    )
    op.create_table(
        "document_templates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "audience", sa.Enum("buyer", "internal", name="audience", native_enum=False, length=40), nullable=False
        ),
        sa.Column("routes", sa.JSON(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("broken", sa.JSON(), nullable=False),
        sa.Column("in_use", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("added_at", UTCDateTime(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["users.id"], name="fk_document_templates_added_by_id_users", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_files.id"], name="fk_document_templates_file_id_stored_files", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_document_templates"),
    )
    op.create_table(
        "bid_price_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bid_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind", sa.Enum("hours", "other", name="pricelinekind", native_enum=False, length=40), nullable=False
        ),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("quantity_hundredths", sa.BigInteger(), nullable=True),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("cost_cents", sa.BigInteger(), nullable=True),
        sa.Column("lot", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("cost_cents >= 0", name="ck_bid_price_lines_cost_not_negative"),
        sa.CheckConstraint("quantity_hundredths >= 0", name="ck_bid_price_lines_quantity_not_negative"),
        sa.ForeignKeyConstraint(["bid_id"], ["bids.id"], name="fk_bid_price_lines_bid_id_bids", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_bid_price_lines"),
    )
    with op.batch_alter_table("bid_price_lines") as table:
        table.create_index("ix_bid_price_lines_bid_id", ["bid_id"], unique=False)

    op.create_table(
        "bid_prices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bid_id", sa.Integer(), nullable=False),
        sa.Column("hour_cents", sa.BigInteger(), nullable=True),
        sa.Column("overhead_hundredths", sa.Integer(), nullable=True),
        sa.Column("risk_hundredths", sa.Integer(), nullable=True),
        sa.Column("profit_hundredths", sa.Integer(), nullable=True),
        sa.Column("vat_hundredths", sa.Integer(), nullable=True),
        sa.Column("wage_cents", sa.BigInteger(), nullable=True),
        sa.Column("wage_source", sa.String(), nullable=False),
        sa.Column("wage_named", sa.String(), nullable=False),
        sa.Column("wage_at", UTCDateTime(), nullable=True),
        sa.Column("on_top_hundredths", sa.Integer(), nullable=True),
        sa.Column("explanation", sa.String(), nullable=False),
        sa.Column("in_plan", sa.Boolean(), nullable=False),
        sa.Column("in_plan_because", sa.String(), nullable=False),
        sa.Column("offer_text", sa.String(), nullable=False),
        sa.Column("valid_days", sa.Integer(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["bid_id"], ["bids.id"], name="fk_bid_prices_bid_id_bids", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["users.id"], name="fk_bid_prices_changed_by_id_users", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_bid_prices"),
        sa.UniqueConstraint("bid_id", name="uq_bid_prices_bid_id"),
    )
    op.create_table(
        "bid_documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bid_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("lot", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "audience", sa.Enum("buyer", "internal", name="audience", native_enum=False, length=40), nullable=False
        ),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("pdf_id", sa.Integer(), nullable=True),
        sa.Column(
            "pdf_state",
            sa.Enum("none", "waiting", "made", "failed", name="pdfstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("open_count", sa.Integer(), nullable=False),
        sa.Column("made_from", sa.JSON(), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["bid_id"], ["bids.id"], name="fk_bid_documents_bid_id_bids", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_files.id"], name="fk_bid_documents_file_id_stored_files", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["users.id"], name="fk_bid_documents_made_by_id_users", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["bid_partners.id"], name="fk_bid_documents_partner_id_bid_partners", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["pdf_id"], ["stored_files.id"], name="fk_bid_documents_pdf_id_stored_files", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_bid_documents"),
        sa.UniqueConstraint(
            "bid_id", "kind", "lot", "part", "number", name="uq_bid_documents_bid_id_kind_lot_part_number"
        ),
    )
    with op.batch_alter_table("bid_documents") as table:
        table.create_index("ix_bid_documents_bid_id", ["bid_id"], unique=False)


def downgrade() -> None:
    for table in ("bid_documents", "bid_prices", "bid_price_lines", "document_templates", "document_looks"):
        op.drop_table(table)
