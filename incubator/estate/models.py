"""Land and buildings of a neighbourhood, what was said of each, and what happened."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.core.db import Base
from incubator.core.files import StoredFile
from incubator.estate.values import EstateKind, EstateState, EstateSubject, HoldingForm, RentPeriod
from incubator.neighbourhood.models import Building, Neighbourhood
from incubator.neighbourhood.models.grounds import StatementGround


class EstatePage(Base):
    """What the drivers made public of the register, and whether prices stand there."""

    __tablename__ = "estate_pages"

    neighbourhood_id: Mapped[int] = mapped_column(ForeignKey("neighbourhoods.id", ondelete="CASCADE"), primary_key=True)
    published_at: Mapped[datetime | None]
    with_prices: Mapped[bool] = mapped_column(default=False)


class EstateObject(Base):
    """A piece of land or a building that is held in common, or that people want to hold."""

    __tablename__ = "estate_objects"

    id: Mapped[int] = mapped_column(primary_key=True)
    neighbourhood_id: Mapped[int] = mapped_column(ForeignKey("neighbourhoods.id", ondelete="CASCADE"), index=True)
    building_id: Mapped[int | None] = mapped_column(ForeignKey("neighbourhood_buildings.id", ondelete="SET NULL"))
    kind: Mapped[EstateKind]
    name: Mapped[str]
    address: Mapped[str] = mapped_column(default="")
    holding: Mapped[HoldingForm]
    state: Mapped[EstateState]
    used_by: Mapped[str] = mapped_column(default="")
    no_speculation: Mapped[str] = mapped_column(default="")  # in words; what a deed makes of it a notary says
    written_at: Mapped[datetime]

    neighbourhood: Mapped[Neighbourhood] = relationship()
    building: Mapped[Building | None] = relationship()
    statements: Mapped[list["EstateStatement"]] = relationship(
        back_populates="estate",
        order_by="(EstateStatement.said_on.desc(), EstateStatement.id.desc())",
        cascade="all, delete-orphan",
    )
    events: Mapped[list["EstateEvent"]] = relationship(
        back_populates="estate",
        order_by="(EstateEvent.on_date.desc(), EstateEvent.id.desc())",
        cascade="all, delete-orphan",
    )

    def __str__(self) -> str:
        return self.name


class EstateStatement(StatementGround, Base):
    """Something said of it, with its ground. It is never changed: what is newer stands beside it, what was wrong is taken back."""

    __tablename__ = "estate_statements"
    __table_args__ = (CheckConstraint("about <> 'year' OR year IS NOT NULL", name="year_is_named"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    estate_id: Mapped[int] = mapped_column(ForeignKey("estate_objects.id", ondelete="CASCADE"), index=True)
    about: Mapped[EstateSubject]
    who: Mapped[str] = mapped_column(default="")
    share: Mapped[int | None]
    begins_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    review_on: Mapped[date | None]
    cents: Mapped[int | None] = mapped_column(BigInteger)
    period: Mapped[RentPeriod | None]
    notice_months: Mapped[int | None]
    words: Mapped[str] = mapped_column(default="")
    notary: Mapped[str] = mapped_column(default="")
    year: Mapped[int | None]
    income_cents: Mapped[int | None] = mapped_column(BigInteger)
    expense_cents: Mapped[int | None] = mapped_column(BigInteger)
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    written_at: Mapped[datetime]
    taken_back_at: Mapped[datetime | None]

    estate: Mapped[EstateObject] = relationship(back_populates="statements")
    written_by: Mapped[User | None] = relationship()

    @property
    def neighbourhood(self) -> Neighbourhood:
        """Where it belongs: what permissions ask."""
        return self.estate.neighbourhood

    @property
    def balance_cents(self) -> int:
        """Of a year: what came in less what went out."""
        return (self.income_cents or 0) - (self.expense_cents or 0)


class EstateEvent(Base):
    """A document, news, or a state that it came to; nothing is ever taken out of the line."""

    __tablename__ = "estate_events"

    id: Mapped[int] = mapped_column(primary_key=True)
    estate_id: Mapped[int] = mapped_column(ForeignKey("estate_objects.id", ondelete="CASCADE"), index=True)
    state: Mapped[EstateState | None]  # of a change of state; else it is a document or news
    on_date: Mapped[date]
    title: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"))
    written_at: Mapped[datetime]

    estate: Mapped[EstateObject] = relationship(back_populates="events")
    file: Mapped[StoredFile | None] = relationship()

    @property
    def neighbourhood(self) -> Neighbourhood:
        """Where it belongs: what permissions ask."""
        return self.estate.neighbourhood
