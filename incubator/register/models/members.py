"""Members, what happened to their membership, and what they paid in. Nothing is taken away."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core.db import Base
from incubator.ledger.models import LedgerAccount, LedgerLine
from incubator.register.values import EventKind, PersonKind


class Member(Base):
    """Who is or was a member of a cooperative in law. Not the same as taking part in this site."""

    __tablename__ = "members"
    __table_args__ = (UniqueConstraint("cooperative_id", "number"),)
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
    # What was paid in stands in the book of the cooperative; an account opens with the first payment.
    account_id: Mapped[int | None] = mapped_column(ForeignKey("ledger_accounts.id", ondelete="SET NULL"), unique=True)

    cooperative: Mapped[Cooperative] = relationship()
    user: Mapped[User | None] = relationship()
    events: Mapped[list["MemberEvent"]] = relationship(
        back_populates="member", order_by="MemberEvent.id", foreign_keys="MemberEvent.member_id"
    )
    account: Mapped[LedgerAccount | None] = relationship()
    weights: Mapped[list["MemberVotes"]] = relationship(
        back_populates="member", order_by="MemberVotes.since, MemberVotes.id"
    )

    @property
    def balance_cents(self) -> int:
        """What this member paid in and did not get back."""
        return 0 if self.account is None else self.account.balance_cents

    @property
    def payments(self) -> list[LedgerLine]:
        """What moved on the account of what was paid in, as it was booked."""
        return [] if self.account is None else self.account.lines


# A membership begins once and ends once, whoever presses a button at the same moment.
ADMITTED = text("holds AND kind = 'admission'")
ENDED = text("holds AND kind IN ('resignation', 'termination', 'expulsion', 'death', 'transfer')")


class MemberEvent(Base):
    """Something that happened to a membership, with the decision behind it.

    `holds` until it is corrected, or until an earlier end takes the place of this one.
    """

    __tablename__ = "member_events"
    __table_args__ = (
        Index("uq_member_events_admission", "member_id", unique=True, sqlite_where=ADMITTED, postgresql_where=ADMITTED),
        Index("uq_member_events_end", "member_id", unique=True, sqlite_where=ENDED, postgresql_where=ENDED),
    )

    __audit_hidden__ = frozenset({"details", "note"})

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
    # The entry that this one is about: what it corrects, lifts, acknowledges or appeals against.
    concerns_id: Mapped[int | None] = mapped_column("corrects_id", ForeignKey("member_events.id", ondelete="CASCADE"))
    until: Mapped[date | None]  # of a suspension or a trial
    details: Mapped[dict[str, Any] | None]  # what changed, and whether it was in writing
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    member: Mapped[Member] = relationship(back_populates="events", foreign_keys=[member_id])
    recorded_by: Mapped[User | None] = relationship()

    @property
    def deed_on(self) -> date | None:
        """The day of the deed of a transfer, where one was made."""
        written = (self.details or {}).get("deed_on")
        return date.fromisoformat(written) if written else None


class MemberVotes(Base):
    """How many votes the statutes give a member from a day on, and why. A later entry takes the place; the earlier one stays."""

    __tablename__ = "member_votes"
    __table_args__ = (CheckConstraint("votes >= 1", name="at_least_one"),)
    __audit_hidden__ = frozenset({"reason"})

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"), index=True)
    votes: Mapped[int]
    since: Mapped[date]
    reason: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    member: Mapped[Member] = relationship(back_populates="weights")
    recorded_by: Mapped[User | None] = relationship()
