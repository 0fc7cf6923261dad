"""Reads for watching: profiles out of dossiers, notices as the engine takes them, and what was found."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import aliased, selectinload

from incubator.accounts.models import User
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative, Participation
from incubator.core.db import db
from incubator.notices.models import Notice
from incubator.notices.queries import publications
from incubator.watch import rules
from incubator.watch.models import Match, MatchState, WatchProfile
from incubator.watch.values import MatchableNotice, Profile

ACTIONABLE = ("planning", "consultation", "competition")
OPEN = ("open", "planned", "unknown")


def watch_of(group: Cooperative) -> WatchProfile | None:
    return db.session.scalar(select(WatchProfile).where(WatchProfile.cooperative_id == group.id))


def watch_named(name: str) -> WatchProfile | None:
    """The watch of a cooperative by slug or name, or by its own number. Also one that is switched off."""
    number = int(name) if name.isdecimal() and len(name) < 10 else None
    statement = (
        select(WatchProfile)
        .join(WatchProfile.cooperative)
        .where(or_(WatchProfile.id == number, Cooperative.slug == name, Cooperative.name == name))
        .options(selectinload(WatchProfile.cooperative))
        .order_by(WatchProfile.id)
    )
    return db.session.scalars(statement).first()


def active_watches() -> Sequence[WatchProfile]:
    statement = (
        select(WatchProfile)
        .join(WatchProfile.cooperative)
        .where(WatchProfile.active.is_(True), Cooperative.stopped_at.is_(None))
        .options(selectinload(WatchProfile.cooperative))
        .order_by(WatchProfile.id)
    )
    return db.session.scalars(statement).all()


def profile_of(watch: WatchProfile) -> Profile:
    """The profile of a cooperative: its work from the dossier, its wishes from the watch."""
    said: dict[str, Any] = dict(cooperatives.holding_values(watch.cooperative))
    place = watch.cooperative.municipality
    return Profile(
        name=watch.cooperative.name,
        description=str(said.get("offer.description") or said.get("purpose.business") or ""),
        cpv=tuple(code[:8] for code in said.get("offer.cpv", [])),
        keywords=tuple(said.get("offer.keywords", [])),
        exclude=tuple(said.get("offer.exclude", [])),
        places=tuple(
            code for name in said.get("offer.places", [place] if place else []) if (code := rules.place_code(name))
        ),
        min_value=_whole(said.get("offer.min_value")),
        max_value=_whole(said.get("offer.max_value")),
        kinds=tuple(watch.kinds),
        min_days_left=watch.min_days_left,
        threshold=watch.threshold_percent / 100,
    )


def _whole(amount: object) -> int | None:
    return None if amount is None else int(Decimal(str(amount)))


def matchable(notice: Notice, now: datetime) -> MatchableNotice:
    """A stored notice as the engine takes it."""
    said = notice.data
    lots = said.get("lots", [])
    told = dict.fromkeys(text for lot in lots for text in (lot.get("title"), lot.get("description")) if text)
    doubted = any(str(doubt.get("field", "")).startswith("value") for doubt in said.get("doubts", []))
    in_euros = notice.value_currency in {None, "EUR"}
    return MatchableNotice(
        id=notice.id,
        title=notice.title,
        description="\n".join(part for part in (notice.description, " ".join(said.get("keywords", []))) if part),
        lots="\n".join(text for text in told if text not in {notice.title, notice.description}),
        cpv=tuple(dict.fromkeys((*notice.cpv, *(code for lot in lots for code in lot.get("cpv", []))))),
        main_cpv=notice.main_cpv,
        places=tuple(dict.fromkeys((*notice.places, *(place for lot in lots for place in lot.get("places", []))))),
        value=notice.value_cents // 100 if notice.value_cents is not None and in_euros else None,
        value_doubted=doubted,
        lot_values=tuple(amount for lot in lots if (amount := _lot_value(lot)) is not None),
        deadline=notice.deadline,
        language=notice.language,
        nature=notice.nature,
        kind=notice.kind.value,
        status=publications.status_of(notice, now),
        reserved=notice.reserved.value
        if notice.reserved
        else next((one["reserved"] for one in lots if one.get("reserved")), None),
    )


def _lot_value(lot: dict[str, Any]) -> int | None:
    """What a lot is worth in whole euros; a group of lots is no lot."""
    value = lot.get("value")
    if not value or value.get("currency", "EUR") != "EUR" or lot.get("kind", "lot") != "lot":
        return None
    return _whole(value["amount"])


def notices_to_match(since: datetime | None, now: datetime) -> Iterator[Notice]:
    """What was stored or changed since, can still be acted on, and is not corrected by a later publication."""
    later = aliased(Notice)
    last = 0
    while True:
        statement = (
            select(Notice)
            .where(
                Notice.id > last,
                Notice.kind.in_(ACTIONABLE),
                Notice.status.in_(OPEN),
                or_(Notice.deadline.is_(None), Notice.deadline > now),
                ~exists().where(later.corrects_id == Notice.id),
            )
            .order_by(Notice.id)
            .limit(500)
        )
        if since is not None:
            statement = statement.where(Notice.updated_at > since)
        else:
            recent = (now - timedelta(days=365)).date()
            statement = statement.where(or_(Notice.deadline.is_not(None), Notice.published >= recent))
        portion = db.session.scalars(statement).all()
        yield from portion
        if len(portion) < 500:
            return
        last = portion[-1].id


def known_matches(watch: WatchProfile) -> dict[int, Match]:
    statement = select(Match).where(Match.profile_id == watch.id).order_by(Match.id)
    return {match.notice_id: match for match in db.session.scalars(statement)}


def matches(group: Cooperative, state: MatchState | None = None, *, now: datetime, limit: int = 200) -> Sequence[Match]:
    """What was found for a cooperative, the best first. New is only what still fits and can still be acted on."""
    statement = (
        select(Match)
        .join(Match.profile)
        .join(Match.notice)
        .where(WatchProfile.cooperative_id == group.id)
        .options(selectinload(Match.notice).selectinload(Notice.buyer))
        .order_by(Match.score_permille.desc(), Match.id.desc())
        .limit(limit)
    )
    if state is not None:
        statement = statement.where(Match.state == state)
    if state is MatchState.NEW:
        statement = statement.where(still_new(now))
    return db.session.scalars(statement).all()


def still_new(now: datetime) -> ColumnElement[bool]:
    """What is new fits as the profile is now, and its call has not closed. For matches joined with their notice and profile."""
    return and_(
        Match.score_permille >= WatchProfile.threshold_percent * 10,
        Notice.status.in_(OPEN),
        or_(Notice.deadline.is_(None), Notice.deadline > now),
    )


def match(viewer: User, slug: str, match_id: int) -> Match | None:
    """One match of a cooperative within sight. A loader for `guarded`."""
    group = cooperatives.cooperative(viewer, slug)
    if group is None:
        return None
    statement = (
        select(Match)
        .join(Match.profile)
        .where(Match.id == match_id, WatchProfile.cooperative_id == group.id)
        .options(selectinload(Match.notice), selectinload(Match.profile).selectinload(WatchProfile.cooperative))
    )
    return db.session.scalar(statement)


def unmailed(now: datetime) -> Sequence[Match]:
    """What nobody was told about yet, by cooperative."""
    statement = (
        select(Match)
        .join(Match.profile)
        .join(Match.notice)
        .where(
            Match.mailed_at.is_(None),
            Match.state != MatchState.DISMISSED,
            WatchProfile.active.is_(True),
            still_new(now),
        )
        .options(
            selectinload(Match.notice).selectinload(Notice.buyer),
            selectinload(Match.profile).selectinload(WatchProfile.cooperative),
        )
        .order_by(Match.profile_id, Match.score_permille.desc(), Match.id)
    )
    return db.session.scalars(statement).all()


def readers(cooperative_ids: Sequence[int]) -> dict[int, list[User]]:
    """Who takes part in each cooperative now and wants mails about notices."""
    statement = (
        select(Participation)
        .join(Participation.user)
        .where(
            Participation.cooperative_id.in_(cooperative_ids),
            Participation.until.is_(None),
            User.mail_alerts.is_(True),
            User.email.is_not(None),
            User.deactivated_at.is_(None),
        )
        .options(selectinload(Participation.user))
        .order_by(Participation.id)
    )
    found: dict[int, list[User]] = {}
    for participation in db.session.scalars(statement):
        found.setdefault(participation.cooperative_id, []).append(participation.user)
    return found
