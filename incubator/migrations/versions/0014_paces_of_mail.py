"""How soon someone wants mails, and what is needed to make one mail of several.

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

PACES = sa.Enum("at-once", "daily", "weekly", "none", name="pace", native_enum=False, length=40)
KINDS = sa.Enum("work", "reminders", name="mailkind", native_enum=False, length=40)


def upgrade() -> None:
    for column in ("mail_work", "mail_reminders"):
        op.add_column("users", sa.Column(column, PACES, nullable=False, server_default="at-once"))
    op.add_column("outgoing_mails", sa.Column("kind", KINDS, nullable=True))
    op.add_column("outgoing_mails", sa.Column("letter", sa.JSON(), nullable=True))
    op.add_column("outgoing_mails", sa.Column("reader", sa.JSON(), nullable=True))


def downgrade() -> None:
    for column in ("reader", "letter", "kind"):
        op.drop_column("outgoing_mails", column)
    for column in ("mail_reminders", "mail_work"):
        op.drop_column("users", column)
