"""How many votes a member has by the statutes, who is asked to link an account to a membership, and the day a convocation left.

Revision ID: 0064
Revises: 0063
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0064"
down_revision = "0063"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "member_votes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("votes", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("votes >= 1", name="ck_member_votes_at_least_one"),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_member_votes_member_id_members", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["users.id"], name="fk_member_votes_recorded_by_id_users", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_member_votes"),
    )
    op.create_index("ix_member_votes_member_id", "member_votes", ["member_id"])
    op.create_table(
        "member_invitations",
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["invitation_id"],
            ["invitations.id"],
            name="fk_member_invitations_invitation_id_invitations",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_member_invitations_member_id_members", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("invitation_id", name="pk_member_invitations"),
    )
    op.create_index("ix_member_invitations_member_id", "member_invitations", ["member_id"])
    op.add_column("convocations", sa.Column("left_on", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("convocations", "left_on")
    op.drop_index("ix_member_invitations_member_id", table_name="member_invitations")
    op.drop_table("member_invitations")
    op.drop_index("ix_member_votes_member_id", table_name="member_votes")
    op.drop_table("member_votes")
    # An invitation of this kind leads nowhere without the row that names the member.
    op.execute("DELETE FROM invitations WHERE kind = 'membership'")
