"""What a loan fund adds to the world of the tests: one of everything, in a neighbourhood."""

from datetime import timedelta
from typing import Any

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.db import db
from incubator.lending.models import GrantedLoan, LendingFund, LoanApplication
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
from tests.factories import UserFactory


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
    return {
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
