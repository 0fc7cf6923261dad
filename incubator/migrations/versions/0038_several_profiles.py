"""A cooperative can look with several profiles, each with a name and answers of its own.

Revision ID: 0038
Revises: 0037
"""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

FIRST = "Ons werk"


def upgrade() -> None:
    with op.batch_alter_table("watch_profiles") as table:
        table.add_column(sa.Column("name", sa.String(), nullable=False, server_default=FIRST))
        table.add_column(sa.Column("from_dossier", sa.Boolean(), nullable=False, server_default=sa.true()))
        table.add_column(sa.Column("answers", sa.JSON(), nullable=False, server_default="{}"))
        table.drop_constraint("uq_watch_profiles_cooperative_id", type_="unique")
        table.create_unique_constraint("uq_watch_profiles_cooperative_id_name", ["cooperative_id", "name"])
    with op.batch_alter_table("watch_profiles") as table:
        for column in ("name", "from_dossier", "answers"):
            table.alter_column(column, server_default=None)


def downgrade() -> None:
    # One profile a cooperative again: what only the others found goes with them.
    op.execute("DELETE FROM matches WHERE profile_id IN (SELECT id FROM watch_profiles WHERE NOT from_dossier)")
    op.execute("DELETE FROM watch_profiles WHERE NOT from_dossier")
    with op.batch_alter_table("watch_profiles") as table:
        table.drop_constraint("uq_watch_profiles_cooperative_id_name", type_="unique")
        table.create_unique_constraint("uq_watch_profiles_cooperative_id", ["cooperative_id"])
        for column in ("answers", "from_dossier", "name"):
            table.drop_column(column)
