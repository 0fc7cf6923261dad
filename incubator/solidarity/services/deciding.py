"""Asking the cooperatives, voting, and counting when the last day is over."""

from datetime import datetime, timedelta

from incubator.accounts.models import User
from incubator.core import clock
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.solidarity.models import (
    SolidarityBallot,
    SolidarityFund,
    SolidarityMember,
    SolidarityQuestion,
    SolidarityRules,
    SolidaritySupport,
)
from incubator.solidarity.queries import funds, questions
from incubator.solidarity.rules import deciding as rules
from incubator.solidarity.rules import terms as agreement
from incubator.solidarity.services.funds import add_version
from incubator.solidarity.values import (
    SolidarityChoice,
    SolidarityDecision,
    SolidarityTerms,
    SolidarityVerdict,
    SupportAsk,
)


def ask(member: SolidarityMember, asked: SupportAsk, *, by: User, now: datetime) -> SolidaritySupport:
    """Ask support of the fund; the other cooperatives decide. Raises `RuleViolation` for what the agreement does not allow."""
    fund = lock(member.fund)
    today = clock.local(now).date()
    in_force = _rules(fund, now)
    rules.check_ask(asked, in_force.returns, in_force.largest_cents, today)
    agreement.check_may_ask(member.within_limit, binds=in_force.pay_limit_binds)
    # Who asks has no vote on it, so with one cooperative nobody could ever say yes.
    if funds.number_of_members(fund, today) < 2:
        raise RuleViolation(rules.NOBODY_ELSE)
    for known in questions.supports(fund):
        if known.question.state is SolidarityVerdict.OPEN and known.member_id == member.id and known.is_as(asked):
            raise RuleViolation(rules.SAME_ASK)
    question = _question(fund, member, asked.why.splitlines()[0][:120], by=by, now=now)
    # The quorum of the day of asking goes along: rules that change meanwhile do not move the bar.
    question.closes_on, question.quorum = asked.closes_on, in_force.quorum
    support = SolidaritySupport(
        member_id=member.id,
        kind=asked.kind,
        cents=asked.cents,
        people=asked.people,
        months=asked.months,
        why=asked.why,
        returns=asked.returns,
    )
    question.support = support
    db.session.add(question)
    db.session.flush()
    return support


def _rules(fund: SolidarityFund, now: datetime) -> SolidarityRules:
    in_force = funds.rules_on(fund, clock.local(now).date())
    if in_force is None:
        raise RuleViolation(agreement.NO_RULES)
    return in_force


def _question(
    fund: SolidarityFund, member: SolidarityMember | None, title: str, *, by: User, now: datetime
) -> SolidarityQuestion:
    asker_id = member.id if member else None
    return SolidarityQuestion(fund_id=fund.id, asker_id=asker_id, title=title, asked_at=now, asked_by_id=by.id)


def propose_rules(
    fund: SolidarityFund, terms: SolidarityTerms, text: str, *, by: User, now: datetime
) -> SolidarityQuestion:
    """Put other rules to the vote until the day before they hold. Raises `RuleViolation`, also for the same twice."""
    lock(fund)
    today = clock.local(now).date()
    agreement.check_terms(terms)
    in_force = _rules(fund, now)
    # Two days: the vote closes the day before they hold, and has to be open until tomorrow at least.
    agreement.check_start(terms.applies_from, today + timedelta(days=2))
    # Nobody is bound by rules before the votes are counted.
    closes_on = terms.applies_from - timedelta(days=1)
    rules.check_closing(closes_on, today, "applies_from")
    for known in funds.versions(fund):
        is_open = known.question is not None and known.question.state is SolidarityVerdict.OPEN
        if is_open and (known.terms, known.text) == (terms, text):
            raise RuleViolation(rules.SAME_ASK)
    question = _question(fund, None, text.splitlines()[0][:120], by=by, now=now)
    question.closes_on, question.quorum = closes_on, in_force.quorum
    db.session.add(question)
    db.session.flush()
    add_version(fund, terms, SolidarityDecision(closes_on, "", text), question, by=by, now=now)
    return question


def vote(
    question: SolidarityQuestion, member: SolidarityMember, choice: SolidarityChoice, *, by: User, now: datetime
) -> SolidarityBallot:
    """Vote for a cooperative, or otherwise as long as it is open. Raises `RuleViolation` after the last day, and for who asks."""
    # The fund before the question, as when votes are counted: in another order two could wait for each other.
    lock(question.fund)
    lock(question)
    today = clock.local(now).date()
    rules.check_voting(question.closes_on, today)
    if question.state is not SolidarityVerdict.OPEN:
        raise RuleViolation(rules.VOTE_CLOSED, day=question.closes_on)
    if member.id not in {each.id for each in questions.electors(question, today)}:
        raise RuleViolation(rules.OWN_QUESTION)
    ballot = next((each for each in question.ballots if each.member_id == member.id), None)
    if ballot is None:
        ballot = SolidarityBallot(member_id=member.id, choice=choice, cast_at=now)
        question.ballots.append(ballot)
    ballot.choice, ballot.cast_at, ballot.cast_by_id = choice, now, by.id
    db.session.flush()
    return ballot


def settle_due(fund: SolidarityFund, *, now: datetime) -> int:
    """Count the questions of which the last day is over. Gives how many."""
    lock(fund)
    today = clock.local(now).date()
    closed = questions.due(fund, today)
    for question in closed:
        lock(question)
        # As it stood on the last day: who joined or left since then had nothing to decide here.
        counts = questions.counts(question, question.closes_on)
        question.yes, question.no, question.blank = counts.yes, counts.no, counts.blank
        question.electors = counts.electors
        question.state = rules.verdict(counts, question.quorum)
    db.session.flush()
    return len(closed)
