"""The committee: advice of each member, who steps aside, and the decision that follows."""

from collections.abc import Sequence
from datetime import datetime

from incubator.accounts.models import User
from incubator.core import clock
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.ledger import services as ledger
from incubator.ledger.values import AccountTerms
from incubator.lending.models import (
    CommitteeVote,
    GrantedLoan,
    LoanApplication,
    LoanDecision,
    LoanSchedule,
)
from incubator.lending.queries import applying, funds, loans
from incubator.lending.rules.lending import check_verdict, over_share
from incubator.lending.rules.schedules import check_loan
from incubator.lending.services.funds import NO_TERMS
from incubator.lending.values import (
    ApplicationState,
    CommitteeChoice,
    CommitteeVerdict,
    LoanState,
    LoanTerms,
    LoanTie,
    LoanWarning,
)

NOT_BEFORE_COMMITTEE = N_(
    "This application does not lie before the committee: it is decided, withdrawn or being changed."
)
STEPS_ASIDE = N_("You are tied to this group, so you step aside. That is written in the decision.")
NOT_IN_COMMITTEE = N_("Only who sits in the committee decides.")
LOOK_AGAIN = N_(
    "This goes beyond the terms or the money of the fund. Read what stands above, and tick the box to decide it all the same."
)
OUTCOMES = {
    CommitteeChoice.GRANT: ApplicationState.GRANTED,
    CommitteeChoice.REFUSE: ApplicationState.REFUSED,
    CommitteeChoice.ASK: ApplicationState.ASKED,
}


def _before_committee(application: LoanApplication, by: User, now: datetime) -> None:
    lock(application.fund)
    if application.state is not ApplicationState.HANDED_IN:
        raise RuleViolation(NOT_BEFORE_COMMITTEE)
    if not funds.is_in_committee(by, application.fund):
        raise RuleViolation(NOT_IN_COMMITTEE)
    # Looked at again each time: who became a member yesterday is tied today.
    if applying.ties(by, application.cooperative, clock.local(now).date()):
        raise RuleViolation(STEPS_ASIDE)


def advise(
    application: LoanApplication, choice: CommitteeChoice, reason: str, *, by: User, now: datetime
) -> CommitteeVote:
    """The advice of a member, or another one than before. Raises `RuleViolation` for who is tied, and once it was decided."""
    _before_committee(application, by, now)
    # Who changes their mind still has one vote in a round; a unique key holds two presses at once to that.
    for known in current_votes(application):
        if known.user_id == by.id:
            known.choice, known.reason, known.given_at = choice, reason, now
            db.session.flush()
            return known
    vote = CommitteeVote(
        application=application, round=application.round, user=by, choice=choice, reason=reason, given_at=now
    )
    db.session.add(vote)
    db.session.flush()
    return vote


def current_votes(application: LoanApplication) -> list[CommitteeVote]:
    """The advice about what was handed in last, also of who left the committee since."""
    return [each for each in application.votes if each.round == application.round]


def aside(application: LoanApplication, now: datetime) -> dict[int, list[LoanTie]]:
    """Who of the committee steps aside, by the number of their account, with what ties them."""
    today = clock.local(now).date()
    declared = {each.user_id for each in current_votes(application) if each.choice is CommitteeChoice.ASIDE}
    ties = applying.ties_to(application.cooperative, today)
    known: dict[int, list[LoanTie]] = {}
    for seat in funds.sitting(application.fund, today):
        if seat.user_id is None:
            continue
        tied = list(ties.get(seat.user_id, ()))
        if seat.user_id in declared:
            tied.append(LoanTie.DECLARED)
        if tied:
            known[seat.user_id] = tied
    return known


def _counting(application: LoanApplication, tied: Sequence[int], now: datetime) -> list[CommitteeChoice]:
    """The advice of who sits there today and has no tie."""
    today = clock.local(now).date()
    sitting = {each.user_id for each in funds.sitting(application.fund, today)}
    counting = []
    for vote in current_votes(application):
        if vote.user_id in sitting and vote.user_id not in tied:
            counting.append(vote.choice)
    return counting


def warnings(application: LoanApplication, terms: LoanTerms, now: datetime) -> list[LoanWarning]:
    """What of a grant goes beyond the terms or the money of the fund. Raises `RuleViolation` without terms."""
    fund = application.fund
    held = funds.terms_on(fund, clock.local(now).date())
    if held is None:
        raise RuleViolation(NO_TERMS)
    stands = funds.figures(fund)
    # With what was promised and not paid out: else two small grants pass where a large one warns.
    owed = loans.owed_by(fund, application.cooperative) + funds.promised(fund, application.cooperative)
    beyond = {
        LoanWarning.NOT_FREE: terms.amount > stands.free,
        LoanWarning.SHARE: over_share(terms.amount, owed, stands.capital, held.share),
        LoanWarning.LARGEST: terms.amount > held.largest,
        LoanWarning.MONTHS: not held.shortest <= terms.months <= held.longest,
        # Also when it is lower: the other groups pay the interest of the terms.
        LoanWarning.INTEREST: terms.interest != held.interest,
    }
    return [warning for warning, goes_beyond in beyond.items() if goes_beyond]


def decide(application: LoanApplication, verdict: CommitteeVerdict, *, by: User, now: datetime) -> LoanDecision:
    """What the committee decided, written down by one of its members. A grant makes the loan.

    Raises `RuleViolation` without enough advice for it, for who is tied, and for a grant beyond the terms that nobody looked at again.
    """
    _before_committee(application, by, now)
    tied = aside(application, now)
    if by.id in tied:
        raise RuleViolation(STEPS_ASIDE)
    today = clock.local(now).date()
    held = funds.terms_on(application.fund, today)
    if held is None:
        raise RuleViolation(NO_TERMS)
    counting = _counting(application, list(tied), now)
    check_verdict(verdict.outcome, counting, held.quorum)
    is_grant = verdict.outcome is CommitteeChoice.GRANT
    beyond = _check_grant(application, verdict, now) if is_grant else []
    conditions = verdict.conditions if is_grant else ""
    # Kinds of ties without names: the group that applied reads this decision too.
    why = {tie.value for each in tied.values() for tie in each}
    warned = [each.value for each in beyond]
    decision = LoanDecision(
        application=application,
        round=application.round,
        outcome=verdict.outcome,
        reason=verdict.reason,
        conditions=conditions,
        warnings=warned,
        advised=len(counting),
        aside=len(tied),
        aside_why=",".join(sorted(why)),
        decided_on=today,
        recorded_at=now,
        recorded_by_id=by.id,
    )
    application.state = OUTCOMES[verdict.outcome]
    db.session.add(decision)
    db.session.flush()
    if is_grant and verdict.terms is not None:
        _grant(decision, verdict.terms, by=by, now=now)
    return decision


def _check_grant(application: LoanApplication, verdict: CommitteeVerdict, now: datetime) -> list[LoanWarning]:
    """What goes beyond the terms, and was looked at. Raises `RuleViolation` when it was not, or cannot be a loan."""
    terms = verdict.terms
    if terms is None:
        raise RuleViolation(N_("Fill in how much is lent and on which terms."), field="amount")
    check_loan(terms)
    beyond = warnings(application, terms, now)
    # Warned and not refused: the committee answers for the fund, and the warnings stand in its decision.
    if beyond and not verdict.despite:
        raise RuleViolation(LOOK_AGAIN, field="despite")
    return beyond


def _grant(decision: LoanDecision, terms: LoanTerms, *, by: User, now: datetime) -> None:
    """The loan, its accounts and its first schedule."""
    loan = _loan(decision.application, terms, decision)
    _open_accounts(loan)
    first = LoanSchedule(
        loan=loan,
        number=1,
        agreed_on=decision.decided_on,
        agreement="",
        recorded_at=now,
        recorded_by_id=by.id,
    )
    first.repaid_by(terms)
    db.session.add(first)
    db.session.flush()


def _loan(application: LoanApplication, terms: LoanTerms, decision: LoanDecision) -> GrantedLoan:
    fund = application.fund
    fund.last_loan += 1
    loan = GrantedLoan(
        fund=fund,
        application=application,
        cooperative_id=application.cooperative_id,
        number=fund.last_loan,
        state=LoanState.PROMISED,
        amount=terms.amount,
        conditions=decision.conditions,
        promised_on=decision.decided_on,
    )
    db.session.add(loan)
    db.session.flush()
    return loan


def _open_accounts(loan: GrantedLoan) -> None:
    """What is left of it, and the interest it brings in. The database itself refuses that more is repaid than was lent."""
    book = loan.fund.book
    ledger.open_account(
        book,
        AccountTerms(loan.account, f"Lening {loan.number}", loan.number, minimum_cents=0, maximum_cents=loan.amount),
    )
    ledger.open_account(book, AccountTerms(loan.interest_account, f"Rente van lening {loan.number}", loan.number))
