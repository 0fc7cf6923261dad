"""What was written down about figures, the figures of a period as they were fixed, and whose figures are public."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.core.append_only import AppendOnly
from incubator.core.db import Base
from incubator.indicators.values import FigurePeriod, IndicatorFigure, IndicatorKey
from incubator.indicators.values.entering import KeptEntry
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.models.grounds import StatementGround

__all__ = ["IndicatorEntry", "IndicatorPage", "IndicatorSnapshot"]


class IndicatorEntry(StatementGround, Base):
    """A figure that a driver wrote down. It never takes the place of what is reckoned, and is never changed: only taken back."""

    __tablename__ = "indicator_entries"
    __table_args__ = (
        CheckConstraint("quarter BETWEEN 0 AND 4", name="quarter"),
        CheckConstraint("value_hundredths >= 0", name="not_negative"),
        Index("ix_indicator_entries_neighbourhood_id_year", "neighbourhood_id", "year", "quarter"),
    )
    # Who said it can ask to be forgotten: no trail may remember the name.
    __audit_hidden__ = frozenset({"said_by"})

    id: Mapped[int] = mapped_column(primary_key=True)
    neighbourhood_id: Mapped[int] = mapped_column(ForeignKey("neighbourhoods.id", ondelete="CASCADE"))
    indicator: Mapped[IndicatorKey]
    year: Mapped[int]
    quarter: Mapped[int] = mapped_column(default=0)  # 0: the whole year
    # In hundredths of the unit of the indicator; of euros these are cents.
    value_hundredths: Mapped[int] = mapped_column(BigInteger)
    low_hundredths: Mapped[int | None] = mapped_column(BigInteger)
    high_hundredths: Mapped[int | None] = mapped_column(BigInteger)
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    written_at: Mapped[datetime]
    taken_back_at: Mapped[datetime | None]
    taken_back_because: Mapped[str] = mapped_column(default="")

    neighbourhood: Mapped[Neighbourhood] = relationship()
    written_by: Mapped[User | None] = relationship()

    @property
    def period(self) -> FigurePeriod:
        return FigurePeriod(self.year, self.quarter)

    @property
    def kept(self) -> KeptEntry:
        """What a version keeps of it."""
        return KeptEntry(
            self.indicator,
            self.value_hundredths,
            self.low_hundredths,
            self.high_hundredths,
            self.certainty,
            self.source,
            self.said_on,
        )


class IndicatorSnapshot(Base):
    """The figures of a period as they were fixed on a day: a report says the same later. What was corrected is a next version."""

    __tablename__ = "indicator_snapshots"
    __table_args__ = (
        # Two who fix the same period at once: one of them does.
        UniqueConstraint("scope", "year", "quarter", "version"),
        CheckConstraint("quarter BETWEEN 0 AND 4", name="quarter"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    scope: Mapped[str]  # `all`, or `neighbourhood:7`: an empty number is never equal to another in a database
    neighbourhood_id: Mapped[int | None] = mapped_column(
        ForeignKey("neighbourhoods.id", ondelete="CASCADE"), index=True
    )
    year: Mapped[int]
    quarter: Mapped[int] = mapped_column(default=0)
    version: Mapped[int]
    # Copies and no references: what they were reckoned from goes on changing.
    figures: Mapped[list[Any]]
    entries: Mapped[list[Any]]  # what was written down beside them, without who said it
    reason: Mapped[str] = mapped_column(default="")  # why there is another version
    frozen_on: Mapped[date]
    frozen_at: Mapped[datetime]
    frozen_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)

    neighbourhood: Mapped[Neighbourhood | None] = relationship()

    @property
    def period(self) -> FigurePeriod:
        return FigurePeriod(self.year, self.quarter)

    def by_key(self) -> dict[IndicatorKey, IndicatorFigure]:
        """The figures by their indicator, as they were fixed."""
        return {figure.key: figure for figure in map(IndicatorFigure.read, self.figures)}

    def written_down(self) -> tuple[KeptEntry, ...]:
        """What was written down beside them, as it stood then."""
        return tuple(map(KeptEntry.read, self.entries))


class IndicatorPage(Base):
    """That figures are public, since when. Without a row they are not."""

    __tablename__ = "indicator_pages"

    scope: Mapped[str] = mapped_column(primary_key=True)
    neighbourhood_id: Mapped[int | None] = mapped_column(
        ForeignKey("neighbourhoods.id", ondelete="CASCADE"), index=True
    )
    published_at: Mapped[datetime | None]


# Whoever wrote it may go with their account; the numbers stay as they were.
FIXED = (
    AppendOnly(
        "indicator_entries", ("indicator", "year", "quarter", "value_hundredths", "low_hundredths", "high_hundredths")
    ),
    AppendOnly(
        "indicator_snapshots", ("scope", "year", "quarter", "version", "figures", "entries", "reason", "frozen_on")
    ),
)
for guard in FIXED:
    guard.attach(Base.metadata)
