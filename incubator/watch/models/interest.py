"""Which cooperatives let each other know that they are interested in the same work."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from incubator.core.db import Base


class InterestSharing(Base):
    """A cooperative wants to be known to others that are interested in the same. Without this row it shares nothing."""

    __tablename__ = "interest_sharings"
    __audit_hidden__ = frozenset({"contact"})  # a name and an address, which go when they are withdrawn

    cooperative_id: Mapped[int] = mapped_column(
        ForeignKey("cooperatives.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    contact: Mapped[str]  # what others see: whom to call or mail
    since: Mapped[datetime]


class SharedInterest(Base):
    """A cooperative shows that it is interested in a procurement, to who shows the same."""

    __tablename__ = "shared_interests"
    __table_args__ = (UniqueConstraint("cooperative_id", "family_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    # It goes when the cooperative shares nothing any more.
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("interest_sharings.cooperative_id", ondelete="CASCADE"))
    family_id: Mapped[int] = mapped_column(ForeignKey("notice_families.id", ondelete="CASCADE"), index=True)
    since: Mapped[datetime]
