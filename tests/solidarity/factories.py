"""A fund between cooperatives of a neighbourhood, each with a coordinator."""

from dataclasses import replace
from datetime import UTC, timedelta
from types import SimpleNamespace

from incubator.core import clock
from incubator.core.db import db
from incubator.neighbourhood import services as neighbourhoods
from incubator.neighbourhood.services import groups
from incubator.neighbourhood.values import NeighbourhoodRole
from incubator.solidarity.services import deciding, funds, money
from incubator.solidarity.values import (
    ContributionTerms,
    FundReceipt,
    JoiningAct,
    PeopleLoanTerms,
    QuestionKind,
    ReturnRule,
    SolidarityChoice,
    SolidarityDecision,
    SolidarityTerms,
    SupportAsk,
    SupportReturn,
    WagePayer,
    WhoIsNamed,
    WorkLead,
)
from tests.factories import CooperativeFactory, ParticipationFactory, UserFactory

BEGAN = 60  # days ago


def ago(days):
    """So many days ago at this hour on a Dutch clock: an hour before midnight in winter it was another day in summer time."""
    return (clock.local(clock.now()) - timedelta(days=days)).astimezone(UTC)


def day(days):
    """So many days ago; below zero ahead."""
    return clock.today() - timedelta(days=days)


def terms(**more):
    known = SolidarityTerms(day(BEGAN), 500, "Een slecht jaar opvangen.", 1_000_000, ReturnRule.EITHER, 50, 6)
    return replace(known, **more)


def decided():
    return SolidarityDecision(day(BEGAN), "Vergadering van de groepen", "Samen staan we sterker.")


def act(days=BEGAN):
    return JoiningAct(day(days), "het bestuur", "notulen, punt 4")


def asked(cents=200_000, **more):
    known = SupportAsk(QuestionKind.MONEY, cents, None, None, "De bus is kapot.", SupportReturn.PAYBACK, day(-9))
    return replace(known, **more)


def put_in(cents=500_000, year=None, days=50):
    return ContributionTerms(year or clock.today().year - 1, cents, day(days), "afschrift 1")


def receipt(cents, *, days=1, token="t"):
    return FundReceipt(day(days), cents, "afschrift 2", token)


def lent(**more):
    known = PeopleLoanTerms(
        "hovenier",
        WhoIsNamed.ROLE,
        "",
        1_200,
        day(40),
        day(-40),
        "Drukte",
        WagePayer.LENDER,
        WorkLead.BORROWER,
        2_850,
    )
    return replace(known, **more)


def cooperative_in(place, name, *, by):
    """A group that is part of the neighbourhood, with its coordinator who takes part there too."""
    group = CooperativeFactory(name=name)
    coordinator = ParticipationFactory(cooperative=group, user=UserFactory(name=f"Coördinator {name}")).user
    neighbourhoods.join(place, coordinator, NeighbourhoodRole.PARTICIPANT, today=clock.today())
    part = groups.ask(place, name, by=by, now=clock.now())
    groups.answer(part, agrees=True, is_public=True, by=coordinator, now=clock.now())
    return group, coordinator


def fund_of(*names, **more):
    """A fund of two months old in Zonnewijk, with its driver and a member for each name. `more` are terms that differ."""
    place = neighbourhoods.start("Zonnewijk", "GM0344", "", now=ago(BEGAN))
    driver = UserFactory(name="Dina Aanjager")
    neighbourhoods.join(place, driver, NeighbourhoodRole.DRIVER, today=clock.today())
    fund = funds.start(place, "De Buffer", now=ago(BEGAN))
    funds.record_rules(fund, terms(**more), decided(), by=driver, now=ago(BEGAN))
    members, people, groups_of = {}, {}, {}
    for name in names:
        groups_of[name], people[name] = cooperative_in(place, name, by=driver)
        members[name] = funds.join(fund, groups_of[name], act(), now=ago(BEGAN))
    db.session.commit()
    return SimpleNamespace(place=place, driver=driver, fund=fund, members=members, people=people, groups=groups_of)


def granted(buffer, name, cents=200_000, *, voters=None, **more):
    """Support that a member asked a month ago and the others said yes to."""
    ask = asked(cents, closes_on=day(30), **more)
    support = deciding.ask(buffer.members[name], ask, by=buffer.people[name], now=ago(40))
    for other in voters or [each for each in buffer.members if each != name]:
        vote(buffer, support.question, other, SolidarityChoice.YES, now=ago(35))
    deciding.settle_due(buffer.fund, now=ago(29))
    db.session.commit()
    return support


def vote(buffer, question, name, choice, *, now=None):
    by = buffer.people[name]
    return deciding.vote(question, buffer.members[name], choice, by=by, now=now or clock.now())


def bring(buffer, name, cents=500_000, **more):
    booked = money.contribute(buffer.members[name], put_in(cents, **more), by=buffer.people[name], now=clock.now())
    db.session.commit()
    return booked
