"""Support of the neighbourhood on a public page, and what was asked of the authority."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.challenges.models.challenges import Challenge
from incubator.core.db import Base


class SupportPage(Base):
    """The public page on which people sign. `erased` counts the signatures of a challenge that ended, whose names are gone."""

    __tablename__ = "challenge_pages"

    id: Mapped[int] = mapped_column(primary_key=True)
    challenge_id: Mapped[int] = mapped_column(ForeignKey("challenges.id", ondelete="CASCADE"), unique=True)
    token: Mapped[str] = mapped_column(unique=True)  # of its address
    is_open: Mapped[bool] = mapped_column(default=True)
    what: Mapped[str]
    who: Mapped[str]
    why: Mapped[str]
    opened_at: Mapped[datetime]
    erased: Mapped[int] = mapped_column(default=0)

    challenge: Mapped[Challenge] = relationship()


class Signature(Base):
    """One person behind a challenge; it counts once the address is confirmed. Removed for good as soon as its owner wants that."""

    __tablename__ = "challenge_signatures"
    __table_args__ = (UniqueConstraint("page_id", "email"),)
    # The trail would keep for years what the signer may have erased today.
    __audit__ = False

    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[int] = mapped_column(ForeignKey("challenge_pages.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    email: Mapped[str]
    area: Mapped[str] = mapped_column(default="")
    lives_here: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(default="")
    shows_name: Mapped[bool] = mapped_column(default=False)
    language: Mapped[str] = mapped_column(default="nl")
    stamp: Mapped[str] = mapped_column(unique=True)  # what the addresses in the mail are signed with
    signed_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None] = mapped_column(index=True)

    page: Mapped[SupportPage] = relationship()


class InformationRequest(Base):
    """What the group asked the authority (Wet open overheid), and what came."""

    __tablename__ = "challenge_information"

    id: Mapped[int] = mapped_column(primary_key=True)
    challenge_id: Mapped[int] = mapped_column(ForeignKey("challenges.id", ondelete="CASCADE"), unique=True)
    items: Mapped[list[str]]
    own_words: Mapped[str] = mapped_column(default="")
    sent_on: Mapped[date | None]
    is_extended: Mapped[bool] = mapped_column(default=False)  # the authority took two weeks more
    answered_on: Mapped[date | None]
    answer: Mapped[str] = mapped_column(default="")

    challenge: Mapped[Challenge] = relationship()
