"""Members, what happened to their membership, and what they paid in. Nothing is taken away."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core.db import Base
from incubator.register.values import EntryKind, EventKind, PersonKind


class Member(Base):
    """Who is or was a member of a cooperative in law. Not the same as taking part in this site."""

    __tablename__ = "members"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "number"),
        CheckConstraint("balance_cents >= 0", name="balance_not_negative"),
    )
    __audit_hidden__ = frozenset({"address", "email"})

    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    name: Mapped[str]
    kind: Mapped[PersonKind] = mapped_column(default=PersonKind.NATURAL)
    address: Mapped[str | None]
    email: Mapped[str | None]  # for convocations, when the member agrees (BW 2:41(5))
    email_consent: Mapped[bool] = mapped_column(default=False)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    # The sum of the entries, kept beside them so that the database itself refuses an account below zero.
    balance_cents: Mapped[int] = mapped_column(BigInteger, default=0)

    cooperative: Mapped[Cooperative] = relationship()
    user: Mapped[User | None] = relationship()
    events: Mapped[list["MemberEvent"]] = relationship(
        back_populates="member", order_by="MemberEvent.id", foreign_keys="MemberEvent.member_id"
    )
    entries: Mapped[list["CapitalEntry"]] = relationship(back_populates="member", order_by="CapitalEntry.id")


# A membership begins once and ends once, whoever presses a button at the same moment.
ADMITTED = text("holds AND kind = 'admission'")
ENDED = text("holds AND kind IN ('resignation', 'termination', 'expulsion', 'death')")


class MemberEvent(Base):
    """Something that happened to a membership, with the decision behind it.

    `holds` until it is corrected, or until an earlier end takes the place of this one.
    """

    __tablename__ = "member_events"
    __table_args__ = (
        Index("uq_member_events_admission", "member_id", unique=True, sqlite_where=ADMITTED, postgresql_where=ADMITTED),
        Index("uq_member_events_end", "member_id", unique=True, sqlite_where=ENDED, postgresql_where=ENDED),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"), index=True)
    kind: Mapped[EventKind]
    on_date: Mapped[date]  # when it takes effect
    decided_on: Mapped[date]  # of the decision, or of the notice that the member gave
    # A text, because the statutes may name a body of their own.
    decided_by: Mapped[str]
    ground: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    holds: Mapped[bool] = mapped_column(default=True)
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("member_events.id", ondelete="CASCADE"))
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    member: Mapped[Member] = relationship(back_populates="events", foreign_keys=[member_id])
    recorded_by: Mapped[User | None] = relationship()


class CapitalEntry(Base):
    """A movement on the account of a member; what was wrong gets a counter-entry."""

    __tablename__ = "capital_entries"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"), index=True)
    kind: Mapped[EntryKind]
    on_date: Mapped[date]
    # Whole cents: sums of floats would not add up to the cent.
    amount_cents: Mapped[int]  # paid in is positive, paid back negative
    note: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    member: Mapped[Member] = relationship(back_populates="entries")
