"""A neighbourhood with a loan fund, its money, its committee, and a group that borrows."""

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

from incubator.core import clock
from incubator.core.db import db
from incubator.lending.models import GrantedLoan, LendingFund
from incubator.lending.queries import loans as loan_queries
from incubator.lending.services import applying, deciding, funds, loans
from incubator.lending.values import (
    CommitteeChoice,
    CommitteeVerdict,
    FundTerms,
    Gift,
    GiverKind,
    LoanBooking,
    LoanForm,
    LoanPart,
    LoanRequest,
    LoanTerms,
)
from incubator.neighbourhood import services as neighbourhoods
from incubator.neighbourhood.services import groups
from incubator.neighbourhood.values import NeighbourhoodRole
from tests.factories import CooperativeFactory, ParticipationFactory, UserFactory

START = clock.today() - timedelta(days=400)


def at(days):
    """A moment so many days after the fund began."""
    return clock.now() - timedelta(days=400 - days)


def day(days):
    return START + timedelta(days=days)


def terms(**more):
    return replace(FundTerms(START, 2_000_000, 3, 60, 300, 5000, 2, "Buurtvergadering"), **more)


def loan_terms(**more):
    """Twelve hundred euros without interest in twelve months: a hundred each month, first on day 60."""
    return replace(LoanTerms(120_000, 0, LoanForm.LINEAR, 12, 1, 0, day(60)), **more)


def gift(amount=5_000_000, **more):
    return replace(Gift(GiverKind.MUNICIPALITY, "Gemeente", amount, START, "subsidiebesluit 12"), **more)


def group_in(place, driver, name, **about):
    """A group that is part of a neighbourhood, and who coordinates it."""
    group = CooperativeFactory(name=name, slug=name.lower().replace(" ", "-"), **about)
    part = ParticipationFactory(cooperative=group, user=UserFactory(name=f"Coördinator {name}"))
    asked = groups.ask(place, name, by=driver, now=clock.now())
    groups.answer(asked, agrees=True, is_public=True, by=part.user, now=clock.now())
    return group, part.user


def fund_with_committee(*, amount=5_000_000, **more):
    """The place, its driver, the fund with terms and money, a committee of three, and a group that takes part."""
    place = neighbourhoods.start("Zonnewijk", "GM0344", "", now=at(0))
    driver = UserFactory(name="Dina Aanjager")
    neighbourhoods.join(place, driver, NeighbourhoodRole.DRIVER, today=START)
    fund = funds.start(place, "Het Zonnefonds", now=at(0))
    funds.set_terms(fund, terms(**more), by=driver, now=at(0))
    if amount:
        funds.receive(fund, gift(amount), "first", by=driver, now=at(0))
    committee = []
    for name in ("Kim", "Khalid", "Koen"):
        user = UserFactory(name=name)
        neighbourhoods.join(place, user, NeighbourhoodRole.PARTICIPANT, today=START)
        funds.appoint(fund, user, START, "vergadering")
        committee.append(user)
    group, coordinator = group_in(place, driver, "De Tuin")
    funds.join(fund, group, by=coordinator, today=START)
    db.session.commit()
    return SimpleNamespace(
        place=place, driver=driver, fund=fund, committee=committee, group=group, coordinator=coordinator
    )


def request(**more):
    return replace(LoanRequest(120_000, 12, "Een bakfiets", "Ons plan", "", None, ""), **more)


def application(zon, *, handed_in=True, group=None, **more):
    by = zon.coordinator
    made = applying.begin(zon.fund, group or zon.group, by=by, now=at(1))
    applying.change(made, request(**more))
    if handed_in:
        applying.hand_in(made, now=at(2))
    db.session.commit()
    return made


def advise(applied, *users, choice=CommitteeChoice.GRANT, now=None):
    for user in users:
        deciding.advise(applied, choice, "Goed plan.", by=user, now=now or at(10))
    db.session.commit()


def verdict(outcome=CommitteeChoice.GRANT, **more):
    granted = loan_terms(**more) if outcome is CommitteeChoice.GRANT else None
    return CommitteeVerdict(outcome, "Het plan klopt.", "", granted, True)


def granted_loan(zon, **more) -> GrantedLoan:
    """A loan that was granted on day 10."""
    applied = application(zon)
    advise(applied, *zon.committee[:2])
    deciding.decide(applied, verdict(**more), by=zon.committee[0], now=at(10))
    db.session.commit()
    return db.session.scalars(db.select(GrantedLoan).order_by(GrantedLoan.id.desc())).first()


def booking(amount=0, on=None, *, token="t", proof="afschrift 1", kind=LoanPart.REPAYMENT, **more):
    return LoanBooking(on or day(20), amount, proof, token, kind, **more)


def running_loan(zon, **more) -> GrantedLoan:
    """A loan that was paid out on day 20, of which the first instalment is on day 60."""
    loan = granted_loan(zon, **more)
    first = loan.schedules[0].terms_of(loan.amount)
    loans.pay_out(loan, booking(kind=LoanPart.PAYOUT, token="out"), first, by=zon.driver, now=at(20))
    db.session.commit()
    return loan


def repay(zon, loan, amount, days, **more):
    given = {"token": f"r{days}-{amount}", "proof": f"afschrift {days}", **more}
    made = loans.repay(loan, booking(amount, day(days), **given), by=zon.driver, now=at(days))
    db.session.commit()
    return made


def left(loan, days=400):
    db.session.expire_all()
    return loan_queries.stands(loan, day(days)).balance


def the_fund() -> LendingFund:
    return db.session.scalars(db.select(LendingFund)).one()
