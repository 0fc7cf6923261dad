"""Reminders for groups, and a pace for mails about notices and about sources.

Revision ID: 0022
Revises: 0021
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

PACES = sa.Enum("at-once", "daily", "weekly", "none", name="pace", native_enum=False, length=40)
NOTICES = sa.table("users", sa.column("mail_notices", sa.String()), sa.column("mail_alerts", sa.Boolean()))


def upgrade() -> None:
    op.create_table(
        "group_reminders",
        sa.Column("cooperative_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sent_at", UTCDateTime(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("coach_told_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name="fk_group_reminders_cooperative_id_cooperatives",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("cooperative_id", name="pk_group_reminders"),
    )
    for column in ("mail_notices", "mail_sources"):
        op.add_column("users", sa.Column(column, PACES, nullable=False, server_default="at-once"))
    op.execute(NOTICES.update().where(NOTICES.c.mail_alerts.is_(False)).values(mail_notices="none"))
    op.drop_column("users", "mail_alerts")


def downgrade() -> None:
    op.add_column("users", sa.Column("mail_alerts", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.execute(NOTICES.update().where(NOTICES.c.mail_notices == "none").values(mail_alerts=False))
    for column in ("mail_sources", "mail_notices"):
        op.drop_column("users", column)
    op.drop_table("group_reminders")
