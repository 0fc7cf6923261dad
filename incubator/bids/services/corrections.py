"""A bid moves along with what its buyer publishes: told at once, taken over when somebody says so. Nothing here commits."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from incubator.bids.messages import corrections as messages
from incubator.bids.models import (
    Bid,
    BidEffect,
    BidStage,
    EffectKind,
    Requirement,
    RequirementKind,
    RequirementOrigin,
    RequirementState,
)
from incubator.bids.queries import asking, bidding
from incubator.bids.queries import corrections as queries
from incubator.bids.queries import sections as written
from incubator.bids.queries.corrections import NoticeNews
from incubator.bids.rules import corrections as rules
from incubator.bids.rules.corrections import NamedCriterion
from incubator.bids.services import bidding as bids
from incubator.bids.services import tasks
from incubator.bids.services.readings import remember
from incubator.cooperatives import queries as cooperatives
from incubator.core.db import db, lock
from incubator.core.errors import Conflict, RuleViolation
from incubator.core.i18n import mark as N_
from incubator.notices.models import Notice


@dataclass(slots=True)
class Moved:
    """What taking a correction over came to."""

    lots_gone: list[str] = field(default_factory=list)
    effects: int = 0


def tell(*, now: datetime) -> int:
    """Mail each group what was published about its bid, once for each edition. Gives the number of mails."""
    mailed = 0
    for bid in queries.bids_under_way():
        assert bid.notice is not None
        # Of a bid from before this was kept: as its notice is now.
        reading = queries.reading_of(bid) or remember(bid, bid.notice, now=now)
        news = queries.news_of(bid)
        if news is None or reading.mailed == news.digest:
            continue
        reading.mailed, reading.mailed_at = news.digest, now
        # Of each edition one mail goes, however often this runs.
        readers = [participation.user for participation in cooperatives.participants(bid.cooperative)]
        mailed += messages.tell(bid, news, readers)
    return mailed


def take_over(bid: Bid, *, seen: str, now: datetime) -> Moved:
    """Go by the newest edition of the notice from here on; nothing that people wrote is changed.

    `seen` is the digest of the edition that was on the page. Raises `Conflict` when there is a newer one.
    """
    # The group first, as everywhere: who locks in another order waits for ever.
    lock(bid.cooperative)
    bid = lock(bid)
    news = queries.news_of(bid)
    if news is None:
        raise RuleViolation(N_("Nothing has changed since: your bid goes by the newest notice."))
    if news.digest != seen:
        raise Conflict(N_("The buyer published something again. Look at the changes, and take them over then."))
    # Before anything moves: the database would refuse it at the end, in words of its own.
    _check_free(bid, news.newest)
    mover = _Mover(bid, news, now)
    mover.lots()
    mover.requirements()
    bid.notice_id = news.newest.id
    remember(bid, news.newest, now=now)
    db.session.flush()
    db.session.expire(bid)
    if bid.stage in bids.OPEN:
        bids.put_in_agenda(bid)
    # What was counted back from the deadline goes along with it; a day that somebody chose stays.
    tasks.follow(bid, now=now)
    return mover.moved


def _check_free(bid: Bid, newest: Notice) -> None:
    other = bidding.bid_on(bid.cooperative, newest)
    if other is not None and other.id != bid.id:
        raise RuleViolation(
            N_("You have a bid on the corrected notice already. Go on with that one, and stop this one.")
        )


@dataclass(slots=True)
class _Mover:
    """Takes what an edition changes to a bid, and notes what somebody has to look at."""

    bid: Bid
    news: NoticeNews
    now: datetime
    moved: Moved = field(default_factory=Moved)

    def lots(self) -> None:
        """By their number; a lot that is gone is named."""
        # A correction without lots may just not repeat them.
        lots = {lot.id for lot in self.news.newest.content.real_lots}
        if not lots:
            return
        kept = []
        for lot_id in self.bid.lots:
            if lot_id in lots:
                kept.append(lot_id)
            else:
                self.moved.lots_gone.append(lot_id)
                self._note(EffectKind.LOT, N_("A lot on which you bid is gone: %(lot)s"), lot=lot_id)
        # What was handed in stands: what became of a lot is told, and the bid stays on what it was on.
        if written.is_open(self.bid):
            self.bid.lots = kept

    def requirements(self) -> None:
        """What the notice asks is proposed anew; what is gone or has another weight is marked, and stays until somebody decides."""
        earlier, later = rules.criteria_of(self.news.before), rules.criteria_of(self.news.newest.content)
        if not later:
            return
        placed = set()
        for requirement in _from_notice(self.bid):
            before, after = rules.criterion_in(requirement.text, requirement.lot, earlier, later)
            placed.add(after)
            if after is not None and before is not None:
                self._compare_weight(requirement, earlier[before], later[after])
            elif after is None and before is not None:
                words = N_("The notice does not name this criterion any more: %(name)s")
                self._note(EffectKind.REQUIREMENT_DROPPED, words, requirement, name=requirement.text[:200])
        for key, named in later.items():
            # What the group dropped before does not come back with every correction.
            if key not in earlier and key not in placed:
                self._propose(named)

    def _compare_weight(self, requirement: Requirement, before: NamedCriterion, after: NamedCriterion) -> None:
        earlier, later = before.criterion.weight, after.criterion.weight
        if later is None or earlier == later:
            return
        self._note(
            EffectKind.REQUIREMENT_CHANGED,
            N_("The weight of “%(name)s” was %(before)s and is now %(after)s"),
            requirement,
            name=requirement.text[:200],
            before=str(earlier or "-"),
            after=str(later),
        )

    def _propose(self, named: NamedCriterion) -> None:
        """A criterion that came: a requirement that waits for somebody to confirm it."""
        criterion = named.criterion
        proposal = Requirement(
            bid_id=self.bid.id,
            kind=RequirementKind.AWARD,
            text=criterion.name,
            lot=named.lot or None,
            weight=None if criterion.weight is None else str(criterion.weight),
            weight_unit=criterion.weight_kind,
            origin=RequirementOrigin.NOTICE,
            state=RequirementState.PROPOSED,
        )
        db.session.add(proposal)
        db.session.flush()
        words = N_("The notice names a new criterion: %(name)s")
        self._note(EffectKind.REQUIREMENT_ADDED, words, proposal, name=criterion.name[:200])

    def _note(self, kind: EffectKind, words: str, requirement: Requirement | None = None, **params: object) -> None:
        effect = BidEffect(bid_id=self.bid.id, kind=kind, words=words, params=dict(params), added_at=self.now)
        effect.requirement_id = None if requirement is None else requirement.id
        db.session.add(effect)
        self.moved.effects += 1


def _from_notice(bid: Bid) -> Iterator[Requirement]:
    for requirement in asking.requirements_of(bid):
        if requirement.origin is RequirementOrigin.NOTICE and requirement.kind is RequirementKind.AWARD:
            yield requirement


def stop(bid: Bid, *, now: datetime, today: date) -> None:
    """The buyer stopped: nobody writes on, and all that was written stays. Raises `RuleViolation` when it did not stop."""
    lock(bid.cooperative)
    bid = lock(bid)
    news = queries.news_of(bid)
    if news is None or news.ending != "cancelled":
        raise RuleViolation(N_("The buyer has not stopped this procurement."))
    bids.move(bid, BidStage.WITHDRAWN, note="", now=now, today=today)
