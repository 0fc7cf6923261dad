"""A neighbourhood and the people who build there."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.core.db import Base
from incubator.neighbourhood.values import NeighbourhoodRole


class Neighbourhood(Base):
    """A place with borders: a municipality and, in it, districts and neighbourhoods by name."""

    __tablename__ = "neighbourhoods"

    id: Mapped[int] = mapped_column(primary_key=True)
    # It stands on posters and in QR codes, so another name leaves it as it is.
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    municipality: Mapped[str] = mapped_column(index=True)  # GM code (CBS)
    # Names of districts and neighbourhoods (wijken en buurten), one on each line; empty for the whole municipality.
    districts: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    # Nothing is public before the drivers say so.
    published_at: Mapped[datetime | None]

    people: Mapped[list["NeighbourhoodPerson"]] = relationship(
        back_populates="neighbourhood", order_by="NeighbourhoodPerson.since", cascade="all, delete-orphan"
    )

    def __str__(self) -> str:
        return self.name


class NeighbourhoodPerson(Base):
    """Someone takes part in a neighbourhood."""

    __tablename__ = "neighbourhood_people"

    neighbourhood_id: Mapped[int] = mapped_column(ForeignKey("neighbourhoods.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, index=True)
    role: Mapped[NeighbourhoodRole] = mapped_column(default=NeighbourhoodRole.PARTICIPANT)
    since: Mapped[date]

    neighbourhood: Mapped[Neighbourhood] = relationship(back_populates="people")
    user: Mapped[User] = relationship()
