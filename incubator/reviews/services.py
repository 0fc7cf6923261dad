"""Verbs of reviewing. Nothing here commits; who and when are arguments."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core.db import db
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.reviews import messages, queries, rules
from incubator.reviews.models import Remark, ReviewCase, Round
from incubator.reviews.values import RoundStage, Work, WorkItem, WorkKind

KINDS: dict[str, WorkKind] = {}
PATIENCE = timedelta(days=5)  # after which the coaches are reminded


def register_kind(kind: WorkKind) -> None:
    """Let a kind of work take part; called once when the application starts."""
    KINDS[kind.name] = kind


def hand_in(group: Cooperative, work: Work, items: Sequence[WorkItem], *, by: User, now: datetime) -> Round:
    """Put the work before the coaches as it is now, and tell them."""
    rules.check_items(items)
    if work.kind not in KINDS:
        raise ValueError(f"nobody reviews work of the kind {work.kind!r}")
    case = queries.case_of(group, work.kind, work.ref)
    if case is None:
        case = ReviewCase(cooperative=group, kind=work.kind, ref=work.ref, title=work.title)
        db.session.add(case)
    case.title = work.title
    if case.rounds and case.rounds[-1].with_coach:
        raise RuleViolation(N_("This is with the coach already. You can take it back as long as nobody reads it."))
    _note_what_was_improved(case, items, now)
    handed_in = Round(
        case=case,
        number=len(case.rounds) + 1,
        stage=RoundStage.SUBMITTED,
        snapshot=[item.as_json() for item in items],
        handed_in_by=by,
        handed_in_at=now,
    )
    db.session.add(handed_in)
    _store()
    messages.tell_coaches(handed_in, queries.coaches_of(group))
    return handed_in


def _note_what_was_improved(case: ReviewCase, items: Sequence[WorkItem], now: datetime) -> None:
    if not case.rounds:
        return
    before = case.rounds[-1]
    changed = {change.id for change in rules.compare(before.items, items) if change.changed}
    for remark in before.remarks:
        if remark.item_id in changed and remark.resolved_at is None:
            remark.resolved_at = now


def take_back(work: Round) -> None:
    """The group wants to go on working; possible until a coach has begun."""
    work.move_to(RoundStage.WITHDRAWN)
    _store()


def claim(work: Round, *, coach: User, now: datetime) -> None:
    """This coach reads it; the others see so."""
    work.move_to(RoundStage.CLAIMED)
    work.coach, work.claimed_at = coach, now
    _store()


def release(work: Round) -> None:
    """Back in the queue; what was remarked stays."""
    work.move_to(RoundStage.SUBMITTED)
    work.coach, work.claimed_at = None, None
    _store()


def save_remarks(work: Round, remarks: dict[str, str], verdict: str, *, coach: User, now: datetime) -> None:
    """Keep what the coach wrote so far. The group reads it after the decision, not before."""
    _check_hands(work, coach)
    stored = {remark.item_id: remark for remark in work.remarks}
    for item_id, text in remarks.items():
        remark = stored.get(item_id)
        if remark is not None and not text.strip():
            work.remarks.remove(remark)
        elif remark is not None:
            remark.text = text.strip()
        elif text.strip() and item_id in {item.id for item in work.items}:
            work.remarks.append(Remark(item_id=item_id, author=coach, text=text.strip(), at=now))
    work.verdict = verdict.strip()
    _store()


def return_to_group(work: Round, verdict: str, *, coach: User, now: datetime) -> None:
    """Ask the group for another attempt; the coach says why."""
    _check_hands(work, coach)
    work.verdict = rules.check_verdict(verdict)
    _decide(work, RoundStage.RETURNED, now)
    messages.tell_group(work, KINDS[work.case.kind], _readers(work))


def approve(work: Round, verdict: str, *, coach: User, now: datetime) -> None:
    """The work is good; the feature it belongs to does what follows from that, in the same transaction."""
    _check_hands(work, coach)
    work.verdict = verdict.strip()
    _decide(work, RoundStage.APPROVED, now)
    kind = KINDS[work.case.kind]
    if kind.on_approve is not None:
        kind.on_approve(work, coach, now)
    messages.tell_group(work, kind, _readers(work))


def _check_hands(work: Round, coach: User) -> None:
    if work.stage is not RoundStage.CLAIMED or work.coach_id != coach.id:
        raise RuleViolation(N_("Take this work first: then the others see that you are reading it."))


def _decide(work: Round, stage: RoundStage, now: datetime) -> None:
    work.move_to(stage)
    work.decided_at = now
    _store()


def _readers(work: Round) -> list[User]:
    group = work.case.cooperative
    return [one.user for one in group.participations if one.until is None and one.user.is_active]


def _store() -> None:
    try:
        db.session.flush()
    except (StaleDataError, IntegrityError) as error:
        raise RuleViolation(N_("Someone else was just before you. Look at where it stands now.")) from error


def remind(*, now: datetime) -> int:
    """Tell the coaches once a day what waits longer than it should: one mail for each coach. Gives how many were written."""
    waiting = queries.waiting_since(now - PATIENCE)
    for_whom: dict[int, tuple[User, list[Round]]] = {}
    for work in waiting:
        for coach in [work.coach] if work.coach else queries.coaches_of(work.case.cooperative):
            for_whom.setdefault(coach.id, (coach, []))[1].append(work)
    return sum(messages.remind_coach(coach, works, now=now) for coach, works in for_whom.values())
