"""Objections to a refused challenge; the contract from which a challenge was begun; what its notice said when the group looked last.

Revision ID: 0049
Revises: 0048
"""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

CONTRACT = "fk_challenges_contract_id_known_contracts"
UNDER_WAY = sa.text("ended_on IS NULL")


def upgrade() -> None:
    with op.batch_alter_table("challenges") as challenges:
        challenges.add_column(sa.Column("contract_id", sa.Integer(), nullable=True))
        challenges.add_column(sa.Column("notice_terms", sa.JSON(), nullable=True))
        challenges.create_foreign_key(CONTRACT, "known_contracts", ["contract_id"], ["id"], ondelete="SET NULL")
        challenges.create_index("ix_challenges_contract_id", ["contract_id"])
    op.create_index(
        "uq_challenges_contract_under_way",
        "challenges",
        ["cooperative_id", "contract_id"],
        unique=True,
        sqlite_where=UNDER_WAY,
        postgresql_where=UNDER_WAY,
    )


def downgrade() -> None:
    # Without objections a challenge stands where it stood before: refused.
    op.execute("UPDATE challenges SET state = 'besluit_afwijzing' WHERE state LIKE 'bezwaar%'")
    op.execute("UPDATE challenge_steps SET state = 'besluit_afwijzing' WHERE state LIKE 'bezwaar%'")
    # The parts of a key stand between colons, which a statement reads as values to fill in.
    op.execute("DELETE FROM agenda_entries WHERE key LIKE 'challenge_%_objection-answer'")
    op.execute("DELETE FROM agenda_entries WHERE key LIKE 'challenge_%_appeal'")
    op.drop_index("uq_challenges_contract_under_way", "challenges")
    with op.batch_alter_table("challenges") as challenges:
        challenges.drop_index("ix_challenges_contract_id")
        challenges.drop_constraint(CONTRACT, type_="foreignkey")
        challenges.drop_column("notice_terms")
        challenges.drop_column("contract_id")
