"""A group hands in, or takes back."""

from collections.abc import Sequence
from datetime import datetime

from incubator.accounts.models import User
from incubator.accounts.queries import managers
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.queries import people
from incubator.cooperatives.services import A_MOMENT
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.reviews import messages, queries, rules
from incubator.reviews.messages import receipts
from incubator.reviews.models import ReviewCase, Round
from incubator.reviews.queries import waiting
from incubator.reviews.services import agreeing
from incubator.reviews.services.kinds import KINDS
from incubator.reviews.values import HandInWish, RoundStage, Work, WorkItem


def hand_in(group: Cooperative, work: Work, items: Sequence[WorkItem], *, by: User, now: datetime) -> Round:
    """Put the work before the coaches as it is now, tell them, and give the group a receipt. Pressed twice it is handed in once.

    Raises `RuleViolation` when it is with them already, there is nothing in it, or the group chose to agree first.
    """
    # Two of a group who hand in at once: the second finds the round of the first.
    group = _checked(group, work, items)
    before = _with_coach(group, work)
    if before is not None:
        return _pressed_twice(before, items, by, now)
    return _put_before_coaches(group, work, items, agreeing.at_once(group, work, items), by=by, now=now)


def hand_in_as_wished(
    group: Cooperative, work: Work, items: Sequence[WorkItem], *, by: User, now: datetime, wish: HandInWish
) -> Round | None:
    """The same, with a request to the coach and perhaps everyone's agreement first.

    None when it is not handed in yet: others in the group have to agree, or the group no longer waits for them.
    """
    rules.check_request(wish.request)
    group = _checked(group, work, items)
    before = _with_coach(group, work)
    if before is not None:
        return _pressed_twice(before, items, by, now)
    if wish.stop:
        agreeing.stop_waiting(group, work, wish.request)
        return None
    request = agreeing.settled(group, work, items, wish, by=by, now=now)
    if request is None:
        return None
    return _put_before_coaches(group, work, items, request, by=by, now=now)


def _checked(group: Cooperative, work: Work, items: Sequence[WorkItem]) -> Cooperative:
    rules.check_items(items)
    if work.kind not in KINDS:
        raise ValueError(f"nobody reviews work of the kind {work.kind!r}")
    return lock(group)


def _with_coach(group: Cooperative, work: Work) -> Round | None:
    """The round of this work that is with the coaches."""
    case = queries.case_of(group, work.kind, work.ref)
    if case is None or not case.rounds or not case.rounds[-1].with_coach:
        return None
    return case.rounds[-1]


def _put_before_coaches(
    group: Cooperative, work: Work, items: Sequence[WorkItem], request: str, *, by: User, now: datetime
) -> Round:
    case = _case(group, work)
    _note_what_was_improved(case, items, now)
    handed_in = Round(
        case=case,
        number=len(case.rounds) + 1,
        attempt=_attempts(case) + 1,
        stage=RoundStage.SUBMITTED,
        snapshot=[item.as_json() for item in items],
        request=request,
        handed_in_by=by,
        handed_in_at=now,
    )
    db.session.add(handed_in)
    db.session.flush()
    _tell(handed_in, group)
    return handed_in


def _pressed_twice(last: Round, items: Sequence[WorkItem], by: User, now: datetime) -> Round:
    """The round that this person handed in just now with the same answers. Raises `RuleViolation` for any other."""
    same = last.handed_in_by_id == by.id and rules.mark_of(last.items) == rules.mark_of(items)
    if same and last.handed_in_at > now - A_MOMENT:
        return last
    raise RuleViolation(N_("This is with the coach already. You can take it back as long as nobody reads it."))


def _tell(handed_in: Round, group: Cooperative) -> None:
    coaches = people.coaches_of(group)
    if coaches:
        messages.tell_coaches(handed_in, coaches)
    else:
        messages.tell_nobody_guides(handed_in, managers())
    receipts.tell_handed_in(handed_in, readers_of(handed_in), waiting.promise(now=handed_in.handed_in_at))


def readers_of(work: Round) -> list[User]:
    """Who takes part in the group now and can sign in."""
    participations = work.case.cooperative.participations
    return [member.user for member in participations if member.until is None and member.user.is_active]


def _attempts(case: ReviewCase) -> int:
    """How often it was before a coach; what the group took back was not."""
    return sum(attempt.stage is not RoundStage.WITHDRAWN for attempt in case.rounds)


def _case(group: Cooperative, work: Work) -> ReviewCase:
    case = queries.case_of(group, work.kind, work.ref)
    if case is None:
        case = ReviewCase(cooperative=group, kind=work.kind, ref=work.ref, title=work.title)
        db.session.add(case)
    case.title = work.title  # the lesson may have got another title since the last round
    return case


def _note_what_was_improved(case: ReviewCase, items: Sequence[WorkItem], now: datetime) -> None:
    """A remark is settled when its answer changed since the round that it stands in; what is not stays open in the next round."""
    for before in case.rounds:
        changed = rules.changed_parts(before.items, items)
        for remark in before.remarks:
            if remark.item_id in changed and remark.resolved_at is None:
                remark.resolved_at = now


def take_back(work: Round) -> None:
    """The group wants to go on working; possible until a coach has begun."""
    rules.check_take_back(lock(work).stage)
    work.move_to(RoundStage.WITHDRAWN)
    db.session.flush()
