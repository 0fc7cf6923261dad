"""The network of drivers (anchors) and the rounds of the steps."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.core.db import Base
from incubator.neighbourhood.models import Neighbourhood
from incubator.steps.values.network import AnchorKind
from incubator.steps.values.progress import Step


class NetworkAnchor(Base):
    """An institution tied to the place. Whom to ask there is a function: no person."""

    __tablename__ = "network_anchors"
    # Twice in the list, and two people would ask the same director without knowing it.
    __table_args__ = (UniqueConstraint("neighbourhood_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    neighbourhood_id: Mapped[int] = mapped_column(ForeignKey("neighbourhoods.id", ondelete="CASCADE"))
    name: Mapped[str]
    kind: Mapped[AnchorKind]
    contact: Mapped[str]
    can_do: Mapped[str] = mapped_column(default="")
    next_step: Mapped[str] = mapped_column(default="")
    next_owner: Mapped[str] = mapped_column(default="")
    next_on: Mapped[date | None]
    written_at: Mapped[datetime]

    neighbourhood: Mapped[Neighbourhood] = relationship()
    talks: Mapped[list["NetworkTalk"]] = relationship(
        back_populates="anchor",
        order_by="(NetworkTalk.on_date.desc(), NetworkTalk.id.desc())",
        cascade="all, delete-orphan",
    )

    def __str__(self) -> str:
        return self.name


class NetworkTalk(Base):
    """A talk with an institution and what came of it."""

    __tablename__ = "network_talks"

    id: Mapped[int] = mapped_column(primary_key=True)
    anchor_id: Mapped[int] = mapped_column(ForeignKey("network_anchors.id", ondelete="CASCADE"), index=True)
    on_date: Mapped[date]
    with_whom: Mapped[str]
    result: Mapped[str]
    written_at: Mapped[datetime]

    anchor: Mapped[NetworkAnchor] = relationship(back_populates="talks")


class StepRound(Base):
    """A neighbourhood takes a step again, or says that a step is done which nothing here can count."""

    __tablename__ = "step_rounds"
    __table_args__ = (UniqueConstraint("neighbourhood_id", "step", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    neighbourhood_id: Mapped[int] = mapped_column(ForeignKey("neighbourhoods.id", ondelete="CASCADE"))
    step: Mapped[Step]
    number: Mapped[int]
    begun_on: Mapped[date | None]  # None: the first round, from the beginning
    done_on: Mapped[date | None]
    written_at: Mapped[datetime]
