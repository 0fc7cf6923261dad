"""What a cooperative is told about: how it wants to be told, and what was found."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.cooperatives.models import Cooperative
from incubator.core.db import Base
from incubator.notices.models import Notice


class WatchProfile(Base):
    """How a cooperative watches. What its work is stands in the dossier (offer.*), so that it is said once."""

    __tablename__ = "watch_profiles"

    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"), unique=True)
    kinds: Mapped[list[str]]
    min_days_left: Mapped[int | None]
    threshold_percent: Mapped[int] = mapped_column(default=50)
    active: Mapped[bool] = mapped_column(default=True)
    matched_as: Mapped[str | None]  # digest of the profile that all notices were matched with last; None: never
    created_at: Mapped[datetime]

    cooperative: Mapped[Cooperative] = relationship()


class MatchState(StrEnum):
    NEW = "new"
    INTERESTING = "interesting"
    DISMISSED = "dismissed"


class Match(Base):
    """A notice that fits a profile, with the score and the reasons of that moment."""

    __tablename__ = "matches"
    __table_args__ = (
        UniqueConstraint("profile_id", "notice_id"),
        Index("ix_matches_profile_state", "profile_id", "state"),
    )
    __audit__ = False

    id: Mapped[int] = mapped_column(primary_key=True)
    profile_id: Mapped[int] = mapped_column(ForeignKey("watch_profiles.id", ondelete="CASCADE"))
    notice_id: Mapped[int] = mapped_column(ForeignKey("notices.id", ondelete="CASCADE"), index=True)
    score_permille: Mapped[int]
    reasons: Mapped[list[Any]]
    state: Mapped[MatchState] = mapped_column(default=MatchState.NEW)
    dismissed_because: Mapped[str | None]
    found_at: Mapped[datetime]
    mailed_at: Mapped[datetime | None]

    profile: Mapped[WatchProfile] = relationship()
    notice: Mapped[Notice] = relationship()

    @property
    def score(self) -> float:
        return self.score_permille / 1000
