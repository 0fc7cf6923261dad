"""Who is at a meeting, who votes for whom, and the votes.

A secret vote leaves no trace that leads to a person. Who voted stands on the roll, without a time. What was voted lies in one sealed
box for the whole round, written anew as a whole at every vote, in the order of the alphabet: so no number, order, moment or
transaction of a row belongs to one vote. At the closing the box is counted and thrown away.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.core.db import Base
from incubator.meetings.models.meetings import AgendaItem, Meeting
from incubator.meetings.models.people import WHO_IT_IS, InTheRoom
from incubator.meetings.values.holding import PresenceKind, RoundState, VotingWay
from incubator.register.models import Member
from incubator.register.models.board import BoardSeat

VALID = text("withdrawn_at IS NULL")
OPEN_ROUND = text("state = 'open'")


class Presence(InTheRoom, Base):
    """That somebody who may vote came to a meeting, and whether this person left again."""

    __tablename__ = "meeting_presences"
    __table_args__ = (
        UniqueConstraint("meeting_id", "member_id"),
        UniqueConstraint("meeting_id", "seat_id"),
        CheckConstraint(WHO_IT_IS, name="who_it_is"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"))
    seat_id: Mapped[int | None] = mapped_column(ForeignKey("board_seats.id", ondelete="CASCADE"))
    how: Mapped[PresenceKind] = mapped_column(default=PresenceKind.ROOM)
    arrived_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    meeting: Mapped[Meeting] = relationship()
    member: Mapped[Member | None] = relationship()
    seat: Mapped[BoardSeat | None] = relationship()


class MeetingProxy(Base):
    """That a member lets another vote at a meeting, in writing (BW 2:38(4)). Taken back it stays readable."""

    __tablename__ = "meeting_proxies"
    __table_args__ = (
        Index(
            "uq_meeting_proxies_giver",
            "meeting_id",
            "giver_id",
            unique=True,
            sqlite_where=VALID,
            postgresql_where=VALID,
        ),
        CheckConstraint("giver_id <> holder_id", name="another_person"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    giver_id: Mapped[int] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"))
    holder_id: Mapped[int] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"))
    note: Mapped[str] = mapped_column(default="")  # where the writing is: a letter, a mail, given here
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    withdrawn_at: Mapped[datetime | None]

    meeting: Mapped[Meeting] = relationship()
    giver: Mapped[Member] = relationship(foreign_keys=giver_id)
    holder: Mapped[Member] = relationship(foreign_keys=holder_id)


class VotingRound(Base):
    """One vote about one item. Nothing in this row changes while votes come in.

    `ballots` are those of a secret vote, counted and in the order of the alphabet; `counts` the votes by choice; `outcome` what the
    rules made of them.
    """

    __tablename__ = "voting_rounds"
    __table_args__ = (
        UniqueConstraint("meeting_id", "number"),
        # Two who open a vote at the same moment: the second is refused.
        Index("uq_voting_rounds_open", "meeting_id", unique=True, sqlite_where=OPEN_ROUND, postgresql_where=OPEN_ROUND),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_items.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]  # within the meeting
    way: Mapped[VotingWay]
    state: Mapped[RoundState] = mapped_column(default=RoundState.OPEN)
    question: Mapped[str]  # word for word as it was put to the vote
    options: Mapped[list[Any]] = mapped_column(default=list)  # of an election: {"key", "label"} of each candidate
    seats: Mapped[int] = mapped_column(default=1)
    repeats_id: Mapped[int | None] = mapped_column(ForeignKey("voting_rounds.id", ondelete="SET NULL"))
    entitled: Mapped[int]  # votes of all who may vote, there or not
    present_votes: Mapped[int]  # votes on the roll
    left_out: Mapped[list[Any]] = mapped_column(default=list)  # {"name", "why"} of who is not on the roll
    opened_at: Mapped[datetime]
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    ballots: Mapped[list[Any]] = mapped_column(default=list)
    outcome: Mapped[dict[str, Any]] = mapped_column(default=dict)
    ruling: Mapped[str] = mapped_column(default="")  # what the chair said about it, or why it was called off

    meeting: Mapped[Meeting] = relationship()
    item: Mapped[AgendaItem] = relationship()
    roll: Mapped[list["RollEntry"]] = relationship(back_populates="round", order_by="RollEntry.position")
    repeats: Mapped["VotingRound | None"] = relationship(remote_side="VotingRound.id")


class RollEntry(InTheRoom, Base):
    """A place on the roll, frozen when the vote opened. Only whether the vote is in changes, and when is written down nowhere."""

    __tablename__ = "voting_roll"
    __table_args__ = (
        UniqueConstraint("round_id", "member_id"),
        UniqueConstraint("round_id", "seat_id"),
        CheckConstraint(WHO_IT_IS, name="who_it_is"),
    )
    # A trail of who voted when, beside the order of anything else, would tell too much.
    __audit__ = False

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("voting_rounds.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"))
    seat_id: Mapped[int | None] = mapped_column(ForeignKey("board_seats.id", ondelete="CASCADE"))
    # The member who casts it; empty for a director who is no member, who casts it with an account or lets the chair enter it.
    holder_id: Mapped[int | None] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"))
    votes: Mapped[int] = mapped_column(default=1)
    voted: Mapped[bool] = mapped_column(default=False)
    on_paper: Mapped[bool] = mapped_column(default=False)  # got ballot papers, and votes with those
    receipt: Mapped[str] = mapped_column(default="")  # of having voted, by which the same button twice is known

    round: Mapped[VotingRound] = relationship(back_populates="roll")
    member: Mapped[Member | None] = relationship(foreign_keys=member_id)
    holder: Mapped[Member | None] = relationship(foreign_keys=holder_id)
    seat: Mapped[BoardSeat | None] = relationship()

    @property
    def caster_id(self) -> int | None:
        """The account of who casts it."""
        caster = self.holder if self.holder is not None else self.seat
        return caster.user_id if caster is not None else None


class NamedBallot(InTheRoom, Base):
    """What a member voted by name, or answered in a consent round."""

    __tablename__ = "named_ballots"
    __table_args__ = (
        UniqueConstraint("round_id", "member_id"),
        UniqueConstraint("round_id", "seat_id"),
        CheckConstraint(WHO_IT_IS, name="who_it_is"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("voting_rounds.id", ondelete="CASCADE"), index=True)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"))
    seat_id: Mapped[int | None] = mapped_column(ForeignKey("board_seats.id", ondelete="CASCADE"))
    choices: Mapped[list[str]]
    words: Mapped[str] = mapped_column(default="")
    votes: Mapped[int] = mapped_column(default=1)

    round: Mapped[VotingRound] = relationship()
    member: Mapped[Member | None] = relationship()
    seat: Mapped[BoardSeat | None] = relationship()


class SecretBox(Base):
    """The ballots of a secret vote that is going on, all in one sealed text of a length that tells nothing."""

    __tablename__ = "secret_boxes"
    __audit__ = False

    round_id: Mapped[int] = mapped_column(ForeignKey("voting_rounds.id", ondelete="CASCADE"), primary_key=True)
    sealed: Mapped[str]  # see `core.sealing`


class BallotPaper(Base):
    """A printed ballot. Its code counts once; what stood on it goes into the box, and who got it nobody writes down."""

    __tablename__ = "ballot_papers"
    __audit__ = False

    code_print: Mapped[str] = mapped_column(primary_key=True)  # fingerprint of round and code
    round_id: Mapped[int] = mapped_column(ForeignKey("voting_rounds.id", ondelete="CASCADE"), index=True)
    used: Mapped[bool] = mapped_column(default=False)
