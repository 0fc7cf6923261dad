"""The audit committee stands in the register of the board alone; a director who is no member votes in the board.

Revision ID: 0063
Revises: 0062
"""

from datetime import date
from typing import Any

import sqlalchemy as sa
from alembic import op

from incubator.core import clock
from incubator.core.db import UTCDateTime

revision = "0063"
down_revision = "0062"
branch_labels = None
depends_on = None

# By this the way back knows which entries came from the other table.
MOVED = "Overgenomen uit de lijst van de kascommissie."
WHO_IT_IS = "(member_id IS NULL) <> (seat_id IS NULL)"
VOTING = (("meeting_presences", "meeting_id"), ("voting_roll", "round_id"), ("named_ballots", "round_id"))

SEATS = sa.table(
    "board_seats",
    sa.column("id", sa.Integer),
    sa.column("cooperative_id", sa.Integer),
    sa.column("organ", sa.String),
    sa.column("name", sa.String),
    sa.column("kind", sa.String),
    sa.column("member_id", sa.Integer),
)
EVENTS = sa.table(
    "seat_events",
    sa.column("id", sa.Integer),
    sa.column("seat_id", sa.Integer),
    sa.column("kind", sa.String),
    sa.column("on_date", sa.Date),
    sa.column("decided_on", sa.Date),
    sa.column("decided_by", sa.String),
    sa.column("offices", sa.JSON),
    sa.column("by_others", sa.Boolean),
    sa.column("note", sa.String),
    sa.column("holds", sa.Boolean),
    sa.column("recorded_at", UTCDateTime()),
    sa.column("year", sa.Integer),
)
COMMITTEE = sa.table(
    "committee_seats",
    sa.column("id", sa.Integer),
    sa.column("cooperative_id", sa.Integer),
    sa.column("year", sa.Integer),
    sa.column("member_id", sa.Integer),
    sa.column("resolution_id", sa.Integer),
)
MEMBERS = sa.table("members", sa.column("id", sa.Integer), sa.column("name", sa.String), sa.column("kind", sa.String))
RESOLUTIONS = sa.table("resolutions", sa.column("id", sa.Integer), sa.column("decided_on", sa.Date))
APPOINTING = ("appointment", "reappointment")


def upgrade() -> None:
    op.add_column("seat_events", sa.Column("year", sa.Integer(), nullable=True))
    _fill_years()
    _move_committees()
    op.drop_table("committee_seats")
    for table, owner in VOTING:
        with op.batch_alter_table(table) as batch:
            batch.alter_column("member_id", existing_type=sa.Integer(), nullable=True)
            batch.add_column(sa.Column("seat_id", sa.Integer(), nullable=True))
            batch.create_foreign_key(
                f"fk_{table}_seat_id_board_seats", "board_seats", ["seat_id"], ["id"], ondelete="CASCADE"
            )
            batch.create_unique_constraint(f"uq_{table}_{owner}_seat_id", [owner, "seat_id"])
            batch.create_check_constraint(op.f(f"ck_{table}_who_it_is"), WHO_IT_IS)
            if table == "voting_roll":
                batch.alter_column("holder_id", existing_type=sa.Integer(), nullable=True)


def _fill_years() -> None:
    """Who was entered in the committee before is of the year in which that was."""
    connection = op.get_bind()
    statement = (
        sa.select(EVENTS.c.id, EVENTS.c.on_date)
        .join(SEATS, SEATS.c.id == EVENTS.c.seat_id)
        .where(SEATS.c.organ == "kascommissie", EVENTS.c.kind.in_(APPOINTING))
    )
    for event_id, on in connection.execute(statement).all():
        connection.execute(EVENTS.update().where(EVENTS.c.id == event_id).values(year=on.year))


def _move_committees() -> None:
    connection = op.get_bind()
    statement = (
        sa.select(COMMITTEE, MEMBERS.c.name, MEMBERS.c.kind, RESOLUTIONS.c.decided_on)
        .join(MEMBERS, MEMBERS.c.id == COMMITTEE.c.member_id)
        .join(RESOLUTIONS, RESOLUTIONS.c.id == COMMITTEE.c.resolution_id, isouter=True)
        .order_by(COMMITTEE.c.id)
    )
    for known in connection.execute(statement).all():
        if not _is_there(known):
            _enter(known)


def _is_there(known: Any) -> bool:
    statement = (
        sa.select(EVENTS.c.id)
        .join(SEATS, SEATS.c.id == EVENTS.c.seat_id)
        .where(SEATS.c.organ == "kascommissie", SEATS.c.member_id == known.member_id, EVENTS.c.year == known.year)
        .limit(1)
    )
    return op.get_bind().scalar(statement) is not None


def _enter(known: Any) -> None:
    connection = op.get_bind()
    seat = SEATS.insert().values(
        cooperative_id=known.cooperative_id,
        organ="kascommissie",
        name=known.name,
        kind=known.kind,
        member_id=known.member_id,
    )
    seat_id = connection.execute(seat.returning(SEATS.c.id)).scalar_one()
    day = known.decided_on or date(known.year, 1, 1)
    connection.execute(
        EVENTS.insert().values(
            seat_id=seat_id,
            kind="appointment",
            on_date=day,
            decided_on=day,
            decided_by="ALV",
            offices=[],
            by_others=False,
            note=MOVED,
            holds=True,
            recorded_at=clock.now(),
            year=known.year,
        )
    )


def downgrade() -> None:
    for table, owner in VOTING:
        # Before, only members could be there.
        rows = sa.table(table, sa.column("member_id", sa.Integer))
        op.execute(rows.delete().where(rows.c.member_id.is_(None)))
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(op.f(f"ck_{table}_who_it_is"), type_="check")
            batch.drop_constraint(f"uq_{table}_{owner}_seat_id", type_="unique")
            batch.drop_constraint(f"fk_{table}_seat_id_board_seats", type_="foreignkey")
            batch.drop_column("seat_id")
            batch.alter_column("member_id", existing_type=sa.Integer(), nullable=False)
            if table == "voting_roll":
                batch.alter_column("holder_id", existing_type=sa.Integer(), nullable=False)
    _committee_seats()
    _move_back()
    op.drop_column("seat_events", "year")


def _committee_seats() -> None:
    op.create_table(
        "committee_seats",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("resolution_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name="fk_committee_seats_cooperative_id_cooperatives",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_committee_seats_member_id_members", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["resolution_id"],
            ["resolutions.id"],
            name="fk_committee_seats_resolution_id_resolutions",
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_committee_seats"),
        sa.UniqueConstraint(
            "cooperative_id", "year", "member_id", name="uq_committee_seats_cooperative_id_year_member_id"
        ),
    )
    op.create_index("ix_committee_seats_cooperative_id", "committee_seats", ["cooperative_id"])


def _move_back() -> None:
    """Everyone who is in a committee gets a line there; what was only entered for the move goes."""
    connection = op.get_bind()
    statement = (
        sa.select(SEATS.c.cooperative_id, EVENTS.c.year, SEATS.c.member_id)
        .join(EVENTS, EVENTS.c.seat_id == SEATS.c.id)
        .where(SEATS.c.organ == "kascommissie", SEATS.c.member_id.is_not(None))
        .where(EVENTS.c.year.is_not(None), EVENTS.c.holds)
        .distinct()
    )
    for cooperative_id, year, member_id in connection.execute(statement).all():
        values = {"cooperative_id": cooperative_id, "year": year, "member_id": member_id}
        connection.execute(COMMITTEE.insert().values(**values))
    moved = sa.select(EVENTS.c.seat_id).where(EVENTS.c.note == MOVED)
    seat_ids = list(connection.scalars(moved))
    connection.execute(EVENTS.delete().where(EVENTS.c.note == MOVED))
    left = sa.select(EVENTS.c.seat_id)
    connection.execute(SEATS.delete().where(SEATS.c.id.in_(seat_ids), SEATS.c.id.not_in(left)))
