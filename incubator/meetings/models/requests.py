"""Members ask the board for a general meeting."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core.db import Base
from incubator.register.models import Member


class MeetingRequest(Base):
    """Members ask the board for a general meeting (BW 2:41(2)). It counts from the moment that enough of them stand behind it."""

    __tablename__ = "meeting_requests"
    __table_args__ = (UniqueConstraint("cooperative_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]  # within the cooperative
    title: Mapped[str]
    words: Mapped[str] = mapped_column(default="")  # what must be on the agenda, and why
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    handed_in_at: Mapped[datetime | None]  # when the share of the statutes was reached: both terms run from here
    withdrawn_at: Mapped[datetime | None]

    cooperative: Mapped[Cooperative] = relationship()
    asked_by: Mapped[User | None] = relationship()
    supports: Mapped[list["RequestSupport"]] = relationship(
        back_populates="request", order_by="RequestSupport.id", cascade="all, delete-orphan"
    )


class RequestSupport(Base):
    """A member stands behind a request, on this site or on paper."""

    __tablename__ = "meeting_request_supports"
    __table_args__ = (UniqueConstraint("request_id", "member_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("meeting_requests.id", ondelete="CASCADE"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"))
    on_paper: Mapped[bool] = mapped_column(default=False)
    given_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    request: Mapped[MeetingRequest] = relationship(back_populates="supports")
    member: Mapped[Member] = relationship()
