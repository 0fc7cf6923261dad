"""Partnerships, their parties, every version of the text, and who said yes to which."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.challenges.models.challenges import Challenge
from incubator.cooperatives.models import Cooperative
from incubator.core.db import Base
from incubator.neighbourhood.models import Neighbourhood
from incubator.partnerships.rules.texts import from_stored
from incubator.partnerships.values import AgreementText, PartyKind
from incubator.steps.models import Commitment


class Partnership(Base):
    """Government or anchors and the people of a neighbourhood carry something together."""

    __tablename__ = "partnerships"

    id: Mapped[int] = mapped_column(primary_key=True)
    neighbourhood_id: Mapped[int] = mapped_column(ForeignKey("neighbourhoods.id", ondelete="CASCADE"), index=True)
    title: Mapped[str]
    # Whence it began; it goes on when the challenge goes.
    challenge_id: Mapped[int | None] = mapped_column(ForeignKey("challenges.id", ondelete="SET NULL"), index=True)
    commitment_id: Mapped[int | None] = mapped_column(ForeignKey("commitments.id", ondelete="SET NULL"), index=True)
    published_at: Mapped[datetime | None]
    ended_on: Mapped[date | None]
    ended_why: Mapped[str] = mapped_column(default="")
    written_at: Mapped[datetime]

    neighbourhood: Mapped[Neighbourhood] = relationship()
    challenge: Mapped[Challenge | None] = relationship()
    commitment: Mapped[Commitment | None] = relationship()
    parties: Mapped[list["PartnershipParty"]] = relationship(
        back_populates="partnership", order_by="PartnershipParty.id", cascade="all, delete-orphan"
    )
    versions: Mapped[list["PartnershipVersion"]] = relationship(
        back_populates="partnership", order_by="PartnershipVersion.number.desc()", cascade="all, delete-orphan"
    )

    def __str__(self) -> str:
        return self.title


class PartnershipParty(Base):
    """Who may be a party. What each version calls it stands in that version; a group of the incubator answers for itself."""

    __tablename__ = "partnership_parties"
    # Two drivers who add the same group at once add it once.
    __table_args__ = (UniqueConstraint("partnership_id", "cooperative_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnerships.id", ondelete="CASCADE"), index=True)
    kind: Mapped[PartyKind]
    cooperative_id: Mapped[int | None] = mapped_column(ForeignKey("cooperatives.id", ondelete="SET NULL"), index=True)
    # Only the group itself decides whether its name stands on the public page.
    is_public: Mapped[bool] = mapped_column(default=False)
    written_at: Mapped[datetime]

    partnership: Mapped[Partnership] = relationship(back_populates="parties")
    cooperative: Mapped[Cooperative | None] = relationship()


class PartnershipVersion(Base):
    """A text that somebody proposed. It is never changed: another text is another version beside it."""

    __tablename__ = "partnership_versions"
    # Two who propose at once never both make the same version: one of them would overwrite the other.
    __table_args__ = (UniqueConstraint("partnership_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnerships.id", ondelete="CASCADE"))
    number: Mapped[int]
    stored: Mapped[dict[str, Any]]
    # Empty for the people of the neighbourhood together.
    for_party: Mapped[str] = mapped_column(default="")
    why: Mapped[str] = mapped_column(default="")
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    written_at: Mapped[datetime]
    # The moment of the last yes; a party that joins or leaves later does not undo it.
    agreed_at: Mapped[datetime | None]

    partnership: Mapped[Partnership] = relationship(back_populates="versions")
    written_by: Mapped[User | None] = relationship()
    answers: Mapped[list["PartnershipYes"]] = relationship(
        back_populates="version", order_by="PartnershipYes.id", cascade="all, delete-orphan"
    )

    @property
    def text(self) -> AgreementText:
        return from_stored(self.stored)


class PartnershipYes(Base):
    """A party says yes to a version. Of a party without an account it is written down by which function, and where that can be read."""

    __tablename__ = "partnership_yeses"
    __table_args__ = (UniqueConstraint("version_id", "party_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("partnership_versions.id", ondelete="CASCADE"))
    party_id: Mapped[int] = mapped_column(ForeignKey("partnership_parties.id", ondelete="CASCADE"), index=True)
    on_date: Mapped[date]
    by_function: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    written_at: Mapped[datetime]

    version: Mapped[PartnershipVersion] = relationship(back_populates="answers")
    party: Mapped[PartnershipParty] = relationship()
    written_by: Mapped[User | None] = relationship()
