"""The UEA of each partner of a bid.

Revision ID: 0054
Revises: 0053
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None


def _by(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["users.id"], name=f"fk_{table}_{column}_users", ondelete="SET NULL")


def _of(table: str, column: str, parent: str, ondelete: str = "CASCADE") -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{parent}"
    return sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=name, ondelete=ondelete)


def upgrade() -> None:
    op.create_table(
        "bid_declaration_requests",
        sa.Column("bid_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("added_at", UTCDateTime(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        _of("bid_declaration_requests", "bid_id", "bids"),
        _of("bid_declaration_requests", "file_id", "stored_files", "RESTRICT"),
        _by("bid_declaration_requests", "added_by_id"),
        sa.PrimaryKeyConstraint("bid_id", name="pk_bid_declaration_requests"),
    )
    op.create_table(
        "bid_declarations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("grounds_name", sa.String(), nullable=False),
        sa.Column("grounds_function", sa.String(), nullable=False),
        sa.Column("grounds_at", UTCDateTime(), nullable=True),
        sa.Column("grounds_by_id", sa.Integer(), nullable=True),
        sa.Column("ready_at", UTCDateTime(), nullable=True),
        sa.Column("ready_by_id", sa.Integer(), nullable=True),
        _of("bid_declarations", "partner_id", "bid_partners"),
        _by("bid_declarations", "grounds_by_id"),
        _by("bid_declarations", "ready_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_bid_declarations"),
        sa.UniqueConstraint("number", name="uq_bid_declarations_number"),
        sa.UniqueConstraint("partner_id", name="uq_bid_declarations_partner_id"),
    )
    op.create_table(
        "bid_declaration_parts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("declaration_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        _of("bid_declaration_parts", "declaration_id", "bid_declarations"),
        _by("bid_declaration_parts", "changed_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_bid_declaration_parts"),
        sa.UniqueConstraint("declaration_id", "part", name="uq_bid_declaration_parts_declaration_id_part"),
    )
    with op.batch_alter_table("bid_declaration_parts") as table:
        table.create_index("ix_bid_declaration_parts_declaration_id", ["declaration_id"], unique=False)
    op.create_table(
        "bid_declaration_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("written_at", UTCDateTime(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        _of("bid_declaration_versions", "part_id", "bid_declaration_parts"),
        _by("bid_declaration_versions", "written_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_bid_declaration_versions"),
        sa.UniqueConstraint("part_id", "revision", name="uq_bid_declaration_versions_part_id_revision"),
    )
    with op.batch_alter_table("bid_declaration_versions") as table:
        table.create_index("ix_bid_declaration_versions_part_id", ["part_id"], unique=False)


def downgrade() -> None:
    op.drop_table("bid_declaration_versions")
    op.drop_table("bid_declaration_parts")
    op.drop_table("bid_declarations")
    op.drop_table("bid_declaration_requests")
