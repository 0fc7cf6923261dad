"""Contracts of authorities as people know them: from an answer to a request for information, or where a notice is wrong."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core.db import Base
from incubator.notices.models import Notice


class KnownContract(Base):
    """A running contract of an authority with somebody else. What is not known is None.

    Without a cooperative it belongs to the incubator and is seen by all; else only the cooperative and its coaches see it. With a
    notice it holds over what that notice says. `fingerprint` is what it was when it came: the same again is no second contract.
    """

    __tablename__ = "known_contracts"
    __table_args__ = (
        CheckConstraint("value_cents >= 0", name="value_not_negative"),
        CheckConstraint("ends_on IS NOT NULL OR (starts_on IS NOT NULL AND months IS NOT NULL)", name="end"),
        CheckConstraint("months > 0", name="months"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int | None] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"), index=True)
    notice_id: Mapped[int | None] = mapped_column(ForeignKey("notices.id", ondelete="SET NULL"), index=True)
    authority_code: Mapped[str] = mapped_column(index=True)
    title: Mapped[str]
    supplier: Mapped[str] = mapped_column(default="")
    sector: Mapped[str | None]  # of the table of sectors
    cpv: Mapped[str | None]
    starts_on: Mapped[date | None]
    months: Mapped[int | None]
    options: Mapped[int | None]  # how often it may be renewed
    option_months: Mapped[int | None]  # each time
    ends_on: Mapped[date | None]
    last_day: Mapped[date] = mapped_column(index=True)  # as given, else what start and months come to
    value_cents: Mapped[int | None] = mapped_column(BigInteger)  # of the whole contract, without VAT
    source: Mapped[str]
    source_on: Mapped[date | None]
    fingerprint: Mapped[str] = mapped_column(unique=True)
    version: Mapped[int] = mapped_column(default=1)
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    __mapper_args__ = {"version_id_col": version}

    cooperative: Mapped[Cooperative | None] = relationship()
    notice: Mapped[Notice | None] = relationship()
    recorded_by: Mapped[User | None] = relationship()
