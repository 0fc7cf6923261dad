"""A meeting, the days that were compared for it, what is on its agenda, and whom the convocation reached."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core.db import Base
from incubator.core.files import StoredFile
from incubator.meetings.models.people import WHO_IT_IS, InTheRoom
from incubator.meetings.models.requests import MeetingRequest
from incubator.meetings.values import Channel, ItemKind, MeetingKind, MeetingMode, MeetingPurpose, MeetingState, Suiting
from incubator.register.models import BoardSeat, Member
from incubator.statutes.models import StatutesVersion


class Meeting(Base):
    """One meeting. `revision` counts the changes, so that two people who change it at once do not lose each other's words."""

    __tablename__ = "meetings"
    __table_args__ = (UniqueConstraint("cooperative_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]  # within the cooperative
    kind: Mapped[MeetingKind] = mapped_column(default=MeetingKind.GENERAL)
    state: Mapped[MeetingState] = mapped_column(default=MeetingState.DRAFT)
    mode: Mapped[MeetingMode] = mapped_column(default=MeetingMode.PHYSICAL)
    purpose: Mapped[MeetingPurpose] = mapped_column(default=MeetingPurpose.OTHER)
    title: Mapped[str]
    begins_at: Mapped[datetime | None]
    place: Mapped[str] = mapped_column(default="")
    convened_by: Mapped[str] = mapped_column(
        default=""
    )  # an organ of the statutes, or those who asked for it (BW 2:41(3))
    convened_at: Mapped[datetime | None]
    round: Mapped[int] = mapped_column(default=0)  # how often the members were called: to another day is a call anew
    request_id: Mapped[int | None] = mapped_column(
        ForeignKey("meeting_requests.id", ondelete="SET NULL")
    )  # of members, that it answers
    cancelled_at: Mapped[datetime | None]
    cancelled_because: Mapped[str] = mapped_column(default="")
    inspection_from: Mapped[date | None]  # from when the literal text lies there (BW 2:42(2))
    inspection_place: Mapped[str] = mapped_column(default="")
    chair_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    secretary_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    approved_in_id: Mapped[int | None] = mapped_column(
        ForeignKey("meetings.id", ondelete="SET NULL")
    )  # that approved the minutes
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    revision: Mapped[int] = mapped_column(default=0)

    cooperative: Mapped[Cooperative] = relationship()
    chair: Mapped[User | None] = relationship(foreign_keys=chair_id)
    secretary: Mapped[User | None] = relationship(foreign_keys=secretary_id)
    request: Mapped[MeetingRequest | None] = relationship()
    items: Mapped[list["AgendaItem"]] = relationship(
        back_populates="meeting",
        order_by="AgendaItem.position, AgendaItem.id",
        cascade="all, delete-orphan",
    )
    convocations: Mapped[list["Convocation"]] = relationship(
        back_populates="meeting", order_by="Convocation.id", cascade="all, delete-orphan"
    )

    options: Mapped[list["DateOption"]] = relationship(
        back_populates="meeting", order_by="DateOption.begins_at", cascade="all, delete-orphan"
    )
    rounds: Mapped[list["ConvocationRound"]] = relationship(
        back_populates="meeting", order_by="ConvocationRound.number", cascade="all, delete-orphan"
    )

    @property
    def called(self) -> list["Convocation"]:
        """Whom the last round of convocations is to: what was sent before does not call to this meeting as it is now."""
        return [convocation for convocation in self.convocations if convocation.round == self.round]


class AgendaItem(Base):
    """One item of the agenda. `subject` names what a decision acts on, such as the member that is admitted, by kind of item."""

    __tablename__ = "agenda_items"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    kind: Mapped[ItemKind] = mapped_column(default=ItemKind.TALK)
    title: Mapped[str]
    words: Mapped[str] = mapped_column(default="")  # what it is about
    proposal: Mapped[str] = mapped_column(default="")  # what is put to the vote, word for word
    proposed_by: Mapped[str] = mapped_column(default="")
    subject: Mapped[dict[str, Any]] = mapped_column(default=dict)
    statutes_version_id: Mapped[int | None] = mapped_column(ForeignKey("statutes_versions.id", ondelete="SET NULL"))
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id", ondelete="SET NULL"))
    revision: Mapped[int] = mapped_column(default=0)

    meeting: Mapped[Meeting] = relationship(back_populates="items")
    statutes_version: Mapped[StatutesVersion | None] = relationship()
    file: Mapped[StoredFile | None] = relationship()

    @property
    def effects(self) -> frozenset[str]:
        """What a decision does to members beside its subject, as it was noted on the agenda."""
        return frozenset(self.subject.get("effects", ()))


class Convocation(InTheRoom, Base):
    """That a member, or a director who is none, was called to a meeting in which round, how, when, and whether it arrived."""

    __tablename__ = "convocations"
    __table_args__ = (
        UniqueConstraint("meeting_id", "member_id", "round"),
        UniqueConstraint("meeting_id", "seat_id", "round"),
        CheckConstraint(WHO_IT_IS, name="who_it_is"),
    )
    __audit_hidden__ = frozenset({"address"})

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"))
    seat_id: Mapped[int | None] = mapped_column(ForeignKey("board_seats.id", ondelete="CASCADE"))
    round: Mapped[int] = mapped_column(default=1)
    channel: Mapped[Channel]
    address: Mapped[str] = mapped_column(default="")
    sent_on: Mapped[date | None]  # empty as long as a letter is not posted or a mail not sent
    failed: Mapped[bool] = mapped_column(default=False)
    left_on: Mapped[date | None]  # of a mail: the day on which it truly left, kept when the outbox has forgotten it
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    meeting: Mapped[Meeting] = relationship(back_populates="convocations")
    member: Mapped[Member | None] = relationship()
    seat: Mapped[BoardSeat | None] = relationship()

    @property
    def user(self) -> User | None:
        """The account of who was called."""
        owner = self.member if self.member is not None else self.seat
        return owner.user if owner is not None else None


class DateOption(Base):
    """A moment at which a meeting could be."""

    __tablename__ = "meeting_date_options"
    __table_args__ = (UniqueConstraint("meeting_id", "begins_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    begins_at: Mapped[datetime]

    meeting: Mapped[Meeting] = relationship(back_populates="options")
    answers: Mapped[list["DateAnswer"]] = relationship(
        back_populates="option", order_by="DateAnswer.id", cascade="all, delete-orphan"
    )


class DateAnswer(Base):
    """Whether that moment suits somebody who takes part."""

    __tablename__ = "meeting_date_answers"
    __table_args__ = (UniqueConstraint("option_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    option_id: Mapped[int] = mapped_column(ForeignKey("meeting_date_options.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    suiting: Mapped[Suiting]
    answered_at: Mapped[datetime]

    option: Mapped[DateOption] = relationship(back_populates="answers")
    user: Mapped[User] = relationship()


class ConvocationRound(Base):
    """Everything that a round of convocations said, as the file that went out: who contests a decision asks for it."""

    __tablename__ = "convocation_rounds"
    __table_args__ = (UniqueConstraint("meeting_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    begins_at: Mapped[datetime]
    place: Mapped[str] = mapped_column(default="")
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id", ondelete="SET NULL"))
    sent_at: Mapped[datetime]
    sent_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    file: Mapped[StoredFile | None] = relationship()
    meeting: Mapped[Meeting] = relationship(back_populates="rounds")
    sent_by: Mapped[User | None] = relationship()
