"""Why an agreement was signed before the buyer might; points that are amounts, which can stand below nothing.

Revision ID: 0085
Revises: 0083
"""

import sqlalchemy as sa
from alembic import op

revision = "0085"
down_revision = "0083"
branch_labels = None
depends_on = None

# As it was given when the table was made: the naming of constraints puts its own beginning before it.
NOT_NEGATIVE = "ck_bid_scores_not_negative"


def upgrade() -> None:
    with op.batch_alter_table("contracts") as table:
        table.add_column(sa.Column("early_because", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("contracts") as table:
        table.alter_column("early_because", server_default=None)
    with op.batch_alter_table("bid_scores") as table:
        table.add_column(sa.Column("in_euros", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.drop_constraint(NOT_NEGATIVE, type_="check")
    with op.batch_alter_table("bid_scores") as table:
        table.alter_column("in_euros", server_default=None)


def downgrade() -> None:
    # What stood below nothing has no place in the older form.
    op.execute(sa.text("DELETE FROM bid_scores WHERE ours < 0 OR most < 0 OR winners < 0"))
    with op.batch_alter_table("bid_scores") as table:
        table.drop_column("in_euros")
        table.create_check_constraint(NOT_NEGATIVE, "ours >= 0 AND most >= 0 AND winners >= 0")
    with op.batch_alter_table("contracts") as table:
        table.drop_column("early_because")
