"""What solidarity adds to the world of the tests: a fund of two groups with one of everything."""

from typing import Any

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.neighbourhood.models import Neighbourhood
from incubator.solidarity.models import SolidarityFund, SolidarityMember
from incubator.solidarity.queries.funds import members, of_place
from incubator.solidarity.queries.questions import of_fund, supports
from incubator.solidarity.services import deciding, funds, money, people
from incubator.solidarity.values import SolidarityChoice, WithinLimit
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


def more_solidarity(place: Neighbourhood, group: Cooperative, number: int, by: User) -> None:
    """Of everything in a solidarity fund one more, for a group of whom somebody coordinates; of the first of each kind too."""
    now, fund = clock.now(), of_place(place.id)
    if fund is None:
        fund = funds.start(place, "De Buffer", now=ago(BEGAN))
        # Of many cooperatives few vote: that is enough here.
        funds.record_rules(fund, terms(quorum=0), decided(), by=by, now=ago(BEGAN))
        funds.publish(fund, now=now)
    member = funds.join(fund, group, act(), now=ago(BEGAN))
    first = members(fund)[0]
    money.contribute(member, put_in(), by=by, now=now)
    funds.answer_ratio(first, list(WithinLimit)[number % 2], now=ago(number))
    if member is first:
        return
    money.contribute(first, put_in(10_000, year=clock.today().year - 1 - number), by=by, now=now)
    _more_questions(fund, member, number, by)
    loan = people.lend(first, member, lent(who=f"hovenier {number}"), now=now)
    people.agree(loan, {first.id, member.id}, seen=people.fingerprint(loan), now=now)
    people.write_hours(loan, day(35), 4_000, now=now)


def _more_questions(fund: SolidarityFund, member: SolidarityMember, number: int, by: User) -> None:
    """Support that was paid, support that is asked, other rules; a vote about what was asked first, and a payment of it."""
    now, first = clock.now(), members(fund)[0]
    support = deciding.ask(member, asked(closes_on=day(30), why=f"De bus {number}"), by=by, now=ago(40))
    deciding.vote(support.question, first, SolidarityChoice.YES, by=by, now=ago(35))
    deciding.settle_due(fund, now=ago(29))
    money.pay(support, receipt(1_000, days=20, token=f"p{number}"), by=by, now=now)
    oldest = supports(fund)[-1]
    money.pay(oldest, receipt(1_000, days=20, token=f"o{number}"), by=by, now=now)
    text = f"Voorstel {number}"
    question = deciding.propose_rules(fund, terms(applies_from=day(-20), share=500 + number), text, by=by, now=now)
    deciding.ask(member, asked(why=f"De huur {number}"), by=by, now=now)
    of_rules = [each for each in of_fund(fund) if each.support is None]
    for each in (question, of_rules[-1]):
        deciding.vote(each, member, SolidarityChoice.YES, by=by, now=now)
