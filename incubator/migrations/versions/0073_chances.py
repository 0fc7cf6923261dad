"""Chances of a neighbourhood and their history.

Revision ID: 0073
Revises: 0072
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.append_only import AppendOnly
from incubator.core.db import UTCDateTime

revision = "0073"
down_revision = "0072"
branch_labels = None
depends_on = None

STATES = ("seen", "exploring", "started", "not-now")
UNALTERED = AppendOnly("chance_events", ("chance_id", "kind", "state", "fields", "text", "at"))


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, length=40)


def _belongs(table: str, column: str, to: str, on_delete: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"), ondelete=on_delete)


def upgrade() -> None:
    _chances()
    _events()
    connection = op.get_bind()
    for statement in UNALTERED.statements(connection.dialect.name):
        connection.exec_driver_sql(statement)


def _chances() -> None:
    table = "chances"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("neighbourhood_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind", _one_of("chancekind", "community", "green", "premises", "contract", "demand"), nullable=False
        ),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("sector", sa.String(), nullable=True),
        sa.Column("state", _one_of("chancestate", *STATES), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("next_step", sa.String(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("building_id", sa.Integer(), nullable=True),
        sa.Column("notice_id", sa.Integer(), nullable=True),
        sa.Column("cooperative_id", sa.Integer(), nullable=True),
        sa.Column("origin", sa.String(), nullable=True),
        sa.Column("published_at", UTCDateTime(), nullable=True),
        sa.Column("written_at", UTCDateTime(), nullable=False),
        sa.Column("certainty", _one_of("certainty", "fact", "estimate"), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("said_by", sa.String(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.CheckConstraint("state <> 'not-now' OR reason <> ''", name=op.f("ck_chances_reason_for_not_now")),
        _belongs(table, "neighbourhood_id", "neighbourhoods", "CASCADE"),
        _belongs(table, "owner_id", "users", "SET NULL"),
        _belongs(table, "building_id", "neighbourhood_buildings", "SET NULL"),
        _belongs(table, "notice_id", "notices", "SET NULL"),
        _belongs(table, "cooperative_id", "cooperatives", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chances")),
        sa.UniqueConstraint("neighbourhood_id", "origin", name=op.f("uq_chances_neighbourhood_id_origin")),
    )
    for column in ("owner_id", "building_id", "notice_id", "cooperative_id"):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _events() -> None:
    table = "chance_events"
    kinds = ("written", "taken", "changed", "moved", "news", "group", "shown", "hidden")
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chance_id", sa.Integer(), nullable=False),
        sa.Column("kind", _one_of("chancehappening", *kinds), nullable=False),
        sa.Column("state", _one_of("chancestate", *STATES), nullable=True),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", UTCDateTime(), nullable=False),
        _belongs(table, "chance_id", "chances", "CASCADE"),
        _belongs(table, "by_id", "users", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chance_events")),
    )
    op.create_index(op.f("ix_chance_events_chance_id"), table, ["chance_id"])
    op.create_index(op.f("ix_chance_events_by_id"), table, ["by_id"])


def downgrade() -> None:
    connection = op.get_bind()
    for statement in UNALTERED.removal(connection.dialect.name):
        connection.exec_driver_sql(statement)
    op.drop_table("chance_events")
    op.drop_table("chances")
