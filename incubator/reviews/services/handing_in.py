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
from incubator.reviews.values import AT_ONCE, HandInWish, RoundStage, Work, WorkItem


def hand_in(
    group: Cooperative,
    work: Work,
    items: Sequence[WorkItem],
    *,
    by: User,
    now: datetime,
    wish: HandInWish = AT_ONCE,
) -> Round | None:
    """Put the work before the coaches as it is now, tell them, and give the group a receipt.

    None when it is not handed in yet: others in the group have to agree first, or the group no longer waits for them. Pressed
    twice it is handed in once. Raises `RuleViolation` when it is with the coaches already, or there is nothing in it.
    """
    rules.check_items(items)
    rules.check_request(wish.request)
    if work.kind not in KINDS:
        raise ValueError(f"nobody reviews work of the kind {work.kind!r}")
    # Two of a group who hand in at once: the second finds the round of the first.
    group = lock(group)
    case = queries.case_of(group, work.kind, work.ref)
    if case is not None and case.rounds and case.rounds[-1].with_coach:
        return _pressed_twice(case.rounds[-1], items, by, now)
    if wish.stop:
        agreeing.stop_waiting(group, work)
        return None
    request = agreeing.settled(group, work, items, wish, by=by, now=now)
    if request is None:
        return None
    handed_in = _new_round(_case(case, group, work), items, by, now)
    handed_in.request = request
    db.session.flush()
    _tell(handed_in, group)
    return handed_in


def _pressed_twice(last: Round, items: Sequence[WorkItem], by: User, now: datetime) -> Round:
    """The round that this person handed in just now with the same answers. Raises `RuleViolation` for any other."""
    same = last.handed_in_by_id == by.id and rules.mark_of(last.items) == rules.mark_of(items)
    if same and last.handed_in_at > now - A_MOMENT:
        return last
    raise RuleViolation(N_("This is with the coach already. You can take it back as long as nobody reads it."))


def _new_round(case: ReviewCase, items: Sequence[WorkItem], by: User, now: datetime) -> Round:
    _note_what_was_improved(case, items, now)
    handed_in = Round(
        case=case,
        number=len(case.rounds) + 1,
        attempt=_attempts(case) + 1,
        stage=RoundStage.SUBMITTED,
        snapshot=[item.as_json() for item in items],
        handed_in_by=by,
        handed_in_at=now,
    )
    db.session.add(handed_in)
    return handed_in


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


def _case(case: ReviewCase | None, group: Cooperative, work: Work) -> ReviewCase:
    if case is None:
        case = ReviewCase(cooperative=group, kind=work.kind, ref=work.ref, title=work.title)
        db.session.add(case)
    case.title = work.title  # the lesson may have got another title since the last round
    return case


def _note_what_was_improved(case: ReviewCase, items: Sequence[WorkItem], now: datetime) -> None:
    """A remark is settled when its answer changed since the round that it stands in; what is not stays open in the next round."""
    for before in case.rounds:
        changed = {change.id for change in rules.compare(before.items, items) if change.changed}
        for remark in before.remarks:
            if remark.item_id in changed and remark.resolved_at is None:
                remark.resolved_at = now


def take_back(work: Round) -> None:
    """The group wants to go on working; possible until a coach has begun."""
    lock(work).move_to(RoundStage.WITHDRAWN)
    db.session.flush()
