"""Beginning a fund, writing down its first rules, joining, leaving, and saying whether the pay ratio is kept."""

from dataclasses import asdict
from datetime import date, datetime

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.ledger import services as ledger
from incubator.ledger.values import AccountTerms
from incubator.neighbourhood.models import Neighbourhood
from incubator.solidarity.models import (
    PayRatioAnswer,
    SolidarityFund,
    SolidarityMember,
    SolidarityQuestion,
    SolidarityRules,
)
from incubator.solidarity.queries import figures, funds
from incubator.solidarity.rules import terms as rules
from incubator.solidarity.values import JoiningAct, SolidarityDecision, SolidarityTerms, WithinLimit

BOOK = "solidarity"


def start(place: Neighbourhood, name: str, *, now: datetime) -> SolidarityFund:
    """A fund with its book, and without rules. Raises `RuleViolation`, also when there is one already."""
    # There is no fund to lock yet: of two who begin at once the second has to see that of the first.
    lock(place)
    if funds.of_place(place.id) is not None:
        raise RuleViolation(N_("This neighbourhood has a solidarity fund already."))
    book = ledger.open_scoped_book(f"neighbourhood:{place.id}", BOOK, "EUR")
    # Not below zero: a fund pays out what was put in, and borrows nothing.
    ledger.open_account(book, AccountTerms(funds.CASH, "Geld van het fonds", minimum_cents=0))
    fund = SolidarityFund(neighbourhood_id=place.id, book_id=book.id, name=rules.fund_name(name), created_at=now)
    db.session.add(fund)
    db.session.flush()
    return fund


def rename(fund: SolidarityFund, name: str) -> None:
    """What it is called. The fund is locked. Raises `RuleViolation`."""
    fund.name = rules.fund_name(name)


def record_rules(
    fund: SolidarityFund, terms: SolidarityTerms, decision: SolidarityDecision, *, by: User, now: datetime
) -> SolidarityRules:
    """Write down the agreement that cooperatives can join. Raises `RuleViolation` once one of them did: then they vote."""
    lock(fund)
    today = clock.local(now).date()
    if funds.members(fund):
        raise RuleViolation(rules.VOTE_NEEDED)
    rules.check_terms(terms)
    rules.check_start(terms.applies_from, today)
    rules.check_past("decided_on", decision.decided_on, today)
    # The same terms and text again is a button pressed twice, and no second agreement.
    for known in funds.versions(fund):
        if (known.terms, known.text) == (terms, decision.text):
            return known
    return add_version(fund, terms, decision, None, by=by, now=now)


def add_version(
    fund: SolidarityFund,
    terms: SolidarityTerms,
    decision: SolidarityDecision,
    question: SolidarityQuestion | None,
    *,
    by: User,
    now: datetime,
) -> SolidarityRules:
    """Another version of the rules; the fund is locked."""
    version = SolidarityRules(
        **asdict(terms),
        **asdict(decision),
        fund_id=fund.id,
        # Only under the lock of the fund is the next number still free.
        number=funds.rules_count(fund) + 1,
        question_id=question.id if question else None,
        recorded_at=now,
        recorded_by_id=by.id,
    )
    db.session.add(version)
    db.session.flush()
    return version


def join(fund: SolidarityFund, group: Cooperative, act: JoiningAct, *, now: datetime) -> SolidarityMember:
    """A cooperative takes part, by an act of its own, under the rules of today. Raises `RuleViolation` without rules, and twice."""
    lock(fund)
    today = clock.local(now).date()
    in_force = funds.rules_on(fund, today)
    if in_force is None:
        raise RuleViolation(rules.NO_RULES)
    rules.check_act(act, today)
    for known in funds.members(fund, today):
        if known.cooperative_id == group.id:
            raise RuleViolation(rules.JOINED_ALREADY, field="group")
    member = SolidarityMember(
        fund_id=fund.id,
        cooperative_id=group.id,
        name=group.name,
        joined_on=today,
        joined_decided_on=act.decided_on,
        joined_by=act.decided_by,
        joined_reference=act.reference,
        rules_number=in_force.number,
        written_at=now,
    )
    db.session.add(member)
    db.session.flush()
    # Money that comes in from outside stands below zero; the account of a cooperative shows what it brought.
    ledger.open_account(fund.book, AccountTerms(brought_code(member), f"Inbreng van deelnemer {member.id}", member.id))
    return member


def brought_code(member: SolidarityMember) -> str:
    """The account of what a cooperative put in."""
    return f"in.{member.id}"


def leave(member: SolidarityMember, leaves_on: date, act: JoiningAct, *, now: datetime) -> None:
    """A cooperative leaves on a day after the notice term. What it put in stays. Raises `RuleViolation`."""
    lock(member.fund)
    today = clock.local(now).date()
    if member.leaves_on is not None:
        raise RuleViolation(rules.LEAVES_ALREADY, day=member.leaves_on)
    rules.check_act(act, today)
    rules.check_leave(leaves_on, notice_of(member, today), today)
    member.leaves_on = leaves_on
    member.left_decided_on, member.left_by, member.left_reference = act.decided_on, act.decided_by, act.reference
    db.session.flush()


def notice_of(member: SolidarityMember, today: date) -> int:
    """How many months ahead this cooperative says that it leaves, by the rules of today."""
    in_force = funds.rules_on(member.fund, today)
    return 0 if in_force is None else in_force.notice_months


def answer_ratio(member: SolidarityMember, answer: WithinLimit, *, now: datetime) -> PayRatioAnswer:
    """What a cooperative says of its pay ratio today; the same again on one day is one."""
    lock(member.fund)
    today = clock.local(now).date()
    # The limit goes along: when it is lowered later, this answer was about the one of its day.
    limit = int(figures.ratio_for(member, today).limit * 100)
    for known in member.answers:
        if (known.on_date, known.answer, known.limit) == (today, answer, limit):
            return known
    given = PayRatioAnswer(answer=answer, limit=limit, on_date=today, written_at=now)
    member.answers.append(given)
    db.session.flush()
    # The database puts them in order: what was said last has to stand first on the next page.
    db.session.expire(member, ["answers"])
    return given


def publish(fund: SolidarityFund, *, now: datetime) -> None:
    """Everybody may read how many take part from now on; who did so already keeps the moment."""
    lock(fund)
    fund.published_at = fund.published_at or now


def withdraw(fund: SolidarityFund) -> None:
    """The fund is of the workbench again."""
    lock(fund)
    fund.published_at = None
