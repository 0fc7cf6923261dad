"""What solidarity adds to the world of the tests: a fund of two groups with one of everything."""

from typing import Any

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.neighbourhood.models import Neighbourhood
from incubator.solidarity.services import deciding, funds, money, people
from incubator.solidarity.values import SolidarityChoice
from tests.solidarity.factories import (
    BEGAN,
    act,
    ago,
    asked,
    cooperative_in,
    day,
    decided,
    lent,
    put_in,
    receipt,
    terms,
)


def solidarity_world(place: Neighbourhood, group: Cooperative, by: User) -> dict[str, Any]:
    """Fill the fund of a neighbourhood. Gives the numbers by the names of the arguments of addresses."""
    now = clock.now()
    fund = funds.start(place, "De Buffer", now=ago(BEGAN))
    funds.record_rules(fund, terms(), decided(), by=by, now=ago(BEGAN))
    other, coordinator = cooperative_in(place, "De Gieter", by=by)
    ours, theirs = funds.join(fund, group, act(), now=ago(BEGAN)), funds.join(fund, other, act(), now=ago(BEGAN))
    booked = money.contribute(ours, put_in(), by=by, now=now)
    support = deciding.ask(theirs, asked(closes_on=day(30)), by=coordinator, now=ago(40))
    deciding.vote(support.question, ours, SolidarityChoice.YES, by=by, now=ago(35))
    deciding.settle_due(fund, now=ago(29))
    money.pay(support, receipt(100_000, days=20, token="world"), by=by, now=now)
    question = deciding.ask(theirs, asked(why="De huur is hoog."), by=coordinator, now=now).question
    loan = people.lend(ours, theirs, lent(), now=now)
    people.agree(loan, {ours.id, theirs.id}, seen=people.fingerprint(loan), now=now)
    month = people.write_hours(loan, day(35), 4_000, now=now)
    funds.publish(fund, now=now)
    return {
        "fund_member_id": ours.id,
        "other_fund_member": str(theirs.id),
        "own_fund_member": str(ours.id),
        "contribution_id": booked.id,
        "fund_question_id": question.id,
        "fund_support_id": support.id,
        "people_loan_id": loan.id,
        "people_loan_seen": people.fingerprint(loan),
        "people_month_id": month.id,
    }
