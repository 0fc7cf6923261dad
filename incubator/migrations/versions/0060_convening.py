"""Before a meeting: members ask for it, days are compared, and every round of convocations is kept.

Revision ID: 0060
Revises: 0059
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "meeting_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("asked_at", UTCDateTime(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("handed_in_at", UTCDateTime(), nullable=True),
        sa.Column("withdrawn_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["users.id"], name="fk_meeting_requests_asked_by_id_users", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name="fk_meeting_requests_cooperative_id_cooperatives",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_meeting_requests"),
        sa.UniqueConstraint("cooperative_id", "number", name="uq_meeting_requests_cooperative_id_number"),
    )
    with op.batch_alter_table("meeting_requests", schema=None) as batch_op:
        batch_op.create_index("ix_meeting_requests_cooperative_id", ["cooperative_id"], unique=False)

    op.create_table(
        "meeting_request_supports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("on_paper", sa.Boolean(), nullable=False),
        sa.Column("given_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_meeting_request_supports_member_id_members", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["users.id"],
            name="fk_meeting_request_supports_recorded_by_id_users",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["meeting_requests.id"],
            name="fk_meeting_request_supports_request_id_meeting_requests",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_meeting_request_supports"),
        sa.UniqueConstraint("request_id", "member_id", name="uq_meeting_request_supports_request_id_member_id"),
    )
    with op.batch_alter_table("meeting_request_supports", schema=None) as batch_op:
        batch_op.create_index("ix_meeting_request_supports_request_id", ["request_id"], unique=False)

    op.create_table(
        "convocation_rounds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("begins_at", UTCDateTime(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("sent_at", UTCDateTime(), nullable=False),
        sa.Column("sent_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_files.id"], name="fk_convocation_rounds_file_id_stored_files", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name="fk_convocation_rounds_meeting_id_meetings", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["sent_by_id"], ["users.id"], name="fk_convocation_rounds_sent_by_id_users", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_convocation_rounds"),
        sa.UniqueConstraint("meeting_id", "number", name="uq_convocation_rounds_meeting_id_number"),
    )
    with op.batch_alter_table("convocation_rounds", schema=None) as batch_op:
        batch_op.create_index("ix_convocation_rounds_meeting_id", ["meeting_id"], unique=False)

    op.create_table(
        "meeting_date_options",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("begins_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name="fk_meeting_date_options_meeting_id_meetings", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_meeting_date_options"),
        sa.UniqueConstraint("meeting_id", "begins_at", name="uq_meeting_date_options_meeting_id_begins_at"),
    )
    with op.batch_alter_table("meeting_date_options", schema=None) as batch_op:
        batch_op.create_index("ix_meeting_date_options_meeting_id", ["meeting_id"], unique=False)

    op.create_table(
        "meeting_date_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("option_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column(
            "suiting", sa.Enum("yes", "perhaps", "no", name="suiting", native_enum=False, length=40), nullable=False
        ),
        sa.Column("answered_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["option_id"],
            ["meeting_date_options.id"],
            name="fk_meeting_date_answers_option_id_meeting_date_options",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_meeting_date_answers_user_id_users", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_meeting_date_answers"),
        sa.UniqueConstraint("option_id", "user_id", name="uq_meeting_date_answers_option_id_user_id"),
    )
    with op.batch_alter_table("meeting_date_answers", schema=None) as batch_op:
        batch_op.create_index("ix_meeting_date_answers_option_id", ["option_id"], unique=False)

    with op.batch_alter_table("convocations", schema=None) as batch_op:
        batch_op.add_column(sa.Column("round", sa.Integer(), nullable=False, server_default="1"))
        batch_op.drop_constraint("uq_convocations_meeting_id_member_id", type_="unique")
        batch_op.create_unique_constraint(
            "uq_convocations_meeting_id_member_id_round", ["meeting_id", "member_id", "round"]
        )

    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "purpose",
                sa.Enum("yearly", "first", "amendment", "other", name="meetingpurpose", native_enum=False, length=40),
                nullable=False,
                server_default="other",
            )
        )
        batch_op.add_column(sa.Column("round", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("request_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("cancelled_at", UTCDateTime(), nullable=True))
        batch_op.add_column(sa.Column("cancelled_because", sa.String(), nullable=False, server_default=""))
        batch_op.create_foreign_key(
            "fk_meetings_request_id_meeting_requests", "meeting_requests", ["request_id"], ["id"], ondelete="SET NULL"
        )

    # The defaults were for the rows that were there; who writes a row says everything.
    with op.batch_alter_table("convocations") as convocations:
        convocations.alter_column("round", server_default=None)
    with op.batch_alter_table("meetings") as meetings:
        for column in ("purpose", "round", "cancelled_because"):
            meetings.alter_column(column, server_default=None)


def downgrade() -> None:
    # Without rounds a member is called once: the last call stays.
    op.execute(
        "DELETE FROM convocations WHERE EXISTS (SELECT 1 FROM convocations AS later WHERE later.meeting_id = "
        "convocations.meeting_id AND later.member_id = convocations.member_id AND later.round > convocations.round)"
    )
    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.drop_constraint("fk_meetings_request_id_meeting_requests", type_="foreignkey")
        batch_op.drop_column("cancelled_because")
        batch_op.drop_column("cancelled_at")
        batch_op.drop_column("request_id")
        batch_op.drop_column("round")
        batch_op.drop_column("purpose")

    with op.batch_alter_table("convocations", schema=None) as batch_op:
        batch_op.drop_constraint("uq_convocations_meeting_id_member_id_round", type_="unique")
        batch_op.create_unique_constraint("uq_convocations_meeting_id_member_id", ["meeting_id", "member_id"])
        batch_op.drop_column("round")

    with op.batch_alter_table("meeting_date_answers", schema=None) as batch_op:
        batch_op.drop_index("ix_meeting_date_answers_option_id")

    op.drop_table("meeting_date_answers")
    with op.batch_alter_table("meeting_date_options", schema=None) as batch_op:
        batch_op.drop_index("ix_meeting_date_options_meeting_id")

    op.drop_table("meeting_date_options")
    with op.batch_alter_table("convocation_rounds", schema=None) as batch_op:
        batch_op.drop_index("ix_convocation_rounds_meeting_id")

    op.drop_table("convocation_rounds")
    with op.batch_alter_table("meeting_request_supports", schema=None) as batch_op:
        batch_op.drop_index("ix_meeting_request_supports_request_id")

    op.drop_table("meeting_request_supports")
    with op.batch_alter_table("meeting_requests", schema=None) as batch_op:
        batch_op.drop_index("ix_meeting_requests_cooperative_id")

    op.drop_table("meeting_requests")
