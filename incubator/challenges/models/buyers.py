"""Purchasing policies as managers record them, and what a group writes down about the buyers it talks to."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core.db import Base


class BuyingPolicyRecord(Base):
    """What a manager recorded of the purchasing policy of an authority. Nothing is overwritten: the newest that holds on a day counts.

    It lies over the list that comes with the product. One that was withdrawn counts no more, and stays in the history.
    """

    __tablename__ = "buying_policies"
    __table_args__ = (Index("ix_buying_policies_code", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]
    bands: Mapped[dict[str, Any]]  # by kind of work: single_until, several_until (whole euros), to_threshold
    source: Mapped[str]
    url: Mapped[str | None]
    checked_on: Mapped[date]
    mark: Mapped[str]
    since: Mapped[date | None]
    until: Mapped[date | None]
    social_return: Mapped[int | None]  # hundredths of a percent
    social_return_from: Mapped[int | None] = mapped_column(BigInteger)  # whole euros
    local_buying: Mapped[str] = mapped_column(default="")
    cooperatives: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    withdrawn_at: Mapped[datetime | None]

    recorded_by: Mapped[User | None] = relationship()


class GroupBuyer(Base):
    """A buyer that a group keeps an eye on."""

    __tablename__ = "group_buyers"
    __table_args__ = (UniqueConstraint("cooperative_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"))
    code: Mapped[str]
    added_at: Mapped[datetime]

    cooperative: Mapped[Cooperative] = relationship()
    contacts: Mapped[list["BuyerContact"]] = relationship(
        back_populates="buyer", order_by="BuyerContact.name, BuyerContact.id", cascade="all, delete-orphan"
    )
    talks: Mapped[list["BuyerTalk"]] = relationship(
        back_populates="buyer",
        order_by="BuyerTalk.on_date.desc(), BuyerTalk.id.desc()",
        cascade="all, delete-orphan",
    )


class BuyerContact(Base):
    """Somebody at a buyer, for the eyes of one group and who guides it."""

    __tablename__ = "buyer_contacts"
    __audit_hidden__ = frozenset({"name", "role", "email", "phone"})

    id: Mapped[int] = mapped_column(primary_key=True)
    buyer_id: Mapped[int] = mapped_column(ForeignKey("group_buyers.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    role: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    author_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    written_at: Mapped[datetime]

    buyer: Mapped[GroupBuyer] = relationship(back_populates="contacts")


class BuyerTalk(Base):
    """A talk of a group with a buyer, and what was agreed to do next."""

    __tablename__ = "buyer_talks"
    __audit_hidden__ = frozenset({"text", "with_whom", "next_step"})

    id: Mapped[int] = mapped_column(primary_key=True)
    buyer_id: Mapped[int] = mapped_column(ForeignKey("group_buyers.id", ondelete="CASCADE"), index=True)
    on_date: Mapped[date]
    with_whom: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    next_step: Mapped[str] = mapped_column(default="")
    next_on: Mapped[date | None]
    done_at: Mapped[datetime | None]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    written_at: Mapped[datetime]

    buyer: Mapped[GroupBuyer] = relationship(back_populates="talks")
    author: Mapped[User | None] = relationship()

    @property
    def waits(self) -> bool:
        """Whether something was agreed that nobody did yet."""
        return self.next_on is not None and self.done_at is None
