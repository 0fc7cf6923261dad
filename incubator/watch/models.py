"""What a cooperative is told about: how it wants to be told, and what was found."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core.db import Base
from incubator.notices.models import Family, Notice


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


class MatchSource(StrEnum):
    """Who came across a notice: the matching, or the group itself."""

    MATCHING = "matching"
    SELF = "self"


class Match(Base):
    """A notice that fits a profile, with the score and the reasons of that moment; or one that the group chose itself."""

    __tablename__ = "matches"
    __table_args__ = (
        UniqueConstraint("profile_id", "notice_id"),
        Index("ix_matches_profile_state", "profile_id", "state"),
    )
    __audit__ = False

    id: Mapped[int] = mapped_column(primary_key=True)
    profile_id: Mapped[int] = mapped_column(ForeignKey("watch_profiles.id", ondelete="CASCADE"))
    notice_id: Mapped[int] = mapped_column(ForeignKey("notices.id", ondelete="CASCADE"), index=True)
    source: Mapped[MatchSource] = mapped_column(default=MatchSource.MATCHING, server_default="matching")
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


class NoticeFollow(Base):
    """Somebody wants to hear what becomes of a procurement. What was known here before `news_from` is no news."""

    __tablename__ = "notice_follows"
    __table_args__ = (UniqueConstraint("user_id", "family_id"),)
    __audit__ = False

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    family_id: Mapped[int] = mapped_column(ForeignKey("notice_families.id", ondelete="CASCADE"), index=True)
    since: Mapped[datetime]
    news_from: Mapped[datetime]

    user: Mapped[User] = relationship()
    family: Mapped[Family] = relationship()


class FollowedNotice(Base):
    """A publication that is no news any more for who follows its procurement: it was there, or it was mailed.

    Not a moment up to which all was told: what an import stores becomes visible only when it ends, after others that began later.
    """

    __tablename__ = "followed_notices"
    __audit__ = False

    follow_id: Mapped[int] = mapped_column(ForeignKey("notice_follows.id", ondelete="CASCADE"), primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notices.id", ondelete="CASCADE"), primary_key=True, index=True)
