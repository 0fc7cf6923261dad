"""Evenings, cards with dreams and plans, and votes by dots."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.cooperatives.models import Cooperative
from incubator.core.db import Base
from incubator.core.files import StoredFile
from incubator.neighbourhood.models import Neighbourhood


class DreamEvening(Base):
    """An evening on which people dream and plan."""

    __tablename__ = "dream_evenings"

    id: Mapped[int] = mapped_column(primary_key=True)
    neighbourhood_id: Mapped[int] = mapped_column(ForeignKey("neighbourhoods.id", ondelete="CASCADE"), index=True)
    title: Mapped[str]
    theme: Mapped[str]
    starts_at: Mapped[datetime]
    place: Mapped[str]
    written_at: Mapped[datetime]

    neighbourhood: Mapped[Neighbourhood] = relationship()


class DreamCard(Base):
    """A dream or a plan. One that was combined stays readable below the card that holds it."""

    __tablename__ = "dream_cards"

    id: Mapped[int] = mapped_column(primary_key=True)
    neighbourhood_id: Mapped[int] = mapped_column(ForeignKey("neighbourhoods.id", ondelete="CASCADE"), index=True)
    title: Mapped[str]
    text: Mapped[str]
    said_by: Mapped[str] = mapped_column(default="")
    picture_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"))
    picture_words: Mapped[str] = mapped_column(default="")
    combined_into_id: Mapped[int | None] = mapped_column(ForeignKey("dream_cards.id", ondelete="SET NULL"), index=True)
    cooperative_id: Mapped[int | None] = mapped_column(ForeignKey("cooperatives.id", ondelete="SET NULL"), index=True)
    written_at: Mapped[datetime]

    neighbourhood: Mapped[Neighbourhood] = relationship()
    picture: Mapped[StoredFile | None] = relationship()
    cooperative: Mapped[Cooperative | None] = relationship()
    combined_into: Mapped["DreamCard | None"] = relationship(remote_side="DreamCard.id", back_populates="originals")
    originals: Mapped[list["DreamCard"]] = relationship(back_populates="combined_into", order_by="DreamCard.id")

    def __str__(self) -> str:
        return self.title


class DotVote(Base):
    """A vote: everybody who takes part has so many dots, to spread freely until it closes."""

    __tablename__ = "dot_votes"

    id: Mapped[int] = mapped_column(primary_key=True)
    neighbourhood_id: Mapped[int] = mapped_column(ForeignKey("neighbourhoods.id", ondelete="CASCADE"), index=True)
    title: Mapped[str]
    dots: Mapped[int]
    last_day: Mapped[date]
    closed_at: Mapped[datetime | None]
    opened_at: Mapped[datetime]

    neighbourhood: Mapped[Neighbourhood] = relationship()


class GivenDots(Base):
    """The dots that somebody gave a card."""

    __tablename__ = "given_dots"
    __table_args__ = (CheckConstraint("number > 0", name="some_dots"),)
    __audit__ = False  # how somebody votes is nobody's business

    # All three are the key: the same dots sent twice can never count twice.
    vote_id: Mapped[int] = mapped_column(ForeignKey("dot_votes.id", ondelete="CASCADE"), primary_key=True)
    card_id: Mapped[int] = mapped_column(ForeignKey("dream_cards.id", ondelete="CASCADE"), primary_key=True, index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, index=True)
    number: Mapped[int]
