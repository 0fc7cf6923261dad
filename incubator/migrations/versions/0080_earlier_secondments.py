"""What stood in the register of secondments before it was changed stays readable.

Revision ID: 0080
Revises: 0079
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.append_only import AppendOnly
from incubator.core.db import UTCDateTime

revision = "0080"
down_revision = "0079"
branch_labels = None
depends_on = None

UNALTERED = AppendOnly(
    "earlier_secondments",
    (
        "secondment_id",
        "who",
        "from_organisation",
        "to_organisation",
        "hours_hundredths",
        "begins_on",
        "ends_on",
        "aim",
        "agreement",
    ),
)


def upgrade() -> None:
    op.create_table(
        "earlier_secondments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("secondment_id", sa.Integer(), nullable=False),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("from_organisation", sa.String(), nullable=False),
        sa.Column("to_organisation", sa.String(), nullable=False),
        sa.Column("hours_hundredths", sa.Integer(), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("aim", sa.String(), nullable=False),
        sa.Column("agreement", sa.String(), nullable=False),
        sa.Column("written_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["secondment_id"],
            ["secondments.id"],
            name=op.f("fk_earlier_secondments_secondment_id_secondments"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_earlier_secondments")),
    )
    op.create_index(
        op.f("ix_earlier_secondments_secondment_id"), "earlier_secondments", ["secondment_id"], unique=False
    )
    for statement in UNALTERED.statements(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    for statement in UNALTERED.removal(op.get_bind().dialect.name):
        op.execute(statement)
    op.drop_index(op.f("ix_earlier_secondments_secondment_id"), table_name="earlier_secondments")
    op.drop_table("earlier_secondments")
