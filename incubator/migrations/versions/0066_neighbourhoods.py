"""Neighbourhoods, and who takes part in them.

Revision ID: 0066
Revises: 0065
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0066"
down_revision = "0065"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "neighbourhoods",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("municipality", sa.String(), nullable=False),
        sa.Column("districts", sa.String(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("published_at", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_neighbourhoods")),
        sa.UniqueConstraint("slug", name=op.f("uq_neighbourhoods_slug")),
    )
    op.create_index(op.f("ix_neighbourhoods_municipality"), "neighbourhoods", ["municipality"])
    op.create_table(
        "neighbourhood_people",
        sa.Column("neighbourhood_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum("driver", "participant", name="neighbourhoodrole", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("since", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["neighbourhood_id"],
            ["neighbourhoods.id"],
            name=op.f("fk_neighbourhood_people_neighbourhood_id_neighbourhoods"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_neighbourhood_people_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("neighbourhood_id", "user_id", name=op.f("pk_neighbourhood_people")),
    )
    op.create_index(op.f("ix_neighbourhood_people_user_id"), "neighbourhood_people", ["user_id"])


def downgrade() -> None:
    op.drop_table("neighbourhood_people")
    op.drop_table("neighbourhoods")
