"""Who sits in a body of the cooperative and is no member can link an account, and is called to meetings by mail.

Revision ID: 0065
Revises: 0064
"""

import sqlalchemy as sa
from alembic import op

revision = "0065"
down_revision = "0064"
branch_labels = None
depends_on = None

WHO_IT_IS = "(member_id IS NULL) <> (seat_id IS NULL)"


def upgrade() -> None:
    with op.batch_alter_table("board_seats") as seats:
        seats.add_column(sa.Column("user_id", sa.Integer(), nullable=True))
        seats.create_foreign_key("fk_board_seats_user_id_users", "users", ["user_id"], ["id"], ondelete="SET NULL")
    for table in ("member_invitations", "convocations"):
        with op.batch_alter_table(table) as batch:
            batch.alter_column("member_id", existing_type=sa.Integer(), nullable=True)
            batch.add_column(sa.Column("seat_id", sa.Integer(), nullable=True))
            batch.create_foreign_key(
                f"fk_{table}_seat_id_board_seats", "board_seats", ["seat_id"], ["id"], ondelete="CASCADE"
            )
            batch.create_check_constraint(op.f(f"ck_{table}_who_it_is"), WHO_IT_IS)
    op.create_index("ix_member_invitations_seat_id", "member_invitations", ["seat_id"])
    with op.batch_alter_table("convocations") as calls:
        calls.create_unique_constraint("uq_convocations_meeting_id_seat_id_round", ["meeting_id", "seat_id", "round"])


def downgrade() -> None:
    # An invitation about a seat leads nowhere without the row that names the seat, and before only members were called.
    op.execute(
        "DELETE FROM invitations WHERE id IN (SELECT invitation_id FROM member_invitations WHERE member_id IS NULL)"
    )
    op.execute("DELETE FROM member_invitations WHERE member_id IS NULL")
    op.execute("DELETE FROM convocations WHERE member_id IS NULL")
    with op.batch_alter_table("convocations") as calls:
        calls.drop_constraint("uq_convocations_meeting_id_seat_id_round", type_="unique")
    op.drop_index("ix_member_invitations_seat_id", table_name="member_invitations")
    for table in ("convocations", "member_invitations"):
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(op.f(f"ck_{table}_who_it_is"), type_="check")
            batch.drop_constraint(f"fk_{table}_seat_id_board_seats", type_="foreignkey")
            batch.drop_column("seat_id")
            batch.alter_column("member_id", existing_type=sa.Integer(), nullable=False)
    with op.batch_alter_table("board_seats") as seats:
        seats.drop_constraint("fk_board_seats_user_id_users", type_="foreignkey")
        seats.drop_column("user_id")
