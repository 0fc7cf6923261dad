"""Who sits in the board, the supervisory board and the audit committee, and what happened to each seat. Nothing is taken away."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core.db import Base
from incubator.register.models.members import Member
from incubator.register.values import PersonKind
from incubator.register.values.board import BoardOrgan, Office, SeatChange, SeatStep


class BoardSeat(Base):
    """Somebody in a body of the cooperative, from appointment to end. Who comes back later gets a new seat."""

    __tablename__ = "board_seats"

    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"), index=True)
    organ: Mapped[BoardOrgan] = mapped_column(default=BoardOrgan.BOARD)
    name: Mapped[str]
    kind: Mapped[PersonKind] = mapped_column(default=PersonKind.NATURAL)
    # Empty for a director from outside. A member who leaves stays the director of then.
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id", ondelete="SET NULL"))
    # Only of who is no member: a member has the account of the membership.
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    cooperative: Mapped[Cooperative] = relationship()
    member: Mapped[Member | None] = relationship()
    user: Mapped[User | None] = relationship()
    events: Mapped[list["SeatEvent"]] = relationship(
        back_populates="seat", order_by="SeatEvent.id", foreign_keys="SeatEvent.seat_id"
    )

    @property
    def holder(self) -> User | None:
        """The account of whose seat it is."""
        return self.member.user if self.member is not None else self.user


# Somebody is appointed to a seat once and leaves it once, whoever presses a button at the same moment.
APPOINTED = text("holds AND kind = 'appointment'")
LEFT = text("holds AND kind IN ('resignation', 'dismissal', 'death')")


class SeatEvent(Base):
    """Something that happened to a seat, with the decision behind it. It `holds` until it is corrected or an earlier end comes."""

    __tablename__ = "seat_events"
    __table_args__ = (
        Index("uq_seat_events_appointment", "seat_id", unique=True, sqlite_where=APPOINTED, postgresql_where=APPOINTED),
        Index("uq_seat_events_end", "seat_id", unique=True, sqlite_where=LEFT, postgresql_where=LEFT),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("board_seats.id", ondelete="CASCADE"), index=True)
    kind: Mapped[SeatChange]
    on_date: Mapped[date]
    decided_on: Mapped[date]
    decided_by: Mapped[str]  # a text, because the statutes may name a body of their own
    offices: Mapped[list[str]]
    until: Mapped[date | None]  # the last day of the term
    by_others: Mapped[bool] = mapped_column(default=False)  # appointed by others than the members (BW 2:37(3))
    note: Mapped[str] = mapped_column(default="")
    # In which the financial year ends whose accounts the audit committee looks into; chosen again is another year.
    year: Mapped[int | None]
    holds: Mapped[bool] = mapped_column(default=True)
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("seat_events.id", ondelete="CASCADE"))
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    seat: Mapped[BoardSeat] = relationship(back_populates="events", foreign_keys=[seat_id])
    recorded_by: Mapped[User | None] = relationship()

    @property
    def step(self) -> SeatStep:
        offices = tuple(map(Office, self.offices))
        return SeatStep(
            self.kind,
            self.on_date,
            self.decided_on,
            self.decided_by,
            offices,
            self.until,
            self.by_others,
            self.note,
            self.year,
        )
