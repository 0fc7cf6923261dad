"""Who chose between two answers of the dossier.

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("facts") as table:
        table.add_column(sa.Column("settled_by_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("settled_at", UTCDateTime(), nullable=True))
        table.create_foreign_key(
            "fk_facts_settled_by_id_users", "users", ["settled_by_id"], ["id"], ondelete="SET NULL"
        )


def downgrade() -> None:
    with op.batch_alter_table("facts") as table:
        table.drop_constraint("fk_facts_settled_by_id_users", type_="foreignkey")
        table.drop_column("settled_at")
        table.drop_column("settled_by_id")
