"""Whose account an invitation asks for: that of a member, or of somebody in a body of the cooperative who is none."""

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import Invitation
from incubator.core.db import Base
from incubator.register.models.board import BoardSeat
from incubator.register.models.members import Member


class MemberInvitation(Base):
    """Which membership, or which seat, an invitation is about: who says yes is that person with that account."""

    __tablename__ = "member_invitations"
    __table_args__ = (CheckConstraint("(member_id IS NULL) <> (seat_id IS NULL)", name="who_it_is"),)

    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitations.id", ondelete="CASCADE"), primary_key=True)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"), index=True)
    seat_id: Mapped[int | None] = mapped_column(ForeignKey("board_seats.id", ondelete="CASCADE"), index=True)

    invitation: Mapped[Invitation] = relationship()
    member: Mapped[Member | None] = relationship()
    seat: Mapped[BoardSeat | None] = relationship()

    @property
    def owner(self) -> Member | BoardSeat:
        """Who gets the account."""
        owner = self.member if self.member is not None else self.seat
        assert owner is not None
        return owner
