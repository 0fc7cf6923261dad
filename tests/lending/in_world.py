"""What a loan fund adds to the world of the tests: one of everything, in a neighbourhood."""

from datetime import timedelta
from typing import Any

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.db import db
from incubator.lending.models import GrantedLoan, LendingFund, LoanApplication, SubordinatedLoan
from incubator.lending.queries import funds as queries
from incubator.lending.services import applying, borrowing, deciding, funds, loans
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
    SubordinatedTerms,
)
from incubator.neighbourhood import services as neighbourhoods
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.values import NeighbourhoodRole
from tests.factories import CooperativeFactory, UserFactory


def _terms() -> LoanTerms:
    return LoanTerms(100_000, 300, LoanForm.LINEAR, 12, 1, 0, clock.today() + timedelta(days=30))


def one_of_everything(place: Neighbourhood, driver: User, group: Cooperative) -> dict[str, Any]:
    """A fund with a loan that runs, another that was promised, and a draft. Gives the numbers by the names of arguments of addresses."""
    now, today = clock.now(), clock.today()
    sitting = UserFactory(name=f"Commissie {place.name}")
    neighbourhoods.join(place, sitting, NeighbourhoodRole.PARTICIPANT, today=today)
    fund = funds.start(place, f"Fonds {place.name}", now=now)
    terms = FundTerms(today, 1_000_000, 3, 60, 300, 5000, 1, "Buurtvergadering")
    funds.set_terms(fund, terms, by=driver, now=now)
    gift = funds.receive(
        fund, Gift(GiverKind.FUND, "Oranjefonds", 5_000_000, today, "brief"), "first", by=driver, now=now
    )
    spare = funds.receive(fund, Gift(GiverKind.FUND, "Wijkraad", 100, today, "brief"), "spare", by=driver, now=now)
    funds.publish(fund, now=now)
    funds.join(fund, group, by=driver, today=today)
    seat = funds.appoint(fund, driver, today, "")
    funds.appoint(fund, sitting, today, "")
    running, promised = (_granted(fund, group, driver, sitting) for _number in range(2))
    entry = loans.pay_out(
        running, LoanBooking(today, 0, "afschrift", "out", LoanPart.PAYOUT), _terms(), by=driver, now=now
    )
    draft = _applied(fund, group, driver)
    surety = applying.guarantee(draft, "Corporatie", 50_000, "brief")
    lent = SubordinatedTerms("Buurtgenoot", _terms(), "na de bank", "akte", today)
    borrowed = borrowing.borrow(fund, None, lent, by=driver, now=now)
    elsewhere = _from_elsewhere(fund, driver, sitting)
    return {
        **elsewhere,
        "fund_group_id": group.id,
        "gift_id": spare.id,
        "seat_number": seat.id,
        "application_number": draft.number,
        "guarantee_id": surety.id,
        "loan_number": running.number,
        "promised_loan": promised.number,
        "entry_number": entry.number,
        "borrowed_number": borrowed.number,
        "first_gift": gift.id,
    }


def _from_elsewhere(fund: LendingFund, driver: User, sitting: User) -> dict[str, Any]:
    """A loan that runs, and an application that lies before the committee, of a group to which nobody of the committee is tied."""
    now, today = clock.now(), clock.today()
    group, other = CooperativeFactory(), UserFactory()
    funds.join(fund, group, by=other, today=today)
    loan = _granted(fund, group, other, sitting)
    loans.pay_out(loan, _booking(0, "elders", LoanPart.PAYOUT), _terms(), by=driver, now=now)
    asked = _applied(fund, group, other)
    applying.hand_in(asked, now=now)
    deciding.advise(asked, CommitteeChoice.REFUSE, "Te duur.", by=sitting, now=now)
    return {"loan_from_elsewhere": loan.number, "application_from_elsewhere": asked.number}


def _applied(fund: LendingFund, group: Cooperative, by: User) -> LoanApplication:
    made = applying.begin(fund, group, by=by, now=clock.now())
    applying.change(made, LoanRequest(100_000, 12, "Een bakfiets", "Ons plan", "", None, ""))
    return made


def _granted(fund: LendingFund, group: Cooperative, by: User, sitting: User) -> GrantedLoan:
    made, now = _applied(fund, group, by), clock.now()
    applying.hand_in(made, now=now)
    deciding.advise(made, CommitteeChoice.GRANT, "Goed plan.", by=sitting, now=now)
    verdict = CommitteeVerdict(CommitteeChoice.GRANT, "Goed plan.", "", _terms(), True)
    deciding.decide(made, verdict, by=sitting, now=now)
    return db.session.scalars(db.select(GrantedLoan).order_by(GrantedLoan.id.desc())).first()


def more_loans(place: Neighbourhood, group: Cooperative, number: int, by: User) -> None:
    """Of everything in a loan fund one more, for a group of who drives it; of the first loan and of a first application too."""
    now, today = clock.now(), clock.today()
    fund = queries.of_neighbourhood(place.id) or _opened(place, by)
    sitting = UserFactory()
    neighbourhoods.join(place, sitting, NeighbourhoodRole.PARTICIPANT, today=today)
    funds.appoint(fund, sitting, today, "")
    later = FundTerms(today + timedelta(days=number), 1_000_000, 3, 60, 300, 5000, 1, f"Vergadering {number}")
    funds.set_terms(fund, later, by=by, now=now)
    given = Gift(GiverKind.FUND, f"Gever {number}", 5_000_000, today, "brief")
    funds.receive(fund, given, f"gift-{number}", by=by, now=now)
    funds.join(fund, group, by=by, today=today)
    loan = _granted(fund, group, by, sitting)
    loans.pay_out(loan, _booking(0, "uit", LoanPart.PAYOUT), _terms(), by=by, now=now)
    applying.guarantee(_applied(fund, group, by), f"Borg {number}", 50_000, "brief")
    for borrower in (None, group):
        lent = SubordinatedTerms(f"Lid {number}", _terms(), "na de bank", "akte", today)
        borrowing.borrow(fund, borrower, lent, by=by, now=now)
    _more_of_the_first(fund, number, by, sitting)


def _opened(place: Neighbourhood, by: User) -> LendingFund:
    """A fund in whose committee its driver sits, with an application of a group from elsewhere that lies before it."""
    now, today = clock.now(), clock.today()
    fund = funds.start(place, f"Fonds {place.name}", now=now)
    funds.appoint(fund, by, today, "")
    group, other = CooperativeFactory(), UserFactory()
    funds.join(fund, group, by=other, today=today)
    asked = _applied(fund, group, other)
    for number in range(2):
        applying.guarantee(asked, f"Buur {number}", 50_000, "brief")
    applying.hand_in(asked, now=now)
    funds.set_terms(fund, FundTerms(today - timedelta(days=1), 1_000_000, 3, 60, 300, 5000, 1, ""), by=by, now=now)
    funds.publish(fund, now=now)
    return fund


def _booking(amount: int, proof: str, kind: LoanPart) -> LoanBooking:
    return LoanBooking(clock.today(), amount, proof, proof, kind)


def _more_of_the_first(fund: LendingFund, number: int, by: User, sitting: User) -> None:
    """Advice about the application from elsewhere, a payment and a schedule of the first loan, one back of what was borrowed."""
    now, first = clock.now(), db.session.scalars(db.select(GrantedLoan).order_by(GrantedLoan.id)).first()
    before = db.session.scalars(db.select(LoanApplication).order_by(LoanApplication.id)).first()
    borrowed = db.session.scalars(db.select(SubordinatedLoan).order_by(SubordinatedLoan.id)).first()
    deciding.advise(before, CommitteeChoice.GRANT, "Goed plan.", by=sitting, now=now)
    paid = loans.repay(first, _booking(100, f"r{number}", LoanPart.REPAYMENT), by=by, now=now)
    if number % 2:
        loans.take_back(first, paid.number, "Verkeerd", by=by, now=now)
    loans.reschedule(first, _terms(), f"Afspraak {number}", len(first.schedules), by=by, now=now)
    borrowing.pay_back(borrowed, _booking(100, f"b{number}", LoanPart.PAID_BACK), by=by, now=now)
