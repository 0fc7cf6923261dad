"""The number under which a buyer keeps its procurement, as it is shown and as it is looked up; reading again fills it.

Revision ID: 0082
Revises: 0081
"""

import sqlalchemy as sa
from alembic import op

revision = "0082"
down_revision = "0081"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("notices", sa.Column("buyer_reference", sa.String(), nullable=True))
    op.add_column("notices", sa.Column("reference_key", sa.String(), nullable=True))
    op.create_index(op.f("ix_notices_reference_key"), "notices", ["reference_key"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_notices_reference_key"), table_name="notices")
    op.drop_column("notices", "reference_key")
    op.drop_column("notices", "buyer_reference")
