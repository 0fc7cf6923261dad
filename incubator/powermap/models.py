"""Who stands on the power map of a neighbourhood, what they have to do with each other, what they think, and kept versions."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.core.db import Base
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.models.grounds import StatementGround
from incubator.powermap.values import PowerKind, PowerPersonGround, PowerPlaced, PowerStance, PowerTie


class PowerActor(StatementGround, Base):
    """Somebody or something on the map. The trail never keeps its name: a person can be erased for good."""

    __tablename__ = "power_actors"
    __audit_hidden__ = frozenset({"name", "plain_name", "for_us", "source", "said_by"})
    __table_args__ = (
        UniqueConstraint("neighbourhood_id", "plain_name"),
        CheckConstraint("interest BETWEEN 0 AND 10", name="interest_to_ten"),
        CheckConstraint("influence BETWEEN 0 AND 10", name="influence_to_ten"),
        # A person by name only with a ground and the day since when it is there.
        CheckConstraint(
            "kind <> 'person' OR (person_ground IS NOT NULL AND ground_on IS NOT NULL)", name="person_with_ground"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    neighbourhood_id: Mapped[int] = mapped_column(ForeignKey("neighbourhoods.id", ondelete="CASCADE"))
    name: Mapped[str]
    plain_name: Mapped[str]  # as names are compared: nobody stands on the map twice
    kind: Mapped[PowerKind]
    interest: Mapped[int]
    influence: Mapped[int]
    for_us: Mapped[str] = mapped_column(default="")
    person_ground: Mapped[PowerPersonGround | None]
    ground_on: Mapped[date | None]
    changed_at: Mapped[datetime]

    neighbourhood: Mapped[Neighbourhood] = relationship()

    @property
    def placed(self) -> PowerPlaced:
        """Where it stands, as pictures need it."""
        return PowerPlaced(self.id, self.name, self.kind, self.interest, self.influence)

    def __str__(self) -> str:
        return self.name


class PowerRelation(StatementGround, Base):
    """What one has to do with another."""

    __tablename__ = "power_relations"
    __audit_hidden__ = frozenset({"source", "said_by"})
    __table_args__ = (
        UniqueConstraint("first_id", "second_id", "tie"),
        CheckConstraint("first_id <> second_id", name="two_of_them"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    neighbourhood_id: Mapped[int] = mapped_column(ForeignKey("neighbourhoods.id", ondelete="CASCADE"), index=True)
    first_id: Mapped[int] = mapped_column(ForeignKey("power_actors.id", ondelete="CASCADE"))
    second_id: Mapped[int] = mapped_column(ForeignKey("power_actors.id", ondelete="CASCADE"), index=True)
    tie: Mapped[PowerTie]
    changed_at: Mapped[datetime]

    neighbourhood: Mapped[Neighbourhood] = relationship()
    first: Mapped[PowerActor] = relationship(foreign_keys=[first_id])
    second: Mapped[PowerActor] = relationship(foreign_keys=[second_id])


class PowerProposal(Base):
    """A short text about which everyone on the map can think something."""

    __tablename__ = "power_proposals"

    id: Mapped[int] = mapped_column(primary_key=True)
    neighbourhood_id: Mapped[int] = mapped_column(ForeignKey("neighbourhoods.id", ondelete="CASCADE"), index=True)
    text: Mapped[str]
    changed_at: Mapped[datetime]

    neighbourhood: Mapped[Neighbourhood] = relationship()


class PowerPosition(StatementGround, Base):
    """What somebody on the map thinks of a proposal; without a row nobody knows."""

    __tablename__ = "power_positions"
    __audit_hidden__ = frozenset({"source", "said_by"})
    __table_args__ = (UniqueConstraint("proposal_id", "actor_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("power_proposals.id", ondelete="CASCADE"))
    actor_id: Mapped[int] = mapped_column(ForeignKey("power_actors.id", ondelete="CASCADE"), index=True)
    stance: Mapped[PowerStance]
    changed_at: Mapped[datetime]


class PowerSnapshot(Base):
    """A dated version of the map. Who is erased from the map is erased here too, so that `picture` is no append-only record."""

    __tablename__ = "power_snapshots"
    __audit_hidden__ = frozenset({"picture"})

    id: Mapped[int] = mapped_column(primary_key=True)
    neighbourhood_id: Mapped[int] = mapped_column(ForeignKey("neighbourhoods.id", ondelete="CASCADE"), index=True)
    title: Mapped[str]
    kept_on: Mapped[date]
    picture: Mapped[dict[str, Any]]  # as `rules.written` gives it
    kept_at: Mapped[datetime]

    neighbourhood: Mapped[Neighbourhood] = relationship()
