"""A hand-in for which everyone in the group agrees first."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core.db import Base


class HandInPlan(Base):
    """What a group wants with the hand-in of a piece of work: with `together` it waits until all agree to the answers of `mark`."""

    __tablename__ = "hand_in_plans"
    __table_args__ = (UniqueConstraint("cooperative_id", "kind", "ref"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"))
    kind: Mapped[str]
    ref: Mapped[str]
    mark: Mapped[str]
    request: Mapped[str] = mapped_column(default="")  # what the group asks the coach to look at
    together: Mapped[bool] = mapped_column(default=True)
    begun_at: Mapped[datetime]

    cooperative: Mapped[Cooperative] = relationship()
    agreements: Mapped[list["HandInAgreement"]] = relationship(
        back_populates="plan", order_by="HandInAgreement.id", cascade="all, delete-orphan"
    )


class HandInAgreement(Base):
    """Someone of the group agrees to hand in these answers."""

    __tablename__ = "hand_in_agreements"
    __table_args__ = (UniqueConstraint("plan_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("hand_in_plans.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    at: Mapped[datetime]

    plan: Mapped[HandInPlan] = relationship(back_populates="agreements")
    user: Mapped[User] = relationship()
