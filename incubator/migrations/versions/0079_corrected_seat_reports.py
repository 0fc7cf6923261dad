"""A report from a seat may correct an earlier one, which stays readable.

Revision ID: 0079
Revises: 0078
"""

import sqlalchemy as sa
from alembic import op

revision = "0079"
down_revision = "0078"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("seat_reports") as table:
        table.add_column(sa.Column("corrects_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_seat_reports_corrects_id_seat_reports"),
            "seat_reports",
            ["corrects_id"],
            ["id"],
            ondelete="SET NULL",
        )
        table.create_index(op.f("ix_seat_reports_corrects_id"), ["corrects_id"], unique=True)


def downgrade() -> None:
    with op.batch_alter_table("seat_reports") as table:
        table.drop_index(op.f("ix_seat_reports_corrects_id"))
        table.drop_constraint(op.f("fk_seat_reports_corrects_id_seat_reports"), type_="foreignkey")
        table.drop_column("corrects_id")
