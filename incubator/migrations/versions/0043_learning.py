"""Judgements that a group leaves out of what is learnt, and contracts that end among what profiles look for.

Revision ID: 0043
Revises: 0042
"""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

ENDING = "ending"


def upgrade() -> None:
    with op.batch_alter_table("matches") as table:
        table.add_column(sa.Column("teaches", sa.Boolean(), nullable=False, server_default=sa.true()))
    with op.batch_alter_table("matches") as table:
        table.alter_column("teaches", server_default=None)
    _each_kinds(lambda kinds: [*kinds, ENDING])


def downgrade() -> None:
    # What only this made was found as nothing else: without it nobody looks for it. What a group judged stays.
    op.execute(
        "DELETE FROM matches WHERE state = 'new' AND notice_id IN "
        "(SELECT id FROM notices WHERE kind IN ('award', 'modification'))"
    )
    op.execute("DELETE FROM agenda_entries WHERE key LIKE 'ending:%'")
    _each_kinds(lambda kinds: [kind for kind in kinds if kind != ENDING])
    with op.batch_alter_table("matches") as table:
        table.drop_column("teaches")


def _each_kinds(changed) -> None:
    profiles = sa.table("watch_profiles", sa.column("id", sa.Integer()), sa.column("kinds", sa.JSON()))
    connection = op.get_bind()
    for number, kinds in connection.execute(sa.select(profiles.c.id, profiles.c.kinds)).all():
        without = [kind for kind in kinds if kind != ENDING]
        connection.execute(profiles.update().where(profiles.c.id == number).values(kinds=changed(without)))
