"""Invitations that are accepted, into the incubator and into a group, and how often they were sent.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ROLES = sa.Enum("founder", "coach", "manager", "guest", name="role", native_enum=False, length=40)
STATES = sa.Enum("waiting", "accepted", "declined", "withdrawn", name="invitationstate", native_enum=False, length=40)
IN_A_GROUP = sa.Enum("coordinator", "member", "observer", name="participationrole", native_enum=False, length=40)


def upgrade() -> None:
    op.create_table(
        "invitations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("role", ROLES, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("invited_by_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("state", STATES, nullable=False),
        sa.Column("sent_at", UTCDateTime(), nullable=False),
        sa.Column("expires_at", UTCDateTime(), nullable=False),
        sa.Column("answered_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["invited_by_id"], ["users.id"], name="fk_invitations_invited_by_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_invitations"),
        sa.UniqueConstraint("token_hash", name="uq_invitations_token_hash"),
    )
    op.create_index("ix_invitations_email", "invitations", ["email"])
    op.create_index("ix_invitations_invited_by_id", "invitations", ["invited_by_id"])
    op.create_table(
        "invitation_sendings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sender_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sender_id"], ["users.id"], name="fk_invitation_sendings_sender_id_users", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_invitation_sendings"),
    )
    op.create_index("ix_invitation_sendings_sender_id", "invitation_sendings", ["sender_id"])
    op.create_index("ix_invitation_sendings_email", "invitation_sendings", ["email"])
    op.create_table(
        "group_invitations",
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("role", IN_A_GROUP, nullable=False),
        sa.ForeignKeyConstraint(
            ["invitation_id"],
            ["invitations.id"],
            name="fk_group_invitations_invitation_id_invitations",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name="fk_group_invitations_cooperative_id_cooperatives",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("invitation_id", name="pk_group_invitations"),
    )
    op.create_index("ix_group_invitations_cooperative_id", "group_invitations", ["cooperative_id"])


def downgrade() -> None:
    op.drop_table("group_invitations")
    op.drop_table("invitation_sendings")
    op.drop_table("invitations")
