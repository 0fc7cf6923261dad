"""Recording what was decided, proposing rules, voting, and counting when the last day is over."""

from dataclasses import asdict
from datetime import date, datetime, timedelta

from incubator.accounts.models import User
from incubator.core import clock
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.currency.models import Currency, CurrencyProposal, CurrencyRules, CurrencyVote
from incubator.currency.queries import deciding
from incubator.currency.rules import terms as rules
from incubator.currency.services.accounts import follow_rules
from incubator.currency.values import CurrencyBallot, CurrencyDecision, CurrencyTerms, CurrencyVerdict


def record(
    currency: Currency, terms: CurrencyTerms, decision: CurrencyDecision, *, by: User, now: datetime
) -> CurrencyRules:
    """Write down rules that a meeting decided. Raises `RuleViolation` for what cannot be meant, and for the same decision twice."""
    lock(currency)
    today = clock.local(now).date()
    rules.check_terms(terms)
    # However old the decision is: what was paid before today was paid under other limits.
    rules.check_start(terms.applies_from, today)
    if decision.decided_on > today:
        raise RuleViolation(rules.NOT_YET, field="decided_on")
    # Two drivers who were at one meeting both write it down.
    for known in deciding.versions(currency):
        if (known.terms, known.decided_on, known.text) == (terms, decision.decided_on, decision.text):
            raise RuleViolation(rules.SAME_DECISION)
    version = CurrencyRules(**asdict(terms), **asdict(decision), recorded_at=now, recorded_by_id=by.id)
    return _add(currency, version, today=today)


def _add(currency: Currency, version: CurrencyRules, *, today: date) -> CurrencyRules:
    version.currency_id = currency.id
    # Only under the lock of the currency is the next number still free.
    version.number = len(deciding.versions(currency)) + 1
    db.session.add(version)
    db.session.flush()
    follow_rules(currency, today=today)
    return version


def propose(
    currency: Currency, terms: CurrencyTerms, text: str, closes_on: date, quorum: int, *, by: User, now: datetime
) -> CurrencyProposal:
    """Put rules to the vote, until the end of a day. Raises `RuleViolation` for what cannot be meant, and for the same twice."""
    lock(currency)
    rules.check_terms(terms)
    rules.check_closing(closes_on, clock.local(now).date())
    # Nobody is bound by rules before the votes are counted.
    rules.check_start(terms.applies_from, closes_on + timedelta(days=1))
    for known in deciding.proposals(currency):
        if known.state is CurrencyVerdict.OPEN and (known.terms, known.text) == (terms, text):
            raise RuleViolation(rules.SAME_PROPOSAL)
    currency.last_proposal += 1
    proposal = CurrencyProposal(
        **asdict(terms),
        currency_id=currency.id,
        number=currency.last_proposal,
        text=text,
        closes_on=closes_on,
        quorum=quorum,
        opened_at=now,
        opened_by_id=by.id,
        state=CurrencyVerdict.OPEN,
    )
    db.session.add(proposal)
    db.session.flush()
    return proposal


def vote(proposal: CurrencyProposal, choice: CurrencyBallot, *, by: User, now: datetime) -> CurrencyVote:
    """Vote, or vote otherwise as long as it is open. Raises `RuleViolation` after the last day."""
    lock(proposal)
    rules.check_voting(proposal.closes_on, clock.local(now).date())
    # Who waited for the lock may come after the count: a name would then stay beside a choice that counts for nothing.
    if proposal.state is not CurrencyVerdict.OPEN:
        raise RuleViolation(rules.VOTE_CLOSED, day=proposal.closes_on)
    known = deciding.vote_of(proposal, by)
    if known is None:
        known = CurrencyVote(proposal_id=proposal.id, user_id=by.id, choice=choice)
        db.session.add(known)
    known.choice = choice
    db.session.flush()
    return known


def settle_due(currency: Currency, *, now: datetime) -> int:
    """Count the proposals of which the last day is over; what is accepted becomes the rules from its day. Gives how many."""
    lock(currency)
    today = clock.local(now).date()
    closed = deciding.due(currency, today)
    for proposal in closed:
        _count(proposal, today=today, now=now)
    return len(closed)


def _count(proposal: CurrencyProposal, *, today: date, now: datetime) -> None:
    lock(proposal)
    counts = deciding.counts(proposal)
    # Kept as numbers: who moves in or away later does not change the turn-out of a vote that is over.
    proposal.yes, proposal.no, proposal.blank, proposal.electors = counts.yes, counts.no, counts.blank, counts.electors
    proposal.state = rules.verdict(counts, proposal.quorum)
    # The choices stay, to count again; who made them is nobody's business any more.
    votes = db.update(CurrencyVote).where(CurrencyVote.proposal_id == proposal.id).values(user_id=None)
    db.session.execute(votes)
    if proposal.state is CurrencyVerdict.ACCEPTED:
        version = CurrencyRules(
            **asdict(proposal.terms), proposal_id=proposal.id, decided_on=proposal.closes_on, recorded_at=now
        )
        _add(proposal.currency, version, today=today)
    db.session.flush()


def forget(user: User, _now: datetime) -> None:
    """The account goes: votes about what is still open stay, without the name."""
    mine = db.update(CurrencyVote).where(CurrencyVote.user_id == user.id).values(user_id=None)
    db.session.execute(mine)
