"""Verbs of reviewing. Nothing here commits; who and when are arguments."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from incubator.accounts.models import User
from incubator.accounts.queries import managers
from incubator.accounts.values import Successors
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.queries import people, role_in
from incubator.cooperatives.services import assign_coach
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.reviews import messages, queries, rules
from incubator.reviews.models import Remark, ReviewCase, Round
from incubator.reviews.values import VERDICT, RoundStage, Work, WorkItem, WorkKind

KINDS: dict[str, WorkKind] = {}
PATIENCE = timedelta(days=5)  # after which the coaches are reminded


def register_kind(kind: WorkKind) -> None:
    """Let a kind of work take part; called once for each when the application starts."""
    KINDS[kind.name] = kind


def hand_in(group: Cooperative, work: Work, items: Sequence[WorkItem], *, by: User, now: datetime) -> Round:
    """Put the work before the coaches as it is now, and tell them. Raises `RuleViolation` when it is with them already."""
    rules.check_items(items)
    if work.kind not in KINDS:
        raise ValueError(f"nobody reviews work of the kind {work.kind!r}")
    # Two of a group who hand in at once: the second finds the round of the first.
    case = _case(lock(group), work)
    if case.rounds and case.rounds[-1].with_coach:
        raise RuleViolation(N_("This is with the coach already. You can take it back as long as nobody reads it."))
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
    db.session.flush()
    coaches = people.coaches_of(group)
    if coaches:
        messages.tell_coaches(handed_in, coaches)
    else:
        messages.tell_nobody_guides(handed_in, managers())
    return handed_in


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
    if not case.rounds:
        return
    before = case.rounds[-1]
    changed = {change.id for change in rules.compare(before.items, items) if change.changed}
    for remark in before.remarks:
        if remark.item_id in changed and remark.resolved_at is None:
            remark.resolved_at = now


def take_back(work: Round) -> None:
    """The group wants to go on working; possible until a coach has begun."""
    lock(work).move_to(RoundStage.WITHDRAWN)
    db.session.flush()


def claim(work: Round, *, coach: User, now: datetime) -> None:
    """This coach reads it; the others see so. Raises `RuleViolation` when another coach was first."""
    lock(work)
    if work.stage is RoundStage.CLAIMED and work.coach_id == coach.id:
        return  # pressed twice
    work.move_to(RoundStage.CLAIMED)
    work.coach, work.claimed_at = coach, now
    db.session.flush()


def begin_to_guide(work: Round, *, coach: User, today: date) -> None:
    """This coach guides the group from now on, because nobody does. Raises `RuleViolation` when somebody was first."""
    lock(coach)  # the account before the group, as everywhere
    group = lock(work.case.cooperative)
    if people.has_coach(group):
        raise RuleViolation(N_("%(group)s has a coach already."), group=group.name)
    assign_coach(group, coach, today=today)


def release(work: Round) -> None:
    """Back in the queue; what was remarked stays."""
    lock(work).move_to(RoundStage.SUBMITTED)
    work.coach, work.claimed_at = None, None
    db.session.flush()


def save_remarks(
    work: Round, remarks: Mapping[str, str], verdict: str, *, coach: User, now: datetime, opened: str | None = None
) -> dict[str, str]:
    """Keep what the coach wrote so far. The group reads it after the decision, not before.

    `opened` is the version with which the page began (`text_version`); without it everything is written over. What another tab
    stored since stays where this page did not change it. Where both changed the same text nothing is stored, and the other
    texts are given back by part.
    """
    lock(work)
    _check_hands(work, coach)
    typed = {**remarks, VERDICT: verdict}
    stored = texts_of(work)
    merged = rules.merge_texts(opened, typed, stored)
    if merged.conflicts:
        return merged.conflicts
    work.verdict = merged.texts.pop(VERDICT, "")
    _store_remarks(work, merged.texts, coach, now)
    db.session.flush()
    return {}


def _store_remarks(work: Round, texts: Mapping[str, str], coach: User, now: datetime) -> None:
    stored = {remark.item_id: remark for remark in work.remarks}
    parts = {item.id for item in work.items}
    for part, text in texts.items():
        remark = stored.get(part)
        if remark is not None and not text:
            work.remarks.remove(remark)
        elif remark is not None:
            remark.text = text
        elif text and part in parts:  # a form can be sent with parts that this work does not have
            work.remarks.append(Remark(item_id=part, author=coach, text=text, at=now))


def texts_of(work: Round) -> dict[str, str]:
    """What the coach wrote so far: the remark by part of the work, and the verdict."""
    remarks = {remark.item_id: remark.text for remark in work.remarks}
    return {**remarks, VERDICT: work.verdict}


def text_version(work: Round) -> str:
    """What a page says it began with, so that two tabs do not write over each other."""
    return rules.version_of(texts_of(work))


def return_to_group(work: Round, verdict: str, *, coach: User, now: datetime) -> None:
    """Ask the group for another attempt; the coach says why. Raises `RuleViolation` without a word of what can be better."""
    lock(work)
    _check_hands(work, coach)
    work.verdict = rules.check_verdict(verdict, has_remarks=bool(work.remarks))
    _decide(work, RoundStage.RETURNED, now)
    messages.tell_group(work, KINDS[work.case.kind], _readers(work))


def approve(work: Round, verdict: str, *, coach: User, now: datetime) -> None:
    """The work is good; the feature it belongs to does what follows from that, in the same transaction."""
    lock(work)
    _check_hands(work, coach)
    work.verdict = verdict.strip()
    _decide(work, RoundStage.APPROVED, now)
    kind = KINDS[work.case.kind]
    # In this transaction: when the dossier refuses an answer the work is not approved either.
    if kind.on_approve is not None:
        kind.on_approve(work, coach, now)
    messages.tell_group(work, kind, _readers(work))


def _check_hands(work: Round, coach: User) -> None:
    if not work.with_coach:
        raise RuleViolation(
            N_("A decision was made already. Look below at what you typed, and copy what you still need.")
        )
    if work.stage is not RoundStage.CLAIMED or work.coach_id != coach.id:
        raise RuleViolation(N_("Take this work first: then the others see that you are reading it."))


def _decide(work: Round, stage: RoundStage, now: datetime) -> None:
    work.move_to(stage)
    work.decided_at = now
    db.session.flush()


def _readers(work: Round) -> list[User]:
    participations = work.case.cooperative.participations
    return [member.user for member in participations if member.until is None and member.user.is_active]


def hand_over(coach: User, successors: Successors, now: datetime) -> None:
    """What a coach who stops is reading goes to who takes over; without one, or for a while, back to the queue, and others hear of it.

    What was remarked stays. Who stands in finds it in the queue, and what is not read by then is there when the coach is back.
    Where no other coach guides the group the managers hear of it.
    """
    for work in queries.in_hands(coach):
        group = lock(work).case.cooperative
        to = successors.of(group.id)
        if to is not None and successors.until is None and role_in(to, group) is None:
            work.coach, work.claimed_at = to, now
            messages.tell_taken_over(work, coach, to)
            continue
        release(work)
        others = _without(coach, people.coaches_of(group)) or _without(coach, managers())
        messages.tell_put_back(work, others, coach=coach, until=successors.until)


def _without(coach: User, users: Sequence[User]) -> list[User]:
    return [user for user in users if user.id != coach.id]


def remind(*, now: datetime) -> int:
    """Tell the coaches once a day what waits longer than it should: one mail for each coach. Gives how many were written."""
    works_by_coach: dict[int, list[Round]] = {}
    coaches: dict[int, User] = {}
    for work in queries.waiting_since(now - PATIENCE):
        for coach in _who_should_read(work):
            coaches[coach.id] = coach
            works_by_coach.setdefault(coach.id, []).append(work)
    written = 0
    for number, works in works_by_coach.items():
        written += messages.remind_coach(coaches[number], works, now=now)
    return written


def _who_should_read(work: Round) -> Sequence[User]:
    # A coach whose account was switched off keeps the work in name; then all who guide the group are asked.
    if work.coach is not None and work.coach.is_active:
        return [work.coach]
    return people.coaches_of(work.case.cooperative) or managers()
