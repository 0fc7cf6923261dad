"""The groups of a neighbourhood: asked by a driver, and part of it once their coordinator agrees."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core.db import Base
from incubator.neighbourhood.models.places import Neighbourhood
from incubator.neighbourhood.values import GroupAnswer


class NeighbourhoodGroup(Base):
    """A group was asked to be part of a neighbourhood, by its name.

    What was typed is kept also when no group is called so: who asks does not learn which groups there are before one agrees.
    """

    __tablename__ = "neighbourhood_groups"
    # Only of groups that exist: of names that no group has there may be many, and they look the same.
    __table_args__ = (UniqueConstraint("neighbourhood_id", "cooperative_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    neighbourhood_id: Mapped[int] = mapped_column(ForeignKey("neighbourhoods.id", ondelete="CASCADE"), index=True)
    cooperative_id: Mapped[int | None] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"), index=True)
    asked_name: Mapped[str]
    answer: Mapped[GroupAnswer] = mapped_column(default=GroupAnswer.WAITING)
    # Only the group itself decides whether its name stands on the public page.
    is_public: Mapped[bool] = mapped_column(default=False)
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    asked_at: Mapped[datetime]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    answered_at: Mapped[datetime | None]

    neighbourhood: Mapped[Neighbourhood] = relationship()
    cooperative: Mapped[Cooperative | None] = relationship()
    asked_by: Mapped[User | None] = relationship(foreign_keys=[asked_by_id])

    @property
    def name(self) -> str:
        """The name of the group once it agreed; before that what was typed."""
        if self.cooperative is not None and self.answer is GroupAnswer.AGREED:
            return self.cooperative.name
        return self.asked_name
