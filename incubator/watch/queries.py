"""Reads for watching: profiles out of dossiers, notices as the engine takes them, and what was found."""

from collections.abc import Iterator, Mapping, Sequence
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
    return _profile(watch, cooperatives.holding_values(watch.cooperative))


def profiles_of(watches: Sequence[WatchProfile]) -> dict[int, Profile]:
    """The profiles of these watches by their number, with one look in the dossiers."""
    values = cooperatives.holding_values_of([watch.cooperative for watch in watches])
    return {watch.id: _profile(watch, values.get(watch.cooperative_id, {})) for watch in watches}


def _profile(watch: WatchProfile, facts: Mapping[str, Any]) -> Profile:
    return Profile(
        name=watch.cooperative.name,
        description=str(facts.get("offer.description") or facts.get("purpose.business") or ""),
        cpv=tuple(code[:8] for code in facts.get("offer.cpv", [])),
        keywords=tuple(facts.get("offer.keywords", [])),
        exclude=tuple(facts.get("offer.exclude", [])),
        places=_places(facts.get("offer.places", [watch.cooperative.municipality])),
        min_value=_whole(facts.get("offer.min_value")),
        max_value=_whole(facts.get("offer.max_value")),
        kinds=tuple(watch.kinds),
        min_days_left=watch.min_days_left,
        threshold=watch.threshold_percent / 100,
    )


def _places(names: Sequence[str | None]) -> tuple[str, ...]:
    """The codes of these places; a name that is no place is left out."""
    codes = [rules.place_code(name) for name in names if name]
    return tuple(code for code in codes if code)


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


def notices_to_match(notice_ids: Sequence[int], now: datetime) -> Sequence[Notice]:
    """Those of these notices that can still be acted on and that no later publication corrects."""
    statement = select(Notice).where(Notice.id.in_(notice_ids), _can_be_acted_on(now)).order_by(Notice.id)
    return db.session.scalars(statement).all()


def portions_to_match(now: datetime, size: int = 500) -> Iterator[Sequence[Notice]]:
    """All notices that can still be acted on, some at a time; without a deadline those of the last year."""
    recent = (now - timedelta(days=365)).date()
    statement = select(Notice).where(
        _can_be_acted_on(now), or_(Notice.deadline.is_not(None), Notice.published >= recent)
    )
    last = 0
    while portion := db.session.scalars(statement.where(Notice.id > last).order_by(Notice.id).limit(size)).all():
        yield portion
        last = portion[-1].id


def _can_be_acted_on(now: datetime) -> ColumnElement[bool]:
    later = aliased(Notice)
    return and_(
        Notice.kind.in_(ACTIONABLE),
        Notice.status.in_(OPEN),
        or_(Notice.deadline.is_(None), Notice.deadline > now),
        ~exists().where(later.corrects_id == Notice.id),
    )


def known_matches(profile_ids: Sequence[int], notices: Sequence[Notice]) -> dict[tuple[int, int], Match]:
    """The matches of these profiles with these notices and with what they correct, by profile and notice.

    Nobody judges them until the transaction ends.
    """
    notice_ids = {notice.id for notice in notices}
    notice_ids |= {notice.corrects_id for notice in notices if notice.corrects_id is not None}
    statement = (
        select(Match)
        .where(Match.profile_id.in_(profile_ids), Match.notice_id.in_(notice_ids))
        .options(selectinload(Match.notice))
        .order_by(Match.id)
        .with_for_update()
    )
    return {(match.profile_id, match.notice_id): match for match in db.session.scalars(statement)}


def new_matches(watch: WatchProfile) -> Sequence[Match]:
    """What nobody has judged yet. Nobody does until the transaction ends."""
    statement = select(Match).where(Match.profile_id == watch.id, Match.state == MatchState.NEW).order_by(Match.id)
    return db.session.scalars(statement.with_for_update()).all()


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
        .with_for_update(of=Match, skip_locked=True)  # of two who tell at the same moment, each tells of others
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
