"""Figures that were written down or fixed, and whose figures are public.

Revision ID: 0078
Revises: 0077
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.append_only import AppendOnly
from incubator.core.db import UTCDateTime

revision = "0078"
down_revision = "0077"
branch_labels = None
depends_on = None

INDICATORS = (
    "local_share_spend",
    "coop_share_spend",
    "lm3",
    "euro_retained_in_area",
    "jobs_coop_fte",
    "members",
    "social_value_hours",
    "pay_ratio",
    "reserve_ratio",
    "tenders_watched",
    "tenders_bid",
    "tenders_won",
    "r2c_signals",
    "r2c_challenges",
    "r2c_accepted",
)
FIXED = (
    AppendOnly(
        "indicator_entries", ("indicator", "year", "quarter", "value_hundredths", "low_hundredths", "high_hundredths")
    ),
    AppendOnly(
        "indicator_snapshots", ("scope", "year", "quarter", "version", "figures", "entries", "reason", "frozen_on")
    ),
)


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, length=40)


def _belongs(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_neighbourhood_id_neighbourhoods")
    return sa.ForeignKeyConstraint(["neighbourhood_id"], ["neighbourhoods.id"], name=name, ondelete="CASCADE")


def _by(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["users.id"], name=op.f(f"fk_{table}_{column}_users"), ondelete="SET NULL")


def upgrade() -> None:
    _entries()
    _snapshots()
    op.create_table(
        "indicator_pages",
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("neighbourhood_id", sa.Integer(), nullable=True),
        sa.Column("published_at", UTCDateTime(), nullable=True),
        _belongs("indicator_pages"),
        sa.PrimaryKeyConstraint("scope", name=op.f("pk_indicator_pages")),
    )
    op.create_index(op.f("ix_indicator_pages_neighbourhood_id"), "indicator_pages", ["neighbourhood_id"])
    for guard in FIXED:
        for statement in guard.statements(op.get_bind().dialect.name):
            op.execute(statement)


def _entries() -> None:
    table = "indicator_entries"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("neighbourhood_id", sa.Integer(), nullable=False),
        sa.Column("indicator", _one_of("indicatorkey", *INDICATORS), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column("value_hundredths", sa.BigInteger(), nullable=False),
        sa.Column("low_hundredths", sa.BigInteger(), nullable=True),
        sa.Column("high_hundredths", sa.BigInteger(), nullable=True),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.Column("written_at", UTCDateTime(), nullable=False),
        sa.Column("taken_back_at", UTCDateTime(), nullable=True),
        sa.Column("taken_back_because", sa.String(), nullable=False),
        sa.Column("certainty", _one_of("certainty", "fact", "estimate"), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("said_by", sa.String(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.CheckConstraint("quarter BETWEEN 0 AND 4", name=op.f(f"ck_{table}_quarter")),
        sa.CheckConstraint("value_hundredths >= 0", name=op.f(f"ck_{table}_not_negative")),
        _belongs(table),
        _by(table, "written_by_id"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(f"ix_{table}_neighbourhood_id_year", table, ["neighbourhood_id", "year", "quarter"])
    op.create_index(op.f(f"ix_{table}_written_by_id"), table, ["written_by_id"])


def _snapshots() -> None:
    table = "indicator_snapshots"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("neighbourhood_id", sa.Integer(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("entries", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("frozen_on", sa.Date(), nullable=False),
        sa.Column("frozen_at", UTCDateTime(), nullable=False),
        sa.Column("frozen_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("quarter BETWEEN 0 AND 4", name=op.f(f"ck_{table}_quarter")),
        _belongs(table),
        _by(table, "frozen_by_id"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("scope", "year", "quarter", "version", name=op.f(f"uq_{table}_scope_year_quarter_version")),
    )
    op.create_index(op.f(f"ix_{table}_neighbourhood_id"), table, ["neighbourhood_id"])
    op.create_index(op.f(f"ix_{table}_frozen_by_id"), table, ["frozen_by_id"])


def downgrade() -> None:
    for guard in reversed(FIXED):
        for statement in guard.removal(op.get_bind().dialect.name):
            op.execute(statement)
    op.drop_table("indicator_pages")
    op.drop_table("indicator_snapshots")
    op.drop_table("indicator_entries")
