"""Who sits in the board and what happened to each seat; what was written down about duties.

Revision ID: 0062
Revises: 0061
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None


def _choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, length=40)


def upgrade() -> None:
    _board_seats()
    _seat_events()
    _duty_entries()


def _board_seats() -> None:
    op.create_table(
        "board_seats",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("organ", _choice("boardorgan", "bestuur", "rvc", "kascommissie"), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", _choice("personkind", "natural", "legal"), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name="fk_board_seats_cooperative_id_cooperatives",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_board_seats_member_id_members", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_board_seats"),
    )
    op.create_index("ix_board_seats_cooperative_id", "board_seats", ["cooperative_id"])


def _seat_events() -> None:
    op.create_table(
        "seat_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            _choice(
                "seatchange",
                "appointment",
                "reappointment",
                "offices",
                "suspension",
                "lifting",
                "resignation",
                "dismissal",
                "death",
                "correction",
            ),
            nullable=False,
        ),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("offices", sa.JSON(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("by_others", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("holds", sa.Boolean(), nullable=False),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["corrects_id"], ["seat_events.id"], name="fk_seat_events_corrects_id_seat_events", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["users.id"], name="fk_seat_events_recorded_by_id_users", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["board_seats.id"], name="fk_seat_events_seat_id_board_seats", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_seat_events"),
    )
    op.create_index("ix_seat_events_seat_id", "seat_events", ["seat_id"])
    for name, condition in (
        ("uq_seat_events_appointment", "holds AND kind = 'appointment'"),
        ("uq_seat_events_end", "holds AND kind IN ('resignation', 'dismissal', 'death')"),
    ):
        where = sa.text(condition)
        op.create_index(name, "seat_events", ["seat_id"], unique=True, sqlite_where=where, postgresql_where=where)


def _duty_entries() -> None:
    op.create_table(
        "duty_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", _choice("markkind", "done", "not-needed", "extended", "reopened"), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("proof", sa.String(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name="fk_duty_entries_cooperative_id_cooperatives",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["users.id"], name="fk_duty_entries_recorded_by_id_users", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_duty_entries"),
    )
    op.create_index("ix_duty_entries_cooperative_id_key", "duty_entries", ["cooperative_id", "key"])


def downgrade() -> None:
    for table in ("duty_entries", "seat_events", "board_seats"):
        op.drop_table(table)
