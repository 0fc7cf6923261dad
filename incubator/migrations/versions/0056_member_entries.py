"""More that can happen to a membership: until when an entry holds, and what it holds besides.

Revision ID: 0056
Revises: 0055
"""

import sqlalchemy as sa
from alembic import op

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None

INDEX = "uq_member_events_end"
BEFORE = "holds AND kind IN ('resignation', 'termination', 'expulsion', 'death')"
AFTER = "holds AND kind IN ('resignation', 'termination', 'expulsion', 'death', 'transfer')"
NEW = (
    "application",
    "refusal",
    "trial",
    "suspension",
    "lifting",
    "appeal",
    "ruling",
    "acknowledgement",
    "change",
    "erasure",
)
# Nothing said before which account is of which member; the same e-mail address in the same group does.
LINK = """
UPDATE members SET user_id = (
  SELECT max(users.id) FROM users JOIN participations ON participations.user_id = users.id
  WHERE participations.cooperative_id = members.cooperative_id AND participations.until IS NULL
  AND lower(users.email) = lower(members.email)
) WHERE user_id IS NULL AND email IS NOT NULL
"""
EVENTS = sa.table("member_events", sa.column("id"), sa.column("kind"), sa.column("corrects_id"))


def _index(condition: str) -> None:
    op.create_index(
        INDEX,
        "member_events",
        ["member_id"],
        unique=True,
        sqlite_where=sa.text(condition),
        postgresql_where=sa.text(condition),
    )


def upgrade() -> None:
    op.add_column("member_events", sa.Column("until", sa.Date(), nullable=True))
    op.add_column("member_events", sa.Column("details", sa.JSON(), nullable=True))
    op.drop_index(INDEX, "member_events")
    _index(AFTER)
    op.execute(LINK)


def downgrade() -> None:
    op.execute("UPDATE members SET user_id = NULL")
    op.drop_index(INDEX, "member_events")
    # Nobody becomes a member again by going back: who handed on a membership has left.
    op.execute("UPDATE member_events SET kind = 'resignation', corrects_id = NULL WHERE kind = 'transfer'")
    op.execute("UPDATE member_events SET corrects_id = NULL WHERE kind <> 'correction'")
    # A correction of an entry that goes, goes with it.
    gone = sa.select(EVENTS.c.id).where(EVENTS.c.kind.in_(NEW))
    op.execute(EVENTS.delete().where(EVENTS.c.kind == "correction", EVENTS.c.corrects_id.in_(gone)))
    op.execute(EVENTS.delete().where(EVENTS.c.kind.in_(NEW)))
    _index(BEFORE)
    op.drop_column("member_events", "details")
    op.drop_column("member_events", "until")
