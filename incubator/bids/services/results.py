"""Verbs of the outcome of a bid: the decision, points, reasons, what was learnt. Nothing here commits."""

from dataclasses import fields
from datetime import date, datetime

from incubator.accounts.models import User
from incubator.bids.messages import outcome_mails
from incubator.bids.models import (
    AwardDecision,
    AwardOutcome,
    Bid,
    BidStage,
    LossReason,
    StandstillKind,
)
from incubator.bids.queries import asking
from incubator.bids.queries import results as queries
from incubator.bids.rules import outcomes, stages, standstill
from incubator.bids.rules.results import DecidedBid, DecisionTerms
from incubator.bids.services import agreements, award_dates, submitting
from incubator.bids.services import bidding as bids
from incubator.bids.services.submitting import HandedIn
from incubator.core import agenda, clock
from incubator.core.db import db, lock
from incubator.core.errors import Conflict, RuleViolation
from incubator.core.i18n import mark as N_
from incubator.formats.values import LegalRegime
from incubator.watch import queries as watch
from incubator.watch import services as watching
from incubator.watch.models import MatchState, Unsuitable
from incubator.watch.services import judging

# Decided on what was handed in until then.
AFTER_CLOSING = frozenset({"won", "lost", "invalid", "not-selected"})
DECISION = tuple(field.name for field in fields(DecisionTerms))


def record_decision(bid: Bid, terms: DecisionTerms, *, by: User, now: datetime, today: date) -> AwardDecision:
    """Note the decision of the buyer; the bid is won or lost from here on. The same again is no second decision.

    Raises `RuleViolation` for days that cannot be, `Conflict` when somebody noted another decision meanwhile.
    """
    lock(bid.cooperative)
    _check(bid, terms, today)
    standing = queries.standing_decision(bid)
    if standing is not None:
        if terms_of(standing) == terms:
            return standing
        raise Conflict(N_("Somebody else has recorded the decision meanwhile. Look at it, and correct it there."))
    outcome = AwardOutcome(terms.outcome)
    _check_stage(bid, outcome)
    decision = AwardDecision(bid_id=bid.id, number=len(queries.decisions(bid)) + 1)
    decision.recorded_at, decision.recorded_by_id = now, by.id
    decision.standstill = _source_of_standstill(bid)
    _write_decision(bid, decision, terms)
    db.session.add(decision)
    db.session.flush()
    # Who said before how it ended has moved the bid already.
    if bid.stage is BidStage.SUBMITTED:
        bids.enter(bid, _stage(outcome), now=now, today=today)
    _teach(bid, decision, by=by, now=now)
    _tell_all(decision)
    return decision


def _tell_all(decision: AwardDecision) -> None:
    """Everyone who bid hears of the decision, and finds its days in the agenda."""
    award_dates.put_dates(decision)
    outcome_mails.tell_decided(decision)


def _check_stage(bid: Bid, outcome: AwardOutcome) -> None:
    """A bid of which somebody said already how it ended can get the letter that goes with it, and no other."""
    if bid.stage not in {BidStage.SUBMITTED, _stage(outcome)}:
        raise RuleViolation(N_("A decision belongs to a bid that was handed in."), field="outcome")


def _stage(outcome: AwardOutcome) -> BidStage:
    return BidStage(outcomes.STAGES[outcome])


def _write_decision(bid: Bid, decision: AwardDecision, terms: DecisionTerms) -> None:
    for name in DECISION:
        setattr(decision, name, getattr(terms, name))
    decision.outcome = AwardOutcome(terms.outcome)
    # Of a bid that was won nobody keeps why it was lost.
    decision.reason = None
    # In the order of the bid, and only its own.
    decision.lots_won = [lot for lot in bid.lots if lot in terms.lots_won]
    ends = outcomes.ends_for(terms.outcome, bid.lots, decision.lots_won)
    if ends.is_against_us and terms.reason:
        decision.reason = LossReason(terms.reason)


def terms_of(decision: AwardDecision) -> DecisionTerms:
    """What was noted of a decision."""
    values = {name: getattr(decision, name) for name in DECISION}
    values["lots_won"] = tuple(decision.lots_won)
    return DecisionTerms(**values)


def _check(bid: Bid, terms: DecisionTerms, today: date) -> None:
    handed_in_on = closed_on = None
    # A client who asked a group itself may answer sooner; a buyer may stop before the closing, and admits while one can still apply.
    if terms.outcome != AwardOutcome.STOPPED:
        handed_in_on = None if bid.submitted_at is None else clock.local(bid.submitted_at).date()
    if terms.outcome in AFTER_CLOSING and bid.notice is not None and bid.deadline is not None:
        closed_on = clock.local(bid.deadline).date()
    terms.check(
        today,
        DecidedBid(
            closed_on,
            handed_in_on,
            queries.names_of(bid),
            queries.several_win(bid),
            queries.outcomes_for(bid),
            tuple(bid.lots),
            queries.earlier_on(bid),
            queries.days_resting_on(bid),
        ),
    )


def correct_decision(decision: AwardDecision, terms: DecisionTerms, *, by: User, now: datetime, today: date) -> None:
    """Mend what was noted. Whether the bid was won is not mended here: a decision that changes is taken back first."""
    bid = decision.bid
    lock(bid.cooperative)
    _check(bid, terms, today)
    if AwardOutcome(terms.outcome) is not decision.outcome:
        raise RuleViolation(
            N_(
                "Has the buyer come back on it? Then say that it was withdrawn. Did you click wrong? Then undo it first."
            ),
            field="outcome",
        )
    _write_decision(bid, decision, terms)
    db.session.flush()
    _teach(bid, decision, by=by, now=now)
    _tell_all(decision)


def withdraw_decision(decision: AwardDecision, *, on: date, because: str, by: User, now: datetime) -> None:
    """The buyer takes its decision back: the bid is with the buyer again, and there is no contract. What was noted stays."""
    lock(decision.bid.cooperative)
    decision = lock(decision)
    if decision.withdrawn_on is not None:
        return
    if on > clock.local(now).date() or on < decision.sent_on:
        raise RuleViolation(N_("Fill in a day since the decision, until today."), field="withdrawn_on")
    decision.withdrawn_on, decision.withdrawn_because = on, because
    # Without an award nothing was agreed; the trail keeps what stood there.
    agreements.take_back(decision.bid, now=now)
    _with_buyer_again(decision.bid, by=by, now=now)
    _tell_all(decision)


def undo_decision(decision: AwardDecision, *, by: User, now: datetime) -> None:
    """Somebody clicked wrong: as if nothing had been noted. Raises `RuleViolation` when something rests on it already."""
    bid = decision.bid
    lock(bid.cooperative)
    decision = lock(decision)
    if decision.withdrawn_on is not None:
        raise RuleViolation(N_("The buyer withdrew this decision: what was noted of it stays."))
    if queries.what_follows(bid, decision):
        raise RuleViolation(
            N_("Something rests on it already: points, a request for reasons, or an agreement. Take that back first.")
        )
    outcome_mails.tell_undone(decision)
    db.session.delete(decision)
    db.session.flush()
    _with_buyer_again(bid, by=by, now=now)


def _with_buyer_again(bid: Bid, *, by: User, now: datetime) -> None:
    """The bid waits for a decision, with what is due then."""
    agenda.remove_all(f"bid:{bid.id}:after:")
    bid.decided_at = None
    # Who stopped without handing in has nothing with the buyer.
    if bid.submitted_at is not None:
        bid.stage = BidStage.SUBMITTED
        bids.put_dates(bid)
    # What was judged by this decision is not judged any more.
    if bid.notice is not None:
        watching.note_bid(bid.cooperative, bid.notice, by=by, now=now)


def _teach(bid: Bid, decision: AwardDecision, *, by: User, now: datetime) -> None:
    """A bid that was won shows what the work is; so does what turned out to be other work."""
    if bid.notice is None:
        return
    if decision.outcome is AwardOutcome.WON:
        watching.note_bid(bid.cooperative, bid.notice, by=by, now=now)
    elif decision.reason is LossReason.OTHER_WORK:
        # Judging by one profile judges for all profiles of the group.
        for match in watch.matches_with(bid.cooperative, bid.notice)[:1]:
            judging.judge(match, MatchState.DISMISSED, unsuitable=Unsuitable.OTHER_WORK, by=by, now=now)


def _source_of_standstill(bid: Bid) -> StandstillKind:
    """Dutch law where it holds; of a buyer abroad only the documents and the letter say how long it waits."""
    # Belgium waits shorter than the Netherlands: a day by Dutch law would come too late there. Its regime is unknown here.
    if standstill.holds_by_law(asking.regime_of(bid) or LegalRegime.UNKNOWN):
        return StandstillKind.LAW
    return StandstillKind.DOCUMENTS


def _put(bid: Bid, what: str, title: str, day: date) -> None:
    agenda.put(
        f"bid:{bid.id}:after:{what}",
        title,
        day,
        source="bids",
        cooperative_id=bid.cooperative_id,
        url=_address(bid),
        name=bid.work.title[:120],
    )


def ask_reasons(decision: AwardDecision, *, on: date | None, today: date) -> None:
    """The group asked the buyer for its reasons on this day, or on another than was noted; None: it did not after all."""
    bid = decision.bid
    lock(bid.cooperative)
    if on is None and decision.reasons_asked_on is None:
        raise RuleViolation(N_("Fill in the day on which you asked."), field="asked_on")
    if on is not None and (on > today or on < decision.sent_on):
        raise RuleViolation(N_("Fill in a day since the decision, until today."), field="asked_on")
    decision.reasons_asked_on = on
    # Without a term of law nothing is overdue.
    if on is not None and queries.reasons_by_law(decision):
        _put(bid, "reasons", N_("The buyer should have given its reasons: %(name)s"), standstill.reasons_by(on))
    else:
        agenda.remove(f"bid:{bid.id}:after:reasons")


def write_lesson(bid: Bid, lesson: str, *, revision: int) -> None:
    """What was learnt, for the next bid. Raises `Conflict` when somebody else wrote since this page was opened."""
    lock(bid.cooperative)
    stages.check_note(lesson, bid.outcome_note, revision=revision, stored_revision=bid.note_revision)
    if lesson != (bid.outcome_note or ""):
        bid.outcome_note = lesson or None
        bid.note_revision += 1


def settle_missed(bid: Bid, handed: HandedIn | None, *, lesson: str, by: User, now: datetime, today: date) -> None:
    """What happened to a bid whose deadline passed: handed in as was said, or not. A moment after the deadline is kept as it is."""
    lock(bid.cooperative)
    if not queries.is_missed(bid, now):
        raise RuleViolation(N_("Somebody else has said meanwhile what happened."))
    if handed is None:
        if not lesson:
            raise RuleViolation(N_("Write in a few words why not: the next bid learns from it."), field="lesson")
        bids.move(bid, BidStage.WITHDRAWN, note=lesson, now=now, today=today)
        return
    if handed.at > now:
        raise RuleViolation(N_("This moment is still to come."), field="on")
    submitting.submit(bid, handed, by=by, now=now)
    if lesson:
        write_lesson(bid, lesson, revision=bid.note_revision)


def _address(bid: Bid) -> str:
    return f"/cooperaties/{bid.cooperative.slug}/inschrijvingen/{bid.id}/afloop"
