"""Places and flows of a neighbourhood, kept versions of its map, and what was decided about awards."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.core.db import Base
from incubator.moneymap.values import FlowCertainty, MappedFlow, MappedNode, NodeKind, Whereabouts
from incubator.neighbourhood.models import Neighbourhood
from incubator.notices.models import Notice


class ChoiceState(StrEnum):
    """What was decided about an award."""

    ACCEPTED = "accepted"
    DROPPED = "dropped"


class MoneyMap(Base):
    """That the map of a neighbourhood is public, since when. Without a row it is not."""

    __tablename__ = "money_maps"

    neighbourhood_id: Mapped[int] = mapped_column(ForeignKey("neighbourhoods.id", ondelete="CASCADE"), primary_key=True)
    published_at: Mapped[datetime | None]


class MoneyNode(Base):
    """A place where money is: people, an organisation, or all that lies elsewhere."""

    __tablename__ = "money_nodes"
    __table_args__ = (UniqueConstraint("neighbourhood_id", "plain_name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    neighbourhood_id: Mapped[int] = mapped_column(ForeignKey("neighbourhoods.id", ondelete="CASCADE"))
    name: Mapped[str]
    plain_name: Mapped[str]  # as names are compared: nobody stands on the map twice
    kind: Mapped[NodeKind]
    whereabouts: Mapped[Whereabouts]
    stock_cents: Mapped[int | None] = mapped_column(BigInteger)  # more (or less) after the year than before it
    stock_year: Mapped[int | None]
    revision: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    __mapper_args__ = {"version_id_col": revision}

    neighbourhood: Mapped[Neighbourhood] = relationship()

    def mapped(self, year: int) -> MappedNode:
        """The place as it is in this year."""
        stock = self.stock_cents if self.stock_year == year else None
        return MappedNode(self.id, self.name, self.kind, self.whereabouts, stock)


class MoneyFlow(Base):
    """Money that goes from one place to another in a year; who says so, and how sure that is."""

    __tablename__ = "money_flows"
    # Who talked about somebody’s money can ask to be forgotten: no trail may remember the name.
    __audit_hidden__ = frozenset({"told_by"})
    __table_args__ = (
        CheckConstraint("cents > 0", name="more_than_nothing"),
        CheckConstraint("from_id <> to_id", name="two_places"),
        Index("ix_money_flows_neighbourhood_id_year", "neighbourhood_id", "year"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    neighbourhood_id: Mapped[int] = mapped_column(ForeignKey("neighbourhoods.id", ondelete="CASCADE"))
    # Nothing goes along with a place: amounts would vanish from the map without anybody choosing so.
    from_id: Mapped[int] = mapped_column(ForeignKey("money_nodes.id"), index=True)
    to_id: Mapped[int] = mapped_column(ForeignKey("money_nodes.id"), index=True)
    # What an institution spends in a year passes 21 million euros, the most cents of a plain integer.
    cents: Mapped[int] = mapped_column(BigInteger)
    year: Mapped[int]
    category: Mapped[str]
    certainty: Mapped[FlowCertainty]
    source: Mapped[str] = mapped_column(default="")
    told_by: Mapped[str] = mapped_column(default="")
    told_on: Mapped[date | None]
    notice_id: Mapped[int | None] = mapped_column(ForeignKey("notices.id", ondelete="SET NULL"), index=True)
    revision: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    __mapper_args__ = {"version_id_col": revision}

    neighbourhood: Mapped[Neighbourhood] = relationship()
    payer: Mapped[MoneyNode] = relationship(foreign_keys=[from_id])
    receiver: Mapped[MoneyNode] = relationship(foreign_keys=[to_id])
    notice: Mapped[Notice | None] = relationship()

    @property
    def mapped(self) -> MappedFlow:
        """The flow as sums need it."""
        return MappedFlow(
            self.payer.mapped(self.year),
            self.receiver.mapped(self.year),
            self.cents,
            self.year,
            self.category,
            self.certainty,
        )


class AwardChoice(Base):
    """What the neighbourhood did with an award to a winner: on the map, or not. Whoever decides first decides."""

    __tablename__ = "money_award_choices"
    __table_args__ = (UniqueConstraint("neighbourhood_id", "notice_id", "winner"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    neighbourhood_id: Mapped[int] = mapped_column(ForeignKey("neighbourhoods.id", ondelete="CASCADE"))
    notice_id: Mapped[int] = mapped_column(ForeignKey("notices.id", ondelete="CASCADE"), index=True)
    winner: Mapped[str]  # the plain name
    state: Mapped[ChoiceState]
    # The flow that came of it: dropping the award again takes it off the map.
    flow_id: Mapped[int | None] = mapped_column(ForeignKey("money_flows.id", ondelete="SET NULL"))
    decided_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    neighbourhood: Mapped[Neighbourhood] = relationship()
    flow: Mapped[MoneyFlow | None] = relationship()


class MapSnapshot(Base):
    """A dated version of the map: places and flows as they stood, without who said what."""

    __tablename__ = "money_snapshots"

    id: Mapped[int] = mapped_column(primary_key=True)
    neighbourhood_id: Mapped[int] = mapped_column(ForeignKey("neighbourhoods.id", ondelete="CASCADE"), index=True)
    title: Mapped[str]
    taken_on: Mapped[date]
    year: Mapped[int]  # of the flows in it
    # A copy and no references: the map goes on changing, and a version may not.
    flows: Mapped[list[Any]]  # from, to, cents, category, certainty and where both ends are
    taken_at: Mapped[datetime]
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    neighbourhood: Mapped[Neighbourhood] = relationship()
    taken_by: Mapped[User | None] = relationship()
