"""Studies of the local multiplier (LM3)."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.core.db import Base
from incubator.neighbourhood.models import Neighbourhood


class MultiplierStudy(Base):
    """What an organisation earned and spent in a year, what its people and suppliers say they spend, and what “local” means in it.

    Shares are in hundredths of a percent: 5500 is 55 %.
    """

    __tablename__ = "multiplier_studies"
    __table_args__ = (CheckConstraint("turnover_cents > 0", name="turnover"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    neighbourhood_id: Mapped[int] = mapped_column(ForeignKey("neighbourhoods.id", ondelete="CASCADE"), index=True)
    organisation: Mapped[str]
    year: Mapped[int]
    local_means: Mapped[str]
    turnover_cents: Mapped[int] = mapped_column(BigInteger)
    wages_cents: Mapped[int] = mapped_column(BigInteger)
    suppliers_cents: Mapped[int] = mapped_column(BigInteger)
    wages_share: Mapped[int]
    suppliers_share: Mapped[int]
    people_asked: Mapped[int]
    people_answered: Mapped[int]
    suppliers_asked: Mapped[int]
    suppliers_answered: Mapped[int]
    surveyed_on: Mapped[date | None]
    source: Mapped[str] = mapped_column(default="")
    other_name: Mapped[str] = mapped_column(default="")
    other_wages_cents: Mapped[int | None] = mapped_column(BigInteger)
    other_suppliers_cents: Mapped[int | None] = mapped_column(BigInteger)
    # Each study by itself: a firm that let us look into its books did not agree to a public map.
    is_public: Mapped[bool] = mapped_column(default=False)
    revision: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    __mapper_args__ = {"version_id_col": revision}

    neighbourhood: Mapped[Neighbourhood] = relationship()
    changed_by: Mapped[User | None] = relationship()
