"""What a cooperative is told about: how it wants to be told, and what was found."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.db import Base
from incubator.core.digests import QuietTime
from incubator.core.mail import Pace
from incubator.formats.values import Money, NoticeKind, ReadNotice, ReadOrganisation
from incubator.notices.models import Family, Notice
from incubator.watch.values import FIRST_PROFILE

END_OF_DAY = time(23, 59, 59)


def end_of_day(day: date | None) -> datetime | None:
    """The last second of a day in the Netherlands; of no day there is none."""
    if day is None:
        return None
    return datetime.combine(day, END_OF_DAY, clock.AMSTERDAM).astimezone(UTC)


class WatchProfile(Base):
    """What a cooperative looks for; it may have several of these, each with a name of its own.

    What its work is stands in the dossier (offer.*) for the first, so that it is said once; the others hold their own answers.
    """

    __tablename__ = "watch_profiles"
    __table_args__ = (UniqueConstraint("cooperative_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(default=FIRST_PROFILE)
    from_dossier: Mapped[bool] = mapped_column(default=True)
    # By the names of `Profile`; of the first profile only what the dossier does not hold.
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    kinds: Mapped[list[str]]
    min_days_left: Mapped[int | None]
    threshold_percent: Mapped[int] = mapped_column(default=50)
    active: Mapped[bool] = mapped_column(default=True)
    matched_as: Mapped[str | None]  # digest of the profile that all notices were matched with last; None: never
    created_at: Mapped[datetime]

    cooperative: Mapped[Cooperative] = relationship()


class WatchSubscription(Base):
    """Somebody wants mails about what a profile finds, at a pace of their own. What was there before `since` is no news."""

    __tablename__ = "watch_subscriptions"
    __table_args__ = (UniqueConstraint("user_id", "profile_id"),)
    __audit__ = False

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    profile_id: Mapped[int] = mapped_column(ForeignKey("watch_profiles.id", ondelete="CASCADE"), index=True)
    pace: Mapped[Pace] = mapped_column(default=Pace.AT_ONCE)
    since: Mapped[datetime]
    next_at: Mapped[datetime | None]  # when the next mail of a day or a week is due

    user: Mapped[User] = relationship()
    profile: Mapped[WatchProfile] = relationship()


class AlertHours(Base):
    """When somebody wants no mails about notices: some hours of each day, the weekend."""

    __tablename__ = "alert_hours"
    __audit__ = False

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    quiet_from: Mapped[int | None]  # whole hours, on a clock in the Netherlands
    quiet_until: Mapped[int | None]
    quiet_weekend: Mapped[bool] = mapped_column(default=False)

    @property
    def quiet(self) -> QuietTime:
        return QuietTime(self.quiet_from, self.quiet_until, self.quiet_weekend)


class MailedNotice(Base):
    """What somebody was mailed of a notice: the same is not mailed again, and what changed since can be named.

    `seen`: the `updated_at` of the notice that was looked at last; `terms`: what the mail said of it.
    """

    __tablename__ = "mailed_notices"
    __table_args__ = (UniqueConstraint("user_id", "notice_id"),)
    __audit__ = False

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    notice_id: Mapped[int] = mapped_column(ForeignKey("notices.id", ondelete="CASCADE"), index=True)
    terms: Mapped[dict[str, Any]]
    digest: Mapped[str]
    seen: Mapped[datetime]
    mailed_at: Mapped[datetime]


class MatchState(StrEnum):
    NEW = "new"
    INTERESTING = "interesting"
    DISMISSED = "dismissed"
    BID = "bid"


class Unsuitable(StrEnum):
    """Why a notice is not for a group."""

    OTHER_WORK = "other-work"
    TOO_FAR = "too-far"
    TOO_LARGE = "too-large"
    TOO_SMALL = "too-small"
    TOO_SOON = "too-soon"
    THIS_BUYER = "this-buyer"
    OTHER = "other"


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
    dismissed_for: Mapped[Unsuitable | None]
    dismissed_because: Mapped[str | None]  # in their own words
    judged_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    judged_at: Mapped[datetime | None]
    judged_before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))  # what undo goes back to
    teaches: Mapped[bool] = mapped_column(default=True)  # False: the group left it out of what the profile learns
    found_at: Mapped[datetime]
    mailed_at: Mapped[datetime | None]  # to the first: from then on its page has to be there

    profile: Mapped[WatchProfile] = relationship()
    notice: Mapped[Notice] = relationship()
    judged_by: Mapped[User | None] = relationship()

    @property
    def score(self) -> float:
        return self.score_permille / 1000


class NoticeMeaning(Base):
    """What the title of a notice means, as a vector of a language model; there are none where no model is installed."""

    __tablename__ = "notice_meanings"
    __audit__ = False

    notice_id: Mapped[int] = mapped_column(ForeignKey("notices.id", ondelete="CASCADE"), primary_key=True)
    model: Mapped[str]
    version: Mapped[str]
    title_digest: Mapped[str]  # of the title that it is of
    vector: Mapped[bytes]


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
    # As with `MailedNotice`; nothing for what was followed before this was noted.
    terms: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    seen: Mapped[datetime | None]


class RequestState(StrEnum):
    OPEN = "open"
    DISMISSED = "dismissed"


class CameBy(StrEnum):
    """How a client asked."""

    MAIL = "mail"
    PHONE = "phone"
    TALK = "talk"
    LETTER = "letter"
    OTHER = "other"


class WorkRequest(Base):
    """Work that somebody asked of a group itself: a private quote, a question by mail or phone. It is no public notice.

    It can be bid on like a notice, and so it has the same words for what a bid needs: `buyer`, `deadline`, `content`.
    """

    __tablename__ = "work_requests"

    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"), index=True)
    # Work that a challenge may bring: what the group offers for it is a bid like any other.
    challenge_id: Mapped[int | None] = mapped_column(ForeignKey("challenges.id", ondelete="SET NULL"), unique=True)
    client: Mapped[str]
    title: Mapped[str]
    description: Mapped[str | None]
    due_on: Mapped[date | None]
    value_cents: Mapped[int | None] = mapped_column(BigInteger)
    place: Mapped[str | None]
    came_by: Mapped[CameBy | None]
    contact: Mapped[str | None]
    link: Mapped[str | None]
    state: Mapped[RequestState] = mapped_column(default=RequestState.OPEN)
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    entered_at: Mapped[datetime]

    cooperative: Mapped[Cooperative] = relationship()
    entered_by: Mapped[User | None] = relationship()

    @property
    def buyer(self) -> ReadOrganisation:
        return ReadOrganisation(self.client, "buyer", contact=self.contact)

    @property
    def deadline(self) -> datetime | None:
        """The end of the day on which the client wants an answer."""
        return end_of_day(self.due_on)

    @property
    def deadline_day_only(self) -> bool:
        return self.due_on is not None

    @property
    def content(self) -> ReadNotice:
        """What was asked, as documents take it."""
        return ReadNotice(
            format="request",
            identities=(),
            kind=NoticeKind.COMPETITION,
            title=self.title,
            description=self.description,
            language="nl",
            buyer=self.buyer,
            deadline=self.deadline,
            deadline_day_only=self.deadline_day_only,
            value=_money(self.value_cents),
            documents_url=self.link,
        )


def _money(cents: int | None) -> Money | None:
    if cents is None:
        return None
    return Money(Decimal(cents) / 100)
