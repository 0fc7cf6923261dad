"""Buildings of a neighbourhood, and what was said of each."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.core.db import Base
from incubator.neighbourhood.models.grounds import StatementGround
from incubator.neighbourhood.models.places import Neighbourhood
from incubator.neighbourhood.values import BuildingUse, StatementAbout


class Building(Base):
    """A building (pand) that matters to the neighbourhood. What is known of it are statements, each with its ground."""

    __tablename__ = "neighbourhood_buildings"

    id: Mapped[int] = mapped_column(primary_key=True)
    neighbourhood_id: Mapped[int] = mapped_column(ForeignKey("neighbourhoods.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    address: Mapped[str] = mapped_column(default="")
    use: Mapped[BuildingUse]
    # Owners read along: what a neighbourhood hopes to buy becomes dearer once it is known.
    is_public: Mapped[bool] = mapped_column(default=False)
    changed_at: Mapped[datetime]

    neighbourhood: Mapped[Neighbourhood] = relationship()
    statements: Mapped[list["BuildingStatement"]] = relationship(
        back_populates="building",
        order_by="BuildingStatement.said_on.desc(), BuildingStatement.id.desc()",
        cascade="all, delete-orphan",
    )

    def __str__(self) -> str:
        return self.name


class BuildingStatement(StatementGround, Base):
    """Something said of a building. It is never changed: what is newer is said beside it, what was wrong is taken back."""

    __tablename__ = "building_statements"

    id: Mapped[int] = mapped_column(primary_key=True)
    building_id: Mapped[int] = mapped_column(ForeignKey("neighbourhood_buildings.id", ondelete="CASCADE"), index=True)
    about: Mapped[StatementAbout]
    text: Mapped[str]  # of `StatementAbout.STATE` the value of a `BuildingState`
    since: Mapped[date | None]  # since when it is so, where that is known
    # Beside who said it: whoever writes something down need not think so, and answers for it all the same.
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    written_at: Mapped[datetime]
    taken_back_at: Mapped[datetime | None]

    building: Mapped[Building] = relationship(back_populates="statements")
    written_by: Mapped[User | None] = relationship()
