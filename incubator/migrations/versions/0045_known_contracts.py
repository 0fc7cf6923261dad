"""Contracts of authorities as people know them.

Revision ID: 0045
Revises: 0044
"""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

TABLE = "known_contracts"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=True),
        sa.Column("notice_id", sa.Integer(), nullable=True),
        sa.Column("authority_code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("supplier", sa.String(), nullable=False),
        sa.Column("sector", sa.String(), nullable=True),
        sa.Column("cpv", sa.String(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("months", sa.Integer(), nullable=True),
        sa.Column("options", sa.Integer(), nullable=True),
        sa.Column("option_months", sa.Integer(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("value_cents", sa.BigInteger(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("source_on", sa.Date(), nullable=True),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("value_cents >= 0", name=op.f("ck_known_contracts_value_not_negative")),
        sa.CheckConstraint(
            "ends_on IS NOT NULL OR (starts_on IS NOT NULL AND months IS NOT NULL)",
            name=op.f("ck_known_contracts_end"),
        ),
        sa.CheckConstraint("months > 0", name=op.f("ck_known_contracts_months")),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name=op.f("fk_known_contracts_cooperative_id_cooperatives"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notices.id"], name=op.f("fk_known_contracts_notice_id_notices"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["users.id"], name=op.f("fk_known_contracts_recorded_by_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_known_contracts")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_known_contracts_fingerprint")),
    )
    for column in ("cooperative_id", "notice_id", "authority_code", "last_day"):
        op.create_index(op.f(f"ix_known_contracts_{column}"), TABLE, [column])


def downgrade() -> None:
    # The days of windows lead to pages that are not there without this.
    op.execute("DELETE FROM agenda_entries WHERE key LIKE 'window:%'")
    op.drop_table(TABLE)
