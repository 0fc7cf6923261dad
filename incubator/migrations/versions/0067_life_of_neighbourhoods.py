"""Invitations into neighbourhoods, their groups, their buildings and their story.

Revision ID: 0067
Revises: 0066
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0067"
down_revision = "0066"
branch_labels = None
depends_on = None


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, length=40)


def _belongs(table: str, column: str, to: str, ondelete: str = "CASCADE") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"), ondelete=ondelete)


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def upgrade() -> None:
    _invitations()
    _groups()
    _buildings()
    _stories()


def _invitations() -> None:
    table = "neighbourhood_invitations"
    op.create_table(
        table,
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        sa.Column("neighbourhood_id", sa.Integer(), nullable=False),
        sa.Column("role", _one_of("neighbourhoodrole", "driver", "participant"), nullable=False),
        _belongs(table, "invitation_id", "invitations"),
        _belongs(table, "neighbourhood_id", "neighbourhoods"),
        sa.PrimaryKeyConstraint("invitation_id", name=op.f("pk_neighbourhood_invitations")),
    )
    _index(table, "neighbourhood_id")


def _groups() -> None:
    table = "neighbourhood_groups"
    answers = ("waiting", "agreed", "refused", "withdrawn", "left")
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("neighbourhood_id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=True),
        sa.Column("asked_name", sa.String(), nullable=False),
        sa.Column("answer", _one_of("groupanswer", *answers), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", UTCDateTime(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", UTCDateTime(), nullable=True),
        _belongs(table, "neighbourhood_id", "neighbourhoods"),
        _belongs(table, "cooperative_id", "cooperatives"),
        _belongs(table, "asked_by_id", "users", "SET NULL"),
        _belongs(table, "answered_by_id", "users", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_neighbourhood_groups")),
        sa.UniqueConstraint(
            "neighbourhood_id", "cooperative_id", name=op.f("uq_neighbourhood_groups_neighbourhood_id_cooperative_id")
        ),
    )
    _index(table, "neighbourhood_id", "cooperative_id", "asked_by_id", "answered_by_id")


def _buildings() -> None:
    table = "neighbourhood_buildings"
    uses = ("homes", "shop", "work", "meeting", "care", "school", "green", "other")
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("neighbourhood_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("use", _one_of("buildinguse", *uses), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        _belongs(table, "neighbourhood_id", "neighbourhoods"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_neighbourhood_buildings")),
    )
    _index(table, "neighbourhood_id")
    _statements()


def _statements() -> None:
    table = "building_statements"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("building_id", sa.Integer(), nullable=False),
        sa.Column("about", _one_of("statementabout", "state", "owner", "wish"), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.Column("written_at", UTCDateTime(), nullable=False),
        sa.Column("taken_back_at", UTCDateTime(), nullable=True),
        sa.Column("certainty", _one_of("certainty", "fact", "estimate"), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("said_by", sa.String(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        _belongs(table, "building_id", "neighbourhood_buildings"),
        _belongs(table, "written_by_id", "users", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_building_statements")),
    )
    _index(table, "building_id", "written_by_id")


def _stories() -> None:
    table = "neighbourhood_stories"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("neighbourhood_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.Column("written_at", UTCDateTime(), nullable=False),
        sa.Column("published_at", UTCDateTime(), nullable=True),
        _belongs(table, "neighbourhood_id", "neighbourhoods"),
        _belongs(table, "written_by_id", "users", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_neighbourhood_stories")),
        sa.UniqueConstraint(
            "neighbourhood_id", "revision", name=op.f("uq_neighbourhood_stories_neighbourhood_id_revision")
        ),
    )
    _index(table, "written_by_id")


def downgrade() -> None:
    op.drop_table("neighbourhood_stories")
    op.drop_table("building_statements")
    op.drop_table("neighbourhood_buildings")
    op.drop_table("neighbourhood_groups")
    op.drop_table("neighbourhood_invitations")
