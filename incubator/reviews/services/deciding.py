"""The coach's decision; of a coach who learns the work it waits until a lead releases it."""

from datetime import datetime

from incubator.accounts.models import User
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.reviews import messages, rules
from incubator.reviews.messages import drafts
from incubator.reviews.models import Round
from incubator.reviews.queries.training import lead_of, leads
from incubator.reviews.rules.claims import CLAIM
from incubator.reviews.services.claiming import check_hands
from incubator.reviews.services.handing_in import readers_of
from incubator.reviews.services.kinds import KINDS
from incubator.reviews.values import CoachDecision, RoundStage


def return_to_group(work: Round, verdict: str, *, coach: User, now: datetime) -> None:
    """Ask the group for another attempt; the coach says why. Raises `RuleViolation` without a word of what can be better."""
    decide(work, CoachDecision.RETURN, verdict, coach=coach, now=now)


def approve(work: Round, verdict: str, *, coach: User, now: datetime) -> None:
    """The work is good; the feature it belongs to does what follows from that, in the same transaction."""
    decide(work, CoachDecision.APPROVE, verdict, coach=coach, now=now)


def decide(work: Round, decision: CoachDecision, verdict: str, *, coach: User, now: datetime) -> None:
    """What a coach decides holds at once, of a coach who learns the work once a lead has released it.

    Raises `RuleViolation` when a word is missing of what can be better or of the advice, and for who has not the work in hands.
    """
    lock(work)
    check_hands(work, coach)
    work.verdict = _checked(decision, verdict, has_remarks=bool(work.remarks))
    if work.drafted is not None:
        work.released_by = coach
        _settle(work, decision, coach, now)
        return
    lead = lead_of(coach)
    if lead is None:
        _settle(work, decision, coach, now)
        return
    work.drafted, work.drafted_at, work.lead_note = decision, now, ""
    db.session.flush()
    drafts.tell_lead(work, coach, lead)


def _checked(decision: CoachDecision, verdict: str, *, has_remarks: bool) -> str:
    if decision is CoachDecision.RETURN:
        return rules.check_verdict(verdict, has_remarks=has_remarks)
    if decision is CoachDecision.ADVISE:
        return rules.check_advice(verdict, has_remarks=has_remarks)
    return verdict.strip()


def _settle(work: Round, decision: CoachDecision, by: User, now: datetime) -> None:
    kind = KINDS[work.case.kind]
    # Advice is an approval: what follows from approving the work follows from it too.
    stage = RoundStage.RETURNED if decision is CoachDecision.RETURN else RoundStage.APPROVED
    work.move_to(stage)
    work.decided_at, work.with_advice = now, decision is CoachDecision.ADVISE
    work.drafted, work.nudged_at = None, None
    db.session.flush()
    # In this transaction: when the dossier refuses an answer the work is not approved either.
    if stage is RoundStage.APPROVED and kind.on_approve is not None:
        kind.on_approve(work, by, now)
    messages.tell_group(work, kind, readers_of(work))


def take_draft_back(work: Round, *, coach: User, now: datetime) -> None:
    """The coach goes on with what waits for a lead. Raises `RuleViolation` when it does not wait any more."""
    lock(work)
    if work.drafted is None or work.coach_id != coach.id or not work.with_coach:
        raise RuleViolation(N_("This is no longer possible: the work has moved on. Look at where it stands now."))
    _to_hands(work, now)


def give_back(work: Round, note: str, *, lead: User, now: datetime) -> None:
    """The lead wants the coach to look once more, and says at what. Raises `RuleViolation` without a note."""
    lock(work)
    if not leads(lead, work) or work.coach is None:
        raise RuleViolation(N_("This is no longer possible: the work has moved on. Look at where it stands now."))
    if not note.strip():
        raise RuleViolation(N_("Say in a few words what to look at once more."), field="note")
    work.lead_note = note.strip()
    _to_hands(work, now)
    drafts.tell_given_back(work, lead, work.coach)


def _to_hands(work: Round, now: datetime) -> None:
    work.drafted, work.drafted_at, work.claimed_until = None, None, now + CLAIM
    db.session.flush()
