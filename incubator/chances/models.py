"""Chances of a neighbourhood and their history."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.chances.values import ChanceHappening, ChanceKind, ChanceState
from incubator.cooperatives.models import Cooperative
from incubator.core.append_only import AppendOnly
from incubator.core.db import Base
from incubator.neighbourhood.models import Building, Neighbourhood
from incubator.neighbourhood.models.grounds import StatementGround
from incubator.notices.models import Notice


class Chance(StatementGround, Base):
    """What could become a cooperative. With an `origin` it was taken over from a proposal: once, however often it is pressed."""

    __tablename__ = "chances"
    __table_args__ = (
        UniqueConstraint("neighbourhood_id", "origin"),
        CheckConstraint("state <> 'not-now' OR reason <> ''", name="reason_for_not_now"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    neighbourhood_id: Mapped[int] = mapped_column(ForeignKey("neighbourhoods.id", ondelete="CASCADE"))
    kind: Mapped[ChanceKind]
    title: Mapped[str]
    text: Mapped[str]
    sector: Mapped[str | None]  # of the table of sectors
    state: Mapped[ChanceState] = mapped_column(default=ChanceState.SEEN)
    reason: Mapped[str] = mapped_column(default="")
    next_step: Mapped[str] = mapped_column(default="")
    next_on: Mapped[date | None]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    building_id: Mapped[int | None] = mapped_column(
        ForeignKey("neighbourhood_buildings.id", ondelete="SET NULL"), index=True
    )
    notice_id: Mapped[int | None] = mapped_column(ForeignKey("notices.id", ondelete="SET NULL"), index=True)
    cooperative_id: Mapped[int | None] = mapped_column(ForeignKey("cooperatives.id", ondelete="SET NULL"), index=True)
    origin: Mapped[str | None]
    # Each by itself: what a neighbourhood hopes to buy becomes dearer once it is known.
    published_at: Mapped[datetime | None]
    written_at: Mapped[datetime]

    neighbourhood: Mapped[Neighbourhood] = relationship()
    owner: Mapped[User | None] = relationship()
    building: Mapped[Building | None] = relationship()
    notice: Mapped[Notice | None] = relationship()
    cooperative: Mapped[Cooperative | None] = relationship()
    events: Mapped[list["ChanceEvent"]] = relationship(
        back_populates="chance",
        order_by="(ChanceEvent.at.desc(), ChanceEvent.id.desc())",
        cascade="all, delete-orphan",
    )

    def __str__(self) -> str:
        return self.title


class ChanceEvent(Base):
    """Something that happened to a chance: who did what, and when. Never altered."""

    __tablename__ = "chance_events"

    id: Mapped[int] = mapped_column(primary_key=True)
    chance_id: Mapped[int] = mapped_column(ForeignKey("chances.id", ondelete="CASCADE"), index=True)
    kind: Mapped[ChanceHappening]
    state: Mapped[ChanceState | None]  # that it came to
    fields: Mapped[list[str]]  # what was changed, by the names of the columns
    text: Mapped[str] = mapped_column(default="")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    at: Mapped[datetime]

    chance: Mapped[Chance] = relationship(back_populates="events")
    by: Mapped[User | None] = relationship()


# Not `by_id`: an account that is removed takes its name out of the history.
UNALTERED = AppendOnly("chance_events", ("chance_id", "kind", "state", "fields", "text", "at"))
UNALTERED.attach(Base.metadata)
