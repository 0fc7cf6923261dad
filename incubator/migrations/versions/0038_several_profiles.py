"""Several profiles of a cooperative, several readers of each, what was mailed to whom, and who judged what.

Revision ID: 0038
Revises: 0037
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

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
    _who_reads()
    _what_was_mailed()
    with op.batch_alter_table("matches") as table:
        table.add_column(sa.Column("dismissed_for", sa.String(40), nullable=True))
        table.add_column(sa.Column("judged_by_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("judged_at", UTCDateTime(), nullable=True))
        table.add_column(sa.Column("judged_before", sa.JSON(none_as_null=True), nullable=True))
        table.create_foreign_key(
            "fk_matches_judged_by_id_users", "users", ["judged_by_id"], ["id"], ondelete="SET NULL"
        )
    op.execute("UPDATE matches SET dismissed_for = 'other' WHERE state = 'dismissed'")
    op.execute(
        "UPDATE matches SET state = 'bid' WHERE state = 'interesting' AND EXISTS (SELECT 1 FROM bids "
        "JOIN watch_profiles ON watch_profiles.cooperative_id = bids.cooperative_id "
        "WHERE watch_profiles.id = matches.profile_id AND bids.notice_id = matches.notice_id)"
    )
    with op.batch_alter_table("followed_notices") as table:
        table.add_column(sa.Column("terms", sa.JSON(none_as_null=True), nullable=True))
        table.add_column(sa.Column("seen", UTCDateTime(), nullable=True))


def _who_reads() -> None:
    op.create_table(
        "watch_subscriptions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("pace", sa.String(40), nullable=False),
        sa.Column("since", UTCDateTime(), nullable=False),
        sa.Column("next_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_watch_subscriptions_user_id_users", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["profile_id"],
            ["watch_profiles.id"],
            name="fk_watch_subscriptions_profile_id_watch_profiles",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_watch_subscriptions"),
        sa.UniqueConstraint("user_id", "profile_id", name="uq_watch_subscriptions_user_id_profile_id"),
    )
    op.create_index("ix_watch_subscriptions_profile_id", "watch_subscriptions", ["profile_id"])
    op.create_table(
        "alert_hours",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("quiet_from", sa.Integer(), nullable=True),
        sa.Column("quiet_until", sa.Integer(), nullable=True),
        sa.Column("quiet_weekend", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_alert_hours_user_id_users", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", name="pk_alert_hours"),
    )
    # Everybody who takes part got these mails until now, at the pace chosen for all mails about notices.
    op.execute(
        "INSERT INTO watch_subscriptions (user_id, profile_id, pace, since) "
        "SELECT DISTINCT users.id, watch_profiles.id, users.mail_notices, watch_profiles.created_at FROM watch_profiles "
        "JOIN participations ON participations.cooperative_id = watch_profiles.cooperative_id "
        "JOIN users ON users.id = participations.user_id WHERE participations.until IS NULL"
    )


def _what_was_mailed() -> None:
    op.create_table(
        "mailed_notices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("seen", UTCDateTime(), nullable=False),
        sa.Column("mailed_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_mailed_notices_user_id_users", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notices.id"], name="fk_mailed_notices_notice_id_notices", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_mailed_notices"),
        sa.UniqueConstraint("user_id", "notice_id", name="uq_mailed_notices_user_id_notice_id"),
    )
    op.create_index("ix_mailed_notices_notice_id", "mailed_notices", ["notice_id"])
    op.execute(
        "INSERT INTO mailed_notices (user_id, notice_id, terms, digest, seen, mailed_at) "
        "SELECT watch_subscriptions.user_id, notices.id, '{}', '', notices.updated_at, max(matches.mailed_at) "
        "FROM matches JOIN watch_subscriptions ON watch_subscriptions.profile_id = matches.profile_id "
        "JOIN notices ON notices.id = matches.notice_id WHERE matches.mailed_at IS NOT NULL "
        "GROUP BY watch_subscriptions.user_id, notices.id, notices.updated_at"
    )


def downgrade() -> None:
    with op.batch_alter_table("followed_notices") as table:
        table.drop_column("seen")
        table.drop_column("terms")
    op.execute("UPDATE matches SET state = 'interesting' WHERE state = 'bid'")
    with op.batch_alter_table("matches") as table:
        table.drop_constraint("fk_matches_judged_by_id_users", type_="foreignkey")
        for column in ("judged_before", "judged_at", "judged_by_id", "dismissed_for"):
            table.drop_column(column)
    op.drop_table("mailed_notices")
    op.drop_table("alert_hours")
    op.drop_table("watch_subscriptions")
    # One profile a cooperative again: what only the others found goes with them.
    op.execute("DELETE FROM matches WHERE profile_id IN (SELECT id FROM watch_profiles WHERE NOT from_dossier)")
    op.execute("DELETE FROM watch_profiles WHERE NOT from_dossier")
    with op.batch_alter_table("watch_profiles") as table:
        table.drop_constraint("uq_watch_profiles_cooperative_id_name", type_="unique")
        table.create_unique_constraint("uq_watch_profiles_cooperative_id", ["cooperative_id"])
        for column in ("answers", "from_dossier", "name"):
            table.drop_column(column)
